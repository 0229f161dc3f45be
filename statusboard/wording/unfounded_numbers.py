"""Times, dates, shares, lengths and other numbers of a text that stand in no fact."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Self

from statusboard.domain.fact_sheet import FactSheet
from statusboard.domain.telling import GERMAN_MONTHS
from statusboard.domain.time_text import MONTHS

_MINUTE = timedelta(minutes=1)
# A promise in half an hour is this many minutes later once a text that told it was read.
MOVES_ON = 10
_NAMED_MONTHS = {
    name.casefold(): number
    for months in (MONTHS, GERMAN_MONTHS)
    for number, month in enumerate(months, 1)
    for name in (month, month[:3])
}
_MONTH = "|".join(sorted(map(re.escape, _NAMED_MONTHS), key=len, reverse=True))
_UNITS = {
    "minute": (1, ("minute", "minutes", "min", "mins", "minuten")),
    "hour": (60, ("hour", "hours", "hr", "hrs", "stunde", "stunden", "std")),
    "day": (1_440, ("day", "days", "tag", "tage", "tagen")),
    "week": (10_080, ("week", "weeks", "woche", "wochen")),
}
_UNIT_OF = {word: (name, size) for name, (size, words) in _UNITS.items() for word in words}
_UNIT = "|".join(sorted(_UNIT_OF, key=len, reverse=True))
_TO_TEN = (
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
)
_WRITTEN = {
    **{word: number for words in _TO_TEN for number, word in enumerate(words, 2)},
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "elf": 11,
    "zwölf": 12,
    "fünfzehn": 15,
    "zwanzig": 20,
    "dreißig": 30,
    "vierzig": 40,
    "fünfundvierzig": 45,
    "fünfzig": 50,
    "sechzig": 60,
    "neunzig": 90,
}
_WORDED = "|".join(sorted(map(re.escape, _WRITTEN), key=len, reverse=True))
_PIECE = re.compile(
    rf"""
      (?P<share>\d+(?:[.,]\d+)?)\s?(?:%|per\s?cent\b|Prozent\b)
    | (?<![\d.])(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)
    | (?<![\d.])(?P<numeric>\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})?)(?!\d)
    | (?<![\w.])(?P<hour>\d{{1,2}})(?:(?P<sep>[:.])(?P<minute>\d{{2}}))(?::\d{{2}})?(?![\d.:]\d|\d)
      (?P<after>\s?(?:[ap]\.m\.|[ap]m\b|Uhr\b|UTC\b|GMT\b))?
    | (?<![\w.])(?P<full>\d{{1,2}})(?P<around>\s?(?:[ap]\.m\.|[ap]m\b|Uhr\b))
    | (?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?
      (?:,?\s+(?P<year>\d{{4}}))?
    | (?<!\w)(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.]\d)
      (?:,?\s+(?P<year2>\d{{4}}))?
    | (?<!\w)(?P<count>\d+|{_WORDED})[\s-]+(?P<unit>{_UNIT})\b
    | (?<![\w.])(?P<plain>\d+(?:[.,]\d+)*)(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Items of a list are counted by whoever writes it.
_ITEM = re.compile(r"^[ \t]*\d{1,2}[.)](?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KnownNumbers:
    """What the facts say in numbers.

    `clocks` are minutes of a day, `utc` the same where UTC is said beside it; `days` are months
    with days, `lengths` minutes, `shares` per cents.
    """

    plain: frozenset[Decimal]
    shares: frozenset[Decimal]
    clocks: frozenset[int]
    utc: frozenset[int]
    days: frozenset[tuple[int, int]]
    years: frozenset[int]
    lengths: frozenset[int]
    counted: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, sheet: FactSheet, said: Sequence[str]) -> Self:
        """Those of a sheet, and of whatever else is said."""
        pieces = [found for text in said for found in _PIECE.finditer(text)]
        instants = [one for one in (sheet.started, sheet.ended, sheet.next_update) if one]
        days = [one.astimezone(sheet.zone) for one in (*instants, sheet.now)]
        counted = frozenset(_counted(found) for found in pieces if found["count"])
        return cls(
            plain=frozenset((*_plains(said), Decimal(len(sheet.services)))),
            shares=frozenset(_decimal(found["share"]) for found in pieces if found["share"]),
            clocks=frozenset(
                (
                    *(_minutes(found) for found in pieces if found["hour"] or found["full"]),
                    *(_of_day(one.astimezone(sheet.zone)) for one in (*instants, *_before(sheet))),
                )
            ),
            utc=frozenset(_of_day(one.astimezone(UTC)) for one in (*instants, *_before(sheet))),
            days=frozenset((one.month, one.day) for one in days) | frozenset(_days(pieces)),
            years=frozenset(one.year for one in days),
            lengths=frozenset(_lengths(sheet, counted)),
            counted=counted,
        )


def numbers(text: str, known: KnownNumbers) -> Iterator[tuple[int, int]]:
    """Where a number stands that no fact carries."""
    items = {found.end() - 1 for found in _ITEM.finditer(text)}
    for found in _PIECE.finditer(text):
        if found["plain"] and found.end() in items:
            continue
        if not _is_carried(found, known):
            yield found.span()


def _is_carried(found: "re.Match[str]", known: KnownNumbers) -> bool:
    if found["share"]:
        return _decimal(found["share"]) in known.shares
    if found["iso"] or found["numeric"] or found["month"] or found["month2"]:
        return _is_known_day(found, known)
    if found["hour"] or found["full"]:
        return _is_known_time(found, known)
    if found["count"]:
        count, unit = _counted(found)
        minutes = count * _UNITS[unit][0]
        return (count, unit) in known.counted or minutes in known.lengths
    return _plain(found["plain"]) in known.plain


def _is_known_time(found: "re.Match[str]", known: KnownNumbers) -> bool:
    after = (found["after"] or "").strip().casefold()
    if found["sep"] == "." and not after:
        # 14.02 may be a time or a number: it is founded as either.
        return _minutes(found) in known.clocks or _plain(found[0]) in known.plain
    if after in ("utc", "gmt"):
        return _minutes(found) in known.utc | known.clocks
    return _minutes(found) in known.clocks


def _is_known_day(found: "re.Match[str]", known: KnownNumbers) -> bool:
    days = tuple(_days([found]))
    year = found["year"] or found["year2"]
    if year and int(year) not in known.years:
        return False
    return any(day in known.days for day in days)


def _days(pieces: "Iterable[re.Match[str]]") -> Iterator[tuple[int, int]]:
    """Months with days; what may be either order is both."""
    for found in pieces:
        month, day = found["month"] or found["month2"], found["day"] or found["day2"]
        if month:
            yield _NAMED_MONTHS[month.casefold()], int(day)
        elif found["iso"]:
            yield int(found["iso"][5:7]), int(found["iso"][8:])
        elif found["numeric"]:
            one, other = re.findall(r"\d+", found["numeric"])[:2]
            yield int(other), int(one)
            if "/" in found["numeric"]:
                yield int(one), int(other)


def _minutes(found: "re.Match[str]") -> int:
    """The minute of the day; -1 for one that no day has."""
    hour = int(found["hour"] or found["full"])
    minute = int(found["minute"] or 0)
    half = (found["after"] or found["around"] or "").strip().casefold()[:1]
    if half in ("a", "p") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else -1


def _before(sheet: FactSheet) -> Iterator[datetime]:
    """The minutes shortly before the promise, which moves on while somebody writes."""
    if sheet.next_update is not None:
        yield from (sheet.next_update - minute * _MINUTE for minute in range(1, MOVES_ON + 1))


def _of_day(local: datetime) -> int:
    return local.hour * 60 + local.minute


def _counted(found: "re.Match[str]") -> tuple[int, str]:
    count = found["count"].casefold()
    number = _WRITTEN[count] if count in _WRITTEN else int(count)
    return number, _UNIT_OF[found["unit"].casefold()][0]


def _lengths(sheet: FactSheet, counted: Iterable[tuple[int, str]]) -> Iterator[int]:
    yield from (count * _UNITS[unit][0] for count, unit in counted)
    if sheet.lasts is not None:
        yield round(sheet.lasts / _MINUTE)
    if sheet.next_update is not None:
        yield round((sheet.next_update - sheet.now) / _MINUTE)


def _plains(said: Sequence[str]) -> Iterator[Decimal]:
    for text in said:
        for number in re.findall(r"\d+(?:[.,]\d+)*", text):
            yield _plain(number)


def _plain(number: str) -> Decimal:
    """The number, whether `1,000` or `1.000` or `1000`: three digits at its end are thousands."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        return Decimal(re.sub(r"[.,]", "", number))
    return _decimal(number)


def _decimal(number: str) -> Decimal:
    try:
        return Decimal(number.replace(",", ".")).normalize()
    except InvalidOperation:
        # `1.2.3` is a version and no number: it equals nothing but itself.
        return Decimal(int.from_bytes(number.encode(), "big"))
