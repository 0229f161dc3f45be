"""How often visitors were seen doing what, by day. Nothing here says who they were."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import delete, func, select

from statusboard.domain.visits import Seen
from statusboard.storage.tables import VISIT_COUNT
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

# Long enough to compare a week with those of last year.
KEPT_FOR = timedelta(days=400)


def count_visits(unit: Unit, day: date, counts: Mapping[Seen, int]) -> None:
    """Adds to what was seen on a day."""
    # In one order, so that two who count at once wait for each other and not in a circle.
    rows = [
        {"day": day.isoformat(), "seen": seen.value, "count": count}
        for seen, count in sorted(counts.items())
        if count
    ]
    if not rows:
        return
    wanted = upsert(unit, VISIT_COUNT)
    unit.connection.execute(
        wanted.on_conflict_do_update(
            index_elements=[VISIT_COUNT.c.day, VISIT_COUNT.c.seen],
            set_={"count": VISIT_COUNT.c.count + wanted.excluded.count},
        ),
        rows,  # apart, or what was compiled for so many rows is compiled anew each time
    )


def read_visits(unit: Unit, first: date, last: date) -> dict[Seen, int]:
    """What was seen from one day to another, both included.

    What this version does not know is left out.
    """
    rows = unit.connection.execute(
        select(VISIT_COUNT.c.seen, func.sum(VISIT_COUNT.c.count))
        .where(VISIT_COUNT.c.day.between(first.isoformat(), last.isoformat()))
        .group_by(VISIT_COUNT.c.seen)
    )
    known = {seen.value: seen for seen in Seen}
    return {known[seen]: int(count) for seen, count in rows if seen in known}


def forget_visits(unit: Unit, today: date) -> None:
    """Forgets days that nobody compares with any more."""
    first = (today - KEPT_FOR).isoformat()
    unit.connection.execute(delete(VISIT_COUNT).where(VISIT_COUNT.c.day < first))
