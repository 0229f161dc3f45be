"""The notice desk: what a key costs in a long text, how soon a page is read back, and suggested.

All of it in the real window with its real programs, a page in a folder, and a shop on loopback.
The machine counts in every figure: nothing here is measured without the rest of the program.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import tomli_w
from sqlalchemy import select

from statusboard.app.processes.launch import LEAN
from statusboard.storage.database import Database
from statusboard.storage.tables import CHANGE_LOG

HERE = Path(__file__).parent
SERVICES = 8
BOUND_S = 600


class Shop(BaseHTTPRequestHandler):
    """Every path is well until `/fail/PATH` was asked for."""

    failing: frozenset[str] = frozenset()

    def do_GET(self) -> None:
        if self.path.startswith("/fail/"):
            type(self).failing |= {self.path.removeprefix("/fail")}
        self.send_response(503 if self.path in type(self).failing else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


def measure() -> list[dict[str, object]]:
    """The figures of the issue that have to do with writing and publishing notices."""
    with _shop() as port, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        url = str(folder / "statusboard.db")
        _desk(folder, url, port)
        probe = _probe(url, folder, port)
        lags_ms = _lags(url, probe["suggested"])
    taken, drawn, whole, judged, late = (
        sorted(probe[one]) for one in ("taken_ms", "drawn_ms", "whole_ms", "judged_ms", "late_ms")
    )
    published = sorted(probe["published_ms"])
    return [
        _row("a key in 2,000 words until it is taken: median", _median(taken), 16),
        _row("a key in 2,000 words until it is taken: p99", _p99(taken), 16),
        _row("a key in 2,000 words until it is drawn, too: median", _median(drawn), 16),
        _row("a key in 2,000 words until it is drawn, too: p99", _p99(drawn), 16),
        _row("a key in 2,000 words with all of the window drawn: median", _median(whole), None),
        _row("a pause in 2,000 words until they are judged: median", _median(judged), 16),
        _row("a pause in 2,000 words until they are judged: p99", _p99(judged), 16),
        _row("the largest gap of the window while these were typed", late[-1], None),
        _row(f"Publish to the page read back: median of {len(published)}", _median(published), 300)
        | {"each": published},
        _row(f"the verdict to the suggestion on the board: p95 of {SERVICES}", lags_ms[-1], 1000)
        | {"median": _median(lags_ms), "each": lags_ms},
    ]


def _row(name: str, value: float, most_ms: int | None) -> dict[str, object]:
    goal = "" if most_ms is None else f"≤ {most_ms} ms"
    return {"name": name, "value": value, "unit": "ms", "goal": goal}


def _median(values: list[float]) -> float:
    return statistics.median(values)


def _p99(ordered: list[float]) -> float:
    return ordered[int(len(ordered) * 0.99)]


def _lags(url: str, suggested: list[tuple[float, float]]) -> list[float]:
    """From the verdict that was recorded to the board, in milliseconds, the shortest first."""
    with (
        closing(Database.open(url, read_only=True)) as database,
        database.reading(datetime.now(UTC)) as unit,
    ):
        rows = unit.connection.execute(select(CHANGE_LOG)).all()
    turned = sorted(row.at_us / 1_000_000 for row in rows if '"states"' in row.topics)
    lags = []
    for failed, seen in suggested:
        recorded = next(at for at in turned if at > failed)
        lags.append((seen - recorded) * 1000)
    return sorted(lags)


def _desk(folder: Path, url: str, port: int) -> None:
    (folder / "page").mkdir()
    check = {"kind": "http", "interval": "1s", "deadline": "5s"}
    services = [
        {"name": f"Shop {n}", "check": [check | {"url": f"http://127.0.0.1:{port}/{n}"}]}
        for n in range(1, SERVICES + 1)
    ]
    target = {"kind": "folder", "path": str(folder / "page")}
    desk = {"target": [target], "service": services}
    (folder / "desk.toml").write_text(tomli_w.dumps(desk))
    subprocess.run(
        [
            *(sys.executable, "-m", "statusboard", "apply", str(folder / "desk.toml")),
            *("--database", url),
        ],
        check=True,
        capture_output=True,
    )


def _probe(url: str, folder: Path, port: int) -> dict:
    called = [
        *(sys.executable, str(HERE / "notice_probe.py"), url, str(folder)),
        *(f"http://127.0.0.1:{port}", str(SERVICES)),
    ]
    done = subprocess.run(
        called,
        capture_output=True,
        text=True,
        timeout=BOUND_S,
        check=False,
        env={**os.environ, **LEAN},  # as packaging/run.py and the command line start it
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def _shop() -> Iterator[int]:
    Shop.failing = frozenset()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
