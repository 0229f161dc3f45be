import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout

from statusboard.domain.changes import Changes, Topic
from statusboard.errors import Bug, Unavailable
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.runtime.operations import Operations
from ui.screens.base import Screen
from ui.screens.board.face import BoardFace
from ui.screens.destinations import (
    BoardPlace,
    NewServicePlace,
    NoticesPlace,
    SampleWindow,
    SettingsPart,
    SettingsPlace,
    VerifyPlace,
    screen_for,
)
from ui.screens.welcome.face import WelcomeFace
from ui.shell.navigation import NARROW_WIDTH
from ui.shell.screen_entry import ScreenEntry
from ui.shell.window import Window
from ui.wall.returning import AWAY_LOOKS, WallReturn
from ui.widgets.banner import Banner


class NoteScreen(Screen):
    """A screen that notes what happens to it."""

    topics = frozenset({Topic.STATES})

    def __init__(self, operations, parent=None):
        super().__init__(operations, parent)
        self.refreshed = 0
        self.focused = []
        QVBoxLayout(self).addWidget(QLabel("note"))

    def refresh(self):
        self.refreshed += 1

    def focus_on(self, argument):
        self.focused.append(argument)


class NoteBoard(NoteScreen):
    def __init__(self, operations, parent, face):
        super().__init__(operations, parent)
        self.layout().addWidget(face)


def note_places(face):
    def made(operations, parent):
        return NoteScreen(operations, parent)

    return (
        ScreenEntry(BoardPlace(), "Board", "layout-grid", lambda o, p: NoteBoard(o, p, face)),
        ScreenEntry(NoticesPlace(), "Notices", "square-pen", made),
        ScreenEntry(VerifyPlace(), "Verify", "list-checks", made),
        ScreenEntry(SettingsPlace(), "Settings", "settings", made, is_last=True),
    )


def note_window(clock, *, is_demo=False):
    face = BoardFace(clock=clock)
    return Window(face, note_places(face), WelcomeFace, is_demo=is_demo, clock=clock)


@pytest.fixture
def window(qtbot, theme):
    made = note_window(ManualClock(views.TROUBLE_AT))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def operations(window):
    return Operations(None, window)


def test_the_last_known_board_stands_before_anything_can_be_asked(window):
    window.show_board(views.board_in_trouble())
    assert window.face.isVisible()
    assert window.navigation.company.text() == "Northwind"
    assert window.navigation.items["notices"].accessibleName() == "Notices, 1 live, 2 drafts"
    assert window.screen_of("board") is None


def test_a_screen_is_made_when_it_is_first_shown(window, operations):
    window.set_operations(operations)
    assert window.screen_of("verify") is None
    window.go_to(VerifyPlace(12))
    screen = window.screen_of("verify")
    assert screen.isVisible()
    assert screen.focused == [VerifyPlace(12)]
    assert screen.refreshed == 1


def test_what_was_wanted_too_early_is_shown_when_it_can_be(window, operations):
    window.go_to(NewServicePlace())
    assert window.current == "board"
    window.set_operations(operations)
    assert window.current == "verify"
    assert window.screen_of("verify").focused == [NewServicePlace()]


def test_a_wish_for_sample_data_leads_out_of_the_window(window, operations, qtbot):
    window.set_operations(operations)
    window.go_to(NoticesPlace())
    with qtbot.waitSignal(window.demo_wanted):
        window.screen_of("notices").wanted.emit(SampleWindow())
    assert window.current == "notices"


def test_pressing_an_entry_shows_its_screen_as_it_was_left(window, operations, qtbot):
    window.set_operations(operations)
    qtbot.mouseClick(window.navigation.items["notices"], Qt.MouseButton.LeftButton)
    assert window.current == "notices"
    assert window.screen_of("notices").focused == [NoticesPlace()]


def test_the_keyboard_reaches_every_place(window, operations, qtbot):
    window.set_operations(operations)
    for number, place in enumerate(window.places, start=1):
        window.activateWindow()
        qtbot.keyClick(
            window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier
        )
        assert window.current is screen_for(place)


def test_f5_asks_again(window, operations, qtbot):
    window.set_operations(operations)
    window.go_to(NoticesPlace())
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.screen_of("notices").refreshed == 2


def test_a_hidden_screen_asks_only_when_it_is_seen_again(window, operations):
    window.set_operations(operations)
    window.go_to(VerifyPlace())
    screen = window.screen_of("verify")
    window.go_to(NoticesPlace())
    window.changes_arrived(Changes.of(Topic.STATES))
    assert screen.refreshed == 1
    window.go_to(VerifyPlace())
    assert screen.refreshed == 2


def test_f11_fills_the_wall_and_escape_leaves_it(window, operations, qtbot):
    window.set_operations(operations)
    window.go_to(VerifyPlace())
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert window.current == "board"
    assert not window.navigation.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.navigation.isVisible()


def test_a_wall_comes_back_to_its_board_when_somebody_walked_away(window, operations, qtbot):
    window.set_operations(operations)
    window.set_wall(is_wall=True)
    returning = WallReturn(window, window.come_back)
    window.go_to(VerifyPlace())
    for _ in range(AWAY_LOOKS):
        assert window.current == "verify"
        returning.look()
    assert window.current == "board"
    window.go_to(VerifyPlace())
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert (window.current, window.isFullScreen()) == ("board", True)
    window.set_wall(is_wall=False)
    window.go_to(VerifyPlace())
    window.come_back()
    assert window.current == "verify", "at a desk nothing is taken from under somebody"


def test_a_problem_stands_until_it_is_taken_back(window):
    window.problems.show_problem("collector", "Nothing is being watched.")
    window.problems.show_problem("office", "Nothing can be saved.")
    assert window.problems.sentences == ("Nothing is being watched.", "Nothing can be saved.")
    window.problems.show_problem("collector", None)
    window.problems.show_problem("office", None)
    assert not window.problems.isVisible()


def press_row(window):
    [row] = window.problems.findChildren(Banner)
    row.button.click()


def test_a_failure_is_shown_until_it_was_read(window):
    window.problems.show_failure(Unavailable("The database is locked. Try again."))
    assert window.problems.sentences == ("The database is locked. Try again.",)
    press_row(window)
    assert window.problems.sentences == ()


def test_the_details_of_a_bug_can_be_copied(window, qapp):
    error = Bug("Something is wrong in this program.")
    error.__cause__ = ValueError("deep down")
    window.problems.show_failure(error)
    press_row(window)
    assert qapp.clipboard().text() == "ValueError('deep down')"


def test_sample_data_is_marked_for_as_long_as_it_is_shown(qtbot, theme):
    window = note_window(ManualClock(views.TROUBLE_AT), is_demo=True)
    qtbot.addWidget(window)
    window.show()
    window.show_board(views.board_in_trouble())
    assert window.ribbon.isVisible()


def test_the_age_in_the_navigation_moves_with_every_answer(window, operations):
    window.show_board(views.board_in_trouble())
    window.set_operations(operations)
    assert window.navigation.age.text() == "Checked 1 s ago"
    window.changes_arrived(Changes.of(Topic.RESULTS))
    assert window.navigation.age.text() == "Checked now"


def test_the_first_screen_leads_on(window, operations, qtbot):
    window.show_welcome()
    assert not window.navigation.isVisible()
    window.set_operations(operations)
    window.go_to(SettingsPlace(SettingsPart.NEW_RELIC))
    assert window.navigation.isVisible()
    assert window.screen_of("settings").focused == [SettingsPlace(SettingsPart.NEW_RELIC)]


def test_closing_is_announced_once(window, qtbot):
    heard = []
    window.closing.connect(lambda: heard.append(True))
    window.close()
    window.close()
    assert heard == [True]
    assert window.is_closed


def test_a_small_window_leaves_its_room_to_the_screen(window, qtbot):
    window.show_board(views.board_in_trouble())

    window.resize(960, 600)
    assert window.navigation.width() == NARROW_WIDTH
    assert not window.navigation.company.isVisible()
    assert window.navigation.items["verify"].toolTip().startswith("Verify")
    assert window.navigation.items["verify"].accessibleName() == "Verify"
    # What customers are told, and the promise that counts down, are never left out.
    qtbot.waitUntil(window.face.side.isVisible)

    window.resize(1280, 800)
    assert window.navigation.company.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_focus(window, operations, qtbot, key):
    window.go_to(SettingsPlace())
    pressed = []
    button = QPushButton("Save", window)
    button.clicked.connect(lambda: pressed.append(button))
    button.show()
    button.setFocus()
    qtbot.keyClick(button, key)
    assert pressed == [button]
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.keyClick(field, key)
    assert pressed == [button]


def test_a_lost_database_is_told_once(window):
    window.face.show_failure("The board could not be read again: the file is gone.")
    assert len(window.face.notes.sentences) == 1
    window.problems.show_grave(
        "database", "The database is not there any more.", offer="Bring it back…"
    )
    assert window.face.notes.sentences == ()
    window.problems.show_problem("database", None)
    assert len(window.face.notes.sentences) == 1
