"""Transitions: every instant at which a check changed, and so what it said at any instant.

The transitions of a check are its whole history as steps, each at or after the one before.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Row, delete, func, select

from statusboard.domain.result import Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import Transition
from statusboard.storage.given_ids import given_ids
from statusboard.storage.tables import CHECK, CHECK_STATE, TRANSITION
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class StoredTransition:
    """A transition of a check, with the answer that confirmed it."""

    check_id: int
    transition: Transition
    reason: Reason | None = None
    detail: str = ""


def transition_row(stored: StoredTransition, seen_us: int | None = None) -> dict[str, object]:
    """The row that holds a transition; `seen_us` is when it was confirmed, where that is known."""
    return {
        "check_id": stored.check_id,
        "at_us": stored.transition.at_us,
        "before": stored.transition.before.value,
        "after": stored.transition.after.value,
        "reason": stored.reason.value if stored.reason else "",
        "detail": stored.detail,
        "seen_us": seen_us,
    }


def read_turns(
    unit: Unit, check_ids: Collection[int], *, since_us: int, limit: int
) -> tuple[StoredTransition, ...]:
    """The turns of some checks at or after an instant, the newest first, at most so many."""
    rows = unit.connection.execute(
        select(TRANSITION)
        .where(TRANSITION.c.check_id.in_(check_ids), TRANSITION.c.at_us >= since_us)
        .order_by(TRANSITION.c.at_us.desc(), TRANSITION.c.id.desc())
        .limit(limit)
    ).all()
    return tuple(_turn(row) for row in rows)


def read_turns_until(
    unit: Unit, check_id: int, until_us: int, *, limit: int
) -> tuple[StoredTransition, ...]:
    """The last turns of a check at or before an instant, the newest first, at most so many."""
    rows = unit.connection.execute(
        select(TRANSITION)
        .where(TRANSITION.c.check_id == check_id, TRANSITION.c.at_us <= until_us)
        .order_by(TRANSITION.c.at_us.desc(), TRANSITION.c.id.desc())
        .limit(limit)
    ).all()
    return tuple(_turn(row) for row in rows)


def levels_at(unit: Unit, check_ids: Collection[int], at_us: int) -> Mapping[int, ComponentStatus]:
    """What checks said at an instant: after their last turn until then, or before their first."""
    found = {
        row.check_id: ComponentStatus(row.level)
        for row in unit.connection.execute(
            select(CHECK_STATE.c.check_id, CHECK_STATE.c.level).where(
                CHECK_STATE.c.check_id.in_(check_ids)
            )
        )
    }
    rows = unit.connection.execute(
        select(TRANSITION.c.check_id, TRANSITION.c.before)
        .where(TRANSITION.c.check_id.in_(check_ids), TRANSITION.c.at_us > at_us)
        # The first after it is read last, and stands.
        .order_by(TRANSITION.c.at_us.desc(), TRANSITION.c.id.desc())
    ).all()
    for row in rows:
        found[row.check_id] = ComponentStatus(row.before)
    return found


def newest_transition(unit: Unit, check_id: int) -> int | None:
    """When a check turned last, in microseconds; None where it never did."""
    statement = select(func.max(TRANSITION.c.at_us)).where(TRANSITION.c.check_id == check_id)
    newest = unit.connection.scalar(statement)
    return None if newest is None else int(newest)


def delete_transitions(
    unit: Unit,
    from_us: int,
    *,
    check_id: int | None = None,
    apart_from: Collection[int] = (),
) -> dict[int, ComponentStatus]:
    """Drops the turns at or after an instant; the level that each such check had before them.

    Of all checks, or of one, or of all apart from some.
    """
    late = TRANSITION.c.at_us >= from_us
    if apart_from:
        late &= TRANSITION.c.check_id.not_in(apart_from)
    if check_id is not None:
        late &= TRANSITION.c.check_id == check_id
    rows = unit.connection.execute(
        select(TRANSITION.c.check_id, TRANSITION.c.before)
        .where(late)
        .order_by(TRANSITION.c.at_us, TRANSITION.c.id)
    )
    before: dict[int, ComponentStatus] = {}
    for row in rows:
        before.setdefault(row.check_id, ComponentStatus(row.before))
    unit.connection.execute(delete(TRANSITION).where(late))
    return before


_OWNERS = select(CHECK.c.id, CHECK.c.component_id).where(CHECK.c.id.in_(given_ids("check_ids")))


def read_owners(unit: Unit, check_ids: Collection[int]) -> dict[int, int]:
    """The component of each of some checks, removed ones too."""
    rows = unit.connection.execute(_OWNERS, {"check_ids": list(check_ids)})
    return {row.id: row.component_id for row in rows}


def _turn(row: Row[int, int, int, str, str, str, str]) -> StoredTransition:
    return StoredTransition(
        row.check_id,
        Transition(row.at_us, ComponentStatus(row.before), ComponentStatus(row.after)),
        Reason(row.reason) if row.reason else None,
        row.detail,
    )
