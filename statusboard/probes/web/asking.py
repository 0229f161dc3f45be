"""Asks one HTTP question: sends it, follows redirects, reads the answer, and judges it."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from statusboard.catalog.echoes import Echoes
from statusboard.domain.result import Answer, Outcome, Reason, Trace
from statusboard.probes.record import Record
from statusboard.probes.web.addresses import NotAllowed
from statusboard.probes.web.body import Body
from statusboard.probes.web.charset import charset_of, decoded
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.cookies import CookieJar
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.judging import Finding, findings, slowness
from statusboard.probes.web.masking import header_line, mask_url, secrets_of
from statusboard.probes.web.message import Head
from statusboard.probes.web.page_mark import BEGINNING, page_mark
from statusboard.probes.web.question import Question, question_of
from statusboard.probes.web.reading import pass_by, read_along, read_whole
from statusboard.probes.web.redirects import CODES, MOST_HOPS, host_led_to, next_request
from statusboard.probes.web.request import Request
from statusboard.probes.web.retry_after import TOO_MANY, moment, retry_after_s, seconds_words
from statusboard.probes.web.transport import Reply, Transport

MOST_HEADERS = 40
MOST_LINES = 20
MOST_CHARACTERS = 200
EXCERPT = 2_000
# A cookie with a shorter value says how a page is shown rather than who sees it.
TELLING_COOKIE = 8
# From here on judging an answer is done on a thread: a path through a megabyte of JSON takes up to
# 0.3 s, in which nobody else would be asked.
LENGTHY = 64_000
LENGTHY_TEXT = 500_000
# A service that takes a larger part of its deadline is asked on new connections: only where
# answers are quick does a long silence on a kept one mean that it died.
QUICK_SHARE = 0.25
SECOND_WAY_SHARE = 0.5


async def ask(
    config: Mapping[str, object],
    connections: Connections,
    record: Record,
    *,
    owner: int,
    deadline_s: float,
    asked_at: datetime | None = None,
) -> Answer:
    """The answer of a web server, or what stood in its way.

    `owner` is the check whose connection is kept; within `deadline_s` two ways may be tried.
    """
    try:
        question = connections.remembered(owner, config, question_of)
        transport = connections.transport(owner, verify=question.verify)
    except Failed as failed:
        return Answer(Outcome.UNKNOWN, failed.reason, failed.detail)
    record.lines += question.head
    asking = _Asking(question, transport, connections, record, deadline_s, asked_at)
    keep = False
    try:
        await transport.begin(record, deadline_s * SECOND_WAY_SHARE)
        answer = await asking.answer()
        quick_us = deadline_s * QUICK_SHARE * 1_000_000
        keep = (answer.response_us or 0) < quick_us
    except Failed as failed:
        record.stop()
        answer = asking.failure(failed)
    finally:
        await transport.settle(keep=keep)
    return answer


class _Asking:
    """One question on its way, over at most six requests."""

    def __init__(
        self,
        question: Question,
        transport: Transport,
        connections: Connections,
        record: Record,
        deadline_s: float,
        asked_at: datetime | None,
    ) -> None:
        self._question = question
        # What must not be repeated: our secrets, and those that a redirect hands us on the way.
        self._secrets = question.secrets
        self._connections = connections
        self._transport = transport
        self._record = record
        self._until_s = asyncio.get_running_loop().time() + deadline_s
        self._cookies = CookieJar(asked_at)
        self._asked_at = asked_at
        self._code: int | None = None
        self._landed = ""
        self._page = ""

    async def answer(self) -> Answer:
        """What came in the end. Raises Failed."""
        request = self._question.request
        seen: set[bytes] = set()
        for hop in range(MOST_HOPS + 1):
            seen.add(b"%s %s" % (str(request.url).encode(), request.sent))
            reply = await self._send(request, hop)
            led_to = host_led_to(request, reply.head.code, reply.head.first("location"))
            self._landed = led_to or self._landed
            location = self._leads_to(reply.head)
            if location is None:
                return await self._judged(reply)
            self._cookies.take(request, reply.head)
            request = next_request(
                self._question, request, reply.head.code, location, self._cookies
            )
            await pass_by(reply.exchange)
            self._secrets += Echoes.of(_handed_over(location, request))
            shown = self._masked(mask_url(str(request.url)))
            if b"%s %s" % (str(request.url).encode(), request.sent) in seen:
                raise Failed(Reason.REDIRECT_LOOP, f"redirects in a circle, back to {shown}")
            self._record.lines.append(f"{request.method} {shown}")
        raise Failed(Reason.REDIRECT_LOOP, f"redirects more than {MOST_HOPS} times in a row")

    def failure(self, failed: Failed) -> Answer:
        """The answer where there is none: what stood in its way."""
        nothing_known = failed.reason in (Reason.NOT_CONFIGURED, Reason.DEFECT)
        return self._finished(
            Outcome.UNKNOWN if nothing_known else Outcome.DOWN,
            failed.reason,
            (failed.detail,),
        )

    async def _send(self, request: Request, hop: int) -> Reply:
        try:
            reply = await self._transport.ask(request)
        except NotAllowed as refused:
            if not hop:
                raise
            raise Failed(Reason.REDIRECT_REFUSED, refused.detail) from refused
        head = reply.head
        self._code = head.code
        status = f"{head.version} {head.code} {head.phrase}".rstrip()
        self._record.lines.append(self._masked(status)[:MOST_CHARACTERS])
        # Masked before it is cut: half a secret at the edge would no longer be recognised.
        self._record.lines += (
            self._masked(header_line(name.lower(), value))[: len(name) + 2 + MOST_CHARACTERS]
            for name, value in head.fields[:MOST_HEADERS]
        )
        self._record.lines += (self._masked(f"read all the same: {odd}") for odd in head.odd)
        return reply

    def _leads_to(self, head: Head) -> str | None:
        """Where to go from here; None where this is the answer."""
        location = head.first("location")
        if head.code not in CODES or not location or head.code in self._question.statuses:
            return None
        if not self._question.follow:
            wanted = f"expected status {self._question.statuses}, got {head.code}"
            detail = f"{wanted} to {mask_url(location)}; this check does not follow redirects"
            raise Failed(Reason.REDIRECT_REFUSED, detail)
        return location

    async def _judged(self, reply: Reply) -> Answer:
        question, head = self._question, reply.head
        taker = Body(head.get("content-encoding"), question.cap)
        if question.needs_body:
            body = await read_whole(reply.exchange, taker)
        else:
            left_s = self._until_s - asyncio.get_running_loop().time()
            body = await read_along(reply.exchange, taker, self._record, left_s=left_s)
        self._record.stop()
        part = body if question.needs_body else (body or b"")[: 2 * EXCERPT]
        charset = charset_of(part or b"", head.get("content-type")[:MOST_CHARACTERS])
        # Of a page that was left unread its title may still have been to come.
        if question.needs_body or reply.exchange.is_complete or len(body or b"") >= BEGINNING:
            self._page = self._masked(page_mark(body, head.get("content-type")))
        self._record.lines += self._excerpt(body, charset)
        wait_s = self._told_to_wait(head)
        if wait_s is not None:
            detail = f"asked too often (429): it wants to be left alone for {seconds_words(wait_s)}"
            return self._finished(
                Outcome.DEGRADED, Reason.RATE_LIMITED, (detail,), ask_again_s=wait_s
            )
        found = await self._found(head, body, charset)
        if found:
            return self._finished(Outcome.DOWN, found[0][0], tuple(words for _, words in found))
        slow = slowness(question, self._record.response_us)
        if slow:
            return self._finished(Outcome.DEGRADED, slow[0], (slow[1],))
        return self._finished(Outcome.UP, Reason.OK, ())

    def _told_to_wait(self, head: Head) -> float | None:
        """For how long the server wants to be left alone; None where it says no such thing."""
        if head.code != TOO_MANY or head.code in self._question.statuses:
            return None
        now = moment(head.first("date")) or self._asked_at
        return retry_after_s(head.first("retry-after"), now)

    async def _found(self, head: Head, body: bytes | None, charset: str) -> tuple[Finding, ...]:
        judge = partial(findings, self._question, head.code, body, charset)
        lengthy = LENGTHY if self._question.json is not None else LENGTHY_TEXT
        if not self._question.needs_body or len(body or b"") <= lengthy:
            return judge()
        self._record.hold("it was there, and waited for this computer to judge it")
        return await self._connections.work_out(judge)

    def _masked(self, text: str) -> str:
        return self._secrets.hide(text)

    def _excerpt(self, body: bytes | None, charset: str) -> list[str]:
        if not body:
            return []
        # Masked before it is cut, as above; of UTF-32 a character takes four bytes.
        text = self._masked(decoded(body[: 4 * (EXCERPT + self._secrets.longest)], charset))
        lines = text[:EXCERPT].splitlines()[:MOST_LINES]
        return [line[:MOST_CHARACTERS] for line in lines]

    def _finished(
        self,
        outcome: Outcome,
        reason: Reason,
        problems: tuple[str, ...],
        *,
        ask_again_s: float | None = None,
    ) -> Answer:
        hidden = tuple(self._masked(words) for words in problems)
        self._record.lines += (f"✕ {words}" for words in hidden)
        return Answer(
            outcome,
            reason,
            hidden[0] if hidden else "",
            response_us=self._record.response_us,
            phases=self._record.phases,
            code=self._code,
            transcript=tuple(self._record.lines),
            ask_again_s=ask_again_s,
            trace=Trace(self._record.address, self._elsewhere(), self._page),
        )

    def _elsewhere(self) -> str:
        """The host where redirects led in the end, if that is another one."""
        own = self._question.request.url.raw_host.decode("ascii", "replace")
        return "" if self._landed == own else self._masked(self._landed)


def _handed_over(location: str, request: Request) -> tuple[str, ...]:
    """What a redirect gives us that nobody else is to know: in its address, and as cookies."""
    cookies = request.headers.get("Cookie", "").split("; ")
    told = (cookie.partition("=")[2] for cookie in cookies)
    return (
        *secrets_of(location, {}),
        *secrets_of(str(request.url), {}),
        *(value for value in told if len(value) >= TELLING_COOKIE),
    )
