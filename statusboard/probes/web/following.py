"""The way to an answer: signed in where that is wanted, and along redirects to where they end."""

from datetime import datetime

from statusboard.catalog.echoes import Echoes
from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.addresses import NotAllowed
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.cookies import CookieJar
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.masking import header_line, mask_url, secrets_of
from statusboard.probes.web.message import Head
from statusboard.probes.web.proxies import WANTS_SIGN_IN, refused_by
from statusboard.probes.web.question import Question
from statusboard.probes.web.reading import pass_by
from statusboard.probes.web.redirects import (
    CODES,
    host_led_to,
    next_request,
    shown_location,
    with_cookies,
)
from statusboard.probes.web.request import Request
from statusboard.probes.web.seen import Certificate
from statusboard.probes.web.transport import Reply, Transport

MOST_HEADERS = 40
MOST_CHARACTERS = 200
# A cookie with a shorter value says how a page is shown rather than who sees it.
TELLING_COOKIE = 8
# What says who asks was not taken.
REFUSED = 401


class Way:
    """One question on its way, over as many requests as it takes.

    `secrets` must not be repeated: ours, and those that a redirect hands us. `code` is the newest
    status, `landed` the host to which redirects led, `address` where the answer came from after so
    many `redirects`. `certificates` are those on the way, where the question is about them.
    """

    def __init__(
        self,
        question: Question,
        transport: Transport,
        connections: Connections,
        record: Record,
        asked_at: datetime | None,
        cookies: CookieJar | None = None,
    ) -> None:
        self.secrets = question.secrets
        self.code: int | None = None
        self.landed = ""
        self.address = ""
        self.redirects = 0
        self.certificates: list[Certificate] = []
        self._question = question
        self._transport = transport
        self._connections = connections
        self._record = record
        # Those of the questions before, where this one follows others.
        self._goes_on = cookies is not None
        self._cookies = CookieJar(asked_at) if cookies is None else cookies

    async def reply(self) -> Reply:
        """The head of the answer in the end, and where its body is read. Raises Failed."""
        token = await self._sign_in()
        reply = await self._follow()
        is_refused = reply.head.code == REFUSED and REFUSED not in self._question.statuses
        if token and is_refused:
            # It may have been taken back before its time; a new one is tried once.
            await pass_by(reply.exchange)
            self._record.lines.append("the token was refused; once more with a new one")
            self._record.forget()
            await self._sign_in(refused=token)
            reply = await self._follow()
        return reply

    def masked(self, text: str) -> str:
        """The text without what must not be repeated."""
        return self.secrets.hide(text)

    async def _sign_in(self, *, refused: str = "") -> str:
        """Fetches a token where the question is signed in by one, and answers it."""
        wanted = self._question.token
        if wanted is None:
            return ""
        self._record.hold("its token to sign in with was being fetched")
        token = await self._connections.tokens.of(wanted, refused=refused)
        self._question = self._question.with_token(token)
        self.secrets += self._question.secrets
        return token

    async def _follow(self) -> Reply:
        """The answer at the end of all redirects. Raises Failed."""
        request = self._question.request
        if self._goes_on:
            try:
                request = with_cookies(request, self._cookies)
            except ValueError as error:
                raise Failed(Reason.PROTOCOL, "it set a cookie that cannot be sent back") from error
        seen: set[bytes] = set()
        most = self._question.most_redirects
        for hop in range(most + 1):
            seen.add(b"%s %s" % (str(request.url).encode(), request.sent))
            reply = await self._send(request, hop)
            self.redirects = hop
            led_to = host_led_to(request, reply.head.code, reply.head.first("location"))
            self.landed = led_to or self.landed
            location = self._leads_to(reply.head)
            if location is None:
                self.address = str(request.url)
                if self._goes_on:
                    self._cookies.take(request, reply.head)
                return reply
            self._cookies.take(request, reply.head)
            request = next_request(
                self._question, request, reply.head.code, location, self._cookies
            )
            await pass_by(reply.exchange)
            self.secrets += Echoes.of(_handed_over(location, request))
            shown = self.masked(mask_url(str(request.url)))
            if b"%s %s" % (str(request.url).encode(), request.sent) in seen:
                raise Failed(Reason.REDIRECT_LOOP, f"redirects in a circle, back to {shown}")
            self._record.lines.append(f"{request.method} {shown}")
        times = "once" if most == 1 else f"{most} times in a row"
        raise Failed(Reason.REDIRECT_LOOP, f"redirects more than {times}")

    async def _send(self, request: Request, hop: int) -> Reply:
        try:
            reply = await self._transport.ask(request)
        except NotAllowed as refused:
            if not hop:
                raise
            raise Failed(Reason.REDIRECT_REFUSED, refused.detail) from refused
        head = reply.head
        if head.code == WANTS_SIGN_IN and not request.origin.name:
            proxy = self._transport.proxy_to(request.origin)
            if proxy is not None:
                raise refused_by(proxy)
        if self._question.needs_certificates and request.origin.name:
            ends_s = reply.exchange.channel.certificate_ends_s
            if ends_s is not None:
                self.certificates.append(Certificate(request.origin.name, ends_s))
        self.code = head.code
        status = f"{head.version} {head.code} {head.phrase}".rstrip()
        self._record.lines.append(self.masked(status)[:MOST_CHARACTERS])
        # Masked before it is cut: half a secret at the edge would no longer be recognised.
        self._record.lines += (
            self.masked(header_line(name.lower(), value))[: len(name) + 2 + MOST_CHARACTERS]
            for name, value in head.fields[:MOST_HEADERS]
        )
        self._record.lines += (self.masked(f"read all the same: {odd}") for odd in head.odd)
        return reply

    def _leads_to(self, head: Head) -> str | None:
        """Where to go from here; None where this is the answer."""
        location = head.first("location")
        if head.code not in CODES or not location or head.code in self._question.statuses:
            return None
        if not self._question.follow:
            wanted = f"expected status {self._question.statuses}, got {head.code}"
            shown = shown_location(location)
            detail = f"{wanted} to {shown}; this check does not follow redirects"
            raise Failed(Reason.REDIRECT_REFUSED, detail)
        return location


def _handed_over(location: str, request: Request) -> tuple[str, ...]:
    """What a redirect gives us that nobody else is to know: in its address, and as cookies."""
    cookies = request.headers.get("Cookie", "").split("; ")
    told = (cookie.partition("=")[2] for cookie in cookies)
    return (
        *secrets_of(location, {}),
        *secrets_of(str(request.url), {}),
        *(value for value in told if len(value) >= TELLING_COOKIE),
    )
