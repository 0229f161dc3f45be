"""What the verbs about planned work are given, and what they answer. Plain values for a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class DraftWork:
    """A plan to keep that nobody is told of.

    `maintenance_id` None begins one; else it is a draft, changed as it was at `revision`.
    """

    plan: Plan
    maintenance_id: int | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class PlanWork:
    """A plan to be put on the page and told.

    `maintenance_id` names the draft that it was written as, as it was at `revision`; None: none.
    `without_approval` is why it cannot wait for somebody else, where the team's rule asks.
    """

    plan: Plan
    maintenance_id: int | None = None
    revision: int = 0
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class SubmitWork:
    """The draft, as it was at `revision`, that somebody else is asked to agree to."""

    maintenance_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class ApproveWork:
    """The draft, as it was at `revision`, that the actor has seen and agrees to."""

    maintenance_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class RejectWork:
    """The draft, as it was at `revision`, that is sent back, and what has to change."""

    maintenance_id: int
    revision: int
    words: str


@dataclass(frozen=True, slots=True)
class WithdrawWork:
    """The draft, as it was at `revision`, that nobody needs to agree to for now."""

    maintenance_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class ChangeWork:
    """What is planned already, planned anew, as it was at `revision`.

    Windows that are over or under way stay as they are. `without_approval` as in `PlanWork`.
    """

    maintenance_id: int
    revision: int
    plan: Plan
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class MoveWindow:
    """One window to another time, as its plan was at `revision`. `lasts` None: as long as before.

    `starts_at` is an instant. The other windows of a series stay where they are.
    `without_approval` as in `PlanWork`.
    """

    window_id: int
    revision: int
    starts_at: datetime
    lasts: timedelta | None = None
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class StartWork:
    """The window that begins now, and lasts as long as was planned.

    `without_approval` as in `PlanWork`, where that is earlier than was agreed.
    """

    window_id: int
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class ExtendWork:
    """The window that runs, and when it will be over now. `without_approval` as in `PlanWork`."""

    window_id: int
    until: datetime
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class VerifyWork:
    """The window whose work is done, and is being looked over."""

    window_id: int


@dataclass(frozen=True, slots=True)
class EndWork:
    """The window that is over. `at` None: now; else when it truly was, also said afterwards.

    `reason` is why the end is later than customers were told, where it is. `without_approval` as
    in `PlanWork`, for that alone.
    """

    window_id: int
    at: datetime | None = None
    reason: str = ""
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class CancelWork:
    """What will not take place, and why, in words that customers read.

    One window, as its plan was at `revision`; `whole_series`: nothing of it follows either.
    `without_approval` as in `PlanWork`.
    """

    window_id: int
    revision: int
    reason: str
    whole_series: bool = False
    without_approval: str = ""


@dataclass(frozen=True, slots=True)
class DiscardWork:
    """The draft that leaves the list."""

    maintenance_id: int


@dataclass(frozen=True, slots=True)
class Worked:
    """The plan and its window as they are now.

    `generation` is that of the page which shows it, 0 where the page says what it said before;
    `recipients` is how many are told. `next_window_id` is the one that follows in the series.
    `is_left_to_office`: it was agreed to, and an office that may publish does it in a moment.
    """

    maintenance_id: int
    revision: int
    window_id: int
    status: MaintenanceStatus
    generation: int = 0
    recipients: int = 0
    next_window_id: int | None = None
    is_left_to_office: bool = False


@dataclass(frozen=True, slots=True)
class Freeze:
    """Time in which no work should be planned, and what people call it."""

    name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Unfreeze:
    """The freeze period that ends as if there had been none."""

    freeze_id: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """The freeze period that was made, or is gone."""

    freeze_id: int


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan of a file: its services by name, with their group before a slash where it has one.

    Without a zone it is that of the page.
    """

    plan: Plan
    services: Mapping[str, ComponentStatus]


@dataclass(frozen=True, slots=True)
class NamedFreeze:
    """A freeze period of a file, on the clock of its zone; without one it is the page's."""

    name: str
    starts: datetime
    ends: datetime
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ApplyMaintenance:
    """The planned work of a file, and its freeze periods."""

    plans: tuple[NamedPlan, ...] = ()
    freezes: tuple[NamedFreeze, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """Nothing: what is due follows from the clock."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The windows that began, were over, were reminded of, and were put next, by id."""

    started: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()
    reminded: tuple[int, ...] = ()
    planned: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.started or self.ended or self.reminded or self.planned)
