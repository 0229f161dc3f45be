"""A timer heap over the monotonic clock: when each check is asked, spread, without drift.

Every check has its own raster of instants, one interval apart, shifted by a part of the interval
that follows from its id; each instant is moved by up to ±10 % of the interval. Both come from a
stable hash, so a restart asks in the same pattern and nothing is ever asked all at once.
"""

import hashlib
import heapq
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from statusboard.app.clock import Clock
from statusboard.domain.check import JITTER, QUICK_SHARE

# After the start (or a pause) every check is asked once within this time, however long its
# interval: a person who starts the program wants to see a picture.
FIRST_WITHIN_S = 10.0
# A quick second question waits at least this long, unless the interval itself is shorter.
QUICKEST_S = 1.0
# No service may ask to be left alone for longer than this: its board would be blind.
LONGEST_LEAVE_S = 3600.0
# Later than this after its instant a question is no longer owed: the machine was asleep, or
# busy. It is asked anew, spread out like after a start.
OVERDUE_SHARE = 0.5
OVERDUE_S = 2.0


@dataclass(slots=True)
class _Timing:
    interval_s: float
    origin_s: float  # where its raster lies: any instant of it, by the monotonic clock
    due_s: float
    spread: bool = True  # the next question is a first one: it is never overdue
    not_before_s: float = 0.0  # the service asked to be left alone until then


class Scheduler:
    """A heap of checks by the instant they are due on the clock's monotonic time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._timings: dict[int, _Timing] = {}
        self._heap: list[tuple[float, int]] = []

    def __len__(self) -> int:
        return len(self._timings)

    def __contains__(self, check_id: int) -> bool:
        return check_id in self._timings

    def update(self, intervals_s: Mapping[int, float]) -> None:
        """Takes over which checks there are and their intervals; unchanged ones keep their pace."""
        now_s = self._clock.monotonic()
        for check_id in self._timings.keys() - intervals_s.keys():
            del self._timings[check_id]
        for check_id, interval_s in intervals_s.items():
            known = self._timings.get(check_id)
            if known is None or known.interval_s != interval_s:
                origin_s = now_s + _part(check_id) * interval_s
                self._timings[check_id] = _Timing(interval_s, origin_s, now_s)
                self._spread(check_id, now_s)

    def take_due(self) -> tuple[int, ...]:
        """The checks to ask now, most overdue first; each is set to its next instant."""
        now_s = self._clock.monotonic()
        due: list[int] = []
        while self._heap and self._heap[0][0] <= now_s:
            at_s, check_id = heapq.heappop(self._heap)
            timing = self._timings.get(check_id)
            if timing is None or timing.due_s != at_s:
                continue  # removed, hurried or edited since; its newer entry stands
            overdue_s = max(OVERDUE_S, OVERDUE_SHARE * timing.interval_s)
            if not timing.spread and now_s - at_s > overdue_s:
                self._spread(check_id, now_s)
                continue
            due.append(check_id)
            timing.spread = False
            self._set(check_id, self._next_instant(check_id, now_s))
        return tuple(due)

    def wait_s(self) -> float | None:
        """Seconds until something is due, 0 where it is already; None with nothing to do."""
        while self._heap:
            at_s, check_id = self._heap[0]
            timing = self._timings.get(check_id)
            if timing is not None and timing.due_s == at_s:
                return max(0.0, at_s - self._clock.monotonic())
            heapq.heappop(self._heap)
        return None

    def hurry(self, check_id: int) -> None:
        """Asks a doubtful check again after a tenth of its interval, then goes on as before."""
        timing = self._timings.get(check_id)
        if timing is None:
            return
        soon_s = self._clock.monotonic() + _soon_s(timing.interval_s)
        soon_s = max(soon_s, timing.not_before_s)
        if soon_s < timing.due_s:
            self._set(check_id, soon_s)

    def come_back(self, check_id: int, after_s: float) -> None:
        """Asks a check next when its service said so: sooner or later than its rhythm, once.

        No earlier than a doubtful one, and after an hour at the latest.
        """
        timing = self._timings.get(check_id)
        if timing is None:
            return
        wait_s = min(LONGEST_LEAVE_S, max(_soon_s(timing.interval_s), after_s))
        timing.not_before_s = self._clock.monotonic() + wait_s
        timing.spread = True
        self._set(check_id, timing.not_before_s)

    def spread(self, check_ids: Collection[int]) -> None:
        """Asks some checks anew soon, spread out like after a start; none later than it was.

        Those whose service wants to be left alone wait until then.
        """
        now_s = self._clock.monotonic()
        for check_id in check_ids:
            timing = self._timings.get(check_id)
            if timing is None or timing.not_before_s > now_s:
                continue
            if timing.due_s > now_s + FIRST_WITHIN_S:
                self._spread(check_id, now_s)

    def asked(self, check_id: int) -> None:
        """Notes that a check was asked out of turn: its next instant is a whole step away."""
        timing = self._timings.get(check_id)
        if timing is not None:
            timing.spread = False
            next_s = self._next_instant(check_id, self._clock.monotonic())
            self._set(check_id, max(next_s, timing.not_before_s))

    def _spread(self, check_id: int, now_s: float) -> None:
        timing = self._timings[check_id]
        timing.spread = True
        self._set(check_id, now_s + _part(check_id) * min(timing.interval_s, FIRST_WITHIN_S))

    def _next_instant(self, check_id: int, now_s: float) -> float:
        """The first instant of its raster more than half an interval away, moved by the jitter."""
        timing = self._timings[check_id]
        step = int((now_s - timing.origin_s) / timing.interval_s + 0.5)
        while True:
            exact_s = timing.origin_s + step * timing.interval_s
            if exact_s > now_s + timing.interval_s / 2:
                shift = (2 * _part(check_id, step) - 1) * JITTER
                return exact_s + shift * timing.interval_s
            step += 1

    def _set(self, check_id: int, at_s: float) -> None:
        self._timings[check_id].due_s = at_s
        heapq.heappush(self._heap, (at_s, check_id))


def _soon_s(interval_s: float) -> float:
    """How long a quick second question waits."""
    return max(min(QUICKEST_S, interval_s), QUICK_SHARE * interval_s)


def _part(check_id: int, step: int = 0) -> float:
    """A number in [0, 1) that is always the same for the same check and step."""
    digest = hashlib.blake2b(b"%d/%d" % (check_id, step), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
