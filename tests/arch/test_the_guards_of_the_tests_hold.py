"""The guards in tests/plugins are seen to fail: each is broken once, in a run of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis.internal.conjecture import providers

CHECKOUT = Path(__file__).resolve().parents[2]

OFFENDERS = """
import asyncio, logging, os, pathlib, socket, threading, time
import pytest
from hypothesis import given, strategies

def test_warns(): logging.getLogger("statusboard.x").warning("event")
def test_warns_allowed(allow_logs):
    heard = allow_logs("statusboard")
    logging.getLogger("statusboard.x").warning("event")
    assert [r.getMessage() for r in heard] == ["event"]
def test_errs_though_warnings_are_allowed(allow_logs):
    allow_logs("statusboard")
    logging.getLogger("statusboard.x").error("event")
def test_reads_the_log_and_clears_it(caplog):
    logging.getLogger("statusboard.x").warning("event")
    assert "event" in caplog.text
    caplog.clear()
def test_reads_the_log_and_leaves_it(caplog):
    logging.getLogger("statusboard.x").warning("event")

DONE = threading.Event()
def test_leaves_a_thread(): threading.Thread(target=DONE.wait, args=(60,), name="left").start()
def test_joins_its_thread():
    DONE.set()
    thread = threading.Thread(target=time.monotonic); thread.start(); thread.join()

@pytest.mark.anyio
async def test_leaves_a_task():
    global task
    task = asyncio.get_running_loop().create_task(asyncio.Event().wait())
@pytest.mark.anyio
async def test_ends_its_task():
    asyncio.get_running_loop().create_task(asyncio.Event().wait()).cancel()

def test_reaches_out(): socket.create_connection(("192.0.2.1", 80), timeout=1)
def test_reaches_out_and_swallows_it():
    try: socket.create_connection(("192.0.2.1", 80), timeout=1)
    except BaseException: pass
def test_asks_for_a_name(): socket.getaddrinfo("statusboard.net", 80)
def test_asks_for_a_name_that_is_nowhere():
    with pytest.raises(socket.gaierror): socket.getaddrinfo("nowhere.invalid", 80)
def test_talks_to_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_leaves_a_socket_open():
    sock = socket.socket(); sock = None
    import gc; gc.collect()

def test_has_a_home_of_its_own():
    assert "homes" in os.environ["HOME"] and not list(pathlib.Path.home().iterdir())

@given(strategies.integers())
def test_takes_examples(n): assert n == n

def test_leaves_a_timer(qapp):
    from PySide6.QtCore import QTimer
    global timer
    timer = QTimer(); timer.start(1000)
def test_leaves_a_window_with_a_timer(qapp):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget
    global window
    window = QWidget()
    QTimer(window).start(1000)
def test_leaves_objects_frozen():
    import gc
    gc.freeze()
def test_stops_its_timer(qapp):
    from PySide6.QtCore import QTimer
    global timer
    timer = None
    mine = QTimer(); mine.start(1000); mine.stop()
def test_warns_through_qt(qapp):
    from PySide6.QtCore import qWarning
    qWarning("careful")
"""

# They are waited for in vain.
HURRIED = """

def pytest_collection_finish():
    from tests.plugins import nothing_left

    assert nothing_left.LEAVE_TIME_S > 1
    nothing_left.LEAVE_TIME_S = 0.1
"""

CAUGHT = {
    "test_warns",
    "test_errs_though_warnings_are_allowed",
    "test_reads_the_log_and_leaves_it",
    "test_leaves_a_thread",
    "test_leaves_a_task",
    "test_reaches_out",
    "test_reaches_out_and_swallows_it",
    "test_asks_for_a_name",
    "test_leaves_a_socket_open",
    "test_leaves_a_timer",
    "test_leaves_a_window_with_a_timer",
    "test_leaves_objects_frozen",
    "test_warns_through_qt",
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    folder = tmp_path_factory.mktemp("offenders")
    for_all = (CHECKOUT / "tests" / "conftest.py").read_text("utf-8")
    (folder / "conftest.py").write_text(for_all + HURRIED)
    (folder / "test_offenders.py").write_text(OFFENDERS)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-rA", "-q", "-c", str(CHECKOUT / "pyproject.toml")),
            *("--rootdir", str(folder), "--basetemp", str(folder / "temp"), str(folder)),
            *("-n", "1"),  # in a worker, where the guards have to hold
        ],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    found: dict[str, set[str]] = {"PASSED": set(), "FAILED": set(), "ERROR": set()}
    for word, name in re.findall(r"^(PASSED|FAILED|ERROR) .*::(\w+)", done.stdout, re.MULTILINE):
        found[word].add(name)
    assert found["PASSED"], done.stdout + done.stderr
    return found


def test_every_offence_is_caught(verdicts: dict[str, set[str]]) -> None:
    assert verdicts["FAILED"] | verdicts["ERROR"] == CAUGHT


def test_examples_do_not_depend_on_which_modules_are_loaded() -> None:
    assert len(providers._get_local_constants()) == 0


def test_innocent_tests_pass(verdicts: dict[str, set[str]]) -> None:
    innocent = set(re.findall(r"def (test_\w+)", OFFENDERS)) - CAUGHT

    assert innocent <= verdicts["PASSED"] - verdicts["ERROR"]
