"""The axes of the chart: time in the local zone, seconds from zero, and another scale beside."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime
from PySide6.QtGui import QFont

from ui.plots.ticks import Ticks, Unit, ticks
from ui.theme.tokens import Tokens

# A label such as “14 Mar” needs about this much room, in pixels.
_LABEL_PX = 58
_LINE_PX = 34
_FIGURE_PX = 62
_SECONDS_PX = 46
_FONT_PX = 11


def _tr(text: str) -> str:
    return QCoreApplication.translate("Chart", text)


def tick_text(at_s: float, unit: Unit, zone: tzinfo) -> str:
    """What a tick is called in the language in force: `14:05`, `3 Mar`, `Mar`, `2026`."""
    local = datetime.fromtimestamp(at_s, UTC).astimezone(zone)
    locale = QLocale()
    day = QDate(local.year, local.month, local.day)
    is_midnight = local.hour == 0 and local.minute == 0 and local.second == 0
    match unit:
        case Unit.YEAR:
            return str(local.year)
        case Unit.MONTH if local.month == 1:
            return str(local.year)
        case Unit.MONTH:
            return locale.toString(day, "MMM")
        case Unit.DAY:
            return locale.toString(day, _tr("d MMM"))
        case _ if is_midnight:
            return locale.toString(day, _tr("d MMM"))
        case Unit.MINUTE:
            return locale.toString(QTime(local.hour, local.minute), "HH:mm")
        case Unit.SECOND:
            return locale.toString(QTime(local.hour, local.minute, local.second), "HH:mm:ss")


class TimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Ticks at whole hours, days and months of a zone."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__("bottom")
        self.zone = zone
        self._ticks: Ticks | None = None
        self._asked: tuple[float, float, int] = (0.0, 0.0, 0)
        self.enableAutoSIPrefix(False)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of ticks."""
        asked = (low, high, round(size))
        if self._ticks is None or asked != self._asked:
            self._asked = asked
            self._ticks = ticks(low, high, self.zone, most=max(2, int(size // _LABEL_PX)))
        return [(1.0, list(self._ticks.at_s))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's signature
        """Their names."""
        unit = self._ticks.unit if self._ticks is not None else Unit.DAY
        return [tick_text(value, unit, self.zone) for value in values]


class SecondsAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Few, round ticks; written in milliseconds where everything is below a second."""

    def __init__(self) -> None:
        super().__init__("left")
        self._step = 1.0
        self.enableAutoSIPrefix(False)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of ticks."""
        values = self.levels(low, high, size)
        return [(self._step, values)]

    def levels(self, low: float, high: float, size: float) -> list[float]:
        """The values that get a tick and a grid line, from zero up; `size` in pixels."""
        self._step = round_step((high - low) / max(1.0, size / _LINE_PX))
        count = int(high / self._step + 1e-9)
        return [n * self._step for n in range(count + 1)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's signature
        """`0`, `0.5`, `1`: as many decimals as the step needs."""
        places = 0
        while places < 4 and abs(round(self._step, places) - self._step) > self._step / 1000:
            places += 1
        locale = QLocale()
        return [locale.toString(float(value), "f", places) if value else "0" for value in values]


class FigureAxis(SecondsAxis):
    """Another scale for the same height, on the right; not there while everything is a time."""

    def __init__(self) -> None:
        pg.AxisItem.__init__(self, "right")
        self._step = self._per_unit = 1.0
        self._unit: str | None = None
        self.enableAutoSIPrefix(False)
        self.hide()

    def measure(self, unit: str | None, per_unit: float = 1.0) -> None:
        """Takes the unit of what is drawn, and how many seconds of the left axis one of it is.

        Without (None) there is nothing that is no time.
        """
        if (unit, per_unit) == (self._unit, self._per_unit):
            return
        self._unit, self._per_unit = unit, per_unit
        self.setWidth(0 if unit is None else _FIGURE_PX)
        self.setVisible(unit is not None)
        self.picture = None
        self.update()

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of ticks, round in the unit."""
        values = self.levels(low / self._per_unit, high / self._per_unit, size)
        return [(self._step * self._per_unit, [one * self._per_unit for one in values])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """With the unit at each: nothing else says what this axis is of."""
        own = [value / self._per_unit for value in values]
        words = super().tickStrings(own, scale, spacing)
        return [f"{word} {self._unit or ''}".strip() for word in words]


def round_step(wanted: float) -> float:
    """The smallest of 1, 2, 5 × a power of ten that is at least `wanted`."""
    if wanted <= 0:
        return 1.0
    power = 1e-4
    while True:
        for factor in (1, 2, 5):
            if factor * power >= wanted * (1 - 1e-9):
                return factor * power
        power *= 10


def dress_axes(
    time: TimeAxis, seconds: SecondsAxis, figures: FigureAxis, *, font: QFont, colours: Tokens
) -> None:
    """Gives the axes their small figures, and the colours in force."""
    small = QFont(font)
    small.setPixelSize(_FONT_PX)
    for axis in (time, seconds, figures):
        axis.setPen(pg.mkPen(colours.line))
        axis.setTickPen(pg.mkPen(colours.line))
        axis.setTextPen(pg.mkPen(colours.faint))
        axis.setStyle(tickFont=small, tickLength=0, tickTextOffset=8)
    seconds.setWidth(_SECONDS_PX)
    seconds.setStyle(hideOverlappingLabels=False)
    seconds.setPen(None)
    figures.setPen(None)
