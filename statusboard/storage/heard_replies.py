"""Which replies of readers were heeded, by keyed digests: one that comes again is none."""

from statusboard.storage.tables import HEARD_REPLY
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


def hear(unit: Unit, digest: str) -> bool:
    """Writes down that it is heeded now; whether it is for the first time."""
    added = unit.connection.execute(
        upsert(unit, HEARD_REPLY)
        .values(digest=digest, at_us=unit.now_us)
        .on_conflict_do_nothing()
        .returning(HEARD_REPLY.c.digest)
    )
    return added.one_or_none() is not None
