"""Which thing of another program became which of ours, and whose history is older than our own."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select

from statusboard.storage.tables import BROUGHT, BROUGHT_HISTORY, OUTAGE_NOTE
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


@dataclass(frozen=True, slots=True)
class Brought:
    """A thing of a source: its key there, what it became here, and a digest of what it said."""

    sort: str
    key: str
    target_id: int
    digest: str


@dataclass(frozen=True, slots=True)
class BroughtHistory:
    """Of which time a service's history is another program's, in microseconds since 1970."""

    component_id: int
    source: str
    from_us: int
    until_us: int
    stretches: int


@dataclass(frozen=True, slots=True)
class OutageNote:
    """What a list of past outages said of one, in microseconds since 1970."""

    component_id: int
    start_us: int
    stop_us: int
    note: str


def read_brought(unit: Unit, source: str) -> dict[tuple[str, str], Brought]:
    """Everything that was brought along from a source, by sort and key."""
    rows = unit.connection.execute(select(BROUGHT).where(BROUGHT.c.source == source))
    return {
        (row.sort, row.key): Brought(row.sort, row.key, row.target_id, row.digest) for row in rows
    }


def brought_sources(unit: Unit) -> frozenset[str]:
    """The sources of which anything was brought along."""
    return frozenset(unit.connection.execute(select(BROUGHT.c.source).distinct()).scalars())


def keep_brought(unit: Unit, source: str, things: Iterable[Brought]) -> None:
    """Notes what was brought along; what is known of the same key is replaced."""
    rows = [
        {
            "source": source,
            "sort": one.sort,
            "key": one.key,
            "target_id": one.target_id,
            "digest": one.digest,
            "brought_us": unit.now_us,
        }
        for one in things
    ]
    if not rows:
        return
    wanted = upsert(unit, BROUGHT)
    given = wanted.excluded
    unit.connection.execute(
        wanted.on_conflict_do_update(
            index_elements=list(BROUGHT.primary_key),
            set_={
                "target_id": given.target_id,
                "digest": given.digest,
                "brought_us": given.brought_us,
            },
        ),
        rows,
    )


def forget_brought(unit: Unit, source: str, things: Iterable[Brought]) -> None:
    """Forgets that these came along: they are new there once more."""
    for one in things:
        unit.connection.execute(
            delete(BROUGHT).where(
                BROUGHT.c.source == source, BROUGHT.c.sort == one.sort, BROUGHT.c.key == one.key
            )
        )


def read_histories(unit: Unit) -> dict[int, BroughtHistory]:
    """Whose history was brought along, by component."""
    rows = unit.connection.execute(select(BROUGHT_HISTORY))
    return {
        row.component_id: BroughtHistory(
            row.component_id, row.source, row.from_us, row.until_us, row.stretches
        )
        for row in rows
    }


def keep_history(unit: Unit, history: BroughtHistory) -> None:
    """Notes of which time a service's history is another program's; what is older is added."""
    wanted = upsert(unit, BROUGHT_HISTORY).values(
        component_id=history.component_id,
        source=history.source,
        from_us=history.from_us,
        until_us=history.until_us,
        stretches=history.stretches,
        brought_us=unit.now_us,
    )
    unit.connection.execute(
        wanted.on_conflict_do_update(
            index_elements=list(BROUGHT_HISTORY.primary_key),
            set_={
                "from_us": wanted.excluded.from_us,
                "stretches": BROUGHT_HISTORY.c.stretches + wanted.excluded.stretches,
                "brought_us": wanted.excluded.brought_us,
            },
        )
    )


def keep_outage_notes(unit: Unit, notes: Iterable[OutageNote]) -> None:
    """Keeps what a list said of past outages; what is known of the same instant is replaced."""
    rows = [
        {
            "component_id": one.component_id,
            "start_us": one.start_us,
            "stop_us": one.stop_us,
            "note": one.note,
        }
        for one in notes
    ]
    if rows:
        wanted = upsert(unit, OUTAGE_NOTE)
        given = wanted.excluded
        unit.connection.execute(
            wanted.on_conflict_do_update(
                index_elements=list(OUTAGE_NOTE.primary_key),
                set_={"stop_us": given.stop_us, "note": given.note},
            ),
            rows,
        )


def read_outage_notes(unit: Unit) -> tuple[OutageNote, ...]:
    """What lists said of past outages, by service and start."""
    rows = unit.connection.execute(
        select(OUTAGE_NOTE).order_by(OUTAGE_NOTE.c.component_id, OUTAGE_NOTE.c.start_us)
    )
    return tuple(OutageNote(row.component_id, row.start_us, row.stop_us, row.note) for row in rows)
