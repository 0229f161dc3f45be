"""Start and end of what a notice names, as monitoring has them, for the fields beside the text."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.evidence import Measured, measured_start
from statusboard.domain.notice import Wording
from statusboard.domain.stated_times import measured_end, past_start
from statusboard.domain.views.notices import EditorView
from ui.widgets.time_words import exact_length


@dataclass(frozen=True, slots=True)
class TimesSeen:
    """What counts where nobody states another time; `length` is that of what is stated, in words.

    None: nothing was measured.
    """

    start: datetime | None = None
    end: datetime | None = None
    length: str = ""


def times_seen(wording: Wording, view: EditorView, now: datetime) -> TimesSeen:
    """What monitoring and earlier updates say of the times of this text."""
    measured = [
        Measured(choice.component_id, choice.name, choice.measured, choice.since)
        for choice in view.choices
    ]
    started_at = measured_start(wording, measured)
    if not wording.status.is_over:
        return TimesSeen(started_at)
    incident = view.incident
    if started_at is None:
        started_at = past_start(wording, view.troubles, now)
    told = incident.started_at if incident is not None else None
    begun = wording.started_at or told or started_at
    ended_at = incident.resolved_at if incident is not None else None
    if ended_at is None and begun is not None:
        ended_at = measured_end(wording, view.troubles, started_at=begun, now=now)
    end = wording.ended_at or ended_at
    length = ""
    if begun is not None and end is not None and end >= begun:
        length = exact_length((end - begun).total_seconds())
    return TimesSeen(started_at, ended_at, length)
