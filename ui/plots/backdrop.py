"""What lies behind the line: stretches of trouble with a cap on top, and what nobody observed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Band, BandKind
from ui.theme.status_style import status_style
from ui.theme.theme import tokens

_CAP_PX = 4.0
_LEAST_PX = 3.0
_FLAG = 8.0
_TINT = 0.16
_LINE_PX, _WEAVE = 2.0, 0.22


@dataclass(frozen=True, slots=True)
class Stretch:
    """A coloured stretch, in pixels from the left edge."""

    left: float
    right: float
    status: ComponentStatus


def stretches(
    bands: Sequence[Band], *, start_s: float, stop_s: float, width: float
) -> tuple[Stretch, ...]:
    """The bands in view, each at least a few pixels wide; the worst last, so that it is on top.

    Neighbours of one status that touch at this scale are one stretch: a year of short outages
    stays a handful of rectangles.
    """
    scale = width / max(stop_s - start_s, 1e-9)
    joined: list[Stretch] = []
    last_of: dict[ComponentStatus, int] = {}
    for band in sorted(bands, key=lambda b: b.start_s):
        if band.stop_s < start_s or band.start_s > stop_s:
            continue
        left = (band.start_s - start_s) * scale
        right = (band.stop_s - start_s) * scale
        if right - left < _LEAST_PX:
            middle = (left + right) / 2
            left, right = middle - _LEAST_PX / 2, middle + _LEAST_PX / 2
        left, right = max(left, 0.0), min(right, width)
        before = last_of.get(band.status)
        if before is not None and left <= joined[before].right:
            old = joined[before]
            joined[before] = Stretch(old.left, max(old.right, right), band.status)
        else:
            last_of[band.status] = len(joined)
            joined.append(Stretch(left, right, band.status))
    return tuple(sorted(joined, key=lambda s: s.status.severity))


class Overlay(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """As large as a view box, and painted in its pixels whatever range it shows."""

    def __init__(self, view: pg.ViewBox, *, level: int) -> None:
        super().__init__(view)
        self._view = view
        self.setZValue(level)
        view.sigResized.connect(self._resized)

    def boundingRect(self) -> QRectF:
        """The whole view box."""
        return QRectF(self._view.rect())

    def _resized(self) -> None:
        self.prepareGeometryChange()
        self.update()


class Backdrop(Overlay):
    """Bands, hatches and the grid; caps and hatches keep their size."""

    def __init__(
        self, view: pg.ViewBox, levels: Callable[[float, float, float], Sequence[float]]
    ) -> None:
        super().__init__(view, level=-10)
        self._levels = levels
        self._by_kind: dict[BandKind, list[Band]] = {}
        self._blind: tuple[tuple[float, float], ...] = ()
        view.sigXRangeChanged.connect(self._moved)

    def show_bands(self, bands: Sequence[Band], blind: Sequence[tuple[float, float]]) -> None:
        """Replaces what is shown. `blind` are the stretches nobody observed, in seconds."""
        self._by_kind = {kind: [b for b in bands if b.kind is kind] for kind in BandKind}
        self._blind = tuple(blind)
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Hatches first, then the bands, then the grid: the axis itself would clip its zero."""
        del option, widget
        (start_s, stop_s), (low, high) = self._view.viewRange()
        bounds = self.boundingRect()
        colours = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        hatch = QColor(colours.unknown)
        hatch.setAlphaF(0.30)
        scale = bounds.width() / max(stop_s - start_s, 1e-9)
        for blind_start, blind_stop in self._blind:
            left = max((blind_start - start_s) * scale, 0.0)
            right = min((blind_stop - start_s) * scale, bounds.width())
            if right - left >= 1.0:
                stripe = QRectF(left, 0, right - left, bounds.height())
                painter.fillRect(stripe, QColor(colours.unknown_soft))
                painter.fillRect(stripe, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        for kind in BandKind:
            bands = self._by_kind.get(kind, ())
            found = stretches(bands, start_s=start_s, stop_s=stop_s, width=bounds.width())
            if kind is BandKind.MEASURED:
                _paint_measured(painter, found, bounds.height())
            elif kind is BandKind.INCIDENT:
                _paint_incidents(painter, found)
            else:
                _paint_corrections(painter, found, bounds.height())
        painter.setPen(QPen(QColor(colours.line), 1))
        height = bounds.height()
        for level in self._levels(low, high, height):
            y = round(height * (1 - (level - low) / max(high - low, 1e-9)))
            painter.drawLine(0, y, round(bounds.width()), y)

    def _moved(self) -> None:
        self.update()


def _paint_measured(painter: QPainter, found: Sequence[Stretch], height: float) -> None:
    """A tint with a cap."""
    made: dict[ComponentStatus, tuple[QColor, QColor]] = {}
    for stretch in found:
        if stretch.status not in made:
            strong = QColor(status_style(stretch.status, tokens()).colour)
            tint = QColor(strong)
            tint.setAlphaF(_TINT)
            made[stretch.status] = strong, tint
        strong, tint = made[stretch.status]
        width = stretch.right - stretch.left
        painter.fillRect(QRectF(stretch.left, 0, width, height), tint)
        painter.fillRect(QRectF(stretch.left, 0, width, _CAP_PX), strong)


def _paint_incidents(painter: QPainter, found: Sequence[Stretch]) -> None:
    """A bracket below the caps: from when to when customers were told."""
    line = QColor(tokens().muted)
    for stretch in found:
        left, width = stretch.left, stretch.right - stretch.left
        painter.fillRect(QRectF(left, _CAP_PX + 2, width, _LINE_PX), line)
        for edge in (left, left + width - 1):
            painter.fillRect(QRectF(edge, _CAP_PX + 2, 1, 3 * _LINE_PX), line)


def _paint_corrections(painter: QPainter, found: Sequence[Stretch], height: float) -> None:
    """A weave: what is measured there counts otherwise."""
    weave = QColor(tokens().text)
    weave.setAlphaF(_WEAVE)
    for stretch in found:
        whole = QRectF(stretch.left, 0, stretch.right - stretch.left, height)
        painter.fillRect(whole, QBrush(weave, Qt.BrushStyle.DiagCrossPattern))
        whole.setHeight(_CAP_PX / 2)
        painter.fillRect(whole, QColor(tokens().text))


class Marks(Overlay):
    """A dashed line and a small flag at each instant at which something was deployed."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view, level=10)
        self._at_s: tuple[float, ...] = ()
        view.sigRangeChanged.connect(self._resized)

    def show_marks(self, at_s: Sequence[float]) -> None:
        """Takes the place of the marks before; in seconds since 1970."""
        self._at_s = tuple(at_s)
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """A shape beside a colour: also who sees none finds them."""
        del option, widget
        (start_s, stop_s), _ = self._view.viewRange()
        bounds = self.boundingRect()
        colour = QColor(tokens().accent)
        for at_s in self._at_s:
            if not start_s <= at_s <= stop_s:
                continue
            x = (at_s - start_s) / max(stop_s - start_s, 1e-9) * bounds.width()
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, _FLAG), QPointF(x, bounds.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            corners = (QPointF(x, 0), QPointF(x + _FLAG, _FLAG / 2), QPointF(x, _FLAG))
            painter.drawPolygon(QPolygonF(corners))


class Crosshair(Overlay):
    """A hairline at the instant that is read, and a dot on the line where there is a value."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view, level=20)
        self._at_s: float | None = None
        self._value: float | None = None
        view.sigRangeChanged.connect(self._resized)

    def place(self, at_s: float | None, value: float | None = None) -> None:
        """Moves it; None takes it away."""
        self._at_s, self._value = at_s, value
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """The line and the dot."""
        del option, widget
        if self._at_s is None:
            return
        (start_s, stop_s), (low, high) = self._view.viewRange()
        bounds = self.boundingRect()
        x = (self._at_s - start_s) / max(stop_s - start_s, 1e-9) * bounds.width()
        if not 0 <= x <= bounds.width():
            return
        colours = tokens()
        painter.setPen(QPen(QColor(colours.muted), 1))
        painter.drawLine(round(x), 0, round(x), round(bounds.height()))
        if self._value is None:
            return
        y = bounds.height() * (1 - (self._value - low) / max(high - low, 1e-9))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.surface), 2))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(QRectF(x - 5, y - 5, 10, 10))
