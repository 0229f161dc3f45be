"""Objectives as screens and commands show them: how each stands, and what it allows still."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.budget_forecast import Forecast
from statusboard.domain.error_budget import Burn, ErrorBudget
from statusboard.domain.objective import Objective
from statusboard.domain.promise_kept import HeldPromise


class ScopeKind(StrEnum):
    """What an objective is about."""

    SERVICE = "service"
    GROUP = "group"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ObjectiveStanding:
    """How one objective stands, as of one instant.

    `name` is that of the service or group, empty for all. `start` and `stop` are the bounds of its
    window; one of the calendar stops in the future. `uptime` and `coverage` are texts, cut: a dash
    where too little was observed. `budget` is None where too little of the time so far was
    observed to hold the promise against, as `is_kept` is: whether what was lost so far is within
    what the whole window allows. `burns` is empty where
    nothing was lost in three days. `alarm` is a sentence where the budget burns too fast, else
    empty. `rule` says how the figure is made, and `held` is what all of it is worked out from.
    """

    kind: ScopeKind
    name: str
    objective: Objective
    start: datetime
    stop: datetime
    uptime: str
    coverage: str
    budget: ErrorBudget | None
    is_kept: bool | None
    rule: str
    burns: tuple[Burn, ...] = ()
    alarm: str = ""
    component_id: int | None = None
    group_id: int | None = None
    held: HeldPromise | None = None


@dataclass(frozen=True, slots=True)
class BudgetOutlook:
    """When a budget runs out: a forecast, or why there is none, as a sentence.

    `sentence` says either; `method` how the forecast is made, empty where there is none.
    """

    sentence: str
    method: str = ""
    forecast: Forecast | None = None
