"""Notices that the machine began: up to which revision they are its own, what became of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, select, update

from statusboard.domain.instants import from_us, to_us
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.suggesting import Kind
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import INCIDENT_UPDATE, NOTICE, REVISION, SUGGESTION
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert
from statusboard.storage.wordings import wording_of


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A notice that the machine began. `wording` is the newest that it wrote, at `saved_at`.

    `is_touched`: a person has written on, and the notice is theirs. `hidden_until`: nobody wants
    to be reminded before. `closed_at`: when a person discarded it.
    """

    notice_id: int
    incident_id: int | None
    kind: Kind
    revision: int
    wording: Wording
    saved_at: datetime
    is_touched: bool
    hidden_until: datetime | None = None
    closed_at: datetime | None = None


def keep_suggestion(unit: Unit, notice_id: int, kind: Kind, revision: int) -> None:
    """Notes that the machine wrote this revision of the notice."""
    unit.connection.execute(
        upsert(unit, SUGGESTION)
        .values(notice_id=notice_id, kind=kind.value, revision=revision)
        .on_conflict_do_update(
            index_elements=[SUGGESTION.c.notice_id],
            set_={"kind": kind.value, "revision": revision},
        )
    )


@read_once
def read_suggestions(unit: Unit) -> tuple[Suggestion, ...]:
    """The drafts that the machine began, the oldest first."""
    return _read(unit, NOTICE.c.state == NoticeState.DRAFT.value)


def count_suggestions(unit: Unit) -> int:
    """How many drafts the machine began and no person has written on, or asked for."""
    asked = (
        select(func.count())
        .select_from(SUGGESTION)
        .join(NOTICE, NOTICE.c.id == SUGGESTION.c.notice_id)
        .where(
            NOTICE.c.state == NoticeState.DRAFT.value,
            NOTICE.c.revision == SUGGESTION.c.revision,
            SUGGESTION.c.kind != Kind.NO_CHANGE.value,
        )
    )
    return int(unit.connection.execute(asked).scalar_one())


def read_discarded(unit: Unit, since: datetime) -> tuple[Suggestion, ...]:
    """What a person discarded at `since` or later."""
    return _read(unit, SUGGESTION.c.closed_us >= to_us(since))


def untouched(unit: Unit, notice_id: int) -> Suggestion | None:
    """The suggestion that the notice is as long as no person has written on; else None."""
    found = _read(unit, NOTICE.c.id == notice_id)
    if not found or found[0].is_touched or found[0].kind is Kind.NO_CHANGE:
        return None
    return found[0]


def close_suggestion(unit: Unit, notice_id: int) -> None:
    """A person discarded it, if it was one: it is not made again for the same trouble."""
    changed = update(SUGGESTION).where(SUGGESTION.c.notice_id == notice_id)
    unit.connection.execute(changed.values(closed_us=unit.now_us))


def forget_suggestion(unit: Unit, notice_id: int) -> None:
    """What was suggested holds no more: it may be suggested anew at any time."""
    unit.connection.execute(delete(SUGGESTION).where(SUGGESTION.c.notice_id == notice_id))


def hide_suggestion(unit: Unit, notice_id: int, until: datetime) -> None:
    """Nobody is reminded of it before then."""
    changed = update(SUGGESTION).where(SUGGESTION.c.notice_id == notice_id)
    unit.connection.execute(changed.values(hidden_until_us=to_us(until)))


def said_no_change(unit: Unit, update_public_id: str) -> bool:
    """Whether an update was published as *no change* was worded, by nobody edited."""
    return _is_no_change(
        unit,
        select(SUGGESTION.c.notice_id)
        .join(
            INCIDENT_UPDATE,
            (INCIDENT_UPDATE.c.notice_id == SUGGESTION.c.notice_id)
            & (INCIDENT_UPDATE.c.revision == SUGGESTION.c.revision),
        )
        .where(INCIDENT_UPDATE.c.public_id == update_public_id),
    )


def says_no_change(unit: Unit, notice_id: int) -> bool:
    """The same of a draft as it stands."""
    return _is_no_change(
        unit,
        select(SUGGESTION.c.notice_id)
        .join(
            NOTICE,
            (NOTICE.c.id == SUGGESTION.c.notice_id) & (NOTICE.c.revision == SUGGESTION.c.revision),
        )
        .where(NOTICE.c.id == notice_id),
    )


def _is_no_change(unit: Unit, asked: Select[tuple[int]]) -> bool:
    of_kind = asked.where(SUGGESTION.c.kind == Kind.NO_CHANGE.value)
    return unit.connection.execute(of_kind.limit(1)).first() is not None


_SUGGESTIONS = (
    select(
        SUGGESTION,
        NOTICE.c.incident_id,
        NOTICE.c.revision.label("newest"),
        REVISION.c.wording,
        REVISION.c.saved_us,
    )
    .join(NOTICE, NOTICE.c.id == SUGGESTION.c.notice_id)
    .join(
        REVISION,
        (REVISION.c.notice_id == SUGGESTION.c.notice_id)
        & (REVISION.c.number == SUGGESTION.c.revision),
    )
    .order_by(SUGGESTION.c.notice_id)
)


def _read(unit: Unit, condition: ColumnElement[bool]) -> tuple[Suggestion, ...]:
    rows = unit.connection.execute(_SUGGESTIONS.where(condition))
    return tuple(
        Suggestion(
            notice_id=row.notice_id,
            incident_id=row.incident_id,
            kind=Kind(row.kind),
            revision=row.revision,
            wording=wording_of(row.wording),
            saved_at=from_us(row.saved_us),
            is_touched=row.newest != row.revision,
            hidden_until=_instant(row.hidden_until_us),
            closed_at=_instant(row.closed_us),
        )
        for row in rows
    )


def _instant(us: int | None) -> datetime | None:
    return None if us is None else from_us(us)
