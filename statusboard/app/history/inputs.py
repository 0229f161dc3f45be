"""What the verbs about the past are given, and what they answer. Plain values, fit for a pipe."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.correction import CorrectionKind


@dataclass(frozen=True, slots=True)
class CorrectHistory:
    """What somebody found out about the past of a service, and how they know.

    `outage_at` names an outage, by any instant in it. A false alarm, or planned work, is that whole
    outage, or the time from `start_at` to `stop_at`. An outage that began at another time has
    that as `start_at`, one that ended at another time as `stop_at`.
    """

    component_id: int
    kind: CorrectionKind
    reason: str
    outage_at: datetime | None = None
    start_at: datetime | None = None
    stop_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CorrectionNumber:
    """A correction, by its number."""

    correction_id: int


@dataclass(frozen=True, slots=True)
class RefuseCorrection:
    """A correction, or taking one back, by its number, and why it is not agreed to."""

    correction_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class TakeCorrectionBack:
    """A correction, by its number, and why it is to count no longer.

    The reason may be empty where nobody else has to agree.
    """

    correction_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionBack:
    """The correction that was taken back; `waits`: it counts until somebody else has agreed."""

    correction_id: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction changes in its stretch of time, in microseconds.

    `waits`: the team asks for a second person first. Before and after, without what planned work
    covers: how long the service was down, and how long work was planned.
    """

    start_at: datetime
    stop_at: datetime
    down_before_us: int
    down_after_us: int
    planned_before_us: int
    planned_after_us: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """The correction that was made, and what it changes."""

    correction_id: int
    effect: Effect
