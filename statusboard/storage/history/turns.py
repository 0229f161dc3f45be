"""The turns of checks as they were recorded, and what a check said at an instant."""

from collections.abc import Collection, Mapping

from sqlalchemy import Row, select

from statusboard.domain.result import Reason
from statusboard.domain.status import ComponentStatus
from statusboard.domain.verdict import Transition
from statusboard.storage.history.states import StoredTransition
from statusboard.storage.tables import CHECK_STATE, TRANSITION
from statusboard.storage.unit import Unit


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


def _turn(row: Row[int, int, int, str, str, str, str]) -> StoredTransition:
    return StoredTransition(
        row.check_id,
        Transition(row.at_us, ComponentStatus(row.before), ComponentStatus(row.after)),
        Reason(row.reason) if row.reason else None,
        row.detail,
    )
