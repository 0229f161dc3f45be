"""The devices that people sit at, and who is signed in there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update

from statusboard.domain.device import Device
from statusboard.domain.instants import from_us, to_us
from statusboard.storage.tables import DEVICE, SIGN_IN
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that counts: who, and at which device."""

    person_id: int
    device_id: int


def see_device(unit: Unit, *, key: str, name: str, who: str) -> int:
    """The number of a device, which was seen now with somebody at it; of a new one too."""
    seen = {"name": name, "seen_us": unit.now_us, "seen_name": who}
    wanted = upsert(unit, DEVICE).values(key=key, first_us=unit.now_us, **seen)
    statement = wanted.on_conflict_do_update(index_elements=[DEVICE.c.key], set_=seen)
    return int(unit.connection.execute(statement.returning(DEVICE.c.id)).scalar_one())


def read_devices(unit: Unit) -> tuple[Device, ...]:
    """Every device that was ever seen, the newest first."""
    rows = unit.connection.execute(select(DEVICE).order_by(DEVICE.c.seen_us.desc(), DEVICE.c.id))
    return tuple(map(_device, rows))


def read_device(unit: Unit, key: str) -> Device | None:
    """The device of that key; None for one that was never seen."""
    row = unit.connection.execute(select(DEVICE).where(DEVICE.c.key == key)).first()
    return None if row is None else _device(row)


def end_device(unit: Unit, device_id: int, who: str) -> None:
    """Nobody acts from there any more, and whoever was signed in there is signed out."""
    values = {"ended_us": unit.now_us, "ended_by": who}
    unit.connection.execute(update(DEVICE).where(DEVICE.c.id == device_id).values(**values))
    _sign_out(unit, SIGN_IN.c.device_id == device_id)


def let_device_in(unit: Unit, device_id: int) -> None:
    """People may act from there again."""
    values = {"ended_us": None, "ended_by": ""}
    unit.connection.execute(update(DEVICE).where(DEVICE.c.id == device_id).values(**values))


def sign_in(
    unit: Unit, *, person_id: int, device_id: int, token_hash: str, until: datetime
) -> None:
    """Somebody is signed in at a device from now on, for whoever knows the token."""
    unit.connection.execute(
        insert(SIGN_IN).values(
            person_id=person_id,
            device_id=device_id,
            token_hash=token_hash,
            began_us=unit.now_us,
            until_us=to_us(until),
        )
    )


def read_sign_in(unit: Unit, token_hash: str) -> SignedIn | None:
    """The sign-in of a token; None where there is none, or it has ended."""
    row = unit.connection.execute(
        select(SIGN_IN.c.person_id, SIGN_IN.c.device_id).where(
            SIGN_IN.c.token_hash == token_hash,
            SIGN_IN.c.ended_us.is_(None),
            SIGN_IN.c.until_us > unit.now_us,
        )
    ).first()
    return None if row is None else SignedIn(row.person_id, row.device_id)


def sign_out_token(unit: Unit, token_hash: str) -> bool:
    """Ends one sign-in; False where it had ended."""
    return _sign_out(unit, SIGN_IN.c.token_hash == token_hash) > 0


def sign_out_person(unit: Unit, person_id: int) -> int:
    """Ends all of somebody's sign-ins; how many there were."""
    return _sign_out(unit, SIGN_IN.c.person_id == person_id)


def _sign_out(unit: Unit, which: ColumnElement[bool]) -> int:
    statement = update(SIGN_IN).where(which, SIGN_IN.c.ended_us.is_(None))
    return unit.connection.execute(statement.values(ended_us=unit.now_us)).rowcount


def _device(row: Row[Any]) -> Device:
    return Device(
        row.id,
        row.key,
        row.name,
        from_us(row.seen_us),
        row.seen_name,
        None if row.ended_us is None else from_us(row.ended_us),
        row.ended_by,
    )
