"""What the templates are given of services: by their groups, each with its strip of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.component_rule import WORST, group_status
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import PRINTED_COVERAGE
from statusboard.domain.views.public import PublicGroup, PublicService, PublicView
from statusboard.render.clean import clean_line
from statusboard.render.service_days import RunFacts, known_days, run_facts, summary_of
from statusboard.render.told_of import NOTHING_TOLD, ToldOf, entries_by_day
from statusboard.render.words import look_of

# So few services are read as they stand; more are folded by groups, but for what is wrong.
UNFOLDED = 25


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """One service with its strip, and the strip in words."""

    id: str
    name: str
    description: str
    style: str
    word: str
    days: int
    runs: tuple[RunFacts, ...]
    summary: str
    uptime: str

    @property
    def linked(self) -> tuple[RunFacts, ...]:
        """The days that lead to what was told of them."""
        return tuple(run for run in self.runs if run.link)


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A heading with its services; no name for those that stand under none.

    `style` and `word` say how the group is where it has a rule of its own; else both are empty.
    `count` says how many of its services are as they should be. `is_open`: they are seen at once,
    for there are few on the page, or something is wrong with one of them.
    """

    name: str
    services: tuple[ServiceFacts, ...]
    count: str
    is_open: bool
    style: str = ""
    word: str = ""


def groups_of(view: PublicView, told: Mapping[str, ToldOf]) -> tuple[GroupFacts, ...]:
    """The services by their headings, in the order of the page."""
    known = {group.public_id for group in view.groups}
    found = []
    for group in sorted(view.groups, key=lambda g: (g.position, g.public_id)):
        inside = [s for s in view.services if s.group_id == group.public_id]
        if inside:
            found.append(_group(view, told, clean_line(group.name), inside, *_said(group, inside)))
    outside = [s for s in view.services if s.group_id not in known]
    if outside:
        # Below a heading they would seem to belong to it.
        name = "Other services" if found else ""
        found.append(_group(view, told, name, outside))
    return tuple(found)


def _group(
    view: PublicView,
    told: Mapping[str, ToldOf],
    name: str,
    inside: Sequence[PublicService],
    style: str = "",
    word: str = "",
) -> GroupFacts:
    ordered = sorted(inside, key=lambda s: (s.position, s.public_id))
    good = sum(one.status is ComponentStatus.OPERATIONAL for one in inside)
    return GroupFacts(
        name=name,
        services=tuple(service_facts(view, one, told) for one in ordered),
        count=f"{good} of {len(inside)} operational",
        is_open=good < len(inside) or len(view.services) <= UNFOLDED,
        style=style,
        word=word,
    )


def _said(group: PublicGroup, inside: list[PublicService]) -> tuple[str, str]:
    """How a group is by its own rule; nothing where the worst of its services says it already."""
    if group.rule == WORST:
        return "", ""
    look = look_of(group_status(group.rule, (service.status for service in inside)))
    return look.style, look.word


def service_facts(
    view: PublicView, service: PublicService, told: Mapping[str, ToldOf]
) -> ServiceFacts:
    """One service as it stands on the page."""
    look = look_of(service.status)
    entries = entries_by_day(view, told.get(service.public_id, NOTHING_TOLD), view.first_day)
    known = known_days(service, view.first_day)
    return ServiceFacts(
        id=service.public_id,
        name=clean_line(service.name),
        description=clean_line(service.description),
        style=look.style,
        word=look.word,
        days=len(service.days),
        runs=run_facts(view.first_day, service.days, known, entries),
        summary=summary_of(service.days),
        uptime=uptime_text(service.uptime, service.coverage, f"{len(service.days)} days"),
    )


def too_little(coverage: str, of: str) -> str:
    """Where no figure is: how much was observed, which is too little for one."""
    if coverage in {"", "0", "0.0", "\N{EN DASH}"}:
        return "Not watched yet"
    return f"{coverage} % of {of} observed, too little for an uptime figure"


def uptime_text(uptime: str, coverage: str, of: str) -> str:
    """The figure with how much was observed, or why there is none."""
    if uptime == "\N{EN DASH}":
        return too_little(coverage, of)
    return f"{uptime} % uptime, {coverage} % observed"


def year_text(uptime: str, coverage: str) -> str:
    """The figure of a year; a young record must not read as a year's."""
    if uptime == "\N{EN DASH}":
        return too_little(coverage, "the last 12 months")
    if float(coverage) < PRINTED_COVERAGE:
        return f"{uptime} % of the time observed, which is {coverage} % of the last 12 months"
    return f"{uptime} % over the last 12 months ({coverage} % observed)"
