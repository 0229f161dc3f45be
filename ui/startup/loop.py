"""One coroutine on Qt's loop, for programs that draw and end: the gallery, and tests."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

import qasync
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from statusboard.app.processes.signals import end_on_signals

Result = TypeVar("Result")


def complete(app: QApplication, work: Coroutine[None, None, Result]) -> Result:
    """The result of `work`, run on a loop of its own that Qt's events share.

    Raises CancelledError where this process was asked to end: what `work` began is ended in order.
    """
    loop = qasync.QEventLoop(app)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(_ended_by_signals(work))


async def _ended_by_signals(work: Coroutine[None, None, Result]) -> Result:
    task = asyncio.current_task()
    assert task is not None
    end_on_signals(task.cancel)
    return await work


async def next_turn() -> None:
    """Returns after Qt has delivered what is waiting: layouts, shows, paints."""
    loop = asyncio.get_running_loop()
    turned = loop.create_future()
    QTimer.singleShot(0, lambda: None if turned.done() else turned.set_result(None))
    await turned


async def timers_rest(owner: QObject, *, within_ms: int) -> None:
    """Returns when no single-shot timer below `owner` is due so soon: nothing is held back."""
    loop = asyncio.get_running_loop()
    while True:
        due = [
            timer
            for timer in owner.findChildren(QTimer)
            if timer.isSingleShot() and timer.isActive() and timer.remainingTime() <= within_ms
        ]
        if not due:
            return
        rung = loop.create_future()
        connection = due[0].timeout.connect(
            lambda rung=rung: None if rung.done() else rung.set_result(None)
        )
        await rung
        QObject.disconnect(connection)
