"""What the verbs of agreement and of the clock are given, and what they answer."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.approval import ApprovalState


@dataclass(frozen=True, slots=True)
class Submit:
    """The revision that somebody else is asked to agree to."""

    notice_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class WithdrawRequest:
    """The revision that nobody needs to agree to for now."""

    notice_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class Approve:
    """The revision that the actor has seen and agrees to."""

    notice_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class Reject:
    """The revision that is sent back, and what has to change. An approval is taken back by it."""

    notice_id: int
    revision: int
    words: str


@dataclass(frozen=True, slots=True)
class Stands:
    """How the notice stands now: its newest revision, and what became of that."""

    notice_id: int
    revision: int
    state: ApprovalState


@dataclass(frozen=True, slots=True)
class ScheduleNotice:
    """The revision that goes out by itself, and when. `tell` as in `Publish`."""

    notice_id: int
    revision: int
    at: datetime
    tell: bool | None = None


@dataclass(frozen=True, slots=True)
class Unschedule:
    """The draft that does not go out by itself any more."""

    notice_id: int


@dataclass(frozen=True, slots=True)
class Scheduled:
    """When the notice goes out by itself; None: it does not."""

    notice_id: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublishDue:
    """What is due by now goes out. Nothing is chosen: it follows from what was scheduled."""


@dataclass(frozen=True, slots=True)
class DuePublished:
    """The notices that went out, and those that did not and are drafts as before."""

    published: tuple[int, ...] = ()
    stopped: tuple[int, ...] = ()
