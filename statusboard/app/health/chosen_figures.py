"""The cards of the uptime screen: the figures of one service, or of all together, over a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from statusboard.app.health.brought_history import rule_sentence
from statusboard.app.health.budget_outlook import budget_outlook
from statusboard.app.health.chosen_period import ChosenPeriod
from statusboard.app.health.downtime_costs import downtime_costs
from statusboard.app.health.facts import Facts
from statusboard.app.health.incident_figures import incident_figures
from statusboard.app.health.objectives import Scope, hours_of, standing_words
from statusboard.app.health.promise_figures import promise_figures
from statusboard.app.health.record import major_free_since
from statusboard.domain.component import Component
from statusboard.domain.downtime_cost import money_text
from statusboard.domain.instants import from_us
from statusboard.domain.percent import coverage_text, percent_text, promised_text
from statusboard.domain.uptime import NOTHING, PERMILLE, UptimeFigure, budget_us, meets
from statusboard.domain.views.objectives import ObjectiveStanding, ScopeKind
from statusboard.domain.views.uptime import Figures
from statusboard.storage.history.outage_arrays import OutageArrays
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which services the cards are about, over which period; `is_all`: nobody chose one.

    `figures` are those of the period, by service.
    """

    components: tuple[Component, ...]
    period: ChosenPeriod
    is_all: bool
    figures: Mapping[int, UptimeFigure]


def chosen_figures(
    unit: Unit,
    facts: Facts,
    chosen: Chosen,
    happened: OutageArrays,
    standing: Mapping[Scope, ObjectiveStanding],
) -> Figures:
    """The figures; `happened` are the outages in the period, `standing` how objectives stand."""
    components, period = chosen.components, chosen.period
    ids, bounds = [component.id for component in components], period.bounds
    own = chosen.figures
    whole = sum(own.values(), NOTHING)
    free_since_us, ever = major_free_since(unit, ids)
    told = incident_figures(unit, ids, bounds, happened)
    promised = {c.promised_ppm for c in components if c.promised_ppm is not None}
    held: Mapping[int, UptimeFigure] = {
        **own,
        **promise_figures(
            unit,
            components,
            bounds,
            facts.zone_info,
            now_us=facts.watched_us,
            in_business_hours=period.parts != (bounds,),
        ),
    }
    left, over_us = _budget(components, held)
    kept = [_kept(held[c.id], c.promised_ppm) for c in components if c.promised_ppm is not None]
    scope = next((one for one in standing if _is_meant(one, chosen)), None)
    cost, assumption = _cost(unit, facts, period, own)
    return Figures(
        uptime=percent_text(whole.said),
        coverage=coverage_text(whole.coverage),
        promised=promised_text(next(iter(promised))) if len(promised) == 1 else None,
        budget_left_permille=left,
        down_us=sum(figure.down_us for figure in own.values()),
        outages=len(happened),
        longest_us=happened.longest_us(min(facts.now_us, bounds.stop_us), since_us=bounds.start_us),
        major_free_since=None if free_since_us is None else from_us(free_since_us),
        ever_major=ever,
        first_notice_us=told.first_notice_us,
        incidents=told.count,
        rule=rule_sentence(unit, ids, bounds, period.parts),
        budget_over_us=over_us,
        promises=sum(met is not None for met in kept),
        promises_kept=sum(met is True for met in kept),
        promises_open=sum(met is None for met in kept),
        is_of_the_whole=whole.is_of_the_whole,
        first_notices=told.first_notices,
        updates=told.updates,
        told=told,
        objective=None if scope is None else standing[scope],
        outlook=None if scope is None else budget_outlook(unit, facts, scope, standing[scope]),
        groups=_groups(chosen, standing),
        cost=cost,
        cost_assumption=assumption,
    )


def _is_meant(scope: Scope, chosen: Chosen) -> bool:
    if chosen.is_all:
        return scope.kind is ScopeKind.ALL
    return scope.component_id == chosen.components[0].id


def _groups(chosen: Chosen, standing: Mapping[Scope, ObjectiveStanding]) -> tuple[str, ...]:
    ids = {one.id for one in chosen.components}
    return tuple(
        standing_words(one)
        for scope, one in standing.items()
        if scope.kind is ScopeKind.GROUP and ids & scope.weights.keys()
    )


def _cost(
    unit: Unit, facts: Facts, period: ChosenPeriod, own: Mapping[int, UptimeFigure]
) -> tuple[str, str]:
    hours = hours_of(facts, unit.now)
    cost = hours.terms.cost
    if cost is None:
        return "", ""
    each = downtime_costs(unit, hours, period.parts, own, now_us=facts.watched_us)
    return money_text(sum(each.values(), Fraction(0)), cost.currency), cost.assumption


def _kept(figure: UptimeFigure, promised_ppm: int) -> bool | None:
    """Whether a promise was kept; None where too little was observed to say that of the whole."""
    return meets(figure, promised_ppm) if figure.is_of_the_whole else None


def _budget(
    components: Sequence[Component], own: Mapping[int, UptimeFigure]
) -> tuple[int | None, int]:
    """What is left of the down time the promises allow, in permille, and by how much it is over.

    Of services of which enough was observed to hold the promise against.
    """
    allowed = left = 0
    for component in components:
        if component.promised_ppm is not None and own[component.id].is_of_the_whole:
            granted, remaining = budget_us(own[component.id], component.promised_ppm)
            allowed += granted
            left += remaining
    if allowed <= 0:
        return None, 0
    return max(0, left) * PERMILLE // allowed, max(0, -left)
