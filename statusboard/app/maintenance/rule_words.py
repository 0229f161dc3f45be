"""A rule of recurrence in words, for lists: “Every Tuesday”, in English and in German."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from statusboard.app.maintenance.recurrence import parts_of
from statusboard.domain.language import Language
from statusboard.domain.telling import GERMAN_MONTHS
from statusboard.domain.time_text import MONTHS

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL", "WKST"})


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language; braces are filled in."""

    days: Sequence[str]
    months: Sequence[str]
    conjunction: str
    every: str
    each: dict[str, str]
    several: dict[str, str]
    on_days: str
    on_day: str
    last_day: str
    nth: dict[int, str]
    nth_day: str
    day_of_year: str
    times: str
    until: str
    rule: str


_ENGLISH = _Words(
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=MONTHS,
    conjunction="and",
    every="Every {}",
    each={"DAILY": "Every day", "MONTHLY": "Every month", "YEARLY": "Every year"},
    several={
        "DAILY": "Every {} days",
        "WEEKLY": "Every {} weeks",
        "MONTHLY": "Every {} months",
        "YEARLY": "Every {} years",
    },
    on_days="on {}",
    on_day="on day {}",
    last_day="on the last day",
    nth={1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"},
    nth_day="on the {nth} {day}",
    day_of_year="on {day} {month}",
    times="{} times",
    until="until {}",
    rule="By a rule: {}",
)
_GERMAN = _Words(
    days=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=GERMAN_MONTHS,
    conjunction="und",
    every="Jeden {}",
    each={"DAILY": "Jeden Tag", "MONTHLY": "Jeden Monat", "YEARLY": "Jedes Jahr"},
    several={
        "DAILY": "Alle {} Tage",
        "WEEKLY": "Alle {} Wochen",
        "MONTHLY": "Alle {} Monate",
        "YEARLY": "Alle {} Jahre",
    },
    on_days="am {}",
    on_day="am {}.",
    last_day="am letzten Tag",
    nth={1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "fünften", -1: "letzten"},
    nth_day="am {nth} {day}",
    day_of_year="am {day}. {month}",
    times="{}-mal",
    until="bis {}",
    rule="Nach einer Regel: {}",
)
_IN = {Language.ENGLISH: _ENGLISH, Language.GERMAN: _GERMAN}


def repeats_text(repeats: str, starts_at: datetime, language: Language = Language.ENGLISH) -> str:
    """When work comes again, in a few words; empty for once.

    A rule that says more than a few words can is shown as it was written. Raises RuleBroken for
    one that cannot be read.
    """
    if not repeats:
        return ""
    words, parts = _IN[language], parts_of(repeats)
    said = _said(words, parts, starts_at) if parts.keys() <= _KNOWN else ""
    if not said:
        return words.rule.format(repeats.removeprefix("RRULE:"))
    return ", ".join((said, *_ends(words, parts)))


def _said(words: _Words, parts: dict[str, str], starts_at: datetime) -> str:
    """What comes how often, and on which days; empty where that takes too many words."""
    often, every = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    if often == "WEEKLY" and not days:
        days = [_DAYS[starts_at.weekday()]]
    if often == "DAILY" and days and every == 1:
        often = "WEEKLY"
    if "BYMONTH" in parts or (often in ("DAILY", "YEARLY") and (days or "BYMONTHDAY" in parts)):
        return ""
    if often == "WEEKLY":
        if "BYMONTHDAY" in parts or not all(day in _DAYS for day in days):
            return ""
        named = _names([words.days[_DAYS.index(day)] for day in days], words.conjunction)
        if every == 1:
            return words.every.format(named)
        return f"{words.several[often].format(every)} {words.on_days.format(named)}"
    begin = words.each[often] if every == 1 else words.several[often].format(every)
    when = _when(words, often, parts, days, starts_at)
    return "" if when is None else f"{begin} {when}".strip()


def _when(
    words: _Words, often: str, parts: dict[str, str], days: Sequence[str], starts_at: datetime
) -> str | None:
    """On which days of its month or year; None where that takes too many words."""
    if often == "DAILY":
        return ""
    if often == "YEARLY":
        return words.day_of_year.format(day=starts_at.day, month=words.months[starts_at.month - 1])
    if days:
        named = [_nth_day(words, day) for day in days]
        return _names(named, words.conjunction) if all(named) else None
    on = parts.get("BYMONTHDAY", str(starts_at.day)).split(",")
    if on == ["-1"]:
        return words.last_day
    return words.on_day.format(_names(on, words.conjunction))


def _nth_day(words: _Words, day: str) -> str:
    """`2SU` in words; empty for what has none."""
    number, name = day[:-2], day[-2:]
    if name not in _DAYS or not number.lstrip("+-").isdecimal():
        return ""
    nth = words.nth.get(int(number))
    return "" if nth is None else words.nth_day.format(nth=nth, day=words.days[_DAYS.index(name)])


def _ends(words: _Words, parts: dict[str, str]) -> list[str]:
    if "COUNT" in parts:
        return [words.times.format(parts["COUNT"])]
    if "UNTIL" in parts:
        text = parts["UNTIL"]
        last = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        dot = "." if words is _GERMAN else ""
        return [words.until.format(f"{last.day}{dot} {words.months[last.month - 1]} {last.year}")]
    return []


def _names(names: Sequence[str], conjunction: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"
