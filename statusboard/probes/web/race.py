"""Two ways to one answer: the second is tried beside the first where that stays silent."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from statusboard.probes.web.failure import Failed

First = TypeVar("First")
Second = TypeVar("Second")


async def first_to_answer(
    first: Callable[[], Awaitable[First | None]],
    second: Callable[[], Awaitable[Second]],
    *,
    second_after_s: float | None,
) -> First | Second | None:
    """The answer of the first, or of the second, which is asked too after `second_after_s` seconds.

    Whoever answers first is believed, and the other is cancelled. None of the first means that it
    will never answer: before that that is the result, later on it is up to the
    second. Raises Failed where neither answered. An answer of the second that came in the same
    moment as the first's is nobody's: whoever made it has to clear it away.
    """
    loop = asyncio.get_running_loop()
    tasks: list[asyncio.Task[Second | Failed]] = []
    limit = asyncio.timeout(None)

    def begin_second() -> None:
        two = group.create_task(_outcome(second))
        two.add_done_callback(end_first)
        tasks.append(two)

    def end_first(two: "asyncio.Task[Second | Failed]") -> None:
        if waking is not None and not two.cancelled() and not isinstance(two.result(), Failed):
            limit.reschedule(loop.time())

    outcome: First | Second | Failed | None = None
    async with asyncio.TaskGroup() as group:
        # The first is awaited right here: a task of its own would colour what is measured.
        waking = None if second_after_s is None else loop.call_later(second_after_s, begin_second)
        try:
            async with limit:
                outcome = await _outcome(first)
        except TimeoutError:
            outcome = None
        finally:
            if waking is not None:
                waking.cancel()
            waking = None
        for two in tasks:
            if outcome is None or (isinstance(outcome, Failed) and two.done()):
                outcome = await two
            two.cancel()
    if isinstance(outcome, Failed):
        raise outcome
    return outcome


async def _outcome(ask: Callable[[], Awaitable[First]]) -> First | Failed:
    """The answer, or why there is none: a failure must not end the other one.

    Asked in here: what is cancelled before its first step must not have begun anything.
    """
    try:
        return await ask()
    except Failed as failed:
        return failed
