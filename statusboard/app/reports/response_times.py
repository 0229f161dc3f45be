"""The response times of a report, from roll-ups: by the hour, by six hours, or by the day."""

from collections.abc import Sequence

from statusboard.app.health.locations import Numbers
from statusboard.domain.instants import DAY_US, HOUR_US, SECOND_US, Interval
from statusboard.domain.report import ReportSeries
from statusboard.storage.checks import read_checks
from statusboard.storage.history import rollups
from statusboard.storage.history.packing import Tally
from statusboard.storage.unit import Unit

MEDIAN_PERMILLE, P95_PERMILLE = 500, 950
_HOURLY_UNTIL, _SIX_HOURLY_UNTIL = 8 * DAY_US, 40 * DAY_US


def response_times(unit: Unit, ids: Sequence[int] | None, bounds: Interval) -> ReportSeries:
    """The response times of some services over a period; None: of all of them.

    What of the running hour is in no roll-up yet is left out: a report is no live view.
    """
    if ids is None:
        numbers = [rollups.ALL_CHECKS]
    else:
        wanted = frozenset(ids)
        checks = [check for check in read_checks(unit) if check.component_id in wanted]
        known = Numbers.read(unit, checks)
        numbers = [known.shown(check) for check in checks]
    step_us = _step_us(bounds.length_us)
    read_us = DAY_US if step_us == DAY_US else HOUR_US
    tallies = rollups.read_tallies(
        unit,
        daily=read_us == DAY_US,
        check_ids=numbers,
        first=bounds.start_us // read_us,
        end=-(-bounds.stop_us // read_us),
    )
    merged: dict[int, Tally] = {}
    for bucket, tally in tallies.items():
        merged.setdefault(bucket * read_us // step_us, Tally()).merge(tally)
    buckets = range(bounds.start_us // step_us, -(-bounds.stop_us // step_us))
    found = [merged.get(bucket) for bucket in buckets]
    return ReportSeries(
        bucket_s=step_us / SECOND_US,
        at_s=tuple(bucket * step_us / SECOND_US for bucket in buckets),
        median_s=tuple(_seconds(tally, MEDIAN_PERMILLE) for tally in found),
        p95_s=tuple(_seconds(tally, P95_PERMILLE) for tally in found),
    )


def _step_us(length_us: int) -> int:
    if length_us <= _HOURLY_UNTIL:
        return HOUR_US
    return 6 * HOUR_US if length_us <= _SIX_HOURLY_UNTIL else DAY_US


def _seconds(tally: Tally | None, permille: int) -> float | None:
    if tally is None:
        return None
    bound_us = tally.percentile_bound_us(permille)
    return None if bound_us is None else bound_us / SECOND_US
