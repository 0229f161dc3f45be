"""The log of what changed, by which every process hears of every write."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import func, insert, or_, select

from statusboard.domain.changes import Changes
from statusboard.domain.instants import MINUTE_US
from statusboard.storage.doorbell import ring
from statusboard.storage.tables import CHANGE_LOG
from statusboard.storage.unit import Unit

# A number that is still missing then was given to a transaction that ended without a trace.
_GIVEN_UP_US = MINUTE_US
# A server that was restarted leaves some thirty numbers out; what is more is not waited for.
_MOST_MISSING = 1_000


@dataclass(frozen=True, slots=True)
class HeardUpTo:
    """How far the log was read: the newest number, and those before it that were not there yet.

    PostgreSQL gives numbers out in one order and commits in another. `missing` says since when
    each is missed, in microseconds.
    """

    newest: int
    missing: Mapping[int, int] = field(default_factory=dict)


def log_changes(unit: Unit, changes: Changes) -> None:
    """What this transaction touched, for every process that reads the log."""
    text = msgspec.json.encode(changes).decode()
    unit.connection.execute(insert(CHANGE_LOG).values(at_us=unit.now_us, topics=text))
    ring(unit)


def newest_change(unit: Unit) -> HeardUpTo:
    """The end of the log as it is now. What is on its way to be committed will be heard."""
    newest = int(unit.connection.execute(select(func.max(CHANGE_LOG.c.id))).scalar() or 0)
    if unit.is_sqlite:
        return HeardUpTo(newest)
    first = max(0, newest - _MOST_MISSING)
    late = select(CHANGE_LOG.c.id).where(CHANGE_LOG.c.id > first)
    there = set(unit.connection.execute(late).scalars())
    return HeardUpTo(newest, _missing(unit, first, newest, there))


def changes_after(unit: Unit, heard: HeardUpTo) -> tuple[HeardUpTo, Changes]:
    """Everything logged since, merged, and how far it was read now."""
    is_new = CHANGE_LOG.c.id > heard.newest
    rows = unit.connection.execute(
        select(CHANGE_LOG.c.id, CHANGE_LOG.c.topics)
        .where(or_(is_new, CHANGE_LOG.c.id.in_(heard.missing)) if heard.missing else is_new)
        .order_by(CHANGE_LOG.c.id)
    )
    merged = Changes()
    there = set()
    for entry, topics in rows:
        there.add(entry)
        merged |= msgspec.json.decode(topics, type=Changes)
    newest = max(heard.newest, *there) if there else heard.newest
    missing = {
        number: since_us
        for number, since_us in heard.missing.items()
        if number not in there and unit.now_us - since_us < _GIVEN_UP_US
    }
    if not unit.is_sqlite:  # which numbers in the order in which it commits
        missing |= _missing(unit, heard.newest, newest, there)
    return HeardUpTo(newest, missing), merged


def _missing(unit: Unit, after: int, newest: int, there: set[int]) -> dict[int, int]:
    first = max(after, newest - _MOST_MISSING)
    return {n: unit.now_us for n in range(first + 1, newest) if n not in there}
