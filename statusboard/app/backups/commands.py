"""The verb by which the daily copy is noted, so that every screen can tell of it."""

from dataclasses import dataclass

from statusboard.app.doorway import Audit, Done, query, verb
from statusboard.app.settings import page_zone
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.storage.copy_state import CopyState, read_copy_state, write_copy_state
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class NoteCopy:
    """How a daily copy went: its name, or what is in the way."""

    name: str = ""
    problem: str = ""


@verb("database.copy", Permission.RUN, NoteCopy, bool)
def note_copy(unit: Unit, given: NoteCopy) -> Done[bool]:
    """Notes it; whether that is news. A problem leaves noted when there was a good one."""
    before = read_copy_state(unit)
    last_us = before.last_us if given.problem else to_us(unit.now)
    state = CopyState(last_us, given.problem)
    write_copy_state(unit, state)
    is_news = state.problem != before.problem
    detail: dict[str, object] = {"problem": given.problem} if given.problem else {}
    changes = Changes.of(Topic.HEALTH) if is_news else Changes()
    return Done(is_news, changes, Audit(given.name or "copy", detail))


@dataclass(frozen=True, slots=True)
class Kept:
    """How it last went, and the zone whose nights are quiet."""

    state: CopyState
    zone: str


def _kept(unit: Unit, _given: None) -> Kept:
    return Kept(read_copy_state(unit), page_zone(unit))


KEPT = query("database.copies")(_kept)
