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
UNFIT = "this cannot be sent over HTTP"
USER_AGENT = f"StatusBoard/{__version__}"


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
    until it answers, whatever drips in meanwhile.
    """

    def __init__(
        self,
        provider: Provider,
        *,
        tls: ssl.SSLContext | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self.provider = provider
        self.certificate: Certificate | None = None
        self._timeout_s = timeout_s
        # Ends before the whole does: httpcore closes no socket whose handshake is cancelled.
        self._connect_s = min(CONNECT_S, timeout_s / 3)
        self._transport = httpx.AsyncHTTPTransport(
            verify=tls or shared_context(),
            trust_env=False,
            limits=httpx.Limits(
                max_connections=1, max_keepalive_connections=1, keepalive_expiry=KEPT_S
            ),
        )

    async def post(
        self, url: str, content: bytes, headers: Mapping[str, str]
    ) -> Answer | Again | Refused | Unclear:
        """The answer to a POST, or what became of it without one."""
        return await self.ask("POST", url, content, headers)

    async def ask(
        self, method: str, url: str, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer | Again | Refused | Unclear:
        """The answer to a request, or what became of it without one. It raises for nothing."""
        progress = _Progress()
        extensions = {
            "trace": progress.note,
            "timeout": {"connect": self._connect_s, "read": None, "write": None, "pool": None},
        }
        try:
            # No body that is packed: what is read is bounded as it comes.
            plain = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
            given = plain | dict(headers or {})
            request = httpx.Request(
                method, url, content=content, headers=given, extensions=extensions
            )
        except (httpx.InvalidURL, ValueError, TypeError):
            return Refused(UNFIT)
        if not request.url.host:
            return Refused(UNFIT)
        try:
            return await self._exchange(request)
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
    provider: Provider, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Poster]:
    """A poster, closed at the end."""
    poster = Poster(provider, tls=tls)
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
