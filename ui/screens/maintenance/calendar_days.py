"""The days that the calendar shows, and where an instant lies among them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from statusboard.domain.instants import local_midnight

_WEEK = 7


class CalendarSpan(StrEnum):
    """How much is shown at once."""

    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Whole days in a zone. Each is as wide as the others, however many hours it has."""

    first: date
    count: int
    zone: tzinfo

    @property
    def days(self) -> tuple[date, ...]:
        """Each of them."""
        return tuple(self.first + timedelta(days=n) for n in range(self.count))

    @property
    def starts_at(self) -> datetime:
        """The first instant."""
        return local_midnight(self.first, self.zone)

    @property
    def ends_at(self) -> datetime:
        """The first instant after them."""
        return local_midnight(self.first + timedelta(days=self.count), self.zone)

    def place(self, instant: datetime) -> float:
        """Where an instant lies, in days from the first one: 1.5 is noon of the second day.

        Below 0 before them, above `count` after them.
        """
        day = instant.astimezone(self.zone).date()
        begins = local_midnight(day, self.zone)
        lasts = local_midnight(day + timedelta(days=1), self.zone) - begins
        return (day - self.first).days + (instant - begins) / lasts


def days_around(today: date, span: CalendarSpan, zone: tzinfo) -> CalendarDays:
    """The days that are shown of a span which holds `today`; weeks begin on Monday.

    A list takes a quarter before and a year after it.
    """
    monday = today - timedelta(days=today.weekday())
    match span:
        case CalendarSpan.TWO_WEEKS:
            return CalendarDays(monday, 2 * _WEEK, zone)
        case CalendarSpan.MONTH:
            first = today.replace(day=1)
            after = (first + timedelta(days=31)).replace(day=1)
            return CalendarDays(first, (after - first).days, zone)
        case CalendarSpan.LIST:
            return CalendarDays(today - timedelta(days=91), 91 + 366, zone)


def turned(days: CalendarDays, span: CalendarSpan, by: int) -> CalendarDays:
    """The days before (`by` -1) or after (1) those that are shown: a week, or a month, further."""
    if span is CalendarSpan.MONTH:
        edge = days.first - timedelta(days=1) if by < 0 else days.first + timedelta(days=days.count)
        return days_around(edge, span, days.zone)
    return CalendarDays(days.first + timedelta(days=by * _WEEK), days.count, days.zone)
