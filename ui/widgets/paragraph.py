"""A text of several lines that stops with an ellipsis after so many, and says all on hover."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.fonts import REGULAR, font
from ui.theme.theme import tokens
from ui.theme.tokens import BODY, ink_of
from ui.widgets.plain_tip import plain_tip
from ui.widgets.reading_side import reads_from_right
from ui.widgets.text_lines import lines_of


class Paragraph(QWidget):
    """Plain text, wrapped. `max_lines` 0 means all of it. Its height follows its width.

    What is read from the right begins there.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: float = BODY,
        weight: QFont.Weight = REGULAR,
        tone: str = "text",
        max_lines: int = 0,
        leading: float = 1.4,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = tone
        self._weight = weight
        self._max_lines = max_lines
        self._leading = leading
        # Broken anew for each question of a layout, it was much of what opening a screen takes.
        self._broken: dict[int, tuple[list[str], bool]] = {}
        self._measured: tuple[str, int, QFont] | None = None
        self.setFont(font(size, weight))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The whole text, shown or not."""
        return self._text

    def set_text(self, text: str) -> None:
        """Shows another text."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_size(self, size: float) -> None:
        """Another size in pixels."""
        self.setFont(font(size, self._weight))
        self.updateGeometry()

    def set_max_lines(self, lines: int) -> None:
        """Another limit; 0 for none."""
        if lines != self._max_lines:
            self._max_lines = lines
            self.updateGeometry()
            self.update()

    def set_tone(self, tone: str) -> None:
        """Another colour of the tokens, by name."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines, _ = self._lines(width)
        return round(len(lines) * self._line_height())

    def sizeHint(self) -> QSize:
        width = min(420, QFontMetricsF(self.font()).horizontalAdvance(self._text) + 2)
        return QSize(round(width), self.heightForWidth(max(1, round(width))))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, round(self._line_height()) if self._text else 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - it is one block of text
        lines, is_cut = self._lines(self.width())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(ink_of(tokens(), self._tone))
        metrics = QFontMetricsF(self.font())
        height = self._line_height()
        base = (height - metrics.height()) / 2 + metrics.ascent()
        around = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        is_from_right = reads_from_right(self._text, otherwise=around)
        if is_from_right:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        for number, line in enumerate(lines):
            left = self.width() - metrics.horizontalAdvance(line) if is_from_right else 0
            painter.drawText(QPointF(left, number * height + base), line)
        self.setToolTip(plain_tip(self._text) if is_cut else "")

    def _line_height(self) -> float:
        return self.font().pixelSize() * self._leading

    def _lines(self, width: int) -> tuple[list[str], bool]:
        """The lines at this width, and whether some were left out."""
        measured = (self._text, self._max_lines, self.font())
        if measured != self._measured:
            self._measured = measured
            self._broken.clear()
        found = self._broken.get(width)
        if found is None:
            found = lines_of(self._text, self.font(), width, most=self._max_lines)
            self._broken[width] = found
        return found
