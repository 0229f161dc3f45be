"""The lines of the chart: the chosen one, a fainter one, the extremes, and one laid over them."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ui.plots.backdrop import Overlay
from ui.plots.decimate import Doubles, decimate, envelope
from ui.plots.trace import Measure, Trace
from ui.theme.theme import tokens

# Smoothing is for sparse lines; a dense one would cost a frame twice as much.
_SMOOTH_POINTS = 1000
_FAINT, _TINT = 0.45, 0.13
# The slowest answers decide the scale, but for the few that are slowest of all, and only so far:
# beyond it the lines would lie at the bottom.
_OF_THE_BAND, _MOST_ABOVE_LINES = 98, 3.0
_CUT_PX = 2.0
_COLUMN_PX = 4
_BLOCK = 32


def compared_colour(*, is_dark: bool) -> str:
    """Of the line that is laid over: another hue than the accent, and no status's."""
    return "#D99BEA" if is_dark else "#8C3A9E"


class Extremes(Overlay):
    """The band from the quickest to the slowest answer."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view, level=-5)
        self._runs: list[tuple[Doubles, Doubles, Doubles]] = []
        view.sigRangeChanged.connect(self._resized)

    def show_band(self, at_s: Doubles, low: Doubles, high: Doubles) -> None:
        """Takes the place of the band before; NaN leaves a gap."""
        known = ~np.isnan(low)
        edges = np.flatnonzero(np.diff(known)) + 1
        parts = np.split(np.arange(len(at_s)), edges)
        self._runs = [
            (at_s[run], low[run], high[run]) for run in parts if len(run) > 1 and known[run[0]]
        ]
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """One area for each stretch without a gap."""
        del option, widget
        (start_s, stop_s), (bottom, top) = self._view.viewRange()
        bounds = self.boundingRect()
        across = bounds.width() / max(stop_s - start_s, 1e-9)
        up = bounds.height() / max(top - bottom, 1e-9)
        tint = QColor(tokens().accent)
        tint.setAlphaF(_TINT)
        painter.setClipRect(bounds)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        cut = QColor(tokens().accent)
        cut.setAlphaF(_FAINT)
        for at_s, low, high in self._runs:
            x = (at_s - start_s) * across
            # What lies above is cut here: far outside of the picture a raster loses precision.
            over = np.maximum(bounds.height() - (high - bottom) * up, -1.0)
            under = np.clip(bounds.height() - (low - bottom) * up, -1.0, bounds.height() + 1)
            outline = np.concatenate((x, x[::-1])), np.concatenate((over, under[::-1]))
            painter.drawPolygon(pg.functions.arrayToQPolygonF(*outline))
            # That it goes on above is seen at the edge; how far, the reading tells.
            for first, last in _runs_of(high > top):
                width = max(x[last] - x[first], _CUT_PX)
                painter.fillRect(QRectF(x[first], 0, width, _CUT_PX), cut)


def _runs_of(holds: np.ndarray) -> list[tuple[int, int]]:
    """The first and the last place of each run in which something holds."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], holds, [False]))))
    return [(int(first), int(stop) - 1) for first, stop in edges.reshape(-1, 2)]


class Lines:
    """Draws into one view box; says how high what it drew reaches."""

    def __init__(self, view: pg.ViewBox) -> None:
        self._view = view
        self._extremes = Extremes(view)
        self._blocks_of: Trace | None = None
        self._blocks: tuple[Doubles, Doubles, Doubles] = (np.empty(0),) * 3
        made = [pg.PlotCurveItem(connect="finite", skipFiniteCheck=False) for _ in range(3)]
        self._compared, self._companion, self._chosen = made
        for curve in made:
            view.addItem(curve, ignoreBounds=True)

    def draw(
        self,
        trace: Trace | None,
        measure: Measure,
        compared: Trace | None,
        *,
        in_view: tuple[float, float],
        pixels: int,
    ) -> float:
        """Draws a stretch and answers the highest value it has to show, in seconds."""
        start_s, stop_s = in_view

        def points(of: Trace | None, what: Measure) -> tuple[Doubles, Doubles]:
            if of is None:
                return np.empty(0), np.empty(0)
            values = of.values(what)
            return decimate(of.at_s, values, start_s=start_s, stop_s=stop_s, pixels=pixels)

        chosen = points(trace, measure)
        is_dense = len(chosen[0]) > _SMOOTH_POINTS
        nothing = np.empty(0), np.empty(0)
        # Where a pixel holds many buckets the lines would only cover each other.
        companion = nothing if is_dense else points(trace, measure.companion)
        other = points(compared, measure)
        band = (np.empty(0), np.empty(0), np.empty(0))
        if trace is not None and len(trace.at_s):
            band = self._envelope(trace, in_view, pixels)
        self._extremes.show_band(*band)
        tops = []
        for curve, (x, y) in (
            (self._compared, other),
            (self._companion, companion),
            (self._chosen, chosen),
        ):
            curve.setData(x, y, antialias=len(x) <= _SMOOTH_POINTS)
            seen = y[~np.isnan(y)]
            tops.append(float(seen.max()) if len(seen) else 0.0)
        high = band[2][~np.isnan(band[2])]
        longest = float(np.percentile(high, _OF_THE_BAND)) if len(high) else 0.0
        return max(*tops, min(longest, _MOST_ABOVE_LINES * max(tops)))

    def _envelope(
        self, trace: Trace, in_view: tuple[float, float], pixels: int
    ) -> tuple[Doubles, Doubles, Doubles]:
        """The extremes in view; where a pixel holds many blocks, folded from those.

        A block is folded once for a trace: a year of minutes is then not walked at every frame.
        """
        start_s, stop_s = in_view
        if self._blocks_of is not trace:
            self._blocks_of = trace
            columns = trace.at_s, trace.min_s, trace.max_s
            whole = float(trace.at_s[0]) - 1, float(trace.at_s[-1]) + 1
            few = len(trace.at_s) // _BLOCK
            self._blocks = envelope(*columns, start_s=whole[0], stop_s=whole[1], pixels=few)
        in_sight = (stop_s - start_s) / trace.bucket_s
        # A raster takes its time for each slope: where many buckets share a pixel, the band has
        # one column for some of them, from their least to their greatest.
        if in_sight > _COLUMN_PX * pixels:
            pixels //= _COLUMN_PX
        is_coarse = in_sight > 2 * _BLOCK * pixels > 0
        columns = self._blocks if is_coarse else (trace.at_s, trace.min_s, trace.max_s)
        return envelope(*columns, start_s=start_s, stop_s=stop_s, pixels=pixels)

    def dress(self) -> None:
        """Takes the colours in force. One pixel: wider pens cost two to three times as much."""
        colours = tokens()
        faint = QColor(colours.accent)
        faint.setAlphaF(_FAINT)
        self._chosen.setPen(pg.mkPen(colours.accent, width=1))
        self._companion.setPen(pg.mkPen(faint, width=1))
        self._compared.setPen(pg.mkPen(compared_colour(is_dark=colours.is_dark), width=1))
        self._extremes.update()
