"""Follow-ups that the machine words: it works again and is watched, and nothing has changed.

They say what was measured, and of our own doing only what the state says that customers know.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from statusboard.domain.evidence import Measured
from statusboard.domain.incident import Incident
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, IncidentStatus, worst
from statusboard.domain.suggestion import all_clear, follow_up, names_text
from statusboard.domain.time_text import when_text

_AT_IT = {
    IncidentStatus.INVESTIGATING: "We are still looking for the cause.",
    IncidentStatus.IDENTIFIED: "We know the cause and are still working on it.",
    IncidentStatus.MONITORING: "We are still watching it.",
}

_LEAST = "not working as usual"
_EFFECT = {
    ComponentStatus.MAJOR_OUTAGE: "unavailable",
    ComponentStatus.PARTIAL_OUTAGE: "failing for some customers",
}


def works_again(
    incident: Incident, measured: Sequence[Measured], *, now: datetime, zone: tzinfo
) -> Wording | None:
    """A wording that says it works again and is watched; None where it does not, or is over.

    For what failed several times in a row: to call it over would be a guess.
    """
    over = all_clear(incident, measured, now=now, zone=zone)
    if over is None:
        return None
    named = [seen for seen in measured if seen.component_id in incident.components]
    ends = [seen.since for seen in named if seen.since is not None]
    since = f" since {when_text(max(ends), zone, now=now)}" if ends else ""
    have = "has" if len(named) == 1 else "have"
    again = f"{names_text([seen.name for seen in named])} {have} been working as usual again{since}"
    return replace(
        follow_up(incident),
        status=IncidentStatus.MONITORING,
        body=f"{again}. The trouble came back more than once in the last hour, so we are watching "
        "before we call it over.",
        components=over.components,
    )


def no_change(
    incident: Incident, measured: Sequence[Measured], *, now: datetime, zone: tzinfo
) -> Wording:
    """A wording that keeps a promise where there is nothing new: what is still so, as of now.

    It promises the next update after as long a time as the last one did.
    """
    said = follow_up(incident)
    named = [seen for seen in measured if seen.component_id in incident.components]
    parts = (_stands(incident, named, now, zone), _AT_IT.get(incident.status, ""))
    return replace(said, body=" ".join(part for part in parts if part))


def _stands(incident: Incident, named: Sequence[Measured], now: datetime, zone: tzinfo) -> str:
    """What customers still notice, as measured; as they were told where nothing is measured."""
    as_of = when_text(now, zone, now=now)
    failing = [seen for seen in named if seen.status.is_trouble]
    well = [seen for seen in named if seen.status is ComponentStatus.OPERATIONAL]
    if not failing and well and len(well) == len(named):
        ends = [seen.since for seen in well if seen.since is not None]
        since = f" since {when_text(max(ends), zone, now=now)}" if ends else ""
        have = "has" if len(well) == 1 else "have"
        names = names_text([seen.name for seen in well])
        return f"As of {as_of}, {names} {have} been working as usual{since}."
    about = failing or named
    if not about:
        return f"As of {as_of}, there is nothing new to tell."
    status = worst(
        seen.status if failing else incident.components[seen.component_id] for seen in about
    )
    names = names_text([seen.name for seen in about])
    are = "is" if len(about) == 1 else "are"
    return f"As of {as_of}, {names} {are} still {_EFFECT.get(status, _LEAST)}."
