"""A card of the board's right column, in the sizes of the wall."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.board.layout.geometry import text_pixels
from ui.screens.board.painting.card_press import CardPress
from ui.theme.fonts import REGULAR
from ui.theme.icons import paint_icon
from ui.theme.theme import tokens
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.paragraph import Paragraph
from ui.widgets.section_label import SectionLabel

# The letters of what is never cut, where there is no room for larger ones.
_SMALL = 16


class SideCard(QWidget):
    """A titled surface with paragraphs below each other.

    `edge` is the tone of its line, for what is to be done now. `stays`: others give way to it.
    """

    def __init__(
        self,
        title: str,
        unit: float,
        parent: QWidget | None = None,
        *,
        edge: str = "line",
        stays: bool = False,
    ) -> None:
        super().__init__(parent)
        self.unit = unit
        self.stays = stays
        self._edge = edge
        self._bodies: list[Paragraph] = []
        self._headings: list[tuple[Paragraph, int]] = []
        self._whole: list[tuple[Paragraph, float]] = []
        self._ways_out: QWidget | None = None
        self.column = QVBoxLayout(self)
        pad = round(22 * unit)
        self.column.setContentsMargins(pad, round(18 * unit), pad, round(20 * unit))
        self.column.setSpacing(round(6 * unit))
        self.setAccessibleName(title)
        self._title = SectionLabel(title, self, size=text_pixels(15, unit))
        self.column.addWidget(self._title)

    def add_text(
        self,
        text: str,
        size: float,
        *,
        weight: QFont.Weight = REGULAR,
        tone: str = "text",
        lines: int = 0,
        can_shrink: bool = False,
    ) -> Paragraph:
        """One more paragraph; `size` is that of the drawn wall."""
        made = Paragraph(
            text,
            self,
            size=text_pixels(size, self.unit),
            weight=weight,
            tone=tone,
            max_lines=lines,
        )
        if can_shrink:
            self._bodies.append(made)
        elif lines > 1:
            self._headings.append((made, lines))
        elif self.stays:
            self._whole.append((made, size))
        self.column.addWidget(made)
        return made

    def add_line(self, glyph: str, tone: str, text: str) -> None:
        """One more line with a glyph before it."""
        row = QHBoxLayout()
        row.setSpacing(round(10 * self.unit))
        size = text_pixels(18, self.unit)
        row.addWidget(_Mark(glyph, tone, round(size), self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Paragraph(text, self, size=size, max_lines=2), 1)
        self.column.addLayout(row)

    def add_way_out(self, button: QWidget) -> None:
        """A button that gives way before the words do of which it is about.

        Those of one card stand side by side where there is room.
        """
        if self._ways_out is None:
            self._ways_out = QWidget(self)
            FlowLayout(self._ways_out, gap=round(8 * self.unit))
            self.column.addSpacing(round(8 * self.unit))
            self.column.addWidget(self._ways_out)
        flow = self._ways_out.layout()
        assert flow is not None
        flow.addWidget(button)

    def be_pressed(self, words: str, act: Callable[[], None]) -> None:
        """Becomes a button that does `act`, and that screen readers call by these words."""
        CardPress(self, 12 * self.unit, words, act)

    def say(self, title: str) -> None:
        """Another title above it."""
        self._title.setText(title)

    def limit(self, lines: int, headings: int) -> None:
        """Cuts the long texts to so many lines: 0 shows all, below 0 nothing; headings too."""
        for body in self._bodies:
            body.set_max_lines(max(0, lines))
            body.setVisible(lines >= 0)
        if self._ways_out is not None:
            self._ways_out.setVisible(lines == 0 or lines > 1)
        for heading, own in self._headings:
            heading.set_max_lines(min(own, headings))

    def shrink(self, *, is_small: bool) -> None:
        """Sets what is never cut in smaller letters, or in its own."""
        for text, size in self._whole:
            text.set_size(text_pixels(min(size, _SMALL) if is_small else size, self.unit))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(getattr(colours, self._edge)), 1))
        painter.setBrush(QColor(colours.surface))
        radius = 12 * self.unit
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class _Mark(QWidget):
    """A glyph at the height of a line's first letters."""

    def __init__(self, glyph: str, tone: str, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._glyph, self._tone = glyph, tone
        self.setFixedSize(size + 2, round(size * 1.4))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one glyph
        side = self.width()
        where = QRectF(0, (self.height() - side) // 2, side, side)
        paint_icon(QPainter(self), where, self._glyph, getattr(tokens(), self._tone))
