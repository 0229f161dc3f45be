"""What was reported to checks: their addresses, what came, what is remembered, who listened."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from statusboard.domain.received import Listening, heard_on
from statusboard.storage.tables import (
    CHECK,
    LISTENING,
    SIGNAL,
    SIGNAL_ADDRESS,
    SIGNAL_MEMORY,
)
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

# Whatever listens is one: the page server behind the office of this database.
_NAME = "page server"
MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Signal:
    """What came to a check, and when, in microseconds since 1970, UTC."""

    id: int
    check_id: int
    at_us: int
    said: Mapping[str, object]


def give_address(unit: Unit, check_id: int, digest: str) -> None:
    """Has the check reported to at another address; the one before opens nothing any more."""
    values = {"digest": digest, "made_us": unit.now_us}
    unit.connection.execute(
        upsert(unit, SIGNAL_ADDRESS)
        .values(check_id=check_id, **values)
        .on_conflict_do_update(index_elements=[SIGNAL_ADDRESS.c.check_id], set_=values)
    )


def check_at(unit: Unit, digest: str) -> int | None:
    """The id of the check that an address belongs to; None where none is asked there now."""
    return unit.connection.scalar(
        select(SIGNAL_ADDRESS.c.check_id)
        .join(CHECK, CHECK.c.id == SIGNAL_ADDRESS.c.check_id)
        .where(SIGNAL_ADDRESS.c.digest == digest, CHECK.c.removed_us.is_(None))
    )


def addresses_made(unit: Unit) -> dict[int, int]:
    """When the address of each check was made, by its id."""
    rows = unit.connection.execute(select(SIGNAL_ADDRESS.c.check_id, SIGNAL_ADDRESS.c.made_us))
    return {row.check_id: row.made_us for row in rows}


def add_signal(unit: Unit, check_id: int, said: Mapping[str, object]) -> None:
    """Keeps what came until it is judged."""
    unit.connection.execute(
        insert(SIGNAL).values(check_id=check_id, at_us=unit.now_us, said=json.dumps(said))
    )


def waiting_for(unit: Unit, check_id: int, most: int) -> int:
    """How much of a check waits to be judged, counted up to `most`."""
    few = select(SIGNAL.c.id).where(SIGNAL.c.check_id == check_id).limit(most)
    return len(unit.connection.execute(few).all())


def read_signals(unit: Unit) -> tuple[Signal, ...]:
    """What waits to be judged, in the order in which it came; no more than MOST_AT_ONCE."""
    rows = unit.connection.execute(
        select(SIGNAL.c.id, SIGNAL.c.check_id, SIGNAL.c.at_us, SIGNAL.c.said)
        .order_by(SIGNAL.c.at_us, SIGNAL.c.id)
        .limit(MOST_AT_ONCE)
    )
    return tuple(Signal(row.id, row.check_id, row.at_us, json.loads(row.said)) for row in rows)


def settle_signals(
    unit: Unit, signal_ids: Collection[int], memories: Mapping[int, Mapping[str, object]]
) -> None:
    """Forgets what was judged, and keeps what is remembered of it, by check."""
    for check_id, memory in sorted(memories.items()):
        values = {"memory": json.dumps(memory)}
        unit.connection.execute(
            upsert(unit, SIGNAL_MEMORY)
            .values(check_id=check_id, **values)
            .on_conflict_do_update(index_elements=[SIGNAL_MEMORY.c.check_id], set_=values)
        )
    if signal_ids:
        unit.connection.execute(delete(SIGNAL).where(SIGNAL.c.id.in_(list(signal_ids))))


def read_memories(unit: Unit) -> dict[int, Mapping[str, object]]:
    """What is remembered of each check, by its id."""
    rows = unit.connection.execute(select(SIGNAL_MEMORY.c.check_id, SIGNAL_MEMORY.c.memory))
    return {check_id: json.loads(memory) for check_id, memory in rows}


def note_listening(unit: Unit) -> None:
    """Writes down that reports can be heard now."""
    now = heard_on(read_listening(unit), unit.now_us)
    values = {"since_us": now.since_us, "until_us": now.until_us}
    unit.connection.execute(
        upsert(unit, LISTENING)
        .values(name=_NAME, **values)
        .on_conflict_do_update(index_elements=[LISTENING.c.name], set_=values)
    )


def read_listening(unit: Unit) -> Listening | None:
    """The stretch in which reports could be heard; None where they never could."""
    row = unit.connection.execute(
        select(LISTENING.c.since_us, LISTENING.c.until_us).where(LISTENING.c.name == _NAME)
    ).one_or_none()
    return None if row is None else Listening(row.since_us, row.until_us)
