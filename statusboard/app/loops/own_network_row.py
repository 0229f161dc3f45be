"""Writes down that this computer has no network, or has one again, for every screen to read."""

from statusboard.app.clock import Clock
from statusboard.domain.access import loop as loop_actor
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.storage import bookkeeping, sources
from statusboard.storage.database import Database

ACTOR = loop_actor("collector")
# The name of the source row.
OWN_NETWORK = "own network"
PROBLEM = "This computer has no way to the network. What it cannot reach is unknown, not down."


def write_own_network(database: Database, clock: Clock, *, blind: bool) -> Changes:
    """What was changed by it. Blocking. Raises Unavailable where the database is not there."""
    now = clock.now()
    changes = Changes.of(Topic.HEALTH)
    with database.writing(now, ACTOR) as unit:
        sources.write_source(
            unit,
            OWN_NETWORK,
            last_us=None if blind else to_us(now),
            problem=PROBLEM if blind else "",
        )
        bookkeeping.log_changes(unit, changes)
    return changes
