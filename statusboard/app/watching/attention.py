"""How long this program could not listen while an answer was awaited.

The event loop stands still when the system starves or stops us, when a collection walks all
objects, or when one answer takes long to read. Nothing that arrives meanwhile is heard, so such
time is no service's: a deadline counts only the time in which somebody listened.
"""

import asyncio

from statusboard.app.clock import Clock

# While anything is asked, the loop is looked at this often …
TICK_S = 0.02
# … and a look that comes later than this after its instant was held up by something.
LATE_S = 0.005


class Attention:
    """Adds up the standstills of the event loop, while anything is being asked.

    A standstill counts from the last look before it, so it is never taken for too short: a
    service may get up to TICK_S more for each, and never less than its time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._still_s = 0.0
        self._looked_s = 0.0
        self._listeners = 0
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> float:
        """Somebody listens from now on, until `end`. A mark for `still_since_s`."""
        self._listeners += 1
        if self._timer is None:
            self._looked_s = self._clock.monotonic()
            self._arm()
        return self._stood_s()

    def end(self) -> None:
        """Who called `begin` listens no more; with nobody left the loop is left in peace."""
        self._listeners -= 1
        if not self._listeners and self._timer is not None:
            self._still_s = self._stood_s()
            self._timer.cancel()
            self._timer = None

    def still_since_s(self, mark: float) -> float:
        """How many seconds the loop stood still since a mark, all standstills together."""
        return self._stood_s() - mark

    def _arm(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(TICK_S, self._look)

    def _look(self) -> None:
        self._still_s = self._stood_s()
        self._looked_s = self._clock.monotonic()
        self._arm()

    def _stood_s(self) -> float:
        gap_s = self._clock.monotonic() - self._looked_s
        return self._still_s + (gap_s if gap_s > TICK_S + LATE_S else 0.0)
