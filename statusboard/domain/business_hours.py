"""Business hours: the part of each week for which uptime was promised, as wall time of a zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from statusboard.domain.instants import Interval, from_us, local_midnight, to_us, union

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """From `opens` to `closes`, in minutes since midnight, on some days of the week; Monday is 0.

    `closes` may be 1440, the midnight that ends the day; hours over midnight are two of these.
    Raises ValueError, with a sentence for people, for hours that are none.
    """

    days: frozenset[int]
    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not self.days or not self.days <= set(range(7)):
            raise ValueError("Business hours need at least one day of the week.")
        if not 0 <= self.opens < self.closes <= DAY_MINUTES:
            raise ValueError("Business hours have to end after they begin, on the same day.")

    def within(self, bounds: Interval, zone: tzinfo) -> tuple[Interval, ...]:
        """The business hours inside `bounds`, disjoint and in order.

        Of a day on which clocks change they are as much longer or shorter as the wall clock says.
        """
        return union(part for part in self._of_days(bounds, zone) if part is not None)

    def _of_days(self, bounds: Interval, zone: tzinfo) -> Iterator[Interval | None]:
        day = from_us(bounds.start_us).astimezone(zone).date()
        last = from_us(bounds.stop_us).astimezone(zone).date()
        while day <= last:
            if day.weekday() in self.days:
                opens, closes = (to_us(_wall(day, m, zone)) for m in (self.opens, self.closes))
                if opens < closes:
                    yield Interval(opens, closes).clip(bounds)
            day += timedelta(days=1)


def _wall(day: date, minutes: int, zone: tzinfo) -> datetime:
    if minutes == DAY_MINUTES:
        return local_midnight(day + timedelta(days=1), zone)
    hours, rest = divmod(minutes, 60)
    wall = datetime.combine(day, time(hours, rest), tzinfo=zone)
    # A time that no clock shows is the jump: the two readings of PEP 495 lie on both sides of it.
    late, early = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if early >= late:
        return late
    shown = early.astimezone(zone)
    return _jump_between(early, late, shown.utcoffset(), zone)


def _jump_between(
    early: datetime, late: datetime, offset: timedelta | None, zone: tzinfo
) -> datetime:
    """The first instant at which a zone has another offset, by bisection to the second."""
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late
