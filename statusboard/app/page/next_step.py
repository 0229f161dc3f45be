"""What there is to publish: whether a page has to be asked for, and where the newest one is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.doorway import Query, query
from statusboard.app.page.readers import guarded_view
from statusboard.app.settings import METRICS_SHOWN, public_page_id, zone_in
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.page_access import ACCESS_FILE, PageAccess, written
from statusboard.domain.response_metric import last_hour_us
from statusboard.domain.target import Target
from statusboard.domain.views.public import PublicView
from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from statusboard.render.site_paths import YIELDS, can_make
from statusboard.render.update_links import UpdateLinks
from statusboard.storage import generations
from statusboard.storage.incidents import read_announcements
from statusboard.storage.overrides import turned_us
from statusboard.storage.pages import read_page_settings, read_pages
from statusboard.storage.targets import read_leaving, read_targets
from statusboard.storage.unit import Unit
from statusboard.targets.base import Site


@dataclass(frozen=True, slots=True)
class PublishJob:
    """A page to bring to a place: what it says, read together with the generation's number.

    `access` is who may read it, None: everybody.
    """

    target: Target
    view: PublicView
    access: PageAccess | None = None


@dataclass(frozen=True, slots=True)
class PublisherMemory:
    """What the publisher remembers of each place, by its name, and of edits dated ahead.

    `resting`: the generation that failed there and is not to be tried again yet; `busy`: where a
    page is being put just now. An edit dated ahead that was asked for is shown by what is rendered
    after it, though its date says otherwise.
    """

    resting: Mapping[str, int] = field(default_factory=dict)
    busy: frozenset[str] = frozenset()
    ahead: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NextStep:
    """What there is to do. `cause` not empty: a page has to be asked for first.

    `ahead`: the edits dated ahead that it will show. `jobs`: the places to bring the newest page
    to. `leaving`: the places to take a page away from, `page_ids` whose page stands there: the
    public ids, by the place. `waiting`: the places that are not to be tried again yet.
    """

    cause: str = ""
    ahead: frozenset[int] = frozenset()
    jobs: tuple[PublishJob, ...] = ()
    leaving: tuple[Target, ...] = ()
    page_ids: Mapping[int, str] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()


def _next_step(unit: Unit, known: PublisherMemory) -> NextStep:
    leaving = [target for target, _ in read_leaving(unit)]
    step = _next_page(unit, known)
    if not leaving or step.cause:
        return step
    due = (t for t in leaving if t.name not in known.busy and t.name not in known.resting)
    return replace(
        step,
        leaving=tuple(due),
        page_ids={
            target.id: public_page_id(read_page_settings(unit, target.page_id))
            for target in leaving
        },
        waiting=step.waiting | {t.name for t in leaving if t.name in known.resting},
    )


def _next_page(unit: Unit, known: PublisherMemory) -> NextStep:
    targets = read_targets(unit)
    newest = generations.newest_generation(unit)
    if not targets or newest is None:
        return NextStep()
    ahead = generations.services_dated_ahead(unit)
    cause = _cause(unit, newest.opened_at, is_ahead_new=not ahead <= known.ahead)
    if cause:
        return NextStep(cause, ahead)
    wanted = generations.open_at(unit, newest.number)
    resting = {name for name, number in known.resting.items() if number == newest.number}
    due = [t for t in targets if t.name in wanted - resting and t.name not in known.busy]
    found = {page_id: guarded_view(unit, page_id) for page_id in {one.page_id for one in due}}
    return NextStep(
        jobs=tuple(PublishJob(target, *found[target.page_id]) for target in due),
        waiting=frozenset(wanted & resting),
    )


def _cause(unit: Unit, opened_at: datetime, *, is_ahead_new: bool) -> str:
    """Why what was opened then no longer says everything; empty where it does."""
    if opened_at > unit.now:
        # No edit and no day until then would look newer.
        return "clock put back"
    zones = {zone_in(read_page_settings(unit, page.id)) for page in read_pages(unit)}
    if any(_is_of_yesterday(unit, opened_at, ZoneInfo(zone)) for zone in zones):
        return "new day"
    if is_ahead_new or from_us(generations.services_changed_us(unit)) > opened_at:
        return "services"
    if from_us(turned_us(unit)) > opened_at:
        return "set by hand"
    if _has_run_out(unit, opened_at):
        return "announcement over"
    if _has_later_hours(unit, opened_at):
        return "response times"
    return ""


def _is_of_yesterday(unit: Unit, opened_at: datetime, zone: ZoneInfo) -> bool:
    return opened_at.astimezone(zone).date() < unit.now.astimezone(zone).date()


def _has_later_hours(unit: Unit, opened_at: datetime) -> bool:
    """Whether an hour is over whose response times the newest page cannot show yet."""
    pages = read_pages(unit)
    if not any(read_page_settings(unit, page.id).get(METRICS_SHOWN) for page in pages):
        return False
    return last_hour_us(to_us(opened_at)) < last_hour_us(unit.now_us)


def _has_run_out(unit: Unit, opened_at: datetime) -> bool:
    """Whether an announcement that the newest page shows is to be shown no more."""
    ends = (one.wording.shown_until for one in read_announcements(unit) if one.is_counted)
    return any(end is not None and opened_at < end <= unit.now for end in ends)


NEXT_STEP: Query[PublisherMemory, NextStep] = query("page.next_step")(_next_step)


def site_of(
    view: PublicView, memory: SiteMemory | None = None, access: PageAccess | None = None
) -> Site:
    """The site of a view. Slow enough to be kept off the loop where nothing is remembered of it.

    `access` goes along as a file for whoever keeps the page to who may read it.
    """
    updates = UpdateLinks(view.server_url, view.contact)
    files: Mapping[str, bytes] = render_site(view, memory, updates)
    if access is not None:
        # First: nothing of a private page is anywhere before it says that it is.
        files = {ACCESS_FILE: written(access), **files}
    return Site(view.page_id, view.generation, files, can_stand, YIELDS)


def can_stand(path: str) -> bool:
    """Whether a path is one of a site: what was said of readers goes once everybody is one."""
    return path == ACCESS_FILE or can_make(path)


def bare_site(page_id: str) -> Site:
    """The site of that page without any file: what it could have is what may be taken away."""
    return Site(page_id, 0, {}, can_stand)
