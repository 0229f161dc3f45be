"""A sheet is a part of its window: the window stays active, its keys work when it has closed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from tests.fixtures.screens import dressed
from ui.screens.board.face import BoardFace
from ui.shell.window import Window
from ui.startup.screens import window_around
from ui.theme.theme import Theme
from ui.widgets.sheet import Sheet

__all__ = ["dressed"]


@pytest.fixture
def window(qtbot: QtBot, dressed: Theme) -> Iterator[Window]:
    made = window_around(BoardFace())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.hide()


def test_a_key_of_the_board_works_at_once_when_a_sheet_has_closed(
    qtbot: QtBot, window: Window
) -> None:
    pressed: list[str] = []
    key = QShortcut(QKeySequence("J"), window.face)
    key.activated.connect(lambda: pressed.append("J"))

    sheet = Sheet("Review", window.face, width=400)
    sheet.open()
    assert window.isActiveWindow()
    assert not sheet.isWindow()
    sheet.reject()

    assert window.isActiveWindow()
    qtbot.keyClick(window, Qt.Key.Key_J)
    assert pressed == ["J"]
