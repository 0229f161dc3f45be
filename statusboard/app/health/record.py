"""The uptime record: what can be claimed of all services together, with its coverage."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from statusboard.app.health.facts import Facts
from statusboard.app.health.spoken_for import spoken_for
from statusboard.app.health.together import gone_spans, together
from statusboard.domain.component import Component
from statusboard.domain.instants import DAY_US, Interval, from_us
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.span import Span, outages
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE, NOTHING, UptimeFigure
from statusboard.domain.views.board import Record
from statusboard.storage.history import spans
from statusboard.storage.history.span_arrays import Lengths
from statusboard.storage.removed_components import read_removed
from statusboard.storage.unit import Unit

YEAR_US = 365 * DAY_US


def read_record(
    unit: Unit, facts: Facts, *, quarter: Lengths, year: Lengths, groups: Collection[str] = ()
) -> Record:
    """The record of all services, from the lengths of those there are over 90 and 365 days.

    With `groups` that of the services of the groups with these names, which `facts` have alone.
    """
    is_all = not groups
    recent = figure_in(unit, facts, quarter, facts.components, is_all=is_all, groups=groups)
    whole = figure_in(unit, facts, year, facts.components, is_all=is_all, groups=groups)
    bounds = Interval(year.edges_us[0], year.edges_us[-1])
    one = together(unit, facts.components, bounds, is_all=is_all, groups=groups)
    ids = [one.id for one in facts.components]
    free_since_us, ever = major_free_since(unit, ids, is_all=is_all, groups=groups)
    return Record(
        uptime_90=percent_text(recent.said),
        coverage_90=coverage_text(recent.coverage),
        uptime_365=percent_text(whole.said),
        coverage_365=coverage_text(whole.coverage),
        major_free_since=None if free_since_us is None else from_us(free_since_us),
        ever_major=ever,
        rule=" ".join(filter(None, (DEFAULT_RULE.sentence, one.sentences()))),
    )


def figure_in(
    unit: Unit,
    facts: Facts,
    spread: Lengths,
    components: Sequence[Component],
    *,
    is_all: bool = False,
    group: str | None = None,
    groups: Collection[str] = (),
) -> UptimeFigure:
    """The figure of some services as one over all stretches, with those removed meanwhile."""
    bounds = Interval(spread.edges_us[0], spread.edges_us[-1])
    one = together(unit, components, bounds, is_all=is_all, group=group, groups=groups)
    found = spread.together({each.id: one.weights[each.id] for each in components})
    if not one.gone:
        return found
    there = {each.id: NOTHING for each in components}
    return found + one.whole(unit, there, (bounds,), now_us=facts.watched_us)


def major_free_since(
    unit: Unit,
    ids: Sequence[int],
    *,
    is_all: bool = False,
    groups: Collection[str] = (),
    only: frozenset[int] | None = None,
) -> tuple[int | None, bool]:
    """Since when no service had a major outage (None while one lasts), and whether one ever had.

    Where none ever had: since watching began. With `is_all` those count too that were removed, with
    `groups` those of the groups of these names, with `only` those alone of all that have these ids.
    Of all those are left out that nothing is said of (see `spoken_for`).
    """
    removed = read_removed(unit) if is_all or groups else ()
    if is_all and only is None:
        only = spoken_for(unit, {*ids, *(one.component.id for one in removed)})
        ids = [number for number in ids if number in only]
    lasts, ended_us = spans.last_major(unit, frozenset(ids))
    if lasts:
        return None, True
    gone = [
        one
        for one in removed
        if (not groups or one.group in groups) and (only is None or one.component.id in only)
    ]
    theirs = gone_spans(unit, gone, Interval(0, unit.now_us))
    majors = [one.stop_us for one in theirs if one.status is ComponentStatus.MAJOR_OUTAGE]
    ended = [us for us in (ended_us, *majors) if us is not None]
    if ended:
        return max(ended), True
    began = [
        us for us in (spans.first_start(unit, ids), *(one.there.start_us for one in gone)) if us
    ]
    return min(began, default=None), False


def last_major_outage(trouble: Sequence[Span], until_us: int) -> Interval | None:
    """The last major outage in spans of trouble that ended, and began before an instant."""
    by_component: defaultdict[int, list[Span]] = defaultdict(list)
    for span in trouble:
        by_component[span.component_id].append(span)
    ended = [
        Interval(one.start_us, one.stop_us)
        for own in by_component.values()
        for one in outages(own)
        if one.status is ComponentStatus.MAJOR_OUTAGE
        and one.stop_us is not None
        and one.start_us < until_us
    ]
    return max(ended, key=lambda one: one.stop_us, default=None)
