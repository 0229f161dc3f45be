"""What the screen of planned work, the board and `maintenance list` show."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from statusboard.domain.approval import ApprovalState
from statusboard.domain.freeze_period import FreezePeriod
from statusboard.domain.maintenance import MaintenanceWindow, Plan
from statusboard.domain.maintenance_change import ChangeDeed
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.agreement import NO_AGREEMENT, AgreementView, Redline


class ClashKind(StrEnum):
    """What a window is in the way of."""

    SAME_SERVICE = "same_service"
    FREEZE = "freeze"
    CLOCK_CHANGE = "clock_change"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that a window is in the way of, as a sentence; `other` is the window it meets."""

    kind: ClashKind
    sentence: str
    other: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedService:
    """A service that work is about, and what it will be."""

    component_id: int
    name: str
    status: ComponentStatus


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change of announced work that somebody asked for. `asks` says in words what it would do.

    `problem` is why it can come to nothing any more, as a sentence; empty while it can.
    """

    change_id: int
    window_id: int
    deed: ChangeDeed
    by: str
    made_at: datetime
    asks: str
    agreement: AgreementView
    problem: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether somebody else is asked to agree to it."""
        return not self.problem and self.agreement.state is ApprovalState.ASKED


@dataclass(frozen=True, slots=True)
class WindowLine:
    """One window, in the calendar and in the list. `repeats` says the series in words, or nothing.

    `told` is how many messages of it went out so far, None where nobody was told. `agreement` is
    how a draft stands on its way to being approved; of anything else, whether what is said anew of
    it would have to be. `change` is what somebody asked for of announced work, and waits.
    """

    window: MaintenanceWindow
    title: str
    repeats: str
    services: tuple[PlannedService, ...]
    clashes: tuple[Clash, ...]
    told: int | None
    agreement: AgreementView = NO_AGREEMENT
    change: ChangeView | None = None

    @property
    def is_coming(self) -> bool:
        """Whether its series has not put it yet: it stands there by its rule alone."""
        return self.window.id < 0


@dataclass(frozen=True, slots=True)
class MaintenanceView:
    """Every window between two instants, by start, and all services in the order of the board.

    Those are among them that series have not put yet. `later` are the windows of the year after
    that. `needs_approval`: by the team's rule somebody else has to agree before work is announced.
    """

    as_of: datetime
    zone: str
    first: datetime
    last: datetime
    services: tuple[tuple[int, str], ...]
    lines: tuple[WindowLine, ...]
    needs_approval: bool = False
    later: int = 0
    freezes: tuple[FreezePeriod, ...] = ()


class SayingStep(StrEnum):
    """The messages that planned work sends, in their order."""

    ANNOUNCED = "announced"
    REMINDER = "reminder"
    STARTED = "started"
    EXTENDED = "extended"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Saying:
    """One message of a window: when it was said, or will be, and to how many people."""

    step: SayingStep
    at: datetime | None
    is_done: bool
    people: int | None = None
    by_itself: bool = True


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The stretch of that weekday in which the services have least to do, by their response times.

    In the page's zone; `share` is how long they take to answer then, as a part of the usual. Nobody
    counts their customers, so it is no share of the traffic.
    """

    starts_at: datetime
    lasts: timedelta
    share: float


@dataclass(frozen=True, slots=True)
class PlanNotes:
    """What is to be known of a plan while it is written: its first window, and what is in its way.

    `starts_at` and `ends_at` are instants; `repeats` says the series in words, or nothing.
    """

    starts_at: datetime
    ends_at: datetime
    repeats: str
    clashes: tuple[Clash, ...]
    quiet: QuietHours | None


@dataclass(frozen=True, slots=True)
class MaintenanceDetail:
    """One piece of planned work, whole, with the window that is looked at.

    `redline` is what a draft has become since it was approved last, or what a change that waits
    would make of what customers read; None where there is neither.
    """

    maintenance_id: int
    revision: int
    plan: Plan
    window: WindowLine
    sayings: tuple[Saying, ...]
    quiet: QuietHours | None
    redline: Redline | None = None
