"""Since when what is now has lasted, also where planned work lay over it for a while."""

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import BigInteger, ColumnElement, ScalarSelect, Select, bindparam, func, select

from statusboard.domain.instants import DAY_US
from statusboard.domain.maintenance_windows import Step
from statusboard.domain.status import ComponentStatus
from statusboard.storage.given_ids import given_ids
from statusboard.storage.history import spans
from statusboard.storage.history.raw_steps import raw_steps
from statusboard.storage.numbers import STATUS_NUMBER, TROUBLE
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import SPAN
from statusboard.storage.unit import Unit

# Longer before the work nobody looks for where trouble began.
_REACH_US = 90 * DAY_US
_WORK_BEFORE = select(SPAN.c.component_id, SPAN.c.start_us, SPAN.c.stop_us).where(
    SPAN.c.stop_us.in_(bindparam("instants", type_=BigInteger, expanding=True)),
    SPAN.c.status == STATUS_NUMBER[ComponentStatus.UNDER_MAINTENANCE],
)


@read_once
def read_since(
    unit: Unit,
    *,
    pause_us: int,
    of_status: bool = False,
    component_ids: frozenset[int] | None = None,
) -> Mapping[int, int]:
    """Since when what each open span says has lasted, in microseconds, by component.

    Trouble is one across changes of its severity, but not `of_status`. A pause in what was observed
    of at most `pause_us`, with the same before and after it, begins nothing new: else each restart
    of the programs would date an old outage anew. Trouble from before planned work is dated from
    before it. `component_ids`: of some alone.

    What began under maintenance counts from the end of the work on, as uptime counts it.
    """
    found = _of_spans(unit, pause_us=pause_us, of_status=of_status, component_ids=component_ids)
    lasting = spans.read_open(unit, component_ids)
    troubled = {number for number in found if lasting[number].status.is_trouble}
    for number, begun_us in _work_before(unit, {n: found[n] for n in troubled}).items():
        (steps,) = raw_steps(unit, {number: begun_us - _REACH_US}).values()
        status = lasting[number].status if of_status else None
        start_us = _trouble_start(steps, found[number], pause_us, status)
        if start_us < begun_us:
            found[number] = start_us
    return found


def _of_spans(
    unit: Unit, *, pause_us: int, of_status: bool, component_ids: frozenset[int] | None
) -> dict[int, int]:
    """The same as the spans alone tell it: there planned work begins something new."""
    given: dict[str, object] = {"pause_us": pause_us}
    if component_ids is not None:
        given["component_ids"] = list(component_ids)
    asked = _lasting(of_status=of_status, of_some=component_ids is not None)
    rows = unit.connection.execute(asked, given)
    return {row.component_id: row.first_us for row in rows}


@cache  # to make it takes longer than to answer it
def _lasting(*, of_status: bool, of_some: bool) -> Select[int, int]:
    """Since when each open span lasts, pauses of up to `pause_us` in it; or `component_ids`'."""
    now = _with_before(SPAN.c.component_id, SPAN.c.start_us, SPAN.c.status).where(
        SPAN.c.stop_us.is_(None)
    )
    if of_some:
        now = now.where(SPAN.c.component_id.in_(given_ids("component_ids")))
    pause_us = bindparam("pause_us", type_=BigInteger)
    lasting = now.cte(recursive=True)
    status, before = lasting.c.status, lasting.c.before_status
    is_same = before == status
    if not of_status:
        is_same |= before.in_(TROUBLE) & status.in_(TROUBLE)
    lasting = lasting.union_all(
        _with_before(lasting.c.component_id, lasting.c.before_us, before)
        .where(lasting.c.before_stop_us >= lasting.c.start_us - pause_us)
        .where(is_same)
    )
    first = select(lasting.c.component_id, func.min(lasting.c.start_us).label("first_us"))
    return first.group_by(lasting.c.component_id)


def _with_before(
    component_id: ColumnElement[int], start_us: ColumnElement[int], status: ColumnElement[int]
) -> Select[int, int, int, int, int, int]:
    """A span, and what the one before it was.

    Each is looked up by the key: given a join, PostgreSQL reads the whole table for it.
    """
    before = SPAN.alias()

    def newest(column: ColumnElement[int]) -> ScalarSelect[int]:
        mine = (before.c.component_id == component_id) & (before.c.start_us < start_us)
        newest_first = select(column).where(mine).order_by(before.c.start_us.desc())
        return newest_first.limit(1).scalar_subquery().correlate_except(before)

    return select(
        component_id.label("component_id"),
        start_us.label("start_us"),
        status.label("status"),
        newest(before.c.start_us).label("before_us"),
        newest(before.c.stop_us).label("before_stop_us"),
        newest(before.c.status).label("before_status"),
    )


def _work_before(unit: Unit, since_us: Mapping[int, int]) -> dict[int, int]:
    """When the work began that ended just where the trouble of some services begins."""
    if not since_us:
        return {}
    rows = unit.connection.execute(_WORK_BEFORE, {"instants": sorted(set(since_us.values()))})
    return {
        row.component_id: row.start_us
        for row in rows
        if since_us.get(row.component_id) == row.stop_us
    }


def _trouble_start(
    steps: Sequence[Step], until_us: int, pause_us: int, only: ComponentStatus | None
) -> int:
    """Where the trouble began that lasted until an instant, across short pauses of the watch."""
    start_us = until_us
    for at_us, status in reversed(steps):
        if at_us >= until_us:
            continue
        is_same = status is only if only is not None else status.is_trouble
        is_pause = status is ComponentStatus.UNKNOWN and start_us - at_us <= pause_us
        if not is_same and not is_pause:
            break
        if is_same:
            start_us = at_us
    return start_us
