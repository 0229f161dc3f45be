"""Operations: the result, the error, the defect, and silence once the widget is gone."""

import asyncio
import logging
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from statusboard.errors import Bug, StatusBoardError, Unavailable
from tests.fixtures.database import _migrated_file
from tests.fixtures.screens import dressed, loop, newsroom, office, operations, sqlite_database
from ui.runtime.operations import Operations

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "newsroom",
    "office",
    "operations",
    "sqlite_database",
]


async def answer(value: int) -> int:
    return value


async def away() -> int:
    raise Unavailable("The database is away.")


async def never() -> int:
    await asyncio.Event().wait()
    return 0


def test_a_result_reaches_its_widget(qtbot: QtBot, operations: Operations) -> None:
    got: list[int] = []
    operations.run(QObject(operations), answer(7), got.append)
    qtbot.waitUntil(lambda: got == [7])


def test_an_error_reaches_the_one_who_takes_it_and_nobody_else(
    qtbot: QtBot, operations: Operations
) -> None:
    taken: list[StatusBoardError] = []
    untaken: list[object] = []
    operations.failed.connect(untaken.append)
    operations.run(QObject(operations), away(), lambda _: None, taken.append)
    qtbot.waitUntil(lambda: len(taken) == 1)
    assert str(taken[0]) == "The database is away."
    assert untaken == []


def test_an_error_that_nobody_takes_is_announced(qtbot: QtBot, operations: Operations) -> None:
    with qtbot.waitSignal(operations.failed) as announced:
        operations.run(QObject(operations), away(), lambda _: None)
    assert isinstance(announced.args[0], Unavailable)


def test_a_defect_in_showing_a_result_is_a_bug_that_is_seen(
    qtbot: QtBot, operations: Operations, allow_logs: Callable[..., list[logging.LogRecord]]
) -> None:
    heard = allow_logs("ui.runtime.operations", level=logging.ERROR)

    def stumble(_value: int) -> None:
        raise KeyError("ours")

    with qtbot.waitSignal(operations.failed) as announced:
        operations.run(QObject(operations), answer(1), stumble)
    assert isinstance(announced.args[0], Bug)
    assert isinstance(announced.args[0].__cause__, KeyError)
    assert [record.message for record in heard] == ["defect in an operation"]


def test_what_runs_for_a_widget_ends_with_it(qtbot: QtBot, operations: Operations) -> None:
    got: list[int] = []
    owner = QObject()
    task = operations.run(owner, never(), got.append)
    shiboken6.delete(owner)
    qtbot.waitUntil(task.done)
    assert task.cancelled()
    assert got == []
    assert not operations.is_busy
