from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit

from statusboard.domain.changes import Changes, Topic
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from tests.ui.shell.test_the_window_holds_the_screens import note_places
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.destinations import AnotherWindow, VerifyPlace
from ui.screens.welcome.face import WelcomeFace
from ui.shell.window import Window
from ui.startup import further_windows
from ui.startup.further_windows import FurtherWindows
from ui.startup.one_key import OneKey
from ui.startup.options import Options

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def note_window(*_args, **_more):
    face = BoardFace(clock=ManualClock(views.TROUBLE_AT))
    return Window(face, note_places(face), WelcomeFace, clock=ManualClock(views.TROUBLE_AT))


@pytest.fixture
def first(qtbot, theme):
    made = note_window()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.set_operations(Operations(None, made))
    return made


@pytest.fixture
def further(first, monkeypatch, tmp_path, qtbot):
    monkeypatch.setattr(further_windows, "window_around", note_window)
    options = Options(None, demo=False, data_folder=tmp_path)
    made = FurtherWindows(first, None, options, lambda: None)
    yield made
    for window in made.windows:
        frame = window.window()
        frame.blockSignals(True)  # nothing of them is awaited here
        window.close_at_once()
        qtbot.addWidget(frame)


def test_the_place_at_hand_opens_in_another_window(first, further, qtbot):
    first.go_to(VerifyPlace(12))
    qtbot.keyClick(first, Qt.Key.Key_N, CTRL | SHIFT)
    (other,) = further.windows
    assert other.current == "verify"
    assert other.screen_of("verify").focused == [VerifyPlace(12)]


def test_a_wish_for_another_window_leaves_this_one_as_it_is(first, further):
    first.go_to(AnotherWindow(VerifyPlace(7)))
    assert first.current == "board"
    assert further.windows[0].screen_of("verify").focused == [VerifyPlace(7)]


def test_it_hears_what_changes(first, further):
    other = further.open(VerifyPlace())
    before = other.screen_of("verify").refreshed
    first.changes_arrived(Changes.of(Topic.STATES))
    assert other.screen_of("verify").refreshed == before + 1


def test_the_first_does_not_close_over_work_in_another(first, further, monkeypatch):
    other = further.open(VerifyPlace())
    monkeypatch.setattr(other.screen_of("verify"), "unsaved", lambda: "Something is not kept.")
    assert not first.may_close()


@pytest.fixture
def one_key(first, tmp_path):
    desk = SimpleNamespace(ask=None)
    made = OneKey(first, Operations(desk, first), Options(None, False, tmp_path), lambda: None)
    made.palette._ask = lambda: None
    return made


class TakesEverything(QLineEdit):
    """A field that wants all keys for itself, as one does Ctrl+K where that cuts a line off."""

    def event(self, event):
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_ctrl_k_opens_the_palette_also_from_a_field_that_wants_the_keys(first, one_key, qtbot):
    field = TakesEverything("cut me not", first)
    field.show()
    field.setFocus()
    field.setCursorPosition(3)
    qtbot.keyClick(field, Qt.Key.Key_K, CTRL)
    assert one_key.palette.sheet is not None
    assert field.text() == "cut me not"


def test_the_palette_opens_by_pointer(first, one_key, qtbot):
    qtbot.mouseClick(first.navigation.go_to_or_do, Qt.MouseButton.LeftButton)
    assert one_key.palette.sheet is not None


def test_a_question_mark_lists_all_keys(first, one_key, qtbot):
    from ui.palette.keys_sheet import KeysSheet

    qtbot.keyClick(first, Qt.Key.Key_Question)
    assert first.findChild(KeysSheet) is not None


def test_another_size_is_kept_and_said(first, one_key, qtbot):
    qtbot.keyClick(first, Qt.Key.Key_Minus, CTRL)
    assert one_key.toast.isVisible()
    assert one_key.toast.sentence == "90 % from the next time the window is opened."
    qtbot.keyClick(first, Qt.Key.Key_0, CTRL)
    assert one_key.toast.sentence == "Everything is drawn at 100 %."
