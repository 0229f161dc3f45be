"""What monitoring should suggest about the end of open incidents. Pure, as `suggesting` is."""

from collections.abc import Sequence

from statusboard.domain.recovery import was_never_seen
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.suggesting import (
    Dropped,
    OpenIncident,
    Seen,
    Standing,
    Step,
    SuggestEnd,
    Withdraw,
)

_MONITORING = IncidentStatus.MONITORING


def end_steps(
    seen: Sequence[Seen],
    incidents: Sequence[OpenIncident],
    standing: Sequence[Standing],
    *,
    dropped: Sequence[Dropped] = (),
) -> tuple[Step, ...]:
    """What should stand about the end of open incidents, all of whose services work again."""
    by_id = {one.component_id: one for one in seen}
    waiting = {one.incident_id: one for one in standing}
    found: list[Step] = []
    for incident in incidents:
        mine = waiting.pop(incident.id, None)
        notice_id = mine.notice_id if mine is not None else None
        named = [by_id[n] for n in sorted(incident.component_ids) if n in by_id]
        if incident.is_written:
            continue
        was_seen = not was_never_seen([one.since for one in named], incident.began_at)
        if was_seen and _are_back(named) and not _was_dropped(incident.id, named, dropped):
            is_watched = (
                any(one.has_flapped for one in named) and incident.status is not _MONITORING
            )
            status = _MONITORING if is_watched else IncidentStatus.RESOLVED
            found.append(SuggestEnd(notice_id, incident.id, status))
        elif notice_id is not None and not (was_seen and _may_be_back(named)):
            found.append(Withdraw(notice_id))
    found += [Withdraw(one.notice_id) for one in waiting.values()]
    return tuple(found)


def _are_back(named: Sequence[Seen]) -> bool:
    """Whether all of them are seen to work. One that keeps turning is not back."""
    return bool(named) and all(
        one.status is ComponentStatus.OPERATIONAL and not one.is_stale and not one.is_flapping
        for one in named
    )


def _may_be_back(named: Sequence[Seen]) -> bool:
    """Whether none of them is seen to be anything but well: of what is not seen, nothing is."""
    well = (ComponentStatus.OPERATIONAL, ComponentStatus.UNKNOWN)
    return bool(named) and all(one.status in well and not one.is_flapping for one in named)


def _was_dropped(incident_id: int, named: Sequence[Seen], dropped: Sequence[Dropped]) -> bool:
    """Whether a person discarded what was suggested of this very recovery."""
    ends = [one.since for one in named if one.since is not None]
    return any(
        drop.incident_id == incident_id and (not ends or max(ends) <= drop.at) for drop in dropped
    )
