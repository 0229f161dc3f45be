"""Bars: one status per day, and the figure of each, from spans. The reference for the fast path."""

from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.domain.instants import Interval
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.uptime import DEFAULT_RULE, UptimeFigure, UptimeRule, measure

# As many days as a strip shows, wherever one is.
STRIP_DAYS = 90


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a strip: the worst status seen in it, and its figure."""

    bounds: Interval
    status: ComponentStatus
    figure: UptimeFigure


def bars(
    spans: Sequence[Span],
    stretches: Sequence[Interval],
    *,
    now_us: int,
    rule: UptimeRule = DEFAULT_RULE,
) -> tuple[Bar, ...]:
    """One bar per stretch, with the worst status that occurred in it (unknown only if alone)."""
    strip: list[Bar] = []
    for stretch in stretches:
        touched = [s for s in spans if s.until(now_us).clip(stretch) is not None]
        strip.append(
            Bar(
                stretch,
                worst(s.status for s in touched),
                measure(touched, stretch, now_us=now_us, rule=rule),
            )
        )
    return tuple(strip)
