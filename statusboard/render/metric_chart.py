"""Response times as paths of an SVG: steps for the median, an area up to the 95th percentile.

A step stands for its whole time, so that a single one between two gaps is seen too. The drawing is
as wide as there are steps, `HIGH` high, and begins at 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from statusboard.domain.views.public_metrics import MetricSeries, MetricStep

HIGH = 100
_MANTISSAS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class Chart:
    """`top_us` is what its upper edge stands for. `gaps` are where nothing was measured."""

    wide: int
    top_us: int
    line: str
    band: str
    gaps: str


def chart_of(series: MetricSeries) -> Chart:
    """The paths of a stretch of time."""
    known = [step for step in series.steps if step is not None]
    top_us = scale_top(max((max(one.p95_us, one.median_us) for one in known), default=0))
    line, band, gaps = [], [], []
    for at, run in _runs(series.steps):
        length = len(run)
        measured = [step for step in run if step is not None]
        if not measured:
            gaps.append(f"M{at} {HIGH}h{length}")
            continue
        median = [_height(step.median_us, top_us) for step in measured]
        p95 = [_height(max(step.p95_us, step.median_us), top_us) for step in measured]
        line.append(f"M{at} {median[0]}{_steps(median)}")
        band.append(f"M{at} {p95[0]}{_steps(p95)}V{median[-1]}{_steps(median[::-1], -1)}z")
    return Chart(len(series.steps), top_us, "".join(line), "".join(band), "".join(gaps))


def scale_top(most_us: int) -> int:
    """The least round number of microseconds that is no less; 1 ms where there is none."""
    size = 1_000
    while size * 10 < most_us:
        size *= 10
    return next(size * one // 10 for one in _MANTISSAS if size * one // 10 >= most_us)


def _runs(
    steps: Sequence[MetricStep | None],
) -> Iterator[tuple[int, Sequence[MetricStep | None]]]:
    at = 0
    for _, run in groupby(steps, lambda step: step is None):
        inside = list(run)
        yield at, inside
        at += len(inside)


def _height(us: int, top_us: int) -> int:
    return HIGH - round(HIGH * us / top_us)


def _steps(heights: Sequence[int], way: int = 1) -> str:
    """From the first of them on: across each, and up or down to the next."""
    said: list[str] = []
    for height, run in groupby(heights):
        if said:
            said.append(f"V{height}")
        said.append(f"h{way * len(list(run))}")
    return "".join(said)
