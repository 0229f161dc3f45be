"""What the templates are given of services: by their groups, each with its strip of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.component_rule import WORST, group_status
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import PRINTED_COVERAGE
from statusboard.domain.views.public import PublicGroup, PublicService, PublicView
from statusboard.render.clean import clean_line
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.known import words_of
from statusboard.render.service_days import BarFacts, known_days, run_facts, summary_of
from statusboard.render.told_of import NOTHING_TOLD, ToldOf, entries_by_day
from statusboard.render.words import look_of

# So few services are read as they stand; more are folded by groups, but for what is wrong.
UNFOLDED = 25
# What stands in the place of a figure, and what is said of nothing observed.
NO_FIGURE = "\N{EN DASH}"
NOTHING_SEEN = frozenset({"", "0", "0.0", NO_FIGURE})


@dataclass(frozen=True, slots=True)
class ServiceFacts(BarFacts):
    """One service with its strip, and the strip in words."""

    id: str
    name: str
    description: str
    style: str
    word: str
    uptime: str


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
            found.append(
                _group(
                    view,
                    told,
                    clean_line(group.name),
                    inside,
                    *_said(group, inside, words_of(view)),
                )
            )
    outside = [s for s in view.services if s.group_id not in known]
    if outside:
        # Below a heading they would seem to belong to it.
        name = words_of(view).home.other_services if found else ""
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
        count=words_of(view).home.group_count.format(good=good, of=len(inside)),
        is_open=good < len(inside) or len(view.services) <= UNFOLDED,
        style=style,
        word=word,
    )


def _said(group: PublicGroup, inside: list[PublicService], words: PageWords) -> tuple[str, str]:
    """How a group is by its own rule; nothing where the worst of its services says it already."""
    if group.rule == WORST:
        return "", ""
    status = group_status(group.rule, (service.status for service in inside))
    return look_of(status).style, words.service_states[status]


def service_facts(
    view: PublicView, service: PublicService, told: Mapping[str, ToldOf]
) -> ServiceFacts:
    """One service as it stands on the page."""
    look, words = look_of(service.status), words_of(view)
    entries = entries_by_day(view, told.get(service.public_id, NOTHING_TOLD), view.first_day)
    known = known_days(service, view.first_day)
    return ServiceFacts(
        id=service.public_id,
        name=clean_line(service.name),
        description=clean_line(service.description),
        style=look.style,
        word=words.service_states[service.status],
        days=len(service.days),
        runs=run_facts(view.first_day, service.days, known, entries, words),
        summary=summary_of(service.days, words),
        uptime=uptime_text(service, words),
    )


def uptime_text(service: PublicService, words: PageWords) -> str:
    """The figure of the strip with how much was observed, or why there is none."""
    if service.uptime != NO_FIGURE:
        return _figure(service.uptime, service.coverage, words)
    if service.coverage in NOTHING_SEEN:
        return words.figures.not_watched
    share = words.dates.share(service.coverage)
    days = len(service.days)
    return words.dates.plurals.said(words.figures.too_little_days, days, share=share)


def month_text(uptime: str, coverage: str, words: PageWords) -> str:
    """The same of a month."""
    if uptime != NO_FIGURE:
        return _figure(uptime, coverage, words)
    if coverage in NOTHING_SEEN:
        return words.figures.not_watched
    return words.figures.too_little_month.format(share=words.dates.share(coverage))


def year_text(uptime: str, coverage: str, words: PageWords) -> str:
    """The figure of a year; a young record must not read as a year's."""
    said, share = words.figures, words.dates.share
    if uptime == NO_FIGURE:
        if coverage in NOTHING_SEEN:
            return said.not_watched
        return said.too_little_year.format(share=share(coverage))
    text = said.young_year if float(coverage) < PRINTED_COVERAGE else said.year
    return text.format(uptime=share(uptime), coverage=share(coverage))


def _figure(uptime: str, coverage: str, words: PageWords) -> str:
    share = words.dates.share
    return words.figures.figure.format(uptime=share(uptime), coverage=share(coverage))
