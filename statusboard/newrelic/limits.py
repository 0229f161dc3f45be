"""Judges a figure by limits, or by what is usual for it, and says so in a sentence. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from statusboard.domain.status import ComponentStatus
from statusboard.newrelic.rows import Figure
from statusboard.newrelic.usual import Usual


class Compare(StrEnum):
    """What a figure is held against."""

    ABOVE = "above"
    BELOW = "below"
    USUAL = "usual"


class Groups(StrEnum):
    """What several groups come to: the worst one of them, their mean, or their sum."""

    WORST = "worst"
    AVERAGE = "average"
    SUM = "sum"


class Missing(StrEnum):
    """What it means that there are no data."""

    UNKNOWN = "unknown"
    OPERATIONAL = "operational"
    DEGRADED = "degraded"
    DOWN = "down"

    @property
    def level(self) -> ComponentStatus:
        """The status it stands for."""
        return _NO_DATA[self]


_NO_DATA = {
    Missing.UNKNOWN: ComponentStatus.UNKNOWN,
    Missing.OPERATIONAL: ComponentStatus.OPERATIONAL,
    Missing.DEGRADED: ComponentStatus.DEGRADED_PERFORMANCE,
    Missing.DOWN: ComponentStatus.MAJOR_OUTAGE,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """From which figure on it is degraded, and from which down; None: never.

    With `usual` they are deviations, in spreads to either side, or to one where `side` says so.
    """

    compare: Compare
    degraded: float | None = None
    down: float | None = None
    side: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The status a figure stands for, and why, without its name at the beginning."""

    level: ComponentStatus
    words: str


def judge(
    value: float, limits: Limits, *, unit: str, over: str, usual: Usual | None = None
) -> Judged:
    """What a figure of a window says; `over` is the window in words.

    `usual` is needed where the limits are deviations.
    """
    shown = f"{figure_text(value, unit)} over {over}"
    if limits.compare is Compare.USUAL:
        assert usual is not None
        return _by_usual(value, limits, usual, unit, shown)
    sides = (
        (limits.down, ComponentStatus.MAJOR_OUTAGE),
        (limits.degraded, ComponentStatus.DEGRADED_PERFORMANCE),
    )
    word = limits.compare.value
    for limit, level in sides:
        is_past = limit is not None and (
            value > limit if limits.compare is Compare.ABOVE else value < limit
        )
        if limit is not None and is_past:
            if figure_text(value, unit) == figure_text(limit, unit):
                shown = f"{value:.6g} {unit}".strip() + f" over {over}"
            return Judged(level, f"{shown}, {word} {figure_text(limit, unit)}.")
    given = [limit for limit, _ in reversed(sides) if limit is not None]
    within = f", not {word} {figure_text(given[0], unit)}" if given else ""
    return Judged(ComponentStatus.OPERATIONAL, f"{shown}{within}.")


def _by_usual(value: float, limits: Limits, usual: Usual, unit: str, shown: str) -> Judged:
    deviation = usual.deviation(value)
    counted = abs(deviation)
    if limits.side and limits.side != ("above" if deviation > 0 else "below"):
        counted = 0.0
    middle = f"usual at this time of day is {figure_text(usual.middle, unit)}"
    for limit, level in (
        (limits.down, ComponentStatus.MAJOR_OUTAGE),
        (limits.degraded, ComponentStatus.DEGRADED_PERFORMANCE),
    ):
        if limit is not None and counted > limit:
            far = "far" if counted > 99 else f"{counted:.1f} times its usual spread"
            where = "above" if deviation > 0 else "below"
            return Judged(level, f"{shown}, {far} {where}; {middle}.")
    return Judged(ComponentStatus.OPERATIONAL, f"{shown}; {middle}.")


def together(figures: Sequence[Figure], groups: Groups, compare: Compare) -> Figure | None:
    """The one figure that several groups come to; None where none of them has data."""
    known = [figure for figure in figures if figure.value is not None]
    values = [figure.value for figure in known if figure.value is not None]
    if not known:
        return None
    if len(figures) == 1:
        return known[0]
    match groups:
        case Groups.WORST:
            worst = min if compare is Compare.BELOW else max
            return worst(known, key=lambda figure: figure.value or 0.0)
        case Groups.AVERAGE:
            return Figure(sum(values) / len(values))
        case Groups.SUM:
            return Figure(sum(values))


def figure_text(value: float, unit: str) -> str:
    """A figure for people: as many places as say something, and its unit."""
    size = abs(value)
    if (value == int(value) and size < 1e12) or size >= 100:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.2f}" if size < 10 else f"{value:.1f}"
        text = f"{value:.2g}" if 0 < size < 0.01 else text.rstrip("0").rstrip(".")
    return f"{text} {unit}".strip()
