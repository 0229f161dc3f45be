"""The uptime screen: figures one can defend, the trend, and a row per service."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from statusboard.app.doorway import query
from statusboard.app.health.chart_bands import event_bands, incident_bands
from statusboard.app.health.chosen_figures import Chosen, chosen_figures
from statusboard.app.health.chosen_period import (
    chosen_period,
    period_bounds,
    read_zone,
)
from statusboard.app.health.chosen_services import as_one, chosen_services
from statusboard.app.health.corrected import corrected_days, correction_bands
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.held_promises import figures_over
from statusboard.app.health.objective_scopes import Scope, scopes_of
from statusboard.app.health.objectives import READ_DAYS, standings
from statusboard.app.health.series import series_view
from statusboard.app.health.set_afterwards import read_set_ends
from statusboard.app.health.together import cut_at_removal
from statusboard.app.health.whole_outages import whole_among
from statusboard.domain.bars import STRIP_DAYS
from statusboard.domain.component import Component
from statusboard.domain.instants import (
    DAY_US,
    Interval,
    last_days_us,
)
from statusboard.domain.objective import terms_words
from statusboard.domain.percent import coverage_text, percent_text, promised_text
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import PERMILLE, UptimeFigure
from statusboard.domain.views.objectives import ObjectiveStanding
from statusboard.domain.views.uptime import (
    AnyRange,
    Series,
    UptimeRow,
    UptimeView,
    period_of,
)
from statusboard.storage.history.outage_arrays import trouble_in, work_in
from statusboard.storage.history.span_arrays import LASTS_US, SpanArrays, lengths, read_arrays
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class UptimeAsk:
    """Which range, and which service, or the group of a name; with neither all together.

    The empty name is that of services without a group. Of all hours, or of business hours.
    """

    range: AnyRange
    component_id: int | None = None
    in_business_hours: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True)
class SeriesAsk:
    """Which range, and which service, or the group of a name; with neither all together."""

    range: AnyRange
    component_id: int | None = None
    group: str | None = None


def uptime_view(unit: Unit, given: UptimeAsk) -> UptimeView:
    """The screen without its chart.

    Raises RuleBroken for a service or a group that is gone, for a period to come, and for business
    hours where none are set.
    """
    facts = read_facts(unit)
    period = chosen_period(
        unit, facts, period_of(given.range), in_business_hours=given.in_business_hours
    )
    bounds = period.bounds
    chosen = chosen_services(facts, given.component_id, given.group)
    one = as_one(unit, chosen, bounds, component_id=given.component_id, group=given.group)
    whole = Interval(min(bounds.start_us, facts.now_us - READ_DAYS * DAY_US), facts.now_us)
    every = cut_at_removal(read_arrays(unit, whole, now_us=LASTS_US), one.gone)
    arrays = every.until(facts.watched_us)
    # What lasts was seen until somebody watched last: it may have ended before the range begins.
    trouble = trouble_in(every, bounds, one.ids).until(facts.watched_us)
    work = work_in(every, bounds, one.ids).until(facts.now_us)
    happened = whole_among(unit, trouble, work).ending_after(bounds.start_us)
    asked = figures_over(arrays, [component.id for component in facts.components], period.parts)
    scopes = scopes_of(unit, facts)
    standing = dict(zip(scopes, standings(unit, facts, scopes, arrays=arrays), strict=True))
    return UptimeView(
        as_of=unit.now,
        range=given.range,
        start=bounds.start,
        stop=bounds.stop,
        zone=facts.zone,
        figures=chosen_figures(
            unit,
            facts,
            Chosen(
                one,
                period,
                {component.id: asked[component.id] for component in chosen},
                arrays,
                given.component_id,
                given.group,
            ),
            happened,
            standing,
        ),
        rows=_rows(unit, facts, arrays, asked, standing),
        bands=(
            *event_bands(chosen, bounds, (trouble, work), read_set_ends(unit, bounds)),
            *correction_bands(unit, chosen, bounds),
            *incident_bands(unit, chosen, bounds),
        ),
        in_business_hours=given.in_business_hours,
        has_business_hours=period.has_hours,
        group=given.group,
    )


UPTIME = query("uptime")(uptime_view)


def _series(unit: Unit, given: SeriesAsk) -> Series:
    bounds = period_bounds(unit, read_zone(unit), period_of(given.range))
    return series_view(unit, bounds, given.component_id, group=given.group)


SERIES = query("uptime.series")(_series)


def _rows(
    unit: Unit,
    facts: Facts,
    arrays: SpanArrays,
    asked: dict[int, UptimeFigure],
    standing: Mapping[Scope, ObjectiveStanding],
) -> tuple[UptimeRow, ...]:
    ids = [component.id for component in facts.components]
    edges = last_days_us(facts.now_us, STRIP_DAYS, facts.zone_info)
    strips = lengths(arrays, ids, edges).strips()
    year_us, quarter_us, month_us = (facts.now_us - n * DAY_US for n in (365, 90, 30))
    spread = lengths(arrays, ids, (year_us, quarter_us, month_us, facts.now_us))
    figures = _Figures(spread.figures(first=2), spread.figures(first=1), spread.figures(), asked)
    own = {one.component_id: one for one in standing.values() if one.component_id is not None}
    corrected = corrected_days(unit, edges)
    rows = (
        _row(facts, component, strips, figures, own.get(component.id))
        for component in facts.components
    )
    return tuple(
        replace(row, corrected=corrected[row.component_id])
        if row.component_id in corrected
        else row
        for row in rows
    )


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
    standing: ObjectiveStanding | None,
) -> UptimeRow:
    number = component.id
    year, asked = figures.year[number], figures.asked[number]
    budget = None if standing is None else standing.budget
    left = None
    if budget is not None and budget.allowed_us:
        left = budget.left_us * PERMILLE // budget.allowed_us
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
        promised=promised_text(component.promised_ppm),
        on_target=None if standing is None else standing.is_kept,
        missed_by_us=0 if budget is None else max(0, -budget.left_us),
        coverage_30=coverage_text(figures.month[number].coverage),
        coverage_90=coverage_text(figures.quarter[number].coverage),
        uptime=percent_text(asked.said),
        coverage=coverage_text(asked.coverage),
        budget_left_permille=left,
        promised_over="" if standing is None else terms_words(component.window, component.hours),
        alarm="" if standing is None else standing.alarm,
    )
