"""What the verbs about overrides are given, and what they answer. Plain values, fit for a pipe."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class SetState:
    """The state that a service is set to from now on, and why.

    `ends_at` None: as long as anything may be set. `until_agrees`: it ends before that, as soon as
    the checks say the same.
    """

    component_id: int
    status: ComponentStatus
    reason: str
    ends_at: datetime | None = None
    until_agrees: bool = False


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The service whose checks are to be believed again."""

    component_id: int


@dataclass(frozen=True, slots=True)
class StateSet:
    """The override that was made or ended, and when it ends."""

    override_id: int
    ends_at: datetime
