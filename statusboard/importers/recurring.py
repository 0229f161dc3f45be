"""When work of other programs comes again, as an RRULE (RFC 5545 §3.3.10) on a wall clock."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta

DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_NAMED = {name: day for day, name in enumerate(("sun", "mon", "tue", "wed", "thu", "fri", "sat"))}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_ITEM = re.compile(r"(\d{1,2}|[a-z]{3})(?:-(\d{1,2}|[a-z]{3}))?", re.IGNORECASE)
_MONTH_DAYS = range(1, 32)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """At which time of the clock it begins, and its rule."""

    at: time
    rule: str


def weekly(days: Iterable[int]) -> str:
    """The rule of some days of the week, counted from Sunday as 0; empty for none."""
    named = sorted({day % 7 for day in days if 0 <= day <= 7})
    if len(named) == len(DAYS):
        return "FREQ=DAILY"
    return f"FREQ=WEEKLY;BYDAY={','.join(DAYS[day] for day in named)}" if named else ""


def monthly(days: Iterable[int]) -> str:
    """The rule of some days of the month; -1 is the last one. Empty for none."""
    named = sorted({day for day in days if abs(day) in _MONTH_DAYS})
    return f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, named))}" if named else ""


def day_of_week(name: str) -> int | None:
    """Which day a name means, counted from Sunday as 0; None for none."""
    return _NAMED.get(name.strip().lower()[:3])


def clock_time(text: str) -> time | None:
    """A time such as 23:00; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def between(start: time, end: time) -> timedelta:
    """How long it is from one time of the clock to the next such other one, a day at most."""
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return timedelta(minutes=minutes if minutes > 0 else minutes + 24 * 60)


def of_crontab(text: str) -> Recurrence | None:
    """What a line of a crontab says (crontab(5)) that names one time, and days of one sort.

    None for any other one.
    """
    fields = text.split()
    if len(fields) != 5 or not (fields[0].isdecimal() and fields[1].isdecimal()):
        return None
    at = clock_time(f"{fields[1]}:{fields[0].zfill(2)}")
    day, month, weekday = fields[2:]
    if at is None or month != "*":
        return None
    if day == weekday == "*":
        return Recurrence(at, "FREQ=DAILY")
    if day == "*":
        rule = weekly(_listed(weekday, 7))
    elif weekday == "*":
        rule = monthly(_listed(day, 31))
    else:
        return None  # either of the two: no rule says that
    return Recurrence(at, rule) if rule else None


def _listed(text: str, most: int) -> list[int]:
    """The numbers of a list with ranges; none where it is more than that."""
    found: list[int] = []
    for item in text.split(","):
        said = _ITEM.fullmatch(item)
        if said is None:
            return []
        first = _number(said[1])
        last = _number(said[2]) if said[2] else first
        if first is None or last is None or not 0 <= first <= last <= most:
            return []
        found += range(first, last + 1)
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else _NAMED.get(text.lower())
