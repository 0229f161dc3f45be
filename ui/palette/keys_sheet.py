"""The sheet of all keys, made from where they are declared."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.keys.key import Key, Where
from ui.keys.words import key_words, shown_keys, where_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 820
_COLUMNS = ((Where.WINDOW, Where.BOARD, Where.SHEETS, Where.PALETTE), ())


class KeysSheet(Sheet):
    """Opened with `open()`. Two columns, a heading for each place where keys are heard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("All keys"), parent, width=_WIDTH)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        row.setSpacing(SPACE_5)
        first = _COLUMNS[0]
        for places in (first, tuple(where for where in Where if where not in first)):
            row.addLayout(_column(places), 1)
        self.hold(inner)
        close = QPushButton(self.tr("Close"))
        close.setProperty("look", "primary")
        close.clicked.connect(self.accept)
        self.main_button = close
        self.foot.addStretch(1)
        self.foot.addWidget(close)


def _column(places: tuple[Where, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE_2)
    for where in places:
        heading = Label(where_words(where), size=CAPTION, weight=SEMIBOLD, tone="muted")
        heading.setContentsMargins(0, SPACE_2, 0, 0)
        column.addWidget(heading)
        column.addLayout(_lines(where))
    column.addStretch(1)
    return column


def _lines(where: Where) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_4)
    grid.setVerticalSpacing(SPACE_2)
    grid.setColumnStretch(0, 1)
    keys = [key for key in Key if key.where is where]
    for number, key in enumerate(keys):
        words = Label(key_words(key), wrap=True)
        held = Label("  ".join(shown_keys(key)), tone="muted")
        words.setAccessibleName(f"{key_words(key)}: {', '.join(shown_keys(key))}")
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(words, number, 0, top)
        grid.addWidget(held, number, 1, top | Qt.AlignmentFlag.AlignRight)
    return grid
