import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import BoardFace
from ui.screens.destinations import AnotherWindow, UptimePlace, VerifyPlace


@pytest.fixture
def face(qtbot, theme):
    made = BoardFace(clock=ManualClock(views.TROUBLE_AT))
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show_view(views.board_in_trouble())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_it_leads_to_the_service_here_and_in_another_window(face):
    places = []
    face.wanted.connect(places.append)
    number, tile = next(iter(face.stage.tiles.items()))
    for action in face.stage.menu_of(tile).actions()[:3]:
        action.trigger()
    assert places == [VerifyPlace(number), UptimePlace(number), AnotherWindow(VerifyPlace(number))]


def test_what_the_board_says_of_it_can_be_copied(face):
    tile = next(iter(face.stage.tiles.values()))
    face.stage.menu_of(tile).actions()[-1].trigger()
    assert QGuiApplication.clipboard().text().startswith(tile.accessibleName())


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_key_opens_it_where_the_focus_is(face, qtbot):
    tile = next(one for one in face.stage.tiles.values() if one.isVisible())
    tile.setFocus()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(
        tile, QContextMenuEvent(reason, QPoint(1, 1), tile.mapToGlobal(QPoint()))
    )
    menu = face.stage.findChild(QMenu)
    assert menu.isVisible()
    assert menu.accessibleName().startswith(tile.accessibleName())
    menu.close()
