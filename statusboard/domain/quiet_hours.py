"""When services have least to do, as far as their response times tell. Pure.

Nobody counts customers here; what answers slower than usual at the same hour, week after week, has
more to do then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from statusboard.domain.instants import HOUR_US, from_us
from statusboard.domain.maintenance_windows import instant_of

HOURS = 24
# Fewer of a weekday are no habit.
ENOUGH_DAYS = 3
# What differs less from the usual tells nothing.
QUIET_SHARE, BUSY_SHARE = 0.95, 1.2
LONGEST_H = 8


@dataclass(frozen=True, slots=True)
class Load:
    """The mean response time of each hour of a weekday, as a part of the usual on that weekday.

    None for an hour of which too little is known.
    """

    shares: tuple[float | None, ...]

    def quietest(self, hours: int) -> tuple[int, float] | None:
        """The first hour of the quietest stretch of so many, and its share; None: none stands out.

        It lies within the day.
        """
        found = [
            (share, first)
            for first in range(HOURS - hours + 1)
            for share in [self.share(range(first, first + hours))]
            if share is not None
        ]
        if not found:
            return None
        share, first = min(found)
        return (first, share) if share <= QUIET_SHARE else None

    def share(self, hours: Iterable[int]) -> float | None:
        """The mean share of some hours of the day; None where one of them is not known."""
        shares = [self.shares[hour % HOURS] for hour in hours]
        known = [share for share in shares if share is not None]
        return sum(known) / len(known) if known and len(known) == len(shares) else None


def load_of(means_us: Mapping[int, float], weekday: int, zone: tzinfo) -> Load:
    """The load of a weekday (0 for Monday), from the mean response time by hour since 1970."""
    by_hour: dict[int, list[float]] = {}
    for hour, mean_us in means_us.items():
        local = from_us(hour * HOUR_US).astimezone(zone)
        if local.weekday() == weekday:
            by_hour.setdefault(local.hour, []).append(mean_us)
    known = {
        hour: sum(means) / len(means)
        for hour, means in by_hour.items()
        if len(means) >= ENOUGH_DAYS
    }
    usual = sum(known.values()) / len(known) if known else 0.0
    if not usual:
        return Load((None,) * HOURS)
    return Load(tuple(known[h] / usual if h in known else None for h in range(HOURS)))


def hours_of(lasts: timedelta) -> int:
    """How many hours of the clock a stretch is looked for in that work of that length fits into."""
    return min(LONGEST_H, max(1, -(-lasts // timedelta(hours=1))))


def hours_touched(start: datetime, stop: datetime, zone: tzinfo) -> tuple[int, ...]:
    """The hours of the day that work touches, at most all of them."""
    found: list[int] = []
    at = start
    while at < stop and len(found) < HOURS:
        found.append(at.astimezone(zone).hour)
        at += timedelta(hours=1)
    last = (stop - timedelta(microseconds=1)).astimezone(zone).hour
    return tuple(dict.fromkeys((*found, last)))


def hour_of_day(day: date, hour: int, zone: tzinfo) -> datetime:
    """The instant of an hour of a local day, in UTC."""
    return instant_of(datetime(day.year, day.month, day.day, hour), zone)  # noqa: DTZ001
