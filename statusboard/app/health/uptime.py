"""The uptime screen: figures one can defend, the trend, and a row per service."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high

from statusboard.app.doorway import query
from statusboard.app.health.brought_history import rule_sentence
from statusboard.app.health.chart_bands import event_bands, incident_bands
from statusboard.app.health.chosen_period import (
    ChosenPeriod,
    chosen_period,
    period_bounds,
    read_zone,
)
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.period_figures import period_figures
from statusboard.app.health.record import major_free_since
from statusboard.app.health.series import series_view
from statusboard.app.health.set_afterwards import read_set_ends
from statusboard.app.health.spoken import first_words_us, incidents_about, promise_record
from statusboard.app.health.whole_outages import whole_outages
from statusboard.domain.bars import STRIP_DAYS
from statusboard.domain.component import Component
from statusboard.domain.instants import (
    DAY_US,
    Interval,
    from_us,
    last_days_us,
)
from statusboard.domain.percent import coverage_text, percent_text, promised_text
from statusboard.domain.span import Outage, Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import (
    NOTHING,
    PERMILLE,
    UptimeFigure,
    budget_us,
    meets,
)
from statusboard.domain.views.uptime import (
    AnyRange,
    Figures,
    Series,
    UptimeRow,
    UptimeView,
    period_of,
)
from statusboard.errors import RuleBroken
from statusboard.storage.history import span_figures, spans
from statusboard.storage.history.span_arrays import lengths, read_arrays
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class UptimeAsk:
    """Which range, and which service; None: all together. Of all hours, or of business hours."""

    range: AnyRange
    component_id: int | None = None
    in_business_hours: bool = False


@dataclass(frozen=True, slots=True)
class SeriesAsk:
    """Which range, and which service; None: all together."""

    range: AnyRange
    component_id: int | None = None


def uptime_view(unit: Unit, given: UptimeAsk) -> UptimeView:
    """The screen without its chart.

    Raises RuleBroken for a service that is gone, for a period to come, and for business hours where
    none are set.
    """
    facts = read_facts(unit)
    period = chosen_period(
        unit, facts, period_of(given.range), in_business_hours=given.in_business_hours
    )
    bounds = period.bounds
    chosen = _chosen(facts, given.component_id)
    trouble = _trouble(unit, facts, chosen, bounds)
    work = spans.read_under_maintenance(
        unit, bounds, component_ids=frozenset(component.id for component in chosen)
    )
    # Trouble that nobody watched any more may have ended before the range begins.
    happened = [
        outage
        for outage in whole_outages(unit, trouble, work)
        if outage.stop_us is None or outage.stop_us > bounds.start_us
    ]
    return UptimeView(
        as_of=unit.now,
        range=given.range,
        start=bounds.start,
        stop=bounds.stop,
        zone=facts.zone,
        figures=_figures(unit, facts, chosen, period, happened),
        rows=_rows(unit, facts, period),
        bands=(
            *event_bands(facts, chosen, bounds, (*trouble, *work), read_set_ends(unit, bounds)),
            *incident_bands(unit, chosen, bounds),
        ),
        in_business_hours=given.in_business_hours,
        has_business_hours=period.has_hours,
    )


UPTIME = query("uptime")(uptime_view)


def _series(unit: Unit, given: SeriesAsk) -> Series:
    bounds = period_bounds(unit, read_zone(unit), period_of(given.range))
    return series_view(unit, bounds, given.component_id)


SERIES = query("uptime.series")(_series)


def _chosen(facts: Facts, component_id: int | None) -> tuple[Component, ...]:
    if component_id is None:
        return facts.components
    chosen = tuple(c for c in facts.components if c.id == component_id)
    if not chosen:
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    return chosen


def _trouble(
    unit: Unit, facts: Facts, chosen: Sequence[Component], bounds: Interval
) -> tuple[Span, ...]:
    """The spans of trouble in an interval; one that lasts stops where somebody last watched."""
    found = spans.read_trouble(unit, bounds, component_ids=frozenset(c.id for c in chosen))
    return tuple(
        Span(s.component_id, s.start_us, s.until(facts.watched_us).stop_us, s.status)
        if s.stop_us is None and not facts.is_watched
        else s
        for s in found
    )


def _figures(
    unit: Unit,
    facts: Facts,
    chosen: Sequence[Component],
    period: ChosenPeriod,
    happened: Sequence[Outage],
) -> Figures:
    ids = [component.id for component in chosen]
    bounds = period.bounds
    own = period_figures(unit, period.parts, ids, now_us=facts.watched_us)
    whole = sum(own.values(), NOTHING)
    free_since_us, ever = major_free_since(unit, ids)
    said = incidents_about(unit, frozenset(ids), bounds)
    waits_us = first_words_us(said, happened)
    promised = {c.promised_ppm for c in chosen if c.promised_ppm is not None}
    left, over_us = _budget(chosen, own)
    kept = [_kept(own[c.id], c.promised_ppm) for c in chosen if c.promised_ppm is not None]
    return Figures(
        uptime=percent_text(whole.said),
        coverage=coverage_text(whole.coverage),
        promised=promised_text(next(iter(promised))) if len(promised) == 1 else None,
        budget_left_permille=left,
        down_us=whole.down_us,
        outages=len(happened),
        longest_us=max((_length_us(o, bounds, facts) for o in happened), default=0),
        major_free_since=None if free_since_us is None else from_us(free_since_us),
        ever_major=ever,
        first_notice_us=median_high(waits_us) if waits_us else None,
        incidents=len(said),
        rule=rule_sentence(unit, ids, bounds),
        budget_over_us=over_us,
        promises=sum(met is not None for met in kept),
        promises_kept=sum(met is True for met in kept),
        promises_open=sum(met is None for met in kept),
        is_of_the_whole=whole.is_of_the_whole,
        first_notices=len(waits_us),
        updates=promise_record(unit, said, bounds),
    )


def _kept(figure: UptimeFigure, promised_ppm: int) -> bool | None:
    """Whether a promise was kept; None where too little was observed to say that of the whole."""
    return meets(figure, promised_ppm) if figure.is_of_the_whole else None


def _length_us(outage: Outage, bounds: Interval, facts: Facts) -> int:
    return outage.length_us(min(facts.now_us, bounds.stop_us), since_us=bounds.start_us)


def _budget(chosen: Sequence[Component], own: dict[int, UptimeFigure]) -> tuple[int | None, int]:
    """What is left of the down time the promises allow, in permille, and by how much it is over.

    Of services of which enough was observed to hold the promise against.
    """
    allowed = left = 0
    for component in chosen:
        if component.promised_ppm is not None and own[component.id].is_of_the_whole:
            granted, remaining = budget_us(own[component.id], component.promised_ppm)
            allowed += granted
            left += remaining
    if allowed <= 0:
        return None, 0
    return max(0, left) * PERMILLE // allowed, max(0, -left)


def _rows(unit: Unit, facts: Facts, period: ChosenPeriod) -> tuple[UptimeRow, ...]:
    ids = [component.id for component in facts.components]
    edges = last_days_us(facts.now_us, STRIP_DAYS, facts.zone_info)
    arrays = read_arrays(unit, Interval(edges[0], edges[-1]), now_us=facts.watched_us)
    strips = lengths(arrays, ids, edges).strips()
    quarter_us, month_us = (facts.now_us - n * DAY_US for n in (90, 30))
    spread = lengths(arrays, ids, (quarter_us, month_us, facts.now_us))
    year = Interval(facts.now_us - 365 * DAY_US, facts.now_us)
    yearly = span_figures.figures(unit, year, now_us=facts.watched_us, component_ids=ids)
    asked = period_figures(unit, period.parts, ids, now_us=facts.watched_us)
    figures = _Figures(spread.figures(first=1), spread.figures(), yearly, asked)
    return tuple(_row(facts, component, strips, figures) for component in facts.components)


@dataclass(frozen=True, slots=True)
class _Figures:
    month: dict[int, UptimeFigure]
    quarter: dict[int, UptimeFigure]
    year: dict[int, UptimeFigure]
    asked: dict[int, UptimeFigure]


def _row(
    facts: Facts,
    component: Component,
    strips: dict[int, tuple[ComponentStatus, ...]],
    figures: _Figures,
) -> UptimeRow:
    number = component.id
    year = figures.year[number]
    promised = component.promised_ppm
    missed_us, left = 0, None
    if promised is not None and year.is_of_the_whole:
        allowed, remaining = budget_us(year, promised)
        missed_us = max(0, -remaining)
        left = remaining * PERMILLE // allowed if allowed else None
    asked = figures.asked[number]
    return UptimeRow(
        component_id=number,
        name=component.name,
        group=facts.group_of(component),
        status=facts.status(number),
        days=strips[number],
        uptime_30=percent_text(figures.month[number].said),
        uptime_90=percent_text(figures.quarter[number].said),
        uptime_365=percent_text(year.said),
        coverage_365=coverage_text(year.coverage),
        promised=promised_text(promised),
        on_target=None if promised is None else _kept(year, promised),
        missed_by_us=missed_us,
        coverage_30=coverage_text(figures.month[number].coverage),
        coverage_90=coverage_text(figures.quarter[number].coverage),
        uptime=percent_text(asked.said),
        coverage=coverage_text(asked.coverage),
        budget_left_permille=left,
    )
