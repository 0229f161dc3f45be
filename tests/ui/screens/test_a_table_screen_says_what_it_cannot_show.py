"""What Verify and Uptime share, held on both: loading, empty, stale, error, and the filter."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.errors import Unavailable
from tests.fixtures.monitored_database import StubDesk, loop, operations, settle, stub_desk
from tests.fixtures.views_uptime import response_series, seven_services, uptime_view
from tests.fixtures.views_verify import service_detail, verify_view
from ui.runtime.operations import Operations
from ui.screens.destinations import NewServicePlace
from ui.screens.table_screen import TableScreen
from ui.screens.uptime.screen import UptimeScreen
from ui.screens.verify.choices import SourceDialog
from ui.screens.verify.screen import VerifyScreen

__all__ = ["loop", "operations", "stub_desk"]

BUSY = Unavailable("The database is busy. Try again in a moment.")


def full(screen: TableScreen) -> dict[str, object]:
    """A desk's answers with services in them."""
    if isinstance(screen, UptimeScreen):
        view = replace(uptime_view(), rows=seven_services())
        return {"uptime": view, "uptime.series": response_series(view)}
    return {"verify": verify_view(), "verify.service": service_detail()}


def empty(screen: TableScreen) -> dict[str, object]:
    """The same without any."""
    return {name: replace(view, rows=()) for name, view in list(full(screen).items())[:1]}


def failing(screen: TableScreen) -> dict[str, object]:
    return dict.fromkeys(full(screen), BUSY)


@pytest.fixture(params=[VerifyScreen, UptimeScreen])
def screen(
    request: pytest.FixtureRequest, qtbot: QtBot, operations: Operations, stub_desk: StubDesk
) -> Iterator[TableScreen]:
    made = request.param(operations)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return made


def ask(screen: TableScreen, desk: StubDesk, answers: dict[str, object], qtbot: QtBot) -> None:
    desk.answers = answers
    screen.refresh()
    settle(qtbot, screen.operations)


def test_until_the_first_answer_it_says_that_it_is_reading(screen: TableScreen) -> None:
    assert screen._stack.currentWidget() is screen._state
    assert screen._state._title.text().startswith("Reading")


def test_a_first_failure_stands_where_the_table_would(
    screen: TableScreen, stub_desk: StubDesk, qtbot: QtBot, loop: asyncio.AbstractEventLoop
) -> None:
    ask(screen, stub_desk, failing(screen), qtbot)
    assert screen._stack.currentWidget() is screen._state
    stub_desk.answers = full(screen)
    screen._state.button.click()
    settle(qtbot, screen.operations)
    assert screen._stack.currentWidget() is screen._page


def test_a_later_failure_leaves_the_table_and_says_why_it_is_old(
    screen: TableScreen, stub_desk: StubDesk, qtbot: QtBot, loop: asyncio.AbstractEventLoop
) -> None:
    ask(screen, stub_desk, full(screen), qtbot)
    ask(screen, stub_desk, failing(screen), qtbot)
    assert screen._stack.currentWidget() is screen._page
    assert screen._banner.sentence == str(BUSY)
    assert not screen._banner.isHidden()
    ask(screen, stub_desk, full(screen), qtbot)
    assert screen._banner.isHidden()


def test_without_a_service_it_offers_to_add_one(
    screen: TableScreen, stub_desk: StubDesk, qtbot: QtBot, loop: asyncio.AbstractEventLoop
) -> None:
    wanted: list[object] = []
    screen.wanted.connect(wanted.append)
    ask(screen, stub_desk, empty(screen), qtbot)
    assert screen._stack.currentWidget() is screen._state
    screen._state.button.click()
    dialogs = screen.findChildren(SourceDialog)
    assert wanted == [NewServicePlace()] or len(dialogs) == 1
    for dialog in dialogs:
        dialog.close()


def test_the_filter_keeps_rows_that_say_all_of_its_words(
    screen: TableScreen, stub_desk: StubDesk, qtbot: QtBot, loop: asyncio.AbstractEventLoop
) -> None:
    ask(screen, stub_desk, full(screen), qtbot)
    everything = screen.table.table.shown
    first = everything[0]
    screen.filter.setText(f"{first.group} {first.name}".upper())
    assert first in screen.table.table.shown
    assert len(screen.table.table.shown) < len(everything)
    screen.filter.setText("no service is called this")
    assert screen.table.table.shown == ()
    screen.filter.clear()
    assert screen.table.table.shown == everything


def test_control_f_takes_what_stands_in_the_filter(screen: TableScreen, qtbot: QtBot) -> None:
    screen.filter.setText("checkout")
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.filter.selectedText() == "checkout")
