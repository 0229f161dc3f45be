"""The board's last line: the record on the left, the age of everything on the right."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.screens.board.layout.geometry import PAD_X, text_pixels
from ui.theme.fonts import MEDIUM, REGULAR, SEMIBOLD, font
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
    """Facts that do not fit are left out from the right; the ages always stand.

    `hand_over` leads to the page for the next shift: at a desk, never on a wall.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._unit = 1.0
        self._facts: tuple[Fact, ...] = ()
        self._ages = ""
        self.hand_over = QPushButton(self.tr("Handover…"), self)
        self.hand_over.setProperty("look", "flush")
        self.hand_over.hide()

    @property
    def ages(self) -> str:
        """What it says on the right."""
        return self._ages

    def set_unit(self, unit: float) -> None:
        """Another size."""
        self._unit = unit
        self.hand_over.setFont(font(text_pixels(19, unit), MEDIUM))
        self._place()
        self.update()

    def offer_hand_over(self, *, is_offered: bool) -> None:
        """Whether the way to the handover shows."""
        if is_offered is self.hand_over.isHidden():
            self.hand_over.setVisible(is_offered)
            self._place()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self.hand_over.sizeHint()
        height = min(size.height(), self.height() - 2)
        left = self.width() - round(PAD_X * self._unit) - size.width()
        self.hand_over.setGeometry(left, 1 + (self.height() - height) // 2, size.width(), height)

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
        taken = 0.0 if self.hand_over.isHidden() else self.hand_over.width() + 24 * unit
        row = QRectF(pad, 1, self.width() - 2 * pad - taken, self.height() - 1)
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
