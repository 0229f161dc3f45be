"""Sends requests to a provider over HTTP, and tells whether one may have been taken unheard.

No redirect is followed, no proxy of the environment asked, no cookie kept, and no line logged: the
address of a request is often the secret itself.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from statusboard import __version__
from statusboard.channels.base import Again, Refused, Unclear
from statusboard.channels.web.answers import Answer, Provider
from statusboard.channels.web.guard import Forbidden, Guard
from statusboard.channels.web.trust import shared_context

# Statuspage gives receivers so long to answer.
TIMEOUT_S = 30.0
CONNECT_S = 10.0
# What else is said after the status may take so long.
BODY_S = 5.0
# Far above what any provider says of a message, far below what could hurt.
BODY_LIMIT = 64 * 1024
# Shorter than providers keep a connection that is silent.
KEPT_S = 4.0
# So many addresses of one host are tried.
MOST_PLACES = 3
_PORTS = {"http": 80, "https": 443}
UNFIT = "this cannot be sent over HTTP"
USER_AGENT = f"StatusBoard/{__version__}"


# The answer, or what became of the request without one.
Outcome = Answer | Again | Refused | Unclear


@dataclass(slots=True)
class _Progress:
    """How far a request got. `is_given`: all of it was handed to the network."""

    is_given: bool = False

    async def note(self, event: str, _facts: Mapping[str, object]) -> None:
        """Called at every step of a request."""
        self.is_given = self.is_given or event.endswith(".send_request_body.complete")


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a server showed of itself: how it speaks TLS, and when its certificate ends."""

    until: datetime
    version: str = "TLS"


class Poster:
    """One request at a time to a provider; its connection is kept while the host is the same.

    `tls` is the context, the shared one where none is given; `timeout_s` bounds the time
    until it answers, whatever drips in meanwhile. With a `guard` only what that lets through is
    connected to, anew each time.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        tls: ssl.SSLContext | None = None,
        timeout_s: float = TIMEOUT_S,
        guard: Guard | None = None,
    ) -> None:
        self.provider = provider
        self._guard = guard
        self.certificate: Certificate | None = None
        self._timeout_s = timeout_s
        # Ends before the whole does: httpcore closes no socket whose handshake is cancelled.
        self._connect_s = min(CONNECT_S, timeout_s / 3)
        self._transport = httpx.AsyncHTTPTransport(
            verify=tls or shared_context(),
            trust_env=False,
            limits=httpx.Limits(
                max_connections=1,
                # A connection to a number is not one to a name: another name must not share it.
                max_keepalive_connections=0 if guard else 1,
                keepalive_expiry=KEPT_S,
            ),
        )

    async def post(self, url: str, content: bytes, headers: Mapping[str, str]) -> Outcome:
        """The answer to a POST, or what became of it without one."""
        return await self.ask("POST", url, content, headers)

    async def ask(
        self, method: str, url: str, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Outcome:
        """The answer to a request, or what became of it without one. It raises for nothing."""
        given = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"} | dict(headers or {})
        try:
            request = httpx.Request(method, url, content=content, headers=given)
        except (httpx.InvalidURL, ValueError, TypeError):
            return Refused(UNFIT)
        if not request.url.host:
            return Refused(UNFIT)
        if self._guard is None:
            return await self._once(request, "")
        try:
            async with asyncio.timeout(self._connect_s):
                host, port = request.url.raw_host.decode("ascii"), request.url.port
                places = await self._guard.places(host, port or _PORTS[request.url.scheme])
        except Forbidden as forbidden:
            return Refused(str(forbidden))
        except (OSError, UnicodeError):
            return self._without_answer("cannot be reached: its name leads nowhere", _Progress())
        got: Outcome = Refused(UNFIT)
        for place in places[:MOST_PLACES]:
            got = await self._once(request, place)
            if not isinstance(got, Again):
                break
        return got

    async def _once(self, request: httpx.Request, place: str) -> Outcome:
        """One try, at that address of the host where one is given."""
        progress = _Progress()
        extensions: dict[str, object] = {
            "trace": progress.note,
            "timeout": {"connect": self._connect_s, "read": None, "write": None, "pool": None},
        }
        if place:
            extensions["sni_hostname"] = request.url.raw_host.decode("ascii")
        sent = httpx.Request(
            request.method,
            request.url.copy_with(host=place) if place else request.url,
            # Among them is `Host`, made from the name.
            headers=request.headers,
            content=request.content,
            extensions=extensions,
        )
        try:
            return await self._exchange(sent)
        except (TimeoutError, httpx.TimeoutException):
            words = (
                "did not answer in time" if progress.is_given else "could not be reached in time"
            )
            return self._without_answer(words, progress)
        except (httpx.UnsupportedProtocol, httpx.LocalProtocolError):
            return Refused(UNFIT)
        except (httpx.TransportError, OSError) as error:
            if progress.is_given:
                return self._without_answer("broke off without an answer", progress)
            return self._without_answer(f"cannot be reached: {trouble_of(error)}", progress)

    async def aclose(self) -> None:
        """Closes the connection."""
        await self._transport.aclose()

    async def _exchange(self, request: httpx.Request) -> Answer:
        async with asyncio.timeout(self._timeout_s):
            response = await self._transport.handle_async_request(request)
        try:
            self.certificate = _certificate_of(response)
            body, is_whole = await _beginning(response)
        finally:
            await response.aclose()
        named = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, named, body, is_whole)

    def _without_answer(self, words: str, progress: _Progress) -> Again | Unclear:
        sentence = f"{self.provider.name} {words}"
        if progress.is_given:
            return Unclear(sentence)
        return Again(sentence, is_channel=self.provider.is_one)


@asynccontextmanager
async def posting(
    provider: Provider, *, tls: ssl.SSLContext | None = None, guard: Guard | None = None
) -> AsyncIterator[Poster]:
    """A poster, closed at the end."""
    poster = Poster(provider, tls=tls, guard=guard)
    try:
        yield poster
    finally:
        await poster.aclose()


async def _beginning(response: httpx.Response) -> tuple[bytes, bool]:
    """What came of the body, and whether it is all.

    The status is known by then, and so is what became of the message: nothing here is an error.
    """
    assert isinstance(response.stream, httpx.AsyncByteStream)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_S):
            async for chunk in response.stream:
                body += chunk[: BODY_LIMIT - len(body)]
                if len(body) >= BODY_LIMIT:
                    return bytes(body), False
    except (TimeoutError, httpx.TransportError, OSError):
        return bytes(body), False
    return bytes(body), True


def _certificate_of(response: httpx.Response) -> Certificate | None:
    stream = response.extensions.get("network_stream")
    found = stream.get_extra_info("ssl_object") if stream is not None else None
    shown = found.getpeercert() if found is not None else None
    if found is None or not shown or "notAfter" not in shown:
        return None
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC)
    return Certificate(until, (found.version() or "TLS").replace("TLSv", "TLS "))


def trouble_of(error: BaseException) -> str:
    """Why no request could be made, in words."""
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return f"its certificate is not trusted ({cause.verify_message})"
            case ssl.SSLError():
                words = (cause.reason or "it cannot be read").replace("_", " ").lower()
                return f"no secure connection ({words})"
            case socket.gaierror():
                return "its name leads nowhere"
            case ConnectionRefusedError():
                return "it takes no connection"
            case _:
                continue
    return "the connection broke off"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen = 0
    while error is not None and seen < 20:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for member in error.exceptions:
                yield from _causes(member)
        error, seen = error.__cause__ or error.__context__, seen + 1
