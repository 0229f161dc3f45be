"""Asks one HTTP question: sends it, follows redirects, reads the answer, and judges it."""

from collections.abc import Mapping
from functools import partial

import httpx

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.record import Record
from statusboard.probes.web.addresses import NotAllowed
from statusboard.probes.web.body import read_body, text_of
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.judging import findings, slowness
from statusboard.probes.web.masking import header_line, mask, mask_url
from statusboard.probes.web.question import Question, question_of
from statusboard.probes.web.redirects import CODES, MOST_HOPS, next_request
from statusboard.probes.web.transport import Transport

MOST_HEADERS = 40
MOST_LINES = 20
MOST_CHARACTERS = 200
EXCERPT = 2_000
LENGTHY = 64_000
# Of a redirect's own body; more is not read, the connection is given up instead.
REDIRECT_CAP = 64_000
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
    asking = _Asking(question, transport, connections, record)
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
        self, question: Question, transport: Transport, connections: Connections, record: Record
    ) -> None:
        self._question = question
        self._connections = connections
        self._transport = transport
        self._record = record
        self._code: int | None = None

    async def answer(self) -> Answer:
        """What came in the end. Raises Failed."""
        request = self._question.request
        seen: set[tuple[str, str]] = set()
        for hop in range(MOST_HOPS + 1):
            seen.add((request.method, str(request.url)))
            reply = await self._send(request, hop)
            try:
                location = self._leads_to(reply)
                if location is None:
                    return await self._judged(reply)
                request = next_request(self._question, request, reply.status_code, location)
                await self._drain(reply)
            finally:
                await reply.aclose()
            shown = mask_url(str(request.url))
            if (request.method, str(request.url)) in seen:
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

    async def _send(self, request: httpx.Request, hop: int) -> httpx.Response:
        try:
            reply = await self._transport.handle_async_request(request)
        except NotAllowed as refused:
            if not hop:
                raise
            raise Failed(Reason.REDIRECT_REFUSED, refused.detail) from refused
        self._record.begin("read")
        self._code = reply.status_code
        version = reply.extensions.get("http_version", b"HTTP/1.1").decode("ascii", "replace")
        phrase = reply.extensions.get("reason_phrase", b"").decode("latin-1")
        self._record.lines.append(f"{version} {reply.status_code} {phrase}".rstrip())
        pairs = reply.headers.multi_items()
        self._record.lines += (
            mask(header_line(name, value[:MOST_CHARACTERS]), self._question.secrets)
            for name, value in pairs[:MOST_HEADERS]
        )
        return reply

    def _leads_to(self, reply: httpx.Response) -> str | None:
        """Where to go from here; None where this is the answer."""
        code = reply.status_code
        location = reply.headers.get("location")
        if code not in CODES or location is None or code in self._question.statuses:
            return None
        if not self._question.follow:
            wanted = f"expected status {self._question.statuses}, got {code}"
            detail = f"{wanted} to {mask_url(location)}; this check does not follow redirects"
            raise Failed(Reason.REDIRECT_REFUSED, detail)
        return str(location)

    async def _judged(self, reply: httpx.Response) -> Answer:
        encoding = reply.headers.get("content-encoding", "")
        content_type = reply.headers.get("content-type", "")
        assert isinstance(reply.stream, httpx.AsyncByteStream)
        body = await read_body(reply.stream, encoding, self._question.cap)
        self._record.stop()
        self._record.lines += self._excerpt(body, content_type)
        judge = partial(findings, self._question, reply.status_code, body, content_type)
        # A path through a megabyte of JSON takes up to 0.3 s, in which nobody else is asked.
        lengthy = self._question.json is not None and body is not None and len(body) > LENGTHY
        if lengthy:
            self._record.hold("it was there, and waited for this computer to judge it")
        found = await self._connections.work_out(judge) if lengthy else judge()
        if found:
            return self._finished(Outcome.DOWN, found[0][0], tuple(words for _, words in found))
        slow = slowness(self._question, self._record.response_us)
        if slow:
            return self._finished(Outcome.DEGRADED, slow[0], (slow[1],))
        return self._finished(Outcome.UP, Reason.OK, ())

    async def _drain(self, reply: httpx.Response) -> None:
        """Reads a redirect's own body, so that its connection can be used again."""
        assert isinstance(reply.stream, httpx.AsyncByteStream)
        await read_body(reply.stream, "identity", REDIRECT_CAP)

    def _excerpt(self, body: bytes | None, content_type: str) -> list[str]:
        if not body:
            return []
        # Masked before it is cut: half a secret at the edge would no longer be recognised.
        text = mask(text_of(body[: 2 * EXCERPT], content_type), self._question.secrets)
        lines = text[:EXCERPT].splitlines()[:MOST_LINES]
        return [line[:MOST_CHARACTERS] for line in lines]

    def _finished(self, outcome: Outcome, reason: Reason, problems: tuple[str, ...]) -> Answer:
        secrets = self._question.secrets
        hidden = tuple(mask(words, secrets) for words in problems)
        self._record.lines += (f"✕ {words}" for words in hidden)
        return Answer(
            outcome,
            reason,
            hidden[0] if hidden else "",
            response_us=self._record.response_us,
            phases=self._record.phases,
            code=self._code,
            transcript=tuple(self._record.lines),
        )
