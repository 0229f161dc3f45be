"""Reports that are shared: frozen bytes behind the digest of a token, until they are over."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, or_, select, update

from statusboard.domain.instants import from_us
from statusboard.domain.views.reports import SharedReport
from statusboard.storage.tables import REPORT_SHARE
from statusboard.storage.unit import Unit

_TOLD = [column for column in REPORT_SHARE.c if column.name not in ("html", "pdf", "digest")]


@dataclass(frozen=True, slots=True)
class NewShare:
    """A report to be shared. `until_us` None: until somebody ends it."""

    digest: str
    title: str
    name: str
    html: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    by: str
    until_us: int | None


def add_share(unit: Unit, new: NewShare) -> int:
    """The id of what is shared from now on."""
    values = {
        **{name: getattr(new, name) for name in ("digest", "title", "name", "html", "pdf")},
        "by_name": new.by,
        "made_us": unit.now_us,
        "until_us": new.until_us,
    }
    added = insert(REPORT_SHARE).values(values).returning(REPORT_SHARE.c.id)
    return int(unit.connection.execute(added).scalar_one())


def read_shares(unit: Unit) -> tuple[SharedReport, ...]:
    """All that were ever shared, the newest first, without what is in them."""
    rows = unit.connection.execute(select(*_TOLD).order_by(REPORT_SHARE.c.id.desc()))
    return tuple(_view(row, unit.now_us) for row in rows)


def shared_bytes(unit: Unit, digest: str) -> tuple[str, bytes, bytes] | None:
    """The file's name, the page and the PDF behind a digest; None where nothing is shared there."""
    row = unit.connection.execute(
        select(REPORT_SHARE.c.name, REPORT_SHARE.c.html, REPORT_SHARE.c.pdf).where(
            REPORT_SHARE.c.digest == digest, _is_open(unit)
        )
    ).one_or_none()
    return None if row is None else (row.name, bytes(row.html), bytes(row.pdf))


def was_shared(unit: Unit, digest: str) -> bool:
    """Whether anything was ever shared behind a digest."""
    found = select(REPORT_SHARE.c.id).where(REPORT_SHARE.c.digest == digest)
    return unit.connection.execute(found).first() is not None


def shares_over(unit: Unit) -> tuple[int, ...]:
    """Those whose time is over, and of which something is still kept."""
    return tuple(unit.connection.execute(select(REPORT_SHARE.c.id).where(_is_left(unit))).scalars())


def drop_what_is_over(unit: Unit) -> tuple[int, ...]:
    """Keeps nothing of what was in those whose time is over; which they were."""
    dropped = update(REPORT_SHARE).where(_is_left(unit)).values(html=b"", pdf=b"")
    return tuple(unit.connection.execute(dropped.returning(REPORT_SHARE.c.id)).scalars())


def end_share(unit: Unit, share_id: int) -> str | None:
    """Ends one, and keeps nothing of what was in it; its title, None where there was none open."""
    ended = (
        update(REPORT_SHARE)
        .where(REPORT_SHARE.c.id == share_id, _is_open(unit))
        .values(ended_us=unit.now_us, html=b"", pdf=b"")
        .returning(REPORT_SHARE.c.title)
    )
    return unit.connection.execute(ended).scalar_one_or_none()


def _is_open(unit: Unit) -> ColumnElement[bool]:
    until = REPORT_SHARE.c.until_us
    return REPORT_SHARE.c.ended_us.is_(None) & or_(until.is_(None), until > unit.now_us)


def _is_left(unit: Unit) -> ColumnElement[bool]:
    is_over = REPORT_SHARE.c.until_us <= unit.now_us
    return is_over & or_(REPORT_SHARE.c.html != b"", REPORT_SHARE.c.pdf != b"")


def _view(row: Row[Any], now_us: int) -> SharedReport:
    is_over = row.until_us is not None and row.until_us <= now_us
    return SharedReport(
        id=row.id,
        title=row.title,
        by=row.by_name,
        made_at=from_us(row.made_us),
        until=None if row.until_us is None else from_us(row.until_us),
        ended_at=None if row.ended_us is None else from_us(row.ended_us),
        is_open=row.ended_us is None and not is_over,
    )
