"""Response times as New Relic kept them, for the chart: told beside ours, never as ours."""

from array import array
from collections.abc import Sequence

from statusboard.domain.check import Check
from statusboard.domain.instants import SECOND_US, Interval
from statusboard.domain.views.uptime import TheirSeries
from statusboard.newrelic.history import in_seconds
from statusboard.storage.new_relic_history import read_buckets
from statusboard.storage.unit import Unit

_NAN = float("nan")
# More lines than this nobody tells apart.
MOST = 3


def their_series(
    unit: Unit, bounds: Interval, bucket_us: int, checks: Sequence[Check]
) -> tuple[TheirSeries, ...]:
    """A line for each entity that checks name and of which New Relic kept response times."""
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
    found = []
    for figure, values in kept.items():
        seconds = {at_s: in_seconds(value, figure.unit) for at_s, value in values}
        if None in seconds.values():
            continue  # it is no time
        places = [place * width_s for place in range(first, end)]
        means = (seconds.get(at_s) for at_s in places)
        found.append(
            TheirSeries(
                names[figure.guid],
                float(width_s),
                array("d", map(float, places)),
                array("d", (_NAN if one is None else one for one in means)),
            )
        )
    return tuple(found[:MOST])
