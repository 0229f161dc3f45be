"""Who is there: one row for each name at a device."""

from sqlalchemy import select, update

from statusboard.domain.instants import from_us
from statusboard.domain.presence import Presence
from statusboard.storage.tables import DEVICE, PRESENCE
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


def read_presences(unit: Unit) -> tuple[Presence, ...]:
    """Everybody who was ever there, whoever was seen last first."""
    statement = (
        select(PRESENCE, DEVICE.c.key, DEVICE.c.name.label("device_name"))
        .join(DEVICE, DEVICE.c.id == PRESENCE.c.device_id)
        .order_by(PRESENCE.c.seen_us.desc(), PRESENCE.c.name)
    )
    return tuple(
        Presence(
            row.name,
            row.person_id,
            row.key,
            row.device_name,
            from_us(row.seen_us),
            row.notice_id,
            bool(row.is_here),
        )
        for row in unit.connection.execute(statement)
    )


def see_person(
    unit: Unit, device_id: int, *, name: str, person_id: int | None, notice_id: int | None
) -> None:
    """Somebody is there now, and nobody else at that device."""
    nobody_else = update(PRESENCE).where(
        PRESENCE.c.device_id == device_id, PRESENCE.c.name != name, PRESENCE.c.is_here == 1
    )
    unit.connection.execute(nobody_else.values(is_here=0, notice_id=None))
    seen = {
        "person_id": person_id,
        "notice_id": notice_id,
        "seen_us": unit.now_us,
        "is_here": 1,
    }
    wanted = upsert(unit, PRESENCE).values(device_id=device_id, name=name, **seen)
    keys = [PRESENCE.c.device_id, PRESENCE.c.name]
    unit.connection.execute(wanted.on_conflict_do_update(index_elements=keys, set_=seen))


def nobody_at(unit: Unit, device_id: int) -> bool:
    """Nobody is at that device any more; False where nobody was."""
    gone = update(PRESENCE).where(PRESENCE.c.device_id == device_id, PRESENCE.c.is_here == 1)
    return unit.connection.execute(gone.values(is_here=0, notice_id=None)).rowcount > 0


def stop_writing(unit: Unit, notice_id: int) -> tuple[str, ...]:
    """The names of who wrote a notice, and is said to write none from now on."""
    writers = update(PRESENCE).where(PRESENCE.c.notice_id == notice_id).values(notice_id=None)
    found = unit.connection.execute(writers.returning(PRESENCE.c.name))
    return tuple(sorted({row.name for row in found}))
