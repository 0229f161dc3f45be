"""Since when what is now has lasted, also where planned work lay over it for a while."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from statusboard.domain.instants import DAY_US
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history import spans
from statusboard.storage.history.states import raw_steps
from statusboard.storage.numbers import STATUS_NUMBER
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import SPAN
from statusboard.storage.unit import Unit

# Longer before the work nobody looks for where trouble began.
_REACH_US = 90 * DAY_US


@read_once
def read_since(
    unit: Unit, *, pause_us: int, of_status: bool = False, component_id: int | None = None
) -> Mapping[int, int]:
    """As `spans.read_since`, and trouble from before planned work is dated from before it.

    What began under maintenance counts from the end of the work on, as uptime counts it.
    """
    found = dict(
        spans.read_since(unit, pause_us=pause_us, of_status=of_status, component_id=component_id)
    )
    lasting = spans.read_open(unit, component_id)
    troubled = {number for number in found if lasting[number].status.is_trouble}
    for number, begun_us in _work_before(unit, {n: found[n] for n in troubled}).items():
        (steps,) = raw_steps(unit, {number: begun_us - _REACH_US}).values()
        status = lasting[number].status if of_status else None
        start_us = _trouble_start(steps, found[number], pause_us, status)
        if start_us < begun_us:
            found[number] = start_us
    return found


def _work_before(unit: Unit, since_us: Mapping[int, int]) -> dict[int, int]:
    """When the work began that ended just where the trouble of some services begins."""
    if not since_us:
        return {}
    under = STATUS_NUMBER[ComponentStatus.UNDER_MAINTENANCE]
    rows = unit.connection.execute(
        select(SPAN.c.component_id, SPAN.c.start_us, SPAN.c.stop_us).where(
            SPAN.c.stop_us.in_(set(since_us.values())), SPAN.c.status == under
        )
    )
    return {
        row.component_id: row.start_us
        for row in rows
        if since_us.get(row.component_id) == row.stop_us
    }


def _trouble_start(
    steps: Sequence[spans.Step], until_us: int, pause_us: int, only: ComponentStatus | None
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
