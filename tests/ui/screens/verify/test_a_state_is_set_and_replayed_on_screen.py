"""In Verify a state is set by hand and taken back, and every state can be replayed."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.health.by_hand import BY_HAND
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.status import ComponentStatus
from tests.fixtures.monitored_database import MonitoredDatabase, settle
from ui.screens.verify.override_sheet import OverrideSheet
from ui.screens.verify.replay_sheet import ReplaySheet
from ui.screens.verify.screen import VerifyScreen

GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE


def shown(qtbot: QtBot, home: MonitoredDatabase, *, width: int = 1256) -> VerifyScreen:
    screen = VerifyScreen(home.operations)
    qtbot.addWidget(screen)
    screen.resize(width, 700)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, home.operations)
    return screen


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def sheet_of(qtbot: QtBot, screen: VerifyScreen) -> OverrideSheet:
    press(qtbot, screen.pane.override)
    found = screen.window().findChild(OverrideSheet)
    assert isinstance(found, OverrideSheet)
    return found


def followed(qtbot: QtBot, home: MonitoredDatabase, screen: VerifyScreen) -> None:
    settle(qtbot, home.operations)
    home.ingest.follow_overrides()
    screen.changes_arrived(Changes.of(Topic.OVERRIDES, Topic.STATES))
    settle(qtbot, home.operations)


def test_a_state_is_set_shown_and_taken_back(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    number = monitored_database.watch("Checkout API", "uuuuddd")
    screen = shown(qtbot, monitored_database)
    assert not screen.pane.by_hand.isVisible()
    sheet = sheet_of(qtbot, screen)
    assert not sheet.act_button.isEnabled()
    assert "Its checks say: Major outage." in sheet.said.text
    qtbot.keyClicks(sheet.reason, "False alarm of the provider")
    press(qtbot, sheet.act_button)
    followed(qtbot, monitored_database, screen)
    detail = screen.pane.detail
    assert detail is not None
    assert detail.status is GOOD
    assert screen.pane.by_hand.isVisible()
    assert screen.pane.by_hand.sentence == (
        "Set to Operational by Ada until 13:07 UTC: False alarm of the provider. "
        "Checks say: Major outage since 12:04 UTC."
    )
    assert monitored_database.doorway.ask(BY_HAND, None)[number].status is GOOD
    press(qtbot, screen.pane.by_hand.button)
    followed(qtbot, monitored_database, screen)
    assert screen.pane.detail is not None
    assert screen.pane.detail.status is MAJOR
    assert not screen.pane.by_hand.isVisible()


def test_what_cannot_be_is_said_before_it_is_asked(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "uuu")
    screen = shown(qtbot, monitored_database)
    sheet = sheet_of(qtbot, screen)
    qtbot.keyClicks(sheet.reason, "x")
    assert sheet.act_button.isEnabled()
    sheet._longer(-timedelta(hours=1))
    assert (sheet.act_button.isEnabled(), "passed already" in sheet.said.text) == (False, True)
    sheet._longer(timedelta(days=8))
    assert (sheet.act_button.isEnabled(), "At most 7 days" in sheet.said.text) == (False, True)
    assert screen.unsaved() == "A state is not set yet."


def test_what_was_refused_stays_open_with_the_reason(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "uuu")
    screen = shown(qtbot, monitored_database)
    sheet = sheet_of(qtbot, screen)
    qtbot.keyClicks(sheet.reason, "Planned by nobody")
    sheet.agrees.setChecked(True)
    press(qtbot, sheet.act_button)
    settle(qtbot, monitored_database.operations)
    assert sheet.isVisible()
    assert "The checks say the same already" in sheet.outcome.sentence
    assert sheet.reason.text() == "Planned by nobody"


def test_turns_are_walked_through_by_key_and_replayed(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "uuuuddd")
    screen = shown(qtbot, monitored_database)
    screen.pane.more.replay.trigger()
    sheet = screen.window().findChild(ReplaySheet)
    assert isinstance(sheet, ReplaySheet)
    settle(qtbot, monitored_database.operations)
    assert sheet.turns.count() == 3
    assert sheet.turns.item(0).text() == "Now: Major outage"
    text = sheet.text.toPlainText()
    assert "2 of 2 → Major outage" in " ".join(text.split())
    assert "The stored answers come to the same turn." in text
    assert "Dated to 12:04:00, the first failure of the run" in text
    qtbot.keyClick(sheet.turns, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.turns, Qt.Key.Key_Down)
    settle(qtbot, monitored_database.operations)
    assert "one answer was enough" in sheet.text.toPlainText()


def test_the_sheets_fit_a_small_window(monitored_database: MonitoredDatabase, qtbot: QtBot) -> None:
    monitored_database.watch("Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 2, "uud")
    screen = shown(qtbot, monitored_database, width=960)
    screen.resize(960, 600)
    sheet = sheet_of(qtbot, screen)
    assert screen.rect().contains(sheet.geometry())
    sheet.reject()
    screen.pane.more.replay.trigger()
    settle(qtbot, monitored_database.operations)
    replay = screen.window().findChild(ReplaySheet)
    assert isinstance(replay, ReplaySheet)
    assert screen.rect().contains(replay.geometry())
