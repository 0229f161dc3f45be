"""What was found when a channel was last proved, and the code that a test message carried."""

from dataclasses import dataclass, field, replace

import msgspec
from sqlalchemy import delete, select

from statusboard.domain.views.channels import Proof
from statusboard.storage.tables import CHANNEL_PROOF
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


@dataclass(frozen=True, slots=True)
class KeptProof:
    """A proof with the code that is waited for; empty where none is."""

    proof: Proof
    code: str = field(default="", repr=False)


def write_proof(unit: Unit, channel_id: int, kept: KeptProof) -> None:
    """Keeps a proof in the place of the channel's last one."""
    values = {"found": msgspec.json.encode(kept.proof).decode(), "code": kept.code}
    unit.connection.execute(
        upsert(unit, CHANNEL_PROOF)
        .values(channel_id=channel_id, **values)
        .on_conflict_do_update(index_elements=["channel_id"], set_=values)
    )


def read_proofs(unit: Unit) -> dict[int, KeptProof]:
    """The last proof of each channel that was ever proved, by its id."""
    return {
        row.channel_id: KeptProof(
            replace(msgspec.json.decode(row.found, type=Proof), awaits_code=bool(row.code)),
            row.code,
        )
        for row in unit.connection.execute(select(CHANNEL_PROOF))
    }


def forget_proof(unit: Unit, channel_id: int) -> None:
    """Forgets what was found: the channel is another one now."""
    unit.connection.execute(delete(CHANNEL_PROOF).where(CHANNEL_PROOF.c.channel_id == channel_id))
