"""Starts a part of StatusBoard in a process of its own, with this installation's code."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import statusboard
from statusboard.app.processes.logs import LOG_FILE, open_log

# Threads that each take a heap of their own cost tens of megabytes in programs that run for
# months; what is computed here is far too small for several.
LEAN = {"MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"}
# How a child is told its database. A URL may hold a password, and everybody on a computer can read
# the arguments of a program; what it was given in its environment, its owner alone.
DATABASE = "STATUSBOARD_DATABASE"


def launch(
    module: str,
    arguments: Sequence[str],
    *,
    log_file: Path,
    database: str | None = None,
    talks: bool = False,
    hands: Sequence[int] = (),
) -> "subprocess.Popen[bytes]":
    """The process of `python -m module arguments`; what it prints goes to the log.

    Its database and its log are told to it in its environment (`told_database`, `begin_log`).

    It stands in a session of its own: what ends this process does not end it. With `talks` its
    standard input stays open until we close it or die, and its standard output is ours to read.
    It gets the files that we have open by the numbers in `hands`, under the same; not on Windows.
    Raises OSError.
    """
    root = str(Path(statusboard.__file__).parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {
        **LEAN,
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        LOG_FILE: str(log_file),
    }
    if database is not None:
        environment[DATABASE] = database
    # -P: nothing in the folder where the person stands hides what is ours.
    with os.fdopen(open_log(log_file), "ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE if talks else subprocess.DEVNULL,
            stdout=subprocess.PIPE if talks else output,
            stderr=output,
            env=environment,
            start_new_session=True,
            pass_fds=hands,
        )


async def reap(child: "subprocess.Popen[bytes]", patience_s: float) -> None:
    """Waits for a child that was told to end; ends it where it does not, less and less gently."""
    loop = asyncio.get_running_loop()
    for end in (None, child.terminate, child.kill):
        if end is not None:
            end()
        with contextlib.suppress(subprocess.TimeoutExpired):
            await loop.run_in_executor(None, child.wait, patience_s)
            return


def told_database() -> str:
    """The database that this process was told by whoever launched it, taken out of its environment.

    What it launches itself is not to inherit it.
    """
    return os.environ.pop(DATABASE, "")
