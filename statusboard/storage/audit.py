"""The audit trail: who did what."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import insert

from statusboard.storage.tables import AUDIT
from statusboard.storage.unit import Unit


def write_audit(unit: Unit, *, verb: str, subject: str, detail: Mapping[str, object]) -> None:
    """One line of who did what."""
    actor = unit.actor
    unit.connection.execute(
        insert(AUDIT).values(
            at_us=unit.now_us,
            actor=f"{actor.kind}:{actor.name}" if actor else "",
            verb=verb,
            subject=subject,
            detail=msgspec.json.encode(detail).decode(),
        )
    )
