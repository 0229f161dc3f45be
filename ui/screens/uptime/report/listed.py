"""Lines of text, each with a button that takes it away: links that were shared, schedules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Listed:
    """A line, what stands below it, and what its button does; without one there is no button."""

    text: str
    below: str
    button: str = ""
    press: Callable[[], None] | None = None
    is_wrong: bool = False


class ListedLines(QWidget):
    """The lines, one below the other; `show_lines` shows others in their place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_3)
        self.texts: tuple[str, ...] = ()
        self.buttons: list[QPushButton] = []

    def show_lines(self, lines: Sequence[Listed], nothing: str) -> None:
        """Shows these; `nothing` is said where there are none."""
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.buttons = []
        self.texts = tuple(one.text for one in lines)
        if not lines:
            self._rows.addWidget(Label(nothing, tone="muted", wrap=True))
        for one in lines:
            self._rows.addWidget(self._row(one))

    def _row(self, one: Listed) -> QWidget:
        row = QWidget()
        columns = QHBoxLayout(row)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(SPACE_2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(one.text, wrap=True))
        if one.below:
            words.addWidget(Label(one.below, tone="major" if one.is_wrong else "muted", wrap=True))
        columns.addLayout(words, 1)
        if one.press is not None:
            button = QPushButton(one.button)
            button.setAccessibleName(f"{one.button}: {one.text}")
            button.clicked.connect(one.press)
            columns.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        return row
