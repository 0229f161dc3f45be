"""A line where messages do not get out, and none where they do."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.channel_health import ChannelHealth, ChannelStanding
from tests.fixtures import views
from tests.fixtures.clock import ManualClock
from tests.fixtures.monitored_database import StubDesk, settle
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.board.screen import BoardScreen
from ui.screens.destinations import SubscribersPlace, SubscribersTab
from ui.theme.theme import Theme
from ui.widgets.banner import Banner

NOW = views.QUIET_AT
FAILS = ChannelHealth(
    channel_id=1,
    name="text",
    kind="sms",
    label="Text message",
    described="Text messages by a provider",
    standing=ChannelStanding.FAILING,
    since=NOW - timedelta(minutes=15),
    reason="the account is suspended",
    waiting=212,
)
WORKS = ChannelHealth(2, "mail", "email", "E-mail", "E-mail", ChannelStanding.WORKING)


@pytest.fixture
def board(operations: Operations, stub_desk: StubDesk, theme: Theme, qtbot: QtBot) -> BoardScreen:
    stub_desk.answers = {"board": views.quiet_board(NOW), "delivery.health": (WORKS,)}
    made = BoardScreen(operations, face=BoardFace(clock=ManualClock(NOW)))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, operations)
    return made


def test_on_a_wall_it_is_read_from_across_the_room(board: BoardScreen) -> None:
    face = board.face
    face.show_channels((WORKS, FAILS))
    small = face.notes.height()
    face.resize(3840, 2160)
    assert face.notes.height() > 2 * small
    face.resize(1280, 800)
    assert face.notes.height() == small


def test_what_fails_is_one_line_until_it_works_again(
    qtbot: QtBot, board: BoardScreen, operations: Operations, stub_desk: StubDesk
) -> None:
    assert board.face.notes.sentences == ()
    boards = sum(name == "board" for name, _ in stub_desk.asked)
    quiet = stub_desk.answers
    stub_desk.answers = {**quiet, "delivery.health": (WORKS, FAILS)}
    board.changes_arrived(Changes.of(Topic.DELIVERIES))
    qtbot.waitUntil(lambda: board.face.notes.sentences != ())
    [said] = board.face.notes.sentences
    assert said.startswith("Text message: messages are failing since ")
    assert said.endswith("the account is suspended. 212 wait, and are tried again by themselves.")
    assert board.face.notes.isVisible()
    stub_desk.answers = quiet
    board.changes_arrived(Changes.of(Topic.DELIVERIES))
    qtbot.waitUntil(lambda: board.face.notes.sentences == ())
    assert not board.face.notes.isVisible()
    # The services are not asked about again for every message that goes out.
    assert sum(name == "board" for name, _ in stub_desk.asked) == boards
    settle(qtbot, operations)


def test_the_line_leads_to_the_channels(qtbot: QtBot, board: BoardScreen) -> None:
    board.face.show_channels((FAILS,))
    [row] = board.face.notes.findChildren(Banner)
    with qtbot.waitSignal(board.wanted) as wanted:
        row.button.click()
    assert wanted.args == [SubscribersPlace(SubscribersTab.CHANNELS)]
