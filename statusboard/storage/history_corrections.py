"""Corrections of history: what people found out, why, and what became of each."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, insert, select, text, update

from statusboard.domain.correction import (
    BackAsked,
    Correction,
    CorrectionKind,
    RecordedCorrection,
)
from statusboard.domain.instants import Interval
from statusboard.domain.status import ComponentStatus
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import HISTORY_CORRECTION
from statusboard.storage.unit import Unit

_ROW = HISTORY_CORRECTION.c
_LOCK = 0x0C0_44EC7


def lock_corrections(unit: Unit) -> None:
    """One person corrects, agrees or takes back at a time. SQLite lets one write anyway."""
    if not unit.is_sqlite:
        unit.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def add_correction(unit: Unit, correction: Correction, reason: str, *, waits: bool) -> int:
    """The id of a new correction; who made it is whoever writes."""
    actor = unit.actor
    added = insert(HISTORY_CORRECTION).values(
        component_id=correction.component_id,
        kind=correction.kind.value,
        says=correction.says.value,
        start_us=correction.start_us,
        stop_us=correction.stop_us,
        reason=reason,
        by_name=actor.name if actor else "",
        by_person=actor.person_id if actor else None,
        made_us=unit.now_us,
        waits=int(waits),
    )
    return int(unit.connection.execute(added.returning(_ROW.id)).scalar_one())


def agree_to_correction(unit: Unit, number: int) -> None:
    """It waits no longer: the actor agreed."""
    name = unit.actor.name if unit.actor else ""
    _change(unit, number, {"waits": 0, "agreed_us": unit.now_us, "agreed_by": name})


def take_back_correction(
    unit: Unit, number: int, *, refusal: str = "", asked_by: str | None = None
) -> None:
    """It counts no longer: the actor took it back, or refused it and says why.

    With `asked_by` that one took it back, and the actor agreed.
    """
    name = unit.actor.name if unit.actor else ""
    by, agreed = (name, "") if asked_by is None else (asked_by, name)
    over = {"taken_back_us": unit.now_us, "taken_back_by": by, "refusal": refusal}
    _change(unit, number, over | {"back_decided_by": agreed, "back_refusal": ""})


def ask_back(unit: Unit, number: int, reason: str) -> None:
    """The actor wants it taken back; it counts until somebody else has agreed."""
    actor = unit.actor
    asked = {
        "back_asked_us": unit.now_us,
        "back_asked_by": actor.name if actor else "",
        "back_asked_person": actor.person_id if actor else None,
        "back_reason": reason,
    }
    _change(unit, number, asked | {"back_decided_by": "", "back_refusal": ""})


def keep_correction(unit: Unit, number: int, *, refusal: str) -> None:
    """It counts on: the actor refused that it be taken back, and says why."""
    name = unit.actor.name if unit.actor else ""
    kept = {"back_asked_us": None, "back_decided_by": name, "back_refusal": refusal}
    _change(unit, number, kept)


def read_correction(unit: Unit, number: int) -> RecordedCorrection | None:
    """The correction of that id, or None."""
    return next(iter(_read(unit, _ROW.id == number)), None)


def read_all_corrections(
    unit: Unit, *, component_ids: Collection[int] | None = None, bounds: Interval | None = None
) -> tuple[RecordedCorrection, ...]:
    """Every correction there ever was, or those of some services that touch an interval."""
    wanted = _ROW.id > 0
    if component_ids is not None:
        wanted &= _ROW.component_id.in_(component_ids)
    if bounds is not None:
        wanted &= (_ROW.start_us < bounds.stop_us) & (_ROW.stop_us > bounds.start_us)
    return _read(unit, wanted)


def read_shown(unit: Unit, bounds: Interval | None = None) -> Mapping[int, list[Correction]]:
    """The corrections that spans show, as made, by service; those that touch an interval, or all.

    One question where nothing was ever corrected.
    """
    wanted = _ROW.is_shown == 1
    if bounds is not None:
        wanted &= (_ROW.start_us < bounds.stop_us) & (_ROW.stop_us > bounds.start_us)
    found: dict[int, list[Correction]] = {}
    for one in _read(unit, wanted):
        found.setdefault(one.correction.component_id, []).append(one.correction)
    return found


def shown_over(unit: Unit, component_id: int) -> Sequence[Correction]:
    """The corrections that the spans of one service show, in the order in which they were made."""
    found = _read(unit, (_ROW.component_id == component_id) & (_ROW.is_shown == 1))
    return [one.correction for one in found]


def read_unfollowed(unit: Unit) -> tuple[RecordedCorrection, ...]:
    """Those that count and are not in the spans yet, and those that count no longer and are."""
    counts = (_ROW.waits == 0) & _ROW.taken_back_us.is_(None)
    return _read(unit, (counts & (_ROW.is_shown == 0)) | (~counts & (_ROW.is_shown == 1)))


def read_waiting(unit: Unit) -> tuple[RecordedCorrection, ...]:
    """Those that wait for somebody else to agree, or to agree that they are taken back."""
    undecided = (_ROW.waits == 1) | _ROW.back_asked_us.is_not(None)
    return _read(unit, undecided & _ROW.taken_back_us.is_(None))


def note_shown(unit: Unit, numbers: Collection[int], *, is_shown: bool) -> None:
    """Notes whether the spans show some corrections."""
    unit.connection.execute(
        update(HISTORY_CORRECTION).where(_ROW.id.in_(numbers)).values(is_shown=int(is_shown))
    )


def clamp_corrections(unit: Unit, at_us: int) -> None:
    """Corrects nothing after an instant to which the clock was put back: that is to come again."""
    unit.connection.execute(
        update(HISTORY_CORRECTION)
        .where(_ROW.start_us >= at_us)
        .where(_ROW.taken_back_us.is_(None) | (_ROW.is_shown == 1))
        .values(taken_back_us=at_us, taken_back_by="", is_shown=0)
    )
    unit.connection.execute(
        update(HISTORY_CORRECTION).where(_ROW.stop_us > at_us).values(stop_us=at_us)
    )


def _change(unit: Unit, number: int, values: Mapping[str, object]) -> None:
    done = unit.connection.execute(
        update(HISTORY_CORRECTION).where(_ROW.id == number).values(**values)
    )
    must_exist(done.rowcount, "correction")


_IN_ORDER = select(HISTORY_CORRECTION).order_by(_ROW.id)


def _read(unit: Unit, condition: ColumnElement[bool]) -> tuple[RecordedCorrection, ...]:
    rows = unit.connection.execute(_IN_ORDER.where(condition))
    return tuple(
        RecordedCorrection(
            Correction(
                row.id,
                row.component_id,
                CorrectionKind(row.kind),
                ComponentStatus(row.says),
                row.start_us,
                row.stop_us,
            ),
            row.reason,
            row.by_name,
            row.made_us,
            row.by_person,
            bool(row.waits),
            row.agreed_us,
            row.agreed_by,
            row.taken_back_us,
            row.taken_back_by,
            bool(row.is_shown),
            row.refusal,
            None
            if row.back_asked_us is None or row.taken_back_us is not None
            else BackAsked(
                row.back_asked_us, row.back_asked_by, row.back_asked_person, row.back_reason
            ),
            row.back_decided_by,
            row.back_refusal,
        )
        for row in rows.all()
    )
