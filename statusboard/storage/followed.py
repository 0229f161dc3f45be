"""Tags of New Relic that are followed, and the entities that were found by them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update

from statusboard.storage.tables import FOLLOWED_ENTITY, FOLLOWED_TAG
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

_TAG, _ENTITY = FOLLOWED_TAG.c, FOLLOWED_ENTITY.c


@dataclass(frozen=True, slots=True)
class StoredTag:
    """A tag that is followed. `looked_us`: when all of its entities were read last."""

    id: int
    tag: str
    account: int | None
    group: str
    looked_us: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """What was found by a tag; `missed` looks in a row did not find it any more."""

    tag_id: int
    guid: str
    told: str
    seen_us: int
    missed: int
    is_set_aside: bool


def add_tag(unit: Unit, tag: str, account: int | None, group: str) -> int:
    """The id of a tag that is followed from now on."""
    values = {"tag": tag, "account": account, "group_name": group, "made_us": unit.now_us}
    added = insert(FOLLOWED_TAG).values(values).returning(_TAG.id)
    return int(unit.connection.execute(added).scalar_one())


def remove_tag(unit: Unit, tag_id: int) -> None:
    """Ends the following of a tag; what it found is forgotten with it."""
    unit.connection.execute(delete(FOLLOWED_ENTITY).where(_ENTITY.tag_id == tag_id))
    unit.connection.execute(delete(FOLLOWED_TAG).where(_TAG.id == tag_id))


def read_tags(unit: Unit) -> tuple[StoredTag, ...]:
    """All tags, in the order in which they were followed."""
    rows = unit.connection.execute(select(FOLLOWED_TAG).order_by(_TAG.id))
    return tuple(
        StoredTag(row.id, row.tag, row.account, row.group_name, row.looked_us, row.problem)
        for row in rows
    )


def read_entities(unit: Unit) -> tuple[StoredEntity, ...]:
    """All that was found, tag by tag."""
    rows = unit.connection.execute(
        select(FOLLOWED_ENTITY).order_by(_ENTITY.tag_id, _ENTITY.seen_us, _ENTITY.guid)
    )
    return tuple(
        StoredEntity(row.tag_id, row.guid, row.told, row.seen_us, row.missed, bool(row.set_aside))
        for row in rows
    )


def note_found(unit: Unit, tag_id: int, told: Mapping[str, str]) -> None:
    """Keeps what a whole look found, by guid; what it did not find was missed once more."""
    known = set(unit.connection.scalars(select(_ENTITY.guid).where(_ENTITY.tag_id == tag_id)).all())
    values = [
        {"tag_id": tag_id, "guid": guid, "told": one, "seen_us": unit.now_us, "missed": 0}
        for guid, one in told.items()
    ]
    if values:
        new = upsert(unit, FOLLOWED_ENTITY)
        unit.connection.execute(
            new.on_conflict_do_update(
                index_elements=[_ENTITY.tag_id, _ENTITY.guid],
                set_={"told": new.excluded.told, "missed": 0},
            ),
            values,
        )
    missing = [{"that": guid} for guid in known - told.keys()]
    if missing:
        # No further than two figures: it only tells once from more often.
        missed = (
            update(FOLLOWED_ENTITY)
            .where(_ENTITY.tag_id == tag_id, _ENTITY.guid == bindparam("that"), _ENTITY.missed < 99)
            .values(missed=_ENTITY.missed + 1)
        )
        unit.connection.execute(missed, missing)
    looked = update(FOLLOWED_TAG).where(_TAG.id == tag_id)
    unit.connection.execute(looked.values(looked_us=unit.now_us, problem=""))


def note_problem(unit: Unit, tag_id: int, problem: str) -> None:
    """Keeps why a look failed; what was found before stays as it is."""
    unit.connection.execute(update(FOLLOWED_TAG).where(_TAG.id == tag_id).values(problem=problem))


def set_aside(unit: Unit, guids: Collection[str], *, is_back: bool) -> None:
    """Proposes these no more, or (`is_back`) again."""
    if guids:
        unit.connection.execute(
            update(FOLLOWED_ENTITY)
            .where(_ENTITY.guid == bindparam("that"))
            .values(set_aside=int(not is_back)),
            [{"that": guid} for guid in guids],
        )


def forget_missed(unit: Unit, guids: Collection[str]) -> None:
    """Forgets that these were found once, where they are not any more."""
    if guids:
        unit.connection.execute(
            delete(FOLLOWED_ENTITY).where(_ENTITY.guid == bindparam("that"), _ENTITY.missed > 0),
            [{"that": guid} for guid in guids],
        )
