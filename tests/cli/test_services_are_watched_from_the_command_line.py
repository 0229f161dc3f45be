"""The whole way without a window: apply, collect, status, uptime, in processes of their own."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.health.report import STATUS_REPORT
from statusboard.storage.database import Database
from tests.fixtures.at_work import at_work, wait_until

CHECKOUT = Path(__file__).resolve().parents[2]
BOUND_S = 120.0

FILE = """\
[[service]]
name = "Shop"

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:{port}/health"
  interval = "5s"
  deadline = "10s"
"""


def statusboard(database: Path, *arguments: str) -> str:
    """What a command prints, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "statusboard", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "STATUSBOARD_DATABASE": str(database)},
        capture_output=True,
        text=True,
        timeout=BOUND_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def service_of(database: Path) -> dict[str, Any]:
    """What `status` prints of the only service."""
    (service,) = json.loads(statusboard(database, "status", "--json"))["services"]
    return dict(service)


class InAnHour(SystemClock):
    """The machine's clock, an hour ahead."""

    def now(self) -> datetime:
        return super().now() + timedelta(hours=1)


def status_in_an_hour(database: Path) -> tuple[str, str]:
    """What would be said of the only service an hour from now."""
    with closing(Database.open(database, read_only=True)) as opened:
        report = Doorway(opened, InAnHour()).ask(STATUS_REPORT, None)
    (service,) = report["services"]
    return service["status"], service["reason"]


@pytest.mark.parametrize(("code", "status"), [(200, "operational"), (503, "major_outage")])
def test_a_service_is_seen_as_it_is(shop, tmp_path: Path, code: int, status: str) -> None:
    database, file = tmp_path / "statusboard.db", tmp_path / "services.toml"
    file.write_text(FILE.format(port=shop.port))
    shop.code = code
    statusboard(database, "apply", str(file))

    service: dict[str, Any] = {}

    def is_seen() -> bool:
        service.update(service_of(database))
        return bool(service["status"] == status)

    place = {"STATUSBOARD_DATABASE": str(database)}
    with at_work("statusboard", "collect", strict=True, in_order=True, **place) as collector:
        wait_until(lambda: bool(shop.asked), collector, what="it is asked", every_s=0.02)
        # While it goes on: soon after its end nobody knows how the service is.
        wait_until(is_seen, collector, what=f"it is {status}", every_s=0.5)
    (check,) = service["checks"]
    assert check["state"] == check["last_result"]["outcome"] == ("up" if code == 200 else "down")
    assert check["last_result"]["response_ms"] > 0
    assert service["since"].endswith("Z")
    assert status_in_an_hour(database) == ("unknown", "Nobody is watching.")
    (figure,) = json.loads(statusboard(database, "uptime", "--json"))["services"]
    assert figure["uptime_percent"] is None  # of 90 days, some seconds were observed
    assert len(figure["outages"]) == (0 if code == 200 else 1)
    assert (figure["down_seconds"] > 0) == (code != 200)
    assert 0 < figure["observed_seconds"] < 3_600
    assert 0 < figure["coverage_percent"] < 1


def test_watching_for_a_second_ends_by_itself(tmp_path: Path) -> None:
    said = statusboard(tmp_path / "statusboard.db", "collect", "--for", "1s")
    assert said == ""


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "services.toml").write_text(FILE.format(port=9))
    statusboard(tmp_path / "statusboard.db", "apply", str(tmp_path / "services.toml"))
    reading = subprocess.Popen(
        [sys.executable, "-m", "statusboard", "uptime", "--json"],
        cwd=CHECKOUT,
        env={**os.environ, "STATUSBOARD_DATABASE": str(tmp_path / "statusboard.db")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reading.stdout is not None
    reading.stdout.close()  # as `head` does after a line
    assert reading.stderr is not None
    with reading.stderr as said:
        assert said.read() == b""
    assert reading.wait(60) == 0


def test_a_second_collector_is_turned_away(tmp_path: Path) -> None:
    database = tmp_path / "statusboard.db"
    environment = {**os.environ, "STATUSBOARD_DATABASE": str(database)}
    command = [sys.executable, "-m", "statusboard", "collect", "--for", "120"]
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stderr=subprocess.PIPE, text=True
    ) as first:
        assert first.stderr is not None
        try:
            assert "listening" in first.stderr.readline()

            second = subprocess.run(
                command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
            )
        finally:
            first.terminate()
            rest = first.stderr.read()

    assert second.returncode == 3
    assert "already running" in second.stderr
    assert "Traceback" not in second.stderr + rest
    assert first.returncode == 0
