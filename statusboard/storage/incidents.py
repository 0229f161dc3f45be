"""Incidents with their published updates, as they are read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from statusboard.domain.incident import AffectedComponent, Incident, IncidentUpdate
from statusboard.domain.instants import from_us
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.update_kind import NoticeSort, UpdateKind
from statusboard.storage.given_ids import given_ids
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import (
    COMPONENT,
    INCIDENT,
    INCIDENT_UPDATE,
    SUBSCRIPTION,
    UPDATE_COMPONENT,
)
from statusboard.storage.unit import Unit
from statusboard.storage.wordings import wording_of

# What customers were told the end of.
OVER = tuple(status.value for status in IncidentStatus if status.is_over)
_IS_INCIDENT = INCIDENT.c.sort == NoticeSort.INCIDENT.value
_UNDER_WAY = tuple(status.value for status in IncidentStatus if status.is_under_way)
_NEWEST_FIRST = select(INCIDENT).order_by(INCIDENT.c.created_us.desc(), INCIDENT.c.id.desc())
_THESE = given_ids("incident_ids")
_CHOSEN = _NEWEST_FIRST.where(INCIDENT.c.id.in_(_THESE))
_INCIDENTS = _NEWEST_FIRST.where(_IS_INCIDENT)
_UNRESOLVED = _INCIDENTS.where(INCIDENT.c.status.not_in(OVER))
_ANNOUNCEMENTS = _NEWEST_FIRST.where(INCIDENT.c.sort == NoticeSort.ANNOUNCEMENT.value)
_PLANNED = _NEWEST_FIRST.where(INCIDENT.c.sort == NoticeSort.MAINTENANCE.value)
_WORK_UNDER_WAY = _NEWEST_FIRST.where(INCIDENT.c.status.in_(_UNDER_WAY))
_UPDATES = (
    select(INCIDENT_UPDATE)
    .where(INCIDENT_UPDATE.c.incident_id.in_(_THESE))
    .order_by(INCIDENT_UPDATE.c.published_us.desc(), INCIDENT_UPDATE.c.id.desc())
)
_AFFECTED = (
    select(UPDATE_COMPONENT, COMPONENT.c.public_id)
    .join(COMPONENT, COMPONENT.c.id == UPDATE_COMPONENT.c.component_id)
    .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == UPDATE_COMPONENT.c.update_id)
    .where(INCIDENT_UPDATE.c.incident_id.in_(_THESE))
    .order_by(UPDATE_COMPONENT.c.update_id, COMPONENT.c.position, COMPONENT.c.id)
)


@read_once
def read_incident(unit: Unit, incident_id: int) -> Incident | None:
    """The incident, or announcement, with everything said so far; or None."""
    found = _read(unit, _CHOSEN, [incident_id])
    return found[0] if found else None


@read_once
def read_unresolved(unit: Unit) -> tuple[Incident, ...]:
    """The incidents that are not over, newest first."""
    return _read(unit, _UNRESOLVED)


def count_unresolved(unit: Unit) -> int:
    """How many incidents customers were not yet told the end of."""
    lasts = _IS_INCIDENT & INCIDENT.c.status.not_in(OVER)
    asked = select(func.count()).select_from(INCIDENT).where(lasts)
    return int(unit.connection.execute(asked).scalar_one())


def read_incidents(unit: Unit, *, limit: int | None = None) -> tuple[Incident, ...]:
    """All incidents, newest first; at most `limit` of them. No announcement is among them."""
    return _read(unit, _INCIDENTS if limit is None else _INCIDENTS.limit(limit))


def read_announcements(unit: Unit) -> tuple[Incident, ...]:
    """What was announced without an incident, newest first."""
    return _read(unit, _ANNOUNCEMENTS)


def read_planned(unit: Unit) -> tuple[Incident, ...]:
    """What was told of planned work, newest first."""
    return _read(unit, _PLANNED)


@read_once
def read_under_way(unit: Unit) -> tuple[Incident, ...]:
    """The planned work that customers were told is going on, newest first."""
    return _read(unit, _WORK_UNDER_WAY)


def read_chosen(unit: Unit, incident_ids: Sequence[int]) -> tuple[Incident, ...]:
    """These incidents, in this order; those that are not there are left out."""
    found = {one.id: one for one in _read(unit, _CHOSEN, incident_ids)}
    return tuple(found[number] for number in incident_ids if number in found)


def read_awaited(unit: Unit) -> dict[int, str]:
    """What the incidents are called whose end somebody waits for, by id."""
    awaited = select(SUBSCRIPTION.c.incident_id).where(SUBSCRIPTION.c.incident_id.is_not(None))
    found = _read(unit, _NEWEST_FIRST.where(INCIDENT.c.id.in_(awaited)))
    return {incident.id: incident.wording.title for incident in found}


def read_update_of_notice(unit: Unit, notice_id: int) -> tuple[int, str] | None:
    """The update a notice became: incident id and public id; None where it became none."""
    row = unit.connection.execute(
        select(INCIDENT_UPDATE.c.incident_id, INCIDENT_UPDATE.c.public_id).where(
            INCIDENT_UPDATE.c.notice_id == notice_id
        )
    ).first()
    return None if row is None else (row.incident_id, row.public_id)


def newest_notices(unit: Unit, incident_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The notice and the revision that the newest update of each incident was; without others."""
    rows = unit.connection.execute(
        select(
            INCIDENT_UPDATE.c.incident_id, INCIDENT_UPDATE.c.notice_id, INCIDENT_UPDATE.c.revision
        )
        .where(INCIDENT_UPDATE.c.incident_id.in_(incident_ids))
        .order_by(INCIDENT_UPDATE.c.id)
    )
    newest = {row.incident_id: (row.notice_id, row.revision) for row in rows}
    return {key: said for key, said in newest.items() if None not in said}


def _read(
    unit: Unit, asked: Select[*tuple[Any, ...]], incident_ids: Sequence[int] | None = None
) -> tuple[Incident, ...]:
    """What a statement of incidents finds, which names `incident_ids` if it is about some."""
    given = {} if incident_ids is None else {"incident_ids": list(incident_ids)}
    rows = unit.connection.execute(asked, given).all()
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
    found: dict[int, list[IncidentUpdate]] = {}
    if not incident_ids:
        return found
    affected = _affected(unit, incident_ids)
    for row in unit.connection.execute(_UPDATES, {"incident_ids": incident_ids}):
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
    found: dict[int, list[AffectedComponent]] = {}
    for row in unit.connection.execute(_AFFECTED, {"incident_ids": incident_ids}):
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
