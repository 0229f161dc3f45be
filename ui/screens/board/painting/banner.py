"""The board's banner: the state of everything in one line, and the time."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from statusboard.domain.status import ComponentStatus
from ui.screens.board.layout.geometry import BANNER, PAD_X, text_pixels
from ui.theme.fonts import BOLD, REGULAR, font
from ui.theme.icons import paint_icon
from ui.theme.status_style import status_style
from ui.theme.theme import tokens

GLYPH = 62
LEADING = 1.3
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

    def rows(self) -> tuple[QRectF, QRectF]:
        """Where the headline and the sentence stand, with the clock and the date at their end."""
        unit = self._unit
        left = round(PAD_X * unit) + round(GLYPH * unit) + 30 * unit
        width = self.width() - PAD_X * unit - left
        row = QRectF(left, 20 * unit, width, 62 * unit)
        return row, QRectF(left, row.bottom() + 2 * unit, width, 30 * unit)

    def letters(self) -> tuple[float, float]:
        """The size of the headline and of the sentence, in pixels."""
        return 52 * self._unit, text_pixels(22, self._unit)

    def smaller_letters(self) -> tuple[float, float]:
        """The sizes in which the sentence is set rather than be cut."""
        return text_pixels(19, self._unit), text_pixels(17, self._unit)

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
        glyph = round(GLYPH * unit)
        spot = QRectF(round(PAD_X * unit), round(body.center().y() - glyph / 2), glyph, glyph)
        paint_icon(painter, spot, style.glyph, style.colour)

        large, middling = self.letters()
        row, below = self.rows()
        clock = self._line(painter, self._clock, row, font(56 * unit, BOLD), colours.text, RIGHT)
        small = font(text_pixels(19, unit), REGULAR)
        date = self._line(painter, self._date, below, small, colours.muted, RIGHT)

        room = row.width() - max(clock, date) - 36 * unit
        row.setWidth(room)
        face = _fitting(self._headline, room, large)
        self._line(painter, self._headline, row, face, colours.text, LEFT)
        lines, size = told_lines(self._sentence, room, (middling, *self.smaller_letters()))
        step = size * LEADING
        below.setRect(below.left(), below.top(), room, step if len(lines) > 1 else below.height())
        for words in lines:
            self._line(painter, words, below, font(size), colours.muted, LEFT)
            below.translate(0, step)

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


def told_lines(text: str, room: float, sizes: Sequence[float]) -> tuple[list[str], float]:
    """The text on one line in the first size in which it fits, else on two in the smallest."""
    for size in sizes:
        if QFontMetricsF(font(size)).horizontalAdvance(text) <= room:
            return [text], size
    smallest = sizes[-1]
    metrics = QFontMetricsF(font(smallest))
    words = text.split(" ")
    taken = 1
    while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= room:
        taken += 1
    return [line for line in (" ".join(words[:taken]), " ".join(words[taken:])) if line], smallest


def _fitting(text: str, room: float, pixels: float) -> QFont:
    """The headline's font, a little smaller where that saves it from being cut."""
    faces = [font(pixels * share, BOLD) for share in (1.0, 0.85, 0.7)]
    fitting = (f for f in faces if QFontMetricsF(f).horizontalAdvance(text) <= room)
    return next(fitting, faces[-1])
