"""A collector and an office, each a process: what fails is suggested soon, and nothing is sent."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from sqlalchemy import Table, select

from statusboard.app.clock import SystemClock
from statusboard.storage import leases
from statusboard.storage.database import Database
from statusboard.storage.tables import CHANGE_LOG, DISPATCH, INCIDENT, NOTICE, REVISION
from tests.cli.test_services_are_watched_from_the_command_line import statusboard
from tests.fixtures.at_work import Program, at_work, wait_until

SERVICES = 4
FILE = """\
[[service]]
name = "Shop {number}"

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:{port}/{number}"
  interval = "1s"
  deadline = "10s"
"""
# Only a test that fails is as slow as that; the figure itself is printed (-s), and stands in the
# report of whoever measures on a machine at rest.
SLOWEST_S = 10.0


class Shop(BaseHTTPRequestHandler):
    """Well until it is told which paths fail."""

    failing: frozenset[str] = frozenset()

    def do_GET(self) -> None:
        self.send_response(503 if self.path in type(self).failing else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def shop_open() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def running(database: Path, role: str) -> Iterator[Program]:
    """One of the two, which ends in order when it is asked to."""
    place = {"STATUSBOARD_DATABASE": str(database)}
    with at_work("statusboard", role, strict=True, in_order=True, **place) as program:
        yield program


def turns(opened: Database) -> list[int]:
    """When states turned, in microseconds."""
    with opened.reading(SystemClock().now()) as unit:
        rows = unit.connection.execute(select(CHANGE_LOG.c.at_us, CHANGE_LOG.c.topics)).all()
    return [row.at_us for row in rows if '"states"' in row.topics]


def rows(opened: Database, table: Table) -> list[object]:
    with opened.reading(SystemClock().now()) as unit:
        return list(unit.connection.execute(select(table)).all())


def is_at_work(opened: Database, role: str) -> bool:
    with opened.reading(SystemClock().now()) as unit:
        lease = leases.read(unit, role)
        return lease is not None and lease.is_held(unit.now_us)


def saves(opened: Database) -> list[int]:
    """When suggestions were written, in microseconds."""
    with opened.reading(SystemClock().now()) as unit:
        return list(unit.connection.execute(select(REVISION.c.saved_us)).scalars())


def test_what_fails_is_suggested_soon_after_the_verdict_and_nothing_is_sent(
    tmp_path: Path,
) -> None:
    database = tmp_path / "statusboard.db"
    lags = []
    with shop_open() as port:
        text = "\n".join(FILE.format(number=n, port=port) for n in range(SERVICES))
        (tmp_path / "services.toml").write_text(text)
        statusboard(database, "apply", str(tmp_path / "services.toml"))
        with (
            running(database, "collect") as collector,
            running(database, "office") as office,
            closing(Database.open(database, read_only=True)) as opened,
        ):
            both = (collector, office)
            wait_until(lambda: is_at_work(opened, "office"), *both, what="the office is at work")
            wait_until(lambda: bool(turns(opened)), *both, what="a state is known")
            for number in range(SERVICES):
                before = len(saves(opened))
                known = max(turns(opened))
                Shop.failing |= {f"/{number}"}
                wait_until(
                    lambda: len(saves(opened)) > before,  # noqa: B023 - called at once
                    *both,
                    what=f"/{number} is suggested",
                    every_s=0.02,
                )
                verdict = min(at_us for at_us in turns(opened) if at_us > known)
                lags.append((saves(opened)[-1] - verdict) / 1_000_000)
        Shop.failing = frozenset()
        with closing(Database.open(database, read_only=True)) as opened:
            drafts, told, sent = (
                len(rows(opened, table)) for table in (NOTICE, INCIDENT, DISPATCH)
            )
    print(f"suggested after the verdict: median {median(lags):.2f} s, most {max(lags):.2f} s")
    assert (drafts, told, sent) == (1, 0, 0)
    assert max(lags) < SLOWEST_S
