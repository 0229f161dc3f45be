"""Places where a claim about uptime is said."""

import json
from collections.abc import Sequence

from sqlalchemy import Row, insert, select, update

from statusboard.domain.claim import Asked, ClaimKind
from statusboard.domain.instants import from_us
from statusboard.domain.languages import LANGUAGES
from statusboard.domain.views.statement import ClaimUse
from statusboard.storage.read_once import read_once
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import CLAIM_USE
from statusboard.storage.unit import Unit


def add_use(
    unit: Unit,
    *,
    place: str,
    asked: Asked,
    component_ids: Sequence[int],
    language: str,
    sentence: str,
) -> int:
    """The id of a new use, recorded by whoever acts."""
    added = insert(CLAIM_USE).values(
        place=place,
        kind=asked.kind.value,
        period=asked.period,
        percent=asked.percent,
        count=asked.count,
        among=asked.of,
        component_ids=json.dumps(list(component_ids)),
        language=str(language),
        sentence=sentence,
        by_name="" if unit.actor is None else unit.actor.name,
        recorded_us=unit.now_us,
    )
    return int(unit.connection.execute(added.returning(CLAIM_USE.c.id)).scalar_one())


def end_use(unit: Unit, use_id: int) -> None:
    """The claim is not said there any more. Raises RuleBroken where it was ended already."""
    ended = (
        update(CLAIM_USE)
        .where(CLAIM_USE.c.id == use_id, CLAIM_USE.c.ended_us.is_(None))
        .values(ended_us=unit.now_us)
    )
    must_exist(unit.connection.execute(ended).rowcount, "claim in that place")


def mark_untrue(unit: Unit, use_id: int, reason: str, notice_id: int) -> None:
    """It is no longer carried, from now on; `notice_id` is the correction that was drafted."""
    _change(unit, use_id, untrue_us=unit.now_us, reason=reason, notice_id=notice_id)


def mark_true(unit: Unit, use_id: int) -> None:
    """It is carried again. The correction that was drafted stays with the drafts."""
    _change(unit, use_id, untrue_us=None, reason="", notice_id=None)


@read_once
def read_uses(unit: Unit) -> tuple[ClaimUse, ...]:
    """Every use that was not ended, the oldest first."""
    rows = unit.connection.execute(
        select(CLAIM_USE).where(CLAIM_USE.c.ended_us.is_(None)).order_by(CLAIM_USE.c.id)
    )
    kinds = set(ClaimKind)
    # Another version may know more kinds, and speak more languages: nobody here can judge those.
    return tuple(_use(row) for row in rows if row.kind in kinds and row.language in LANGUAGES)


def _change(unit: Unit, use_id: int, **values: object) -> None:
    unit.connection.execute(update(CLAIM_USE).where(CLAIM_USE.c.id == use_id).values(**values))


def _use(row: Row[tuple[object, ...]]) -> ClaimUse:
    # `count` is a method of every row.
    found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name
    return ClaimUse(
        id=found["id"],
        where=found["place"],
        asked=Asked(
            ClaimKind(found["kind"]),
            found["period"],
            found["percent"],
            found["count"],
            found["among"],
        ),
        component_ids=tuple(json.loads(found["component_ids"])),
        language=found["language"],
        sentence=found["sentence"],
        by=found["by_name"],
        recorded_at=from_us(found["recorded_us"]),
        untrue_since=None if found["untrue_us"] is None else from_us(found["untrue_us"]),
        reason=found["reason"],
        draft_id=found["notice_id"],
    )
