"""Tokens of OAuth2 client credentials (RFC 6749, 4.4): fetched once, and kept until they run out.

They are kept in memory alone. What is wrong with a token server says nothing of the service.
"""

import asyncio
import base64
import json
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote_plus, urlencode

import httpx

from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.body import Body
from statusboard.probes.web.comparing import as_number
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.masking import mask_url
from statusboard.probes.web.message import Head
from statusboard.probes.web.reading import read_whole
from statusboard.probes.web.request import request_of
from statusboard.probes.web.route import DIRECT, Route
from statusboard.probes.web.transport import Transport

LONGEST_ANSWER = 100_000
LONGEST_TOKEN = 16_000
# Not used in its last moments: it could run out on the way.
MARGIN_S, MARGIN_SHARE = 30.0, 0.1
_REFUSED = frozenset({400, 401})


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """Where a token comes from, and for whom. One token serves all who ask the same."""

    url: str
    client: str
    secret: str = field(repr=False)
    scope: str = ""
    verify: bool = True
    route: Route = DIRECT

    @property
    def form(self) -> dict[str, str]:
        """What is posted, beside who asks."""
        return {"grant_type": "client_credentials", **({"scope": self.scope} if self.scope else {})}

    @property
    def basic(self) -> str:
        """Who asks, as a header: each half is encoded like a form before (RFC 6749, 2.3.1)."""
        pair = f"{quote_plus(self.client)}:{quote_plus(self.secret)}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class _Token:
    text: str = field(repr=False)
    until_s: float | None


class OpensTransport(Protocol):
    """Opens a transport for one question. Raises Failed."""

    def __call__(self, *, verify: bool, route: Route) -> Awaitable[Transport]:
        """The transport, with the certificates of the route read."""


class Tokens:
    """Keeps the tokens of all checks of one process. Used on one event loop."""

    def __init__(self, open_transport: OpensTransport) -> None:
        self._open = open_transport
        self._kept: dict[TokenRequest, _Token] = {}
        self._locks: dict[TokenRequest, asyncio.Lock] = {}

    async def of(self, wanted: TokenRequest, *, refused: str = "") -> str:
        """The token, fetched where none is kept or the kept one is the `refused` one.

        Raises Failed with TOKEN where there is none to be had.
        """
        async with self._locks.setdefault(wanted, asyncio.Lock()):
            now_s = asyncio.get_running_loop().time()
            kept = self._kept.get(wanted)
            if kept and kept.text != refused and (kept.until_s is None or now_s < kept.until_s):
                return kept.text
            self._forget_ended(now_s)
            self._kept.pop(wanted, None)
            self._kept[wanted] = token = await self._fetch(wanted)
            return token.text

    def _forget_ended(self, now_s: float) -> None:
        """Drops what has run out, and with it what belongs to checks that are no more."""
        for wanted, token in tuple(self._kept.items()):
            if token.until_s is not None and now_s >= token.until_s:
                del self._kept[wanted]
                if not self._locks[wanted].locked():
                    del self._locks[wanted]

    async def _fetch(self, wanted: TokenRequest) -> _Token:
        headers = {"Authorization": wanted.basic}
        head, body = await self._ask(wanted, headers, wanted.form)
        if head.code in _REFUSED and "invalid_client" in body:
            # Some servers read who asks in the form alone.
            form = {**wanted.form, "client_id": wanted.client, "client_secret": wanted.secret}
            head, body = await self._ask(wanted, {}, form)
        return _token_in(wanted, head, body)

    async def _ask(
        self, wanted: TokenRequest, headers: dict[str, str], form: dict[str, str]
    ) -> tuple[Head, str]:
        whole = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            **headers,
        }
        try:
            request = request_of("POST", httpx.URL(wanted.url), whole, urlencode(form).encode())
            transport = await self._open(verify=wanted.verify, route=wanted.route)
            try:
                await transport.begin(Record())
                reply = await transport.ask(request)
                taker = Body(reply.head.get("content-encoding"), LONGEST_ANSWER)
                body = await read_whole(reply.exchange, taker)
            finally:
                await transport.settle(keep=False)
        except Failed as failed:
            if failed.reason in (Reason.NOT_CONFIGURED, Reason.DEFECT, Reason.PROXY):
                raise
            raise _none(wanted, failed.detail) from failed
        except (httpx.InvalidURL, ValueError) as error:
            raise _none(wanted, "this is no address that can be asked") from error
        return reply.head, (body or b"").decode("utf-8", "replace")


def _token_in(wanted: TokenRequest, head: Head, body: str) -> _Token:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    answer = said if isinstance(said, dict) else {}
    if not 200 <= head.code < 300:
        error = answer.get("error")
        why = f", {error[:60]}" if isinstance(error, str) else ""
        raise _none(wanted, f"it answered {head.code}{why}")
    text, sort = answer.get("access_token"), answer.get("token_type", "bearer")
    if not isinstance(text, str) or not _can_be_sent(text):
        raise _none(wanted, "there is no token in its answer that could be sent")
    if not isinstance(sort, str) or sort.lower() != "bearer":
        raise _none(wanted, "its token is of another sort than bearer")
    lasts_s = as_number(answer.get("expires_in"))
    if lasts_s is None:
        return _Token(text, None)
    margin_s = min(MARGIN_S, MARGIN_SHARE * lasts_s)
    return _Token(text, asyncio.get_running_loop().time() + max(0.0, lasts_s - margin_s))


def _can_be_sent(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TOKEN and all("!" <= letter <= "~" for letter in text)


def _none(wanted: TokenRequest, why: str) -> Failed:
    place = mask_url(wanted.url).partition("://")[2]
    return Failed(Reason.TOKEN, f"no token came from {place}: {why}")
