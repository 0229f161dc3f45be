"""The glyph of a status. Where it stands alone, its word is told to screen readers and on hover."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from statusboard.domain.status import ComponentStatus
from ui.theme.icons import paint_icon
from ui.theme.status_style import status_style
from ui.theme.theme import tokens


class StatusGlyph(QWidget):
    """A square glyph of `size` logical pixels."""

    def __init__(
        self,
        status: ComponentStatus = ComponentStatus.UNKNOWN,
        parent: QWidget | None = None,
        *,
        size: int = 18,
    ) -> None:
        super().__init__(parent)
        self._status = status
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_status(self, status: ComponentStatus) -> None:
        """Shows another status."""
        if status is not self._status:
            self._status = status
            self._tell()
            self.update()

    def set_size(self, size: int) -> None:
        """Another size in logical pixels."""
        self._size = size
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one glyph
        style = status_style(self._status, tokens())
        painter = QPainter(self)
        where = QRectF(0, (self.height() - self._size) / 2, self._size, self._size)
        paint_icon(painter, where, style.glyph, style.colour)

    def _tell(self) -> None:
        word = status_style(self._status, tokens()).word
        self.setAccessibleName(word)
        self.setToolTip(word)
