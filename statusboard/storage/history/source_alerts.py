"""What a source of alerts said of checks when their states turned: long after the alert is over."""

from collections.abc import Collection

from sqlalchemy import select

from statusboard.domain.instants import Interval
from statusboard.domain.result import Reason
from statusboard.storage.tables import TRANSITION
from statusboard.storage.unit import Unit


def alert_details(unit: Unit, check_ids: Collection[int], bounds: Interval) -> tuple[str, ...]:
    """What each alert within `bounds` said, each once, the oldest first."""
    if not check_ids:
        return ()
    rows = unit.connection.execute(
        select(TRANSITION.c.detail)
        .where(
            TRANSITION.c.check_id.in_(check_ids),
            TRANSITION.c.at_us >= bounds.start_us,
            TRANSITION.c.at_us <= bounds.stop_us,
            TRANSITION.c.reason == Reason.SOURCE_ALERT.value,
        )
        .order_by(TRANSITION.c.at_us, TRANSITION.c.id)
    )
    return tuple(dict.fromkeys(row.detail for row in rows))
