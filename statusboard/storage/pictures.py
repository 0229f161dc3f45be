"""Pictures by their names, which say what is in them."""

from collections.abc import Collection

from sqlalchemy import select

from statusboard.domain.picture import Picture
from statusboard.storage.tables import PICTURE
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


def add_picture(unit: Unit, picture: Picture) -> None:
    """Keeps a picture; one that is there already stays as it is."""
    wanted = upsert(unit, PICTURE).values(
        name=picture.name, content=picture.content, added_us=unit.now_us
    )
    unit.connection.execute(wanted.on_conflict_do_nothing(index_elements=[PICTURE.c.name]))


def read_pictures(unit: Unit, names: Collection[str]) -> dict[str, bytes]:
    """The contents of those that there are, by name, in order of their names."""
    rows = unit.connection.execute(
        select(PICTURE.c.name, PICTURE.c.content).where(PICTURE.c.name.in_(sorted(names)))
    )
    return dict(sorted((row.name, bytes(row.content)) for row in rows))


def kept_pictures(unit: Unit, names: Collection[str]) -> frozenset[str]:
    """Those of the names that there are, without their contents."""
    rows = unit.connection.execute(select(PICTURE.c.name).where(PICTURE.c.name.in_(sorted(names))))
    return frozenset(row.name for row in rows)
