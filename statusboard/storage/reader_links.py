"""Personal links to a private page: whose they are, and when they were last used."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from statusboard.domain.instants import from_us
from statusboard.domain.page_access import LinkKey
from statusboard.domain.views.readers import ReaderLink
from statusboard.storage.tables import READER_LINK
from statusboard.storage.unit import Unit


def add_link(unit: Unit, *, page: str, name: str, digest: str, by: str) -> int:
    """The number of a new link to that page."""
    values = {"page": page, "name": name, "digest": digest, "by_name": by, "made_us": unit.now_us}
    added = insert(READER_LINK).values(values).returning(READER_LINK.c.id)
    return int(unit.connection.execute(added).scalar_one())


def read_links(unit: Unit, page: str) -> tuple[ReaderLink, ...]:
    """All that ever opened the page, those that still do first, the newest first."""
    wanted = (
        select(READER_LINK)
        .where(READER_LINK.c.page == page)
        .order_by(READER_LINK.c.ended_us.is_not(None), READER_LINK.c.id.desc())
    )
    return tuple(map(_view, unit.connection.execute(wanted)))


def open_keys(unit: Unit, page: str) -> tuple[LinkKey, ...]:
    """What opens the page, in a fixed order."""
    rows = unit.connection.execute(
        select(READER_LINK.c.id, READER_LINK.c.digest)
        .where(READER_LINK.c.page == page, READER_LINK.c.ended_us.is_(None))
        .order_by(READER_LINK.c.id)
    )
    return tuple(LinkKey(row.id, row.digest) for row in rows)


def end_link(unit: Unit, page: str, link_id: int) -> str | None:
    """Whose link opens nothing any more; None where none was open under that number."""
    ended = (
        update(READER_LINK)
        .where(
            READER_LINK.c.id == link_id,
            READER_LINK.c.page == page,
            READER_LINK.c.ended_us.is_(None),
        )
        .values(ended_us=unit.now_us)
        .returning(READER_LINK.c.name)
    )
    return unit.connection.execute(ended).scalar_one_or_none()


def note_used(unit: Unit, used_us: Mapping[int, int]) -> None:
    """Links were shown at these instants; what was later stays."""
    for link_id, at_us in used_us.items():
        before = READER_LINK.c.used_us
        unit.connection.execute(
            update(READER_LINK)
            .where(READER_LINK.c.id == link_id, or_(before.is_(None), before < at_us))
            .values(used_us=at_us)
        )


def _view(row: Row[Any]) -> ReaderLink:
    return ReaderLink(
        id=row.id,
        name=row.name,
        by=row.by_name,
        made_at=from_us(row.made_us),
        used_at=None if row.used_us is None else from_us(row.used_us),
        ended_at=None if row.ended_us is None else from_us(row.ended_us),
    )
