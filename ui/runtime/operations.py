"""Runs a query or a verb for a widget: busy, done, failed; forgotten when the widget dies."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from statusboard.app.desk.desk import Desk
from statusboard.errors import Bug, StatusBoardError
from ui.runtime.permitted import Permitted

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Operations(QObject):
    """Starts work on the application's loop and hands the result back on the main thread.

    Signals:
        failed: an operation failed and its caller did not take the error; carries it.

    `permitted` holds back what whoever acts may not do.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.permitted = Permitted(self)
        self._running: set[asyncio.Task[None]] = set()

    def run(
        self,
        owner: QObject,
        work: Awaitable[Result],
        done: Callable[[Result], None],
        failed: Callable[[StatusBoardError], None] | None = None,
    ) -> "asyncio.Task[None]":
        """Awaits `work`, then calls `done` with its result, or `failed` with its error.

        Nothing is called once `owner` is destroyed: the work is cancelled with it.
        """
        task = asyncio.ensure_future(self._carry(work, done, failed))
        self._running.add(task)
        connection = owner.destroyed.connect(lambda *_: task.cancel())

        def forget(_task: "asyncio.Task[None]") -> None:
            self._running.discard(task)
            if asyncio.iscoroutine(work):
                work.close()  # cancelled before its first step, it would say it was never awaited
            QObject.disconnect(connection)

        task.add_done_callback(forget)
        return task

    async def _carry(
        self,
        work: Awaitable[Result],
        done: Callable[[Result], None],
        failed: Callable[[StatusBoardError], None] | None,
    ) -> None:
        try:
            done(await work)
        except StatusBoardError as error:
            (failed or self.failed.emit)(error)
        except Exception as error:
            # A defect must be seen, and must not leave a screen waiting for ever.
            log.exception("defect in an operation")
            defect = Bug(f"StatusBoard made a mistake here ({type(error).__name__}).")
            defect.__cause__ = error
            (failed or self.failed.emit)(defect)

    @property
    def is_busy(self) -> bool:
        """Whether anything is running."""
        return bool(self._running)

    async def settle(self) -> None:
        """Returns when nothing is running any more, also nothing that a result has started."""
        while self._running:
            await asyncio.wait(tuple(self._running))

    async def stop(self) -> None:
        """Cancels what is still running and waits for it."""
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
