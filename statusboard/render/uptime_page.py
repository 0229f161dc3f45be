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
    uptime: str
    coverage: str


@dataclass(frozen=True, slots=True)
class UptimePage:
    """What the page says. `least` and `whole` are percentages of coverage."""

    rule: str
    states: tuple[StateFacts, ...]
    example: ExampleFacts
    least: str
    whole: str


def uptime_page(view: PublicView) -> UptimePage:
    """The rule by which every figure of the page is counted."""
    return UptimePage(
        rule=view.record.rule,
        states=tuple(
            StateFacts(look_of(status).style, look_of(status).word, _counts(status))
            for status in _ORDER
        ),
        example=_example(),
        least=f"{LEAST_COVERAGE:.0f}",
        whole=f"{PRINTED_COVERAGE:.0f}",
    )


def _counts(status: ComponentStatus) -> str:
    if status in {ComponentStatus.UNDER_MAINTENANCE, ComponentStatus.UNKNOWN}:
        return "is left out"
    weight = DEFAULT_RULE.weight(status)
    if not weight:
        return "counts as up"
    if weight == PERMILLE:
        return "counts as down"
    return f"counts as {weight * 100 / PERMILLE:g} % down"


def _example() -> ExampleFacts:
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
        minutes=f"{month:,}",
        unseen=f"{unseen:,}",
        work=str(work),
        counted=f"{figure.counted_us // _MINUTE_US:,}",
        major=str(major),
        partial=str(partial),
        down=f"{down / PERMILLE:g}",
        uptime=percent_text(figure.said),
        coverage=coverage_text(figure.coverage),
    )
