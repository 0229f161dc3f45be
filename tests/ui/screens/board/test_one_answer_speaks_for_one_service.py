"""While nothing is known, the first answer of one service says nothing of the others."""

from dataclasses import replace
from datetime import timedelta

from pytestqt.qtbot import QtBot

from statusboard.domain.changes import Changes, Topic
from statusboard.domain.status import ComponentStatus as Status
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from tests.fixtures.monitored_database import StubDesk, settle
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.board.screen import BoardScreen

NOW = views.QUIET_AT
ANSWERS = Changes.of(Topic.RESULTS)


def boards_asked(desk: StubDesk) -> int:
    return sum(name == "board" for name, _ in desk.asked)


def test_a_blind_board_asks_again_at_once_and_believes_nothing_before(
    operations: Operations, stub_desk: StubDesk, theme, qtbot: QtBot
) -> None:
    old = views.quiet_board(NOW - timedelta(hours=20))
    stub_desk.answers = {"board": old}
    screen = BoardScreen(operations, face=BoardFace(clock=ManualClock(NOW)))
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.refresh()
    settle(qtbot, operations)
    asked = boards_asked(stub_desk)
    assert screen.face.is_blind

    heard = replace(old.tiles[0], answered_at=NOW)
    late = tuple(replace(tile, stale=True) for tile in old.tiles[1:])
    stub_desk.answers = {"board": replace(old, tiles=(heard, *late), watched_until=NOW)}
    screen.changes_arrived(ANSWERS)
    assert screen.face.banner.status is Status.UNKNOWN
    settle(qtbot, operations)
    assert boards_asked(stub_desk) == asked + 1
    assert screen.face.banner.words.startswith("1 of 48 services are operational. Out of date: ")
    assert screen.face.banner.status is Status.UNKNOWN


def test_a_board_that_is_not_blind_takes_answers_as_signs_of_life(
    operations: Operations, stub_desk: StubDesk, theme, qtbot: QtBot
) -> None:
    stub_desk.answers = {"board": views.quiet_board(NOW)}
    screen = BoardScreen(operations, face=BoardFace(clock=ManualClock(NOW)))
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.refresh()
    settle(qtbot, operations)
    asked = boards_asked(stub_desk)
    screen.changes_arrived(ANSWERS)
    settle(qtbot, operations)
    assert boards_asked(stub_desk) == asked
    assert screen.face.banner.status is Status.OPERATIONAL
