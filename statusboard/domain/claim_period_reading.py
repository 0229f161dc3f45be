"""Reads which time a claim speaks of, in English or German, as a key of `domain/period`.

A time that is named and cannot be read is `UNREAD`, never a milder one.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from statusboard.domain.claim import SINCE
from statusboard.domain.period import MOST_DAYS, Days, Rolling, period_text

# A time is named, and nobody here knows which.
UNREAD = "?"
# Before the key of a period that begins on the day of the contract.
CONTRACT = "contract:"
_NUMBER_WORDS = (
    "a|an|one|ein|einem|einen|einer two|zwei three|drei four|vier five|fünf six|sechs seven|sieben "
    "eight|acht nine|neun ten|zehn eleven|elf twelve|zwölf"
)
_NUMBERS = {
    word: number
    for number, words in enumerate(_NUMBER_WORDS.split(), start=1)
    for word in words.split("|")
}
_UNIT = r"(days?|weeks?|months?|quarters?|years?|Tage?n?|Wochen?|Monate?n?|Quartale?n?|Jahre?n?)"
_COUNT = rf"(\d{{1,4}}|{'|'.join(_NUMBERS)})"
_MONTHS = {
    name.casefold(): number
    for names in (
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    )
    for number, name in enumerate(names.split(), start=1)
}
_MONTH = rf"({'|'.join(_MONTHS)})"
_YEAR = r"(20\d\d)"
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "erste": 1, "zweite": 2, "dritte": 3}
_NTH |= {"vierte": 4} | {f"{n}": n for n in range(1, 5)}
_I = re.IGNORECASE
_ONE_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}(?: {_YEAR})?"
_BETWEEN_DAYS = re.compile(
    rf"\b(?:from|between|vom|von|zwischen)(?: dem)? {_ONE_DAY} (?:to|until|till|and|bis|und)"
    rf"(?: zum| dem)? {_ONE_DAY}",
    _I,
)
_BETWEEN_MONTHS = re.compile(
    rf"\b(?:from|between|von|zwischen) {_MONTH}(?: {_YEAR})? (?:to|until|till|through|and|bis|und)"
    rf" {_MONTH}(?: {_YEAR})?\b",
    _I,
)
_ISO_DAYS = re.compile(r"\b(20\d\d-\d\d-\d\d)\.\.(20\d\d-\d\d-\d\d)\b")
_DAY = re.compile(rf"\b{_ONE_DAY}\b", _I)
_DAY_OF_US = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b", _I)
_QUARTER = re.compile(
    rf"\bQ([1-4])\b(?:(?: of)?[ /-]{_YEAR})?"
    r"|\b(first|second|third|fourth|erste[nrs]?|zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|[1-4]\.) "
    rf"(?:quarter|Quartals?)\b(?:(?: of| in| des Jahres)? {_YEAR})?",
    _I,
)
_HALF = re.compile(
    rf"\bH([12])\b(?:(?: of)?[ /-]{_YEAR})?"
    r"|\b(first|second|erste[nrs]?|zweite[nrs]?|[12]\.) "
    rf"(?:half(?:[ -]year)?|Halbjahre?s?)\b(?:(?: of| in| des Jahres)? {_YEAR})?",
    _I,
)
_OF_MONTH = re.compile(rf"\b{_MONTH} {_YEAR}\b", _I)
# `May` alone may be a verb, and `March` one as well.
_IN_MONTH = re.compile(
    r"\b(?:in|during|over|throughout|for|of|since|im|seit|während des)(?: all of| last)? "
    rf"{_MONTH}\b",
    _I,
)
_LAST_OF_CALENDAR = re.compile(
    r"\b(?:last|previous|letzte[nms]?|vorige[nms]?|vergangene[nms]?)(?: full| vollen?)?\s"
    r"(month|quarter|Monats?|Quartals?|Jahr(?:es)?)\b"
    r"|(?<!the )(?<!past )\b(?:last|previous) (year)\b",
    _I,
)
_LAST = re.compile(rf"\b(?:last|past|previous|letzten|vergangenen)\s(?:{_COUNT}[ -])?{_UNIT}\b", _I)
_THIS = re.compile(
    r"\b(this|current|diesem|dieses|diesen|laufenden)\s(contract |Vertrags)?"
    r"(month|quarter|year|Monats?|Quartals?|Jahre?s?)\b",
    _I,
)
_YEAR_ALONE = re.compile(rf"\b{_YEAR}\b")
_COUNTED = re.compile(rf"\b{_COUNT}[ -]{_UNIT}\b", _I)
_SINCE = re.compile(r"\b(?:since|seit)\b(?! the last| dem letzten)", _I)
_EVER = re.compile(
    r"\b(?:ever|always|so far|since (?:the )?(?:start|beginning)|jemals|immer)\b", _I
)
_UNKNOWN = re.compile(
    r"\b(?:quarter|Quartal|month|Monat|year|Jahr|decade|Jahrzehnt)s? (?:before|davor|zuvor)\b"
    r"|\b(?:yesterday|gestern|weekends?|Wochenenden?)\b",
    _I,
)
# What `re.IGNORECASE` takes for another letter, and no table of words knows.
_LIKE = str.maketrans("ıİſ\u212a", "iIsK")
_LENGTHS = {"d": 1, "ta": 1, "w": 7, "mo": 30, "y": 365, "j": 365}
_MONTHS_OF_YEAR = 12


def read_claim_period(text: str, today: date) -> str:
    """The key of the period that a text names; empty where it names none.

    A month, quarter or half-year without its year is the last one that has begun.
    """
    text = in_known_letters(text)
    for read in _READERS:
        found = read(text, today)
        if found:
            return found
    return ""


def in_known_letters(text: str) -> str:
    """The text with a plain letter for each that a pattern would take for one, as long as it was.

    So are a Turkish i without its dot, and the sign of Kelvin.
    """
    return text.translate(_LIKE)


def _between(text: str, today: date) -> str:
    if found := _ISO_DAYS.search(text):
        return f"{found[1]}..{found[2]}"
    if found := _BETWEEN_DAYS.search(text):
        last = _day(found[6] or "", found[5], found[4], today)
        first = _day(found[3] or found[6] or "", found[2], found[1], last or today)
        return _days(first, last)
    if found := _BETWEEN_MONTHS.search(text):
        last = _first_of(_MONTHS[found[3].casefold()], found[4] or "", today)
        first = _first_of(_MONTHS[found[1].casefold()], found[2] or found[4] or "", last)
        return _days(first, _before_next(last, 1))
    return ""


def _one_day(text: str, today: date) -> str:
    if found := _DAY_OF_US.search(text):
        day = _day(found[3], found[1], found[2], today)
    elif found := _DAY.search(text):
        day = _day(found[3] or "", found[2], found[1], today)
    else:
        return ""
    if day is None:
        return UNREAD
    return _since(day, today) if _SINCE.search(text) else _days(day, day)


def _part_of_year(text: str, today: date) -> str:
    for shape, months in ((_QUARTER, 3), (_HALF, 6)):
        found = shape.search(text)
        if found is None:
            continue
        said = found[1] or found[3].casefold().rstrip(".")
        number = int(said) if said.isdigit() else _nth(said)
        first = _first_of((number - 1) * months + 1, found[2] or found[4] or "", today)
        if _SINCE.search(text):
            return _since(first, today)
        if months == 3:
            return f"{first.year}-Q{number}"
        return _days(first, _before_next(first, months))
    return ""


def _month(text: str, today: date) -> str:
    found = _OF_MONTH.search(text) or _IN_MONTH.search(text)
    if found is None:
        return ""
    year = found[2] if found.re is _OF_MONTH else ""
    first = _first_of(_MONTHS[found[1].casefold()], year, today)
    return _since(first, today) if _SINCE.search(text) else f"{first:%Y-%m}"


def _counted_back(text: str, _today: date) -> str:
    if last := _LAST_OF_CALENDAR.search(text):
        return f"last-{_calendar_unit(last[1] or last[2])}"
    if rolling := _LAST.search(text):
        return _rolling(rolling[1] or "", rolling[2])
    if this := _THIS.search(text):
        prefix = CONTRACT if this[2] else ""
        return f"{prefix}this-{_calendar_unit(this[3])}"
    return UNREAD if _UNKNOWN.search(text) else ""


def _year(text: str, today: date) -> str:
    year = _YEAR_ALONE.search(text)
    if year is None:
        return ""
    return _since(date(int(year[1]), 1, 1), today) if _SINCE.search(text) else year[1]


def _longest(text: str, _today: date) -> str:
    """Of times that are only counted, such as `over two years`, the longest."""
    found = [_rolling(one[1], one[2]) for one in _COUNTED.finditer(text)]
    if UNREAD in found:
        return UNREAD
    return max(found, key=_length, default="")


def _ever(text: str, _today: date) -> str:
    return SINCE if _SINCE.search(text) or _EVER.search(text) else ""


# The most definite first.
_READERS: tuple[Callable[[str, date], str], ...] = (
    *(_between, _one_day, _part_of_year, _month, _counted_back, _year, _longest, _ever),
)


def _since(first: date, today: date) -> str:
    return _days(first, today) if first <= today else UNREAD


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None or not 0 <= (last - first).days < MOST_DAYS:
        return UNREAD
    return period_text(Days(first, last))


def _day(year: str, month: str, day: str, today: date) -> date | None:
    number = _MONTHS[month.casefold()]
    try:
        found = date(int(year or today.year), number, int(day))
        return found if year or found <= today else found.replace(year=found.year - 1)
    except ValueError:
        return None


def _first_of(month: int, year: str, today: date) -> date:
    found = date(int(year or today.year), month, 1)
    return found if year or found <= today else found.replace(year=found.year - 1)


def _before_next(first: date, months: int) -> date:
    """The last day of so many months that begin on `first`."""
    after = first.year * _MONTHS_OF_YEAR + first.month - 1 + months
    return date(after // _MONTHS_OF_YEAR, after % _MONTHS_OF_YEAR + 1, 1) - timedelta(days=1)


def _nth(word: str) -> int:
    return next(number for begins, number in _NTH.items() if word.startswith(begins))


def _calendar_unit(word: str) -> str:
    return {"m": "month", "q": "quarter"}.get(word[0].casefold(), "year")


def _rolling(count: str, unit: str) -> str:
    many = int(count) if count.isdigit() else _NUMBERS.get(count.casefold(), 1)
    unit = unit.casefold()
    if unit.startswith("q"):
        many, unit = many * 3, "months"
    length = next(days for letters, days in _LENGTHS.items() if unit.startswith(letters))
    if length == 30 and many % _MONTHS_OF_YEAR == 0:
        many, length = many // _MONTHS_OF_YEAR, 365
    days = many * length
    return period_text(Rolling(days)) if 0 < days <= MOST_DAYS else UNREAD


def _length(key: str) -> int:
    return 365 if key == "12mo" else int(key.rstrip("dh")) if key[-1] == "d" else 1
