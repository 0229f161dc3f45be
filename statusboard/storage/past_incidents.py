"""Incidents of another program, written with the times they had there. Nobody is told of them.

They can be taken back for that alone: what people were told stays for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, insert, select

from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.update_kind import NoticeSort
from statusboard.storage.components import new_public_id
from statusboard.storage.incident_search import forget_words, keep_words
from statusboard.storage.incident_updates import FIRST_UPDATE_AFTER_US
from statusboard.storage.tables import (
    DISPATCH,
    INCIDENT,
    INCIDENT_UPDATE,
    NOTICE,
    SUBSCRIPTION,
    UPDATE_COMPONENT,
)
from statusboard.storage.unit import Unit
from statusboard.storage.wordings import wording_text

_MARK = "brought along "


@dataclass(frozen=True, slots=True)
class PastUpdate:
    """What was said at an instant, in microseconds since 1970, and what moved then.

    A move is the service, its name, and its status before and after.
    """

    at_us: int
    wording: Wording
    moves: tuple[tuple[int, str, ComponentStatus, ComponentStatus], ...] = ()


def add_past_incident(
    unit: Unit,
    *,
    impact: Impact,
    ended_us: int,
    updates: Sequence[PastUpdate],
    source: str,
) -> int:
    """The id of an incident that is over, with what was said of it in the order of time."""
    first, last = updates[0], updates[-1]
    watched = [one.at_us for one in updates if one.wording.status is IncidentStatus.MONITORING]
    incident_id: int = unit.connection.execute(
        insert(INCIDENT)
        .values(
            public_id=new_public_id(),
            status=last.wording.status.value,
            impact=impact.value,
            created_us=first.at_us - FIRST_UPDATE_AFTER_US,
            monitoring_us=watched[0] if watched else None,
            resolved_us=ended_us,
            closed_us=last.at_us,
            sort=NoticeSort.INCIDENT.value,
        )
        .returning(INCIDENT.c.id)
    ).scalar_one()
    for one in updates:
        update_id = unit.connection.execute(
            insert(INCIDENT_UPDATE)
            .values(
                public_id=new_public_id(),
                incident_id=incident_id,
                wording=wording_text(one.wording),
                published_us=one.at_us,
                published_by=f"{_MARK}({source})",
            )
            .returning(INCIDENT_UPDATE.c.id)
        ).scalar_one()
        keep_words(unit, update_id, one.wording)
        if one.moves:
            unit.connection.execute(
                insert(UPDATE_COMPONENT),
                [
                    {
                        "update_id": update_id,
                        "component_id": component_id,
                        "name": name,
                        "old_status": before.value,
                        "new_status": after.value,
                    }
                    for component_id, name, before, after in one.moves
                ],
            )
    return incident_id


def may_be_taken_back(unit: Unit, incident_id: int) -> bool:
    """Whether everything that was said of an incident came along with it, and nobody follows it."""
    ours = INCIDENT_UPDATE.c.published_by.not_like(f"{_MARK}%")
    more = [
        _updates_of(incident_id).where(ours),
        select(NOTICE.c.id).where(NOTICE.c.incident_id == incident_id),
        select(DISPATCH.c.incident_id).where(DISPATCH.c.incident_id == incident_id),
        select(SUBSCRIPTION.c.incident_id).where(SUBSCRIPTION.c.incident_id == incident_id),
        select(INCIDENT.c.id).where(INCIDENT.c.merged_into == incident_id),
    ]
    return all(unit.connection.execute(one.limit(1)).first() is None for one in more)


def remove_past_incident(unit: Unit, incident_id: int) -> None:
    """Takes an incident back that may be."""
    updates = _updates_of(incident_id)
    forget_words(unit, updates)
    for table, column in (
        (UPDATE_COMPONENT, UPDATE_COMPONENT.c.update_id),
        (INCIDENT_UPDATE, INCIDENT_UPDATE.c.id),
    ):
        unit.connection.execute(delete(table).where(column.in_(updates)))
    unit.connection.execute(delete(INCIDENT).where(INCIDENT.c.id == incident_id))


def _updates_of(incident_id: int) -> Select[tuple[int]]:
    return select(INCIDENT_UPDATE.c.id).where(INCIDENT_UPDATE.c.incident_id == incident_id)
