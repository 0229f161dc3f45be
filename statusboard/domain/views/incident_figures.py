"""How incidents went over a time: what was told, how soon, and how long customers waited."""

from dataclasses import dataclass

from statusboard.domain.promises import NOTHING_PROMISED, PromiseRecord


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    """Figures of the incidents of a time, in microseconds; None where nothing was measured.

    `first_notice_us` is the middle of those `first_notices` of the `count` whose start was
    measured. `between_updates_us` is the middle of the waits from one update to the next, while an
    incident was open, and `longest_silence_us` the longest; `updates`: whether they came when they
    were promised. `record_us` is the longest time without a major outage that ever was, as far as
    it was observed; it may be the one that lasts (`is_record`).
    `detected_us` is the middle of how long the `detections` took of those outages of which it is
    known: from the first failure to when the check was believed.
    """

    count: int
    first_notice_us: int | None = None
    first_notices: int = 0
    between_updates_us: int | None = None
    longest_silence_us: int | None = None
    updates: PromiseRecord = NOTHING_PROMISED
    record_us: int | None = None
    is_record: bool = False
    detected_us: int | None = None
    detections: int = 0


NO_INCIDENTS = IncidentFigures(0)
