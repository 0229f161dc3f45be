"""What Uptime Kuma 2 keeps of the time before its heartbeats: sums of hours, and of days.

It forgets heartbeats after a while and keeps how many of a day were up and down, with the mean
response time. Which minutes they were is not known: what was down stands at the beginning.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from statusboard.domain.brought import FoundHistory, FoundHour, FoundStretch
from statusboard.domain.status import ComponentStatus
from statusboard.importers.kuma_database import ForeignDatabase
from statusboard.importers.kuma_history import instant_us
from statusboard.importers.tables import Table, as_number

_S_US = 1_000_000
_HOUR_US = 3_600 * _S_US
_DAY_US = 24 * _HOUR_US
# Each table, and how long one of its rows is; the finer one is believed where both know.
_TABLES = (("stat_daily", _DAY_US), ("stat_hourly", _HOUR_US))
_COLUMNS = ("timestamp", "up", "down", "ping")
# More than years of both.
_MOST_ROWS = 20_000
_MOST_BEATS = 1_000_000
_LONGEST_MS = 600_000
SUMS = "Its oldest part is known as sums of hours or days: when in them it was down is not."
_UP, _DOWN = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE


@dataclass(slots=True)
class _Older:
    """What the sums tell, in order of time."""

    longest_us: int
    stretches: list[FoundStretch] = field(default_factory=list)
    hours: list[FoundHour] = field(default_factory=list)

    def add(self, row: "_Sum") -> None:
        """One more of them."""
        count = row.up + row.down
        watched_us = min(row.length_us, count * self.longest_us)
        down_us = watched_us * row.down // count
        self._go_on(row.start_us, row.start_us + down_us, _DOWN)
        self._go_on(row.start_us + down_us, row.start_us + watched_us, _UP)
        # Of a day the sums stand at its middle.
        hour = (row.start_us + row.length_us // 2) // _HOUR_US
        times = {} if row.ping is None or not row.up else {row.ping: row.up}
        self.hours.append(FoundHour(hour, up=row.up, down=row.down, times=times))

    def _go_on(self, start_us: int, stop_us: int, status: ComponentStatus) -> None:
        if stop_us <= start_us:
            return
        last = self.stretches[-1] if self.stretches else None
        if last is not None and (last.stop_us, last.status) == (start_us, status):
            self.stretches[-1] = replace(last, stop_us=stop_us)
        else:
            self.stretches.append(FoundStretch(start_us, stop_us, status))


@dataclass(frozen=True, slots=True)
class _Sum:
    """A row: how many heartbeats of a time were up and down, and the mean response time in ms."""

    start_us: int
    length_us: int
    up: int
    down: int
    ping: int | None


def with_older(
    database: ForeignDatabase, number: int, history: FoundHistory, *, interval_s: int
) -> FoundHistory:
    """The history of a monitor with what its sums know of the time before it."""
    begins_us = history.stretches[0].start_us if history.stretches else None
    older = _Older(interval_s * 3 * _S_US)
    for row in _before(database, number, begins_us):
        older.add(row)
    if not older.stretches:
        return history
    return replace(
        history,
        stretches=(*older.stretches, *history.stretches),
        hours=(*older.hours, *history.hours),
        notes=(*history.notes, SUMS),
    )


def _before(database: ForeignDatabase, number: int, until_us: int | None) -> Iterator[_Sum]:
    """The sums before an instant, or all: days, and hours from where those begin; in order."""
    found: list[_Sum] = []
    for table, length_us in reversed(_TABLES):
        rows = _rows(database, table, number, length_us)
        own = [row for row in rows if until_us is None or row.start_us + length_us <= until_us]
        found = [*own, *found]
        until_us = found[0].start_us if found else until_us
    return iter(found)


def _rows(database: ForeignDatabase, table: str, number: int, length_us: int) -> Iterable[_Sum]:
    """The rows that make sense, each later than the one before."""
    rows = database.values(table, _COLUMNS, where="monitor_id", value=number, order="timestamp")
    last_us = 0
    for at, up, down, ping in islice(rows, _MOST_ROWS):
        start_us = instant_us(at)
        ups, downs = _count(up), _count(down)
        if start_us is None or start_us < last_us or not ups + downs:
            continue
        last_us = start_us + length_us
        ms = as_number(ping) if isinstance(ping, int | float) else None
        mean = round(ms) if ms is not None and 0 <= ms < _LONGEST_MS else None
        yield _Sum(start_us, length_us, ups, downs, mean)


def _count(value: object) -> int:
    found = Table(value=value).whole("value") or 0
    return min(max(found, 0), _MOST_BEATS)
