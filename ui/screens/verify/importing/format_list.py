"""What can be brought along, in two columns: an icon, a name, and what of it is read."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.screens.verify.importing.asking import Format
from ui.theme.fonts import SEMIBOLD
from ui.theme.icons import kind_icon
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, SPACE_3, SPACE_4
from ui.widgets.field_row import declared
from ui.widgets.label import Label

_ICON, _COLUMNS = 18, 2


def format_list(formats: Sequence[Format]) -> QWidget:
    """The list; each name beside what it can be recognised by."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, SPACE_3, 0, 0)
    grid.setHorizontalSpacing(SPACE_4)
    grid.setVerticalSpacing(SPACE_3)
    for number, one in enumerate(formats):
        grid.addLayout(_entry(one), number // _COLUMNS, number % _COLUMNS)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    return made


def _entry(one: Format) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE_3)
    picture = QLabel()
    picture.setPixmap(kind_icon(one.icon, tokens().muted).pixmap(QSize(_ICON, _ICON)))
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Label(declared(one.label), weight=SEMIBOLD))
    words.addWidget(Label(declared(one.summary), size=CAPTION, tone="muted", wrap=True))
    words.addStretch(1)
    column = QVBoxLayout()
    column.addWidget(picture)
    column.addStretch(1)
    row.addLayout(column)
    row.addLayout(words, 1)
    return row
