"""What New Relic kept, as lines beside ours: told apart from it, and from each other."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QLocale, Qt

from statusboard.domain.views.uptime import TheirSeries
from ui.plots.axes import FigureAxis
from ui.plots.readout import seconds_text
from ui.theme.tokens import Tokens

_THOUSAND = 1000
# By more than colour.
STYLES = (Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_HEADROOM = 1.12
_TIME = "s"


class TheirLines:
    """The lines of one figure, in a plot. What is no time has `axis` for itself, on the right."""

    def __init__(self, plot: pg.PlotWidget, axis: FigureAxis) -> None:
        self._told: tuple[TheirSeries, ...] = ()
        self._shown: tuple[TheirSeries, ...] = ()
        self._axis = axis
        self._curves = tuple(
            pg.PlotCurveItem(connect="finite", skipFiniteCheck=False) for _ in STYLES
        )
        for curve in self._curves:
            plot.addItem(curve, ignoreBounds=True)

    def show(self, series: Sequence[TheirSeries], figure: str) -> None:
        """Takes what there is, and which figure of it is drawn from now on."""
        self._told = tuple(series)
        self.choose(figure)

    def choose(self, figure: str) -> None:
        """Draws another figure from now on."""
        self._shown = tuple(one for one in self._told if one.figure == figure)[: len(STYLES)]
        self._axis.measure(self._unit)

    def dress(self, colours: Tokens) -> None:
        """Takes the colours in force."""
        for curve, style in zip(self._curves, STYLES, strict=True):
            curve.setPen(pg.mkPen(colours.muted, width=1, style=style))

    def top_s(self, start_s: float, stop_s: float) -> float:
        """The greatest time in a stretch, in seconds; 0 where none is drawn."""
        return self._most(start_s, stop_s) if self._unit is None else 0.0

    def draw(self, start_s: float, stop_s: float, top_s: float) -> None:
        """Draws a stretch of a picture that reaches to `top_s`; what is no time fills it."""
        most = self._most(start_s, stop_s)
        per_unit = 1.0 if self._unit is None or most <= 0 else top_s / (most * _HEADROOM)
        self._axis.measure(self._unit, per_unit)
        for place, curve in enumerate(self._curves):
            if place >= len(self._shown):
                curve.setData(np.empty(0), np.empty(0))
                continue
            one = self._shown[place]
            at_s, values = np.asarray(one.at_s), np.asarray(one.values)
            inside = (at_s >= start_s - one.bucket_s) & (at_s <= stop_s)
            curve.setData(at_s[inside], values[inside] * per_unit, antialias=False)

    def texts(self, at_s: float) -> tuple[str, ...]:
        """What New Relic kept of an instant, and whose it is."""
        found = []
        for one in self._shown:
            place = int(np.searchsorted(np.asarray(one.at_s), at_s, side="right")) - 1
            if place < 0 or at_s >= one.at_s[place] + one.bucket_s or np.isnan(one.values[place]):
                continue
            whose = f"New Relic {one.name}".strip()
            told = QCoreApplication.translate("Chart", "{whose}: {time}")
            found.append(told.format(whose=whose, time=value_text(one.values[place], one.unit)))
        return tuple(found)

    @property
    def _unit(self) -> str | None:
        """Of what is drawn, where it is no time: times are on the axis of ours."""
        unit = self._shown[0].unit if self._shown else _TIME
        return None if unit == _TIME else unit

    def _most(self, start_s: float, stop_s: float) -> float:
        top = 0.0
        for one in self._shown:
            at_s, values = np.asarray(one.at_s), np.asarray(one.values)
            seen = values[(at_s >= start_s - one.bucket_s) & (at_s <= stop_s) & ~np.isnan(values)]
            top = max(top, float(seen.max()) if len(seen) else 0.0)
        return top


def value_text(value: float, unit: str) -> str:
    """A figure for people: `240 ms` of seconds, else `1.3 %`, `840 rpm`."""
    if unit == _TIME:
        return seconds_text(value)
    said = QLocale().toString(value, "g", 3) if value < _THOUSAND else str(round(value))
    return f"{said} {unit}".strip()
