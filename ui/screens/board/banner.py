"""The board's banner: the state of everything in one line, and the time."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from statusboard.domain.status import ComponentStatus
from ui.screens.board.geometry import BANNER, PAD_X, text_pixels
from ui.theme.fonts import BOLD, REGULAR, font
from ui.theme.icons import paint_icon
from ui.theme.status_style import status_style
from ui.theme.theme import tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BoardBanner(QWidget):
    """Glyph, headline and sentence on the left; clock and date on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._unit = 1.0
        self._status = ComponentStatus.UNKNOWN
        self._headline = ""
        self._sentence = ""
        self._clock = ""
        self._date = ""

    @property
    def status(self) -> ComponentStatus:
        """The status of everything together."""
        return self._status

    @property
    def words(self) -> str:
        """Headline and sentence, as a screen reader says them."""
        return self.accessibleName()

    def set_unit(self, unit: float) -> None:
        """Another size."""
        self._unit = unit
        self.update()

    def show_state(self, status: ComponentStatus, headline: str, sentence: str) -> None:
        """Says another thing; repaints only where it differs."""
        if (status, headline, sentence) != (self._status, self._headline, self._sentence):
            self._status, self._headline, self._sentence = status, headline, sentence
            self.setAccessibleName(f"{headline}. {sentence}")
            self.update()

    def show_time(self, clock: str, date: str) -> None:
        """Another minute."""
        if (clock, date) != (self._clock, self._date):
            self._clock, self._date = clock, date
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(800, round(BANNER * self._unit))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - a few lines of text
        unit, colours = self._unit, tokens()
        style = status_style(self._status, colours)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(style.soft))
        line = max(2, round(3 * unit))
        painter.fillRect(0, self.height() - line, self.width(), line, QColor(style.colour))
        body = QRectF(0, 0, self.width(), self.height() - line)
        pad, glyph = PAD_X * unit, round(62 * unit)
        spot = QRectF(round(pad), round(body.center().y() - glyph / 2), glyph, glyph)
        paint_icon(painter, spot, style.glyph, style.colour)

        right = body.right() - pad
        row = QRectF(0, body.top() + 20 * unit, right, 62 * unit)
        below = QRectF(0, row.bottom() + 2 * unit, right, 30 * unit)
        clock = self._line(painter, self._clock, row, font(56 * unit, BOLD), colours.text, RIGHT)
        small = font(text_pixels(19, unit), REGULAR)
        date = self._line(painter, self._date, below, small, colours.muted, RIGHT)

        left = spot.right() + 30 * unit
        room = right - max(clock, date) - 36 * unit - left
        row.setLeft(left)
        row.setWidth(room)
        face = _fitting(self._headline, room, 52 * unit)
        self._line(painter, self._headline, row, face, colours.text, LEFT)
        below.setLeft(left)
        below.setWidth(room)
        face = font(text_pixels(22, unit))
        self._line(painter, self._sentence, below, face, colours.muted, LEFT)

    @staticmethod
    def _line(
        painter: QPainter, text: str, room: QRectF, face: QFont, ink: str, where: Qt.AlignmentFlag
    ) -> float:
        """Paints one line, cut where it must be; the width it took."""
        metrics = QFontMetricsF(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        painter.setFont(face)
        painter.setPen(QColor(ink))
        painter.drawText(room, int(where), shown)
        return metrics.horizontalAdvance(shown)


def _fitting(text: str, room: float, pixels: float) -> QFont:
    """The headline's font, a little smaller where that saves it from being cut."""
    faces = [font(pixels * share, BOLD) for share in (1.0, 0.85, 0.7)]
    fitting = (f for f in faces if QFontMetricsF(f).horizontalAdvance(text) <= room)
    return next(fitting, faces[-1])
