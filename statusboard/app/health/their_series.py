"""Figures as New Relic kept them, for the chart: told beside ours, never as ours."""

from array import array
from collections.abc import Sequence

from statusboard.domain.check import Check
from statusboard.domain.instants import SECOND_US, Interval
from statusboard.domain.views.uptime import TheirSeries
from statusboard.newrelic.golden import Sort
from statusboard.newrelic.history import in_seconds
from statusboard.storage.new_relic_history import StoredFigure, read_buckets
from statusboard.storage.unit import Unit

_NAN = float("nan")
# More lines of one figure than this nobody tells apart.
MOST = 3


def their_series(
    unit: Unit, bounds: Interval, bucket_us: int, checks: Sequence[Check]
) -> tuple[TheirSeries, ...]:
    """A line for each entity that checks name and figure that New Relic kept of it, by figure."""
    names = {
        str(guid): str(check.config.get("name") or "")
        for check in checks
        if (guid := check.config.get("guid"))
    }
    if not names:
        return ()
    width_s = bucket_us // SECOND_US
    first, end = bounds.start_us // bucket_us, bounds.stop_us // bucket_us + 1
    kept = read_buckets(unit, names, width_s=width_s, begin_s=first * width_s, end_s=end * width_s)
    found: dict[str, list[TheirSeries]] = {sort.value: [] for sort in Sort}
    places = array("d", (float(place * width_s) for place in range(first, end)))
    for figure, told in kept.items():
        unit_shown, values = _as_shown(figure, told)
        lines = found.setdefault(figure.label, [])
        if len(lines) < MOST:
            line = array("d", (values.get(int(at_s), _NAN) for at_s in places))
            name = names[figure.guid]
            lines.append(TheirSeries(name, float(width_s), places, line, figure.label, unit_shown))
    return tuple(line for lines in found.values() for line in lines)


def _as_shown(
    figure: StoredFigure, told: Sequence[tuple[int, float]]
) -> tuple[str, dict[int, float]]:
    """Times in seconds, as ours are; the rest as it was told."""
    seconds = {at_s: in_seconds(value, figure.unit) for at_s, value in told}
    times = {at_s: value for at_s, value in seconds.items() if value is not None}
    if len(times) == len(told):
        return "s", times
    return figure.unit, dict(told)
