"""A bounded queue between asking and writing that drops the oldest success first.

Answers wait here while the database cannot be written to.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.app.waiting import wait
from statusboard.domain.result import CheckResult, Outcome

log = logging.getLogger(__name__)

# A quarter of an hour of 500 checks every 20 seconds, at about a kilobyte each.
ROOM = 20_000
BATCH = 200
EVERY_S = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """An answer on its way into the database. `settled` is done when it is there, or dropped."""

    result: CheckResult
    settled: "asyncio.Future[None]"

    def settle(self) -> None:
        """Tells whoever waits for it."""
        if not self.settled.done():
            self.settled.set_result(None)


class ResultQueue:
    """Answers in the order they came. When full, the oldest success makes room.

    A success that is lost costs one point of a chart; a failure that is lost would change what
    is said about an outage.
    """

    def __init__(self, room: int = ROOM) -> None:
        self.dropped = 0
        self._room = room
        self._waiting: deque[Waiting] = deque()
        self._some = asyncio.Event()
        self._at_once = asyncio.Event()

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, result: CheckResult, *, at_once: bool) -> Waiting:
        """Takes an answer in. `at_once`: it should not wait for the others."""
        if len(self._waiting) >= self._room:
            self._drop_one()
        waiting = Waiting(result, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._some.set()
        if at_once or len(self._waiting) >= BATCH:
            self._at_once.set()
        return waiting

    async def batch(self) -> tuple[Waiting, ...]:
        """The next answers to write: once a second, or as soon as there are many or one presses."""
        await self._some.wait()
        await wait(self._at_once, EVERY_S)
        return self.take_all()

    def take_all(self) -> tuple[Waiting, ...]:
        """Everything that waits, oldest first."""
        taken = tuple(self._waiting)
        self._waiting.clear()
        self._some.clear()
        self._at_once.clear()
        return taken

    def requeue(self, batch: Sequence[Waiting]) -> None:
        """Puts answers back to the front, in their order: they could not be written."""
        self._waiting.extendleft(reversed(batch))
        while len(self._waiting) > self._room:
            self._drop_one()
        if self._waiting:
            self._some.set()

    def _drop_one(self) -> None:
        chosen = next(
            (n for n, w in enumerate(self._waiting) if w.result.answer.outcome is Outcome.UP), 0
        )
        self._waiting[chosen].settle()
        del self._waiting[chosen]
        self.dropped += 1
        if self.dropped == 1 or self.dropped % 1_000 == 0:
            log.warning("answers dropped count=%s", self.dropped)
