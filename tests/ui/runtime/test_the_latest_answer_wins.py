"""Answers that come in another order than their questions were asked in."""

import asyncio
import logging
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from statusboard.errors import Bug, StatusBoardError, Unavailable
from tests.fixtures.monitored_database import settle
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations

LANE = "table"


class Questions:
    """Questions in one lane whose answers a test gives, and what of them was taken."""

    def __init__(self, qtbot: QtBot, operations: Operations) -> None:
        self.answers = LatestWins(operations, operations)
        self.on_their_way: list[asyncio.Future[str]] = []
        self.taken: list[str] = []
        self.refused: list[StatusBoardError] = []
        self._qtbot, self._operations = qtbot, operations

    def ask(self, question: str, *, done: Callable[[str], None] | None = None) -> None:
        self.answers.ask(LANE, question, self._work, done or self.taken.append, self.refused.append)

    async def _work(self) -> str:
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.on_their_way.append(answer)
        # What goes wrong with cancelling a request must not be what saves the screen.
        return await asyncio.shield(answer)

    def wait_for(self, count: int) -> None:
        self._qtbot.waitUntil(lambda: len(self.on_their_way) == count)

    def settle(self) -> None:
        settle(self._qtbot, self._operations)


@pytest.fixture
def questions(
    qtbot: QtBot, operations: Operations, loop: asyncio.AbstractEventLoop
) -> Iterator[Questions]:
    return Questions(qtbot, operations)


def test_the_answer_to_an_older_question_is_not_shown_when_it_comes_last(
    questions: Questions,
) -> None:
    questions.ask("a")
    questions.wait_for(1)
    questions.ask("b")
    questions.wait_for(2)
    first, second = questions.on_their_way

    second.set_result("b's")
    first.set_result("a's")
    questions.settle()

    assert questions.taken == ["b's"]


def test_nor_when_it_comes_first(questions: Questions) -> None:
    questions.ask("a")
    questions.wait_for(1)
    questions.ask("b")
    questions.wait_for(2)
    first, second = questions.on_their_way

    first.set_result("a's")
    second.set_result("b's")
    questions.settle()

    assert questions.taken == ["b's"]


def test_why_an_older_question_failed_is_not_told(questions: Questions) -> None:
    questions.ask("a")
    questions.wait_for(1)
    questions.ask("b")
    questions.wait_for(2)
    first, second = questions.on_their_way

    first.set_exception(Unavailable("The database is away."))
    second.set_result("b's")
    questions.settle()

    assert (questions.taken, questions.refused) == (["b's"], [])
    assert first.exception()  # nobody else looks at it


def test_a_question_asked_many_times_is_on_its_way_once_and_asked_once_more_afterwards(
    questions: Questions,
) -> None:
    for _ in range(5):
        questions.ask("a")
    questions.wait_for(1)

    questions.on_their_way[0].set_result("old")
    questions.wait_for(2)
    assert questions.taken == ["old"], "shown, however often it is asked again meanwhile"
    questions.on_their_way[1].set_result("new")
    questions.settle()

    assert questions.taken == ["old", "new"]
    assert len(questions.on_their_way) == 2


def test_it_is_asked_once_more_after_a_failure_as_well(questions: Questions) -> None:
    questions.ask("a")
    questions.ask("a")
    questions.wait_for(1)

    questions.on_their_way[0].set_exception(Unavailable("The database is away."))
    questions.wait_for(2)
    questions.on_their_way[1].set_result("new")
    questions.settle()

    assert ([str(e) for e in questions.refused], questions.taken) == (
        ["The database is away."],
        ["new"],
    )


def test_whoever_takes_an_answer_may_ask_something_else_at_once(questions: Questions) -> None:
    questions.ask("a", done=lambda _: questions.ask("b"))
    questions.ask("a")
    questions.wait_for(1)

    questions.on_their_way[0].set_result("a's")
    questions.wait_for(2)
    questions.on_their_way[1].set_result("b's")
    questions.settle()

    assert questions.taken == ["b's"]
    assert len(questions.on_their_way) == 2, "b superseded asking a once more"


def test_lanes_do_not_wait_for_each_other(
    questions: Questions, operations: Operations, qtbot: QtBot
) -> None:
    questions.ask("a")
    questions.wait_for(1)
    other: list[str] = []

    async def answer() -> str:
        return "detail's"

    questions.answers.ask("detail", "a", answer, other.append)
    qtbot.waitUntil(lambda: other == ["detail's"])

    questions.on_their_way[0].set_result("a's")
    questions.settle()
    assert questions.taken == ["a's"]


def test_what_is_dropped_is_never_shown(questions: Questions) -> None:
    questions.ask("a")
    questions.ask("a")
    questions.wait_for(1)

    questions.answers.drop_all()
    questions.on_their_way[0].set_result("a's")
    questions.settle()

    assert questions.taken == []
    assert len(questions.on_their_way) == 1


def test_a_superseded_request_is_cancelled_and_makes_way(
    qtbot: QtBot, operations: Operations, loop: asyncio.AbstractEventLoop
) -> None:
    answers = LatestWins(operations, operations)
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    answers.ask(LANE, "a", work, lambda _: None)
    qtbot.waitUntil(lambda: operations.is_busy)
    answers.ask(LANE, "b", work, lambda _: None)
    answers.drop(LANE)
    settle(qtbot, operations)

    assert set(ended) <= {"cancelled"}
    assert not operations.is_busy


def test_a_defect_in_taking_an_answer_is_seen(questions: Questions, allow_logs) -> None:
    heard = allow_logs("ui.runtime.operations", level=logging.ERROR)

    def stumble(_answer: str) -> None:
        raise ZeroDivisionError

    questions.ask("a", done=stumble)
    questions.wait_for(1)
    questions.on_their_way[0].set_result("a's")
    questions.settle()

    assert isinstance(questions.refused[0], Bug)
    assert "defect in an operation" in str(heard)


def test_nothing_is_called_once_the_owner_is_gone(
    qtbot: QtBot, operations: Operations, loop: asyncio.AbstractEventLoop
) -> None:
    owner = QObject()
    answers = LatestWins(operations, owner)
    taken: list[str] = []

    async def work() -> str:
        await asyncio.sleep(0)
        return "late"

    answers.ask(LANE, "a", work, taken.append)
    owner.deleteLater()
    del owner
    settle(qtbot, operations)

    assert taken == []
