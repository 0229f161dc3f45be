"""The last look: Enter does what has the focus, Ctrl+Enter publishes, a slip does neither."""

from html import unescape
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.fixtures.notices_screen import opened, updates, write
from tests.fixtures.speaking import Newsroom
from ui.screens.destinations import NewNoticePlace
from ui.screens.notices.review.diff_view import DiffView
from ui.screens.notices.review.review_sheet import ReviewSheet
from ui.screens.notices.screen import NoticesScreen
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.sheet_frame import SheetBody

CONTROL = Qt.KeyboardModifier.ControlModifier


def looked_at(qtbot: QtBot, screen: NoticesScreen, failing: int) -> ReviewSheet:
    """The review of a notice about a failing service, opened by key."""
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "We are on it.")
    qtbot.keyClick(screen.editor.body.text, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    return sheet


def test_a_slip_of_the_enter_key_publishes_nothing(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    sheet = looked_at(qtbot, screen, failing)
    asked: list[str] = []
    sheet.publish_wanted.connect(asked.append)
    assert QApplication.focusWidget() is sheet.back_button
    text = sheet.findChild(DiffView)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Enter)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert sheet.isVisible()
    sheet.back_button.setFocus()
    qtbot.keyClick(sheet.back_button, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert (asked, updates(newsroom)) == ([], [])


def test_enter_publishes_where_publishing_has_the_focus(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    sheet = looked_at(qtbot, screen, failing)
    sheet.publish_button.setFocus()
    qtbot.keyClick(sheet.publish_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.is_sent)
    assert updates(newsroom) == ["We are on it."]
    sheet.reject()


def test_control_enter_publishes_wherever_the_focus_is(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    sheet = looked_at(qtbot, screen, failing)
    assert QApplication.focusWidget() is sheet.back_button
    qtbot.keyClick(sheet.back_button, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: sheet.is_sent)
    assert updates(newsroom) == ["We are on it."]
    sheet.reject()


def test_the_review_is_as_high_as_what_it_holds_and_paths_keep_both_ends(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, tmp_path: Path
) -> None:
    deep = tmp_path.joinpath(*(f"a-folder-far-down-{n}" for n in range(6)), "status")
    deep.parent.mkdir(parents=True)
    newsroom.publishes_to(deep)
    sheet = looked_at(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.height() > 200)
    [body] = sheet.findChildren(SheetBody)
    inner = body.widget()
    assert body.height() == inner.height()
    lowest = max(
        part.mapTo(inner, QPoint(0, part.height())).y()
        for part in inner.findChildren(QWidget)
        if part.isVisible() and part.findChild(QLabel) is None
    )
    assert inner.height() - lowest < 40

    [place] = [p for p in sheet.findChildren(ElidedLabel) if str(deep) in p.text()]
    assert place.shown.startswith(f"Folder {str(deep)[:8]}")
    assert place.shown.endswith("status")
    assert "…" in place.shown
    assert str(deep) in unescape(place.toolTip())
    told = QAccessible.queryAccessibleInterface(place)
    assert str(deep) in told.text(QAccessible.Text.Name)
    sheet.reject()
