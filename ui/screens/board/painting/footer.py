"""The board's last line: the record on the left, the age of everything on the right."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.screens.board.layout.geometry import PAD_X, text_pixels
from ui.theme.fonts import REGULAR, SEMIBOLD, font
from ui.theme.theme import tokens
from ui.theme.tokens import ink_of

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure and what it means. `tone` is a name of the tokens."""

    figure: str
    meaning: str
    tone: str = "text"


class BoardFooter(QWidget):
    """Facts that do not fit are left out from the right; the ages always stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._unit = 1.0
        self._facts: tuple[Fact, ...] = ()
        self._ages = ""

    @property
    def ages(self) -> str:
        """What it says on the right."""
        return self._ages

    def set_unit(self, unit: float) -> None:
        """Another size."""
        self._unit = unit
        self.update()

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Shows other facts."""
        if facts != self._facts:
            self._facts = facts
            self._tell()

    def show_ages(self, ages: str) -> None:
        """Shows other ages."""
        if ages != self._ages:
            self._ages = ages
            self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line
        unit, colours = self._unit, tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.line))
        pad = PAD_X * unit
        row = QRectF(pad, 1, self.width() - 2 * pad, self.height() - 1)
        bold = font(text_pixels(19, unit), SEMIBOLD)
        plain = font(text_pixels(19, unit), REGULAR)
        wide, narrow = QFontMetricsF(bold), QFontMetricsF(plain)
        painter.setFont(plain)
        painter.setPen(QColor(colours.muted))
        ages = narrow.elidedText(self._ages, Qt.TextElideMode.ElideLeft, row.width())
        painter.drawText(row, int(RIGHT), ages)
        limit = row.right() - narrow.horizontalAdvance(ages) - 24 * unit
        x = row.left()
        for fact in self._facts:
            figure = wide.horizontalAdvance(fact.figure)
            meaning = narrow.horizontalAdvance(fact.meaning)
            space = 7 * unit if fact.figure else 0
            if x + figure + space + meaning > limit:
                break
            painter.setFont(bold)
            painter.setPen(QColor(ink_of(colours, fact.tone)))
            painter.drawText(QRectF(x, row.top(), figure + 2, row.height()), int(LEFT), fact.figure)
            x += figure + space
            painter.setFont(plain)
            painter.setPen(QColor(colours.muted))
            painter.drawText(
                QRectF(x, row.top(), meaning + 2, row.height()), int(LEFT), fact.meaning
            )
            x += meaning + 44 * unit

    def _tell(self) -> None:
        facts = ", ".join(f"{fact.figure} {fact.meaning}" for fact in self._facts)
        self.setAccessibleName(f"{facts}. {self._ages}")
        self.update()
