"""Wrong codes for somebody by the device they were typed at, and where that person was before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from statusboard.domain.instants import from_us, to_us
from statusboard.storage.tables import DEVICE, SIGN_IN, SIGN_IN_TRY
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


@dataclass(frozen=True, slots=True)
class Tries:
    """How many wrong codes there were in a row at a device, and until when it may try no other."""

    wrong: int
    wait_until: datetime


def read_tries(unit: Unit, person_id: int, device: str) -> Tries:
    """What is kept of a device; nothing wrong where it never tried."""
    row = unit.connection.execute(
        select(SIGN_IN_TRY.c.wrong_codes, SIGN_IN_TRY.c.wait_until_us).where(
            SIGN_IN_TRY.c.person_id == person_id, SIGN_IN_TRY.c.device_key == device
        )
    ).first()
    return Tries(0, from_us(0)) if row is None else Tries(row[0], from_us(row[1]))


def note_device_tries(
    unit: Unit, person_id: int, device: str, wrong: int, wait_until: datetime
) -> None:
    """How many wrong codes there were in a row there, and until when it may try no other."""
    kept = {"wrong_codes": wrong, "wait_until_us": to_us(wait_until)}
    wanted = upsert(unit, SIGN_IN_TRY).values(person_id=person_id, device_key=device, **kept)
    both = [SIGN_IN_TRY.c.person_id, SIGN_IN_TRY.c.device_key]
    unit.connection.execute(wanted.on_conflict_do_update(index_elements=both, set_=kept))


def forget_device_tries(unit: Unit, person_id: int) -> None:
    """A new code begins anew at every device."""
    unit.connection.execute(delete(SIGN_IN_TRY).where(SIGN_IN_TRY.c.person_id == person_id))


def was_there(unit: Unit, person_id: int, device: str) -> bool:
    """Whether that person ever signed in at that device with the right code."""
    found = (
        select(SIGN_IN.c.id)
        .join(DEVICE, DEVICE.c.id == SIGN_IN.c.device_id)
        .where(SIGN_IN.c.person_id == person_id, DEVICE.c.key == device)
        .limit(1)
    )
    return unit.connection.execute(found).first() is not None
