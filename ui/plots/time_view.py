"""The view box: dragging and the wheel zoom in time, with Shift they pan; nothing has a menu."""

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseDragEvent
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsSceneWheelEvent

from ui.theme.theme import tokens

_LEAST_DRAG_PX = 6
_WHEEL_STEP = 1.25
# One step of the wheel pans by this share of what is in view.
_WHEEL_PAN = 0.1


class TimeView(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Moves along the time axis only; the height follows what is in view.

    Signals:
        chosen: a stretch was dragged over; its start and stop in seconds since 1970.
        moved_by: pan by that many seconds.
        scaled: zoom by a factor (below 1: closer) around an instant.

    `is_whole`: there is nothing more to be seen; the wheel that would show more is the page's then.
    """

    chosen = Signal(float, float)
    moved_by = Signal(float)
    scaled = Signal(float, float)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()
        self.is_whole = True
        self._rubber = QGraphicsRectItem(self)
        self._rubber.setZValue(30)
        self._rubber.hide()

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
        """Zooms to the dragged stretch, or pans while Shift is held."""
        del axis
        event.accept()
        if (
            event.button() == Qt.MouseButton.MiddleButton
            or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.moved_by.emit(self._instant(event.lastPos()) - self._instant(event.pos()))
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        begin, here = event.buttonDownPos(), event.pos()
        if event.isFinish():
            self._rubber.hide()
            if abs(here.x() - begin.x()) >= _LEAST_DRAG_PX:
                ends = sorted((self._instant(begin), self._instant(here)))
                self.chosen.emit(*ends)
            return
        accent = QColor(tokens().accent)
        self._rubber.setPen(pg.mkPen(accent))
        accent.setAlphaF(0.12)
        self._rubber.setBrush(accent)
        area = QRectF(QPointF(begin.x(), 0), QPointF(here.x(), self.rect().height()))
        self._rubber.setRect(area.normalized().intersected(QRectF(self.rect())))
        self._rubber.show()

    def wheelEvent(self, event: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        """Zooms around the pointer; sideways, or with Shift, pans."""
        del axis
        steps = event.delta() / 120
        is_sideways = event.orientation() is Qt.Orientation.Horizontal
        is_panning = is_sideways or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.is_whole and (is_panning or steps < 0):
            event.ignore()
            return
        event.accept()
        if is_panning:
            start_s, stop_s = self.viewRange()[0]
            self.moved_by.emit(-steps * _WHEEL_PAN * (stop_s - start_s))
        else:
            self.scaled.emit(_WHEEL_STEP**-steps, self._instant(event.pos()))

    def instant_at(self, scene_position: QPointF) -> float:
        """The instant under a point of the scene, in seconds since 1970."""
        return self._instant(self.mapFromScene(scene_position))

    def _instant(self, position: QPointF) -> float:
        start_s, stop_s = self.viewRange()[0]
        share = position.x() / max(self.rect().width(), 1.0)
        return float(start_s + share * (stop_s - start_s))
