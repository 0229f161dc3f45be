"""The whole site as files: the page, those of incidents, services and months, the API.

The same view gives the same bytes.

Only the page itself, and what is not over, says when it was written: everything else stays the
same file from one generation to the next, and is neither rendered nor written again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.domain.picture import picture_path
from statusboard.domain.status import IncidentStatus
from statusboard.domain.time_text import day_text
from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.announcements import (
    announcement_facts,
    announcements_of,
)
from statusboard.render.api_objects import Json
from statusboard.render.card import PATH as CARD
from statusboard.render.card import CardFacts, can_be_set, card
from statusboard.render.feed_entries import entry_key
from statusboard.render.headline import headline
from statusboard.render.history import Month, month_facts, months_of, years_of
from statusboard.render.history_index import (
    HistoryPage,
    history_element,
    history_index,
    history_json,
    history_months,
    history_pages,
)
from statusboard.render.in_language import in_language
from statusboard.render.maintenance import PAST_LISTED, maintenance_facts, past
from statusboard.render.memory import SiteMemory, digest_of
from statusboard.render.page import (
    announcement_html,
    history_html,
    incident_html,
    index_html,
    maintenance_html,
    month_html,
    older_html,
    service_html,
    uptime_html,
)
from statusboard.render.page_facts import PageFacts, page_facts, services_text
from statusboard.render.page_frame import UPWARDS, Frames, stylesheet
from statusboard.render.program_files import program_files, spoken_files
from statusboard.render.service_page import service_page, service_says
from statusboard.render.statuspage_api import api_files
from statusboard.render.templates import read_resource
from statusboard.render.told_of import NOTHING_TOLD, ToldOf, told_of
from statusboard.render.update_links import NOWHERE, UpdateLinks
from statusboard.render.uptime_page import uptime_page

# What turns times into those of whoever reads, on every page.
SCRIPT = "page.js"


def render_site(
    view: PublicView, memory: SiteMemory | None = None, updates: UpdateLinks = NOWHERE
) -> dict[str, bytes]:
    """Every file by its path, in the order in which they may appear before visitors.

    What others refer to comes first: pictures, the team's own files, the script, the incidents'
    pages, the services', the months', then what programs read, the page itself last. `memory` is
    what was rendered before; `updates` is where readers go to be told.
    """
    memory = memory or SiteMemory()
    sites = [_Site.of(in_language(view, code), memory, updates) for code in view.languages]
    site, *others = sites
    pages, spoken = site.pages(), site.spoken()
    for other in others:
        # Each of them leads to the others: the page itself still comes last of all.
        pages |= other.below(other.pages() | other.spoken() | other.first())
    # In the words of the page itself, which are not those of `view` where it was written in another
    # language: programs and people read the same, and what is remembered is what was read.
    programs = program_files(site.view, site.months)
    api = api_files(site.view, memory, site.digests)
    said = [one.public_id for one in view.incidents]
    said += [one.public_id for one in view.maintenances]
    entries = {entry_key(one, code) for one in said for code in view.languages}
    memory.keep_only({*pages, *api, *entries})
    files = {picture_path(name): content for name, content in view.pictures}
    files |= dict(view.brand_files)
    files[SCRIPT] = read_resource("page", SCRIPT).encode()
    if site.page.url:  # nobody can be led to it without an address
        files[CARD] = card(site.card())
    return files | pages | programs | spoken | api | site.first()


@dataclass(frozen=True, slots=True)
class _Site:
    view: PublicView
    page: PageFacts
    frames: Frames
    months: tuple[Month, ...]
    told: Mapping[str, ToldOf]
    memory: SiteMemory
    # A digest of what stands around every page, and one of each that was told of: many pages say
    # the same of one, and each asks whether it is as it was. Then what pages say of each incident.
    around: bytes
    digests: Mapping[str, bytes]
    says: Mapping[str, object]

    @classmethod
    def of(cls, view: PublicView, memory: SiteMemory, updates: UpdateLinks) -> "_Site":
        told = told_of(view)
        if view.languages != ("en",):
            updates = replace(updates, language=view.language)
        page = page_facts(view, updates, told)
        digests = {one.public_id: digest_of(one) for one in view.incidents}
        digests |= {one.public_id: digest_of(one) for one in view.maintenances}
        around = digest_of(
            [
                [page.name, page.is_demo, page.zone, page.updates, page.brand, page.url],
                [page.words.code, page.languages, page.has_sign_in],
            ]
        )
        says = {one.public_id: _says(view, one, digests[one.public_id]) for one in view.incidents}
        return cls(view, page, Frames(page), months_of(view), told, memory, around, digests, says)

    def pages(self) -> dict[str, bytes]:
        """All pages but the first one."""
        pages = self.incidents() | self.maintenances() | self.announcements()
        return pages | self.services() | self.history()

    def spoken(self) -> dict[str, bytes]:
        """What programs read and people are shown: feeds, the calendar, the page as text."""
        return spoken_files(self.view, self.page, self.memory)

    def first(self) -> dict[str, bytes]:
        """The page itself."""
        return {"index.html": index_html(self.frames).encode()}

    def below(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """The same files in the folder of their language."""
        return {f"{self.view.folder}{path}": content for path, content in files.items()}

    def card(self) -> CardFacts:
        light = self.page.brand.light
        colour = "" if light is None else light.colour
        page = self.page
        said, day = page.headline, page.day
        if not can_be_set(said):
            # In letters that are joined, or too many to be drawn beforehand: as programs read it.
            said, day = (
                headline(self.view).sentence,
                day_text(self.view.as_of.astimezone(ZoneInfo(self.view.zone)).date()),
            )
        return CardFacts(page.name, page.style, said, day, colour)

    def incidents(self) -> dict[str, bytes]:
        months = {i.public_id: month for month in self.months for i in month.incidents}
        return {
            path: self._page(
                path,
                self.says[incident.public_id],
                lambda i=incident: incident_html(  # type: ignore[misc]
                    self.frames, self.view, i, months[i.public_id]
                ),
            )
            for incident in sorted(self.view.incidents, key=lambda i: i.public_id)
            for path in [f"incidents/{incident.public_id}/index.html"]
        }

    def maintenances(self) -> dict[str, bytes]:
        return {
            path: self._page(
                path,
                [
                    self.digests[one.public_id],
                    maintenance_facts(self.view, one).services,
                    _as_of(self.view, one.status),
                ],
                lambda i=one: maintenance_html(  # type: ignore[misc]
                    self.frames, maintenance_facts(self.view, i, root=UPWARDS)
                ),
            )
            for one in sorted(self.view.maintenances, key=lambda one: one.public_id)
            for path in [f"maintenance/{one.public_id}/index.html"]
        }

    def announcements(self) -> dict[str, bytes]:
        return {
            path: self._page(
                path,
                one,
                lambda i=one: announcement_html(  # type: ignore[misc]
                    self.frames, announcement_facts(self.view, i, root=UPWARDS)
                ),
            )
            for one in sorted(self.view.announcements, key=lambda one: one.public_id)
            for path in [f"announcements/{one.public_id}/index.html"]
        }

    def services(self) -> dict[str, bytes]:
        """The services' pages, and how their uptime is counted."""
        facts = {one.id: one for group in self.page.groups for one in group.services}
        files = {
            path: self._page(
                path,
                service_says(self.view, one, told, self.digests),
                lambda i=one, told=told: service_html(  # type: ignore[misc]
                    self.frames, service_page(self.view, i, facts[i.public_id], told)
                ),
            )
            for one in sorted(self.view.services, key=lambda one: one.public_id)
            for path in [f"services/{one.public_id}/index.html"]
            for told in [self.told.get(one.public_id, NOTHING_TOLD)]
        }
        path, counted = "uptime/index.html", uptime_page(self.view)
        files[path] = self._page(path, counted, lambda: uptime_html(self.frames, counted))
        return files

    def history(self) -> dict[str, bytes]:
        files = {
            month.path: self._page(
                month.path,
                [self._beside(at), *(self.says[one.public_id] for one in month.incidents)],
                lambda at=at: month_html(  # type: ignore[misc]
                    self.frames, month_facts(self.view, self.months, at)
                ),
            )
            for at, month in enumerate(self.months)
        }
        said = announcements_of(self.view)
        work = tuple(
            maintenance_facts(self.view, one, newest_only=True, root="../")
            for one in past(self.view)[:PAST_LISTED]
        )
        pages = () if self.view.folder else history_pages(self.view)
        newest = history_months(self.view, pages[0]) if pages else []
        files["history/index.html"] = history_html(
            self.frames,
            years_of(self.months),
            said,
            work,
            "" if self.view.folder else history_index(self.view, newest),
        ).encode()
        # Programs turn the pages of the language that the page itself has.
        return files if self.view.folder else files | self.history_pages(pages, newest)

    def history_pages(self, pages: Sequence[HistoryPage], newest: list[Json]) -> dict[str, bytes]:
        """The past three months at a time, for programs that turn Statuspage's pages of it.

        `newest` are those of the first page.
        """
        files = {}
        for page in pages:
            files[page.file] = self._page(
                page.file,
                page.says(self.digests),
                lambda p=page: history_json(  # type: ignore[misc]
                    newest if p.number == 1 else history_months(self.view, p)
                ),
            )
            if page.number > 1:
                inside = {f"{first:%Y-%m}" for first, _ in page.months}
                own = tuple(month for month in self.months if month.key in inside)
                files[page.path] = self._page(
                    page.path,
                    page.says(self.digests),
                    lambda p=page, m=own: older_html(  # type: ignore[misc]
                        self.frames, years_of(m), history_element(history_months(self.view, p))
                    ),
                )
        return files

    def _page(self, path: str, says: object, make: Callable[[], str]) -> bytes:
        says = [self.around, says]
        return self.memory.page(f"{self.page.folder}{path}", says, make, like=stylesheet())

    def _beside(self, at: int) -> list[str]:
        return [month.key for month in self.months[max(0, at - 1) : at + 2]]


def _says(view: PublicView, incident: PublicIncident, digest: bytes) -> object:
    """Everything that is said of an incident; what is not over is written anew every time."""
    return [digest, services_text(view, incident), _as_of(view, incident.status)]


def _as_of(view: PublicView, status: IncidentStatus) -> datetime | None:
    return None if status.is_over else view.as_of
