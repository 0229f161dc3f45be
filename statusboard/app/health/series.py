"""Response times for the chart: from single answers for a day, from roll-ups for longer."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from statusboard.app.health.locations import Numbers
from statusboard.app.health.their_series import their_series
from statusboard.domain.check import Check
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, SECOND_US, Interval
from statusboard.domain.views.uptime import Series
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.history import results, rollups
from statusboard.storage.history.packing import Tally
from statusboard.storage.unit import Unit

_NAN = float("nan")
MEDIAN_PERMILLE = 500
P95_PERMILLE = 950
MOST_UNPACKED = 20_000
FINE_US = 5 * MINUTE_US
# Of a single service up to a day, be it one of 25 hours, is drawn from its answers.
MOST_FINE_US = 25 * HOUR_US
# The longest that is drawn from the hours: a quarter of the calendar; beyond it days are enough.
MOST_HOURLY_US = 100 * DAY_US


def series_view(
    unit: Unit, bounds: Interval, component_id: int | None, *, group: str | None = None
) -> Series:
    """The response times of a service, of a group by its name, or of all, over an interval.

    It has passed.

    Buckets without a timed answer are gaps. Raises RuleBroken for a service that is gone.
    """
    checks: Sequence[Check] = ()
    if component_id is None and group is None:
        check_ids = [rollups.ALL_CHECKS]
    elif component_id is None:
        checks = read_checks(unit, with_config=False, component_ids=_in_group(unit, group))
        numbers = Numbers.read(unit, checks)
        check_ids = [numbers.shown(check) for check in checks]
    else:
        one = frozenset({component_id})
        if not read_components(unit, one):
            raise RuleBroken("This service no longer exists. Somebody may have removed it.")
        checks = read_checks(unit, component_ids=one)
        numbers = Numbers.read(unit, checks)  # of several locations, home's answers are drawn
        check_ids = [numbers.shown(check) for check in checks]
    bucket_us = HOUR_US if bounds.length_us <= MOST_HOURLY_US else DAY_US
    theirs = their_series(unit, bounds, bucket_us, checks if component_id is not None else ())
    if component_id is not None and bounds.length_us <= MOST_FINE_US:
        fine = _fine(unit, check_ids, bounds)
        if fine is not None:
            return replace(fine, theirs=theirs)
    first, end = bounds.start_us // bucket_us, bounds.stop_us // bucket_us + 1
    tallies = rollups.read_tallies(
        unit, daily=bucket_us == DAY_US, check_ids=check_ids, first=first, end=end
    )
    _add_unpacked(unit, tallies, check_ids, bucket_us, bounds)
    return replace(_series(tallies, bucket_us, first, end), theirs=theirs)


def _in_group(unit: Unit, group: str | None) -> frozenset[int]:
    named = {one.id: one.name for one in read_groups(unit)}
    return frozenset(
        one.id for one in read_components(unit) if named.get(one.group_id or 0, "") == group
    )


def _add_unpacked(
    unit: Unit,
    tallies: dict[int, Tally],
    check_ids: Sequence[int],
    bucket_us: int,
    bounds: Interval,
) -> None:
    """Answers of the running hour are in no roll-up yet.

    Of very many checks they are left out until the hour is over: a chart is not worth the wait.
    """
    wanted = None if rollups.ALL_CHECKS in check_ids else check_ids
    if wanted is None and results.count_unpacked(unit) > MOST_UNPACKED:
        return
    first_us = bounds.start_us // bucket_us * bucket_us
    for at_us, body in results.read_unpacked(
        unit, check_ids=wanted, start_us=first_us, stop_us=bounds.stop_us + 1
    ):
        tallies.setdefault(at_us // bucket_us, Tally()).add([body])


def _fine(unit: Unit, check_ids: Sequence[int], bounds: Interval) -> Series | None:
    """A day in steps of five minutes, from the answers themselves; None where none are kept."""
    first, end = bounds.start_us // FINE_US, bounds.stop_us // FINE_US + 1
    tallies: dict[int, Tally] = {}
    for check_id in check_ids:
        for at_us, body in results.read_bodies(unit, check_id, first * FINE_US, bounds.stop_us):
            tallies.setdefault(at_us // FINE_US, Tally()).add([body])
    return _series(tallies, FINE_US, first, end) if tallies else None


def _series(tallies: dict[int, Tally], bucket_us: int, first: int, end: int) -> Series:
    buckets = range(first, end)
    known = [tallies.get(bucket) for bucket in buckets]
    return Series(
        bucket_s=bucket_us / SECOND_US,
        at_s=array("d", (bucket * bucket_us / SECOND_US for bucket in buckets)),
        mean_s=_seconds(
            tally.sum_us / tally.timed if tally and tally.timed else None for tally in known
        ),
        p95_s=_seconds(
            tally.percentile_bound_us(P95_PERMILLE) if tally else None for tally in known
        ),
        max_s=_seconds(tally.max_us if tally else None for tally in known),
        median_s=_seconds(
            tally.percentile_bound_us(MEDIAN_PERMILLE) if tally else None for tally in known
        ),
        min_s=_seconds(tally.min_us if tally else None for tally in known),
    )


def _seconds(values: Iterable[float | None]) -> "array[float]":
    return array("d", (_NAN if us is None else us / SECOND_US for us in values))
