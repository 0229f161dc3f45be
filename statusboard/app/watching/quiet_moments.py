"""Finds moments in which nobody waits for this program, for work that makes all of it stand still.

A garbage collection stops everything. In the middle of a question it would be written down as the
service's slowness, and at its instant as lateness; between two questions nobody notices it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from statusboard.app.clock import Clock

# Who waits for something: nobody, when no question is under way and the next is so far off.
QUIET_S = 0.01
# So often a moment is looked for, and so long; then it is done all the same. Often, because the
# work grows with what happened since the last time.
EVERY_S = 5.0
LOOK_EVERY_S = 0.005
PATIENCE_S = 60.0


class Watch(Protocol):
    """What the collector says of itself."""

    def is_asking(self) -> bool:
        """Whether any question is under way."""

    def free_for_s(self) -> float | None:
        """How long until the next question is due; None with nothing to ask."""


class QuietMoments:
    """Does `work` now and then, each time in a quiet moment where one comes soon enough.

    `sleep` waits so many seconds.
    """

    def __init__(
        self,
        watch: Watch,
        clock: Clock,
        work: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._watch = watch
        self._clock = clock
        self._work = work
        self._sleep = sleep

    async def run(self) -> None:
        """Never ends by itself."""
        while True:
            await self._sleep(EVERY_S)
            await self._until_quiet()
            self._work()

    async def _until_quiet(self) -> None:
        begun_s = self._clock.monotonic()
        while not self._is_quiet() and self._clock.monotonic() - begun_s < PATIENCE_S:
            await self._sleep(LOOK_EVERY_S)

    def _is_quiet(self) -> bool:
        free_s = self._watch.free_for_s()
        return not self._watch.is_asking() and (free_s is None or free_s >= QUIET_S)
