"""Heartbeats of Uptime Kuma as stretches and hours, one after the other and never all at once.

A heartbeat says how it was until the next one, but no longer than three of its usual pauses: what
came later was not watched. A heartbeat that waited for a second try counts as what came of it.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from statusboard.domain.brought import FoundHistory, FoundHour, FoundStretch
from statusboard.domain.status import ComponentStatus

DOWN, UP, PENDING, MAINTENANCE = range(4)
MOST_STRETCHES = 20_000
# Three years of them: more of one service would not fit through the pipe at once.
MOST_HOURS = 26_304
_S_US = 1_000_000
_HOUR_US = 3_600 * _S_US
_LONGEST_MS = 600_000
# How long `2026-02-01 10` is, `2026-02-01 10:00:00`, and the same with milliseconds.
_TO_HOUR, _PLAIN, _WITH_MS = 13, 19, 23
_STATUS = {
    DOWN: ComponentStatus.MAJOR_OUTAGE,
    UP: ComponentStatus.OPERATIONAL,
    MAINTENANCE: ComponentStatus.UNDER_MAINTENANCE,
}
# When, which status, and how long an answer took, in milliseconds.
Beat = tuple[object, object, object]


def history_of(key: str, beats: Iterable[Beat], *, interval_s: int) -> FoundHistory:
    """The history that heartbeats tell, oldest first."""
    kept = _Beats(max(interval_s, 1) * 3 * _S_US)
    for at, status, ping in beats:
        kept.add(at, status, ping)
    return FoundHistory(key, kept.stretches(), tuple(kept.hours), tuple(kept.notes()))


def instant_us(value: object) -> int | None:
    """An instant that the database holds, in microseconds since 1970; one without a zone is UTC."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        # Seconds, or the milliseconds that some versions wrote.
        seconds = value / 1_000 if abs(value) > 1e11 else value
        return round(seconds * _S_US) if 0 < seconds < 4e9 else None
    try:
        found = datetime.fromisoformat(str(value))
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        us = round(found.timestamp() * _S_US)
    except (ValueError, OverflowError):
        return None
    return us if us > 0 else None


class _Clock:
    """Reads instants. Most share their hour with the one before: only the rest of them is read."""

    def __init__(self) -> None:
        self._hour, self._hour_us = "", 0

    def read(self, value: object) -> int | None:
        """The same as `instant_us`."""
        if not isinstance(value, str) or len(value) not in (_PLAIN, _WITH_MS):
            return instant_us(value)
        if value[:_TO_HOUR] != self._hour:
            hour_us = instant_us(f"{value[:_TO_HOUR]}:00:00")
            if hour_us is None:
                return instant_us(value)
            self._hour, self._hour_us = value[:_TO_HOUR], hour_us
        minutes, seconds, ms = value[14:16], value[17:19], value[20:] or "0"
        if not (minutes + seconds + ms).isdecimal() or value[13] + value[16] != "::":
            return instant_us(value)
        if minutes > "59" or seconds > "59":
            return None
        return self._hour_us + (int(minutes) * 60 + int(seconds)) * _S_US + int(ms) * 1_000


class _Beats:
    """What was told so far. It keeps changes, and not the heartbeats."""

    def __init__(self, longest_us: int) -> None:
        self._longest_us = longest_us
        self._clock = _Clock()
        self._stretches: deque[FoundStretch] = deque(maxlen=MOST_STRETCHES)
        self._start_us = 0
        self._status: int | None = None
        self._last_us = 0
        self._pending_us: int | None = None
        self._dropped = self._odd = 0
        self.hours: deque[FoundHour] = deque(maxlen=MOST_HOURS)
        self._hours = 0
        self._hour = -1
        self._counts = [0, 0]
        self._times: dict[int, int] = {}

    def add(self, at: object, status: object, ping: object) -> None:
        """One more heartbeat. One that is older than the last, or makes no sense, is counted."""
        at_us = self._clock.read(at)
        if at_us is None or status not in (DOWN, UP, PENDING, MAINTENANCE) or at_us < self._last_us:
            self._odd += 1
            return
        self._count(at_us, status, ping)
        if self._status is not None and at_us - self._last_us > self._longest_us:
            self._end(self._last_us + self._longest_us)
            self._status = self._pending_us = None
        self._last_us = at_us
        if status == PENDING:
            if self._pending_us is None:
                self._pending_us = at_us
            return
        began_us = at_us
        if self._pending_us is not None and (status == DOWN or self._status is None):
            began_us = self._pending_us
        self._pending_us = None
        if status != self._status:
            if self._status is not None:
                self._end(began_us)
            self._start_us, self._status = began_us, int(str(status))

    def stretches(self) -> tuple[FoundStretch, ...]:
        """All of them. The last one ends with the last heartbeat: nothing is known after it."""
        if self._status is not None:
            self._end(self._last_us)
        self._close_hour()
        return tuple(self._stretches)

    def notes(self) -> Iterator[str]:
        """What was left out."""
        if self._dropped:
            yield f"Of so many changes the oldest {self._dropped:,} stretches were left out."
        if self._hours > MOST_HOURS:
            yield "Response times come along for the newest three years; up and down for all."
        if self._odd:
            yield f"{self._odd:,} heartbeats without a sense, or out of order, were left out."

    def _end(self, stop_us: int) -> None:
        if self._status is None or stop_us <= self._start_us:
            return
        self._dropped += len(self._stretches) == MOST_STRETCHES
        self._stretches.append(FoundStretch(self._start_us, stop_us, _STATUS[self._status]))

    def _count(self, at_us: int, status: object, ping: object) -> None:
        hour = at_us // _HOUR_US
        if hour != self._hour:
            self._close_hour()
            self._hour = hour
        if status in (UP, DOWN):
            self._counts[status == UP] += 1
        if status == UP and isinstance(ping, int | float) and 0 <= ping < _LONGEST_MS:
            ms = round(ping)
            self._times[ms] = self._times.get(ms, 0) + 1

    def _close_hour(self) -> None:
        down, up = self._counts
        if up or down:
            self._hours += 1
            self.hours.append(FoundHour(self._hour, up=up, down=down, times=self._times))
        self._counts, self._times = [0, 0], {}
