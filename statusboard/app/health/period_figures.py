"""The figure of each service over a period: whole, or only of the business hours in it."""

from bisect import bisect_left
from collections.abc import Sequence

from statusboard.domain.instants import Interval
from statusboard.domain.uptime import DEFAULT_RULE, NOTHING, UptimeFigure, UptimeRule
from statusboard.storage.history import span_figures
from statusboard.storage.history.span_arrays import lengths, read_arrays
from statusboard.storage.unit import Unit


def period_figures(
    unit: Unit,
    parts: Sequence[Interval],
    component_ids: Sequence[int],
    *,
    now_us: int,
    rule: UptimeRule = DEFAULT_RULE,
) -> dict[int, UptimeFigure]:
    """The figure of each component over disjoint intervals in order, added up exactly.

    `now_us` is the last instant somebody watched (`Facts.watched_us`). One interval is added up by
    the database; of many, such as the business hours of a year, the spans are read once.
    """
    if not parts:
        return dict.fromkeys(component_ids, NOTHING)
    if len(parts) == 1:
        return span_figures.figures(
            unit, parts[0], now_us=now_us, component_ids=component_ids, rule=rule
        )
    whole = Interval(parts[0].start_us, parts[-1].stop_us)
    arrays = read_arrays(unit, whole, now_us=now_us)
    edges = sorted({edge for part in parts for edge in (part.start_us, part.stop_us)})
    spread = lengths(arrays, component_ids, edges)
    begins = [bisect_left(edges, part.start_us) for part in parts]
    return spread.figures_of(begins, rule=rule)
