"""Response times for the chart: from single answers for a day, from roll-ups for longer."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from statusboard.app.health.locations import Numbers
from statusboard.app.health.their_series import BUCKET_US, BUCKETS, their_series
from statusboard.domain.check import Check
from statusboard.domain.instants import DAY_US, MINUTE_US, SECOND_US
from statusboard.domain.views.uptime import Range, Series
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.history import results, rollups
from statusboard.storage.history.packing import Tally
from statusboard.storage.unit import Unit

_NAN = float("nan")
P95_PERMILLE = 950
MOST_UNPACKED = 20_000
FINE_US = 5 * MINUTE_US


def series_view(unit: Unit, chosen: Range, component_id: int | None) -> Series:
    """The response times of a service, or of all, over a range that ends now.

    Buckets without a timed answer are gaps. Raises RuleBroken for a service that is gone.
    """
    checks: Sequence[Check] = ()
    if component_id is None:
        check_ids = [rollups.ALL_CHECKS]
    else:
        if component_id not in {component.id for component in read_components(unit)}:
            raise RuleBroken("This service no longer exists. Somebody may have removed it.")
        checks = [check for check in read_checks(unit) if check.component_id == component_id]
        numbers = Numbers.read(unit, checks)  # of several locations, home's answers are drawn
        check_ids = [numbers.shown(check) for check in checks]
    if chosen is Range.DAY and component_id is not None:
        return replace(_fine(unit, check_ids), theirs=their_series(unit, chosen, checks))
    bucket_us = BUCKET_US[chosen]
    end = unit.now_us // bucket_us + 1
    first = end - BUCKETS[chosen] - 1
    tallies = rollups.read_tallies(
        unit, daily=bucket_us == DAY_US, check_ids=check_ids, first=first, end=end
    )
    _add_unpacked(unit, tallies, check_ids, bucket_us)
    ours = _series(tallies, bucket_us, first, end)
    return replace(ours, theirs=their_series(unit, chosen, checks))


def _add_unpacked(
    unit: Unit, tallies: dict[int, Tally], check_ids: Sequence[int], bucket_us: int
) -> None:
    """Answers of the running hour are in no roll-up yet.

    Of very many checks they are left out until the hour is over: a chart is not worth the wait.
    """
    wanted = None if rollups.ALL_CHECKS in check_ids else check_ids
    if wanted is None and results.count_unpacked(unit) > MOST_UNPACKED:
        return
    for at_us, body in results.read_unpacked(unit, check_ids=wanted):
        tallies.setdefault(at_us // bucket_us, Tally()).add([body])


def _fine(unit: Unit, check_ids: Sequence[int]) -> Series:
    """The last day in steps of five minutes, from the answers themselves."""
    end = unit.now_us // FINE_US + 1
    first = end - DAY_US // FINE_US - 1
    tallies: dict[int, Tally] = {}
    for check_id in check_ids:
        for at_us, body in results.read_bodies(unit, check_id, first * FINE_US, unit.now_us):
            tallies.setdefault(at_us // FINE_US, Tally()).add([body])
    return _series(tallies, FINE_US, first, end)


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
    )


def _seconds(values: Iterable[float | None]) -> "array[float]":
    return array("d", (_NAN if us is None else us / SECOND_US for us in values))
