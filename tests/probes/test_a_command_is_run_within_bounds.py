"""Commands: off until their folder is chosen, no shell, an empty environment, bounds on it all."""

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from statusboard.app.settings import COMMANDS_FOLDER, DEMO
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.domain.check import Check
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.command import DECLARATION as COMMAND
from statusboard.probes.web.connections import Connections
from tests.fixtures.clock import ManualClock

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform == "win32", reason="its programs are no scripts of a shell"),
]

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "checks"
    made.mkdir()
    return made


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a program of the folder."""

    def made(text: str, name: str = "check", *, mode: int = 0o755) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(mode)
        return path

    return made


async def asked(
    folder: Path | None, *, within_ms: int = 20_000, demo: bool = False, **config: object
) -> Answer:
    connections = Connections()
    try:
        runner = Runner({"command": COMMAND}, connections, ManualClock(), Seats())
        runner.follow({COMMANDS_FOLDER: str(folder) if folder else None, DEMO: demo})
        deadline = timedelta(milliseconds=within_ms)
        given = {"command": "check", **config}
        return (await runner.ask(Check(1, 1, "command", given, deadline=deadline))).answer
    finally:
        await connections.aclose()


@pytest.mark.parametrize(
    ("code", "outcome", "reason"),
    [
        (0, Outcome.UP, Reason.OK),
        (1, Outcome.DEGRADED, Reason.COMMAND),
        (2, Outcome.DOWN, Reason.COMMAND),
        (3, Outcome.UNKNOWN, Reason.SOURCE_SILENT),
        (77, Outcome.UNKNOWN, Reason.SOURCE_SILENT),
    ],
)
async def test_it_ends_as_plug_ins_of_nagios_do(
    folder: Path, write: Write, code: int, outcome: Outcome, reason: Reason
) -> None:
    write(f"echo 'QUEUE: 7 letters wait | wait=7'\necho more\nexit {code}")
    got = await asked(folder)
    assert (got.outcome, got.reason) == (outcome, reason)
    assert got.detail.startswith("QUEUE: 7 letters wait")
    assert "|" not in got.detail
    assert "< more" in got.transcript


async def test_without_a_folder_nothing_is_run(folder: Path, write: Write) -> None:
    write("touch ran")
    got = await asked(None)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "an administrator allows them" in got.detail
    assert not (folder / "ran").exists()


async def test_with_sample_data_nothing_is_run(folder: Path, write: Write) -> None:
    write("touch ran")
    assert (await asked(folder, demo=True)).reason is Reason.NOT_CONFIGURED
    assert not (folder / "ran").exists()


async def test_what_is_no_program_of_the_folder_is_not_run(folder: Path, write: Write) -> None:
    write("exit 0", "plain", mode=0o644)
    (folder / "link").symlink_to("/bin/true")
    (folder / "inner").mkdir()
    for name, words in (
        ("missing", "No such file"),
        ("plain", "not marked as executable"),
        ("link", "such as a link"),
        ("inner", "no file of its own"),
    ):
        got = await asked(folder, command=name)
        assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
        assert words in got.detail


async def test_arguments_are_handed_over_as_they_are(folder: Path, write: Write) -> None:
    write('for each in "$@"; do echo "[$each]"; done')
    got = await asked(folder, arguments="two words\n$(touch ran); `id`\n-w\n")
    assert got.transcript[:3] == ("< [two words]", "< [$(touch ran); `id`]", "< [-w]")
    assert not (folder / "ran").exists()


async def test_nothing_of_our_environment_is_handed_on(
    folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATUSBOARD_DATABASE", "postgresql://user:op3n-sesame@db/x")
    write("env")
    got = await asked(folder)
    names = {line.removeprefix("< ").partition("=")[0] for line in got.transcript}
    assert "STATUSBOARD_DATABASE" not in names
    assert names <= {"PATH", "LC_ALL", "PWD", "SHLVL", "_", "OLDPWD", "ended with 0"}


async def test_one_that_does_not_end_is_stopped_with_all_that_it_started(
    folder: Path, write: Write
) -> None:
    write("sleep 600 &\necho $! > child\nsleep 600")
    got = await asked(folder, within_ms=2_000)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)
    assert "did not end within" in got.detail
    assert is_gone(int((folder / "child").read_text()))


async def test_one_that_says_too_much_is_stopped(folder: Path, write: Write) -> None:
    write("while true; do echo noise; done")
    got = await asked(folder)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)
    assert "more than 64 kB" in got.detail


async def test_one_that_is_killed_says_nothing_of_the_service(folder: Path, write: Write) -> None:
    write("kill -9 $$")
    got = await asked(folder)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.SOURCE_SILENT)
    assert "ended by SIGKILL" in got.detail


async def test_one_that_cannot_be_started_is_told(folder: Path, write: Write) -> None:
    path = write("")
    path.write_text("#!/nowhere/at/all\n")
    got = await asked(folder)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "could not be started" in got.detail


async def test_cancelling_stops_it(folder: Path, write: Write) -> None:
    os.mkfifo(folder / "started")
    write("echo $$ > started\nsleep 600")
    asking = asyncio.create_task(asked(folder))
    number = int(await asyncio.to_thread((folder / "started").read_text))
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert is_gone(number)


def is_gone(number: int) -> bool:
    """Whether a process ends in a moment; one that nobody has looked at since has, too."""
    try:
        process = psutil.Process(number)
        if process.status() != psutil.STATUS_ZOMBIE:
            psutil.wait_procs([process], timeout=5)
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
