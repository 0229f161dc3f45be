"""A widget that moves is dressed anew with all it holds: what is costly moves seldom."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from statusboard.app.clock import SystemClock
from tests.fixtures.database import _migrated_file
from tests.fixtures.screens import dressed, loop, newsroom, office, operations, sqlite_database
from ui.runtime.operations import Operations
from ui.screens.maintenance.screen import MaintenanceScreen
from ui.screens.notices.screen import NoticesScreen
from ui.screens.settings.screen import SettingsScreen

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "newsroom",
    "office",
    "operations",
    "sqlite_database",
]


MOST = 4.5  # for each widget; filled first and put in place afterwards, it was 6 to 9


class Dressings(QObject):
    """Counts how often a widget is given another style."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.StyleChange and isinstance(watched, QWidget):
            self.count += 1
        return False


@pytest.mark.parametrize("make", [SettingsScreen, NoticesScreen, MaintenanceScreen])
def test_a_widget_of_it_is_dressed_only_so_often(
    make: Callable[..., QWidget], operations: Operations, qtbot: QtBot
) -> None:
    seen = Dressings()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(seen)
    screen = make(operations, clock=SystemClock())
    app.removeEventFilter(seen)
    qtbot.addWidget(screen)
    assert seen.count / len(screen.findChildren(QWidget)) < MOST
