"""Latest answer wins: of the questions of one screen, only the newest may be shown.

The standard names: another question *supersedes* the request that is on its way, the same question
asked again is *conflated* with it. Answers therefore never arrive out of order, and a stream of
changes that is faster than the answers neither piles up requests nor starves the screen.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from statusboard.errors import StatusBoardError
from ui.runtime.operations import Operations

Result = TypeVar("Result")


@dataclass(slots=True, eq=False)
class _Request:
    """A question on its way. `again`: asks it once more, because it was asked again meanwhile."""

    question: object
    task: "asyncio.Task[None] | None" = None
    again: Callable[[], None] | None = None
    is_superseded: bool = False

    def supersede(self) -> None:
        """Nobody waits for its answer any more."""
        self.is_superseded = True
        if self.task is not None:
            self.task.cancel()


class LatestWins:
    """The requests of `owner`: at most one in each lane, such as the table and its detail.

    Nothing is called once the owner is destroyed. On the main thread only.
    """

    def __init__(self, operations: Operations, owner: QObject) -> None:
        self._operations = operations
        self._owner = owner
        self._on_their_way: dict[str, _Request] = {}

    def ask(
        self,
        lane: str,
        question: object,
        work: Callable[[], Awaitable[Result]],
        done: Callable[[Result], None],
        failed: Callable[[StatusBoardError], None] | None = None,
    ) -> None:
        """Awaits `work()`, then calls `done` or `failed`, unless a newer question comes first.

        `question` is what the answer depends on, compared with `==`. An equal one lets the request
        on its way finish, whose answer is shown, and is asked once more afterwards.
        """
        before = self._on_their_way.get(lane)
        if before is not None and before.question == question:
            before.again = partial(self.ask, lane, question, work, done, failed)
            return
        self.drop(lane)
        request = self._on_their_way[lane] = _Request(question)
        refuse = failed or self._operations.failed.emit
        request.task = self._operations.run(
            self._owner,
            work(),
            lambda result: self._deliver(lane, request, lambda: done(result)),
            lambda error: self._deliver(lane, request, lambda: refuse(error)),
        )

    def drop(self, lane: str) -> None:
        """Waits for no answer in this lane any more."""
        request = self._on_their_way.pop(lane, None)
        if request is not None:
            request.supersede()

    def drop_all(self) -> None:
        """Waits for no answer at all any more."""
        for lane in tuple(self._on_their_way):
            self.drop(lane)

    def _deliver(self, lane: str, request: _Request, answer: Callable[[], None]) -> None:
        if request.is_superseded:
            return
        # Whoever takes the answer may ask anew at once.
        if self._on_their_way.get(lane) is request:
            del self._on_their_way[lane]
        again, request.again = request.again, None
        try:
            answer()
        finally:
            if again is not None and lane not in self._on_their_way:
                again()
