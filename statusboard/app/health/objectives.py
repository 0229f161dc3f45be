"""How objectives stand: figure, error budget and burn rates of all of them in one reading."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.health.facts import Facts
from statusboard.app.health.uptime_terms import UptimeTerms, terms_in
from statusboard.domain.budget_words import (
    ALL_SERVICES,
    alarm_words,
    left_words,
    one_sentence,
    weight_words,
)
from statusboard.domain.error_budget import (
    LOOKBACKS_US,
    Burn,
    ErrorBudget,
    burns,
    error_budget,
    fastest_alarm,
    keeps,
    weighted_sum,
)
from statusboard.domain.instants import Interval, total_us
from statusboard.domain.objective import MOST_WINDOW_DAYS, Hours, Objective, Window, window_bounds
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.uptime import DEFAULT_RULE, NOTHING, UptimeFigure
from statusboard.domain.views.objectives import ObjectiveStanding, ScopeKind
from statusboard.storage.groups import read_groups
from statusboard.storage.history.span_arrays import SpanArrays, lengths, read_arrays
from statusboard.storage.unit import Unit

# The longest window of an objective, and a day: one reading of spans serves a whole screen.
READ_DAYS = MOST_WINDOW_DAYS + 1


NO_BUSINESS_HOURS = "No business hours are chosen, so all hours count."


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What one objective is about: services by id, with what each weighs."""

    kind: ScopeKind
    name: str
    objective: Objective
    weights: Mapping[int, int]
    component_id: int | None = None
    group_id: int | None = None

    @property
    def weight(self) -> int:
        """The sum of the weights; 0 where nothing counts."""
        return sum(self.weights.values())


@dataclass(frozen=True, slots=True)
class HoursOf:
    """The hours that objectives count, as of one instant. Without business hours all count."""

    terms: UptimeTerms
    zone: ZoneInfo
    now: datetime
    now_us: int

    def bounds(self, window: Window) -> Interval:
        """The window; one of the calendar ends in the future."""
        day = self.terms.contract_day
        return window_bounds(window, self.now, self.zone, contract_day=day)

    def within(self, hours: Hours, bounds: Interval) -> tuple[Interval, ...]:
        """The hours that count in an interval, disjoint and in order."""
        if hours is Hours.ALL or self.terms.hours is None:
            return (bounds,) if bounds.length_us else ()
        return self.terms.hours.within(bounds, self.zone)

    def past(self, hours: Hours, bounds: Interval) -> tuple[Interval, ...]:
        """Those until now."""
        so_far = bounds.clip(Interval(bounds.start_us, max(bounds.start_us, self.now_us)))
        return () if so_far is None else self.within(hours, so_far)

    def ahead(self, hours: Hours, bounds: Interval) -> tuple[Interval, ...]:
        """Those from now on."""
        to_come = bounds.clip(Interval(self.now_us, max(self.now_us, bounds.stop_us)))
        return () if to_come is None else self.within(hours, to_come)


def hours_of(facts: Facts, now: datetime) -> HoursOf:
    """The hours that count, by the settings in force."""
    return HoursOf(terms_in(facts.settings), facts.zone_info, now, facts.now_us)


def scopes_of(unit: Unit, facts: Facts) -> tuple[Scope, ...]:
    """What there are objectives about: all together first, then groups, then services."""
    found = []
    weights = {one.id: one.weight for one in facts.components}
    everything = terms_in(facts.settings).objective
    if everything is not None:
        found.append(Scope(ScopeKind.ALL, "", everything, weights))
    for group in read_groups(unit):
        if group.objective is not None:
            own = {one.id: one.weight for one in facts.components if one.group_id == group.id}
            found.append(
                Scope(ScopeKind.GROUP, group.name, group.objective, own, group_id=group.id)
            )
    found += [
        Scope(ScopeKind.SERVICE, one.name, one.objective, {one.id: 1}, component_id=one.id)
        for one in facts.components
        if one.objective is not None
    ]
    return tuple(found)


def standings(
    unit: Unit, facts: Facts, scopes: Sequence[Scope], *, arrays: SpanArrays | None = None
) -> tuple[ObjectiveStanding, ...]:
    """How each of these stands now, in their order; the spans of all are read once.

    `arrays` may be what was read already of the time from the earliest window on.
    """
    if not scopes:
        return ()
    hours = hours_of(facts, unit.now)
    kinds = {(scope.objective.window, scope.objective.hours) for scope in scopes}
    bounds = {kind: hours.bounds(kind[0]) for kind in kinds}
    first = min([*(one.start_us for one in bounds.values()), facts.now_us - LOOKBACKS_US[-1]])
    if arrays is None:
        arrays = read_arrays(unit, Interval(first, facts.now_us), now_us=facts.watched_us)
    names = {one.id: one.name for one in facts.components}
    found: dict[int, ObjectiveStanding] = {}
    for kind, window in bounds.items():
        mine = [n for n, s in enumerate(scopes) if (s.objective.window, s.objective.hours) == kind]
        ids = sorted({number for n in mine for number in scopes[n].weights})
        figures = figures_over(arrays, ids, hours.past(kind[1], window))
        lookbacks = _lookbacks(arrays, [scopes[n] for n in mine], kind[1], hours)
        spread = _Spread(
            window,
            total_us(hours.within(kind[1], window)),
            total_us(hours.ahead(kind[1], window)),
            figures,
            lookbacks,
        )
        is_unset = kind[1] is Hours.BUSINESS and hours.terms.hours is None
        note = NO_BUSINESS_HOURS if is_unset else ""
        for n in mine:
            found[n] = _standing(scopes[n], spread, names, note)
    return tuple(found[n] for n in range(len(scopes)))


def figures_over(
    arrays: SpanArrays, ids: Sequence[int], parts: Sequence[Interval]
) -> dict[int, UptimeFigure]:
    """The figure of each component over disjoint intervals in order, added up."""
    if not parts:
        return dict.fromkeys(ids, NOTHING)
    edges = sorted({edge for part in parts for edge in (part.start_us, part.stop_us)})
    at = {edge: number for number, edge in enumerate(edges)}
    return lengths(arrays, ids, edges).figures_of([at[part.start_us] for part in parts])


@dataclass(frozen=True, slots=True)
class _Spread:
    """What was measured for one window and its hours; `lookbacks` of those alone that burn."""

    window: Interval
    whole_us: int
    ahead_us: int
    figures: Mapping[int, UptimeFigure]
    lookbacks: Mapping[int, Mapping[int, UptimeFigure]]


def _lookbacks(
    arrays: SpanArrays, scopes: Sequence[Scope], counted: Hours, hours: HoursOf
) -> Mapping[int, Mapping[int, UptimeFigure]]:
    """The figures of each lookback, by its length, of what lost anything in the longest."""

    def over(lookback_us: int, ids: Iterable[int]) -> dict[int, UptimeFigure]:
        bounds = Interval(hours.now_us - lookback_us, hours.now_us)
        return figures_over(arrays, sorted(ids), hours.within(counted, bounds))

    longest = over(LOOKBACKS_US[-1], {number for scope in scopes for number in scope.weights})
    burning = {number for number, figure in longest.items() if figure.weighted_down}
    # Of a group the others are its share that does not burn.
    some = {n for scope in scopes if burning & scope.weights.keys() for n in scope.weights}
    if not some:
        return {}
    return {us: over(us, some) for us in LOOKBACKS_US[:-1]} | {LOOKBACKS_US[-1]: longest}


def _standing(
    scope: Scope, spread: _Spread, names: Mapping[int, str], note: str
) -> ObjectiveStanding:
    objective, weight = scope.objective, scope.weight
    figure = weighted_sum(spread.figures, scope.weights)
    budget, is_kept = None, None
    if weight and figure.is_of_the_whole:
        ppm, ahead_us = objective.promised_ppm, spread.ahead_us
        budget = error_budget(figure, ppm, ahead_us=ahead_us, weight=weight)
        is_kept = keeps(figure, ppm, ahead_us=ahead_us, weight=weight)
    burning = _burns(scope, spread) if weight else ()
    weighed = weight_words({names[number]: one for number, one in scope.weights.items()})
    return ObjectiveStanding(
        kind=scope.kind,
        name=scope.name,
        objective=objective,
        start=spread.window.start,
        stop=spread.window.stop,
        uptime=percent_text(figure.said),
        coverage=coverage_text(figure.coverage),
        budget=budget,
        is_kept=is_kept,
        rule=" ".join(filter(None, (DEFAULT_RULE.sentence, weighed, note))),
        burns=burning,
        alarm=_alarm(scope, burning, budget),
        component_id=scope.component_id,
        group_id=scope.group_id,
    )


def _burns(scope: Scope, spread: _Spread) -> tuple[Burn, ...]:
    longest = spread.lookbacks.get(LOOKBACKS_US[-1], {})
    if not any(longest[number].weighted_down for number in scope.weights if longest):
        return ()
    own = {us: weighted_sum(found, scope.weights) for us, found in spread.lookbacks.items()}
    return burns(own, scope.objective.promised_ppm, spread.whole_us, weight=scope.weight)


def _alarm(scope: Scope, found: Sequence[Burn], budget: ErrorBudget | None) -> str:
    burn = fastest_alarm(found)
    if burn is None:
        return ""
    subject = scope.name or ALL_SERVICES
    return alarm_words(subject, scope.objective, burn, budget)


def alarms(
    unit: Unit,
    facts: Facts,
    *,
    about: Collection[int] | None = None,
    arrays: SpanArrays | None = None,
) -> dict[str, str]:
    """The findings: each error budget that burns too fast, by its name, and the sentence about it.

    `about`: of the objectives alone that some services are part of. In quiet times it costs one
    look at the last three days.
    """
    scopes = [
        scope
        for scope in scopes_of(unit, facts)
        if about is None or any(scope.weights.get(number) for number in about)
    ]
    if not scopes:
        return {}
    bounds = Interval(facts.now_us - LOOKBACKS_US[-1], facts.now_us)
    recent = arrays or read_arrays(unit, bounds, now_us=facts.watched_us)
    ids = sorted({number for scope in scopes for number in scope.weights})
    lately = figures_over(recent, ids, (bounds,))
    burning = {number for number, figure in lately.items() if figure.weighted_down}
    some = [scope for scope in scopes if burning & scope.weights.keys()]
    found = standings(unit, facts, some, arrays=arrays)
    return {one.name or ALL_SERVICES: one.alarm for one in found if one.alarm}


def alarms_in_one(unit: Unit, facts: Facts, arrays: SpanArrays) -> tuple[str, ...]:
    """All findings as one sentence, for a board; none where nothing burns too fast."""
    said = one_sentence(alarms(unit, facts, arrays=arrays))
    return (said,) if said else ()


def standing_words(one: ObjectiveStanding) -> str:
    """How the budget of an objective stands, as a sentence for the line below the figures."""
    left = "too little was observed" if one.budget is None else left_words(one.budget)
    return f"{one.name or ALL_SERVICES}, error budget of {one.objective.words}: {left}."
