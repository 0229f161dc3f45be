"""What the publisher writes down: pages it asks for itself, and how far each page has got."""

from dataclasses import dataclass

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.publishing import chosen_targets, keep_page_id, public_page_id
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.storage import generations, notices
from statusboard.storage.bookkeeping import read_settings
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class BeginPage:
    """A page is about to be written that no generation asked for."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Why the page is to be rendered again: `new day`, `services`, `clock put back`."""

    cause: str


@dataclass(frozen=True, slots=True)
class PageResult:
    """How an attempt at a target went: the digest that was read back, or what was in the way."""

    generation: int
    target: str
    digest: str = ""
    problem: str = ""


@verb("publication.begin", Permission.OPERATE, BeginPage, str)
def begin_page(unit: Unit, _given: BeginPage) -> Done[str]:
    """What the public calls the page; it has its own id from now on."""
    keep_page_id(unit)
    return Done(public_page_id(read_settings(unit)), Changes(), Audit("page"))


@verb("publication.open", Permission.OPERATE, OpenPage, int)
def open_page(unit: Unit, given: OpenPage) -> Done[int]:
    """The number of the generation that was opened."""
    notices.lock_notices(unit)
    keep_page_id(unit)
    number = generations.open_generation(unit, given.cause, chosen_targets(unit))
    return Done(
        number,
        Changes.of(Topic.PUBLICATION),
        Audit(f"generation {number}", {"cause": given.cause}),
    )


@verb("publication.record", Permission.OPERATE, PageResult, bool)
def record_result(unit: Unit, given: PageResult) -> Done[bool]:
    """Writes an attempt down; whether customers can see the page now."""
    if given.problem:
        generations.record_problem(unit, given.generation, given.target, given.problem)
        detail = {"target": given.target, "problem": given.problem}
    else:
        generations.record_read_back(unit, given.generation, given.target, given.digest)
        detail = {"target": given.target, "digest": given.digest}
    return Done(
        not given.problem,
        Changes.of(Topic.PUBLICATION),
        Audit(f"generation {given.generation}", dict[str, object](detail)),
    )
