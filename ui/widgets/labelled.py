"""A field below its name."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1
from ui.widgets.label import Label


class Labelled(QWidget):
    """Name and field in one; it is hidden with both."""

    def __init__(self, words: str, field: QWidget) -> None:
        super().__init__()
        self._words = words
        self._label = Label(words, size=CAPTION, weight=SEMIBOLD, tone="muted")
        self._label.setBuddy(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1 + 1)
        column.addWidget(self._label)
        column.addWidget(field)

    @property
    def name(self) -> str:
        """What stands above the field."""
        return self._label.text()

    def show_zone(self, zone: str) -> None:
        """Says on whose clocks the time below is; an empty one says nothing."""
        self._label.setText(f"{self._words} ({zone})" if zone else self._words)
