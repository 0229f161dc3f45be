"""What an answer is worth: each expectation it does not meet, in words."""

from dataclasses import dataclass

from statusboard.domain.result import Reason
from statusboard.probes.web.expectations import Finding
from statusboard.probes.web.question import Question
from statusboard.probes.web.seen import Seen
from statusboard.probes.web.times import day_text, days_left, seconds_text


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an answer, most telling first: what makes it down, and what degraded."""

    down: tuple[Finding, ...] = ()
    degraded: tuple[Finding, ...] = ()


AS_EXPECTED = Verdict()


def verdict_on(question: Question, seen: Seen) -> Verdict:
    """Everything that is wrong with an answer; empty where all is as expected."""
    down = _findings(question, seen)
    if question.needs_body and seen.document is None:
        unread = (Reason.BAD_ENCODING, "the answer came in an encoding that was not asked for")
        return Verdict((*down, unread))
    for expected in question.down_unless:
        problem = expected.problem(seen)
        if problem:
            down.append(problem)
    return Verdict(tuple(down), () if down else tuple(_warnings(question, seen)))


def status_verdict(question: Question, code: int) -> Verdict:
    """The same of a question that is about nothing but the status."""
    return AS_EXPECTED if code in question.statuses else Verdict(tuple(_status(question, code)))


def _status(question: Question, code: int) -> list[Finding]:
    if code in question.statuses:
        return []
    return [(Reason.STATUS_CODE, f"expected status {question.statuses}, got {code}")]


def _findings(question: Question, seen: Seen) -> list[Finding]:
    found = _status(question, seen.head.code)
    document = seen.document
    if document is None:
        return found
    if question.text and question.text not in document.text:
        found.append((Reason.TEXT_MISSING, f"expected “{question.text}” in the answer"))
    if question.text_absent and question.text_absent in document.text:
        detail = f"found “{question.text_absent}”, which must not be in the answer"
        found.append((Reason.TEXT_MISSING, detail))
    problem = question.json.problem(document) if question.json else None
    if problem:
        found.append((Reason.JSON_MISMATCH, problem))
    return found


def _warnings(question: Question, seen: Seen) -> list[Finding]:
    found = [one.problem(seen) for one in question.degraded_unless]
    found += (_slowness(question, seen.response_us), _ending(question, seen))
    return [finding for finding in found if finding is not None]


def _slowness(question: Question, response_us: int | None) -> Finding | None:
    """That the answer came too late for its check, if it did."""
    if question.slow_us is None or response_us is None or response_us <= question.slow_us:
        return None
    detail = f"took {seconds_text(response_us)}, slower than {seconds_text(question.slow_us)}"
    return Reason.SLOW, detail


def _ending(question: Question, seen: Seen) -> Finding | None:
    """That a certificate on the way ends within one of the thresholds, which it names."""
    first = seen.first_to_end if question.certificate_days else None
    if first is None or seen.now_s is None:
        return None
    left = days_left(first.ends_s, seen.now_s)
    passed = [days for days in question.certificate_days if left < days]
    if not passed:
        return None
    days = "a day" if passed[-1] == 1 else f"{passed[-1]} days"
    ends = f"the certificate of {first.host} ends on {day_text(first.ends_s)}"
    return Reason.EXPIRES_SOON, f"{ends}, in less than {days}"
