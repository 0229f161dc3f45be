"""The buttons of a card on the board: side by side where there is room, else one below another."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.screens.board.painting.side_card import SideCard


@pytest.mark.parametrize(("width", "rows"), [(500, 1), (220, 2)])
def test_they_take_as_few_rows_as_there_is_room_for(qtbot: QtBot, width: int, rows: int) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    card = SideCard("What customers are being told", 1.0, around)
    buttons = [QPushButton(words) for words in ("No change", "Tell a caller")]
    for button in buttons:
        button.setFixedSize(150, 30)
        card.add_way_out(button)
    card.resize(width, 300)
    around.show()
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == rows)
    around.hide()
