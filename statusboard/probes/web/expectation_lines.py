"""Reads expectations, one a line: what they are about, how it is compared, and with what."""

import difflib
import json
import re
from collections.abc import Callable, Iterator

from statusboard.catalog.durations import parse_duration
from statusboard.domain.instants import duration_us
from statusboard.probes.web.comparing import (
    OF_NUMBERS,
    OF_PRESENCE,
    OTHER_SPELLINGS,
    Comparison,
    Operator,
)
from statusboard.probes.web.expectations import Expectation, Subject
from statusboard.probes.web.json_path import JsonExpectation
from statusboard.probes.web.statuses import Statuses

MOST_LINES = 50
LONGEST_LINE = 1_000
FORMS = {
    Subject.STATUS: "status 2xx, 301",
    Subject.HEADER: "header Content-Type contains json",
    Subject.TEXT: "text matches ^ready",
    Subject.JSON: "json $.queue < 100",
    Subject.SIZE: "size < 200 kB",
    Subject.TIME: "time < 800 ms",
    Subject.CERTIFICATE: "certificate > 14 days",
    Subject.REDIRECTS: "redirects <= 2",
    Subject.ADDRESS: "address contains /home",
}
_SIGN = re.compile(
    r"\s*(==|!=|<=|>=|[=<>≤≥≠]|(?:contains|lacks|matches|exists|missing)(?!\S))\s*(.*)", re.DOTALL
)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)\s*(B|kB|MB)?", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,5})\s*(?:d|days?)?", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}")
_USUAL = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*(?:[x×*]|times)\s*(?:the\s+)?usual", re.IGNORECASE)
_BYTES = {"b": 1, "kb": 1_000, "mb": 1_000_000}


def expectations_in(text: str) -> tuple[Expectation, ...]:
    """What the lines of a text expect; empty ones and those after “#” are left out.

    Raises ValueError with a sentence that names the line.
    """
    found = []
    for number, line in _lines(text):
        try:
            found.append(_expectation(line))
        except ValueError as error:
            message = f"Line {number}: {error}"
            raise ValueError(message) from error
    if len(found) > MOST_LINES:
        message = f"At most {MOST_LINES} lines are looked at. Leave some out."
        raise ValueError(message)
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _expectation(line: str) -> Expectation:
    if len(line) > LONGEST_LINE:
        message = f"it is longer than {LONGEST_LINE:,} characters."
        raise ValueError(message)
    word, _, rest = line.partition(" ")
    try:
        subject = Subject(word.lower())
    except ValueError as error:
        raise ValueError(_unknown(word)) from error
    return _READERS[subject](line, rest.strip())


def _unknown(word: str) -> str:
    close = difflib.get_close_matches(word.lower(), list(Subject), n=1)
    hint = f"Did you mean {close[0]}?" if close else f"Begin with one of {', '.join(Subject)}."
    return f"“{word}” is nothing that an answer has. {hint}"


def _status(line: str, rest: str) -> Expectation:
    found = _SIGN.fullmatch(rest)
    sign, text = (_sign(found), found[2]) if found else (Operator.EQUAL, rest)
    if sign not in (Operator.EQUAL, Operator.OTHER):
        raise ValueError(_form(Subject.STATUS))
    comparison = Comparison(sign, text)
    return Expectation(line, Subject.STATUS, comparison, statuses=Statuses.parse(text))


def _header(line: str, rest: str) -> Expectation:
    name = _NAME.match(rest)
    if name is None:
        raise ValueError(_form(Subject.HEADER))
    left = rest[name.end() :]
    comparison = _compared(Subject.HEADER, left) if left else Comparison(Operator.EXISTS)
    return Expectation(line, Subject.HEADER, comparison, name=name[0])


def _text(line: str, rest: str) -> Expectation:
    comparison = _compared(Subject.TEXT, rest)
    if comparison.operator in OF_PRESENCE:
        raise ValueError(_form(Subject.TEXT))
    return Expectation(line, Subject.TEXT, comparison)


def _address(line: str, rest: str) -> Expectation:
    comparison = _compared(Subject.ADDRESS, rest)
    if comparison.operator in OF_PRESENCE:
        raise ValueError(_form(Subject.ADDRESS))
    return Expectation(line, Subject.ADDRESS, comparison)


def _json(line: str, rest: str) -> Expectation:
    any_will_do = rest.lower().startswith("any ")
    rest = rest[len("any ") :].strip() if any_will_do else rest
    path, left = _path(rest)
    if not path.startswith("$"):
        raise ValueError(_form(Subject.JSON))
    of_length = left.lower().startswith("length ")
    left = left[len("length ") :] if of_length else left
    comparison = (
        _compared(Subject.JSON, left, of_length=of_length) if left else Comparison(Operator.EXISTS)
    )
    wanted = None if comparison.operator is Operator.EXISTS else comparison
    json_part = JsonExpectation.of(path, wanted, any_will_do=any_will_do)
    return Expectation(line, Subject.JSON, comparison, json=json_part)


def _path(rest: str) -> tuple[str, str]:
    """A path, and what stands behind it. In its brackets and quotes anything may stand."""
    depth, quote, escaped = 0, "", False
    for place, letter in enumerate(rest):
        if escaped:
            escaped = False
        elif quote:
            escaped, quote = letter == "\\", "" if letter == quote else quote
        elif letter in "'\"" and depth:
            quote = letter
        elif letter in "[(":
            depth += 1
        elif letter in "])":
            depth -= 1
        elif not depth and (letter.isspace() or letter in "=!<>≤≥≠"):
            return rest[:place], rest[place:].strip()
    return rest, ""


def _time(line: str, rest: str) -> Expectation:
    sign, text = _number_sign(Subject.TIME, rest)
    usual = _USUAL.fullmatch(text)
    if usual is not None:
        comparison = Comparison(sign, text, 0.0)
        return Expectation(line, Subject.TIME, comparison, times_usual=float(usual[1]))
    limit_us = float(duration_us(parse_duration(text)))
    return Expectation(line, Subject.TIME, Comparison(sign, text, limit_us))


def _of_number(subject: Subject, number_in: Callable[[str], float]) -> "_Reader":
    """Reads lines of a subject that is a number."""

    def read(line: str, rest: str) -> Expectation:
        sign, text = _number_sign(subject, rest)
        return Expectation(line, subject, Comparison(sign, text, number_in(text)))

    return read


def _bytes_in(text: str) -> float:
    found = _SIZE.fullmatch(text)
    if found is None:
        raise ValueError(_form(Subject.SIZE))
    return float(found[1]) * _BYTES[(found[2] or "B").lower()]


def _days_in(text: str) -> float:
    found = _DAYS.fullmatch(text)
    if found is None:
        raise ValueError(_form(Subject.CERTIFICATE))
    return float(found[1])


def _count_in(text: str) -> float:
    if _COUNT.fullmatch(text) is None:
        raise ValueError(_form(Subject.REDIRECTS))
    return float(text)


def _compared(subject: Subject, rest: str, *, of_length: bool = False) -> Comparison:
    found = _SIGN.fullmatch(rest)
    if found is None:
        raise ValueError(_form(subject))
    sign, text = _sign(found), found[2].strip()
    if sign in OF_PRESENCE:
        if text or of_length:
            message = f"nothing may stand after “{sign}”."
            raise ValueError(message)
        return Comparison(sign)
    if not text:
        message = f"after “{sign}” it says nothing. Write what is expected there."
        raise ValueError(message)
    is_json_value = subject is Subject.JSON and sign in OF_NUMBERS
    return Comparison.of(sign, text if is_json_value else _unquoted(text), of_length=of_length)


def _number_sign(subject: Subject, rest: str) -> tuple[Operator, str]:
    found = _SIGN.fullmatch(rest)
    if found is None or _sign(found) not in OF_NUMBERS:
        raise ValueError(_form(subject))
    return _sign(found), found[2].strip()


def _sign(found: re.Match[str]) -> Operator:
    return Operator(OTHER_SPELLINGS.get(found[1], found[1]))


def _unquoted(text: str) -> str:
    """A text in quotes is what they hold: blanks at its ends can be meant."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text


def _form(subject: Subject) -> str:
    return f"this is not how {subject} is expected. Write it like “{FORMS[subject]}”."


_Reader = Callable[[str, str], Expectation]
_READERS: dict[Subject, _Reader] = {
    Subject.STATUS: _status,
    Subject.HEADER: _header,
    Subject.TEXT: _text,
    Subject.JSON: _json,
    Subject.SIZE: _of_number(Subject.SIZE, _bytes_in),
    Subject.TIME: _time,
    Subject.CERTIFICATE: _of_number(Subject.CERTIFICATE, _days_in),
    Subject.REDIRECTS: _of_number(Subject.REDIRECTS, _count_in),
    Subject.ADDRESS: _address,
}
