"""What a database of Uptime Kuma with a million heartbeats costs, held against reading it alone."""

import resource
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from statusboard.app.doorway import Doorway
from statusboard.app.importing.commands import BRING, BRING_HISTORY
from statusboard.app.importing.inputs import BringHistory
from statusboard.app.importing.reading import read_source
from statusboard.domain.access import person
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.clock import ManualClock
from tests.fixtures.peers import BEGAN, KUMA_TABLES

HEARTBEATS = 1_000_000
MONITORS = 20
# A heartbeat in so many is down: two hundred outages a monitor and year.
DOWN_EACH = 997

Entry = dict[str, object]


def measure(*, heartbeats: int = HEARTBEATS) -> list[Entry]:
    """Seconds of the whole import beside those of reading every heartbeat; memory that it took."""
    with tempfile.TemporaryDirectory(prefix="statusboard-bench-") as home:
        file = _database(Path(home) / "kuma.db", heartbeats)
        floor = _seconds_of_reading(file)
        before = _peak_mb()
        begun = time.perf_counter()
        _import(file, Path(home) / "statusboard.db")
        taken = time.perf_counter() - begun
        grown = _peak_mb() - before
    return [
        {
            "name": f"import {heartbeats:,} heartbeats of {MONITORS} monitors",
            "value": taken,
            "unit": "s",
            "floor": floor,
            "goal": "under 60",
        },
        {"name": "memory that it takes", "value": grown, "unit": "MB", "goal": "under 100"},
    ]


def _database(file: Path, heartbeats: int) -> Path:
    each = heartbeats // MONITORS
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(KUMA_TABLES)
        for number in range(1, MONITORS + 1):
            connection.execute(
                "INSERT INTO monitor (id, name, active, interval, url, type) "
                "VALUES (?, ?, 1, 60, ?, 'http')",
                (number, f"site {number}", f"https://s{number}.example/"),
            )
        # As they come: one of each monitor a minute.
        connection.executemany(
            "INSERT INTO heartbeat (monitor_id, status, time, ping) VALUES (?, ?, ?, ?)",
            (
                (number, int((minute + number) % DOWN_EACH > 2), at, 20 + minute % 300)
                for minute in range(each)
                for at in [f"{BEGAN + timedelta(minutes=minute):%Y-%m-%d %H:%M:%S.000}"]
                for number in range(1, MONITORS + 1)
            ),
        )
        connection.commit()
    return file


def _seconds_of_reading(file: Path) -> float:
    begun = time.perf_counter()
    with closing(sqlite3.connect(file)) as connection:
        for number in range(1, MONITORS + 1):
            asked = "SELECT time, status, ping FROM heartbeat WHERE monitor_id = ? ORDER BY id"
            for _ in connection.execute(asked, (number,)):
                pass
    return time.perf_counter() - begun


def _import(file: Path, into: Path) -> None:
    database = Database.open(into)
    try:
        bring_to_head(database)
        door = Doorway(database, ManualClock(BEGAN + timedelta(days=4_000)))
        reading = read_source(file)
        door.do(BRING, reading.bring, person("bench"))
        for history in reading.past():
            door.do(BRING_HISTORY, BringHistory(reading.kind.key, history), person("bench"))
    finally:
        database.close()


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)
