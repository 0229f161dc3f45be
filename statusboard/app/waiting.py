"""Waiting for something to happen, but not for ever."""

import asyncio


async def wait(event: asyncio.Event, at_most_s: float) -> bool:
    """Returns when the event is set, or after so many seconds: whether it was set."""
    try:
        async with asyncio.timeout(at_most_s):
            return await event.wait()
    except TimeoutError:
        return False
