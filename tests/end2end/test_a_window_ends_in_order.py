"""`python -m ui` as a process: ended by the desktop it ends its programs, killed it does not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from statusboard.app.bootstrap import Place, place
from statusboard.app.pipe import Address
from statusboard.app.programs import ROLES

ROOT = Path(__file__).parents[2]
BOUND_S = 40.0


def until(wanted: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + BOUND_S
    while not wanted():
        assert time.monotonic() < ends, f"did not happen: {what}"
        time.sleep(0.02)


def programs(where: Place) -> list[int]:
    """The processes of the programs that can be reached."""
    addresses = [Address.read(where.address_file(role)) for role in ROLES]
    return [address.pid for address in addresses if address is not None]


@pytest.fixture
def window(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[bytes]", Place]]:
    """A window on a fresh database whose two programs are running."""
    database = str(tmp_path / "statusboard.db")
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "--database", database], cwd=ROOT, env=dict(os.environ)
    )
    where = place(database)
    until(lambda: len(programs(where)) == len(ROLES), "both programs run")
    yield process, where
    for pid in programs(where):
        if psutil.pid_exists(pid):
            os.kill(pid, signal.SIGKILL)
    if process.poll() is None:
        process.kill()
    process.wait(BOUND_S)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_window_that_is_asked_to_end_says_goodbye(
    window: tuple["subprocess.Popen[bytes]", Place],
) -> None:
    process, where = window
    running = programs(where)
    process.terminate()
    assert process.wait(BOUND_S) == 0
    until(lambda: not any(map(psutil.pid_exists, running)), "the programs end with it")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_window_that_is_killed_leaves_the_watch_to_the_next_one(
    window: tuple["subprocess.Popen[bytes]", Place],
) -> None:
    process, where = window
    running = programs(where)
    process.kill()
    process.wait(BOUND_S)
    assert all(map(psutil.pid_exists, running))
    next_window = subprocess.Popen(
        [sys.executable, "-m", "ui", "--database", where.database], cwd=ROOT, env=dict(os.environ)
    )
    office = psutil.Process(Address.read(where.address_file("office")).pid)
    until(lambda: len(office.net_connections()) > 1, "the next window talks to the same office")
    assert programs(where) == running
    next_window.terminate()
    assert next_window.wait(BOUND_S) == 0
    until(lambda: not any(map(psutil.pid_exists, running)), "the programs end with the last window")
