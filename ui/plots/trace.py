"""What the chart draws: arrays, the stretches without a measurement, and what stands at a point.

Pure numpy; no Qt.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from statusboard.domain.views.uptime import Series
from ui.plots.decimate import Doubles


class Measure(StrEnum):
    """Which figure of each bucket is drawn."""

    MEDIAN = "median"
    P95 = "p95"
    MAX = "max"

    @property
    def companion(self) -> "Measure":
        """The line that is drawn fainter beside it."""
        return Measure.MEDIAN if self is Measure.P95 else Measure.P95


@dataclass(frozen=True, slots=True)
class Trace:
    """A series as numpy arrays that share its memory."""

    bucket_s: float
    at_s: Doubles
    mean_s: Doubles
    p95_s: Doubles
    max_s: Doubles
    median_s: Doubles
    min_s: Doubles

    @classmethod
    def of(cls, series: Series) -> "Trace":
        """The arrays of a series, not copied."""
        return cls(
            series.bucket_s,
            *(
                np.asarray(values, dtype=np.float64)
                for values in (
                    series.at_s,
                    series.mean_s,
                    series.p95_s,
                    series.max_s,
                    series.median_s,
                    series.min_s,
                )
            ),
        )

    def values(self, measure: Measure) -> Doubles:
        """The column that is drawn, in seconds."""
        match measure:
            case Measure.P95:
                return self.p95_s
            case Measure.MEDIAN:
                return self.median_s
            case Measure.MAX:
                return self.max_s

    def moved_by(self, seconds: float) -> "Trace":
        """The same values later, to lie over those of another time."""
        return replace(self, at_s=self.at_s + seconds)

    def value_at(self, at_s: float, measure: Measure) -> float:
        """The value of the bucket an instant falls in; NaN where there is none."""
        found = self.bucket_at(at_s)
        if found is None or not 0 <= at_s - self.at_s[found] < self.bucket_s:
            return float("nan")
        return float(self.values(measure)[found])

    def bucket_at(self, at_s: float) -> int | None:
        """The position of the bucket an instant falls in or is nearest to; None where empty."""
        if not len(self.at_s):
            return None
        found = int(np.searchsorted(self.at_s, at_s, side="right")) - 1
        return min(max(found, 0), len(self.at_s) - 1)

    def blind_stretches(self, start_s: float, stop_s: float) -> tuple[tuple[float, float], ...]:
        """The stretches between two instants in which nothing was measured, in seconds."""
        measured = ~np.isnan(self.mean_s)
        begins = self.at_s[measured]
        if not len(begins):
            return ((start_s, stop_s),) if stop_s > start_s else ()
        ends = np.minimum(begins + self.bucket_s, np.append(begins[1:], np.inf))
        left = np.concatenate(([start_s], ends))
        right = np.concatenate((begins, [stop_s]))
        # Slack: bounds of days and months need not fall on whole buckets, and the newest bucket
        # is written when it is over.
        slack = np.full(len(left), self.bucket_s / 2)
        slack[0] = slack[-1] = self.bucket_s
        holes = right - left > slack
        return tuple(zip(left[holes].tolist(), right[holes].tolist(), strict=True))
