"""The window while the collector works: stalls, what they do to the measurements, and memory.

Floor and subject take turns in one run. The server is a process of its own; everything is the
real program: window, collector, office, SQLite.
"""

import contextlib
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tomli_w

from statusboard.app.installation import open_database
from statusboard.app.processes.launch import LEAN
from statusboard.domain.access import loop
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group
from statusboard.storage.history.packing import CHECK_MASK, first_key, unpack_body
from tests.bench.delivery_bench import RECIPIENTS
from tests.bench.delivery_bench import _house as _people
from tests.bench.http_bench import _serve

HERE = Path(__file__).parent
ROUNDS = 5
PUBLISH_ROUNDS = 3
# Every check is asked once within ten seconds of the start; idle begins after that.
SETTLE_S = 14
WINDOW_S = 12
LONG_S = 60
CHECKS_A_SECOND = 200
BUSY_MS = 30
SERVICES = 500


def measure() -> list[dict[str, object]]:
    """The figures of the issue that have to do with the window."""
    with _server() as port, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        idle = _house(folder / "idle", port, count=CHECKS_A_SECOND, every_s=3600)
        full = _house(folder / "full", port, count=CHECKS_A_SECOND, every_s=1)
        publishing = _publishing(folder / "told")
        return [*_gaps(idle, full), publishing, *_latency(full), _memory(folder, port)]


def _gaps(idle: Path, full: Path) -> list[dict[str, object]]:
    floors, subjects = [], []
    for _ in range(ROUNDS):
        floors.append(_p99(_probe(idle)["late_ms"]))
        subjects.append(_p99(_probe(full)["late_ms"]))
    largest = max(_probe(full, seconds=LONG_S)["late_ms"])
    floor, subject = statistics.median(floors), statistics.median(subjects)
    return [
        {
            "name": "window: gap p99 at 200 checks/s against idle",
            "value": subject / floor,
            "unit": "×",
            "floor": floor,
            "subject": subject,
            "rounds": [floors, subjects],
            "goal": "≤ 3 ×",
        },
        {
            "name": "window: largest gap in 60 s",
            "value": largest,
            "unit": "ms",
            "goal": "≤ 16.7 ms",
        },
    ]


def _publishing(folder: Path) -> dict[str, object]:
    """What the window feels of a publication to very many, written by a command beside it."""
    folder.mkdir(parents=True)
    url = str(folder / "statusboard.db")
    _people(url, RECIPIENTS).close()
    page = {"kind": "folder", "path": str(folder / "page")}
    desk = {"target": [page], "service": [{"name": "Checkout"}]}
    (folder / "desk.toml").write_text(tomli_w.dumps(desk))
    subprocess.run(
        [
            sys.executable,
            "-m",
            "statusboard",
            "apply",
            str(folder / "desk.toml"),
            "--database",
            url,
        ],
        check=True,
        capture_output=True,
    )
    command = ["notice", "new", "--publish", "--override", "bench", "--database", url]
    command += ["--title", "Checkout fails", "--body", "We look into it.", "--next-update", "30m"]
    command += ["--service", "Checkout=major_outage"]
    floors, subjects = [], []
    for _ in range(PUBLISH_ROUNDS):
        floors.append(_p99(_probe(folder)["late_ms"]))
        subjects.append(_p99(_probe(folder, command=command)["late_ms"]))
    floor, subject = statistics.median(floors), statistics.median(subjects)
    return {
        "name": f"window: gap p99 while it is published to {RECIPIENTS:,}, against idle",
        "value": subject / floor,
        "unit": "×",
        "floor": floor,
        "subject": subject,
        "rounds": [floors, subjects],
        "goal": "≤ 3 ×",
    }


def _latency(full: Path) -> list[dict[str, object]]:
    floors, subjects = [], []
    for _ in range(ROUNDS):
        floors.append(_recorded_p99(full, _probe(full)))
        subjects.append(_recorded_p99(full, _probe(full, busy_ms=BUSY_MS)))
    floor, subject = statistics.median(floors), statistics.median(subjects)
    return [
        {
            "name": "recorded response time p99, window busy against idle",
            "value": subject / floor,
            "unit": "×",
            "floor": floor,
            "subject": subject,
            "rounds": [floors, subjects],
            "goal": "≤ 1.2 ×",
        }
    ]


def _memory(folder: Path, port: int) -> dict[str, object]:
    many = _house(folder / "many", port, count=SERVICES, every_s=60)
    sizes = _probe(many, seconds=20)["memory"]
    return {
        "name": f"memory of the three programs with {SERVICES} services (proportional)",
        "value": sum(size["pss"] for size in sizes.values()),
        "unit": "MB",
        "resident": sum(size["rss"] for size in sizes.values()),
        "each": sizes,
        "goal": "≤ 225 MB",
    }


def _house(folder: Path, port: int, *, count: int, every_s: int) -> Path:
    """A data folder with a database of services, each with one HTTP check."""
    folder.mkdir(parents=True)
    database = open_database(str(folder / "statusboard.db"))
    with database.writing(datetime.now(UTC), loop("bench")) as unit:
        group = add_group(unit, "Shop").id
        for number in range(count):
            component = add_component(unit, name=f"Service {number}", group_id=group)
            add_check(
                unit,
                component_id=component.id,
                kind="http",
                config={"url": f"http://127.0.0.1:{port}/{number}"},
                interval=timedelta(seconds=every_s),
                deadline=timedelta(seconds=5),
            )
    database.close()
    return folder


def _probe(
    house: Path, *, seconds: float = WINDOW_S, busy_ms: float = 0, command: Sequence[str] = ()
) -> dict:
    called = [
        sys.executable,
        str(HERE / "window_probe.py"),
        str(house / "statusboard.db"),
        str(house),
        str(SETTLE_S),
        str(seconds),
        str(busy_ms),
        *command,
    ]
    done = subprocess.run(
        called,
        capture_output=True,
        text=True,
        timeout=seconds + 60,
        check=False,
        env={**os.environ, **LEAN},  # as packaging/run.py and the command line start it
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def _recorded_p99(house: Path, probe: dict) -> float:
    """The 99th percentile of what the collector wrote down meanwhile, in milliseconds."""
    start, stop = (round(probe[name] * 1_000_000) for name in ("began", "ended"))
    database = Database.open(str(house / "statusboard.db"), read_only=True)
    with database.reading(datetime.now(UTC)) as unit:
        rows = unit.connection.exec_driver_sql(
            "SELECT k, v FROM recent WHERE k >= ? AND k < ?", (first_key(start), first_key(stop))
        ).all()
    database.close()
    assert len({key & CHECK_MASK for key, _ in rows}) == CHECKS_A_SECOND
    times = [unpack_body(0, value).response_us for _, value in rows]
    return _p99(sorted(us / 1000 for us in times if us is not None))


def _p99(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.99)]


@contextlib.contextmanager
def _server() -> Iterator[int]:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    process.start()
    theirs.close()
    try:
        yield ours.recv()
    finally:
        ours.close()
        process.join(10)
        if process.is_alive():
            process.kill()
