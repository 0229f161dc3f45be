"""What queries about planned work are given. Plain values."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.maintenance import Plan
from statusboard.domain.views.maintenance import SayingStep


@dataclass(frozen=True, slots=True)
class Between:
    """Two instants; what touches the time between them is meant."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class PlanAsk:
    """A plan as it stands in the form; `window_id` is the window that it is written for, if any."""

    plan: Plan
    window_id: int | None = None


@dataclass(frozen=True, slots=True)
class WordsAsk:
    """A step of a plan as it stands in the form, for what would be said with it.

    `window_id` is the window that it is about; None for one that is not kept yet. `reason` is why
    it is cancelled.
    """

    plan: Plan
    step: SayingStep
    window_id: int | None = None
    reason: str = ""
