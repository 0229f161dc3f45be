"""In Verify an alarm is acknowledged and muted, and board, row and detail say so in words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from statusboard.app.alarms.inputs import AlarmsAsk
from statusboard.app.alarms.queries import ALARMS_NOW
from statusboard.app.health.board import BOARD
from statusboard.domain.alarms.alarm import SubjectSort
from statusboard.domain.changes import Changes, Topic
from tests.fixtures.monitored_database import MonitoredDatabase, settle
from ui.models.row_table import ROW_ROLE
from ui.screens.verify.mute_sheet import MuteSheet
from ui.screens.verify.screen import VerifyScreen
from ui.screens.verify.table import _hint


def shown(qtbot: QtBot, home: MonitoredDatabase) -> VerifyScreen:
    screen = VerifyScreen(home.operations)
    qtbot.addWidget(screen)
    screen.resize(1256, 700)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, home.operations)
    return screen


def heard(qtbot: QtBot, home: MonitoredDatabase, screen: VerifyScreen) -> None:
    settle(qtbot, home.operations)
    screen.changes_arrived(Changes.of(Topic.ALARMS))
    settle(qtbot, home.operations)


def attention(screen: VerifyScreen) -> str:
    return str(screen.table.model().index(0, 0).data(ROW_ROLE).attention)


def test_what_is_seen_and_muted_stands_in_words(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "uuuuddd")
    screen = shown(qtbot, monitored_database)
    more = screen.pane.more
    assert more.seen.isVisible()
    assert not more.unmute.isVisible()

    more.seen.trigger()
    heard(qtbot, monitored_database, screen)
    assert attention(screen).startswith("Seen by Ada, ")
    detail = screen.pane.detail
    assert detail is not None
    assert detail.why.startswith("Seen by Ada, ")

    more.mute.trigger()
    sheet = screen.window().findChild(MuteSheet)
    assert isinstance(sheet, MuteSheet)
    qtbot.keyClicks(sheet.why, "We know")
    qtbot.mouseClick(sheet.act_button, Qt.MouseButton.LeftButton)
    heard(qtbot, monitored_database, screen)
    assert screen.window().findChild(MuteSheet) is None
    assert attention(screen).startswith("Muted by Ada until ")
    assert attention(screen).endswith(": We know")
    assert _hint(screen.table.model().index(0, 0).data(ROW_ROLE)) == "muted"
    (tile,) = monitored_database.doorway.ask(BOARD, None).tiles
    assert tile.attention == attention(screen)
    (silence,) = monitored_database.doorway.ask(ALARMS_NOW, AlarmsAsk()).silences
    assert silence.subject.sort is SubjectSort.SERVICE

    assert more.unmute.isVisible()
    more.unmute.trigger()
    heard(qtbot, monitored_database, screen)
    assert attention(screen).startswith("Seen by Ada, ")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens_over_a_row(monitored_database: MonitoredDatabase, qtbot: QtBot) -> None:
    monitored_database.watch("Checkout API", "uuuuddd")
    screen = shown(qtbot, monitored_database)
    screen.table.customContextMenuRequested.emit(QPoint(9, 9))
    assert screen.pane.more.menu().isVisible()
    screen.pane.more.menu().hide()
