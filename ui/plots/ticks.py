"""Where the ticks of a time axis stand: at whole hours, days and months of a local zone.

Pure: seconds in, seconds out. What they are called is the axis's business.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from enum import Enum
from math import gcd


class Unit(Enum):
    """What the ticks count, and so how they are named."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Ticks:
    """Ticks in seconds since 1970, ascending, all in the stretch asked for."""

    unit: Unit
    step: int
    at_s: tuple[float, ...]


_QUARTER_S, _HOUR_S, _DAY_S = 900, 3_600, 86_400
_STEPS: tuple[tuple[Unit, int, int], ...] = (
    *((Unit.SECOND, n, n) for n in (1, 2, 5, 10, 15, 30)),
    *((Unit.MINUTE, n, n * 60) for n in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *((Unit.DAY, n, n * _DAY_S) for n in (1, 2, 7, 14)),
    *((Unit.MONTH, n, n * 30 * _DAY_S) for n in (1, 2, 3, 6)),
    *((Unit.YEAR, n, n * 365 * _DAY_S) for n in (1, 2, 5, 10)),
)


def ticks(start_s: float, stop_s: float, zone: tzinfo, *, most: int) -> Ticks:
    """The finest ticks of which at most about `most` fit between two instants.

    Both in seconds since 1970; `zone` decides where days and hours begin, summer time included.
    """
    wanted_s = max(stop_s - start_s, 1.0) / max(most, 1)
    unit, step, _ = next((s for s in _STEPS if s[2] >= wanted_s), _STEPS[-1])
    first = datetime.fromtimestamp(start_s, UTC).astimezone(zone)
    walk = _WALKS[unit]
    found: list[float] = []
    for instant in walk(first, step, zone):
        at_s = instant.timestamp()
        if at_s > stop_s:
            break
        if at_s >= start_s and (not found or at_s > found[-1]):
            found.append(at_s)
    return Ticks(unit, step, tuple(found))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def _parts_of_a_day(step_s: int, first: datetime, zone: tzinfo) -> Iterator[datetime]:
    """Every instant at which the zone's clock shows a multiple of the step since midnight.

    Walked in real time, so that an hour that the clock shows twice has its ticks twice, and one
    that it skips has none. Where the clock is put back, steps longer than the hour that comes
    again keep the first of the two alone, or two ticks would stand closer together than all others.
    """
    # Clocks are put forward and back by quarters of an hour; whatever else one does, the way to
    # the next multiple is measured on that clock.
    stride = gcd(step_s, _QUARTER_S)
    at_s = int(first.timestamp())
    while True:
        local = datetime.fromtimestamp(at_s, UTC).astimezone(zone)
        wall_s = local.hour * 3600 + local.minute * 60 + local.second
        if wall_s % step_s == 0 and not (local.fold and step_s > _HOUR_S):
            yield local
        at_s += stride - wall_s % stride


def _seconds(first: datetime, step: int, zone: tzinfo) -> Iterator[datetime]:
    return _parts_of_a_day(step, first, zone)


def _minutes(first: datetime, step: int, zone: tzinfo) -> Iterator[datetime]:
    return _parts_of_a_day(step * 60, first, zone)


def _days(first: datetime, step: int, zone: tzinfo) -> Iterator[datetime]:
    # Day 1 of the calendar was a Monday: steps of a week and two fall on Mondays.
    ordinal = first.date().toordinal()
    ordinal -= (ordinal - 1) % step
    while True:
        yield _midnight(date.fromordinal(ordinal), zone)
        ordinal += step


def _months(first: datetime, step: int, zone: tzinfo) -> Iterator[datetime]:
    number = first.year * 12 + first.month - 1
    number -= number % step
    while True:
        year, month = divmod(number, 12)
        yield _midnight(date(year, month + 1, 1), zone)
        number += step


def _years(first: datetime, step: int, zone: tzinfo) -> Iterator[datetime]:
    year = first.year - first.year % step
    while True:
        yield _midnight(date(max(year, 1), 1, 1), zone)
        year += step


_WALKS: dict[Unit, Callable[[datetime, int, tzinfo], Iterator[datetime]]] = {
    Unit.SECOND: _seconds,
    Unit.MINUTE: _minutes,
    Unit.DAY: _days,
    Unit.MONTH: _months,
    Unit.YEAR: _years,
}
