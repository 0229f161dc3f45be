"""Incidents that are told on in another one, and who waits for the end of that one from then on."""

from sqlalchemy import delete, select, update

from statusboard.storage.tables import INCIDENT, SUBSCRIPTION
from statusboard.storage.unit import Unit


def join(unit: Unit, incident_id: int, into: int) -> None:
    """From now on the one is told in the other, and whoever waits for its end waits for that."""
    gone = update(INCIDENT).where(INCIDENT.c.id == incident_id)
    unit.connection.execute(gone.values(merged_into=into))
    both = SUBSCRIPTION.alias("both")
    waits_already = (
        select(both.c.id)
        .where(both.c.subscriber_id == SUBSCRIPTION.c.subscriber_id, both.c.incident_id == into)
        .exists()
    )
    waiting = SUBSCRIPTION.c.incident_id == incident_id
    unit.connection.execute(delete(SUBSCRIPTION).where(waiting, waits_already))
    unit.connection.execute(update(SUBSCRIPTION).where(waiting).values(incident_id=into))


def joined_to(unit: Unit, incident_id: int) -> frozenset[int]:
    """The incidents that are told on in this one, also those that came by way of another."""
    found: set[int] = set()
    latest = {incident_id}
    while latest:
        further = select(INCIDENT.c.id).where(INCIDENT.c.merged_into.in_(latest))
        latest = set(unit.connection.execute(further).scalars()) - found
        found |= latest
    return frozenset(found)


_MERGED = select(INCIDENT.c.id, INCIDENT.c.merged_into).where(INCIDENT.c.merged_into.is_not(None))


def read_joined(unit: Unit) -> dict[str, str]:
    """Where each incident that was joined is told now, both by their public ids."""
    into = {row.id: row.merged_into for row in unit.connection.execute(_MERGED)}
    if not into:
        return {}
    both = into.keys() | set(into.values())
    named = select(INCIDENT.c.id, INCIDENT.c.public_id).where(INCIDENT.c.id.in_(both))
    codes = {row.id: row.public_id for row in unit.connection.execute(named)}
    found: dict[str, str] = {}
    for going, staying in into.items():
        last = staying
        while last in into:
            last = into[last]
        found[codes[going]] = codes[last]
    return found


def goes_on_in(unit: Unit, public_id: str) -> int | None:
    """The id of the incident that one is told in: itself, or the last one it was joined with.

    None where there is no such incident.
    """
    at = select(INCIDENT.c.id, INCIDENT.c.merged_into)
    row = unit.connection.execute(at.where(INCIDENT.c.public_id == public_id)).first()
    while row is not None and row.merged_into is not None:
        row = unit.connection.execute(at.where(INCIDENT.c.id == row.merged_into)).first()
    return None if row is None else int(row.id)
