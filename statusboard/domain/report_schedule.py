"""What is made by schedule, when, and of which period: the one that has just ended. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from statusboard.domain.period import (
    Calendar,
    CalendarUnit,
    Days,
    Period,
    Relative,
    before,
    bounds_of,
    fixed_at,
)

# On the day after a period: late answers are in by then, and people come to work later.
HOUR = 6
_WEEK = 7


class Every(StrEnum):
    """How often a report is made."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ReportSchedule:
    """What a schedule is, as people describe it: a report made whenever a period has ended.

    `every` is week, month, quarter or year, and `form` how its file ends. It goes into a
    `directory` or to the people of an inside list, `list_name`; `services` are names, none: all.
    `rule` is the name of the one it is counted by, empty: the usual one.
    """

    name: str
    every: str
    form: str = ""
    directory: str = ""
    list_name: str = ""
    services: tuple[str, ...] = ()
    language: str = "en"
    business_hours: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One making of a report: of which period, and when it is due."""

    period: Period
    due: datetime


def last_run(every: Every, now: datetime, zone: tzinfo, *, contract_day: int = 1) -> Run:
    """The newest run that is due by now: what was missed before it is not made any more."""
    period: Period = _current(every, now, zone, contract_day)
    while True:
        period = before(period, now, zone, contract_day=contract_day)
        due = _due(period, now, zone, contract_day)
        if due <= now:
            return Run(period, due)


def next_due(every: Every, now: datetime, zone: tzinfo, *, contract_day: int = 1) -> datetime:
    """The first instant after now at which one is due, in UTC."""
    period = _current(every, now, zone, contract_day)
    earlier = before(period, now, zone, contract_day=contract_day)
    due = _due(earlier, now, zone, contract_day)
    return due if due > now else _due(period, now, zone, contract_day)


def _current(every: Every, now: datetime, zone: tzinfo, contract_day: int) -> Days | Calendar:
    if every is Every.WEEK:
        today = now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        return Days(monday, monday + timedelta(days=_WEEK - 1))
    return fixed_at(Relative(CalendarUnit(every.value)), now, zone, contract_day=contract_day)


def _due(period: Period, now: datetime, zone: tzinfo, contract_day: int) -> datetime:
    after: date = (
        bounds_of(period, now, zone, contract_day=contract_day).stop.astimezone(zone).date()
    )
    return datetime.combine(after, time(HOUR), tzinfo=zone).astimezone(UTC)
