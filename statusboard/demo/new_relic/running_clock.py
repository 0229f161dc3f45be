"""The stand-in's one clock: the machine's, or set, stopped, stepped, ahead, or running faster."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from statusboard.app.clock import SystemClock


def _machine_ms() -> int:
    return round(SystemClock().now().timestamp() * 1000)


@dataclass(slots=True)
class RunningClock:
    """An instant in ms since 1970, as New Relic would tell it.

    `stopped_ms` is where it stands still; None while it runs. `ahead_ms` is how far it is ahead of
    the desk, below zero behind it. Made to run by `run`, it does so at a speed, from an instant.
    """

    stopped_ms: int | None = None
    ahead_ms: int = 0
    monotonic: Callable[[], float] = time.monotonic
    _from_ms: int | None = None
    _since_s: float = 0.0
    _speed: float = field(default=1.0)

    def now_ms(self) -> int:
        """The instant, in ms."""
        return self._plain_ms() + self.ahead_ms

    def now(self) -> datetime:
        """The instant, in UTC."""
        return datetime.fromtimestamp(self.now_ms() / 1000, UTC)

    def run(self, *, from_ms: int | None = None, speed: float = 1.0) -> None:
        """Lets it run from an instant, by default the one it shows, so many times as fast."""
        self._from_ms = self._plain_ms() if from_ms is None else from_ms
        self._since_s, self._speed, self.stopped_ms = self.monotonic(), speed, None

    def follow_the_machine(self) -> None:
        """Lets it run with the machine's again, neither ahead nor faster."""
        self.stopped_ms = self._from_ms = None
        self.ahead_ms = 0

    def step(self, step_ms: int) -> None:
        """Moves it on, or back, and lets it stand there."""
        self.stopped_ms = self._plain_ms() + step_ms

    def _plain_ms(self) -> int:
        if self.stopped_ms is not None:
            return self.stopped_ms
        if self._from_ms is None:
            return _machine_ms()
        return self._from_ms + round((self.monotonic() - self._since_s) * 1000 * self._speed)
