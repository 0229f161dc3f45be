"""Instants, half-open intervals, and the day bounds of a zone.

Inside the program an instant is an aware UTC `datetime`, or an integer of microseconds since
1970 where many are added up (names end in `_us`). A local zone is used only to find bounds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Self

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
HOUR_US = 60 * MINUTE_US
DAY_US = 24 * HOUR_US

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE_US = timedelta(microseconds=1)


def require_utc(instant: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a naive one, which means nothing."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        message = "a time without a zone means nothing here"
        raise ValueError(message)
    return instant.astimezone(UTC)


def to_us(instant: datetime) -> int:
    """Microseconds since 1970, exact."""
    return (require_utc(instant) - _EPOCH) // _ONE_US


def from_us(us: int) -> datetime:
    """The aware UTC instant of `us` microseconds since 1970, exact."""
    return _EPOCH + timedelta(microseconds=us)


def duration_us(duration: timedelta) -> int:
    """A duration in whole microseconds."""
    return duration // _ONE_US


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A half-open stretch of time, [start, stop), in microseconds since 1970. May be empty."""

    start_us: int
    stop_us: int

    def __post_init__(self) -> None:
        if self.stop_us < self.start_us:
            message = f"an interval cannot stop before it starts: {self.start_us} {self.stop_us}"
            raise ValueError(message)

    @classmethod
    def between(cls, start: datetime, stop: datetime) -> Self:
        """The interval between two aware instants."""
        return cls(to_us(start), to_us(stop))

    @property
    def start(self) -> datetime:
        """Its first instant."""
        return from_us(self.start_us)

    @property
    def stop(self) -> datetime:
        """The first instant after it."""
        return from_us(self.stop_us)

    @property
    def length_us(self) -> int:
        """Its length in microseconds."""
        return self.stop_us - self.start_us

    def clip(self, bounds: "Interval") -> "Interval | None":
        """The part of it inside `bounds`, or None where nothing is left."""
        start = max(self.start_us, bounds.start_us)
        stop = min(self.stop_us, bounds.stop_us)
        return Interval(start, stop) if start < stop else None


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same instants as disjoint intervals in order; touching ones are joined, empty dropped."""
    joined: list[Interval] = []
    for interval in sorted(i for i in intervals if i.length_us):
        if joined and interval.start_us <= joined[-1].stop_us:
            last = joined[-1]
            joined[-1] = Interval(last.start_us, max(last.stop_us, interval.stop_us))
        else:
            joined.append(interval)
    return tuple(joined)


def subtract(intervals: Iterable[Interval], holes: Iterable[Interval]) -> tuple[Interval, ...]:
    """The instants of `intervals` that lie in none of `holes`, disjoint and in order."""
    cut = union(holes)
    left: list[Interval] = []
    for interval in union(intervals):
        start = interval.start_us
        for hole in cut:
            if hole.stop_us <= start or hole.start_us >= interval.stop_us:
                continue
            if hole.start_us > start:
                left.append(Interval(start, hole.start_us))
            start = max(start, hole.stop_us)
        if start < interval.stop_us:
            left.append(Interval(start, interval.stop_us))
    return tuple(left)


def total_us(intervals: Iterable[Interval]) -> int:
    """How many microseconds lie in at least one of the intervals."""
    return sum(interval.length_us for interval in union(intervals))


def local_midnight(day: date, zone: tzinfo) -> datetime:
    """The first instant of a local day, in UTC.

    Where clocks jump over midnight the day starts at the jump: `zoneinfo` maps the missing wall
    time to the same instant (PEP 495, fold 0).
    """
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def day_bounds_us(last_day: date, days: int, zone: tzinfo) -> tuple[int, ...]:
    """The `days + 1` bounds of the local days that end with `last_day`, in microseconds.

    A day that changes to or from summer time is 23 or 25 hours long, as it should be.
    """
    first = last_day - timedelta(days=days - 1)
    return tuple(to_us(local_midnight(first + timedelta(days=n), zone)) for n in range(days + 1))


def last_days_us(now_us: int, days: int, zone: tzinfo) -> tuple[int, ...]:
    """The `days + 1` bounds of the last local days, in microseconds; today ends now.

    They grow strictly: also at midnight today is not empty.
    """
    bounds = day_bounds_us(from_us(now_us).astimezone(zone).date(), days, zone)
    return (*bounds[:-1], max(now_us, bounds[-2] + 1))
