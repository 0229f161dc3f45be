"""NRQL as text: whether a question may be asked as it was written, and asked of which window. Pure.

No grammar of our own stands between a person and New Relic, which says best what it does not
understand. Looked at is what would make the answer mean something else: the window, which is ours
to choose, and parts that give more than one value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# New Relic takes no longer ones.
LENGTH_LIMIT = 4096
# Beside a share, the number of events it is of: a share of nothing may come as 0.
EVENTS_KEY = "statusboard.events"

_PART = re.compile(
    r"""(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`[^`]*`)
      | (?P<comment>--[^\n]*|//[^\n]*|/\*.*?\*/)
      | (?P<word>[A-Za-z_][\w.]*)
      | (?P<mark>[()'"`;])
    """,
    re.VERBOSE | re.DOTALL,
)
_WINDOW = ("SINCE", "UNTIL", "TIMESERIES", "COMPARE")
_CLAUSES = ("SELECT", "FROM", "WHERE", "FACET", "LIMIT", "ORDER", "WITH", *_WINDOW)


@dataclass(frozen=True, slots=True)
class _Word:
    upper: str
    place: int


class _Unbalanced(ValueError):
    """A quote or a parenthesis that has no other half."""


def _words(text: str) -> Iterator[_Word]:
    """The words outside quotes, comments and parentheses. Raises _Unbalanced."""
    depth = 0
    for found in _PART.finditer(text):
        match found.lastgroup:
            case "mark" if found[0] == "(":
                depth += 1
            case "mark" if found[0] == ")":
                depth -= 1
                if depth < 0:
                    raise _Unbalanced
            case "mark":
                raise _Unbalanced
            case "word" if depth == 0:
                yield _Word(found[0].upper(), found.start())
    if depth:
        raise _Unbalanced


def tidy(text: str) -> str:
    """A question on one line, without blanks around it and a semicolon at its end."""
    return " ".join(text.split()).rstrip("; ")


def problem_of(text: str) -> str | None:
    """Why a question cannot be asked as it stands, for a person; None where it can."""
    if len(text) > LENGTH_LIMIT:
        return f"The query is too long: New Relic takes {LENGTH_LIMIT:,} characters at most."
    try:
        words = [word.upper for word in _words(text)]
    except _Unbalanced:
        return "A quote or a parenthesis of the query has no other half, or a “;” is in it."
    if not words or words[0] not in ("SELECT", "FROM"):
        return "A query begins with SELECT or FROM; nothing else is asked."
    for needed in ("SELECT", "FROM"):
        if words.count(needed) != 1:
            return f"The query needs {needed} once."
    for word in _WINDOW:
        if word in words:
            return f"Leave {word} out: the window is a field of its own."
    if words.count("FACET") > 1:
        return "The query needs FACET once, or not at all."
    return None


def has_facet(text: str) -> bool:
    """Whether the answer is a value for each of several groups."""
    try:
        return any(word.upper == "FACET" for word in _words(text))
    except _Unbalanced:
        return False


def without_window(text: str) -> str:
    """A query of New Relic's own, such as a golden metric's, without the window it came with."""
    words = [word for word in _words(text) if word.upper in _CLAUSES]
    kept, start = "", 0
    for place, word in enumerate(words):
        stop = words[place + 1].place if place + 1 < len(words) else len(text)
        if word.upper in _WINDOW:
            kept += text[start : word.place]
            start = stop
        elif word.upper == "WITH" and place and words[place - 1].upper == "COMPARE":
            start = stop
    return tidy(kept + text[start:])


def asked_of(text: str, begin_ms: int, end_ms: int, *, width_s: int | None = None) -> str:
    """A question about one window (ms since the epoch), in buckets of `width_s` where given.

    Groups come without the limit of ten that New Relic sets otherwise. Beside a share its events
    are counted.
    """
    words = {word.upper for word in _words(text)}
    asked = _counting(text) if "PERCENTAGE" in words else text
    limit = " LIMIT MAX" if "FACET" in words and "LIMIT" not in words else ""
    series = f" TIMESERIES {width_s} seconds" if width_s is not None else ""
    return f"{asked}{limit} SINCE {begin_ms} UNTIL {end_ms}{series}"


def _counting(text: str) -> str:
    place = next(word.place for word in _words(text) if word.upper == "SELECT") + len("SELECT")
    return f"{text[:place]} count(*) AS '{EVENTS_KEY}',{text[place:]}"


def quoted(text: str) -> str:
    """A text as a literal of NRQL."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
