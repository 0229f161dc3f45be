"""A label that shows its text as it is, never as markup: what is shown may come from anywhere."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme.fonts import REGULAR, font
from ui.theme.tokens import BODY


class Label(QLabel):
    """Plain text in a size of the scale, a weight, and a tone of the tokens.

    `tone` is "" for the primary text colour, or "muted", "faint", "accent", a status name.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: float = BODY,
        weight: QFont.Weight = REGULAR,
        tone: str = "",
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        # A wrapped text is broken into lines anew for each question of a layout, some ten times
        # while a screen opens: a fifth of its time. Its height at a width stays as it was.
        self._heights: dict[int, int] = {}
        self._measured: QFont | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFont(font(size, weight))
        self._weight = weight
        if tone:
            self.setProperty("tone", tone)
        self.setText(text)

    def set_size(self, size: float) -> None:
        """Another size in pixels, as the wall asks."""
        self.setFont(font(size, self._weight))

    def set_tone(self, tone: str) -> None:
        """Another tone; nothing happens where it is the same."""
        if (self.property("tone") or "") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def setText(self, text: str) -> None:
        """Shows the text; repaints only where it differs."""
        if text != self.text():
            self._heights.clear()
            super().setText(text)

    def heightForWidth(self, width: int) -> int:
        face = self.font()
        if face != self._measured:
            self._measured = face
            self._heights.clear()
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height
