"""A clock that stands still until it is told otherwise."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.instants import from_us, to_us


@dataclass
class StoppedClock:
    now_us: int
    elapsed: float = 0.0

    def now(self) -> datetime:
        return from_us(self.now_us)

    def monotonic(self) -> float:
        return self.elapsed

    def go(self, to: int | datetime | timedelta) -> None:
        """Sets the clock to an instant (µs or datetime), or moves it on."""
        if isinstance(to, timedelta):
            self.now_us += to // timedelta(microseconds=1)
        else:
            self.now_us = to if isinstance(to, int) else to_us(to)
