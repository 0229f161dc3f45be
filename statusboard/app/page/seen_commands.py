"""The verb of the public watch: what customers read at the address of a place."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.settings import page_zone
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import from_us
from statusboard.domain.published import Seen, unseen_words
from statusboard.storage import seen as kept
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class PublicSeen:
    """What was read at the public address of a place, and what is wrong with it.

    `digest` is that of the page that was read; `problem` is empty where it is the newest.
    """

    target_id: int
    target: str
    digest: str
    problem: str
    lacks: tuple[str, ...] = ()


@verb("publication.record_seen", Permission.RUN, PublicSeen, str)
def record_seen(unit: Unit, given: PublicSeen) -> Done[str]:
    """Writes down what customers read there; that in words, empty where it is the newest page."""
    put = kept.newest_put(unit, given.target)
    before = kept.read_seen(unit).get(given.target_id, Seen())
    since = before.since or (from_us(put.read_back_us) if put is not None else unit.now)
    seen = Seen(
        kept.generation_with(unit, given.target, given.digest),
        since if given.problem else None,
        given.problem,
        given.lacks if not given.problem else before.lacks,
    )
    kept.record_seen(unit, given.target_id, seen)
    words = unseen_words(seen, ZoneInfo(page_zone(unit)), unit.now)
    detail: dict[str, object] = {"problem": words} if words else {"lacks": list(seen.lacks)}
    return Done(
        words,
        Changes.of(Topic.SETTINGS, Topic.PUBLICATION),
        Audit(f"target {given.target_id}", {"page": seen.generation, **detail}),
    )
