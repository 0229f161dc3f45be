"""Promises held against their own windows, as of an instant: of services there are, and were.

Screen, report and claim ask here, so that none of them can call a promise kept that another calls
missed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from statusboard.app.health.objective_hours import HoursOf
from statusboard.app.health.together import Together, gone_figures
from statusboard.domain.component import Component
from statusboard.domain.instants import Interval, total_us
from statusboard.domain.objective import Hours, Objective, Window
from statusboard.domain.period import Relative
from statusboard.domain.promise_kept import HeldPromise
from statusboard.domain.uptime import DEFAULT_RULE, NOTHING, UptimeFigure, UptimeRule
from statusboard.storage.history.span_arrays import SpanArrays, lengths, read_arrays
from statusboard.storage.removed_components import RemovedComponent
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """An objective, and the services as one that it is about."""

    objective: Objective
    one: Together


def held_promises(
    unit: Unit,
    hours: HoursOf,
    components: Iterable[Component],
    *,
    watched_us: int,
    gone: Sequence[RemovedComponent] = (),
    arrays: SpanArrays | None = None,
    rule: UptimeRule = DEFAULT_RULE,
) -> Mapping[int, HeldPromise]:
    """The promise of each service that has one, by id, as of the instant of `hours`.

    That of one that was removed before then is held as of when it was.
    """
    promising = [(one, one.objective) for one in components if one.objective is not None]
    wanted = [Wanted(objective, Together((one,))) for one, objective in promising]
    found = hold(unit, hours, wanted, watched_us=watched_us, arrays=arrays, rule=rule)
    held = {one.id: each for (one, _), each in zip(promising, found, strict=True)}
    for one in gone:
        objective = one.component.objective
        if objective is not None:
            until_us = min(one.there.stop_us, hours.now_us)
            as_it_was = _of_gone(unit, one, objective, hours.at(until_us), rule)
            held[one.component.id] = as_it_was
    return held


def held_within(
    unit: Unit,
    hours: HoursOf,
    components: Sequence[Component],
    bounds: Interval,
    last: Mapping[int, HeldPromise],
    *,
    watched_us: int,
    arrays: SpanArrays,
    gone: Sequence[RemovedComponent] = (),
    rule: UptimeRule = DEFAULT_RULE,
) -> Mapping[int, tuple[HeldPromise, ...]]:
    """Every promise that a period decides, by service, the oldest first.

    Before `last`, which is held as of its end, stand those of the windows of the calendar that lie
    in it whole: a quarter has three months of a promise about months, and each is held by itself.
    `arrays` are the spans of that period, which are read once for all of them.
    """
    found: dict[int, tuple[HeldPromise, ...]] = {number: (one,) for number, one in last.items()}
    by_end: defaultdict[int, list[Component]] = defaultdict(list)
    for one in components:
        for until_us in _ends_within(one, hours, bounds):
            by_end[until_us].append(one)
    ends: list[tuple[int, list[Component], list[RemovedComponent]]]
    ends = [(until_us, mine, []) for until_us, mine in by_end.items()]
    for each in gone:
        there = bounds.clip(Interval(bounds.start_us, each.there.stop_us))
        if there is not None:
            own = _ends_within(each.component, hours, there)
            ends += [(until_us, [], [each]) for until_us in own]
    for until_us, mine, removed in sorted(ends, key=lambda one: -one[0]):
        as_of = hours.at(until_us)
        for number, held in held_promises(
            unit, as_of, mine, watched_us=watched_us, gone=removed, arrays=arrays, rule=rule
        ).items():
            found[number] = (held, *found[number])
    return found


def _ends_within(component: Component, hours: HoursOf, bounds: Interval) -> list[int]:
    """Where windows of the calendar end that lie in an interval whole, but for the last one."""
    objective = component.objective
    if objective is None or not isinstance(objective.window, Relative) or not bounds.length_us:
        return []
    ends = []
    until_us = hours.at(bounds.stop_us).bounds(objective.window).start_us
    while until_us > bounds.start_us:
        start_us = hours.at(until_us).bounds(objective.window).start_us
        if start_us < bounds.start_us:
            break
        ends.append(until_us)
        until_us = start_us
    return ends


def hold(
    unit: Unit,
    hours: HoursOf,
    wanted: Sequence[Wanted],
    *,
    watched_us: int,
    arrays: SpanArrays | None = None,
    rule: UptimeRule = DEFAULT_RULE,
) -> list[HeldPromise]:
    """Each objective held against its window, in their order; the spans of all are read once.

    `arrays` may be what was read already of the time from the earliest window on.
    """
    if not wanted:
        return []
    kinds = {_kind(one.objective): hours.bounds(one.objective.window) for one in wanted}
    if arrays is None:
        first = min(window.start_us for window in kinds.values())
        arrays = read_arrays(unit, Interval(first, hours.now_us), now_us=watched_us)
    found: dict[int, HeldPromise] = {}
    for kind, window in kinds.items():
        mine = [n for n, one in enumerate(wanted) if _kind(one.objective) == kind]
        parts = hours.past(kind[1], window)
        ahead_us = total_us(hours.ahead(kind[1], window))
        ids = sorted({each.id for n in mine for each in wanted[n].one.components})
        own = figures_over(arrays, ids, parts, rule=rule)
        for n in mine:
            one = wanted[n].one
            found[n] = HeldPromise(
                wanted[n].objective,
                window,
                hours.now_us,
                one.whole(
                    unit,
                    {each.id: own[each.id] for each in one.components},
                    parts,
                    now_us=watched_us,
                    rule=rule,
                ),
                ahead_us,
                sum(one.weights[each.id] for each in one.components),
            )
    return [found[n] for n in range(len(wanted))]


def figures_over(
    arrays: SpanArrays,
    ids: Sequence[int],
    parts: Sequence[Interval],
    *,
    rule: UptimeRule = DEFAULT_RULE,
) -> dict[int, UptimeFigure]:
    """The figure of each component over disjoint intervals in order, added up."""
    if not parts:
        return dict.fromkeys(ids, NOTHING)
    edges = sorted({edge for part in parts for edge in (part.start_us, part.stop_us)})
    at = {edge: number for number, edge in enumerate(edges)}
    begins = [at[part.start_us] for part in parts]
    return lengths(arrays, ids, edges).figures_of(begins, rule=rule)


def _kind(objective: Objective) -> tuple[Window, Hours]:
    return objective.window, objective.hours


def _of_gone(
    unit: Unit, one: RemovedComponent, objective: Objective, hours: HoursOf, rule: UptimeRule
) -> HeldPromise:
    """All of its window counts as when it was there: what it was not there for is not observed."""
    window = hours.bounds(objective.window)
    parts = hours.past(objective.hours, window)
    found = gone_figures(unit, (one,), parts, now_us=hours.now_us, rule=rule)[one.component.id]
    interval_us = sum(part.length_us for part in parts)
    figure = UptimeFigure(
        interval_us,
        found.observed_us,
        found.maintenance_us,
        found.down_us,
        found.weighted_down,
    )
    return HeldPromise(objective, window, hours.now_us, figure)
