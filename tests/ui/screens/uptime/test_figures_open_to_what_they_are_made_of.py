"""A figure, a bar or a row opens what it was added up from, down to what a server answered."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from statusboard.domain.period import Days
from statusboard.domain.views.uptime import Range
from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import MonitoredDatabase, StubDesk, settle
from tests.fixtures.views_uptime import response_series, uptime_view
from ui.runtime.operations import Operations
from ui.screens.destinations import VerifyPlace
from ui.screens.uptime.behind_sheet import BehindSheet
from ui.screens.uptime.columns import DAYS, YEAR
from ui.screens.uptime.row_painting import SIDE
from ui.screens.uptime.screen import UptimeScreen

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def shown(qtbot: QtBot, operations: Operations) -> UptimeScreen:
    screen = UptimeScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, operations)
    return screen


@pytest.fixture
def watched(monitored_database: MonitoredDatabase, qtbot: QtBot) -> UptimeScreen:
    monitored_database.watch("Checkout API", "u" * 10 + "d" * 5 + "u" * 10)
    return shown(qtbot, monitored_database.operations)


def opened(screen: UptimeScreen, qtbot: QtBot) -> BehindSheet:
    sheet = screen.behind.sheet
    assert sheet is not None
    settle(qtbot, screen.operations)
    settle(qtbot, screen.operations)
    return sheet


def texts(sheet: BehindSheet) -> list[str]:
    return [sheet.answers.item(n).text() for n in range(sheet.answers.count())]


def press_bar(screen: UptimeScreen, qtbot: QtBot, days_ago: int) -> None:
    cell = screen.table.visualRect(screen.table.table.index(0, DAYS))
    bars = len(screen.table.table.row_at(0).days)
    width = cell.width() - 2 * SIDE
    x = cell.left() + SIDE + round((bars - days_ago - 0.5) * width / bars)
    qtbot.mouseClick(screen.table.viewport(), LEFT, pos=QPoint(x, cell.center().y()))


def test_a_bar_opens_its_day_down_to_what_came_back(watched: UptimeScreen, qtbot: QtBot) -> None:
    press_bar(watched, qtbot, 0)
    sheet = opened(watched, qtbot)

    assert sheet.title == "Checkout API · 25 Oct 2026"
    assert "Major outage 5 min" in sheet.lengths.text
    assert "Time-weighted" in sheet.rule.text
    assert sheet.spans.currentItem().text().startswith("Major outage · 5 min\n25 Oct 2026, 12:10")
    assert sheet.answers.currentItem().text() == "12:10:00 · 503 · 90 ms"
    assert "HTTP/1.1 503 Service Unavailable" in sheet.transcript.toPlainText()
    assert sheet.hours.words_at(sheet.hours.width() - 2) == "12:00: Major outage"
    assert not sheet.later.isEnabled()


def test_the_day_before_is_a_step_away(watched: UptimeScreen, qtbot: QtBot) -> None:
    press_bar(watched, qtbot, 0)
    sheet = opened(watched, qtbot)

    qtbot.mouseClick(sheet.earlier, LEFT)
    opened(watched, qtbot)

    assert sheet.title == "Checkout API · 24 Oct 2026"
    assert "Nobody asked in this time" in sheet.note.text
    assert sheet.later.isEnabled()


def test_enter_on_the_chosen_row_opens_its_figure_and_leads_on_to_verify(
    watched: UptimeScreen, qtbot: QtBot
) -> None:
    watched.table.setFocus()
    qtbot.keyClick(watched.table, Qt.Key.Key_Down)
    settle(qtbot, watched.operations)
    qtbot.keyClick(watched.table, Qt.Key.Key_Return)
    sheet = opened(watched, qtbot)
    assert sheet.title == "Checkout API · 12 months"

    qtbot.keyClick(sheet.spans, Qt.Key.Key_Down)
    opened(watched, qtbot)
    assert sheet.spans.currentItem().text().startswith("Operational")
    assert texts(sheet)[0].endswith("200 · 40 ms")
    assert "was not kept" in sheet.transcript.toPlainText()

    with qtbot.waitSignal(watched.wanted) as wanted:
        qtbot.mouseClick(sheet.verify, LEFT)
    assert wanted.args == [VerifyPlace(watched.table.table.row_at(0).component_id)]
    assert watched.behind.sheet is None


@pytest.mark.parametrize("by_key", [False, True])
def test_a_card_opens_what_its_figure_is_made_of(
    watched: UptimeScreen, qtbot: QtBot, by_key: bool
) -> None:
    if by_key:
        watched.figures.down.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(watched.figures.down, Qt.Key.Key_Space)
    else:
        qtbot.mouseClick(watched.figures.uptime, LEFT)
    sheet = opened(watched, qtbot)

    assert sheet.title == "All services · 12 months"
    assert sheet.spans.item(0).text().startswith("Checkout API · Major outage · 5 min")


def test_every_card_tells_its_details_to_the_keyboard(
    watched: UptimeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that open nothing: what a pointer on them is told is told to who comes by Tab."""
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _card: told.append(text))
    figures = watched.figures
    for card in (figures.uptime, figures.major_free, figures.first_notice):
        assert card.focusPolicy() == Qt.FocusPolicy.TabFocus
        card.setFocus(Qt.FocusReason.TabFocusReason)
        assert told.pop() == card.toolTip() != ""
    assert "from the end of the last major outage" in figures.major_free.accessibleDescription()


def test_a_double_click_on_a_figure_opens_that_one(watched: UptimeScreen, qtbot: QtBot) -> None:
    cell = watched.table.visualRect(watched.table.table.index(0, YEAR))
    qtbot.mouseDClick(watched.table.viewport(), LEFT, pos=cell.center())
    assert opened(watched, qtbot).title == "Checkout API · 12 months"


def test_the_menu_of_a_row_offers_its_worst_days(watched: UptimeScreen, qtbot: QtBot) -> None:
    watched.table.choose(watched.table.table.row_at(0).component_id)
    menu = watched.table.rows_menu()
    days = next(a.menu() for a in menu.actions() if a.text() == "Open a day")
    assert [action.text() for action in days.actions()] == ["Today: Major outage"]

    days.actions()[0].trigger()
    assert opened(watched, qtbot).title == "Checkout API · 25 Oct 2026"
    menu.deleteLater()


def test_what_cannot_be_read_is_said_in_the_sheet(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    view = uptime_view(Range.MONTH)
    stub_desk.answers = {
        "uptime": view,
        "uptime.series": response_series(view),
        "uptime.behind": Unavailable("The database is busy. Try again in a moment."),
    }
    screen = shown(qtbot, operations)
    sheet = screen.behind.open(Days(view.start.date(), view.start.date()), 1)
    settle(qtbot, operations)

    assert sheet.note.text == "The database is busy. Try again in a moment."
    assert sheet.title == "The history could not be read"
