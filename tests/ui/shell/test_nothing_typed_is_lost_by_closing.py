"""Closing the window asks before it throws away what somebody has typed and not kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import _migrated_file
from tests.fixtures.monitored_database import StubDesk, loop, operations, stub_desk
from tests.fixtures.screens import open_questions
from tests.fixtures.views_verify import service_detail, verify_view
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.destinations import NewServicePlace, ServiceSource, SettingsPlace, VerifyPlace
from ui.screens.settings.screen import SettingsScreen
from ui.screens.verify.service_dialog import ServiceDialog
from ui.shell.frame import Frame
from ui.shell.window import Window
from ui.startup.screens import window_around
from ui.theme.theme import Theme
from ui.widgets.field_row import FieldRow

__all__ = ["_migrated_file", "loop", "operations", "stub_desk"]


@pytest.fixture
def frame(
    theme: Theme, operations: Operations, stub_desk: StubDesk, qtbot: QtBot
) -> Iterator[Frame]:
    clock = ManualClock(views.TROUBLE_AT)
    stub_desk.answers = {"verify": verify_view(), "verify.service": service_detail()}
    window = window_around(BoardFace(clock=clock), clock=clock)
    made = Frame()
    made.hold(window)
    window.closing.connect(made.close)
    made.show()
    window.set_operations(operations)
    yield made
    window.close_at_once()
    made.close()
    made.deleteLater()


def window_of(frame: Frame) -> Window:
    assert isinstance(frame.content, Window)
    return frame.content


def type_a_key(frame: Frame) -> None:
    window = window_of(frame)
    window.go_to(SettingsPlace())
    screen = window.screen_of(window.current)
    assert isinstance(screen, SettingsScreen)
    screen.new_relic.key.setText("NRAK-half-typed")


def describe_a_service(frame: Frame) -> None:
    window = window_of(frame)
    window.go_to(VerifyPlace())
    window.go_to(NewServicePlace(ServiceSource.ADDRESS))
    [form] = frame.findChildren(ServiceDialog)
    [name] = [row for row in form.findChildren(FieldRow) if row.spec.name == "name"]
    name.show_value("Checkout API")


def test_closing_asks_before_work_is_lost(frame: Frame, qtbot: QtBot) -> None:
    type_a_key(frame)

    assert not frame.close()
    assert not frame.close()
    [question] = open_questions()
    assert "Some settings" in question.accessibleDescription()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert frame.isVisible()

    frame.close()
    [question] = open_questions()
    qtbot.mouseClick(question.action, Qt.MouseButton.LeftButton)
    assert frame.is_closed
    assert window_of(frame).is_closed


def test_a_form_over_the_window_asks_for_itself_and_keeps_the_window(
    frame: Frame, qtbot: QtBot
) -> None:
    describe_a_service(frame)

    assert not frame.close()
    assert not frame.close()
    [question] = open_questions()
    assert "about this service is not saved" in question.accessibleDescription()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert not frame.close()
    [question] = open_questions()
    qtbot.mouseClick(question.action, Qt.MouseButton.LeftButton)

    # Whoever closed the window meant the window.
    qtbot.waitUntil(lambda: frame.is_closed)
    assert window_of(frame).is_closed


def test_a_form_that_is_thrown_away_later_does_not_close_the_window(
    frame: Frame, qtbot: QtBot
) -> None:
    describe_a_service(frame)
    assert not frame.close()
    [question] = open_questions()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    [form] = frame.findChildren(ServiceDialog)
    form.reject()
    [question] = open_questions()
    qtbot.mouseClick(question.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not form.isVisible())
    QApplication.sendPostedEvents()

    assert not frame.is_closed
    assert frame.isVisible()


def test_closing_asks_nothing_where_nothing_would_be_lost(frame: Frame) -> None:
    window_of(frame).go_to(SettingsPlace())

    assert frame.close()
    assert open_questions() == []


def test_the_end_of_the_system_waits_for_nobody(frame: Frame, operations: Operations) -> None:
    type_a_key(frame)

    window_of(frame).close_at_once()

    assert window_of(frame).is_closed
    assert open_questions() == []
