"""The cards of the uptime screen: the figures of one service, or of all together, over a period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from statusboard.app.health.brought_history import rule_sentence
from statusboard.app.health.budget_outlook import budget_outlook
from statusboard.app.health.chosen_period import ChosenPeriod
from statusboard.app.health.claim_facts import ClaimReader
from statusboard.app.health.corrected import corrected_services
from statusboard.app.health.downtime_costs import downtime_costs
from statusboard.app.health.facts import Facts
from statusboard.app.health.held_promises import held_promises, held_within
from statusboard.app.health.incident_figures import incident_figures
from statusboard.app.health.objective_hours import hours_of
from statusboard.app.health.objective_scopes import Scope
from statusboard.app.health.objectives import standing_words
from statusboard.app.health.record import major_free_since
from statusboard.app.health.together import Together, gone_figures
from statusboard.domain.component import Component
from statusboard.domain.downtime_cost import HourlyCost, money_text
from statusboard.domain.instants import from_us
from statusboard.domain.objective import terms_words
from statusboard.domain.percent import coverage_text, percent_text, promised_text
from statusboard.domain.promise_kept import HeldPromise, tally
from statusboard.domain.uptime import UptimeFigure
from statusboard.domain.views.objectives import ObjectiveStanding, ScopeKind
from statusboard.domain.views.uptime import Figures
from statusboard.storage.history.outage_arrays import OutageArrays
from statusboard.storage.history.span_arrays import SpanArrays
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which services the cards are about, over which period; as a service, a group, or all.

    `figures` are those of the period, by service, of the services that are there; `arrays` the
    spans that they are made of.
    """

    one: Together
    period: ChosenPeriod
    figures: Mapping[int, UptimeFigure]
    arrays: SpanArrays
    component_id: int | None = None
    group: str | None = None

    @property
    def components(self) -> tuple[Component, ...]:
        """Those that are there."""
        return self.one.components

    def is_meant_by(self, scope: Scope) -> bool:
        """Whether an objective is that of what was chosen, and not of a part of it."""
        if self.component_id is not None:
            return scope.component_id == self.component_id
        if self.group is not None:
            return scope.kind is ScopeKind.GROUP and scope.name == self.group
        return scope.kind is ScopeKind.ALL


def chosen_figures(
    unit: Unit,
    facts: Facts,
    chosen: Chosen,
    happened: OutageArrays,
    standing: Mapping[Scope, ObjectiveStanding],
) -> Figures:
    """The figures; `happened` are the outages in the period, `standing` how objectives stand."""
    one, period = chosen.one, chosen.period
    bounds, ids = period.bounds, [component.id for component in one.components]
    own = chosen.figures
    whole = one.whole(unit, own, period.parts, now_us=facts.watched_us)
    all_own = {**own, **gone_figures(unit, one.gone, period.parts, now_us=facts.watched_us)}
    is_all = chosen.component_id is None and chosen.group is None
    groups = () if chosen.group is None else (chosen.group,)
    free_since_us, ever = major_free_since(unit, ids, is_all=is_all, groups=groups)
    told = incident_figures(unit, one.ids, bounds, happened, _reader(unit, chosen))
    held = _held(unit, facts, chosen, standing)
    every = tuple(chain.from_iterable(held.values()))
    counted = tally(every)
    promised = {one.objective.promised_ppm for one in every}
    scope = next((one for one in standing if chosen.is_meant_by(one)), None)
    cost, assumed = _cost(unit, facts, period, all_own)
    outages, longest_us = happened.within(period.parts, min(facts.now_us, bounds.stop_us))
    return Figures(
        uptime=percent_text(whole.said),
        coverage=coverage_text(whole.coverage),
        promised=promised_text(next(iter(promised))) if len(promised) == 1 else None,
        budget_left_permille=counted.budget_left_permille,
        down_us=sum(figure.down_us for figure in all_own.values()),
        outages=outages,
        longest_us=longest_us,
        major_free_since=None if free_since_us is None else from_us(free_since_us),
        ever_major=ever,
        first_notice_us=told.first_notice_us,
        incidents=told.count,
        rule=rule_sentence(unit, one, bounds, period.parts, always=chosen.group is not None),
        budget_over_us=counted.budget_over_us,
        promises=counted.kept + counted.missed,
        promises_kept=counted.kept,
        promises_open=counted.open,
        is_of_the_whole=whole.is_of_the_whole,
        first_notices=told.first_notices,
        updates=told.updates,
        told=told,
        objective=None if scope is None else standing[scope],
        outlook=None if scope is None else budget_outlook(unit, facts, scope, standing[scope]),
        groups=_groups(chosen, standing),
        cost=cost,
        cost_assumption="" if assumed is None else assumed.assumption,
        cost_in_short="" if assumed is None else assumed.in_short,
        corrections=sum(
            count for number, count in corrected_services(unit, bounds).items() if number in own
        ),
        promised_over=_windows(every, are_several=len(every) > len(held)),
        added_up=_added_up(chosen),
    )


def _added_up(chosen: Chosen) -> str:
    said = chosen.one.in_short(always=chosen.group is not None)
    return f"{chosen.group}: {said}" if chosen.group else said


def _reader(unit: Unit, chosen: Chosen) -> ClaimReader:
    if chosen.group is not None:
        return ClaimReader.about(unit, chosen.components, group=chosen.group)
    return ClaimReader.of(unit, [] if chosen.component_id is None else [chosen.component_id])


def _held(
    unit: Unit, facts: Facts, chosen: Chosen, standing: Mapping[Scope, ObjectiveStanding]
) -> Mapping[int, tuple[HeldPromise, ...]]:
    """The promises of the services chosen that the period decides, up to its end."""
    stop_us, one = chosen.period.bounds.stop_us, chosen.one
    hours = hours_of(facts).at(stop_us)
    there: Mapping[int, HeldPromise]
    if stop_us == facts.now_us:
        ids = {component.id for component in one.components}
        there = {
            scope.component_id: each.held
            for scope, each in standing.items()
            if scope.component_id is not None and scope.component_id in ids and each.held
        }
    else:
        there = held_promises(unit, hours, one.components, watched_us=facts.watched_us)
    gone = held_promises(unit, hours, (), gone=one.gone, watched_us=facts.watched_us)
    return held_within(
        unit,
        hours,
        one.components,
        chosen.period.bounds,
        {**there, **gone},
        watched_us=facts.watched_us,
        arrays=chosen.arrays,
        gone=one.gone,
    )


def _windows(held: Iterable[HeldPromise], *, are_several: bool) -> str:
    """Over which windows promises are held, where that is one for all; else that they differ."""
    said = {terms_words(one.objective.window, one.objective.hours) for one in held}
    if are_several and len(said) == 1:
        return f"each {next(iter(said)).removeprefix('this ')} by itself"
    return next(iter(said)) if len(said) == 1 else "each over its own window" if said else ""


def _groups(chosen: Chosen, standing: Mapping[Scope, ObjectiveStanding]) -> tuple[str, ...]:
    if chosen.group is not None:
        return ()  # its own has the card
    ids = {one.id for one in chosen.components}
    return tuple(
        standing_words(one)
        for scope, one in standing.items()
        if scope.kind is ScopeKind.GROUP and ids & scope.weights.keys()
    )


def _cost(
    unit: Unit, facts: Facts, period: ChosenPeriod, own: Mapping[int, UptimeFigure]
) -> tuple[str, HourlyCost | None]:
    hours = hours_of(facts)
    cost = hours.terms.cost
    if cost is None:
        return "", None
    each = downtime_costs(unit, hours, period.parts, own, now_us=facts.watched_us)
    return money_text(sum(each.values(), Fraction(0)), cost.currency), cost
