"""The caption above a section, in small capitals."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from ui.theme.fonts import SEMIBOLD, font
from ui.theme.tokens import CAPTION
from ui.widgets.label import Label


class SectionLabel(Label):
    """Upper case on screen only: the text itself keeps its case for screen readers."""

    def __init__(self, text: str, parent: QWidget | None = None, *, size: float = CAPTION) -> None:
        super().__init__(text, parent, size=size, weight=SEMIBOLD, tone="muted")
        self.set_size(size)

    def set_size(self, size: float) -> None:
        """Another size in pixels."""
        made = font(size, SEMIBOLD)
        made.setCapitalization(QFont.Capitalization.AllUppercase)
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        self.setFont(made)
