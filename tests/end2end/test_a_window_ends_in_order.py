"""`python -m ui` as a process: ended by the desktop it ends its programs, killed it does not."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from statusboard.app.installation import Installation, locate, open_database
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.processes.pipe import Address
from statusboard.app.programs.roles import ROLES
from statusboard.app.programs.serve_note import at_work
from tests.fixtures.free_port import free_port
from tests.fixtures.processes import has_ended
from tests.fixtures.speaking import Newsroom

ROOT = Path(__file__).parents[2]
BOUND_S = 120.0


def until(wanted: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + BOUND_S
    while not wanted():
        assert time.monotonic() < ends, f"did not happen: {what}"
        time.sleep(0.02)


def programs(where: Installation) -> list[int]:
    """The processes of the programs that can be reached."""
    addresses = [Address.read(where.address_file(role)) for role in ROLES]
    return [address.pid for address in addresses if address is not None]


@contextmanager
def opened(database: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A window of that database, which is gone afterwards whatever happens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "--database", database], cwd=ROOT, env=dict(os.environ)
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(BOUND_S)


def talk(process: "subprocess.Popen[bytes]", where: Installation) -> bool:
    """Whether a window is connected to each of the programs."""
    ports = {address.port for role in ROLES if (address := Address.read(where.address_file(role)))}
    connections = psutil.Process(process.pid).net_connections("tcp")
    return ports <= {one.raddr.port for one in connections if one.status == psutil.CONN_ESTABLISHED}


@pytest.fixture
def window(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[bytes]", Installation]]:
    """A window on a fresh database whose two programs are running."""
    database = str(tmp_path / "statusboard.db")
    where = locate(database)
    with opened(database) as process:
        try:
            until(lambda: len(programs(where)) == len(ROLES), "both programs run")
            yield process, where
        finally:
            for pid in programs(where):
                if not has_ended(pid):
                    os.kill(pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL], ids=["asked", "killed"])
def test_the_page_server_of_a_window_comes_and_goes_with_it(
    window: tuple["subprocess.Popen[bytes]", Installation], end: signal.Signals
) -> None:
    process, where = window
    with closing(open_database(where.database)) as opened:
        wanted = {"server.port": free_port(), "server.in_window": True}
        Newsroom(opened).do(choose_settings, ChooseSettings(wanted))
    until(lambda: at_work(where) is not None, "a page server is at work")
    note = at_work(where)
    assert note is not None
    process.send_signal(end)
    process.wait(BOUND_S)
    until(lambda: at_work(where) is None, "it has ended")
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(note.url, timeout=BOUND_S)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_window_that_is_asked_to_end_says_goodbye(
    window: tuple["subprocess.Popen[bytes]", Installation],
) -> None:
    process, where = window
    running = programs(where)
    process.terminate()
    assert process.wait(BOUND_S) == 0
    until(lambda: all(map(has_ended, running)), "the programs end with it")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_window_that_is_killed_leaves_the_watch_to_the_next_one(
    window: tuple["subprocess.Popen[bytes]", Installation],
) -> None:
    process, where = window
    running = programs(where)
    process.kill()
    process.wait(BOUND_S)
    assert not any(map(has_ended, running))
    with opened(where.database) as next_window:
        until(lambda: talk(next_window, where), "the next window talks to the same programs")
        assert programs(where) == running
        next_window.terminate()
        assert next_window.wait(BOUND_S) == 0
    until(lambda: all(map(has_ended, running)), "the programs end with the last window")
