"""What should never have been published is withdrawn: what has to be true of it, what it says."""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.domain.hidden_text import without_comments
from statusboard.domain.incident import Incident, IncidentUpdate, public_statuses
from statusboard.domain.letters import can_be_seen
from statusboard.domain.moves import said_statuses
from statusboard.domain.next_promise import next_promise
from statusboard.domain.notice import BODY_LIMIT
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.taken_back import standing, taken_back
from statusboard.domain.update_kind import UpdateKind
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.components import read_components
from statusboard.storage.incident_updates import NewUpdate
from statusboard.storage.unit import Unit


def withdrawal_of(unit: Unit, incident: Incident, update: str, reason: str) -> NewUpdate:
    """What is published to withdraw an update, or everything where `update` is empty.

    Raises RuleBroken where that cannot be withdrawn, or the reason says nothing.
    """
    reason = without_comments(reason).strip()
    if not can_be_seen(reason):
        raise RuleBroken(
            "Say why it is withdrawn. Customers read the reason beside it.", field="reason"
        )
    if len(reason) > BODY_LIMIT:
        raise RuleBroken(
            f"The reason has {len(reason)} characters; at most {BODY_LIMIT} fit.", field="reason"
        )
    if incident.is_withdrawn:
        raise RuleBroken("This was withdrawn already.", field="incident")
    if incident.merged_into is not None:
        raise RuleBroken(
            "This is told on in another incident. Withdraw it there.", field="incident"
        )
    if update:
        return _of_one(unit, incident, update, reason)
    return _of_all(unit, incident, reason)


def _of_all(unit: Unit, incident: Incident, reason: str) -> NewUpdate:
    """Its services are again what all the others say of them."""
    standing = (*incidents.read_unresolved(unit), *incidents.read_under_way(unit))
    others = tuple(one for one in standing if one.id != incident.id)
    known = tuple(component.id for component in read_components(unit))
    told = public_statuses(known, others)
    before = said_statuses(incident.wording)
    return NewUpdate(
        wording=replace(
            incident.wording.saying(reason),
            status=IncidentStatus.RESOLVED,
            components=dict.fromkeys(before, ComponentStatus.OPERATIONAL),
        ).without_promise(),
        impact=incident.impact,
        moves={one: (status, told[one]) for one, status in before.items() if one in told},
        published_by=unit.actor.name if unit.actor else "",
        kind=UpdateKind.WITHDRAWAL,
    )


def _of_one(unit: Unit, incident: Incident, update: str, reason: str) -> NewUpdate:
    """What stood before it is what is said again."""
    wrong = _to_withdraw(incident, update)
    left = [one for one in standing(incident.updates) if one.public_id != update]
    if not left:
        raise RuleBroken(
            "It is all that was said. Withdraw the whole of it instead of this update.",
            field="update",
        )
    before, after = said_statuses(incident.wording), said_statuses(left[0].wording)
    is_over = left[0].wording.status.is_over
    promises = [one.promise(unit.now) for one in (incident.wording, wrong.wording, left[0].wording)]
    known = {component.id for component in read_components(unit)}
    return NewUpdate(
        wording=replace(
            left[0].wording.saying(reason),
            components=_said_on(before, after),
        ).promising(None if is_over else next_promise(unit.now, promises)),
        impact=incident.impact,
        moves={
            one: (
                before.get(one, ComponentStatus.OPERATIONAL),
                after.get(one, ComponentStatus.OPERATIONAL),
            )
            for one in sorted(before.keys() | after.keys())
            if one in known
        },
        published_by=unit.actor.name if unit.actor else "",
        kind=UpdateKind.WITHDRAWAL,
        corrects=update,
    )


def _to_withdraw(incident: Incident, update: str) -> IncidentUpdate:
    wrong = next((one for one in incident.updates if one.public_id == update), None)
    if wrong is None:
        raise RuleBroken(f"The incident has no update {update}.", field="update")
    if update in taken_back(incident.updates):
        raise RuleBroken("This update was taken back already.", field="update")
    if wrong.kind not in (UpdateKind.SAID, UpdateKind.ANNOUNCEMENT):
        raise RuleBroken("What withdraws something cannot be withdrawn itself.", field="update")
    return wrong


def _said_on(
    before: Mapping[int, ComponentStatus], after: Mapping[int, ComponentStatus]
) -> dict[int, ComponentStatus]:
    """Of every service that it ever named, as other updates say it."""
    return dict(sorted({**dict.fromkeys(before, ComponentStatus.OPERATIONAL), **after}.items()))
