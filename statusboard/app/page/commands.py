"""The page's verbs: what it is called and where it goes, and how far each of its pages has got."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.page.choices import ANOTHER_PAGE, Choices
from statusboard.app.page.ending_watch import unwatch
from statusboard.app.page.inputs import (
    ChooseSettings,
    Chosen,
    RemoveTarget,
    TargetInput,
    TargetSaved,
)
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.metrics import keep_metric_services
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.page.private_places import refuse_public_places
from statusboard.app.page.rules import refuse_outside_demo, same_place, settle_target, without_role
from statusboard.app.page.surroundings import (
    NEW_PAGE,
    NO_PAGES,
    PreparedPage,
    surroundings,
)
from statusboard.app.page.target_secrets import TargetSecrets
from statusboard.app.services.secrets import plain_only, refuse_references, turned
from statusboard.app.services.stowing import TARGETS, Stowing
from statusboard.app.settings import (
    METRICS_SHOWN,
    PAGE_ID,
    PUBLIC_URL,
    public_page_id,
    text_setting,
)
from statusboard.catalog.declaration import Config, TargetKind, kind_of
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.page import MAIN, Page
from statusboard.domain.target import Target
from statusboard.errors import RuleBroken
from statusboard.storage import generations, notices
from statusboard.storage.pages import read_page_settings, read_pages
from statusboard.storage.settings import read_settings
from statusboard.storage.targets import read_targets, record_emptied, target_names
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class BeginPage:
    """A page is about to be written that no generation asked for."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Why the page is to be rendered again: such as `new day` or `services`."""

    cause: str


@dataclass(frozen=True, slots=True)
class PageResult:
    """How an attempt at a target went: the digest that was read back, or what was in the way.

    `first_digest` is that of the page itself. `retry_s`: in so many seconds it is tried again.
    """

    generation: int
    target: str
    digest: str = ""
    problem: str = ""
    first_digest: str = ""
    retry_s: float = 0.0


@dataclass(frozen=True, slots=True)
class PlaceEmptied:
    """How emptying a place went: how many files were taken away, or what was in the way."""

    target_id: int
    files: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """A page server has come for the page."""


@verb("publication.begin", Permission.RUN, BeginPage, str)
def begin_page(unit: Unit, _given: BeginPage) -> Done[str]:
    """What the public calls the page; it has its own id from now on."""
    keep_page_id(unit)
    return Done(public_page_id(read_settings(unit)), Changes(), Audit("page"))


@verb("publication.open", Permission.RUN, OpenPage, int)
def open_page(unit: Unit, given: OpenPage) -> Done[int]:
    """The number of the generation that was opened."""
    notices.lock_notices(unit)
    keep_page_id(unit)
    number = generations.open_generation(unit, given.cause, target_names(unit))
    return Done(
        number,
        Changes.of(Topic.PUBLICATION),
        Audit(f"generation {number}", {"cause": given.cause}),
    )


@verb("publication.serve", Permission.RUN, Served, tuple)
def serve(unit: Unit, _given: Served) -> Done[tuple[str, ...]]:
    """What that changed, in words: page servers are a place of the page from the first one on.

    So a notice is published though nobody chose another place, and messages wait until it is shown.
    """
    kinds = target_kinds()
    come_for_it = [kind.key for kind in kinds.values() if kind.comes_by_itself]
    served = {one.page_id for one in read_targets(unit) if one.kind in come_for_it}
    lacking = [
        page.key for page in read_pages(unit) if page.id not in served and _asked(unit, page)
    ]
    if not lacking:
        return Done((), Changes(), Audit("page"))
    choices = Choices.read(unit, kinds)
    keep_page_id(unit)
    for key, page in product(come_for_it, lacking):
        choices.save(TargetInput(key, {}, page=page))
    choices.show()
    lines, topics = tuple(choices.lines), Changes.of(Topic.SETTINGS, Topic.PUBLICATION)
    return Done(lines, topics, Audit("page", {"changes": list(lines)}))


def _asked(unit: Unit, page: Page) -> bool:
    """Whether people can ask a page server for a page: the main one by any address."""
    return page.is_main or bool(text_setting(read_page_settings(unit, page.id), PUBLIC_URL))


@verb("publication.record", Permission.RUN, PageResult, bool)
def record_result(unit: Unit, given: PageResult) -> Done[bool]:
    """Writes an attempt down; whether customers can see the page now."""
    if given.problem:
        retry_at = unit.now + timedelta(seconds=given.retry_s)
        generations.record_problem(
            unit, given.generation, given.target, given.problem, retry_at=retry_at
        )
        detail = {"target": given.target, "problem": given.problem}
    else:
        generations.record_read_back(
            unit, given.generation, given.target, given.digest, first_digest=given.first_digest
        )
        detail = {"target": given.target, "digest": given.digest}
    return Done(
        not given.problem,
        Changes.of(Topic.PUBLICATION),
        Audit(f"generation {given.generation}", dict[str, object](detail)),
    )


@verb("publication.record_emptied", Permission.RUN, PlaceEmptied, bool)
def record_place_emptied(unit: Unit, given: PlaceEmptied) -> Done[bool]:
    """Writes down that a place which was given up is empty, or what is in the way of that."""
    record_emptied(unit, given.target_id, problem=given.problem)
    detail: dict[str, object] = {"problem": given.problem} if given.problem else {}
    return Done(
        not given.problem,
        Changes.of(Topic.SETTINGS),
        Audit(f"target {given.target_id}", detail or {"files": given.files}),
    )


def try_target(
    doorway: Doorway, given: TargetInput, new: Mapping[str, str] = NO_PAGES
) -> TargetInput:
    """The place made definite by its kind: it is there, takes the page, and is nobody else's.

    Outside the transaction, because a disk or a host may be slow to answer. Its secrets are kept
    by then, and references stand in their place. `new` are the secrets of pages that are made
    together with it, by key.
    """
    around = doorway.ask(surroundings, None)
    made = {key: (NEW_PAGE, {PAGE_ID: own}) for key, own in new.items() if key not in around.pages}
    around = replace(around, pages={**around.pages, **made})
    kinds = target_kinds()
    kind = kind_of(given.kind, kinds, noun="place")
    refuse_references(given.config)
    page_id = around.page_id(given.page) if given.page else MAIN
    found = same_place(given, around.targets, kinds, page_id)
    if found is not None and given.page and found.page_id != page_id:
        raise RuleBroken(ANOTHER_PAGE, field="page")
    page_id = page_id if found is None else found.page_id
    config = settle_target(given, found.config if found is not None else {}, kinds)
    if found is not None and kind.describe(config) == kind.describe(found.config):
        config = _remembering(kind, config, found.config)
    stowing = Stowing(doorway, TARGETS, allow_file=given.allow_file)
    known = turned(kind, config, plain_only(stowing.known))
    if found is not None and without_role(known) == without_role(found.config):
        return replace(given, config=known)  # what it counts as says nothing of the place
    refuse_outside_demo(kind, config, around.settings, around.home)
    refuse_public_places(around.settings_of(page_id), [Target(0, "", kind.key, config)], kinds)
    if known != config:
        doorway.secrets.agree(allow_file=given.allow_file)
    secrets = TargetSecrets.read(kind, config, doorway.store)
    page = PreparedPage(doorway, around, page_id, given.page)
    ready = secrets.unsaid(lambda: page.prepare(kind, secrets.whole))
    # Kept last: a place that will not do leaves no secret behind.
    settled = turned(kind, ready.config, secrets.kept_or(stowing.turn))
    return replace(given, config=settled, notes=ready.notes)


def _remembering(kind: TargetKind, config: Config, stored: Config) -> dict[str, object]:
    """The configuration with what was found there first, where nobody says otherwise."""
    names = kind.telling.remembers if kind.telling is not None else ()
    return {**{name: stored[name] for name in names if name in stored}, **config}


@verb("settings.choose", Permission.CONFIGURE, ChooseSettings, Chosen)
def choose_settings(unit: Unit, given: ChooseSettings) -> Done[Chosen]:
    """Stores what was chosen, and asks for a page that shows it.

    Raises RuleBroken with the setting at fault: a zone nobody knows, an address that is none.
    """
    choices = Choices.read(unit, target_kinds())
    keep_page_id(unit)
    changed = choices.set(given.values)
    if METRICS_SHOWN in changed:
        keep_metric_services(unit)
    topics = Changes.of(Topic.SETTINGS, Topic.PUBLICATION) if changed else Changes()
    return Done(
        Chosen(tuple(changed), choices.show()), topics, Audit("settings", {"changed": changed})
    )


@verb("target.save", Permission.CONFIGURE, TargetInput, TargetSaved, prepare=try_target)
def save_target(unit: Unit, given: TargetInput) -> Done[TargetSaved]:
    """Chooses a place for the page, or gives one its new configuration; and brings the page there.

    Raises RuleBroken with the field at fault, where the place will not do.
    """
    choices = Choices.read(unit, target_kinds())
    keep_page_id(unit)
    target_id = choices.save(given)
    changed = bool(choices.lines)
    return Done(
        TargetSaved(target_id, changed, choices.show(), given.notes),
        Changes.of(Topic.SETTINGS, Topic.PUBLICATION) if changed else Changes(),
        Audit(f"target {target_id}", {"changes": list(choices.lines)}),
    )


@verb("target.remove", Permission.CONFIGURE, RemoveTarget, int)
def remove_target(unit: Unit, given: RemoveTarget) -> Done[int]:
    """Brings no page there any more. What stands there stays as it is, or is taken away.

    Raises RuleBroken where the place is gone, and where what watches its address is to go and
    cannot.
    """
    choices = Choices.read(unit, target_kinds())
    touched = unwatch(choices, given.target_id) if given.unwatch else frozenset()
    choices.remove(given.target_id, empty=given.empty)
    topics = (Topic.SETTINGS, Topic.PUBLICATION, *([Topic.SERVICES] if touched else ()))
    return Done(
        given.target_id,
        Changes.of(*topics, components=touched),
        Audit(f"target {given.target_id}", {"changes": list(choices.lines)}),
    )
