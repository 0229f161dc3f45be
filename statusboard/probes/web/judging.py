"""What an answer is worth: each expectation it does not meet, in words."""

from statusboard.domain.result import Reason
from statusboard.probes.web.charset import decoded
from statusboard.probes.web.question import Question

Finding = tuple[Reason, str]


def findings(
    question: Question, code: int, body: bytes | None, charset: str
) -> tuple[Finding, ...]:
    """Everything wrong with an answer, most telling first; empty where all is as expected."""
    found: list[Finding] = []
    if code not in question.statuses:
        found.append((Reason.STATUS_CODE, f"expected status {question.statuses}, got {code}"))
    if not question.needs_body:
        return tuple(found)
    if body is None:
        found.append((Reason.BAD_ENCODING, "the answer came in an encoding that was not asked for"))
        return tuple(found)
    if question.text or question.text_absent:
        text = decoded(body, charset)
        if question.text and question.text not in text:
            found.append((Reason.TEXT_MISSING, f"expected “{question.text}” in the answer"))
        if question.text_absent and question.text_absent in text:
            detail = f"found “{question.text_absent}”, which must not be in the answer"
            found.append((Reason.TEXT_MISSING, detail))
    problem = question.json.problem(body, charset) if question.json else None
    if problem:
        found.append((Reason.JSON_MISMATCH, problem))
    return tuple(found)


def slowness(question: Question, response_us: int | None) -> Finding | None:
    """That the answer came too late for its check, if it did."""
    if question.slow_us is None or response_us is None or response_us <= question.slow_us:
        return None
    detail = f"took {seconds_text(response_us)}, slower than {seconds_text(question.slow_us)}"
    return Reason.SLOW, detail


def seconds_text(us: int) -> str:
    """A response time for people."""
    return f"{us / 1_000_000:.3g} s" if us >= 1_000_000 else f"{us / 1_000:.3g} ms"
