"""An httpx transport that holds one connection per origin for one check, and no pool.

httpcore's pool walks all its connections for every request: at 500 hosts it made 14 % false
timeouts. Here a check owns its connections; the shared things (TLS, threads) are handed in.
"""

import contextlib
import ssl
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Protocol, cast

import httpcore
import httpx

from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.network import Network, Stream
from statusboard.probes.web.race import first_to_answer

# RFC 9110: these may be sent twice without doing anything twice.
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_PORTS = {"http": 80, "https": 443}
_Origin = tuple[bytes, bytes, int]


class _Source(Protocol):
    """What httpcore calls a stream."""

    def __aiter__(self) -> AsyncGenerator[bytes, None]: ...

    async def aclose(self) -> None: ...


class _Body(httpx.AsyncByteStream):
    """The raw body. Raises Failed where it breaks off."""

    def __init__(self, source: _Source) -> None:
        self._source = source

    async def __aiter__(self) -> AsyncGenerator[bytes, None]:
        try:
            async with contextlib.aclosing(aiter(self._source)) as chunks:
                async for chunk in chunks:
                    yield chunk
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            raise of_protocol(error) from error

    async def aclose(self) -> None:
        await self._source.aclose()


@dataclass(frozen=True, slots=True)
class _Kept:
    connection: httpcore.AsyncHTTPConnection
    stream: Stream


@dataclass(frozen=True, slots=True)
class _Beside:
    """An answer that came over a connection which is not ours to keep yet."""

    response: httpx.Response
    connection: httpcore.AsyncHTTPConnection
    stream: Stream
    record: Record


class Transport(httpx.AsyncBaseTransport):
    """Asks one question at a time. Raises Failed, never an httpx error.

    Every `fresh_every`-th question begins on a new connection, so that names, connecting and
    certificates are measured too; `asked` moves where in that round this check begins. One that
    never `keeps` connects for each question.
    """

    def __init__(
        self,
        network: Network,
        tls: Callable[[], ssl.SSLContext],
        *,
        keep_s: float,
        fresh_every: int,
        asked: int = 0,
        keeps: bool = True,
    ) -> None:
        self._network = network
        self._tls = tls
        self._keep_s = keep_s
        self._fresh_every = fresh_every
        self._asked = asked
        self._keeps = keeps
        self._second_after_s: float | None = None
        self._is_asking = False
        self._kept: dict[_Origin, _Kept] = {}
        self._beside: _Beside | None = None

    @property
    def kept(self) -> int:
        """How many connections are open."""
        return len(self._kept)

    async def begin(self, record: Record, second_after_s: float | None = None) -> None:
        """Prepares the next question.

        A kept connection that says nothing for `second_after_s` seconds may be dead: the question
        is then asked on a new one too.
        """
        self._is_asking = True
        self._network.record = record
        self._second_after_s = second_after_s
        self._asked += 1
        if self._asked % self._fresh_every == 0:
            await self.aclose()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer's head. Its body is read from `stream`; `aclose` it in any case.

        A kept connection that turns out to be dead is no failure of the service: the question
        is asked once more on a new one. One that is silent may be dead, or the service has become
        slow: then both are asked, and whoever answers first is believed. Methods that do something
        each time never use a kept one.
        """
        url = request.url
        origin = (url.raw_scheme, url.raw_host, url.port or _PORTS[url.scheme])
        asked = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream,
        )
        kept = await self._usable(origin, request.method)
        if kept is None:
            return await self._ask_anew(origin, asked)
        record = self._network.record
        answered: httpx.Response | _Beside | None = None
        try:
            answered = await first_to_answer(
                lambda: self._ask_kept(kept, asked),
                lambda: self._ask_beside(origin, asked),
                second_after_s=self._second_after_s,
            )
        finally:
            self._network.record = record
            beside, self._beside = self._beside, None
            if beside is not None and beside is not answered:
                await beside.connection.aclose()
        if isinstance(answered, httpx.Response):
            return answered
        self._kept.pop(origin, None)
        await kept.connection.aclose()
        if answered is None:
            record.forget()
            return await self._ask_anew(origin, asked)
        record.take_over(answered.record)
        answered.stream.record = record
        self._kept[origin] = _Kept(answered.connection, answered.stream)
        return answered.response

    async def settle(self, *, keep: bool) -> None:
        """Ends a question: keeps the connections that are ready for the next, closes the rest."""
        try:
            for origin, kept in tuple(self._kept.items()):
                if not (keep and self._keeps) or not kept.connection.is_idle():
                    del self._kept[origin]
                    await kept.connection.aclose()
        finally:
            self._is_asking = False

    async def retire(self) -> None:
        """Closes every connection: now, or when the question that is being asked has ended."""
        self._keeps = False
        if not self._is_asking:
            await self.aclose()

    async def aclose(self) -> None:
        """Closes every connection at once."""
        while self._kept:
            _, kept = self._kept.popitem()
            await kept.connection.aclose()

    async def _usable(self, origin: _Origin, method: str) -> _Kept | None:
        kept = self._kept.get(origin)
        if kept is None:
            return None
        if method in REPEATABLE and kept.connection.is_idle() and not kept.connection.has_expired():
            return kept
        del self._kept[origin]
        await kept.connection.aclose()
        return None

    async def _ask_kept(self, kept: _Kept, asked: httpcore.Request) -> httpx.Response | None:
        """The answer over a kept connection; None where that had died without a word.

        Nor is what cannot be read there believed: it may be left over from the answer before.
        """
        heard = kept.stream.received
        kept.stream.record = self._network.record
        self._network.record.begin("wait")
        try:
            answered = await self._ask(kept.connection, asked)
        except Failed as failed:
            is_garbled = failed.reason is Reason.PROTOCOL
            if kept.stream.received != heard and not is_garbled:
                raise
            return None
        kept.stream.end_head()
        return answered

    async def _ask_anew(self, origin: _Origin, asked: httpcore.Request) -> httpx.Response:
        """The answer over a new connection, which is kept."""
        connection = self._connection(origin)
        response = await self._ask(connection, asked)
        if self._network.newest is not None:
            self._network.newest.end_head()
            self._kept[origin] = _Kept(connection, self._network.newest)
        return response

    async def _ask_beside(self, origin: _Origin, asked: httpcore.Request) -> _Beside:
        """The answer over a new connection, timed apart from the one that is still awaited."""
        self._network.record = apart = Record()
        connection = self._connection(origin)
        try:
            response = await self._ask(connection, asked)
        except BaseException:
            await connection.aclose()
            raise
        assert self._network.newest is not None
        self._network.newest.end_head()
        self._beside = _Beside(response, connection, self._network.newest, apart)
        return self._beside

    def _connection(self, origin: _Origin) -> httpcore.AsyncHTTPConnection:
        return httpcore.AsyncHTTPConnection(
            httpcore.Origin(*origin),
            ssl_context=self._tls() if origin[0] == b"https" else None,
            keepalive_expiry=self._keep_s,
            network_backend=self._network,
        )

    async def _ask(
        self, connection: httpcore.AsyncHTTPConnection, asked: httpcore.Request
    ) -> httpx.Response:
        try:
            answered = await connection.handle_async_request(asked)
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            raise of_protocol(error) from error
        return httpx.Response(
            answered.status,
            headers=answered.headers,
            stream=_Body(cast("_Source", answered.stream)),
            extensions=answered.extensions,
        )


def of_protocol(error: Exception) -> Failed:
    """Why what came is no HTTP answer."""
    words = str(error)
    if isinstance(error, httpcore.LocalProtocolError):
        return Failed(Reason.NOT_CONFIGURED, f"this question cannot be sent: {words}")
    if "without sending a response" in words:
        detail = "the server closed the connection without an answer"
        return Failed(Reason.CONNECTION_LOST, detail)
    if "peer closed" in words or isinstance(error, httpcore.NetworkError):
        return Failed(
            Reason.CONNECTION_LOST, "the connection broke off in the middle of the answer"
        )
    if "Receive buffer too long" in words:
        return Failed(Reason.PROTOCOL, "the header of the answer is longer than 100 kB")
    return Failed(Reason.PROTOCOL, f"what came back is not HTTP: {words}")
