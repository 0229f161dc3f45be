"""What the templates are given of services: their strips of days, in letters and in words."""

from collections import Counter
from collections.abc import Iterator
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
class RunFacts:
    """Days one after another that were the same: they are drawn and said at once.

    `at` is how many days of the strip came before; `letter` that of its style. Both texts are empty
    for good days.
    """

    at: int
    days: int
    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """One service with its strip, and the strip in words."""

    name: str
    description: str
    style: str
    word: str
    days: int
    runs: tuple[RunFacts, ...]
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
    runs = tuple(_runs(view.first_day, service.days))
    troubles = tuple(run.text for status, run in reversed(runs) if status.is_trouble)
    days = sum(run.days for status, run in runs if status.is_trouble)
    return ServiceFacts(
        name=clean_line(service.name),
        description=clean_line(service.description),
        style=look.style,
        word=look.word,
        days=len(service.days),
        runs=tuple(run for _, run in runs),
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


def _summary(days: tuple[ComponentStatus, ...]) -> str:
    """The strip in words, the frequent first: `90 days: 88 Operational, 2 No data`."""
    counts = Counter(days)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], -item[0].severity))
    said = ", ".join(f"{count} {look_of(status).word}" for status, count in ordered)
    return f"{len(days)} days: {said}"


def runs_of(
    days: tuple[ComponentStatus, ...],
) -> Iterator[tuple[int, int, ComponentStatus]]:
    """The stretches of days that were the same, oldest first: days before, its days, how it was."""
    at = 0
    for status, run in groupby(days):
        length = sum(1 for _ in run)
        yield at, length, status
        at += length


def _runs(
    first: date, days: tuple[ComponentStatus, ...]
) -> Iterator[tuple[ComponentStatus, RunFacts]]:
    for at, length, status in runs_of(days):
        look, begin = look_of(status), first + timedelta(days=at)
        text = ""
        if status is not ComponentStatus.OPERATIONAL:
            last = begin + timedelta(days=length - 1)
            span = day_text(begin) if length == 1 else f"{day_text(begin)} to {day_text(last)}"
            text = f"{span}: {look.word}"
        yield status, RunFacts(at, length, look.letter, text)
