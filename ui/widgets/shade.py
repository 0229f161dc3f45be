"""What lies between a window and a sheet over it: it dims the one, and lets nothing through."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import tokens

# Of 255: how much of the window is still to be seen, and how far the shadow reaches in pixels.
_DIM_LIGHT, _DIM_DARK = 92, 150
_SHADOW, _SHADOW_STEP = 28, 4


class Shade(QWidget):
    """Covers a window for as long as something lies over it.

    It takes every click, turn of the wheel, key and shortcut that is not for what it carries.

    Signals:
        resized: there is another amount of room.
        leaving: the person closes the window; who does not let go meanwhile keeps it open.
    """

    resized = Signal()
    leaving = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._paper = QRect()
        self._radius = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()

    @property
    def is_on_top(self) -> bool:
        """Whether no other one covers this one."""
        only = Qt.FindChildOption.FindDirectChildrenOnly
        shades = self._window.findChildren(Shade, options=only)
        return [shade for shade in shades if shade.isVisible()][-1:] == [self]

    def cover(self) -> None:
        """Covers the window from now on, over everything that is in it."""
        self.setGeometry(self._window.rect())
        self._window.installEventFilter(self)
        self.raise_()
        self.show()

    def uncover(self) -> None:
        """Gives the window back, and goes."""
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def lift(self, paper: QRect, radius: float) -> None:
        """Lets a sheet of paper of this place and shape throw its shadow."""
        self._paper, self._radius = paper, radius
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the window's size, and has its say when the window is closed."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        elif event.type() is QEvent.Type.Close and self.isVisible():
            self.leaving.emit()
            if self.isVisible():
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keeps shortcuts of what is covered from being heard."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        is_dark = tokens().is_dark
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, _DIM_DARK if is_dark else _DIM_LIGHT))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 7))
        for reach in range(_SHADOW, 0, -_SHADOW_STEP):
            spread = QRectF(self._paper).adjusted(-reach, -reach / 2, reach, reach)
            painter.drawRoundedRect(spread, self._radius + reach, self._radius + reach)
