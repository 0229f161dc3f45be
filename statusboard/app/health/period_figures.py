"""The figure of each service over a period: whole, or only of the business hours in it."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from statusboard.app.health.together import Together
from statusboard.domain.instants import Interval
from statusboard.domain.uptime import DEFAULT_RULE, NOTHING, UptimeFigure, UptimeRule
from statusboard.storage.history import span_figures
from statusboard.storage.history.span_arrays import lengths, read_arrays
from statusboard.storage.numbers import STATUS_OF
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


def figures_together(
    unit: Unit,
    bounds: Mapping[str, Interval],
    as_one: Callable[[Interval], Together],
    *,
    now_us: int,
) -> dict[str, UptimeFigure]:
    """The figure of services `as_one`, over stretches that may overlap, by their keys.

    The spans are read once, however many stretches there are.
    """
    edges = sorted({edge for one in bounds.values() for edge in (one.start_us, one.stop_us)})
    arrays = read_arrays(unit, Interval(edges[0], edges[-1]), now_us=now_us)
    ids = [each.id for each in as_one(Interval(edges[0], edges[-1])).components]
    spread = lengths(arrays, ids, edges)
    at = {edge: number for number, edge in enumerate(edges)}

    def figure(one: Interval) -> UptimeFigure:
        part = slice(at[one.start_us], at[one.stop_us])
        services = as_one(one)
        weights = [services.weights[number] for number in ids]
        sums = {
            STATUS_OF[number]: int(column[:, part].sum(axis=1) @ weights)
            for number, column in spread.by_status.items()
        }
        found = span_figures.figure_of(sums, one.length_us * sum(weights))
        if not services.gone:
            return found
        return found + services.whole(unit, dict.fromkeys(ids, NOTHING), (one,), now_us=now_us)

    return {key: figure(one) for key, one in bounds.items()}
