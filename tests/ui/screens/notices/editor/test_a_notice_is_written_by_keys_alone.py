"""From a new notice to the public, and every control of the editor on the way, without a mouse."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from statusboard.domain.status import IncidentStatus
from statusboard.storage import incidents
from tests.fixtures.notices_screen import opened
from tests.fixtures.speaking import Newsroom
from ui.screens.notices.screen import NoticesScreen

CONTROL = Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tab_to(qtbot: QtBot, wanted: QWidget) -> list[QWidget]:
    """What Tab meets until it stands there; a field of a time has several stops."""
    met = [focused()]
    while focused() is not wanted:
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        if focused() is not met[-1]:
            assert focused() not in met, "Tab came round and did not meet it"
            met.append(focused())
    return met[1:]


def test_a_notice_goes_out_without_a_mouse(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    editor = screen.editor
    screen.setFocus()
    qtbot.keySequence(screen, QKeySequence(QKeySequence.StandardKey.New))
    opened(qtbot, screen)
    assert focused() is editor.title
    qtbot.keySequence(focused(), QKeySequence(QKeySequence.StandardKey.SelectAll))
    qtbot.keyClicks(focused(), "Payments fail")

    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is editor.state.button("investigating")
    qtbot.keyClick(focused(), Qt.Key.Key_Right)
    assert editor.wording.status is IncidentStatus.IDENTIFIED

    met = tab_to(qtbot, editor.body.text)
    assert editor.services.add_button in met
    qtbot.keySequence(focused(), QKeySequence(QKeySequence.StandardKey.SelectAll))
    qtbot.keyClicks(focused(), "Cards fail. We are ")
    qtbot.keySequence(focused(), QKeySequence(QKeySequence.StandardKey.Bold))
    qtbot.keyClicks(focused(), "on it")
    assert editor.body.plain_text() == "Cards fail. We are **on it**"

    qtbot.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    qtbot.waitUntil(sheet.publish_button.isEnabled)
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: sheet.is_sent)
    sheet.reject()
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        [said] = incidents.read_incidents(unit)
    assert said.updates[0].wording.title == "Payments fail"
    assert said.updates[0].wording.body == "Cards fail. We are **on it**"


def test_tab_meets_each_tool_after_the_text_and_then_the_findings_and_the_way_out(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    screen.start_new(failing)
    opened(qtbot, screen)
    editor = screen.editor
    editor.body.text.setFocus()
    met = tab_to(qtbot, editor.review_button)
    names = [control.accessibleName() for control in met]
    assert names[:5] == ["Bold", "Italic", "Link", "List", "Picture"]
    assert names[5:7] == ["Begin with a template", "Insert a sentence"]
    assert met[-1] is editor.review_button
    qtbot.keyClick(focused(), Qt.Key.Key_Backtab)
    assert focused() is not editor.body.text
