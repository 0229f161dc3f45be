"""Asks one HTTP question: sends it, follows redirects, reads the answer, and judges it."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from statusboard.domain.result import Answer, Outcome, Reason, Trace
from statusboard.probes.record import Record
from statusboard.probes.web.body import Body
from statusboard.probes.web.carrying import Carried
from statusboard.probes.web.charset import charset_of, decoded
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.document import Document
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.following import MOST_CHARACTERS, Way
from statusboard.probes.web.judging import Verdict, status_verdict, verdict_on
from statusboard.probes.web.message import Head
from statusboard.probes.web.page_mark import BEGINNING, page_mark
from statusboard.probes.web.question import Question, question_of
from statusboard.probes.web.reading import read_along, read_whole
from statusboard.probes.web.retry_after import TOO_MANY, moment, retry_after_s, seconds_words
from statusboard.probes.web.seen import Seen
from statusboard.probes.web.transport import Reply, Transport

MOST_LINES = 20
EXCERPT = 2_000
# From here on judging an answer is done on a thread: a path through a megabyte of JSON takes up to
# 0.3 s, in which nobody else would be asked.
LENGTHY = 64_000
LENGTHY_TEXT = 500_000
# Steps of a pattern: 2 ms.
LENGTHY_SEARCH = 2_000_000
# These are about us, or about what stands between: nothing is known of the service.
NOTHING_KNOWN = frozenset({Reason.NOT_CONFIGURED, Reason.DEFECT, Reason.PROXY, Reason.TOKEN})
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
    usual_us: int | None = None,
    carried: Carried | None = None,
) -> Answer:
    """The answer of a web server, or what stood in its way.

    `owner` is the check whose connection is kept; within `deadline_s` two ways may be tried.
    `usual_us` is how long it usually takes; None where that is not known. `carried` is what goes
    from one question of a row to the next.
    """
    try:
        if carried is None:
            question = connections.remembered(owner, config, question_of)
        else:
            question = carried.asked(question_of(config))
        transport = connections.transport(owner, verify=question.verify, route=question.route)
        if question.route.has_own_tls:
            await connections.make_ready(question.route, verify=question.verify)
    except Failed as failed:
        return Answer(Outcome.UNKNOWN, failed.reason, failed.detail)
    record.lines += question.head
    asking = _Asking(question, transport, connections, record, deadline_s, asked_at, carried)
    asking.usual_us = usual_us
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
    """One question, from the first request to what its answer is worth."""

    def __init__(
        self,
        question: Question,
        transport: Transport,
        connections: Connections,
        record: Record,
        deadline_s: float,
        asked_at: datetime | None,
        carried: Carried | None,
    ) -> None:
        self._question = question
        self._carried = carried
        cookies = None if carried is None else carried.cookies
        self._way = Way(question, transport, connections, record, asked_at, cookies)
        self._connections = connections
        self._record = record
        self._until_s = asyncio.get_running_loop().time() + deadline_s
        self._asked_at = asked_at
        self.usual_us: int | None = None
        self._page = ""

    async def answer(self) -> Answer:
        """What came in the end. Raises Failed."""
        return await self._judged(await self._way.reply())

    def failure(self, failed: Failed) -> Answer:
        """The answer where there is none: what stood in its way."""
        return self._finished(
            Outcome.UNKNOWN if failed.reason in NOTHING_KNOWN else Outcome.DOWN,
            failed.reason,
            (failed.detail,),
        )

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
        verdict = await self._verdict(head, body, charset)
        for outcome, found in (
            (Outcome.DOWN, verdict.down),
            (Outcome.DEGRADED, verdict.degraded),
        ):
            if found and outcome is Outcome.DOWN:
                return self._finished(outcome, found[0][0], tuple(words for _, words in found))
            problem = self._take_along(head, body, charset) if outcome is Outcome.DEGRADED else ""
            if problem:
                return self._finished(Outcome.DOWN, Reason.UNEXPECTED_ANSWER, (problem,))
            if found:
                return self._finished(outcome, found[0][0], tuple(words for _, words in found))
        return self._finished(Outcome.UP, Reason.OK, ())

    def _take_along(self, head: Head, body: bytes | None, charset: str) -> str:
        """Takes what the next question needs; why it cannot, in words, empty where it could."""
        if self._carried is None:
            return ""
        return self._carried.take(head, Document(body or b"", charset))

    def _told_to_wait(self, head: Head) -> float | None:
        """For how long the server wants to be left alone; None where it says no such thing."""
        if head.code != TOO_MANY or head.code in self._question.statuses:
            return None
        now = moment(head.first("date")) or self._asked_at
        return retry_after_s(head.first("retry-after"), now)

    async def _verdict(self, head: Head, body: bytes | None, charset: str) -> Verdict:
        question = self._question
        if question.is_about_status_alone:
            return status_verdict(question, head.code)
        is_read = question.needs_body and body is not None
        seen = Seen(
            head,
            Document(body or b"", charset) if is_read else None,
            self._record.response_us,
            self._way.redirects,
            self._way.address,
            tuple(self._way.certificates),
            None if self._asked_at is None else self._asked_at.timestamp(),
            self.usual_us,
        )
        judge = partial(verdict_on, question, seen)
        size = len(body or b"")
        lengthy = LENGTHY if question.searches_json else LENGTHY_TEXT
        is_quick = size <= lengthy and size * question.program_size <= LENGTHY_SEARCH
        if not is_read or is_quick:
            return judge()
        self._record.hold("it was there, and waited for this computer to judge it")
        return await self._connections.work_out(judge)

    def _masked(self, text: str) -> str:
        return self._way.masked(text)

    def _excerpt(self, body: bytes | None, charset: str) -> list[str]:
        if not body:
            return []
        # Masked before it is cut, as above; of UTF-32 a character takes four bytes.
        text = self._masked(decoded(body[: 4 * (EXCERPT + self._way.secrets.longest)], charset))
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
            code=self._way.code,
            transcript=tuple(self._record.lines),
            ask_again_s=ask_again_s,
            trace=Trace(self._record.address, self._elsewhere(), self._page),
        )

    def _elsewhere(self) -> str:
        """The host where redirects led in the end, if that is another one."""
        own, landed = self._question.request.url.raw_host, self._way.landed
        return "" if landed == own.decode("ascii", "replace") else self._masked(landed)
