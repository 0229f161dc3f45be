"""Addresses that want nothing, for ever: kept as keyed hashes, so that nobody reads them here."""

from collections.abc import Collection

from sqlalchemy import delete, select

from statusboard.storage.pieces import pieces
from statusboard.storage.tables import SUPPRESSION
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


def suppress(unit: Unit, address_hash: str, why: str) -> None:
    """Nothing is sent to that address any more, also where it is added again."""
    unit.connection.execute(
        upsert(unit, SUPPRESSION)
        .values(address_hash=address_hash, since_us=unit.now_us, why=why)
        .on_conflict_do_nothing()
    )


def release(unit: Unit, address_hash: str) -> None:
    """The address asked for it again."""
    unit.connection.execute(delete(SUPPRESSION).where(SUPPRESSION.c.address_hash == address_hash))


def suppressed(unit: Unit, address_hashes: Collection[str]) -> dict[str, str]:
    """Which of them want nothing, and why."""
    found: dict[str, str] = {}
    for some in pieces(address_hashes):
        rows = unit.connection.execute(
            select(SUPPRESSION.c.address_hash, SUPPRESSION.c.why).where(
                SUPPRESSION.c.address_hash.in_(some)
            )
        )
        found.update((row.address_hash, row.why) for row in rows)
    return found
