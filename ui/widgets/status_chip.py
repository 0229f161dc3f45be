"""A status as glyph and word on its soft colour."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from statusboard.domain.status import ComponentStatus, IncidentStatus
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.status_style import StatusStyle, style_of
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION


def paint_chip(painter: QPainter, where: QRectF, style: StatusStyle, word: str) -> None:
    """Paints a chip left-aligned and centred in `where`, with the painter's font."""
    metrics = QFontMetricsF(painter.font())
    size = chip_size(metrics, word)
    top = where.top() + (where.height() - size.height()) / 2
    box = QRectF(where.left(), top, min(size.width(), where.width()), size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.soft))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    glyph = round(metrics.ascent() * 1.1)
    inset = metrics.height() * 0.5
    spot = QRectF(box.left() + inset, box.top() + (box.height() - glyph) / 2, glyph, glyph)
    paint_icon(painter, spot, style.glyph, style.colour)
    painter.setPen(QColor(style.ink))
    left = spot.right() + metrics.height() * 0.4
    room = box.right() - left - inset * 0.8
    shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
    base = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(left, base), shown)


def chip_size(metrics: QFontMetricsF, word: str) -> QSize:
    """How much room a chip with this word wants."""
    height = metrics.height()
    glyph = round(metrics.ascent() * 1.1)
    width = height * 1.5 + glyph + metrics.horizontalAdvance(word) + 2
    return QSize(round(width), round(height * 1.42))


class StatusChip(QWidget):
    """Glyph and word. `word` replaces the status's own, as in “Checkout API: partial”."""

    def __init__(
        self,
        status: ComponentStatus | IncidentStatus = ComponentStatus.UNKNOWN,
        parent: QWidget | None = None,
        *,
        word: str = "",
        size: float = CAPTION,
    ) -> None:
        super().__init__(parent)
        self._status: ComponentStatus | IncidentStatus = status
        self._word = word
        self.setFont(font(size, SEMIBOLD))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.word)

    @property
    def word(self) -> str:
        """What stands on it."""
        return self._word or self._style().word

    def show_status(self, status: ComponentStatus | IncidentStatus, word: str = "") -> None:
        """Shows another status."""
        if (status, word) == (self._status, self._word):
            return
        self._status = status
        self._word = word
        self.setAccessibleName(self.word)
        self.updateGeometry()
        self.update()

    def set_size(self, size: float) -> None:
        """Another text size in pixels."""
        self.setFont(font(size, SEMIBOLD))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return chip_size(QFontMetricsF(self.font()), self.word)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one chip
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chip(painter, QRectF(self.rect()), self._style(), self.word)

    def _style(self) -> StatusStyle:
        return style_of(self._status, tokens())
