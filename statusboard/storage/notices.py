"""Notices and their revisions. A revision is written once and never changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, func, insert, select, text, update

from statusboard.domain.approval import Signer
from statusboard.domain.instants import from_us
from statusboard.domain.notice import NoticeState, Revision, Wording
from statusboard.domain.update_kind import NoticeSort
from statusboard.storage.given_ids import given_ids
from statusboard.storage.tables import NOTICE, REVISION
from statusboard.storage.unit import Unit
from statusboard.storage.wordings import wording_of, wording_text


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice without its texts. `revision` is the number of the newest.

    `corrects` is the public id of the update whose words it takes back, empty for none. `sort` is
    what it is about.
    """

    id: int
    incident_id: int | None
    state: NoticeState
    revision: int
    created_at: datetime
    corrects: str = ""
    sort: NoticeSort = NoticeSort.INCIDENT


def lock_notices(unit: Unit) -> None:
    """Waits until nobody else is writing notices, incidents or generations, to the end of the unit.

    Numbers are given out one after the other, and what a rule has read must still be true when
    its verb writes. SQLite has one writer anyway.
    """
    if not unit.is_sqlite:
        unit.connection.execute(text("LOCK TABLE notice IN SHARE ROW EXCLUSIVE MODE"))


def start_notice(
    unit: Unit, incident_id: int | None, sort: NoticeSort = NoticeSort.INCIDENT
) -> int:
    """A new draft without any revision: its id."""
    return int(
        unit.connection.execute(
            insert(NOTICE)
            .values(
                incident_id=incident_id,
                state=NoticeState.DRAFT.value,
                revision=0,
                created_us=unit.now_us,
                sort=sort.value,
            )
            .returning(NOTICE.c.id)
        ).scalar_one()
    )


def add_revision(unit: Unit, notice_id: int, number: int, wording: Wording) -> None:
    """Stores a text under its number, which becomes the newest."""
    unit.connection.execute(
        insert(REVISION).values(
            notice_id=notice_id,
            number=number,
            wording=wording_text(wording),
            saved_us=unit.now_us,
            saved_by=unit.actor.name if unit.actor else "",
            saved_by_person=unit.actor.person_id if unit.actor else None,
        )
    )
    unit.connection.execute(update(NOTICE).where(NOTICE.c.id == notice_id).values(revision=number))


def set_state(
    unit: Unit, notice_id: int, state: NoticeState, *, incident_id: int | None = None
) -> None:
    """Moves a notice on; with `incident_id`, also says which incident it belongs to."""
    values: dict[str, object] = {"state": state.value}
    if incident_id is not None:
        values["incident_id"] = incident_id
    unit.connection.execute(update(NOTICE).where(NOTICE.c.id == notice_id).values(values))


_NOTICE = select(NOTICE).where(NOTICE.c.id == bindparam("notice_id", type_=BigInteger))


def read_notice(unit: Unit, notice_id: int) -> Notice | None:
    """The notice, or None."""
    row = unit.connection.execute(_NOTICE, {"notice_id": notice_id}).first()
    if row is None:
        return None
    return Notice(
        row.id,
        row.incident_id,
        NoticeState(row.state),
        row.revision,
        from_us(row.created_us),
        row.corrects,
        NoticeSort(row.sort),
    )


def set_corrects(unit: Unit, notice_id: int, public_id: str) -> None:
    """Says which update a notice takes back the words of, by its public id."""
    changed = update(NOTICE).where(NOTICE.c.id == notice_id)
    unit.connection.execute(changed.values(corrects=public_id))


def draft_of_incident(unit: Unit, incident_id: int) -> int | None:
    """The draft that follows an incident up, or None; there is at most one."""
    return unit.connection.execute(
        select(NOTICE.c.id)
        .where(NOTICE.c.incident_id == incident_id, NOTICE.c.state == NoticeState.DRAFT.value)
        .order_by(NOTICE.c.id.desc())
        .limit(1)
    ).scalar()


def draft_begun_with(
    unit: Unit, wording: Wording, sort: NoticeSort = NoticeSort.INCIDENT
) -> int | None:
    """The draft of a sort about no incident yet, with this text and saved only once; or None."""
    drafts = read_drafts(unit)
    return next(
        (
            notice.id
            for notice, revision in drafts
            if notice.incident_id is None
            and (notice.sort, notice.revision, revision.wording) == (sort, 1, wording)
        ),
        None,
    )


def read_revisions(unit: Unit, notice_id: int, *, after: int = 0) -> tuple[Revision, ...]:
    """The revisions with higher numbers than `after`, oldest first."""
    rows = unit.connection.execute(
        select(REVISION)
        .where(REVISION.c.notice_id == notice_id, REVISION.c.number > after)
        .order_by(REVISION.c.number)
    )
    return tuple(map(_revision, rows))


def _revision(row: Row[Any]) -> Revision:
    return Revision(
        row.notice_id,
        row.number,
        wording_of(row.wording),
        from_us(row.saved_us),
        row.saved_by,
        row.saved_by_person,
    )


def read_revision(unit: Unit, notice_id: int, number: int) -> Revision | None:
    """One revision, or None."""
    return read_some(unit, notice_id, (number,)).get(number)


_SOME_REVISIONS = select(REVISION).where(
    REVISION.c.notice_id == bindparam("notice_id", type_=BigInteger),
    REVISION.c.number.in_(given_ids("numbers")),
)


def read_some(unit: Unit, notice_id: int, numbers: Iterable[int]) -> dict[int, Revision]:
    """Some revisions of a notice by their numbers, without those that it does not have."""
    given = {"notice_id": notice_id, "numbers": sorted(numbers)}
    rows = unit.connection.execute(_SOME_REVISIONS, given)
    return {row.number: _revision(row) for row in rows}


def find_revision(unit: Unit, notice_id: int, wording: Wording, *, after: int) -> int | None:
    """The number of the first revision after one that has the very same text, or None."""
    asked = select(func.min(REVISION.c.number)).where(
        REVISION.c.notice_id == notice_id,
        REVISION.c.number > after,
        REVISION.c.wording == wording_text(wording),
    )
    return unit.connection.execute(asked).scalar()


def read_signers(unit: Unit, notice_id: int) -> tuple[tuple[int, Signer], ...]:
    """Everybody who saved a revision of a notice, with the newest that each of them saved."""
    newest = func.max(REVISION.c.number).label("newest")
    rows = unit.connection.execute(
        select(newest, REVISION.c.saved_by, REVISION.c.saved_by_person)
        .where(REVISION.c.notice_id == notice_id)
        .group_by(REVISION.c.saved_by, REVISION.c.saved_by_person)
        .order_by(newest)
    )
    return tuple((row.newest, Signer(row.saved_by, row.saved_by_person)) for row in rows)


def read_writers(unit: Unit) -> tuple[str, ...]:
    """Everybody who has ever saved a text, by name."""
    asked = select(REVISION.c.saved_by).distinct().order_by(REVISION.c.saved_by)
    return tuple(name for name in unit.connection.execute(asked).scalars() if name)


def count_drafts(unit: Unit) -> int:
    """How many texts are being written."""
    asked = select(func.count()).select_from(NOTICE)
    is_draft = NOTICE.c.state == NoticeState.DRAFT.value
    return int(unit.connection.execute(asked.where(is_draft)).scalar_one())


def read_drafts(unit: Unit) -> tuple[tuple[Notice, Revision], ...]:
    """Every draft with its newest revision, newest save first."""
    rows = unit.connection.execute(
        select(
            NOTICE,
            REVISION.c.wording,
            REVISION.c.saved_us,
            REVISION.c.saved_by,
            REVISION.c.saved_by_person,
        )
        .join(
            REVISION,
            (REVISION.c.notice_id == NOTICE.c.id) & (REVISION.c.number == NOTICE.c.revision),
        )
        .where(NOTICE.c.state == NoticeState.DRAFT.value)
        .order_by(REVISION.c.saved_us.desc(), NOTICE.c.id.desc())
    )
    return tuple(
        (
            Notice(
                row.id,
                row.incident_id,
                NoticeState(row.state),
                row.revision,
                from_us(row.created_us),
                row.corrects,
                NoticeSort(row.sort),
            ),
            Revision(
                row.id,
                row.revision,
                wording_of(row.wording),
                from_us(row.saved_us),
                row.saved_by,
                row.saved_by_person,
            ),
        )
        for row in rows
    )
