"""Asks a helper once, over HTTP: no redirect, no proxy, no cookie, and an end to everything.

The request is what `request_body` makes of a prompt and a model's name, and nothing else.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import httpx
import msgspec
import truststore

from statusboard import __version__
from statusboard.catalog.echoes import Echoes
from statusboard.catalog.secret import Secret
from statusboard.domain.writing_prompt import Prompt
from statusboard.errors import Rejected, RuleBroken, StatusBoardError, Unavailable
from statusboard.writing_help.replies import RawAnswer, Reply, read_reply

# A text of 25,000 characters, each written as six, and what stands around it.
BODY_LIMIT = 256 * 1024
CONNECT_S = 10.0
USER_AGENT = f"StatusBoard/{__version__}"


@dataclass(frozen=True, slots=True)
class Assistant:
    """Where a helper is, which model it is asked for, and how long it may take in all."""

    url: str
    model: str
    key: Secret | None = field(default=None, repr=False)
    timeout_s: float = 60.0

    @property
    def endpoint(self) -> str:
        """Where the question goes."""
        return f"{self.url.rstrip('/')}/chat/completions"


def request_body(prompt: Prompt, model: str) -> bytes:
    """The question as it is sent."""
    messages = [
        {"role": "system", "content": prompt.instructions},
        {"role": "user", "content": prompt.facts},
    ]
    return msgspec.json.encode({"model": model, "messages": messages})


async def ask(assistant: Assistant, prompt: Prompt, *, tls: ssl.SSLContext | None = None) -> Reply:
    """The text that the helper writes.

    `tls` is the context to verify it by; without one, what the operating system trusts. Raises
    RuleBroken, Rejected or Unavailable, each with a sentence; the key is in none of them.
    """
    try:
        raw = await _asked(assistant, request_body(prompt, assistant.model), tls)
        reply = read_reply(raw, model=assistant.model, has_key=assistant.key is not None)
    except StatusBoardError as error:
        told = _without_key(assistant, error)
    else:
        return replace(reply, text=_unsaid(assistant, reply.text))
    # Raised out here: the other error may hold what the helper repeated.
    raise told


async def _asked(assistant: Assistant, body: bytes, tls: ssl.SSLContext | None) -> RawAnswer:
    headers = {
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "Accept": "application/json",
        # What is not packed cannot be larger than it looks.
        "Accept-Encoding": "identity",
    }
    if assistant.key is not None:
        headers["Authorization"] = f"Bearer {assistant.key.reveal()}"
    try:
        url = httpx.URL(assistant.endpoint)
        timeouts = {"connect": min(CONNECT_S, assistant.timeout_s), "read": None, "write": None}
        request = httpx.Request(
            "POST", url, content=body, headers=headers, extensions={"timeout": timeouts}
        )
    except (httpx.InvalidURL, ValueError, TypeError):
        # A key that no header can carry is one of them.
        raise RuleBroken("This cannot be asked over HTTP. Check address and key.", "url") from None
    verify: ssl.SSLContext | bool = False
    if url.scheme == "https":
        verify = tls or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    transport = httpx.AsyncHTTPTransport(verify=verify, trust_env=False)
    try:
        async with asyncio.timeout(assistant.timeout_s):
            return await _exchange(transport, request)
    except httpx.ConnectTimeout:
        raise Unavailable(
            f"{url.host} could not be reached in time. Your text is as it was. Check that the "
            "helper is running."
        ) from None
    except (TimeoutError, httpx.TimeoutException):
        raise Unavailable(
            f"The helper did not answer within {assistant.timeout_s:.0f} s. Your text is as it "
            "was. Try again, or give it more time in Settings."
        ) from None
    except (httpx.UnsupportedProtocol, httpx.LocalProtocolError):
        raise RuleBroken("This cannot be asked over HTTP. Check address and key.", "url") from None
    except (httpx.TransportError, OSError) as error:
        found = _trouble(url.host, error)
    finally:
        await transport.aclose()
    raise found


async def _exchange(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> RawAnswer:
    response = await transport.handle_async_request(request)
    try:
        assert isinstance(response.stream, httpx.AsyncByteStream)
        body = bytearray()
        async for chunk in response.stream:
            body += chunk
            if len(body) > BODY_LIMIT:
                break
    finally:
        await response.aclose()
    named: Mapping[str, str] = {name.lower(): text for name, text in response.headers.items()}
    return RawAnswer(response.status_code, named, bytes(body), len(body) <= BODY_LIMIT)


def _trouble(host: str, error: Exception) -> StatusBoardError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Rejected(
                f"The connection to {host} is not safe: its certificate or its encryption cannot "
                "be trusted. Nothing was sent.",
                field="url",
            )
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError):
        return Unavailable(
            f"{host} cannot be reached. Your text is as it was. Check that the helper is running, "
            "and its address in Settings."
        )
    return Unavailable("The helper broke off without an answer. Your text is as it was. Try again.")


def _without_key(assistant: Assistant, error: StatusBoardError) -> StatusBoardError:
    words = _unsaid(assistant, str(error))
    match error:
        case RuleBroken():
            return RuleBroken(words, error.field)
        case Rejected():
            return Rejected(words, error.field)
        case Unavailable():
            return Unavailable(words, error.retry_after_s)
        case _:
            return error


def _unsaid(assistant: Assistant, text: str) -> str:
    """The text without the key, which a helper may repeat."""
    return text if assistant.key is None else Echoes.of([assistant.key.reveal()]).hide(text)
