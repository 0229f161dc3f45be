"""A Qt application that carries asyncio, and the operations that screens are given."""

import asyncio
from collections.abc import Iterator

import pytest
import qasync
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.runtime.operations import Operations


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[qasync.QEventLoop]:
    """The application's loop: tasks move on whenever a test waits for Qt."""
    made = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(made)
    asyncio._set_running_loop(made)
    yield made
    asyncio._set_running_loop(None)
    asyncio.set_event_loop(None)
    made.close()


@pytest.fixture
def operations(loop: qasync.QEventLoop, qtbot: QtBot) -> Iterator[Operations]:
    """Operations without a desk, for parts that are handed their work."""
    made = Operations(None)  # type: ignore[arg-type]
    yield made
    for task in tuple(made._running):
        task.cancel()
    qtbot.waitUntil(lambda: not made._running)
