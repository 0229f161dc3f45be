from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from statusboard.domain.access import Actor, ActorKind, Role
from tests.fixtures import views
from ui.palette.entries import from_board
from ui.palette.entry import Action
from ui.palette.keys_sheet import KeysSheet
from ui.palette.palette import Palette
from ui.palette.recent_use import RecentUse
from ui.runtime.operations import Operations
from ui.screens.destinations import NewNoticePlace, VerifyPlace
from ui.widgets.label import Label

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, theme):
    made = QWidget()
    QLineEdit(made)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def palette(window, monkeypatch):
    """One that knows a board already; nobody is asked."""
    operations = Operations(SimpleNamespace(ask=None), window)
    made = Palette(operations, window, RecentUse())
    monkeypatch.setattr(made, "_ask", lambda: None)
    made._know("board", tuple(from_board(views.board_in_trouble())))
    return made


@pytest.fixture
def heard(palette):
    told = SimpleNamespace(wanted=[], elsewhere=[], acted=[])
    palette.wanted.connect(told.wanted.append)
    palette.wanted_elsewhere.connect(told.elsewhere.append)
    palette.acted.connect(told.acted.append)
    return told


def typed(palette, qtbot, words):
    palette.open()
    qtbot.keyClicks(palette.sheet.field, words)
    return palette.sheet


def test_enter_goes_to_what_was_typed(palette, heard, qtbot):
    sheet = typed(palette, qtbot, "image cdn")
    assert sheet.list.chosen.title == "Image CDN"
    place = sheet.list.chosen.leads_to
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert heard.wanted == [place]
    assert isinstance(place, VerifyPlace)
    assert palette.sheet is None


def test_ctrl_enter_goes_there_in_another_window(palette, heard, qtbot):
    sheet = typed(palette, qtbot, "image cdn")
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return, CTRL)
    assert [type(one) for one in heard.elsewhere] == [VerifyPlace]
    assert heard.wanted == []


def test_the_arrows_walk_over_headings_and_round(palette, heard, qtbot):
    sheet = typed(palette, qtbot, "e")
    shown = sheet.list.entries
    walked = []
    for _ in shown:
        walked.append(sheet.list.chosen)
        qtbot.keyClick(sheet.field, Qt.Key.Key_Down)
    assert tuple(walked) == shown
    assert sheet.list.chosen == shown[0]
    qtbot.keyClick(sheet.field, Qt.Key.Key_Up)
    assert sheet.list.chosen == shown[-1]


def test_a_click_does_it_too(palette, heard, qtbot):
    sheet = typed(palette, qtbot, "dark app")
    where = sheet.list.visualItemRect(sheet.list.item(1)).center()
    qtbot.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard.acted == [Action.DARK]


def test_what_was_not_found_is_said(palette, qtbot):
    sheet = typed(palette, qtbot, "zzzz")
    said = [one.text() for one in sheet.findChildren(Label) if one.isVisible()]
    assert "Nothing here is called “zzzz”. Try fewer letters." in said
    assert sheet.list.chosen is None


def test_what_one_may_not_do_is_not_offered(palette):
    viewer = Actor(ActorKind.PERSON, "Vera", Role.VIEWER.permissions, 1)
    before = {one.key for one in palette.entries()}
    palette._operations.permitted.know(viewer, ("Ann",))
    offered = palette.entries()
    assert NewNoticePlace() not in [one.leads_to for one in offered]
    assert Action.CHECK_ALL not in [one.leads_to for one in offered]
    assert not any(one.title.startswith("Post an update") for one in offered)
    assert {one.key for one in offered} < before


def test_what_arrives_meanwhile_keeps_what_was_chosen(palette, qtbot):
    sheet = typed(palette, qtbot, "e")
    qtbot.keyClick(sheet.field, Qt.Key.Key_Down)
    chosen = sheet.list.chosen
    palette._know("board", tuple(from_board(views.board_in_trouble()))[:-1])
    assert sheet.list.chosen == chosen


def test_services_of_the_board_are_there_before_anything_is_answered(window, monkeypatch):
    operations = Operations(SimpleNamespace(ask=None), window)
    made = Palette(operations, window, RecentUse(), views.board_in_trouble)
    monkeypatch.setattr(made, "_ask", lambda: None)
    made.open()
    assert "Image CDN" in [one.title for one in made.entries()]


def test_all_keys_are_one_click_further(palette, window, qtbot):
    palette.open()
    palette.sheet._show_keys()
    assert palette.sheet is None
    assert len(window.findChildren(KeysSheet)) == 1
