"""Waiting for something to happen, but not for ever."""

import asyncio
from collections.abc import Awaitable, Callable


async def wait(event: asyncio.Event, at_most_s: float) -> bool:
    """Returns when the event is set, or after so many seconds: whether it was set."""
    try:
        async with asyncio.timeout(at_most_s):
            return await event.wait()
    except TimeoutError:
        return False


async def look_again(
    stop: asyncio.Event, woken: asyncio.Event, look: Callable[[], Awaitable[float]]
) -> None:
    """Looks until `stop` is set: after the seconds that a look answers, or when it is woken."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_wake_when(stop, woken))
        while not stop.is_set():
            woken.clear()
            await wait(woken, await look())


async def _wake_when(stop: asyncio.Event, woken: asyncio.Event) -> None:
    await stop.wait()
    woken.set()
