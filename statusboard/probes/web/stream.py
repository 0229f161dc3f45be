"""One TCP connection on asyncio: bytes in, bytes out, with a bound on what is read ahead."""

import asyncio
import contextlib
import os
import select
from collections import deque
from typing import Protocol

from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.arrivals import StampedSocket
from statusboard.probes.web.failure import Failed

# More than this is not read ahead of what the reader asked for.
READ_AHEAD = 64 * 1024
# Shorter than what the runner takes for a standstill of ours.
CLOSE_S = 0.5


class Channel(Protocol):
    """What carries a question and its answer: a connection, plain or secured.

    `record` is that of the question being asked.
    """

    record: Record

    @property
    def received(self) -> int:
        """How many bytes of answers have come."""

    @property
    def certificate_ends_s(self) -> float | None:
        """When the certificate that was shown ends, in seconds (UTC); None without one."""

    @property
    def protocol(self) -> str:
        """What was agreed to speak on it, by its name in ALPN; empty where nothing was."""

    async def read(self, max_bytes: int) -> bytes:
        """The next bytes; empty at the end. Raises Failed where the connection broke."""

    async def write(self, content: bytes) -> None:
        """Sends bytes. A peer that stopped listening may still have answered: no error."""

    def has_unread(self) -> bool:
        """Whether the peer has said something, or farewell, that nobody asked for."""

    async def aclose(self) -> None:
        """Closes at once, and returns when the socket is gone."""


class Stream(asyncio.Protocol):
    """A connection. Total deadlines are the runner's, not this one's."""

    def __init__(self, record: Record, sock: StampedSocket) -> None:
        self.record = record
        self._sock = sock
        self.received = 0
        self.is_carrier = False
        """Whether what comes is not yet the answer: TLS unpacks it, and counts then."""
        self._came: deque[bytes] = deque()  # as it came: joining a flood copies it again and again
        self._size = 0
        self._begun = 0  # how much of the first piece has been read
        self._transport: asyncio.Transport | None = None
        self._ended = False
        self._error: Exception | None = None
        self._closed = asyncio.get_running_loop().create_future()
        self._waiting: asyncio.Future[None] | None = None
        self._paused = False
        self._drained: asyncio.Future[None] | None = None

    @property
    def certificate_ends_s(self) -> float | None:
        """Nobody shows a certificate on it."""
        return None

    @property
    def protocol(self) -> str:
        """Nothing is agreed on it."""
        return ""

    def hear(self, size: int) -> None:
        """Counts what came of an answer. The first byte ends the wait."""
        self.received += size
        self.record.received_bytes += size
        self.record.hear(self._sock.arrived_ns)

    # asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Takes the transport it will talk through."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Keeps what came, and wakes who waits for it."""
        if not self.is_carrier:
            self.hear(len(data))
        self._came.append(data)
        self._size += len(data)
        if self._size > READ_AHEAD and not self._paused and self._transport:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool | None:
        """The peer will say no more."""
        self._ended = True
        self._wake()
        return None

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone, with an error or without."""
        if exc is not None:
            self._hear_last_words()
        self._ended = True
        self._error = exc
        self._wake()
        self.resume_writing()
        # asyncio's transport holds a method of its own: a ring, which only a collection would find,
        # and what has been open for long is spared by those (app/programs/switches).
        vars(self._transport or self).pop("_read_ready_cb", None)
        if not self._closed.done():
            self._closed.set_result(None)

    def _hear_last_words(self) -> None:
        """What came just before: asyncio looks no further once a write has failed.

        A server that will not listen to the end often says why.
        """
        assert self._transport is not None
        sock = self._transport.get_extra_info("socket")
        with contextlib.suppress(OSError):  # there is nothing, or not in this way on Windows
            came = os.read(sock.fileno(), READ_AHEAD)
            if came:
                self.data_received(came)

    def pause_writing(self) -> None:
        """The peer takes no more for now."""
        self._drained = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        """The peer takes more again."""
        if self._drained and not self._drained.done():
            self._drained.set_result(None)
        self._drained = None

    def _wake(self) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)

    # the asker's side

    async def read(self, max_bytes: int) -> bytes:
        """The next bytes; empty at the end. Raises Failed where the connection broke."""
        while not self._came:
            if self._ended:
                if self._error is not None:
                    raise Failed(
                        Reason.CONNECTION_LOST, "the connection was reset"
                    ) from self._error
                return b""
            self._waiting = asyncio.get_running_loop().create_future()
            try:
                await self._waiting
            finally:
                self._waiting = None
        taken = self._next(max_bytes)
        if self._paused and self._size <= READ_AHEAD and self._transport:
            self._paused = False
            self._transport.resume_reading()
        return taken

    def _next(self, max_bytes: int) -> bytes:
        first = self._came[0]
        end = self._begun + max_bytes
        taken = first[self._begun : end]
        if end >= len(first):
            self._came.popleft()
            self._begun = 0
        else:
            self._begun = end
        self._size -= len(taken)
        return taken

    async def write(self, content: bytes) -> None:
        """Sends bytes. A peer that stopped listening may still have answered: no error."""
        if self._transport is None or self._ended or self._transport.is_closing():
            return
        self._transport.write(content)
        if self._drained:
            await self._drained

    def take_buffered(self) -> bytes:
        """What has come and was not read, which is none of it any more."""
        taken = b"".join(self._came)[self._begun :]
        self._came.clear()
        self._size = self._begun = 0
        return taken

    def has_unread(self) -> bool:
        """Whether the peer has said something, or farewell, that nobody asked for."""
        return bool(self._came) or self.has_ended() or self._has_arrived()

    def has_ended(self) -> bool:
        """Whether the peer is known to be gone."""
        return self._ended or self._transport is None or self._transport.is_closing()

    def _has_arrived(self) -> bool:
        """Whether the kernel holds bytes, or a farewell, that the loop has not seen yet."""
        assert self._transport is not None
        sock = self._transport.get_extra_info("socket")
        if not hasattr(select, "poll"):
            return bool(select.select([sock], [], [], 0)[0])
        poll = select.poll()
        poll.register(sock.fileno(), select.POLLIN)
        return bool(poll.poll(0))

    async def aclose(self) -> None:
        """Closes at once, and returns when the socket is gone."""
        if self._transport is None or self._closed.done():
            return
        self._transport.abort()
        # asyncio reports it in the next round: no timer is needed for what takes so long.
        await asyncio.sleep(0)
        if self._closed.done():
            return
        # A second cancellation or a transport that never reports must not hold us here.
        await asyncio.wait((self._closed,), timeout=CLOSE_S)
