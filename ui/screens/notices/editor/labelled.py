"""A field below its name."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1
from ui.widgets.label import Label


def labelled(words: str, field: QWidget) -> QWidget:
    """Name and field in one; it is hidden with both."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_1 + 1)
    label = Label(words, size=CAPTION, weight=SEMIBOLD, tone="muted")
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    return box
