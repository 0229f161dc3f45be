"""The board leads to the handover where somebody sits, and shows no such button on a wall."""

from pytestqt.qtbot import QtBot

from tests.fixtures.clock import ManualClock
from tests.fixtures.views import TROUBLE_AT, board_in_trouble
from ui.screens.board.face import BoardFace
from ui.screens.destinations import PeoplePlace, PeopleStep


def test_a_quiet_button_leads_to_it_and_a_wall_has_none(qtbot: QtBot, dressed: object) -> None:
    assert dressed
    face = BoardFace(clock=ManualClock(TROUBLE_AT))
    qtbot.addWidget(face)
    face.resize(960, 600)
    face.show()
    button = face.footer.hand_over
    assert not button.isVisible()  # nothing to hand over while nothing is shown

    face.show_view(board_in_trouble())
    assert button.isVisible()
    assert face.footer.rect().contains(button.geometry())
    with qtbot.waitSignal(face.wanted) as wanted:
        button.click()
    assert wanted.args == [PeoplePlace(step=PeopleStep.HAND_OVER)]

    face.set_wall(is_wall=True)
    assert not button.isVisible()
    face.show_view(board_in_trouble())
    assert not button.isVisible()
    face.set_wall(is_wall=False)
    assert button.isVisible()
