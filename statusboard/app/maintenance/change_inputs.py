"""What the verbs about changes of announced work are given, and what they answer."""

from dataclasses import dataclass

from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    StartWork,
)
from statusboard.domain.approval import ApprovalState

WorkDeed = ChangeWork | MoveWindow | StartWork | ExtendWork | EndWork | CancelWork


@dataclass(frozen=True, slots=True)
class ProposeWork:
    """What somebody else is asked to agree to: exactly one of them. It is done once they have."""

    change: ChangeWork | None = None
    move: MoveWindow | None = None
    start: StartWork | None = None
    extend: ExtendWork | None = None
    end: EndWork | None = None
    cancel: CancelWork | None = None


@dataclass(frozen=True, slots=True)
class ApproveChange:
    """The change that the actor has seen and agrees to."""

    change_id: int


@dataclass(frozen=True, slots=True)
class MakeChange:
    """The change that was agreed to, to be made; `problem` is why it is given up instead."""

    change_id: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RejectChange:
    """The change that is sent back, and what has to be different."""

    change_id: int
    words: str


@dataclass(frozen=True, slots=True)
class WithdrawChange:
    """The change that is not wanted any more."""

    change_id: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """The change, the window that it is about, and how it stands now."""

    change_id: int
    maintenance_id: int
    window_id: int
    state: ApprovalState
