"""Changes of announced work that wait for approval, and what became of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, insert, select, update

from statusboard.domain.approval import Signer
from statusboard.domain.instants import from_us
from statusboard.domain.maintenance_change import ChangeDeed, Closing, ProposedChange
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import MAINTENANCE_CHANGE
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class NewChange:
    """What would be done with a window, as its plan is at `revision`; `given` as text."""

    maintenance_id: int
    window_id: int
    revision: int
    deed: ChangeDeed
    given: str


def add_change(unit: Unit, new: NewChange, by: Signer) -> int:
    """The id of a change that waits from now on."""
    return int(
        unit.connection.execute(
            insert(MAINTENANCE_CHANGE)
            .values(
                maintenance_id=new.maintenance_id,
                window_id=new.window_id,
                revision=new.revision,
                deed=new.deed.value,
                given=new.given,
                made_us=unit.now_us,
                by_name=by.name,
                by_person=by.person_id,
            )
            .returning(MAINTENANCE_CHANGE.c.id)
        ).scalar_one()
    )


def close_change(unit: Unit, change_id: int, closing: Closing, words: str = "") -> None:
    """It waits no longer; `words` say why it came to nothing."""
    changed = unit.connection.execute(
        update(MAINTENANCE_CHANGE)
        .where(MAINTENANCE_CHANGE.c.id == change_id)
        .values(closing=closing.value, words=words)
    )
    must_exist(changed.rowcount, "change of planned work")


def read_change(unit: Unit, change_id: int) -> ProposedChange | None:
    """The change of that id, or None."""
    return next(iter(_read(unit, MAINTENANCE_CHANGE.c.id == change_id)), None)


def read_newest_changes(unit: Unit, maintenance_ids: Collection[int]) -> dict[int, ProposedChange]:
    """The newest change of each plan, by the plan; without those of which nobody asked for any."""
    found = _read(unit, MAINTENANCE_CHANGE.c.maintenance_id.in_(maintenance_ids))
    return {one.maintenance_id: one for one in found}


def read_waiting_changes(unit: Unit) -> tuple[ProposedChange, ...]:
    """Every change that was neither made nor given up, the oldest first."""
    return _read(unit, MAINTENANCE_CHANGE.c.closing == "")


def _read(unit: Unit, condition: ColumnElement[bool]) -> tuple[ProposedChange, ...]:
    rows = unit.connection.execute(
        select(MAINTENANCE_CHANGE).where(condition).order_by(MAINTENANCE_CHANGE.c.id)
    )
    return tuple(
        ProposedChange(
            id=row.id,
            maintenance_id=row.maintenance_id,
            window_id=row.window_id,
            revision=row.revision,
            deed=ChangeDeed(row.deed),
            given=row.given,
            by=Signer(row.by_name, row.by_person),
            made_at=from_us(row.made_us),
            closing=Closing(row.closing) if row.closing else None,
            words=row.words,
        )
        for row in rows
    )
