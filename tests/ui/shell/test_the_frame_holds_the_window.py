import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import BoardFace
from ui.shell.frame import Frame
from ui.startup.screens import window_around

RED = QColor(200, 30, 40)


@pytest.fixture
def frame(qtbot, theme):
    made = Frame()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def window(theme):
    clock = ManualClock(views.TROUBLE_AT)
    made = window_around(BoardFace(clock=clock), clock=clock)
    made.show_board(views.board_in_trouble())
    return made


def corner(frame):
    return frame.grab().toImage().pixelColor(600, 400)


def paint_red(painter):
    painter.fillRect(0, 0, 5000, 5000, RED)


def test_a_picture_stands_until_there_is_something_to_hold(frame, window):
    frame.show_picture(paint_red, "Opening the board")
    assert corner(frame) == RED
    assert frame.accessibleDescription() == "Opening the board"
    frame.hold(window)
    assert corner(frame) != RED
    assert frame.accessibleDescription() == ""


def test_what_it_holds_is_seen_at_once_and_fills_it(frame, window):
    frame.hold(window)
    assert window.isVisible()
    assert window.size() == frame.size()
    assert window.face.stage.width() > 600


def test_its_title_is_that_of_what_it_holds(frame, window):
    frame.hold(window)
    assert frame.windowTitle() == "Northwind · StatusBoard"
    window.setWindowTitle("Another")
    assert frame.windowTitle() == "Another"


def test_closing_it_closes_what_it_holds(frame, window):
    heard = []
    frame.closing.connect(lambda: heard.append("frame"))
    window.closing.connect(lambda: heard.append("window"))
    frame.hold(window)
    frame.close()
    frame.close()
    assert heard == ["frame", "window"]
    assert frame.is_closed
    assert window.is_closed


def test_it_can_be_closed_before_it_holds_anything(frame):
    frame.close()
    assert frame.is_closed


def test_a_wall_is_the_whole_frame(frame, window, qtbot):
    frame.hold(window)
    frame.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert frame.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not frame.isFullScreen()
