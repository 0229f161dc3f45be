"""What the templates are given of services: their strips of days, in letters and in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from statusboard.domain.component_rule import WORST, group_status
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import day_text
from statusboard.domain.views.public import PublicGroup, PublicService, PublicView
from statusboard.render.clean import clean_line
from statusboard.render.words import look_of

# A longer list of days is no summary.
TROUBLES_SHOWN = 30


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
    """A heading with its services; no name for those that stand under none.

    `style` and `word` say how the group is where it has a rule of its own; else both are empty.
    """

    name: str
    services: tuple[ServiceFacts, ...]
    style: str = ""
    word: str = ""


def groups_of(view: PublicView) -> tuple[GroupFacts, ...]:
    """The services by their headings, in the order of the page."""
    known = {group.public_id for group in view.groups}
    found = []
    for group in sorted(view.groups, key=lambda g: (g.position, g.public_id)):
        inside = [s for s in view.services if s.group_id == group.public_id]
        if inside:
            found.append(
                GroupFacts(clean_line(group.name), _services(view, inside), *_said(group, inside))
            )
    outside = [s for s in view.services if s.group_id not in known]
    if outside:
        # Below a heading they would seem to belong to it.
        name = "Other services" if found else ""
        found.append(GroupFacts(name, _services(view, outside)))
    return tuple(found)


def _said(group: PublicGroup, inside: list[PublicService]) -> tuple[str, str]:
    """How a group is by its own rule; nothing where the worst of its services says it already."""
    if group.rule == WORST:
        return "", ""
    look = look_of(group_status(group.rule, (service.status for service in inside)))
    return look.style, look.word


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


def too_little(coverage: str, of: str) -> str:
    """Where no figure is: how much was observed, which is too little for one."""
    if coverage in {"", "0", "0.0", "\N{EN DASH}"}:
        return "Not watched yet"
    return f"{coverage} % of {of} observed, too little for an uptime figure"


def _uptime(service: PublicService) -> str:
    if service.uptime == "\N{EN DASH}":
        return too_little(service.coverage, f"{len(service.days)} days")
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
