"""Updates on their way to everybody: until when each can be taken back, and whether it was."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from statusboard.domain.instants import from_us
from statusboard.storage.tables import DISPATCH, INCIDENT_UPDATE
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """An update for so many recipients. No message begins before `held_until`."""

    recipients: int
    held_until: datetime
    taken_back_at: datetime | None


def read_dispatch(unit: Unit, public_id: str) -> OnItsWay | None:
    """How the update of that public id is on its way; None where nobody was to be told of it."""
    row = unit.connection.execute(
        select(DISPATCH.c.recipients, DISPATCH.c.held_until_us, DISPATCH.c.taken_back_us)
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DISPATCH.c.update_id)
        .where(INCIDENT_UPDATE.c.public_id == public_id)
    ).one_or_none()
    if row is None:
        return None
    taken_back = None if row.taken_back_us is None else from_us(row.taken_back_us)
    return OnItsWay(row.recipients, from_us(row.held_until_us), taken_back)


_NEWEST = select(func.max(DISPATCH.c.update_id))


def newest(unit: Unit) -> int:
    """The update that was given to the outbox last; 0 before the first."""
    return int(unit.connection.scalar(_NEWEST) or 0)


def end_hold(unit: Unit, update_id: int) -> bool:
    """Has the messages of an update begin now; whether they were still held."""
    still_held = (
        DISPATCH.c.update_id == update_id,
        DISPATCH.c.held_until_us > unit.now_us,
        DISPATCH.c.taken_back_us.is_(None),
    )
    done = update(DISPATCH).where(*still_held).values(held_until_us=unit.now_us)
    return bool(unit.connection.execute(done).rowcount)


def told_to(unit: Unit, incident_ids: Collection[int]) -> dict[int, int]:
    """How many are told of each of these incidents: of its updates, the one that goes to most.

    Of an update that was taken back nobody is told. Incidents of which nobody is are left out.
    """
    rows = unit.connection.execute(
        select(DISPATCH.c.incident_id, func.max(DISPATCH.c.recipients))
        .where(DISPATCH.c.incident_id.in_(incident_ids), DISPATCH.c.taken_back_us.is_(None))
        .group_by(DISPATCH.c.incident_id)
    )
    return {incident_id: recipients for incident_id, recipients in rows if recipients}


def count_messages(unit: Unit, incident_ids: Collection[int]) -> dict[int, int]:
    """How many updates of each of these incidents went out as messages; none for none."""
    rows = unit.connection.execute(
        select(DISPATCH.c.incident_id, func.count())
        .where(DISPATCH.c.incident_id.in_(incident_ids), DISPATCH.c.taken_back_us.is_(None))
        .group_by(DISPATCH.c.incident_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def recipients_of(unit: Unit, incident_id: int) -> dict[str, int]:
    """How many get each update of an incident that went out as a message, by its public id."""
    rows = unit.connection.execute(
        select(INCIDENT_UPDATE.c.public_id, DISPATCH.c.recipients)
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DISPATCH.c.update_id)
        .where(DISPATCH.c.incident_id == incident_id, DISPATCH.c.taken_back_us.is_(None))
    )
    return {row.public_id: row.recipients for row in rows}


def was_announced(unit: Unit, incident_id: int) -> bool:
    """Whether any update of an incident was given to the outbox."""
    given = select(DISPATCH.c.update_id).where(DISPATCH.c.incident_id == incident_id).limit(1)
    return unit.connection.execute(given).first() is not None
