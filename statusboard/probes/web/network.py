"""Sockets on asyncio for httpcore: resolved, connected and secured in steps that are timed apart.

httpcore's own backend resolves and connects in one call and races addresses against each other;
it can say neither which part was slow nor which address was asked.
"""
# ruff: noqa: ARG002, ASYNC109 - the parameters are httpcore's; deadlines are the runner's

import asyncio
import select
import socket
import ssl
from collections.abc import Iterable
from concurrent.futures import Executor

import httpcore

from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.addresses import (
    SocketAddress,
    literal,
    refuse_forbidden,
    resolve,
    socket_addresses_of,
)
from statusboard.probes.web.failure import Failed, of_connecting, of_tls

# More than this is not read ahead of what the reader asked for.
READ_AHEAD = 256 * 1024
# What may come before the head of an answer is complete, with the interim answers before it; and
# how much of it is parsed before others get their turn (a flood of small ones is slow to parse).
LONGEST_HEAD = 100_000
HEAD_TURN = 8_000
# Of several addresses each but the last gets this long, so that a dead one does not eat it all.
TRY_S = 3.0
# Shorter than what the runner takes for a standstill of ours.
CLOSE_S = 0.5

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


class Stream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """One connection: bytes in, bytes out. Total deadlines are the runner's, not this one's."""

    def __init__(self, record: Record, host: str) -> None:
        self.record = record
        self.received = 0
        self._host = host
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._ended = False
        self._error: Exception | None = None
        self._closed = asyncio.get_running_loop().create_future()
        self._waiting: asyncio.Future[None] | None = None
        self._paused = False
        self._drained: asyncio.Future[None] | None = None
        self._head_read: int | None = None

    def end_head(self) -> None:
        """What is read from now on is a body. After a question has been sent it is a head."""
        self._head_read = None

    # asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Takes the transport it will talk through."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Keeps what came, and wakes who waits for it. The first byte ends the wait."""
        self.received += len(data)
        self.record.received_bytes += len(data)
        if self.record.phase == "wait":
            self.record.begin("read")
        self._buffer += data
        if len(self._buffer) > READ_AHEAD and not self._paused and self._transport:
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
        self._ended = True
        self._error = exc
        self._wake()
        self.resume_writing()
        if not self._closed.done():
            self._closed.set_result(None)

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

    # httpcore's side

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes; empty at the end. Raises Failed where the connection broke."""
        while not self._buffer:
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
        if self._head_read is not None:
            max_bytes = await self._turn_of_head(self._head_read, max_bytes)
        taken = bytes(self._buffer[:max_bytes])
        del self._buffer[:max_bytes]
        if self._paused and self._transport:
            self._paused = False
            self._transport.resume_reading()
        return taken

    async def _turn_of_head(self, read: int, max_bytes: int) -> int:
        """How many bytes of a head may be taken now. Raises Failed where it has no end."""
        if read >= LONGEST_HEAD:
            raise Failed(Reason.PROTOCOL, "the header of the answer is longer than 100 kB")
        if read:
            await asyncio.sleep(0)
        taken = min(max_bytes, HEAD_TURN)
        self._head_read = read + min(taken, len(self._buffer))
        return taken

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends bytes. A peer that stopped listening may still have answered: WriteError."""
        if not buffer or self._transport is None:
            return
        if self._ended or self._transport.is_closing():
            raise httpcore.WriteError("the connection is closed")
        self._head_read = 0
        self._transport.write(buffer)
        if self._drained:
            await self._drained

    async def aclose(self) -> None:
        """Closes at once, and returns when the socket is gone."""
        if self._transport is None or self._closed.done():
            return
        self._transport.abort()
        # A second cancellation or a transport that never reports must not hold us here.
        await asyncio.wait((self._closed,), timeout=CLOSE_S)

    def _abandon(self) -> None:
        """Closes at once. Until a handshake is finished asyncio tells nobody that this is done."""
        assert self._transport is not None
        self._transport.abort()
        self.connection_lost(None)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """This stream, secured. Raises Failed with one of the TLS reasons."""
        assert self._transport is not None
        self.record.begin("tls")
        loop = asyncio.get_running_loop()
        try:
            secured = await loop.start_tls(
                self._transport, self, ssl_context, server_hostname=server_hostname
            )
        except OSError as error:
            self._abandon()
            raise of_tls(server_hostname or self._host, error) from error
        except BaseException:
            self._abandon()
            raise
        assert isinstance(secured, asyncio.Transport)
        self._transport = secured
        self.received = 0
        self.record.begin("wait")
        return self

    def get_extra_info(self, info: str) -> object:
        """What httpcore asks for: whether an idle connection is still one, and its TLS."""
        if info == "is_readable":
            return self._ended or bool(self._buffer) or self._has_unread()
        if info == "ssl_object" and self._transport:
            return self._transport.get_extra_info("ssl_object")
        return None

    def _has_unread(self) -> bool:
        """Whether the kernel holds bytes, or a farewell, that the loop has not seen yet."""
        if self._transport is None or self._transport.is_closing():
            return True
        sock = self._transport.get_extra_info("socket")
        if not hasattr(select, "poll"):
            return bool(select.select([sock], [], [], 0)[0])
        poll = select.poll()
        poll.register(sock.fileno(), select.POLLIN)
        return bool(poll.poll(0))


class Network(httpcore.AsyncNetworkBackend):
    """Opens connections for one check. `record` is that of the question being asked."""

    def __init__(self, executor: Executor, *, loopback_only: bool) -> None:
        self.record = Record()
        self.newest: Stream | None = None
        self._executor = executor
        self._loopback_only = loopback_only

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of `host` that takes one. Raises Failed."""
        address = literal(host)
        if address is None:
            record = self.record
            record.hold("too many other names were being looked up")
            places = await resolve(host, port, self._executor, lambda: record.begin("dns"))
            if not places:
                raise Failed(Reason.DNS, f"{host} has no address")
        else:
            places = socket_addresses_of(address, port)
        refuse_forbidden(host, places, loopback_only=self._loopback_only)
        self.record.begin("connect")
        sock = await self._first_of(places)
        stream = Stream(self.record, host)
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: stream, sock=sock)
        except BaseException:
            sock.close()
            raise
        self.newest = stream
        self.record.begin("wait")
        return stream

    async def _first_of(self, places: tuple[SocketAddress, ...]) -> socket.socket:
        failed: Failed | None = None
        for place in places:
            timeout_s = None if place is places[-1] else TRY_S
            try:
                async with asyncio.timeout(timeout_s):
                    return await _connected(place)
            except TimeoutError:
                failed = Failed(Reason.UNREACHABLE, f"{place.text}: the host did not answer")
            except OSError as error:
                failed = of_connecting(place.text, error)
            self.record.lines.append(failed.detail)
        assert failed is not None
        raise failed

    async def sleep(self, seconds: float) -> None:
        """Never used: nothing is retried here."""
        await asyncio.sleep(seconds)


async def _connected(place: SocketAddress) -> socket.socket:
    sock = socket.socket(place.family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)  # noqa: FBT003 - as the library has it
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(sock, place.sockaddr)
    except BaseException:
        sock.close()
        raise
    return sock
