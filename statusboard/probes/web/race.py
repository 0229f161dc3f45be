"""Two ways to one answer: the second is tried beside the first where that stays silent."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from statusboard.probes.web.failure import Failed

First = TypeVar("First")
Second = TypeVar("Second")


async def first_to_answer(
    first: Awaitable[First | None],
    second: Callable[[], Awaitable[Second]],
    *,
    patience_s: float | None,
) -> First | Second | None:
    """The answer of the first, or of the second, which is asked too after `patience_s` seconds.

    Whoever answers first is believed, and the other is cancelled. None of the first means that it
    will never answer: before its patience is over that is the result, later on it is up to the
    second. Raises Failed where neither answered. An answer of the second that came in the same
    moment as the first's is nobody's: whoever made it has to clear it away.
    """
    async with asyncio.TaskGroup() as group:
        one = group.create_task(_outcome(first))
        done, _ = await asyncio.wait((one,), timeout=patience_s)
        outcome: First | Second | Failed | None
        if done:
            outcome = one.result()
        else:
            two = group.create_task(_outcome(second()))
            await asyncio.wait((one, two), return_when=asyncio.FIRST_COMPLETED)
            if not one.done() and isinstance(two.result(), Failed):
                await asyncio.wait((one,))
            outcome = one.result() if one.done() else None
            if outcome is None or (isinstance(outcome, Failed) and two.done()):
                outcome = await two
            one.cancel()
            two.cancel()
    if isinstance(outcome, Failed):
        raise outcome
    return outcome


async def _outcome(work: Awaitable[First]) -> First | Failed:
    """The answer, or why there is none: a failure must not end the other one."""
    try:
        return await work
    except Failed as failed:
        return failed
