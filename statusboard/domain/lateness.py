"""Whether a job that reports by itself is late: arithmetic over instants in microseconds, UTC.

Late is only what was awaited while reports could be heard. Where nobody listened when the job may
have reported, nothing is known until it is due again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from statusboard.domain.received import BRIDGED_US, Listening


class Punctuality(StrEnum):
    """How a job stands to the time it was due."""

    ON_TIME = "on_time"
    LATE = "late"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a job is due.

    `due_after(instant)` is the first time it is due after an instant; `grace_us` later it is late.
    `is_fixed`: it is due by the clock, whenever it reported last.
    """

    due_after: Callable[[int], int]
    grace_us: int
    is_fixed: bool

    def deadline_after(self, at_us: int) -> int:
        """When it is late that reported at an instant, and not since."""
        return self.due_after(at_us) + self.grace_us


@dataclass(frozen=True, slots=True)
class Judged:
    """How a job stands, and since when."""

    punctuality: Punctuality
    since_us: int


def judged(last_us: int, rhythm: Rhythm, listening: Listening | None, now_us: int) -> Judged:
    """How a job stands that reported at `last_us`, and not since.

    Late is dated to the end of its grace. It is not said before somebody is known to have listened
    until then.
    """
    deadline_us = rhythm.deadline_after(last_us)
    if now_us < deadline_us:
        return Judged(Punctuality.ON_TIME, last_us)
    if listening is None:
        return Judged(Punctuality.UNSURE, deadline_us)
    needed_from_us = rhythm.due_after(last_us) if rhythm.is_fixed else last_us
    unsure_us = deadline_us
    if listening.since_us > needed_from_us:
        # It may have reported while nobody listened: then it is due once more after that.
        deadline_us = rhythm.deadline_after(max(last_us, listening.since_us))
        if now_us < deadline_us:
            return Judged(Punctuality.UNSURE, unsure_us)
    if listening.until_us >= deadline_us:
        return Judged(Punctuality.LATE, deadline_us)
    if now_us - listening.until_us > BRIDGED_US or deadline_us > unsure_us:
        return Judged(Punctuality.UNSURE, unsure_us)
    return Judged(Punctuality.ON_TIME, last_us)


def while_running(found: Judged, began_us: int, ends_us: int, last_us: int, now_us: int) -> Judged:
    """The same of a job that said that it began: where that was in time, its end is awaited.

    `ends_us` is when it has to have ended. Who begins after it was late is late all the same.
    """
    if found.punctuality is not Punctuality.LATE or not began_us <= found.since_us < ends_us:
        return found
    if now_us < ends_us:
        return Judged(Punctuality.ON_TIME, last_us)
    return Judged(Punctuality.LATE, ends_us)
