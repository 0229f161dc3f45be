"""How objectives stand: figure, error budget and burn rates of all of them in one reading."""

from collections.abc import Iterable, Mapping, Sequence

from statusboard.app.health.facts import Facts
from statusboard.app.health.held_promises import Wanted, figures_over, hold
from statusboard.app.health.objective_hours import HoursOf, hours_of
from statusboard.app.health.objective_scopes import Scope
from statusboard.domain.budget_words import ALL_SERVICES, alarm_words, left_words
from statusboard.domain.error_budget import LOOKBACKS_US, Burn, ErrorBudget, burns, fastest_alarm
from statusboard.domain.instants import Interval, total_us
from statusboard.domain.objective import MOST_WINDOW_DAYS, Hours, Window
from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.promise_kept import UNDECIDED, HeldPromise
from statusboard.domain.uptime import DEFAULT_RULE, UptimeFigure
from statusboard.domain.views.objectives import ObjectiveStanding
from statusboard.domain.weights import weighted_sum
from statusboard.storage.history.span_arrays import SpanArrays, read_arrays
from statusboard.storage.unit import Unit

# The longest window of an objective, and a day: one reading of spans serves a whole screen.
READ_DAYS = MOST_WINDOW_DAYS + 1

NO_BUSINESS_HOURS = "No business hours are chosen, so all hours count."

_Lookbacks = Mapping[int, Mapping[int, UptimeFigure]]


def standings(
    unit: Unit, facts: Facts, scopes: Sequence[Scope], *, arrays: SpanArrays | None = None
) -> tuple[ObjectiveStanding, ...]:
    """How each of these stands now, in their order; the spans of all are read once.

    `arrays` may be what was read already of the time from the earliest window on.
    """
    if not scopes:
        return ()
    hours = hours_of(facts)
    windows = [hours.bounds(scope.objective.window) for scope in scopes]
    if arrays is None:
        first = min([*(one.start_us for one in windows), facts.now_us - LOOKBACKS_US[-1]])
        arrays = read_arrays(unit, Interval(first, facts.now_us), now_us=facts.watched_us)
    wanted = [Wanted(scope.objective, scope.one) for scope in scopes]
    held = hold(unit, hours, wanted, watched_us=facts.watched_us, arrays=arrays)
    kinds = {_kind(scope) for scope in scopes}
    lookbacks = {
        kind: _lookbacks(arrays, [s for s in scopes if _kind(s) == kind], kind[1], hours)
        for kind in kinds
    }
    found = []
    for scope, window, promise in zip(scopes, windows, held, strict=True):
        whole_us = total_us(hours.within(scope.objective.hours, window))
        burning = _burns(scope, lookbacks[_kind(scope)], whole_us) if scope.weight else ()
        found.append(_standing(scope, promise, burning, hours))
    return tuple(found)


def _kind(scope: Scope) -> tuple[Window, Hours]:
    return scope.objective.window, scope.objective.hours


def _lookbacks(
    arrays: SpanArrays, scopes: Sequence[Scope], counted: Hours, hours: HoursOf
) -> _Lookbacks:
    """The figures of each lookback, by its length, of what lost anything in the longest.

    Of services that are there: what was removed burns nothing any more.
    """

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
    scope: Scope, held: HeldPromise, burning: tuple[Burn, ...], hours: HoursOf
) -> ObjectiveStanding:
    is_unset = scope.objective.hours is Hours.BUSINESS and hours.terms.hours is None
    weighed = scope.one.sentences(always=True)
    note = NO_BUSINESS_HOURS if is_unset else ""
    return ObjectiveStanding(
        kind=scope.kind,
        name=scope.name,
        objective=scope.objective,
        start=held.window.start,
        stop=held.window.stop,
        uptime=percent_text(held.figure.said),
        coverage=coverage_text(held.figure.coverage),
        budget=held.budget,
        is_kept=held.kept,
        rule=" ".join(filter(None, (DEFAULT_RULE.sentence, weighed, note))),
        burns=burning,
        alarm=_alarm(scope, burning, held.budget),
        component_id=scope.component_id,
        group_id=scope.group_id,
        held=held,
    )


def _burns(scope: Scope, lookbacks: _Lookbacks, whole_us: int) -> tuple[Burn, ...]:
    longest = lookbacks.get(LOOKBACKS_US[-1], {})
    if not any(longest[number].weighted_down for number in scope.weights if longest):
        return ()
    own = {us: weighted_sum(found, scope.weights) for us, found in lookbacks.items()}
    return burns(own, scope.objective.promised_ppm, whole_us, weight=scope.weight)


def _alarm(scope: Scope, found: Sequence[Burn], budget: ErrorBudget | None) -> str:
    burn = fastest_alarm(found)
    if burn is None:
        return ""
    subject = scope.name or ALL_SERVICES
    return alarm_words(subject, scope.objective, burn, budget)


def standing_words(one: ObjectiveStanding) -> str:
    """How the budget of an objective stands, as a sentence for the line below the figures."""
    left = UNDECIDED if one.budget is None else left_words(one.budget)
    return f"{one.name or ALL_SERVICES}, error budget of {one.objective.words}: {left}."
