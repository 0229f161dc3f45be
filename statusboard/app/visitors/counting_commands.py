"""What a page server says it has seen, added to what the office counts itself."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.subscribers.arrivals import count_seen
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.visiting import SeenCounts
from statusboard.domain.visits import BY_THE_OFFICE
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit

# More than any page server answers between two times that it says so.
MOST = 100_000_000


@verb("visitor.count", Permission.VISIT, SeenCounts, type(None))
def count(unit: Unit, given: SeenCounts) -> Done[None]:
    """Adds to what was seen today.

    Raises RuleBroken for what no page server can have seen: it is the program that strangers reach.
    """
    if BY_THE_OFFICE & given.counts.keys():
        raise RuleBroken("Only the office knows how many asked, confirmed and left.", "counts")
    if not all(0 <= each <= MOST for each in given.counts.values()):
        raise RuleBroken("So much cannot have been seen.", "counts")
    count_seen(unit, given.counts)
    detail: dict[str, object] = {seen.value: each for seen, each in sorted(given.counts.items())}
    return Done(None, Changes.of(Topic.SUBSCRIBERS), Audit("visitors", detail))
