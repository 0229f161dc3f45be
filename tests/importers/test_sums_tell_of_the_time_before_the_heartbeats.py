"""Uptime Kuma 2 forgets its heartbeats and keeps sums of hours and days: they are history, too."""

from datetime import timedelta
from pathlib import Path

from statusboard.app.importing.reading import read_source
from statusboard.domain.brought import FoundHistory
from statusboard.domain.instants import to_us
from statusboard.domain.status import ComponentStatus
from statusboard.importers.kuma_statistics import SUMS
from tests.fixtures.peers import BEGAN, kuma_database

UP, DOWN = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TABLES = "".join(
    f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, monitor_id INTEGER, timestamp INTEGER,"
    " ping FLOAT, ping_min FLOAT, ping_max FLOAT, up INTEGER, down INTEGER, extras TEXT);"
    for name in ("stat_daily", "stat_hourly", "stat_minutely")
)


def row(table: str, before: timedelta, up: object, down: object, ping: object = 20.4) -> str:
    """A row that begins so long before the first heartbeat."""
    at = int((BEGAN - before).timestamp())
    return (
        f"INSERT INTO {table} (monitor_id, timestamp, up, down, ping)"
        f" VALUES (1, {at}, {up}, {down}, {ping});"
    )


def history_of(home: Path, *rows: str, beats: str = "111") -> FoundHistory:
    file = kuma_database(home / "kuma.db", {1: beats}, more=TABLES + "".join(rows))
    [history] = read_source(file).past()
    return history


def in_hours(history: FoundHistory) -> list[tuple[float, float, ComponentStatus]]:
    def hours(us: int) -> float:
        return round((us - to_us(BEGAN)) / 3_600_000_000, 2)

    return [(hours(one.start_us), hours(one.stop_us), one.status) for one in history.stretches]


def test_days_come_first_then_hours_then_heartbeats(tmp_path: Path) -> None:
    history = history_of(
        tmp_path,
        row("stat_daily", 3 * DAY, 1080, 360),
        row("stat_daily", 2 * DAY, 1440, 0),
        row("stat_daily", DAY, 1440, 0),  # the hours know better
        row("stat_hourly", 24 * HOUR, 60, 0),
        row("stat_hourly", 2 * HOUR, 30, 30, "NULL"),
        row("stat_hourly", timedelta(0), 60, 0),  # the heartbeats know better
    )
    assert in_hours(history) == [
        (-72, -66, DOWN),
        (-66, -23, UP),
        (-2, -1.5, DOWN),
        (-1.5, -1, UP),
        (0, 0.03, UP),
    ]
    assert SUMS in history.notes
    first = to_us(BEGAN) // 3_600_000_000
    told = [(one.hour - first, one.up, one.down, dict(one.times)) for one in history.hours]
    assert told == [
        (-60, 1080, 360, {20: 1080}),
        (-36, 1440, 0, {20: 1440}),
        (-24, 60, 0, {20: 60}),
        (-2, 30, 30, {}),
        (0, 3, 0, {20: 3}),
    ]


def test_of_a_day_that_was_hardly_watched_little_is_claimed(tmp_path: Path) -> None:
    history = history_of(tmp_path, row("stat_daily", DAY, 10, 10))
    assert in_hours(history)[:2] == [(-24, -23.5, DOWN), (-23.5, -23, UP)]


def test_sums_alone_are_history(tmp_path: Path) -> None:
    assert in_hours(history_of(tmp_path, row("stat_daily", DAY, 1440, 0), beats="")) == [
        (-24, 0, UP)
    ]


def test_rows_without_a_sense_are_left_out(tmp_path: Path) -> None:
    history = history_of(
        tmp_path,
        row("stat_hourly", 9 * HOUR, 0, 0),
        row("stat_hourly", 8 * HOUR, -5, 60),
        row("stat_hourly", 7.5 * HOUR, 60, 0),  # within the one before
        row("stat_hourly", 5 * HOUR, "'many'", "NULL"),
        row("stat_hourly", 4 * HOUR, 10**14, 0, 9e300),
        "INSERT INTO stat_daily (monitor_id, timestamp, up, down) VALUES (1, 'soon', 1, 1);",
        "INSERT INTO stat_daily (monitor_id, timestamp, up, down) VALUES (1, -9, 1, x'00ff');",
    )
    assert in_hours(history) == [(-8, -7, DOWN), (-4, -3, UP), (0, 0.03, UP)]
    assert all(one.up <= 1_000_000 for one in history.hours)
