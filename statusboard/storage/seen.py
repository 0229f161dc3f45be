"""What customers read at the public addresses of the places, and what the hosts there lack."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from statusboard.domain.instants import from_us, to_us
from statusboard.domain.published import Seen
from statusboard.storage.tables import PUBLICATION, TARGET
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Put:
    """The newest page that a place gave back: its number, and the digest of the page itself."""

    generation: int
    first_digest: str
    read_back_us: int


def read_seen(unit: Unit) -> dict[int, Seen]:
    """What is known of each place that is chosen, by its id."""
    rows = unit.connection.execute(select(TARGET).where(TARGET.c.removed_us.is_(None)))
    return {
        row.id: Seen(
            row.seen,
            None if row.unseen_us is None else from_us(row.unseen_us),
            row.unseen,
            tuple(json.loads(row.lacks)),
        )
        for row in rows
    }


def newest_put(unit: Unit, target: str) -> Put | None:
    """The newest page that the place of that name gave back, where its digest is known."""
    row = unit.connection.execute(
        select(PUBLICATION)
        .where(PUBLICATION.c.target == target, PUBLICATION.c.read_back_us.is_not(None))
        .order_by(PUBLICATION.c.generation.desc())
        .limit(1)
    ).first()
    if row is None or not row.first_digest:
        return None
    return Put(row.generation, row.first_digest, row.read_back_us)


def generation_with(unit: Unit, target: str, first_digest: str) -> int:
    """The newest page at that place whose own digest that is; 0 where it is none of ours."""
    newest = select(func.max(PUBLICATION.c.generation)).where(
        PUBLICATION.c.target == target, PUBLICATION.c.first_digest == first_digest
    )
    return int(unit.connection.scalar(newest) or 0) if first_digest else 0


def record_seen(unit: Unit, target_id: int, seen: Seen) -> None:
    """Writes down what customers read there."""
    unit.connection.execute(
        update(TARGET)
        .where(TARGET.c.id == target_id)
        .values(
            seen=seen.generation,
            unseen_us=None if seen.since is None else to_us(seen.since),
            unseen=seen.problem,
            lacks=_text(seen.lacks),
        )
    )


def _text(sentences: Sequence[str]) -> str:
    return json.dumps(list(sentences), ensure_ascii=False)
