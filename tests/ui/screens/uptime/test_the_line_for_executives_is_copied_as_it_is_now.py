"""The line for executives on the uptime screen: shown, renewed, and copied as of that moment."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import MonitoredDatabase, StubDesk, settle
from tests.fixtures.views_uptime import response_series, uptime_view
from ui.runtime.operations import Operations
from ui.screens.uptime.screen import UptimeScreen

LINE = "health.executive_line"


def shown(qtbot: QtBot, operations: Operations) -> UptimeScreen:
    screen = UptimeScreen(operations)
    qtbot.addWidget(screen)
    screen.resize(1200, 860)
    with qtbot.waitExposed(screen):
        screen.show()
    settle(qtbot, operations)
    return screen


def laid_ready(desk: StubDesk, line: object) -> None:
    view = uptime_view()
    desk.answers = {"uptime": view, "uptime.series": response_series(view), LINE: line}


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_it_says_what_is_so_in_the_database(
    monitored_database: MonitoredDatabase, qtbot: QtBot
) -> None:
    monitored_database.watch("Checkout API", "uuudd")
    screen = shown(qtbot, monitored_database.operations)
    said = screen.strip.line.text
    assert said.startswith("Checkout API ")
    assert said.endswith("; customers have been told nothing yet.")


def test_what_is_copied_is_asked_for_anew(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    laid_ready(stub_desk, "All 7 services are operational.")
    screen = shown(qtbot, operations)
    assert screen.strip.line.text == "All 7 services are operational."

    laid_ready(stub_desk, "Checkout API is down since 14:02 CET (1 minute).")
    qtbot.mouseClick(screen.strip.button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    assert copied() == screen.strip.line.text == "Checkout API is down since 14:02 CET (1 minute)."
    assert screen.strip.button.text() == "Copied"
    screen.strip._back.timeout.emit()
    assert screen.strip.button.text() == "Copy"


def test_an_old_line_is_never_copied_and_is_said_to_be_old(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    laid_ready(stub_desk, "All 7 services are operational.")
    screen = shown(qtbot, operations)
    QGuiApplication.clipboard().setText("before")

    laid_ready(stub_desk, Unavailable("The database is locked."))
    qtbot.keyClick(screen.strip.button, Qt.Key.Key_Space)
    settle(qtbot, operations)
    assert copied() == "before"
    assert screen.strip.failure == "This line may be out of date: The database is locked."

    laid_ready(stub_desk, "All 7 services are operational.")
    screen.refresh()
    settle(qtbot, operations)
    assert screen.strip.failure == ""


def test_the_button_is_named_and_can_be_reached_by_key(
    operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> None:
    laid_ready(stub_desk, "All 7 services are operational.")
    screen = shown(qtbot, operations)
    assert screen.strip.button.accessibleName() == "Copy the line for executives"
    assert screen.strip.button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert screen.strip.line.accessibleName() == "All 7 services are operational."
