"""The card of single answers says in numbers what would go, and asks before it does."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.access import loop
from statusboard.storage.history.retention import DAYS_SETTING
from statusboard.storage.settings import write_setting
from tests.fixtures.monitored_database import settle
from tests.fixtures.speaking import Newsroom
from ui.runtime.operations import Operations
from ui.screens.settings.screen import SettingsScreen


def test_a_button_lets_go_what_was_told(
    newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    with newsroom.database.writing(newsroom.clock.now(), loop("settings")) as unit:
        write_setting(unit, DAYS_SETTING, 7)
    screen = SettingsScreen(operations, clock=newsroom.clock)
    qtbot.addWidget(screen)
    screen.show()
    settle(qtbot, operations)
    settle(qtbot, operations)
    section = screen.retention
    assert section.told.text.startswith("Kept for 7 days, no answer would go yet.")
    assert "Until somebody agrees they are kept for 30 days." in section.told.text
    assert not section.button.isHidden()

    qtbot.mouseClick(section.button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    assert section.told.text.startswith("Single answers are kept for 7 days")
    assert section.button.isHidden()
