"""How uptime is counted, in texts: how each state counts, and an example that is reckoned here."""

from dataclasses import dataclass
from datetime import timedelta

from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import (
    DEFAULT_RULE,
    LEAST_COVERAGE,
    PERMILLE,
    PRINTED_COVERAGE,
    UptimeFigure,
)
from statusboard.domain.views.public import PublicView
from statusboard.render.page_words.base import PageWords
from statusboard.render.page_words.known import words_of
from statusboard.render.rule_said import rule_said
from statusboard.render.words import look_of

_MINUTE_US = timedelta(minutes=1) // timedelta(microseconds=1)
_ORDER = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.UNDER_MAINTENANCE,
    ComponentStatus.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class StateFacts:
    """A state, and how a minute in it counts."""

    style: str
    word: str
    counts: str


@dataclass(frozen=True, slots=True)
class ExampleFacts:
    """Minutes of a month, and what becomes of them."""

    minutes: str
    unseen: str
    work: str
    counted: str
    major: str
    partial: str
    down: str
    figure: str


@dataclass(frozen=True, slots=True)
class UptimePage:
    """What the page says."""

    rule: str
    states: tuple[StateFacts, ...]
    example: ExampleFacts
    what_holds: tuple[str, ...]


def uptime_page(view: PublicView) -> UptimePage:
    """The rule by which every figure of the page is counted."""
    words = words_of(view)
    share = words.dates.share
    return UptimePage(
        rule=rule_said(view, words),
        states=tuple(
            StateFacts(look_of(status).style, words.service_states[status], _counts(status, words))
            for status in _ORDER
        ),
        example=_example(words),
        what_holds=tuple(
            said.format(
                least=share(f"{LEAST_COVERAGE:.0f}"),
                whole=share(f"{PRINTED_COVERAGE:.0f}"),
                all=share("100"),
            )
            for said in words.rule.what_holds
        ),
    )


def _counts(status: ComponentStatus, words: PageWords) -> str:
    if status in {ComponentStatus.UNDER_MAINTENANCE, ComponentStatus.UNKNOWN}:
        return words.rule.is_left_out
    weight = DEFAULT_RULE.weight(status)
    if not weight:
        return words.rule.counts_up
    if weight == PERMILLE:
        return words.rule.counts_down
    share = words.dates.share(f"{weight * 100 / PERMILLE:g}")
    return words.rule.counts_part.format(share=share)


def _example(words: PageWords) -> ExampleFacts:
    month, unseen, work, major, partial = 30 * 1440, 1440, 60, 10, 20
    weighted = {ComponentStatus.MAJOR_OUTAGE: major, ComponentStatus.PARTIAL_OUTAGE: partial}
    down = sum(minutes * DEFAULT_RULE.weight(status) for status, minutes in weighted.items())
    figure = UptimeFigure(
        interval_us=month * _MINUTE_US,
        observed_us=(month - unseen) * _MINUTE_US,
        maintenance_us=work * _MINUTE_US,
        down_us=(major + partial) * _MINUTE_US,
        weighted_down=down * _MINUTE_US,
    )
    return ExampleFacts(
        minutes=words.dates.number(month),
        unseen=words.dates.number(unseen),
        work=str(work),
        counted=words.dates.number(figure.counted_us // _MINUTE_US),
        major=str(major),
        partial=str(partial),
        down=f"{down / PERMILLE:g}",
        figure=words.figures.figure.format(
            uptime=words.dates.share(percent_text(figure.said)),
            coverage=words.dates.share(coverage_text(figure.coverage)),
        ),
    )
