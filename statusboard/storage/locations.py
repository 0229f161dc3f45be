"""Locations: where collectors stand, when each was last heard of, and what is wrong there."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select, text, update

from statusboard.domain.instants import duration_us, to_us
from statusboard.domain.location import HOME, collector_role
from statusboard.domain.observation import GONE_AFTER
from statusboard.storage import leases
from statusboard.storage.tables import (
    LEASE,
    LOCATION,
    LOCATION_STATE,
    LOCATION_TRANSITION,
)
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


@dataclass(frozen=True, slots=True)
class Location:
    """A place from which checks are asked.

    `beat_us` is its last sign of life, 0 where it never gave one; `silent_us` is since when
    nothing of what it says counts, None while it does. `holder` is empty after a goodbye.
    """

    name: str
    version: str
    host: str
    problem: str
    silent_us: int | None
    beat_us: int = 0
    holder: str = ""

    @property
    def is_home(self) -> bool:
        """Whether it is where the collector without a name stands."""
        return self.name == HOME

    def is_gone(self, now_us: int) -> bool:
        """Whether it missed three beats, or its clock is as far ahead: neither can be believed."""
        return abs(now_us - self.beat_us) > duration_us(GONE_AFTER)


def write_location(unit: Unit, name: str, *, version: str, host: str, problem: str = "") -> None:
    """Notes that a collector stands there, and what is wrong with its own line."""
    values = {"version": version, "host": host, "problem": problem}
    statement = upsert(unit, LOCATION).values(name=name, **values)
    unit.connection.execute(
        statement.on_conflict_do_update(index_elements=[LOCATION.c.name], set_=values)
    )


def read_locations(unit: Unit) -> tuple[Location, ...]:
    """All locations, home first, then by name."""
    held = {lease.role: lease for lease in leases.read_all(unit)}
    found = []
    for row in unit.connection.execute(select(LOCATION)):
        lease = held.get(collector_role(row.name))
        beat_us, holder = (0, "") if lease is None else (lease.renewed_us, lease.holder)
        found.append(
            Location(row.name, row.version, row.host, row.problem, row.silent_us, beat_us, holder)
        )
    return tuple(sorted(found, key=lambda one: (not one.is_home, one.name)))


def read_silent(unit: Unit) -> Mapping[str, int]:
    """Since when nothing is heard of locations, in microseconds, of those where it is so."""
    rows = unit.connection.execute(
        select(LOCATION.c.name, LOCATION.c.silent_us).where(LOCATION.c.silent_us.is_not(None))
    )
    return {row.name: row.silent_us for row in rows}


def write_silent(unit: Unit, name: str, silent_us: int | None) -> None:
    """Notes since when nothing is heard of a location; None: it is heard again."""
    unit.connection.execute(
        update(LOCATION).where(LOCATION.c.name == name).values(silent_us=silent_us)
    )


def newest_turn_from(unit: Unit, name: str) -> int:
    """When anything turned there last, in microseconds: that much was seen; 0 for never."""
    newest = unit.connection.scalar(
        select(func.max(LOCATION_TRANSITION.c.at_us))
        .join(LOCATION_STATE, LOCATION_STATE.c.series == LOCATION_TRANSITION.c.series)
        .where(LOCATION_STATE.c.location == name)
    )
    return int(newest or 0)


def remove_location(unit: Unit, name: str) -> None:
    """Takes a place off the list, and ends its lease. What it measured stays."""
    unit.connection.execute(delete(LOCATION).where(LOCATION.c.name == name))
    unit.connection.execute(delete(LEASE).where(LEASE.c.role == collector_role(name)))


def clock_ahead_us(unit: Unit) -> int:
    """How far this machine's clock is ahead of the server's, in microseconds; 0 for a file's."""
    if unit.is_sqlite:
        return 0
    theirs = unit.connection.scalar(text("SELECT clock_timestamp()"))
    return unit.now_us - to_us(theirs) if theirs is not None else 0
