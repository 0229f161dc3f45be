"""What dims a wall at night: a veil over all of it, through which everything can be used."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

# Of 255. What lies beneath can still be read from near, and lights no room.
DARKNESS = 178


class Veil(QWidget):
    """Covers its parent while it is shown, and takes no click, key or name from it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        parent.installEventFilter(self)

    def fall(self, *, is_down: bool) -> None:
        """Dims from now on, or no more."""
        if is_down is self.isHidden():
            self.setGeometry(self._covered.rect())
            self.setVisible(is_down)
        if is_down:
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of what it covers."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(0, 0, 0, DARKNESS))
