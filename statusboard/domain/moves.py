"""What publishing a wording changes in what customers are told about each service."""

from collections.abc import Mapping

from statusboard.domain.incident import Incident
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus

Move = tuple[ComponentStatus, ComponentStatus]


def said_statuses(wording: Wording) -> dict[int, ComponentStatus]:
    """What the wording says of each service it names. Resolved ends whatever was said."""
    if wording.status.is_over:
        return dict.fromkeys(wording.components, ComponentStatus.OPERATIONAL)
    return dict(wording.components)


def spoken_of(said: Mapping[int, ComponentStatus]) -> tuple[int, ...]:
    """Of which services a short text speaks: those in trouble; all of them where none is."""
    in_trouble = tuple(number for number, status in said.items() if status.is_trouble)
    return in_trouble or tuple(said)


def moves(
    wording: Wording, incident: Incident | None, public_status: Mapping[int, ComponentStatus]
) -> dict[int, Move]:
    """Before and after of every service the update is about, by component id.

    `public_status` is what customers are told now, over all open incidents. A service that the
    incident named and the wording no longer does is operational again, as far as this incident
    goes.
    """
    said = said_statuses(wording)
    named_before = incident.components if incident is not None else {}
    found: dict[int, Move] = {}
    for component_id in (*said, *(known for known in named_before if known not in said)):
        before = named_before.get(
            component_id, public_status.get(component_id, ComponentStatus.OPERATIONAL)
        )
        found[component_id] = (before, said.get(component_id, ComponentStatus.OPERATIONAL))
    return found
