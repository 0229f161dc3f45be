"""One thing that is expected of an answer, written as a line: `json $.queue < 100`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from statusboard.domain.result import Reason
from statusboard.probes.web.body import size_text
from statusboard.probes.web.comparing import Comparison, Operator
from statusboard.probes.web.json_path import JsonExpectation
from statusboard.probes.web.masking import MASK, is_secret_name, mask_url
from statusboard.probes.web.seen import Seen
from statusboard.probes.web.statuses import Statuses
from statusboard.probes.web.times import day_text, days_left, seconds_text

Finding = tuple[Reason, str]
# So much of what came is quoted.
_QUOTED = 120


class Subject(StrEnum):
    """What an expectation is about; the word that its line begins with."""

    STATUS = "status"
    HEADER = "header"
    TEXT = "text"
    JSON = "json"
    SIZE = "size"
    TIME = "time"
    CERTIFICATE = "certificate"
    REDIRECTS = "redirects"
    ADDRESS = "address"


OF_BODY = frozenset({Subject.TEXT, Subject.JSON, Subject.SIZE})


@dataclass(frozen=True, slots=True)
class Expectation:
    """What has to hold. `line` is how it was written, `name` which header, `json` where in JSON.

    `times_usual`: the time is compared with so many times the usual one.
    """

    line: str
    subject: Subject
    comparison: Comparison
    name: str = ""
    json: JsonExpectation | None = None
    statuses: Statuses | None = None
    times_usual: float | None = field(default=None)

    @property
    def needs_body(self) -> bool:
        """Whether it is about the body, which is read to its end then."""
        return self.subject in OF_BODY

    @property
    def program_size(self) -> int:
        """The size of the automaton of its pattern; 0 where it has none."""
        pattern = self.comparison.pattern
        return 0 if pattern is None else pattern.programsize

    def problem(self, seen: Seen) -> Finding | None:
        """What is wrong with an answer, and in which way; None where it is as expected."""
        return _JUDGES[self.subject](self, seen)


def _status(expected: Expectation, seen: Seen) -> Finding | None:
    assert expected.statuses is not None
    is_wanted = expected.comparison.operator is not Operator.OTHER
    if (seen.head.code in expected.statuses) is is_wanted:
        return None
    return Reason.STATUS_CODE, f"expected {expected.line}, got {seen.head.code}"


def _header(expected: Expectation, seen: Seen) -> Finding | None:
    values = [text for name, text in seen.head.fields if name.lower() == expected.name.lower()]
    is_wanted = expected.comparison.operator is not Operator.MISSING
    if not values:
        missing = f"expected {expected.line}, but there is no such header"
        return (Reason.UNEXPECTED_ANSWER, missing) if is_wanted else None
    # Several of one name mean the same as one with commas; either may be meant.
    joined = ", ".join(values)
    if expected.comparison.operator in (Operator.OTHER, Operator.LACKS):
        fits = all(map(expected.comparison.fits_text, (joined, *values)))
    else:
        fits = any(map(expected.comparison.fits_text, (joined, *values)))
    if fits:
        return None
    shown = MASK if is_secret_name(expected.name) else _cut(mask_url(joined))
    return Reason.UNEXPECTED_ANSWER, f"expected {expected.line}, got {shown}"


def _text(expected: Expectation, seen: Seen) -> Finding | None:
    # Nobody means the line break at the end.
    if seen.document is None or expected.comparison.fits_text(seen.document.text.strip()):
        return None
    return Reason.TEXT_MISSING, f"expected {expected.line}"


def _json(expected: Expectation, seen: Seen) -> Finding | None:
    assert expected.json is not None
    problem = expected.json.problem(seen.document) if seen.document is not None else None
    return (Reason.JSON_MISMATCH, problem) if problem else None


def _size(expected: Expectation, seen: Seen) -> Finding | None:
    if seen.document is None or expected.comparison.fits_number(len(seen.document.body)):
        return None
    got = size_text(len(seen.document.body))
    return Reason.UNEXPECTED_ANSWER, f"expected {expected.line}, got {got}"


def _time(expected: Expectation, seen: Seen) -> Finding | None:
    took_us = seen.response_us
    comparison, usual = expected.comparison, ""
    if took_us is None:
        return None
    if expected.times_usual is not None:
        if seen.usual_us is None:  # not yet known: nothing can be said of it
            return None
        limit_us = expected.times_usual * seen.usual_us
        comparison = Comparison(comparison.operator, number=limit_us)
        usual = f" where {seconds_text(seen.usual_us)} is usual"
    if comparison.fits_number(took_us):
        return None
    return Reason.SLOW, f"expected {expected.line}, took {seconds_text(took_us)}{usual}"


def _certificate(expected: Expectation, seen: Seen) -> Finding | None:
    first = seen.first_to_end
    if first is None:
        detail = f"expected {expected.line}, but no certificate was shown: it is not https"
        return Reason.UNEXPECTED_ANSWER, detail
    if seen.now_s is None:
        return None
    days = days_left(first.ends_s, seen.now_s)
    if expected.comparison.fits_number(days):
        return None
    detail = f"expected {expected.line}, but that of {first.host} ends on {day_text(first.ends_s)}"
    return Reason.EXPIRES_SOON, detail


def _redirects(expected: Expectation, seen: Seen) -> Finding | None:
    if expected.comparison.fits_number(seen.redirects):
        return None
    return Reason.UNEXPECTED_ANSWER, f"expected {expected.line}, got {seen.redirects}"


def _address(expected: Expectation, seen: Seen) -> Finding | None:
    if expected.comparison.fits_text(seen.address):
        return None
    detail = f"expected {expected.line}, but the answer came from {_cut(mask_url(seen.address))}"
    return Reason.UNEXPECTED_ANSWER, detail


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


_JUDGES: dict[Subject, Callable[[Expectation, Seen], Finding | None]] = {
    Subject.STATUS: _status,
    Subject.HEADER: _header,
    Subject.TEXT: _text,
    Subject.JSON: _json,
    Subject.SIZE: _size,
    Subject.TIME: _time,
    Subject.CERTIFICATE: _certificate,
    Subject.REDIRECTS: _redirects,
    Subject.ADDRESS: _address,
}
