"""What is said of error budgets: alarms, forecasts, and how services are weighed. English."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from fractions import Fraction

from statusboard.domain.budget_forecast import FUTURES, LEAST_HISTORY_US, Forecast
from statusboard.domain.error_budget import Burn, ErrorBudget
from statusboard.domain.instants import DAY_US, HOUR_US, from_us
from statusboard.domain.objective import Objective
from statusboard.domain.time_text import day_text, lost_text

METHOD = (
    f"Forecast: {FUTURES} futures are drawn from the outages of the last year, at a rate as "
    "uncertain as so few of them leave it; four in five lie in the range. It takes outages as "
    "independent, and knows nothing of what has changed lately."
)
ALL_SERVICES = "All services"
_MOST_NAMES = 4


def rate_text(rate: Fraction) -> str:
    """A burn rate for people, cut after one decimal: `14.4`; from 100 on whole."""
    tenths = int(rate * 10)
    return str(tenths // 10) if tenths >= 1_000 else f"{tenths // 10}.{tenths % 10}"


def lookback_words(lookback_us: int) -> str:
    """`the last hour`, `the last 6 hours`, `the last 3 days`."""
    hours = lookback_us // HOUR_US
    if hours == 1:
        return "the last hour"
    return f"the last {hours // 24} days" if hours >= 48 else f"the last {hours} hours"


def left_words(budget: ErrorBudget) -> str:
    """`61 % of it is left`, or that nothing is."""
    if budget.left_us < 0:
        return f"it is overspent by {lost_text(-budget.left_us)}"
    if budget.left_us == 0:
        return "nothing of it is left"
    percent = budget.left_permille // 10
    return f"{percent} % of it is left" if percent else "less than 1 % of it is left"


def alarm_words(subject: str, objective: Objective, burn: Burn, budget: ErrorBudget | None) -> str:
    """The finding that a budget burns too fast, with what it was measured by.

    Without a budget too little of its window was observed; what burns now is known all the same.
    """
    rate = rate_text(burn.long or Fraction(0))
    left = "too little was observed to say what is left" if budget is None else left_words(budget)
    return (
        f"{subject}: the error budget of {objective.words} burns {rate} times too fast "
        f"over {lookback_words(burn.rule.long_us)}; {left}."
    )


def one_sentence(found: Mapping[str, str]) -> str:
    """All alarms, by name, as one sentence for a board that has more urgent things to say."""
    if len(found) <= 1:
        return "".join(found.values())
    names = list(found)[: _MOST_NAMES - 1]
    more = len(found) - len(names)
    named = ", ".join(names) + (f" and {more} more" if more else "")
    return f"Error budgets burn too fast: {named}. Uptime says how fast, and what is left."


def forecast_words(found: Forecast, zone: tzinfo, *, now: datetime, is_calendar: bool) -> str:
    """When a budget runs out, as a range of days, or that it probably does not."""
    end = _day(found.until_us, zone, is_last=True)
    horizon = "the window ends" if is_calendar else end
    share = _share(found.chance_permille)
    if found.early_us is None:
        return f"The budget is not foreseen to run out before {horizon}: it does in {share}."
    early = _day(found.early_us, zone)
    if early == day_text(now.astimezone(zone).date()):
        early = "today"
    if found.late_us is None:
        middle = (
            ""
            if found.middle_us is None
            else f", as likely as not by {_day(found.middle_us, zone)}"
        )
        return f"The budget may run out from {early} on{middle}: before {horizon} in {share}."
    late = _day(found.late_us, zone)
    if late == early:
        return f"The budget runs out on {early}, in {share}."
    middle = _day(found.middle_us or found.late_us, zone)
    return (
        f"The budget runs out between {early} and {late} in 80 % of simulated futures, as likely "
        f"as not by {middle}."
    )


def too_short_words(observed_us: int) -> str:
    """Why nothing is foreseen: too little was observed."""
    return (
        f"No forecast: {observed_us // DAY_US} days of its hours were observed, and "
        f"{LEAST_HISTORY_US // DAY_US} are needed."
    )


def no_outage_words(observed_us: int) -> str:
    """Why nothing is foreseen: nothing ever happened."""
    return (
        f"No outage was seen in {observed_us // DAY_US} observed days: there is nothing to "
        "foresee one from."
    )


def weight_words(weights: Mapping[str, int]) -> str:
    """How the services of a figure are added up, by name; a sentence. Empty for a single one."""
    counted = {name: weight for name, weight in weights.items() if weight}
    left_out = [name for name, weight in weights.items() if not weight]
    if len(set(counted.values())) <= 1:
        words = f"The time of {len(counted)} services is added up; each counts alike."
        said = words if len(counted) > 1 else ""
    else:
        heavy = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        named = _named([f"{name} {weight}" for name, weight in heavy])
        said = f"The time of {len(counted)} services is added up by weight: {named}."
    if counted and left_out:
        said = f"{said} Left out, because it weighs 0: {_named(left_out)}.".strip()
    return said


def _named(names: Sequence[str]) -> str:
    others = len(names) - _MOST_NAMES
    more = f" and {others} more" if others > 0 else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}"


def _share(permille: int) -> str:
    if not permille:
        return "none of the simulated futures"
    percent = permille // 10
    return f"{percent} % of simulated futures" if percent else "less than 1 % of simulated futures"


def _day(at_us: int, zone: tzinfo, *, is_last: bool = False) -> str:
    at = from_us(at_us - 1 if is_last else at_us)
    return day_text(at.astimezone(zone).date())
