"""From a figure to the spans it is made of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.health.brought_history import rule_sentence
from statusboard.app.health.chosen_period import ChosenPeriod, chosen_period
from statusboard.app.health.corrected import read_corrected
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.set_afterwards import read_set_ends
from statusboard.domain.component import Component
from statusboard.domain.instants import HOUR_US, Interval, from_us, subtract
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import NOTHING
from statusboard.domain.views.behind import BehindView, SpanLine
from statusboard.domain.views.uptime import AnyRange, period_of
from statusboard.errors import RuleBroken
from statusboard.storage.history import spans
from statusboard.storage.history.span_arrays import Lengths, lengths, read_arrays
from statusboard.storage.numbers import STATUS_OF
from statusboard.storage.unit import Unit

MOST_LINES = 500
# A day of 25 hours is one, too.
_MOST_HOURLY_US = 25 * HOUR_US


@dataclass(frozen=True, slots=True)
class BehindAsk:
    """Which period, and which service; None: all together. Of all hours, or of business hours."""

    range: AnyRange
    component_id: int | None = None
    in_business_hours: bool = False


def behind(unit: Unit, given: BehindAsk) -> BehindView:
    """What a figure was added up from.

    Raises RuleBroken for a service that is gone, for a period to come, and for business hours where
    none are set.
    """
    facts = read_facts(unit)
    chosen = tuple(c for c in facts.components if given.component_id in (None, c.id))
    if given.component_id is not None and not chosen:
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    period = chosen_period(
        unit, facts, period_of(given.range), in_business_hours=given.in_business_hours
    )
    ids = [component.id for component in chosen]
    own = period_figures(unit, period.parts, ids, now_us=facts.watched_us)
    whole = sum(own.values(), NOTHING)
    listed = _listed(unit, facts, chosen, period, is_one=given.component_id is not None)
    name = chosen[0].name if given.component_id is not None else ""
    return BehindView(
        as_of=unit.now,
        zone=facts.zone,
        start=period.bounds.start,
        stop=period.bounds.stop,
        component_id=given.component_id,
        service=name,
        uptime=percent_text(whole.said),
        coverage=coverage_text(whole.coverage),
        rule=rule_sentence(unit, ids, period.bounds, period.parts),
        lengths_us=_lengths(unit, facts, ids, period),
        lines=tuple(listed[:MOST_LINES]),
        left_out=max(0, len(listed) - MOST_LINES),
        hours=_hours(unit, facts, ids, period.bounds),
        in_business_hours=given.in_business_hours,
    )


BEHIND = query("uptime.behind")(behind)


def _spread(unit: Unit, facts: Facts, ids: Sequence[int], edges: Sequence[int]) -> Lengths:
    arrays = read_arrays(unit, Interval(edges[0], edges[-1]), now_us=facts.watched_us)
    return lengths(arrays, ids, edges)


def _lengths(
    unit: Unit, facts: Facts, ids: Sequence[int], period: ChosenPeriod
) -> tuple[tuple[ComponentStatus, int], ...]:
    """How long each status lasted in the parts that count, the worst first; the rest is unknown."""
    if not ids or not period.parts:
        return ()
    edges = sorted({edge for part in period.parts for edge in (part.start_us, part.stop_us)})
    counted = [edges.index(part.start_us) for part in period.parts]
    spread = _spread(unit, facts, ids, edges)
    sums = {
        STATUS_OF[number]: int(column[:, counted].sum())
        for number, column in spread.by_status.items()
    }
    sums.pop(ComponentStatus.UNKNOWN, None)
    total = len(ids) * sum(part.length_us for part in period.parts)
    sums[ComponentStatus.UNKNOWN] = total - sum(sums.values())
    ordered = sorted(sums.items(), key=lambda pair: -pair[0].severity)
    return tuple((status, us) for status, us in ordered if us)


def _hours(
    unit: Unit, facts: Facts, ids: Sequence[int], bounds: Interval
) -> tuple[ComponentStatus, ...]:
    if bounds.length_us > _MOST_HOURLY_US or not ids:
        return ()
    edges = (*range(bounds.start_us, bounds.stop_us, HOUR_US), bounds.stop_us)
    (worst,) = _spread(unit, facts, ids, edges).worst_of([range(len(ids))])
    return worst


def _listed(
    unit: Unit,
    facts: Facts,
    chosen: Sequence[Component],
    period: ChosenPeriod,
    *,
    is_one: bool,
) -> list[SpanLine]:
    """The spans in the parts that count, the newest first; of one service with all its gaps."""
    ids = frozenset(component.id for component in chosen)
    names = {component.id: component.name for component in chosen}
    notes, corrected = read_set_ends(unit, period.bounds), read_corrected(unit, period.bounds)
    if is_one:
        found: Iterable[Span] = _with_gaps(
            spans.read_spans(unit, period.bounds, component_ids=ids), min(ids), facts, period
        )
    else:
        found = (
            *spans.read_trouble(unit, period.bounds, component_ids=ids),
            *spans.read_under_maintenance(unit, period.bounds, component_ids=ids),
        )
    listed = []
    for span in found:
        lies = span.until(facts.watched_us)
        parts = (lies.clip(part) for part in period.parts)
        counted_us = sum(part.length_us for part in parts if part is not None)
        if counted_us:
            lasts = span.stop_us is None and facts.is_watched
            listed.append(
                SpanLine(
                    span.component_id,
                    names[span.component_id],
                    span.status,
                    from_us(lies.start_us),
                    None if lasts else from_us(lies.stop_us),
                    counted_us,
                    notes.note(span) or corrected.note(span),
                )
            )
    listed.sort(key=lambda line: (line.starts, line.service), reverse=True)
    return listed


def _with_gaps(
    own: Sequence[Span], component_id: int, facts: Facts, period: ChosenPeriod
) -> Iterator[Span]:
    """The spans of one service, and between them what nobody observed."""
    yield from (span for span in own if span.status is not ComponentStatus.UNKNOWN)
    seen = [
        part
        for span in own
        if span.status is not ComponentStatus.UNKNOWN
        and (part := span.until(facts.watched_us).clip(period.bounds)) is not None
    ]
    for gap in subtract([period.bounds], seen):
        yield Span(component_id, gap.start_us, gap.stop_us, ComponentStatus.UNKNOWN)
