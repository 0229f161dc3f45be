"""Reports that are shared: frozen bytes behind the digest of a token, until they are ended."""

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


def end_share(unit: Unit, share_id: int) -> str | None:
    """Ends one, and keeps nothing of what was in it; its title, None where there was none open."""
    ended = (
        update(REPORT_SHARE)
        .where(REPORT_SHARE.c.id == share_id, REPORT_SHARE.c.ended_us.is_(None))
        .values(ended_us=unit.now_us, html=b"", pdf=b"")
        .returning(REPORT_SHARE.c.title)
    )
    return unit.connection.execute(ended).scalar_one_or_none()


def _is_open(unit: Unit) -> ColumnElement[bool]:
    until = REPORT_SHARE.c.until_us
    return REPORT_SHARE.c.ended_us.is_(None) & or_(until.is_(None), until > unit.now_us)


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
