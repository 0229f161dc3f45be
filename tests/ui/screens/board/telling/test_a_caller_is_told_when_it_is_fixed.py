"""Support adds a caller from the board: a channel, an address, and who vouches is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.health import CHANNEL_HEALTH
from statusboard.app.subscribers.queries import SUBSCRIBERS
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.subscriber import Subscriber, SubscriberState
from statusboard.domain.views.board import BoardView
from statusboard.errors import Unavailable
from tests.fixtures.readers import channel
from tests.fixtures.screens import OfficeDesk, open_questions
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.board.screen import BoardScreen
from ui.screens.board.tell_sheet import TellSheet

WORDS = "Tell a caller when it's fixed…"


@pytest.fixture
def board(
    qtbot: QtBot, operations: Operations, newsroom: Newsroom, tmp_path: Path
) -> Iterator[BoardScreen]:
    """The board of one service that is down, of which customers were told."""
    newsroom.publishes_to(tmp_path / "page")
    service = newsroom.service()
    newsroom.measures(service, (NOON - 10 * MINUTE, MAJOR))
    newsroom.publish(wording({service: MAJOR}))
    newsroom.watched()
    made = BoardScreen(operations, face=BoardFace(clock=newsroom.clock))
    made.resize(1600, 900)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide()


def buttons(board: BoardScreen) -> list[QPushButton]:
    found = board.face.side.findChildren(QPushButton)
    return [one for one in found if one.text() == WORDS and one.isVisible()]


def called(qtbot: QtBot, board: BoardScreen) -> TellSheet:
    """The sheet that the button opens."""
    qtbot.waitUntil(lambda: bool(buttons(board)))
    buttons(board)[0].click()
    qtbot.waitUntil(lambda: board.telling.sheet is not None)
    sheet = board.telling.sheet
    assert sheet is not None
    return sheet


def kept(newsroom: Newsroom) -> list[Subscriber]:
    return [listed.subscriber for listed in newsroom.ask(SUBSCRIBERS, "")]


def test_a_caller_is_added_for_the_end_of_this_incident(
    qtbot: QtBot, board: BoardScreen, newsroom: Newsroom
) -> None:
    channel(newsroom)
    board.refresh()
    sheet = called(qtbot, board)
    assert QApplication.focusWidget() is sheet.address
    assert sheet.address.accessibleName() == "E-mail address"
    assert not sheet.tell_button.isEnabled()
    qtbot.keyClicks(sheet.address, "reader@customer.example")
    qtbot.keyClick(sheet.address, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.outcome.isVisible)
    assert "reader@customer.example gets one message" in sheet.outcome.sentence
    assert sheet.address.text() == ""
    [caller] = kept(newsroom)
    assert caller.state is SubscriberState.ACTIVE
    assert caller.wishes.is_passing
    assert caller.consent is not None
    assert caller.consent.words == "asked by phone to be told when it is fixed"
    assert "Ada" in caller.consent.how
    sheet.done_button.click()
    assert board.telling.sheet is None


def test_what_is_no_address_is_said_at_its_field_and_stays(
    qtbot: QtBot, board: BoardScreen, office: OfficeDesk, newsroom: Newsroom
) -> None:
    channel(newsroom)
    board.refresh()
    sheet = called(qtbot, board)
    qtbot.keyClicks(sheet.address, "reader")
    sheet.tell_button.click()
    qtbot.waitUntil(sheet.fault.isVisible)
    assert "is no e-mail address" in sheet.fault.text()
    office.problem = Unavailable("The office is not running.")
    sheet.address.setText("reader@customer.example")
    sheet.tell_button.click()
    qtbot.waitUntil(lambda: sheet.outcome.sentence.startswith("Nobody was added."))
    assert kept(newsroom) == []
    assert board.unsaved() != ""
    sheet.reject()
    [question] = open_questions()
    question.action.click()
    assert board.telling.sheet is None
    assert board.unsaved() == ""


def test_without_a_channel_nobody_is_promised_a_message(
    qtbot: QtBot, board: BoardScreen, newsroom: Newsroom
) -> None:
    qtbot.waitUntil(lambda: isinstance(board.face.view, BoardView) and bool(board.face.side.cards))
    qtbot.waitUntil(lambda: not board.answers._on_their_way)
    assert newsroom.ask(CHANNEL_HEALTH, None) == ()
    assert buttons(board) == []


def test_a_caller_can_be_added_as_soon_as_there_is_a_channel(
    qtbot: QtBot, board: BoardScreen, newsroom: Newsroom
) -> None:
    qtbot.waitUntil(lambda: not board.answers._on_their_way)
    channel(newsroom)
    board.changes_arrived(Changes.of(Topic.SETTINGS))
    qtbot.waitUntil(lambda: len(buttons(board)) == 1)
