"""How much of an answer is read: all of it where its text matters, else what comes readily.

A check that only asks for a status has its answer with the head. The body is read along while it
comes, so that the connection can be kept and a broken answer is noticed; nobody waits for it.
"""

import asyncio
from typing import Protocol

from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.body import Body
from statusboard.probes.web.failure import Failed

# Of a body that nobody asked about so much is waited for, in seconds and of the time that is left.
ALONG_S = 1.0
ALONG_SHARE = 0.5
# Of a redirect's own body; more is not read, the connection is given up instead.
REDIRECT_CAP = 64_000
REDIRECT_S = 0.1
_TOO_MUCH = (Reason.BODY_TOO_LARGE, Reason.DECOMPRESSION_BOMB)


class Exchange(Protocol):
    """An answer whose body is read part by part, whatever version of HTTP carries it."""

    @property
    def is_complete(self) -> bool:
        """Whether all of it has come, read or not."""

    async def read(self) -> bytes:
        """The next part; empty at the end. Raises Failed."""


async def read_whole(exchange: Exchange, taker: Body) -> bytes | None:
    """The body; None where it came in an encoding that we did not ask for. Raises Failed."""
    await _take_all(exchange, taker)
    return await taker.finish()


async def read_along(
    exchange: Exchange, taker: Body, record: Record, *, left_s: float
) -> bytes | None:
    """What came of the body without making anybody wait; `left_s` is what the deadline leaves.

    An answer that is not read to its end is timed by its head. Raises Failed for one that breaks.
    """
    if exchange.is_complete:
        return await _read_or_leave(exchange, taker)
    at_head = record.mark()
    try:
        async with asyncio.timeout(max(0.0, min(ALONG_S, ALONG_SHARE * left_s))):
            body = await _read_or_leave(exchange, taker)
    except TimeoutError:
        body = taker.so_far
    if not exchange.is_complete:
        record.back_to(at_head)
    return body


async def pass_by(exchange: Exchange) -> None:
    """Reads a redirect's own body where that is quickly done: its connection is used again then."""
    size = 0
    try:
        async with asyncio.timeout(REDIRECT_S):
            while size <= REDIRECT_CAP and (part := await exchange.read()):
                size += len(part)
    except (TimeoutError, Failed):
        return  # nobody wanted it


async def _read_or_leave(exchange: Exchange, taker: Body) -> bytes | None:
    try:
        return await read_whole(exchange, taker)
    except Failed as failed:
        if failed.reason in _TOO_MUCH:
            return taker.so_far
        raise


async def _take_all(exchange: Exchange, taker: Body) -> None:
    while part := await exchange.read():
        taker.take(part)
        while taker.has_more:
            await asyncio.sleep(0)
            taker.take(b"")
