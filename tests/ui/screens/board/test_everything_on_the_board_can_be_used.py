"""The board is no picture: cards open and copy, arrow keys walk, screen readers have names."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import BoardFace
from ui.screens.board.layout.geometry import Rect
from ui.screens.board.layout.walking import Way, next_to
from ui.screens.board.painting.card_press import CardPress
from ui.screens.board.painting.tile import BoardTile
from ui.screens.destinations import NoticePlace, VerifyPlace
from ui.theme.theme import Theme

AT = views.TROUBLE_AT


@pytest.fixture
def face(qtbot: QtBot, theme: Theme) -> BoardFace:
    made = BoardFace(clock=ManualClock(AT))
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    with qtbot.waitActive(made):
        made.show()
    made.show_view(views.board_in_trouble(AT))
    QApplication.sendPostedEvents()
    return made


def press(face: BoardFace, words: str) -> CardPress:
    """The card that says this to a screen reader."""
    [found] = [one for one in face.findChildren(CardPress) if words in one.accessibleName()]
    return found


def test_the_card_of_a_notice_opens_it(face: BoardFace, qtbot: QtBot) -> None:
    wanted: list[object] = []
    face.wanted.connect(wanted.append)
    card = press(face, "Open the notice “Some card payments are failing at checkout”")
    middle = card.mapTo(face, card.rect().center())
    assert face.childAt(middle) is card
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    card.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert wanted == [NoticePlace(incident_id=7)] * 2


def test_what_a_card_has_for_itself_is_pressed_for_itself(face: BoardFace) -> None:
    face.show_channels([])
    face.side.know_channels(has_channels=True, now=AT)
    for button in face.side.findChildren(QPushButton):
        if button.isVisible():
            middle = button.mapTo(face, button.rect().center())
            assert face.childAt(middle) is button


def test_what_to_say_is_copied_by_a_click(face: BoardFace, qtbot: QtBot) -> None:
    card = press(face, "Say this: ")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied
    assert not copied.startswith("“")
    assert copied in card.accessibleName()
    assert "Say this – copied" in [label.text() for label in labels_of(card)]


def labels_of(card: CardPress) -> list[QLabel]:
    parent = card.parentWidget()
    assert parent is not None
    return parent.findChildren(QLabel)


def test_arrow_keys_walk_the_tiles_and_enter_opens_one(face: BoardFace, qtbot: QtBot) -> None:
    wanted: list[object] = []
    face.wanted.connect(wanted.append)
    face.setFocus()
    qtbot.keyClick(face, Qt.Key.Key_Down)
    assert focused() == "Checkout API"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert focused() == "Card payments"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert focused() == "Storefront"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert wanted == [VerifyPlace(6)]


def focused() -> str:
    tile = QApplication.focusWidget()
    assert isinstance(tile, BoardTile)
    return tile.tile.name


def test_the_next_tile_is_the_one_the_eye_goes_to() -> None:
    places = {
        1: Rect(0, 0, 200, 100),
        2: Rect(210, 0, 200, 100),
        3: Rect(0, 120, 90, 40),
        4: Rect(100, 120, 90, 40),
        5: Rect(300, 120, 90, 40),
    }
    assert next_to(places, 2, Way.DOWN) == 5
    assert next_to(places, 5, Way.UP) == 2
    assert next_to(places, 4, Way.LEFT) == 3
    assert next_to(places, 2, Way.RIGHT) == 3
    assert next_to(places, 3, Way.LEFT) == 2
    assert next_to(places, 1, Way.UP) is None
    assert next_to(places, 5, Way.RIGHT) is None
