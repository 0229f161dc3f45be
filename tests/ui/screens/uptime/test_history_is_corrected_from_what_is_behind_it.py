"""From a figure to its span, and there what it truly was: few clicks, and taken back as easily."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.domain.correction import CorrectionKind
from tests.fixtures.monitored_database import MonitoredDatabase, settle
from ui.runtime.operations import Operations
from ui.screens.corrections.list_sheet import CorrectionsSheet
from ui.screens.corrections.sheet import CorrectionSheet
from ui.screens.uptime.behind_sheet import BehindSheet
from ui.screens.uptime.rules_sheet import RulesSheet
from ui.screens.uptime.screen import UptimeScreen

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def watched(monitored_database: MonitoredDatabase, qtbot: QtBot) -> UptimeScreen:
    monitored_database.watch("Checkout API", "u" * 10 + "d" * 5 + "u" * 10)
    screen = UptimeScreen(monitored_database.operations)
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    twice(qtbot, screen.operations)
    return screen


def twice(qtbot: QtBot, operations: Operations) -> None:
    settle(qtbot, operations)
    settle(qtbot, operations)


def opened(screen: UptimeScreen, qtbot: QtBot) -> BehindSheet:
    screen.behind.open(screen.chosen_range, None)
    twice(qtbot, screen.operations)
    sheet = screen.behind.sheet
    assert sheet is not None
    return sheet


def test_a_false_alarm_is_three_clicks_away_and_comes_back(
    watched: UptimeScreen, monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    behind = opened(watched, qtbot)
    qtbot.mouseClick(behind.correct, LEFT)
    twice(qtbot, watched.operations)
    [sheet] = watched.window().findChildren(CorrectionSheet)
    assert sheet.kind.current == CorrectionKind.FALSE_ALARM.value
    assert sheet.effect.text == "Down 5 min before, 0 s after."
    assert not sheet.act_button.isEnabled()
    sheet.reason.setText("The provider tested its alarm")
    qtbot.mouseClick(sheet.act_button, LEFT)
    twice(qtbot, watched.operations)

    monitored_database.ingest.follow_corrections()
    watched.refresh()
    twice(qtbot, watched.operations)
    assert "1 correction counts; as measured it was" in behind.rule.text
    assert "Major outage" not in behind.lengths.text

    qtbot.mouseClick(behind.corrections, LEFT)
    twice(qtbot, watched.operations)
    [listed] = watched.window().findChildren(CorrectionsSheet)
    assert "The provider tested its alarm" in listed.list.item(0).text()
    qtbot.mouseClick(listed.back, LEFT)
    twice(qtbot, watched.operations)
    assert listed.list.item(0).text().endswith("Taken back by Ada")
    assert not listed.back.isEnabled()


def test_an_edge_is_moved_and_what_cannot_be_is_said(watched: UptimeScreen, qtbot: QtBot) -> None:
    behind = opened(watched, qtbot)
    qtbot.mouseClick(behind.correct, LEFT)
    twice(qtbot, watched.operations)
    [sheet] = watched.window().findChildren(CorrectionSheet)
    sheet.kind.choose(CorrectionKind.BEGAN_AT.value)
    sheet.kind.chosen.emit(CorrectionKind.BEGAN_AT.value)
    twice(qtbot, watched.operations)
    assert (sheet.began.isEnabled(), sheet.ended.isEnabled()) == (True, False)
    assert sheet.effect.text.startswith("It would end before it begins")
    sheet.began.show_wall(sheet.began.wall.replace(minute=12))
    sheet.ask()
    twice(qtbot, watched.operations)
    assert sheet.effect.text == "Down 2 min before, 0 s after."


def test_the_rules_stand_side_by_side(watched: UptimeScreen, qtbot: QtBot) -> None:
    behind = opened(watched, qtbot)
    qtbot.mouseClick(behind.rules, LEFT)
    twice(qtbot, watched.operations)
    [sheet] = watched.window().findChildren(RulesSheet)
    assert sheet.title == "Checkout API by every rule"
    assert ", all hours, " in sheet.note.text
    assert [label for label, _, _ in sheet.rows] == [
        *("Time-weighted", "Strict", "Partial at half", "As Statuspage"),
        *("By count of checks", "As New Relic"),
    ]


def test_a_list_of_past_outages_is_shown_before_it_is_brought_along(
    watched: UptimeScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "outages.csv"
    file.write_text("service,start,end\nCheckout,2026-10-20T07:00,2026-10-20T07:10\n")
    sheet = watched.behind.truth.outages(file, watched)
    settle(qtbot, watched.operations)
    assert sheet.list.item(0).text() == "Line 2: There is no service called “Checkout”."
    assert not sheet.act_button.isEnabled()
    sheet.accept()

    file.write_text("service,start,end\nCheckout API,2026-10-20T07:00,2026-10-20T07:10\n")
    sheet = watched.behind.truth.outages(file, watched)
    settle(qtbot, watched.operations)
    assert sheet.list.item(0).text().startswith("Checkout API: 1 row, 1 outage in them")
    qtbot.mouseClick(sheet.act_button, LEFT)
    settle(qtbot, watched.operations)
    assert sheet.note.text == "1 row, 1 outage in them came along."
