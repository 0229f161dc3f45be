"""Saying something about an incident: updates are only ever appended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, insert, select, update

from statusboard.domain.instants import from_us, to_us
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.storage.components import new_public_id
from statusboard.storage.incident_search import keep_words
from statusboard.storage.tables import (
    COMPONENT,
    INCIDENT,
    INCIDENT_UPDATE,
    UPDATE_COMPONENT,
)
from statusboard.storage.unit import Unit
from statusboard.storage.wordings import wording_text

# An incident is created this long before its first update: readers of the public API count on
# the one preceding the other.
FIRST_UPDATE_AFTER_US = 1_000
# The public API tells instants in milliseconds: two updates never share one.
BETWEEN_UPDATES_US = 1_000


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """What one update says, ready to be appended.

    `wording` is settled. `moves` are (before, after) per component that it is about. `corrects` is
    the public id of the update whose words it takes back. The schedule is that of planned work.
    `public_id` is that of what begins with it; empty: a new one.
    """

    wording: Wording
    impact: Impact
    moves: Mapping[int, tuple[ComponentStatus, ComponentStatus]]
    notice_id: int | None = None
    revision: int | None = None
    published_by: str = ""
    kind: UpdateKind = UpdateKind.SAID
    corrects: str = ""
    scheduled_for: datetime | None = None
    scheduled_until: datetime | None = None
    public_id: str = ""


def append_update(unit: Unit, incident_id: int | None, new_update: NewUpdate) -> tuple[int, str]:
    """Says something about an incident, a new one for None: its id, and the update's public id.

    What is said later stands above what was said before, also where the clock was set back
    between the two.
    """
    said_us = unit.now_us
    if incident_id is None:
        incident_id = unit.connection.execute(
            insert(INCIDENT)
            .values(
                public_id=new_update.public_id or new_public_id(),
                status=new_update.wording.status.value,
                impact=new_update.impact.value,
                created_us=said_us - FIRST_UPDATE_AFTER_US,
                sort=new_update.kind.sort.value,
            )
            .returning(INCIDENT.c.id)
        ).scalar_one()
    else:
        said_us = max(said_us, _last_said_us(unit, incident_id) + BETWEEN_UPDATES_US)
    if new_update.wording.ended_at == unit.now:
        # It ends with what says so, at the instant that stands there.
        ended = replace(new_update.wording, ended_at=from_us(said_us))
        new_update = replace(new_update, wording=ended)
    _move(unit, incident_id, new_update, said_us)
    public_id = new_public_id()
    update_id = unit.connection.execute(
        insert(INCIDENT_UPDATE)
        .values(
            public_id=public_id,
            incident_id=incident_id,
            wording=wording_text(new_update.wording),
            published_us=said_us,
            notice_id=new_update.notice_id,
            revision=new_update.revision,
            published_by=new_update.published_by,
            kind=new_update.kind.value,
            corrects=new_update.corrects,
        )
        .returning(INCIDENT_UPDATE.c.id)
    ).scalar_one()
    keep_words(unit, update_id, new_update.wording)
    _name_components(unit, update_id, new_update)
    return incident_id, public_id


def _last_said_us(unit: Unit, incident_id: int) -> int:
    newest = select(func.max(INCIDENT_UPDATE.c.published_us))
    of_this = newest.where(INCIDENT_UPDATE.c.incident_id == incident_id)
    return int(unit.connection.execute(of_this).scalar() or 0)


def _move(unit: Unit, incident_id: int, new_update: NewUpdate, said_us: int) -> None:
    status, ended_at = new_update.wording.status, new_update.wording.ended_at
    values: dict[str, object] = {
        "status": status.value,
        "impact": new_update.impact.value,
        "resolved_us": None,
        "closed_us": None,
    }
    if status.is_over:
        values["resolved_us"] = said_us if ended_at is None else to_us(ended_at)
        values["closed_us"] = func.coalesce(INCIDENT.c.closed_us, said_us)
    if status is IncidentStatus.MONITORING:
        values["monitoring_us"] = func.coalesce(INCIDENT.c.monitoring_us, said_us)
    if new_update.scheduled_for is not None and new_update.scheduled_until is not None:
        values["scheduled_us"] = to_us(new_update.scheduled_for)
        values["until_us"] = to_us(new_update.scheduled_until)
    unit.connection.execute(update(INCIDENT).where(INCIDENT.c.id == incident_id).values(values))


def _name_components(unit: Unit, update_id: int, new_update: NewUpdate) -> None:
    if not new_update.moves:
        return
    named = unit.connection.execute(
        select(COMPONENT.c.id, COMPONENT.c.name).where(COMPONENT.c.id.in_(new_update.moves))
    )
    names = {row.id: row.name for row in named}
    unit.connection.execute(
        insert(UPDATE_COMPONENT),
        [
            {
                "update_id": update_id,
                "component_id": component_id,
                "name": names[component_id],
                "old_status": before.value,
                "new_status": after.value,
            }
            for component_id, (before, after) in new_update.moves.items()
        ],
    )
