"""What the templates are given: texts that are ready to print, made from the public view."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.endings import is_backdated
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.views.brand import PLAIN, Brand
from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.announcements import AnnouncementFacts, announcements_of
from statusboard.render.brand_css import initial_icon
from statusboard.render.clean import clean_line
from statusboard.render.headline import headline, sentence_in, unresolved
from statusboard.render.identity import site_root
from statusboard.render.maintenance import (
    MaintenanceFacts,
    maintenance_facts,
    running,
    upcoming,
)
from statusboard.render.metric_facts import MetricFacts, first_page_metrics
from statusboard.render.moments import Moment, Moments, moments_of
from statusboard.render.page_claims import ClaimFacts, claim_facts
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.english import ENGLISH
from statusboard.render.page_words.known import words_in, words_of
from statusboard.render.page_words.metrics import ENGLISH as METRIC_ENGLISH
from statusboard.render.page_words.metrics import MetricWords, metric_words_of
from statusboard.render.page_words.updates import ending_look
from statusboard.render.rule_said import rule_said
from statusboard.render.service_facts import GroupFacts, groups_of, year_text
from statusboard.render.told_of import ToldOf, told_of
from statusboard.render.update_facts import (
    EndingFacts,
    LinkFacts,
    UpdateFacts,
    ending_facts,
    link_facts,
    update_facts,
)
from statusboard.render.update_links import NOWHERE, UpdateLinks
from statusboard.render.words import look_of

# So many incidents that are over stand on the page; every one of them keeps a page of its own.
PAST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """One incident. `promise` is None where none is open; `ended` while it lasts.

    `afterwards` is when it was told of, where it was over by then. `is_looked_back_on`: a
    postmortem is among what was said. `ending` says how it ended where it was not resolved;
    `joined` are those told on in it.
    """

    id: str
    title: str
    style: str
    word: str
    services: str
    started: Moment
    ended: Moment | None
    day: Moment
    length: str
    promise: Moment | None
    updates: tuple[UpdateFacts, ...]
    afterwards: Moment | None = None
    is_looked_back_on: bool = False
    ending: EndingFacts | None = None
    joined: tuple[LinkFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Everything on the page. `has_feeds`: its address is known, without which there are none.

    `icon` is the address of an icon without a file, for a page without one of its own. `url` is
    the address of the page, without a stroke at its end, or empty; `day` is
    that of its state.
    """

    name: str
    initial: str
    is_demo: bool
    zone: str
    zone_name: str
    as_of: Moment
    style: str
    headline: str
    count: str
    open: tuple[IncidentFacts, ...]
    record: str
    rule: str
    days: int
    groups: tuple[GroupFacts, ...]
    past: tuple[IncidentFacts, ...]
    updates: UpdateLinks
    announcements: tuple[AnnouncementFacts, ...] = ()
    running: tuple[MaintenanceFacts, ...] = ()
    upcoming: tuple[MaintenanceFacts, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    has_feeds: bool = False
    brand: Brand = PLAIN
    icon: str = ""
    url: str = ""
    day: str = ""
    words: PageWords = ENGLISH
    folder: str = ""
    languages: tuple[str, ...] = ("en",)
    metrics: tuple[MetricFacts, ...] = ()
    metric_words: MetricWords = METRIC_ENGLISH
    has_sign_in: bool = False

    @property
    def days_ago(self) -> str:
        """Where strips begin: `90 days ago`."""
        return self.words.dates.plurals.said(self.words.home.days_ago, self.days)

    @property
    def others(self) -> tuple[PageWords, ...]:
        """The words of every language, this one among them; none where there is but one."""
        return tuple(map(words_in, self.languages)) if len(self.languages) > 1 else ()

    def home_of(self, language: str) -> str:
        """Where the first page of a language stands, from the site's root."""
        return "" if language == self.languages[0] else f"{language}/"


def page_facts(
    view: PublicView,
    updates: UpdateLinks = NOWHERE,
    told: Mapping[str, ToldOf] | None = None,
) -> PageFacts:
    """The page in texts; `updates` is where its readers go to be told.

    `told` is what `told_of` says of the view, where that is known already.
    """
    moments, words = moments_of(view), words_of(view)
    name = clean_line(view.page_name) or "Status"
    line = headline(view)
    past = sorted(
        (incident for incident in view.incidents if incident.status.is_over),
        key=lambda incident: (incident.started_at, incident.created_at),
        reverse=True,
    )[:PAST_SHOWN]
    return PageFacts(
        name=name,
        initial=name[:1].upper(),
        is_demo=view.is_demo,
        zone=view.zone.replace("_", " "),
        zone_name=view.zone,
        as_of=moments.full(view.as_of),
        style=look_of(line.status).style,
        headline=sentence_in(line, words),
        count=_count(view, line.status, words),
        open=tuple(incident_facts(view, incident) for incident in unresolved(view)),
        record=_record(view, moments, words),
        rule=rule_said(view, words),
        days=max((len(service.days) for service in view.services), default=0),
        groups=groups_of(view, told_of(view) if told is None else told),
        past=tuple(incident_facts(view, incident, newest_only=True) for incident in past),
        updates=updates,
        announcements=tuple(one for one in announcements_of(view) if one.is_shown),
        running=tuple(maintenance_facts(view, one) for one in running(view)),
        upcoming=tuple(maintenance_facts(view, one, newest_only=True) for one in upcoming(view)),
        claims=tuple(claim_facts(one, words, moments.zone) for one in view.statement.claims),
        has_feeds=bool(view.page_url),
        brand=view.brand,
        icon=initial_icon(name[:1].upper(), view.brand.light),
        url=view.page_url.rstrip("/"),
        day=moments.on(view.as_of).text,
        words=words,
        folder=view.folder,
        languages=view.languages,
        metrics=first_page_metrics(view),
        metric_words=metric_words_of(view),
        has_sign_in=view.has_sign_in,
    )


def services_text(view: PublicView, incident: PublicIncident) -> str:
    """The services that an incident names, as they were called when it last spoke of them."""
    said = {
        move.service_id: move.name for update in reversed(incident.updates) for move in update.moves
    }
    codes = [code for code, _ in incident.named]
    lacking = set(codes) - said.keys()
    if lacking:
        said |= {one.public_id: one.name for one in view.services if one.public_id in lacking}
    return words_of(view).comma.join(clean_line(said[code]) for code in codes if code in said)


def incident_facts(
    view: PublicView, incident: PublicIncident, *, newest_only: bool = False, root: str = ""
) -> IncidentFacts:
    """One incident in texts, with everything that was said or only what was said last.

    `root` is the way from the page that shows it to the first one, such as `../../`.
    """
    moments, words = moments_of(view), words_of(view)
    look = ending_look(incident, words)
    ended = incident.resolved_at
    promised = None if incident.status.is_over else incident.wording.next_update_at
    places = range(len(incident.updates))
    if newest_only:
        # How it came about is too long for a list: there stands how it ended.
        places = range(_place_of_end(incident), len(incident.updates))[:1]
    return IncidentFacts(
        id=incident.public_id,
        title=clean_line(incident.wording.title),
        style=_incident_style(incident) if look is None else look.style,
        word=words.states[incident.status] if look is None else look.word,
        services=services_text(view, incident),
        started=moments.full(incident.started_at),
        ended=None if ended is None else moments.beside(ended, incident.started_at),
        day=moments.on(incident.started_at),
        length=words.dates.length((ended or view.as_of) - incident.started_at),
        promise=None if promised is None else moments.promised(promised),
        updates=update_facts(
            incident.updates, places, moments, incident.started_at, site_root(view, root), words
        ),
        afterwards=moments.on(incident.updates[-1].published_at)
        if is_backdated(incident.updates)
        else None,
        is_looked_back_on=_place_of_end(incident) > 0,
        ending=ending_facts(incident, moments),
        joined=tuple(map(link_facts, incident.joined)),
    )


def _place_of_end(incident: PublicIncident) -> int:
    """Where the newest update stands that is no postmortem."""
    places = (n for n, one in enumerate(incident.updates) if not one.wording.status.is_after_end)
    return next(places, 0)


def _incident_style(incident: PublicIncident) -> str:
    """As grave as the worst that it says of a service; never calm while it lasts."""
    if incident.status.is_over:
        return look_of(ComponentStatus.OPERATIONAL).style
    said = worst(status for _, status in incident.named)
    return look_of(said if said.is_trouble else ComponentStatus.DEGRADED_PERFORMANCE).style


def _count(view: PublicView, status: ComponentStatus, words: PageWords) -> str:
    """How many services are as they should be; and that work goes on where the headline does not.

    Planned work never hides an outage of something else, nor the other way round.
    """
    if not view.services:
        return ""
    work = ""
    if running(view) and status is not ComponentStatus.UNDER_MAINTENANCE:
        work = f" {words.home.working_too}"
    good = sum(service.status is ComponentStatus.OPERATIONAL for service in view.services)
    return f"{words.home.count(good, len(view.services))}{work}"


def _record(view: PublicView, moments: Moments, words: PageWords) -> str:
    record = view.record
    said = year_text(record.uptime_365, record.coverage_365, words)
    if record.major_free_since is None or not record.ever_major:
        return said
    days = (moments.day(view.as_of) - moments.day(record.major_free_since)).days
    if days < 1:
        return said
    since = words.dates.plurals.said(words.figures.since_major, days)
    return f"{said} · {since}"
