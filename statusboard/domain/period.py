"""Periods as people name them: the last 90 days, November 2026, this quarter, day to day.

A period becomes instants by a zone, by now where it is counted from now, and by the day on which
contract months begin: a month that begins on the 15th ends before the 15th of the next.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from statusboard.domain.instants import DAY_US, Interval, local_midnight, to_us

# Every month has a day of this number.
LAST_CONTRACT_DAY = 28
MOST_DAYS = 3_660
_MONTHS = 12


class CalendarUnit(StrEnum):
    """The stretches of the calendar that contracts speak of."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it is long."""
        return {"month": 1, "quarter": 3, "year": _MONTHS}[self.value]


@dataclass(frozen=True, slots=True)
class Rolling:
    """The last days until now, of 24 hours each."""

    days: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """One month, quarter or year; `number` counts from 1 within the year, and is 1 for a year."""

    unit: CalendarUnit
    year: int
    number: int = 1


@dataclass(frozen=True, slots=True)
class Relative:
    """The month, quarter or year that now is in, or the one so many `back`."""

    unit: CalendarUnit
    back: int = 0


@dataclass(frozen=True, slots=True)
class Days:
    """From one local day to another, both included."""

    first: date
    last: date


Period = Rolling | Calendar | Relative | Days

_SHAPES = "for example 90d, 2026-11, 2026-Q4, 2026, last-month or 2026-11-03..2026-11-17"
_NAMED = {"24h": Rolling(1), "12mo": Rolling(365)}
_ROLLING = re.compile(r"([1-9][0-9]{0,3})d")
_CALENDAR = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")
_RELATIVE = re.compile(r"(this|last)-(month|quarter|year)")


def read_period(text: str) -> Period:
    """The period a text names. Raises ValueError, with a sentence for people, for any other."""
    found = _read(text.strip())
    if found is None:
        raise ValueError(f"“{text}” is no period: {_SHAPES}.")
    return found


def period_text(period: Period) -> str:
    """The text that `read_period` reads as this period."""
    match period:
        case Rolling():
            named = [text for text, other in _NAMED.items() if other == period]
            return named[0] if named else f"{period.days}d"
        case Calendar(CalendarUnit.MONTH):
            return f"{period.year:04d}-{period.number:02d}"
        case Calendar(CalendarUnit.QUARTER):
            return f"{period.year:04d}-Q{period.number}"
        case Calendar():
            return f"{period.year:04d}"
        case Relative():
            return f"{'last' if period.back else 'this'}-{period.unit}"
        case Days():
            return f"{period.first.isoformat()}..{period.last.isoformat()}"


def bounds_of(period: Period, now: datetime, zone: tzinfo, *, contract_day: int = 1) -> Interval:
    """The instants of a period, half-open, to its end in the calendar: it may lie in the future.

    Who measures it cuts it at now (`Interval.clip`). `contract_day` from 1 to 28.
    """
    match period:
        case Rolling():
            return Interval(to_us(now) - period.days * DAY_US, to_us(now))
        case Days():
            first, after = period.first, period.last + timedelta(days=1)
        case _:
            fixed = fixed_at(period, now, zone, contract_day=contract_day)
            first, after = _edges(fixed, contract_day)
    return Interval(*(to_us(local_midnight(day, zone)) for day in (first, after)))


def fixed_at(
    period: Calendar | Relative, now: datetime, zone: tzinfo, *, contract_day: int = 1
) -> Calendar:
    """The one of the calendar: `last-month` on 3 December is November."""
    if isinstance(period, Calendar):
        return period
    today = now.astimezone(zone).date()
    months = today.year * _MONTHS + today.month - 1 - (today.day < contract_day)
    number = months // period.unit.months - period.back
    per_year = _MONTHS // period.unit.months
    return Calendar(period.unit, number // per_year, number % per_year + 1)


def before(period: Period, now: datetime, zone: tzinfo, *, contract_day: int = 1) -> Period:
    """The period of the same kind that ends where this one begins, to compare it with.

    Of rolling days it is the same number of days, whose bounds are those of then.
    """
    match period:
        case Rolling():
            day = now.astimezone(zone).date() - timedelta(days=period.days)
            return Days(day - timedelta(days=period.days), day - timedelta(days=1))
        case Days():
            length = period.last - period.first + timedelta(days=1)
            return Days(period.first - length, period.last - length)
        case _:
            fixed = fixed_at(period, now, zone, contract_day=contract_day)
            per_year = _MONTHS // fixed.unit.months
            number = fixed.year * per_year + fixed.number - 2
            return Calendar(fixed.unit, number // per_year, number % per_year + 1)


def _edges(period: Calendar, contract_day: int) -> tuple[date, date]:
    length = period.unit.months
    start = period.year * _MONTHS + (period.number - 1) * length
    return _day(start, contract_day), _day(start + length, contract_day)


def _day(months: int, day: int) -> date:
    return date(months // _MONTHS, months % _MONTHS + 1, day)


def _read(text: str) -> Period | None:
    if text in _NAMED:
        return _NAMED[text]
    if matched := _ROLLING.fullmatch(text):
        days = int(matched[1])
        return Rolling(days) if days <= MOST_DAYS else None
    if matched := _RELATIVE.fullmatch(text):
        return Relative(CalendarUnit(matched[2]), int(matched[1] == "last"))
    if matched := _CALENDAR.fullmatch(text):
        return _calendar(int(matched[1]), matched[2], matched[3])
    return _days(text)


def _calendar(year: int, quarter: str | None, month: str | None) -> Calendar | None:
    if not 1970 <= year <= 9990:
        return None
    if quarter:
        return Calendar(CalendarUnit.QUARTER, year, int(quarter))
    if month:
        return Calendar(CalendarUnit.MONTH, year, int(month))
    return Calendar(CalendarUnit.YEAR, year)


def _days(text: str) -> Days | None:
    edges = text.split("..")
    try:
        first, last = (date.fromisoformat(edge) for edge in (edges[0], edges[-1]))
    except ValueError:
        return None
    is_sane = len(edges) <= 2 and first.year >= 1970 and last.year <= 9990 and first <= last
    return Days(first, last) if is_sane and (last - first).days < MOST_DAYS else None
