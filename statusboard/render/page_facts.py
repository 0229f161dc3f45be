"""What the templates are given: texts that are ready to print, made from the public view."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.time_text import day_text, length_text
from statusboard.domain.uptime import PRINTED_COVERAGE
from statusboard.domain.views.public import PublicIncident, PublicService, PublicView
from statusboard.render.clean import clean_line
from statusboard.render.headline import headline, unresolved
from statusboard.render.markdown import body_html
from statusboard.render.moments import Moment, Moments
from statusboard.render.update_links import NOWHERE, UpdateLinks
from statusboard.render.words import incident_word, look_of

# So many incidents that are over stand on the page; every one of them keeps a page of its own.
PAST_SHOWN = 20
# A longer list of days is no summary.
TROUBLES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """One message."""

    word: str
    at: Moment
    html: Markup


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """One incident. `promise` is None where none is open; `ended` while it lasts."""

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


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One bar: the letter of its style, and what it says. Both are empty for a good day."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """One service with its strip, and the strip in words."""

    name: str
    description: str
    style: str
    word: str
    days: tuple[DayFacts, ...]
    summary: str
    uptime: str
    troubles: tuple[str, ...]
    trouble_count: str


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A heading with its services; no name for those that stand under none."""

    name: str
    services: tuple[ServiceFacts, ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Everything on the page."""

    name: str
    initial: str
    is_demo: bool
    zone: str
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


def page_facts(view: PublicView, updates: UpdateLinks = NOWHERE) -> PageFacts:
    """The page in texts; `updates` is where its readers go to be told."""
    moments = Moments(ZoneInfo(view.zone))
    name = clean_line(view.page_name) or "Status"
    line = headline(view)
    past = [incident for incident in view.incidents if incident.status.is_over][:PAST_SHOWN]
    return PageFacts(
        name=name,
        initial=name[:1].upper(),
        is_demo=view.is_demo,
        zone=view.zone.replace("_", " "),
        as_of=moments.full(view.as_of),
        style=look_of(line.status).style,
        headline=line.sentence,
        count=_count(view),
        open=tuple(incident_facts(view, incident) for incident in unresolved(view)),
        record=_record(view, moments),
        rule=view.record.rule,
        days=max((len(service.days) for service in view.services), default=0),
        groups=_groups(view),
        past=tuple(incident_facts(view, incident, newest_only=True) for incident in past),
        updates=updates,
    )


def services_text(view: PublicView, incident: PublicIncident) -> str:
    """The services that an incident names, as they were called when it last spoke of them."""
    said = {
        move.service_id: move.name for update in reversed(incident.updates) for move in update.moves
    }
    codes = [code for code, _ in incident.named]
    if not said.keys() >= set(codes):
        said = {service.public_id: service.name for service in view.services} | said
    return ", ".join(clean_line(said[code]) for code in codes if code in said)


def incident_facts(
    view: PublicView, incident: PublicIncident, *, newest_only: bool = False, root: str = ""
) -> IncidentFacts:
    """One incident in texts, with everything that was said or only what was said last.

    `root` is the way from the page that shows it to the first one, such as `../../`.
    """
    moments = Moments(ZoneInfo(view.zone))
    word = incident_word(incident.status)
    ended = incident.resolved_at
    promised = None if incident.status.is_over else incident.wording.next_update_at
    return IncidentFacts(
        id=incident.public_id,
        title=clean_line(incident.wording.title),
        style=_incident_style(incident),
        word=word,
        services=services_text(view, incident),
        started=moments.full(incident.started_at),
        ended=None if ended is None else moments.beside(ended, incident.started_at),
        day=moments.on(incident.started_at),
        length=length_text((ended or view.as_of) - incident.started_at),
        promise=None if promised is None else moments.promised(promised),
        updates=tuple(
            UpdateFacts(
                incident_word(update.wording.status),
                moments.beside(update.published_at, incident.started_at),
                Markup(body_html(update.wording.body, root)),  # noqa: S704 - sanitised last, by nh3
            )
            for update in incident.updates[: 1 if newest_only else None]
        ),
    )


def _incident_style(incident: PublicIncident) -> str:
    """As grave as the worst that it says of a service; never calm while it lasts."""
    if incident.status.is_over:
        return look_of(ComponentStatus.OPERATIONAL).style
    said = worst(status for _, status in incident.named)
    return look_of(said if said.is_trouble else ComponentStatus.DEGRADED_PERFORMANCE).style


def _count(view: PublicView) -> str:
    if not view.services:
        return ""
    good = sum(service.status is ComponentStatus.OPERATIONAL for service in view.services)
    verb = "is" if good == 1 else "are"
    of = len(view.services)
    return f"{good} of {of} service{'' if of == 1 else 's'} {verb} operational."


def _record(view: PublicView, moments: Moments) -> str:
    record = view.record
    share = record.coverage_365
    if record.uptime_365 == "\N{EN DASH}":
        said = _too_little(share, "the last 12 months")
    elif float(share) < PRINTED_COVERAGE:
        # A young record must not read as a year's.
        said = (
            f"{record.uptime_365} % of the time observed, which is {share} % of the last 12 months"
        )
    else:
        said = f"{record.uptime_365} % over the last 12 months ({share} % observed)"
    if record.major_free_since is None or not record.ever_major:
        return said
    days = (moments.day(view.as_of) - moments.day(record.major_free_since)).days
    if days < 1:
        return said
    return f"{said} · {days} day{'' if days == 1 else 's'} since the last major outage"


def _groups(view: PublicView) -> tuple[GroupFacts, ...]:
    known = {group.public_id for group in view.groups}
    found = []
    for group in sorted(view.groups, key=lambda g: (g.position, g.public_id)):
        inside = [s for s in view.services if s.group_id == group.public_id]
        if inside:
            found.append(GroupFacts(clean_line(group.name), _services(view, inside)))
    outside = [s for s in view.services if s.group_id not in known]
    if outside:
        # Below a heading they would seem to belong to it.
        name = "Other services" if found else ""
        found.append(GroupFacts(name, _services(view, outside)))
    return tuple(found)


def _services(view: PublicView, services: list[PublicService]) -> tuple[ServiceFacts, ...]:
    ordered = sorted(services, key=lambda s: (s.position, s.public_id))
    return tuple(_service(view, service) for service in ordered)


def _service(view: PublicView, service: PublicService) -> ServiceFacts:
    look = look_of(service.status)
    troubles = _troubles(view.first_day, service.days)
    days = sum(status.is_trouble for status in service.days)
    return ServiceFacts(
        name=clean_line(service.name),
        description=clean_line(service.description),
        style=look.style,
        word=look.word,
        days=tuple(
            _day(view.first_day + timedelta(days=n), status)
            for n, status in enumerate(service.days)
        ),
        summary=_summary(service.days),
        uptime=_uptime(service),
        troubles=troubles[:TROUBLES_SHOWN],
        trouble_count=f"{days} day{'' if days == 1 else 's'} with trouble",
    )


def _too_little(coverage: str, of: str) -> str:
    """Where no figure is: how much was observed, which is too little for one."""
    if coverage in {"", "0", "0.0", "\N{EN DASH}"}:
        return "Not watched yet"
    return f"{coverage} % of {of} observed, too little for an uptime figure"


def _uptime(service: PublicService) -> str:
    if service.uptime == "\N{EN DASH}":
        return _too_little(service.coverage, f"{len(service.days)} days")
    return f"{service.uptime} % uptime, {service.coverage} % observed"


_GOOD_DAY = DayFacts("", "")


def _day(day: date, status: ComponentStatus) -> DayFacts:
    if status is ComponentStatus.OPERATIONAL:
        return _GOOD_DAY  # by far the most of them, and they say nothing
    look = look_of(status)
    return DayFacts(look.letter, f"{day_text(day)}: {look.word}")


def _summary(days: tuple[ComponentStatus, ...]) -> str:
    """The strip in words, the frequent first: `90 days: 88 Operational, 2 No data`."""
    counts: dict[ComponentStatus, int] = {}
    for status in days:
        counts[status] = counts.get(status, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], -item[0].severity))
    said = ", ".join(f"{count} {look_of(status).word}" for status, count in ordered)
    return f"{len(days)} days: {said}"


def _troubles(first: date, days: tuple[ComponentStatus, ...]) -> tuple[str, ...]:
    """The stretches of days with trouble, newest first, in words."""
    lines = []
    at = first
    for status, run in groupby(days):
        length = sum(1 for _ in run)
        last = at + timedelta(days=length - 1)
        if status.is_trouble:
            span = day_text(at) if length == 1 else f"{day_text(at)} to {day_text(last)}"
            lines.append(f"{span}: {look_of(status).word}")
        at = last + timedelta(days=1)
    return tuple(reversed(lines))
