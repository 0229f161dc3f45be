"""Incidents and their published updates. Updates are only ever appended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, update

from statusboard.domain.incident import AffectedComponent, Incident, IncidentUpdate
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from statusboard.storage.components import new_public_id
from statusboard.storage.incident_search import keep_words
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import (
    COMPONENT,
    INCIDENT,
    INCIDENT_UPDATE,
    SUBSCRIPTION,
    UPDATE_COMPONENT,
)
from statusboard.storage.unit import Unit
from statusboard.storage.wordings import wording_of, wording_text

# What customers were told the end of.
OVER = tuple(status.value for status in IncidentStatus if status.is_over)
# An incident is created this long before its first update: readers of the public API count on
# the one preceding the other.
FIRST_UPDATE_AFTER_US = 1_000
# The public API tells instants in milliseconds: two updates never share one.
BETWEEN_UPDATES_US = 1_000
_IS_INCIDENT = INCIDENT.c.sort == NoticeSort.INCIDENT.value
_UNDER_WAY = tuple(status.value for status in IncidentStatus if status.is_under_way)


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


@read_once
def read_incident(unit: Unit, incident_id: int) -> Incident | None:
    """The incident, or announcement, with everything said so far; or None."""
    found = _read(unit, INCIDENT.c.id == incident_id)
    return found[0] if found else None


@read_once
def read_unresolved(unit: Unit) -> tuple[Incident, ...]:
    """The incidents that are not over, newest first."""
    return _read(unit, _IS_INCIDENT & INCIDENT.c.status.not_in(OVER))


def count_unresolved(unit: Unit) -> int:
    """How many incidents customers were not yet told the end of."""
    lasts = _IS_INCIDENT & INCIDENT.c.status.not_in(OVER)
    asked = select(func.count()).select_from(INCIDENT).where(lasts)
    return int(unit.connection.execute(asked).scalar_one())


def read_incidents(unit: Unit, *, limit: int | None = None) -> tuple[Incident, ...]:
    """All incidents, newest first; at most `limit` of them. No announcement is among them."""
    return _read(unit, _IS_INCIDENT, limit=limit)


def read_announcements(unit: Unit) -> tuple[Incident, ...]:
    """What was announced without an incident, newest first."""
    return _read(unit, INCIDENT.c.sort == NoticeSort.ANNOUNCEMENT.value)


def read_planned(unit: Unit) -> tuple[Incident, ...]:
    """What was told of planned work, newest first."""
    return _read(unit, INCIDENT.c.sort == NoticeSort.MAINTENANCE.value)


@read_once
def read_under_way(unit: Unit) -> tuple[Incident, ...]:
    """The planned work that customers were told is going on, newest first."""
    return _read(unit, INCIDENT.c.status.in_(_UNDER_WAY))


def read_chosen(unit: Unit, incident_ids: Sequence[int]) -> tuple[Incident, ...]:
    """These incidents, in this order; those that are not there are left out."""
    found = {one.id: one for one in _read(unit, INCIDENT.c.id.in_(incident_ids))}
    return tuple(found[number] for number in incident_ids if number in found)


def read_awaited(unit: Unit) -> dict[int, str]:
    """What the incidents are called whose end somebody waits for, by id."""
    awaited = select(SUBSCRIPTION.c.incident_id).where(SUBSCRIPTION.c.incident_id.is_not(None))
    found = _read(unit, INCIDENT.c.id.in_(awaited))
    return {incident.id: incident.wording.title for incident in found}


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


def read_update_of_notice(unit: Unit, notice_id: int) -> tuple[int, str] | None:
    """The update a notice became: incident id and public id; None where it became none."""
    row = unit.connection.execute(
        select(INCIDENT_UPDATE.c.incident_id, INCIDENT_UPDATE.c.public_id).where(
            INCIDENT_UPDATE.c.notice_id == notice_id
        )
    ).first()
    return None if row is None else (row.incident_id, row.public_id)


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


def _read(
    unit: Unit, condition: ColumnElement[bool], *, limit: int | None = None
) -> tuple[Incident, ...]:
    rows = unit.connection.execute(
        select(INCIDENT)
        .where(condition)
        .order_by(INCIDENT.c.created_us.desc(), INCIDENT.c.id.desc())
        .limit(limit)
    ).all()
    ids = [row.id for row in rows]
    updates = _updates(unit, ids)
    return tuple(
        Incident(
            id=row.id,
            public_id=row.public_id,
            impact=Impact(row.impact),
            created_at=from_us(row.created_us),
            monitoring_at=_instant(row.monitoring_us),
            resolved_at=_instant(row.resolved_us),
            updates=tuple(updates[row.id]),
            merged_into=row.merged_into,
            sort=NoticeSort(row.sort),
            scheduled_for=_instant(row.scheduled_us),
            scheduled_until=_instant(row.until_us),
        )
        for row in rows
    )


def _updates(unit: Unit, incident_ids: Sequence[int]) -> dict[int, list[IncidentUpdate]]:
    affected = _affected(unit, incident_ids)
    found: dict[int, list[IncidentUpdate]] = {}
    rows = unit.connection.execute(
        select(INCIDENT_UPDATE)
        .where(INCIDENT_UPDATE.c.incident_id.in_(incident_ids))
        .order_by(INCIDENT_UPDATE.c.published_us.desc(), INCIDENT_UPDATE.c.id.desc())
    )
    for row in rows:
        found.setdefault(row.incident_id, []).append(
            IncidentUpdate(
                public_id=row.public_id,
                published_at=from_us(row.published_us),
                wording=wording_of(row.wording),
                affected=tuple(affected.get(row.id, ())),
                kind=UpdateKind(row.kind),
                corrects=row.corrects,
            )
        )
    return found


def _affected(unit: Unit, incident_ids: Sequence[int]) -> dict[int, list[AffectedComponent]]:
    rows = unit.connection.execute(
        select(UPDATE_COMPONENT, COMPONENT.c.public_id)
        .join(COMPONENT, COMPONENT.c.id == UPDATE_COMPONENT.c.component_id)
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == UPDATE_COMPONENT.c.update_id)
        .where(INCIDENT_UPDATE.c.incident_id.in_(incident_ids))
        .order_by(UPDATE_COMPONENT.c.update_id, COMPONENT.c.position, COMPONENT.c.id)
    )
    found: dict[int, list[AffectedComponent]] = {}
    for row in rows:
        found.setdefault(row.update_id, []).append(
            AffectedComponent(
                component_id=row.component_id,
                public_id=row.public_id,
                name=row.name,
                old_status=ComponentStatus(row.old_status),
                new_status=ComponentStatus(row.new_status),
            )
        )
    return found


def _instant(us: int | None) -> datetime | None:
    return None if us is None else from_us(us)
