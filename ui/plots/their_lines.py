"""What New Relic kept, as lines beside ours: told apart from it, and from each other."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt

from statusboard.domain.views.uptime import TheirSeries
from ui.plots.readout import seconds_text
from ui.theme.tokens import Tokens

# By more than colour.
STYLES = (Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


class TheirLines:
    """The lines, in a plot."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._shown: tuple[TheirSeries, ...] = ()
        self._curves = tuple(
            pg.PlotCurveItem(connect="finite", skipFiniteCheck=False) for _ in STYLES
        )
        for curve in self._curves:
            plot.addItem(curve)

    def show(self, series: Sequence[TheirSeries]) -> None:
        """Takes what is drawn from now on."""
        self._shown = tuple(series[: len(STYLES)])

    def dress(self, colours: Tokens) -> None:
        """Takes the colours in force."""
        for curve, style in zip(self._curves, STYLES, strict=True):
            curve.setPen(pg.mkPen(colours.muted, width=1, style=style))

    def draw(self, start_s: float, stop_s: float) -> float:
        """Draws a stretch; the greatest value in it, 0 where there is none."""
        top = 0.0
        for place, curve in enumerate(self._curves):
            if place >= len(self._shown):
                curve.setData(np.empty(0), np.empty(0))
                continue
            one = self._shown[place]
            at_s, mean_s = np.asarray(one.at_s), np.asarray(one.mean_s)
            inside = (at_s >= start_s - one.bucket_s) & (at_s <= stop_s)
            curve.setData(at_s[inside], mean_s[inside], antialias=False)
            seen = mean_s[inside & ~np.isnan(mean_s)]
            top = max(top, float(seen.max()) if len(seen) else 0.0)
        return top

    def texts(self, at_s: float) -> tuple[str, ...]:
        """What New Relic kept of an instant, and whose it is."""
        found = []
        for one in self._shown:
            place = int(np.searchsorted(np.asarray(one.at_s), at_s, side="right")) - 1
            if place < 0 or at_s >= one.at_s[place] + one.bucket_s or np.isnan(one.mean_s[place]):
                continue
            whose = f"New Relic {one.name}".strip()
            told = QCoreApplication.translate("Chart", "{whose}: {time}")
            found.append(told.format(whose=whose, time=seconds_text(one.mean_s[place])))
        return tuple(found)
