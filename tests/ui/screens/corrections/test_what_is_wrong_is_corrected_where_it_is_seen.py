"""The same sheet from a turn in Verify, from its menu, and from a band of the chart."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Band, BandKind
from tests.fixtures.history import NOON_US
from tests.fixtures.monitored_database import MonitoredDatabase, settle
from ui.screens.corrections.sheet import CorrectionSheet
from ui.screens.uptime.screen import UptimeScreen
from ui.screens.verify.replay_sheet import ReplaySheet
from ui.screens.verify.screen import VerifyScreen

LEFT = Qt.MouseButton.LeftButton
MINUTE_S = 60.0
NOON_S = NOON_US / 1e6


@pytest.fixture
def watched(monitored_database: MonitoredDatabase) -> MonitoredDatabase:
    """Down from 12:10 to 12:15, and well since."""
    monitored_database.watch("Checkout API", "u" * 10 + "d" * 5 + "u" * 10)
    return monitored_database


def shown(qtbot: QtBot, screen: VerifyScreen | UptimeScreen) -> None:
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    for _ in range(2):
        settle(qtbot, screen.operations)


def opened(qtbot: QtBot, screen: VerifyScreen | UptimeScreen) -> CorrectionSheet:
    for _ in range(2):
        settle(qtbot, screen.operations)
    sheets = [one for one in screen.window().findChildren(CorrectionSheet) if one.isVisible()]
    [sheet] = sheets
    return sheet


def says(sheet: CorrectionSheet) -> tuple[str, str, str]:
    """Whose it is and what it was, from when, until when."""
    began, ended = (f"{edit.wall:%H:%M}" for edit in (sheet.began, sheet.ended))
    line = sheet._found.line
    return f"{line.service} · {line.status.value}", began, ended


OUTAGE = ("Checkout API · major_outage", "12:10", "12:15")


def test_a_turn_in_verify_is_corrected_by_key_menu_and_button(
    watched: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = VerifyScreen(watched.operations)
    shown(qtbot, screen)
    screen.pane.more.replay.trigger()
    settle(qtbot, watched.operations)
    [replay] = screen.window().findChildren(ReplaySheet)
    replay.turns.setFocus()
    replay.turns.setCurrentRow(2)  # what turned to a major outage
    qtbot.keyClick(replay.turns, Qt.Key.Key_F2)
    sheet = opened(qtbot, screen)
    assert says(sheet) == OUTAGE
    sheet.reject()
    assert [one.text() for one in replay.turns.actions()] == ["Correct…"]
    replay.turns.actions()[0].trigger()
    opened(qtbot, screen).reject()
    replay.turns.setCurrentRow(0)  # as it is now
    qtbot.mouseClick(replay.correct, LEFT)
    sheet = opened(qtbot, screen)
    assert says(sheet)[0] == "Checkout API · operational"
    assert [key for key, _ in sheet._options()] == ["planned_work"]


def test_the_menu_of_a_service_corrects_its_last_trouble_or_says_that_there_is_none(
    watched: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = VerifyScreen(watched.operations)
    shown(qtbot, screen)
    screen.pane.more.correct.trigger()
    sheet = opened(qtbot, screen)
    assert says(sheet) == OUTAGE
    sheet.reason.setText("A test of the alarm")
    assert screen.unsaved()
    qtbot.mouseClick(sheet.act_button, LEFT)
    settle(qtbot, watched.operations)
    watched.ingest.follow_corrections()
    screen.refresh()
    for _ in range(2):
        settle(qtbot, watched.operations)
    assert "Major outage was measured, corrected to Operational by Ada" in screen.pane.why.text
    screen.pane.more.correct.trigger()
    settle(qtbot, watched.operations)
    assert "No trouble is on record" in screen._banner.sentence


def test_a_band_of_the_chart_is_corrected_from_its_menu(
    watched: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = UptimeScreen(watched.operations)
    shown(qtbot, screen)
    chart = screen.chart_card.chart
    assert chart is not None
    at_s = NOON_S + 12 * MINUTE_S
    chart.menu_wanted.disconnect()
    with qtbot.waitSignal(chart.menu_wanted) as wanted:
        chart._ask_menu(at_s, QPoint(10, 10))
    menu = screen.charting.menu_of(at_s, wanted.args[1])
    actions = {one.text(): one for one in menu.actions() if not one.isSeparator()}
    assert list(actions) == ["Open the day", "Correct Checkout API: Major outage…"]
    actions["Correct Checkout API: Major outage…"].trigger()
    assert says(opened(qtbot, screen)) == OUTAGE


def test_what_nobody_observed_is_corrected_only_beside_an_outage(
    watched: MonitoredDatabase, qtbot: QtBot
) -> None:
    screen = UptimeScreen(watched.operations)
    shown(qtbot, screen)
    screen.seek(1)
    for _ in range(2):
        settle(qtbot, watched.operations)
    incident = Band(
        *(NOON_S - 3600, NOON_S, ComponentStatus.MAJOR_OUTAGE, "Payments"),
        kind=BandKind.INCIDENT,
    )
    menu = screen.charting.menu_of(NOON_S - 60 * MINUTE_S, (incident,))
    [action] = [one for one in menu.actions() if one.text().startswith("Correct")]
    action.trigger()
    settle(qtbot, watched.operations)
    assert "its history begins at" in screen._banner.sentence
