"""A program that a test starts is a clone of one that has imported it, and behaves as a fresh one.

Where this did not hold, the tests that start programs would prove nothing of real ones.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.fixtures.quick_starts import CHECKOUT, SCRIPT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each begins afresh")


@contextmanager
def serving(**more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that goes on until it is ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "statusboard.demo.new_relic.program", "--port", "0"],
        env={**os.environ, **more},
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
    ) as process:
        yield process
        process.kill()


def is_clone(process: "subprocess.Popen[bytes]") -> bool:
    return str(SCRIPT) in psutil.Process(process.pid).cmdline()


def ran(*arguments: str, fresh: bool = False) -> tuple[int, str, str]:
    # With a seed of its own for hashes, an interpreter has to be a fresh one.
    seed = {"PYTHONHASHSEED": "7"} if fresh else {}
    done = subprocess.run(
        [sys.executable, "-m", "statusboard", *arguments],
        env={**os.environ, **seed},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_it_is_our_child_and_a_clone() -> None:
    with serving() as process:
        assert is_clone(process)
        assert psutil.Process(process.pid).ppid() == os.getpid()


def test_what_decides_how_python_begins_begins_it_afresh() -> None:
    with serving(PYTHONHASHSEED="7") as process:
        assert not is_clone(process)


@pytest.mark.parametrize(
    "words", [("--version",), ("no-such-command",), ("status",)], ids=lambda words: words[0]
)
def test_it_says_and_ends_as_a_fresh_one(words: tuple[str, ...], tmp_path: Path) -> None:
    place = () if words[0] != "status" else ("--database", str(tmp_path / "none.db"))

    assert ran(*words, *place) == ran(*words, *place, fresh=True)


def test_it_ends_by_a_signal_as_any_child() -> None:
    with serving() as process:
        process.send_signal(signal.SIGKILL)

        assert process.wait() == -signal.SIGKILL


def test_it_has_no_files_of_ours_but_those_it_was_given() -> None:
    reads, writes = os.pipe()
    try:
        with serving() as process:
            theirs = {file.readlink() for file in Path(f"/proc/{process.pid}/fd").iterdir()}
        assert Path(f"/proc/self/fd/{reads}").readlink() not in theirs
    finally:
        os.close(reads)
        os.close(writes)
