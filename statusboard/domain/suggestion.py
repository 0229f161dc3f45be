"""A first wording made of measured facts: what is wrong, with what, since when. People edit it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.evidence import Measured
from statusboard.domain.incident import Incident
from statusboard.domain.notice import TITLE_LIMIT, Wording
from statusboard.domain.status import ComponentStatus, IncidentStatus, worst
from statusboard.domain.taken_back import standing
from statusboard.domain.time_text import when_text

# The promise a new notice begins with.
NEXT_UPDATE_IN = timedelta(minutes=30)
NAMES_SHOWN = 3


def names_text(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`, `A, B and 3 more services`."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) <= NAMES_SHOWN:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    more = len(names) - NAMES_SHOWN + 1
    return f"{', '.join(names[: NAMES_SHOWN - 1])} and {more} more services"


def first_wording(chosen: Sequence[Measured], *, now: datetime, zone: tzinfo) -> Wording:
    """A wording about the chosen services, with their measured states; empty for none.

    A service that a person chose although nothing is measured to be wrong is called degraded:
    the least that a notice can mean.
    """
    if not chosen:
        return Wording(next_update_in=NEXT_UPDATE_IN)
    said = {
        seen.component_id: seen.status
        if seen.status.is_trouble
        else ComponentStatus.DEGRADED_PERFORMANCE
        for seen in chosen
    }
    starts = [seen.since for seen in chosen if seen.status.is_trouble and seen.since is not None]
    started = min(starts, default=None)
    since = f" since {when_text(started, zone, now=now)}" if started is not None else ""
    names = names_text([seen.name for seen in chosen])
    is_many = len(chosen) > 1
    title, fact = _facts(worst(said.values()), names, is_many=is_many)
    body = f"{fact}{since}. We are looking into it and will keep you informed here."
    return Wording(
        title=title[:TITLE_LIMIT],
        status=IncidentStatus.INVESTIGATING,
        body=body,
        components=said,
        next_update_in=NEXT_UPDATE_IN,
        started_at=started,
    )


def _facts(status: ComponentStatus, names: str, *, is_many: bool) -> tuple[str, str]:
    are, have = ("are", "have") if is_many else ("is", "has")
    if status is ComponentStatus.MAJOR_OUTAGE:
        return f"{names} {are} unavailable", f"{names} {have} been unavailable"
    if status is ComponentStatus.PARTIAL_OUTAGE:
        return (
            f"{names} {are} failing for some customers",
            f"{names} {have} been failing for some customers",
        )
    return f"{names} {are} not working as usual", f"{names} {have} not been working as usual"


def follow_up(incident: Incident) -> Wording:
    """A wording that starts from what was said last, with a new promise of the same length.

    What becomes of each field stands with the field, as `followed_up`.
    """
    last = incident.updates[0]
    promised = NEXT_UPDATE_IN
    if last.wording.next_update_at is not None:
        promised = max(last.wording.next_update_at - last.published_at, timedelta(minutes=1))
    is_over = incident.status.is_over
    # Why something was withdrawn is no beginning of what is said next.
    words = next((one.wording.body for one in standing(incident.updates)), last.wording.body)
    return replace(
        last.wording,
        body=words,
        components={
            component_id: status
            for component_id, status in last.wording.components.items()
            if status is not ComponentStatus.OPERATIONAL or is_over
        },
        next_update_in=None if is_over else promised,
        next_update_at=None,
    )


def all_clear(
    incident: Incident, measured: Sequence[Measured], *, now: datetime, zone: tzinfo
) -> Wording | None:
    """A wording that says it is over, where monitoring sees every named service work; else None.

    It is only where a person begins: nothing says that it is over before they have read it.
    """
    named = [seen for seen in measured if seen.component_id in incident.components]
    is_back = bool(named) and all(seen.status is ComponentStatus.OPERATIONAL for seen in named)
    if incident.status.is_over or not is_back:
        return None
    ends = [seen.since for seen in named if seen.since is not None]
    since = f" since {when_text(max(ends), zone, now=now)}" if ends else ""
    have = "has" if len(named) == 1 else "have"
    names = names_text([seen.name for seen in named])
    return replace(
        follow_up(incident),
        status=IncidentStatus.RESOLVED,
        body=f"{names} {have} been working as usual again{since}. If something still fails for "
        "you, please try once more. We are sorry for the interruption.",
        components={seen.component_id: ComponentStatus.OPERATIONAL for seen in named},
        next_update_in=None,
    )
