"""Holds one connection per origin for one check, and no pool.

A shared pool walks all its connections for every request: at 500 hosts it made 14 % false
timeouts. Here a check owns its connections; the shared things (TLS, threads) are handed in.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass

from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.addresses import NotAllowed
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.http1 import Exchange
from statusboard.probes.web.http2 import ALPN, Http2Exchange
from statusboard.probes.web.message import Head
from statusboard.probes.web.network import Network
from statusboard.probes.web.proxies import connected_through, proxy_for
from statusboard.probes.web.proxy_address import Proxy
from statusboard.probes.web.race import first_to_answer
from statusboard.probes.web.request import Origin, Request
from statusboard.probes.web.stream import Channel
from statusboard.probes.web.tls import secured

# RFC 9110: these may be sent twice without doing anything twice.
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer whose head is there. Its body is read from `exchange`."""

    head: Head
    exchange: Exchange | Http2Exchange


@dataclass(frozen=True, slots=True)
class _Beside:
    """An answer that came over a connection which is not ours to keep yet."""

    reply: Reply
    record: Record


class Transport:
    """Asks one question at a time. Raises Failed for whatever goes wrong.

    Every `fresh_every`-th question begins on a new connection, so that names, connecting and
    certificates are measured too; `asked` moves where in that round this check begins. One that
    never `keeps` connects for each question. `tls` answers
    how connections to a host are secured, `proxy` is the choice that `proxy_for` takes.
    With `http2` what is secured is asked in HTTP/2 alone, on a connection for each question.
    """

    def __init__(
        self,
        network: Network,
        tls: Callable[[str], ssl.SSLContext],
        *,
        keep_s: float,
        fresh_every: int,
        asked: int = 0,
        keeps: bool = True,
        proxy: str = "",
        http2: bool = False,
    ) -> None:
        self._network = network
        self._proxy = proxy
        self._http2 = http2
        self._tls = tls
        self._keep_s = keep_s
        self._fresh_every = fresh_every
        self._asked = asked
        self._keeps = keeps
        self._second_after_s: float | None = None
        self._is_asking = False
        self._kept: dict[Origin, Exchange | Http2Exchange] = {}
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

    async def ask(self, request: Request) -> Reply:
        """The answer's head, and where its body is read from.

        A kept connection that turns out to be dead is no failure of the service: the question
        is asked once more on a new one. One that is silent may be dead, or the service has become
        slow: then both are asked, and whoever answers first is believed. Methods that do something
        each time never use a kept one.
        """
        origin = request.origin
        kept = await self._usable(origin, request.method)
        if kept is None:
            return await self._ask_anew(request)
        record = self._network.record
        answered: Reply | _Beside | None = None
        try:
            answered = await first_to_answer(
                lambda: self._ask_kept(kept, request),
                lambda: self._ask_beside(request),
                second_after_s=self._second_after_s,
            )
        except BaseException:
            await kept.aclose()
            raise
        finally:
            self._network.record = record
            beside, self._beside = self._beside, None
            if beside is not None and beside is not answered:
                await beside.reply.exchange.aclose()
        if isinstance(answered, Reply):
            return answered
        await kept.aclose()
        if answered is None:
            record.forget()
            return await self._ask_anew(request)
        record.take_over(answered.record)
        answered.reply.exchange.channel.record = record
        self._kept[origin] = answered.reply.exchange
        return answered.reply

    async def settle(self, *, keep: bool) -> None:
        """Ends a question: keeps the connections that are ready for the next, closes the rest."""
        try:
            for origin, kept in tuple(self._kept.items()):
                if not (keep and self._keeps) or not kept.can_follow:
                    del self._kept[origin]
                    await kept.aclose()
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
            await kept.aclose()

    async def _usable(self, origin: Origin, method: str) -> Exchange | None:
        kept = self._kept.pop(origin, None)
        if kept is None:
            return None
        if method in REPEATABLE and kept.can_follow and isinstance(kept, Exchange):
            return kept
        await kept.aclose()
        return None

    async def _ask_kept(self, kept: Exchange, request: Request) -> Reply | None:
        """The answer over a kept connection; None where that had died without a word.

        Nor is what cannot be read there believed: it may be left over from the answer before.
        """
        channel = kept.channel
        heard = channel.received
        channel.record = self._network.record
        channel.record.begin("wait")
        following = self._exchange(channel, request)
        try:
            head = await following.ask(self._bytes_of(request))
        except Failed as failed:
            is_garbled = failed.reason is Reason.PROTOCOL
            if channel.received != heard and not is_garbled:
                raise
            return None
        self._kept[request.origin] = following
        return Reply(head, following)

    async def _ask_anew(self, request: Request) -> Reply:
        """The answer over a new connection, which is kept."""
        asking = await self._begun(request)
        self._kept[request.origin] = asking.exchange
        return asking

    async def _ask_beside(self, request: Request) -> _Beside:
        """The answer over a new connection, timed apart from the one that is still awaited."""
        self._network.record = apart = Record()
        self._beside = _Beside(await self._begun(request), apart)
        return self._beside

    async def _begun(self, request: Request) -> Reply:
        """The answer over a new connection, which is closed where there is none."""
        asking = await self._opened(request)
        try:
            return Reply(await asking.ask(self._bytes_of(request)), asking)
        except BaseException:
            await asking.aclose()
            raise

    async def _connect(self, origin: Origin) -> Channel:
        """A connection, secured where the origin has a name for that."""
        proxy = self.proxy_to(origin)
        if proxy is None:
            stream = await self._network.connect(origin.host, origin.port)
        else:
            stream = await connected_through(self._network, proxy, origin)
        if not origin.name:
            return stream
        return await secured(stream, self._tls(origin.host), origin.name)

    def proxy_to(self, origin: Origin) -> Proxy | None:
        """The proxy on the way to an origin; None where it is asked directly. Raises Failed."""
        if not self._proxy:
            return None
        if self._network.loopback_only:
            raise NotAllowed("sample data asks only this computer, and through no proxy")
        return proxy_for(self._proxy, origin)

    def _bytes_of(self, request: Request) -> bytes:
        """The request as it is sent: a proxy that reads along is told the whole address."""
        proxy = None if request.origin.name else self.proxy_to(request.origin)
        return request.sent if proxy is None else request.sent_through(proxy.authorization)

    async def _opened(self, request: Request) -> Exchange | Http2Exchange:
        """An exchange over a new connection, in the version that is asked for. Raises Failed."""
        channel = await self._connect(request.origin)
        if not (self._http2 and request.origin.name):
            return self._exchange(channel, request)
        if channel.protocol == ALPN:
            return Http2Exchange(channel, request)
        await channel.aclose()
        raise Failed(Reason.PROTOCOL, f"{request.origin.name} does not speak HTTP/2")

    def _exchange(self, channel: Channel, request: Request) -> Exchange:
        return Exchange(channel, is_head=request.method == "HEAD", keep_s=self._keep_s)
