"""Of a claim within a text: its sentence, the time it speaks of, and whose uptime it is."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from statusboard.domain.claim_period_reading import read_claim_period

# Where a sentence ends: not in `99.98`, and not in `3. Quartal` or `3. November`.
_END = re.compile(
    r"[.!?](?!\d)(?! ?(?:Quartal|Halbjahr|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))|\n"
)
# What a claim can be about at all; looked for before anything is read for it.
_MAYBE = re.compile(
    r"%|per ?cent|Prozent|downtime|\bnines\b|Neunen|offline|down\b|unavailable|Ausfall|ausgefallen",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d[\d.,]* ?(?:%|per ?cent|Prozent)", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\b(?:our|all) (?:services|uptime|availability|reliability)\b"
    r"|\b(?:unsere[rn]?|alle[rn]?) (?:Dienste[n]?|Verfügbarkeit|Uptime)\b"
    # Where more are named than are written out, they are those of the notice.
    r"|\b\d+ (?:more services|weitere Dienste)\b",
    re.IGNORECASE,
)
_OF_ONE = r"\b(?:uptime|availability|reliability|Verfügbarkeit|Uptime) (?:of|for|von|für) (?:the )?"


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the sentence that holds these words begins and ends."""
    begin = max((end.end() for end in _END.finditer(text, 0, start)), default=0)
    found = _END.search(text, stop)
    return begin, found.start() if found else len(text)


def period_around(text: str, start: int, stop: int, today: date) -> str:
    """The key of the time that a claim at this place speaks of; empty where it names none.

    Of several in a sentence, the one behind its figure and before the next, else the one ahead.
    """
    begin, end = sentence_around(text, start, stop)
    figures = list(_FIGURE.finditer(text, begin, end))
    mine = next((one for one in figures if one.start() >= start), None)
    if mine is None:
        return read_claim_period(text[begin:end], today)
    after = next((one.start() for one in figures if one.start() > mine.start()), end)
    before = max((one.end() for one in figures if one.start() < mine.start()), default=begin)
    return read_claim_period(text[mine.end() : after], today) or read_claim_period(
        text[before : mine.start()], today
    )


def services_around(
    sentence: str, services: Collection[str], groups: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """The names of the services that a sentence is about; empty: those that its text is about."""
    named = _named(sentence, (*services, *groups))
    if named and _OF_ALL.search(sentence):
        of_one = rf"{_OF_ONE}(?:{'|'.join(map(re.escape, named))})(?!\w)"
        if not re.search(of_one, sentence, re.IGNORECASE):
            return frozenset()
    return frozenset(
        one for name in named for one in ((name,) if name in services else groups[name])
    )


def _named(sentence: str, names: Collection[str]) -> list[str]:
    """Those of the names that stand in it as whole words, the longest first."""
    found, rest = [], sentence
    for name in sorted(names, key=len, reverse=True):
        if name and (at := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest)):
            found.append(name)
            rest = f"{rest[: at.start()]} {rest[at.end() :]}"
    return found


def claims_in(
    text: str, today: date, services: Collection[str], groups: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Every time that may be claimed something of in a text, and of which services."""
    for found in _MAYBE.finditer(text):
        start = found.start()
        if figure := _FIGURE.search(text, max(0, start - 12), found.end()):
            start = figure.start()
        begin, end = sentence_around(text, start, found.end())
        period = period_around(text, start, found.end(), today)
        yield period, services_around(text[begin:end], services, groups)
