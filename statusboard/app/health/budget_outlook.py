"""When the error budget of an objective runs out: its outages of a year, and what they foretell."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from statusboard.app.health.facts import Facts
from statusboard.app.health.objective_hours import HoursOf, hours_of
from statusboard.app.health.objective_scopes import Scope
from statusboard.app.health.period_figures import period_figures
from statusboard.domain.budget_forecast import LEAST_HISTORY_US, Loss, forecast
from statusboard.domain.budget_words import (
    METHOD,
    forecast_words,
    no_outage_words,
    too_short_words,
)
from statusboard.domain.instants import DAY_US, Interval
from statusboard.domain.period import Relative
from statusboard.domain.span import Span
from statusboard.domain.uptime import DEFAULT_RULE, PERMILLE
from statusboard.domain.views.objectives import BudgetOutlook, ObjectiveStanding
from statusboard.domain.weights import weighted_sum
from statusboard.storage.history import spans
from statusboard.storage.unit import Unit

HISTORY_US = 365 * DAY_US


def budget_outlook(
    unit: Unit, facts: Facts, scope: Scope, standing: ObjectiveStanding
) -> BudgetOutlook:
    """When what is left runs out, as a range; or the sentence that says why nobody can tell."""
    if standing.budget is None:
        return BudgetOutlook("No forecast: what is left is not observed enough to say.")
    if standing.budget.left_us <= 0:
        return BudgetOutlook("The budget is used up.")
    hours = hours_of(facts)
    bounds = Interval(facts.now_us - HISTORY_US, facts.now_us)
    parts = hours.past(scope.objective.hours, bounds)
    figures = period_figures(unit, parts, list(scope.weights), now_us=facts.watched_us)
    observed_us = weighted_sum(figures, scope.weights).counted_us // scope.weight
    if observed_us * 100 < LEAST_HISTORY_US * _share_percent(parts, bounds):
        return BudgetOutlook(too_short_words(observed_us))
    lost = losses_of(unit, facts, scope, parts, bounds)
    if not lost:
        return BudgetOutlook(no_outage_words(observed_us))
    ahead, window_us = _to_come(hours, scope, standing)
    if not ahead:
        return BudgetOutlook("No hours that count are left in this window.")
    found = forecast(standing.budget.left_us, lost, observed_us, ahead, window_us=window_us)
    is_calendar = window_us is None
    words = forecast_words(found, facts.zone_info, now=unit.now, is_calendar=is_calendar)
    return BudgetOutlook(words, METHOD, found)


def losses_of(
    unit: Unit, facts: Facts, scope: Scope, parts: Sequence[Interval], bounds: Interval
) -> tuple[Loss, ...]:
    """The outages of a scope in some hours, oldest first; of several services those that overlap.

    What each cost is that of one service on average, rounded up.
    """
    counted = _Counted.of(parts)
    found = spans.read_trouble(
        unit, bounds, component_ids=frozenset(n for n, weight in scope.weights.items() if weight)
    )
    lost: list[list[int]] = []  # start, stop, microseconds by permille by weight
    for span in found:
        part = span.until(facts.watched_us).clip(bounds)
        cost = 0 if part is None else counted.between(part) * _weight(scope, span)
        if part is None or not cost:
            continue
        if lost and part.start_us <= lost[-1][1]:
            lost[-1][1] = max(lost[-1][1], part.stop_us)
            lost[-1][2] += cost
        else:
            lost.append([part.start_us, part.stop_us, cost])
    divisor = PERMILLE * scope.weight
    return tuple(Loss(start_us, stop_us, -(-cost // divisor)) for start_us, stop_us, cost in lost)


def _weight(scope: Scope, span: Span) -> int:
    return DEFAULT_RULE.weight(span.status) * scope.weights[span.component_id]


def _share_percent(parts: Sequence[Interval], bounds: Interval) -> int:
    """How much of the time counts, in percent: business hours take longer to be many."""
    return sum(part.length_us for part in parts) * 100 // bounds.length_us


def _to_come(
    hours: HoursOf, scope: Scope, standing: ObjectiveStanding
) -> tuple[tuple[Interval, ...], int | None]:
    """The hours that are looked at, and how long a window is that rolls."""
    objective = scope.objective
    if isinstance(objective.window, Relative):
        return hours.ahead(objective.hours, Interval.between(standing.start, standing.stop)), None
    window_us = objective.window.days * DAY_US
    coming = Interval(hours.now_us, hours.now_us + window_us)
    return hours.ahead(objective.hours, coming), window_us


@dataclass(frozen=True, slots=True)
class _Counted:
    """Disjoint hours in order, and how much lies before each: lengths in them by bisection."""

    starts: Sequence[int]
    parts: Sequence[Interval]
    before: Sequence[int]

    @classmethod
    def of(cls, parts: Sequence[Interval]) -> "_Counted":
        sums = accumulate((part.length_us for part in parts), initial=0)
        return cls([part.start_us for part in parts], parts, list(sums))

    def until(self, at_us: int) -> int:
        """How much of the hours lies before an instant."""
        number = bisect_right(self.starts, at_us) - 1
        if number < 0:
            return 0
        part = self.parts[number]
        return self.before[number] + min(at_us - part.start_us, part.length_us)

    def between(self, part: Interval) -> int:
        return self.until(part.stop_us) - self.until(part.start_us)
