"""How often an account may be asked: a sliding window, which all calls with one key share."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """At most `most` calls begin in any `window_s` seconds, whichever thread asks."""

    most: int
    window_s: float
    monotonic: Callable[[], float] = time.monotonic
    _begun: deque[float] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> float:
        """How long to wait before the next call, in seconds; 0 where it may begin, and is counted.

        Ask again after the wait: others may have been quicker.
        """
        with self._lock:
            now = self.monotonic()
            while self._begun and self._begun[0] <= now - self.window_s:
                self._begun.popleft()
            if len(self._begun) < self.most:
                self._begun.append(now)
                return 0.0
            return self._begun[0] + self.window_s - now


@dataclass(slots=True)
class Paces:
    """One pace for each account, by whatever tells accounts apart."""

    most: int
    window_s: float
    _known: dict[str, Pace] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, account: str) -> Pace:
        """The pace of that account."""
        with self._lock:
            return self._known.setdefault(account, Pace(self.most, self.window_s))


def pause(seconds: float) -> None:
    """Waits in this thread, which belongs to one call to one place."""
    if seconds > 0:
        threading.Event().wait(seconds)
