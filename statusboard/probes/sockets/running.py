"""Runs one program of a folder: no shell, an empty environment, and bounds on time and output."""

import asyncio
import contextlib
import os
import signal
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from statusboard.domain.letters import as_shown
from statusboard.domain.result import Reason
from statusboard.probes.sockets.answering import quoted
from statusboard.probes.web.failure import Failed

MOST_OUTPUT = 64_000
# What programs are looked for by, where one starts another; nothing else of ours is handed on.
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
# Windows starts nothing without it.
_NEEDED = ("SYSTEMROOT",) if sys.platform == "win32" else ()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended, and the first lines of what it said."""

    code: int
    lines: tuple[str, ...]


def program_in(folder: Path, name: str) -> Path:
    """The program of that name. Raises Failed with NOT_CONFIGURED where it may not be run."""
    path = folder / name
    try:
        is_file = stat.S_ISREG(path.lstat().st_mode)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise _not_run(name, f"it is not in {folder}: {why}") from error
    # A link could lead to any program, and whoever made it need not be who chose the folder.
    if not is_file:
        raise _not_run(name, "it is no file of its own, such as a link")
    if not os.access(path, os.X_OK):
        raise _not_run(name, "it is not marked as executable")
    return path


async def run(program: Path, arguments: Sequence[str], *, within_s: float) -> Ended:
    """Runs it to its end. Raises Failed where it could not be started, or had to be stopped."""
    process = await _started(program, arguments)
    try:
        async with asyncio.timeout(within_s):
            output = await _output(process)
            code = await process.wait()
    except TimeoutError as error:
        detail = f"the command {program.name} did not end within {within_s:.3g} s and was stopped"
        raise Failed(Reason.SOURCE_SILENT, detail) from error
    finally:
        await _stop(process)
    if code < 0:
        detail = f"the command {program.name} was ended by {_signal_name(-code)}"
        raise Failed(Reason.SOURCE_SILENT, detail)
    return Ended(code, as_lines(output))


async def _started(program: Path, arguments: Sequence[str]) -> asyncio.subprocess.Process:
    """The program, running. Whoever is cancelled meanwhile leaves none behind."""
    own = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            program,
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=program.parent,
            env={**_ENVIRONMENT, **own},
            start_new_session=True,
        )
    )
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        with contextlib.suppress(OSError, ValueError):
            await _stop(await starting)
        raise
    except (OSError, ValueError) as error:
        raise _not_run(program.name, f"it could not be started: {error}") from error


def as_lines(output: bytes) -> tuple[str, ...]:
    """What was said, as lines that can be shown."""
    text = output.decode("utf-8", "replace")
    return tuple(quoted(as_shown(line)) for line in text.splitlines() if line.strip())


async def _output(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None
    output = b""
    while came := await process.stdout.read(8_000):
        output += came
        if len(output) > MOST_OUTPUT:
            detail = f"the command said more than {MOST_OUTPUT // 1_000} kB and was stopped"
            raise Failed(Reason.SOURCE_SILENT, detail)
    return output


async def _stop(process: asyncio.subprocess.Process) -> None:
    """Ends it and whatever it started, and returns when it is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
        elif process.returncode is None:
            process.kill()
    # First: to close what still runs looks whether it ended, and takes that from who waits for it.
    await process.wait()
    # asyncio has no other way to close a pipe that was not read to its end.
    process._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001
    await asyncio.sleep(0)  # the pipe is closed in the loop's next turn


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _not_run(name: str, why: str) -> Failed:
    return Failed(Reason.NOT_CONFIGURED, f"the command {name} was not run: {why}")
