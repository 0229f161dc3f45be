"""The picture of a chart over time: axes, lines, and what lies behind and over them."""

from collections.abc import Sequence
from datetime import UTC

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.uptime import Band
from ui.plots.axes import FigureAxis, SecondsAxis, TimeAxis, dress_axes
from ui.plots.backdrop import Backdrop, Crosshair, Marks
from ui.plots.lines import Lines
from ui.plots.stretch import Stretch
from ui.plots.their_lines import TheirLines
from ui.plots.time_view import TimeView
from ui.plots.trace import Measure, Trace
from ui.theme.theme import tokens

_HEADROOM = 1.12
# A little more than a round figure: a label at the very top would be cut in half.
_LEAST_TOP_S = 0.0113
_NEAR_PX = 3.0


class TimePlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Time from left to right and seconds upwards; the keyboard is its parent's."""

    def __init__(self, parent: QWidget) -> None:
        view, time_axis = TimeView(), TimeAxis(UTC)
        seconds_axis, figure_axis = SecondsAxis(), FigureAxis()
        axes = {"bottom": time_axis, "left": seconds_axis, "right": figure_axis}
        super().__init__(parent, viewBox=view, axisItems=axes, enableMenu=False)
        self.view, self.time_axis = view, time_axis
        self._seconds_axis, self.figure_axis = seconds_axis, figure_axis
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(parent)
        self.getPlotItem().hideButtons()
        self.getPlotItem().layout.setContentsMargins(0, 0, 8, 0)
        self.backdrop = Backdrop(view, seconds_axis.levels)
        self.marks = Marks(view)
        self.crosshair = Crosshair(view)
        self.lines = Lines(view)
        self.theirs = TheirLines(self, figure_axis)

    def draw(
        self, trace: Trace | None, measure: Measure, compared: Trace | None, stretch: Stretch
    ) -> None:
        """Draws a stretch of a trace, and of the one that lies over it."""
        start_s, stop_s = stretch.bounds
        top = self.lines.draw(
            trace,
            measure,
            compared,
            in_view=stretch.bounds,
            pixels=round(self.view.rect().width() * self.devicePixelRatioF()),
        )
        top = max(_HEADROOM * max(top, self.theirs.top_s(start_s, stop_s)), _LEAST_TOP_S)
        self.theirs.draw(start_s, stop_s, top)
        self.view.setRange(xRange=(start_s, stop_s), yRange=(0.0, top), padding=0)

    def read(self, trace: Trace | None, measure: Measure, position: int | None) -> None:
        """Lays the crosshair over a bucket of the trace; None: takes it away."""
        if trace is None or position is None:
            self.crosshair.place(None)
            return
        value = float(trace.values(measure)[position])
        self.crosshair.place(float(trace.at_s[position]), None if np.isnan(value) else value)

    def instant_at(self, spot: QPointF) -> float | None:
        """The instant at a place of the scene, in seconds since 1970; None beside the picture."""
        is_inside = self.view.sceneBoundingRect().contains(spot)
        return self.view.instant_at(spot) if is_inside else None

    @property
    def pixel_s(self) -> float:
        """How much time a pixel is, in seconds."""
        (start_s, stop_s), _ = self.view.viewRange()
        return float((stop_s - start_s) / max(self.view.rect().width(), 1.0))

    def touched(self, bands: Sequence[Band], at_s: float) -> tuple[Band, ...]:
        """Those at an instant: a few pixels wide at least, and so much beside one means it, too."""
        near_s = _NEAR_PX * self.pixel_s
        return tuple(b for b in bands if b.start_s - near_s <= at_s < b.stop_s + near_s)

    def dress(self, font: QFont) -> None:
        """Takes the colours in force."""
        colours = tokens()
        self.setBackground(QColor(colours.surface))
        dress_axes(self.time_axis, self._seconds_axis, self.figure_axis, font=font, colours=colours)
        self.lines.dress()
        self.theirs.dress(colours)
        self.backdrop.update()
