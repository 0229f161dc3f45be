"""Reads a claim as somebody typed it, in English or German: what it says, and of which time.

What cannot be read is never taken for something milder: it is asked for again.
"""

import re
from datetime import date
from fractions import Fraction

from statusboard.domain.claim import ALL, SINCE, Asked, ClaimKind
from statusboard.domain.period import MOST_DAYS, Days, Rolling, period_text

_PERCENT = re.compile(
    r"(?<![\d.,])([0-9]{1,3})(?:[.,]([0-9]{1,6}))? ?(?:%|per ?cent|Prozent)", re.IGNORECASE
)
_NINES = re.compile(
    r"\b(three|four|five|six|drei|vier|fünf|sechs) (?:nines|Neunen)\b", re.IGNORECASE
)
_NINES_PERCENT = {
    "three": "99.9",
    "four": "99.99",
    "five": "99.999",
    "six": "99.9999",
    "drei": "99.9",
    "vier": "99.99",
    "fünf": "99.999",
    "sechs": "99.9999",
}
_NEVER_DOWN = re.compile(
    r"\b(?:no|zero|without(?: any| a single)?|not a single|never (?:been |had )?(?:an? )?)[ -]?"
    r"(?:downtime|outages?|interruptions?|down|offline|unavailable)\b"
    r"|\balways (?:up|available|online)"
    r"|\b(?:ohne(?: (?:einen|jeden|einzigen))*|keine[nr]?(?: einzigen?)?|nie|niemals) "
    r"(?:Ausfall|Ausfälle|Ausfallzeit|ausgefallen|offline|Unterbrechung)\b|\bimmer verfügbar",
    re.IGNORECASE,
)
_MAJOR = re.compile(r"major outage|(?:großen?|schweren?) Ausfall", re.IGNORECASE)
_DAYS = re.compile(r"\b(\d{1,5}) (?:days?|Tagen?|Tage)\b", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:(\d{1,5}) (?:of|von)(?: the| den)? (\d{1,5})|(?:all|every|alle)(?: of)?)\b"
    r".*?\b(?:promises?|SLAs?|objectives?|versprochen|Versprechen|Zusagen?)\b",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(
    r"\b(?:first word|first (?:update|notice)|(?:told|inform\w*|notif\w*)|erste[ns]? Wort|"
    r"informier\w*)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(\d{1,4}) (?:minutes?|min|Minuten?)\b", re.IGNORECASE)
_RECORD = re.compile(r"\b(?:longest (?:run|time)|record|längste Zeit|Rekord)\b", re.IGNORECASE)
_NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "six": 6,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "ein": 1,
    "zwei": 2,
    "drei": 3,
    "sechs": 6,
    "neun": 9,
    "zehn": 10,
    "zwölf": 12,
}
_LAST = re.compile(
    r"\b(?:last|past|previous|letzten|vergangenen)\s(?:(\d{1,4}|"
    + "|".join(_NUMBERS)
    + r")[ -])?(days?|weeks?|months?|years?|Tagen?|Tage|Wochen?|Monaten?|Monate?|Jahren?|Jahre?)\b",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(this|current|diesem|dieses|diesen|laufenden)\s(month|quarter|year|Monats?|Quartals?|Jahre?s?)"
    r"\b",
    re.IGNORECASE,
)
_LAST_OF_CALENDAR = re.compile(
    r"\b(?:last|previous|letzte[nms]?|vorige[nms]?)\s(month|quarter|Monats?|Quartals?)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"\bQ([1-4])(?: of)?[ /-](20\d\d)\b|\b([1-4])\. Quartal (20\d\d)\b")
_MONTHS = {
    name.casefold(): number
    for names in (
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    )
    for number, name in enumerate(names.split(), start=1)
}
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)}) (20\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|im Jahr|of|during|for)? ?\b(20\d\d)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|seit)\b(?! the last| dem letzten)", re.IGNORECASE)
_EVER = re.compile(
    r"\b(?:ever|always|so far|since (?:the )?(?:start|beginning)|jemals|immer)\b", re.IGNORECASE
)
_NOTHING_LOST = 100
_UNITS = {"d": 1, "ta": 1, "w": 7, "mo": 30, "y": 365, "j": 365}


def read_claim(text: str, today: date) -> Asked | None:
    """What a text claims; None where it says nothing that can be held against measurements.

    Its period is empty where it names none.
    """
    text = " ".join(text.split())
    if _RECORD.search(text) and (found := _DAYS.search(text)):
        return Asked(ClaimKind.RECORD_RUN, count=int(found[1]))
    if _MAJOR.search(text) and (found := _DAYS.search(text)) and not _PERCENT.search(text):
        return Asked(ClaimKind.MAJOR_FREE, count=int(found[1]))
    period = read_claim_period(text, today)
    percent = _percent(text)
    # Beside a promise that was kept, a percentage is that of the promise; without a loss is more.
    if (kept := _KEPT.search(text)) and not (percent and Fraction(percent) >= _NOTHING_LOST):
        counts = (int(kept[1]), int(kept[2])) if kept[1] else (ALL, None)
        return Asked(ClaimKind.PROMISES, period, count=counts[0], of=counts[1])
    if _FIRST_WORD.search(text) and (found := _MINUTES.search(text)):
        return Asked(ClaimKind.FIRST_WORD, period, count=int(found[1]))
    return Asked(ClaimKind.AVAILABILITY, period, percent) if percent else None


def _percent(text: str) -> str:
    """The highest that is said; the others would be milder."""
    said = [
        f"{int(found[1])}.{found[2]}" if found[2] else str(int(found[1]))
        for found in _PERCENT.finditer(text)
    ]
    said += [_NINES_PERCENT[found[1].casefold()] for found in _NINES.finditer(text)]
    if _NEVER_DOWN.search(text):
        said.append(str(_NOTHING_LOST))
    return max(said, key=Fraction, default="")


def read_claim_period(text: str, today: date) -> str:
    """The key of the period that a text names; empty where it names none."""
    if quarter := _QUARTER.search(text):
        number, year = quarter[1] or quarter[3], quarter[2] or quarter[4]
        return f"{year}-Q{number}"
    since = bool(_SINCE.search(text))
    if month := _MONTH.search(text):
        number = _MONTHS[month[1].casefold()]
        first = date(int(month[2]), number, 1)
        return _since(first, today) if since else f"{first:%Y-%m}"
    if last := _LAST_OF_CALENDAR.search(text):
        return f"last-{_calendar_unit(last[1])}"
    if rolling := _LAST.search(text):
        return _rolling(rolling[1] or "", rolling[2])
    if this := _THIS.search(text):
        return f"this-{_calendar_unit(this[2])}"
    if year := _YEAR.search(text):
        first = date(int(year[1]), 1, 1)
        return _since(first, today) if since else year[1]
    return SINCE if since or _EVER.search(text) else ""


def _since(first: date, today: date) -> str:
    return period_text(Days(first, today)) if first <= today else ""


def _calendar_unit(word: str) -> str:
    return {"m": "month", "q": "quarter"}.get(word[0].casefold(), "year")


def _rolling(count: str, unit: str) -> str:
    many = int(count) if count.isdigit() else _NUMBERS.get(count.casefold(), 1)
    unit = unit.casefold()
    length = next(days for letters, days in _UNITS.items() if unit.startswith(letters))
    if length == 30 and many % 12 == 0:
        many, length = many // 12, 365
    days = many * length
    return period_text(Rolling(days)) if 0 < days <= MOST_DAYS else ""
