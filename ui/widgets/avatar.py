"""A person as a round mark: two letters of the name, in a colour that is always theirs."""

import zlib

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.fonts import BOLD, font

# Dark enough for white letters in both themes (4.5:1 and more).
_GROUNDS = ("#2557D6", "#12795A", "#B04D08", "#6B4FBB", "#5A6675", "#A3245C", "#0E7490")
_SIZE = 26


def initials(name: str) -> str:
    """Two letters for a name: of its first two words, or of its only one."""
    words = [word for word in name.replace(",", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[1][0]
    return letters.upper()


def paint_avatar(painter: QPainter, where: QRectF, name: str) -> None:
    """Paints the mark of a name."""
    ground = QColor(_GROUNDS[zlib.crc32(name.encode()) % len(_GROUNDS)])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(where)
    painter.setPen(QColor("#FFFFFF"))
    painter.setFont(font(where.height() * 0.42, BOLD))
    painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), initials(name))
    painter.restore()


class Avatar(QWidget):
    """The mark by itself."""

    def __init__(self, name: str = "", parent: QWidget | None = None, *, size: int = _SIZE) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(QSize(size, size))

    def show_name(self, name: str) -> None:
        """Whose it is."""
        if name != self._name:
            self._name = name
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one mark
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name)
