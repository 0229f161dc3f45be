"""Finds moments in which nobody waits for this program, for work that makes all of it stand still.

A garbage collection stops everything. In the middle of a question it would be written down as the
service's slowness, and at its instant as lateness; between two questions nobody notices it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from statusboard.app.clock import Clock

# Who waits for something: nobody, when the next question is so far off, and those under way began
# so long ago: whatever is slow hardly looks slower, and a host that hangs is always being asked.
QUIET_S = 0.01
SLOW_S = 0.2
# So often a moment is looked for, and so long; then it is done all the same. Often, because the
# work grows with what happened since the last time.
EVERY_S = 1.0
LOOK_EVERY_S = 0.005
PATIENCE_S = 5.0


class Watch(Protocol):
    """What the collector says of itself."""

    def newest_began_s(self) -> float | None:
        """When the newest of the questions under way began, monotonic; None where none is."""

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
        began_s, free_s = self._watch.newest_began_s(), self._watch.free_for_s()
        if began_s is not None and self._clock.monotonic() - began_s < SLOW_S:
            return False
        return free_s is None or free_s >= QUIET_S
