"""Inside lists, and which text of an update a reader gets."""

from sqlalchemy import ColumnElement, Row, delete, func, insert, or_, select, update

from statusboard.domain.inside_list import InsideList, ListText
from statusboard.storage.rows import must_exist, next_position
from statusboard.storage.tables import INSIDE_LIST, SUBSCRIBER
from statusboard.storage.unit import Unit

# What everybody gets who stands in no list.
PAGE_TEXT = ListText.PAGE.value


def add_list(unit: Unit, *, name: str, text: ListText) -> InsideList:
    """The new list, after all others. The caller has looked that the name is free."""
    position = next_position(unit, INSIDE_LIST.c.position)
    added = unit.connection.execute(
        insert(INSIDE_LIST)
        .values(name=name, text=text.value, position=position)
        .returning(INSIDE_LIST.c.id)
    )
    return InsideList(int(added.scalar_one()), name, text)


def change_list(unit: Unit, list_id: int, *, name: str, text: ListText) -> None:
    """Gives a list its name and its text. Raises RuleBroken where it is gone.

    The caller has looked that no other has the name.
    """
    changed = (
        update(INSIDE_LIST).where(INSIDE_LIST.c.id == list_id).values(name=name, text=text.value)
    )
    must_exist(unit.connection.execute(changed).rowcount, "list")


def remove_list(unit: Unit, list_id: int) -> int:
    """Takes a list away; how many stood in it, who are told as everybody from now on."""
    freed = update(SUBSCRIBER).where(SUBSCRIBER.c.list_id == list_id).values(list_id=None)
    count = unit.connection.execute(freed).rowcount
    gone = delete(INSIDE_LIST).where(INSIDE_LIST.c.id == list_id)
    must_exist(unit.connection.execute(gone).rowcount, "list")
    return count


def read_lists(unit: Unit) -> tuple[InsideList, ...]:
    """The lists, in their order."""
    rows = unit.connection.execute(
        select(INSIDE_LIST).order_by(INSIDE_LIST.c.position, INSIDE_LIST.c.id)
    )
    return tuple(_list(row) for row in rows)


def count_members(unit: Unit) -> dict[int, int]:
    """How many stand in each list, by its id."""
    rows = unit.connection.execute(
        select(SUBSCRIBER.c.list_id, func.count().label("members"))
        .where(SUBSCRIBER.c.list_id.is_not(None))
        .group_by(SUBSCRIBER.c.list_id)
    )
    return {row.list_id: row.members for row in rows}


def text_of_reader() -> ColumnElement[str]:
    """Which text a subscriber gets, where its list is joined."""
    return func.coalesce(INSIDE_LIST.c.text, PAGE_TEXT)


def reads(text: str) -> ColumnElement[bool]:
    """Whether a subscriber gets that text."""
    lists = select(INSIDE_LIST.c.id).where(INSIDE_LIST.c.text == text)
    theirs = SUBSCRIBER.c.list_id.in_(lists)
    return or_(theirs, SUBSCRIBER.c.list_id.is_(None)) if text == PAGE_TEXT else theirs


def _list(row: Row[tuple[object, ...]]) -> InsideList:
    known = set(ListText)
    # Another version may know more texts: what it would say there, nobody here can.
    return InsideList(row.id, row.name, ListText(row.text) if row.text in known else ListText.PAGE)
