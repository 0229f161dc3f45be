"""Muting rules and downtimes of New Relic, and which of them a person has decided about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from statusboard.storage.tables import NEW_RELIC_WINDOW
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

_ROW = NEW_RELIC_WINDOW.c


@dataclass(frozen=True, slots=True)
class StoredWindow:
    """One as it was read. `drafted_us`: the beginning of the window that was taken over."""

    key: str
    account: int
    told: str
    drafted_us: int | None
    is_set_aside: bool


def read_windows(unit: Unit) -> tuple[StoredWindow, ...]:
    """All that New Relic plans, by its key."""
    rows = unit.connection.execute(select(NEW_RELIC_WINDOW).order_by(_ROW.key))
    return tuple(
        StoredWindow(row.key, row.account, row.told, row.drafted_us, bool(row.set_aside))
        for row in rows
    )


def note_windows(
    unit: Unit, told: Mapping[str, str], accounts: Mapping[str, int], read: Collection[int]
) -> None:
    """Keeps what was read whole of these accounts; what is there no more is forgotten."""
    unit.connection.execute(
        delete(NEW_RELIC_WINDOW).where(_ROW.account.in_(read), _ROW.key.not_in(told))
    )
    values = [{"key": key, "account": accounts[key], "told": one} for key, one in told.items()]
    if values:
        new = upsert(unit, NEW_RELIC_WINDOW)
        unit.connection.execute(
            new.on_conflict_do_update(
                index_elements=[_ROW.key],
                set_={"told": new.excluded.told, "account": new.excluded.account},
            ),
            values,
        )


def decide(unit: Unit, key: str, *, starts_us: int, is_aside: bool) -> None:
    """Notes that the window that begins then was taken over, or that none is to be proposed."""
    values = {"set_aside": 1} if is_aside else {"drafted_us": starts_us}
    unit.connection.execute(update(NEW_RELIC_WINDOW).where(_ROW.key == key).values(values))
