"""The stopwatch of planned work: how many clicks until it is planned, told and on the page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from statusboard.app.page.public import PUBLIC
from statusboard.render.site import render_site
from tests.fixtures.database import _migrated_file
from tests.fixtures.maintenance_screen import PlanningRoom, room, settle
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.screens import dressed, loop, newsroom, office, operations, sqlite_database
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.destinations import ScreenKey
from ui.screens.maintenance.screen import MaintenanceScreen
from ui.shell.window import Window
from ui.startup.screens import window_around
from ui.widgets.service_picker import ServicePicker

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "newsroom",
    "office",
    "operations",
    "room",
    "sqlite_database",
]

MOST_CLICKS = 6


@pytest.fixture
def window(qtbot: QtBot, operations: Operations, room: PlanningRoom) -> Iterator[Window]:
    clock = room.newsroom.clock
    made = window_around(BoardFace(clock=clock), clock=clock)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.set_operations(operations)
    yield made
    made.hide()


# What the offscreen platform says of a list that opens over everything else.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_work_is_planned_told_and_on_the_page_in_few_clicks(
    window: Window, room: PlanningRoom, operations: Operations, qtbot: QtBot
) -> None:
    readers(room.newsroom, channel(room.newsroom), many(3))
    clicks: list[QWidget] = []

    def click(target: QWidget) -> None:
        assert target.isVisible()
        assert target.isEnabled()
        clicks.append(target)
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
        settle(qtbot, operations)

    click(window.navigation.items[ScreenKey.MAINTENANCE])
    qtbot.waitUntil(lambda: window.screen_of(ScreenKey.MAINTENANCE) is not None)
    screen = window.screen_of(ScreenKey.MAINTENANCE)
    assert isinstance(screen, MaintenanceScreen)
    settle(qtbot, operations)
    click(screen.head.plan_button)
    assert window.focusWidget() is screen.pane.form.title
    qtbot.keyClicks(screen.pane.form.title, "Database upgrade")
    click(screen.pane.form.services.add_button)
    picker = screen.pane.form.services.findChild(ServicePicker)
    assert picker is not None
    pick(picker.list, "Payments", qtbot)
    clicks.append(picker)
    click(screen.pane.save)

    assert len(clicks) <= MOST_CLICKS
    assert screen.pane.problem.sentence == "It is on the page. 3 people are told."
    page = render_site(room.newsroom.ask(PUBLIC))["index.html"].decode()
    assert "Planned work" in page
    assert "Database upgrade" in page
    assert "Payments" in page


def pick(services: QListWidget, name: str, qtbot: QtBot) -> None:
    """Clicks a service in the list."""
    (found,) = services.findItems(name, Qt.MatchFlag.MatchExactly)
    at = services.visualItemRect(found).center()
    qtbot.mouseClick(services.viewport(), Qt.MouseButton.LeftButton, pos=at)
