"""On the board: what goes out by itself counts down, and what did not is said in red."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from statusboard.domain.views.board import Happening, HappeningKind
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from ui.screens.board.face import BoardFace
from ui.screens.destinations import NoticesPlace
from ui.theme.theme import Theme
from ui.widgets.paragraph import Paragraph

MISSED = "“Holiday hours” was to go out at 14:00 CET and did not. Nobody was here to send it."


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(views.TROUBLE_AT)


@pytest.fixture
def face(qtbot: QtBot, theme: Theme, clock: ManualClock) -> BoardFace:
    made = BoardFace(clock=clock)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_what_did_not_go_out_stands_first_and_leads_to_the_notices(
    qtbot: QtBot, face: BoardFace
) -> None:
    face.show_view(replace(views.board_in_trouble(), missed=(MISSED,), problems=("New Relic: no",)))
    wanted: list[object] = []
    face.notes.wanted.connect(wanted.append)

    assert face.notes.sentences[0] == MISSED
    face.notes._rows[0].button.click()
    assert wanted == [NoticesPlace()]
    face.show_view(views.board_in_trouble())
    assert MISSED not in face.notes.sentences


def test_what_is_scheduled_counts_down(face: BoardFace, clock: ManualClock) -> None:
    at = views.TROUBLE_AT + timedelta(minutes=12)
    planned = Happening(HappeningKind.SCHEDULED, "Holiday hours", at=at)
    face.show_view(views.quiet_board(views.TROUBLE_AT, happenings=(planned,)))

    assert any("Goes out 14:32, in 12 min: “Holiday hours”" in text for text in texts(face))


def texts(face: BoardFace) -> list[str]:
    return [one.text for card in face.side.cards for one in card.findChildren(Paragraph)]
