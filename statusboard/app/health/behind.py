"""From a figure to the spans it is made of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.health.brought_history import rule_sentence
from statusboard.app.health.chosen_period import ChosenPeriod, chosen_period
from statusboard.app.health.chosen_services import as_one, chosen_services
from statusboard.app.health.corrected import read_corrected
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.set_afterwards import read_set_ends
from statusboard.app.health.together import Together, gone_name, gone_spans
from statusboard.domain.instants import HOUR_US, Interval, from_us, subtract
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.behind import BehindView, SpanLine
from statusboard.domain.views.uptime import AnyRange, period_of
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
    group: str | None = None


def behind(unit: Unit, given: BehindAsk) -> BehindView:
    """What a figure was added up from.

    Raises RuleBroken for a service that is gone, for a period to come, and for business hours where
    none are set.
    """
    facts = read_facts(unit)
    chosen = chosen_services(facts, given.component_id, given.group)
    period = chosen_period(
        unit, facts, period_of(given.range), in_business_hours=given.in_business_hours
    )
    ids = [component.id for component in chosen]
    one = as_one(unit, chosen, period.bounds, component_id=given.component_id, group=given.group)
    own = period_figures(unit, period.parts, ids, now_us=facts.watched_us)
    whole = one.whole(unit, own, period.parts, now_us=facts.watched_us)
    listed = _listed(unit, facts, one, period, is_one=given.component_id is not None)
    name = chosen[0].name if given.component_id is not None else given.group or ""
    return BehindView(
        as_of=unit.now,
        zone=facts.zone,
        start=period.bounds.start,
        stop=period.bounds.stop,
        component_id=given.component_id,
        service=name,
        uptime=percent_text(whole.said),
        coverage=coverage_text(whole.coverage),
        rule=rule_sentence(unit, one, period.bounds, period.parts),
        lengths_us=_lengths(unit, facts, one, period),
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
    unit: Unit, facts: Facts, one: Together, period: ChosenPeriod
) -> tuple[tuple[ComponentStatus, int], ...]:
    """How long each status lasted in the parts that count, the worst first; the rest is unknown."""
    ids = [each.id for each in one.components]
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
    for span in gone_spans(unit, one.gone, period.bounds):
        if span.status is not ComponentStatus.UNKNOWN:
            sums[span.status] = sums.get(span.status, 0) + _within(_interval(span), period)
    total += sum(_within(each.there, period) for each in one.gone)
    sums[ComponentStatus.UNKNOWN] = total - sum(sums.values())
    ordered = sorted(sums.items(), key=lambda pair: -pair[0].severity)
    return tuple((status, us) for status, us in ordered if us)


def _interval(span: Span) -> Interval:
    return span.until(span.start_us if span.stop_us is None else span.stop_us)


def _within(interval: Interval, period: ChosenPeriod) -> int:
    """How much of an interval lies in the parts that count, in microseconds."""
    parts = (interval.clip(part) for part in period.parts)
    return sum(part.length_us for part in parts if part is not None)


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
    one: Together,
    period: ChosenPeriod,
    *,
    is_one: bool,
) -> list[SpanLine]:
    """The spans in the parts that count, the newest first; of one service with all its gaps."""
    ids = frozenset(component.id for component in one.components)
    names = {component.id: component.name for component in one.components}
    names |= {each.component.id: gone_name(each) for each in one.gone}
    notes, corrected = read_set_ends(unit, period.bounds), read_corrected(unit, period.bounds)
    if is_one:
        found: Iterable[Span] = _with_gaps(
            spans.read_spans(unit, period.bounds, component_ids=ids), min(ids), facts, period
        )
    else:
        found = (
            *spans.read_trouble(unit, period.bounds, component_ids=ids),
            *spans.read_under_maintenance(unit, period.bounds, component_ids=ids),
            *(
                span
                for span in gone_spans(unit, one.gone, period.bounds)
                if span.status.is_trouble or span.status is ComponentStatus.UNDER_MAINTENANCE
            ),
        )
    listed = []
    for span in found:
        lies = span.until(facts.watched_us)
        counted_us = _within(lies, period)
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
