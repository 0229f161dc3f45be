"""Everybody on a computer can read the arguments of its programs: no database stands there."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from statusboard.app.installation import Installation
from statusboard.app.processes.launch import DATABASE, launch, told_database
from statusboard.app.processes.supervisor import ChildSpec
from statusboard.app.programs import demo_world
from statusboard.app.programs.demo_world import DemoWorld
from statusboard.app.programs.roles import ROLES
from statusboard.errors import Unavailable

URL = "postgresql+psycopg://desk:s3cret@127.0.0.1:9/x"
ROOT = Path(__file__).parents[3]


def arguments_of(child: subprocess.Popen[bytes]) -> str:
    """What everybody can read of it. Empty for an instant: between its start and its program."""
    found: list[str] = []
    while not found and child.poll() is None:
        found = psutil.Process(child.pid).cmdline()
    return " ".join(found)


@pytest.mark.parametrize("role", ROLES)
def test_a_child_is_told_its_database_where_only_its_owner_reads(tmp_path: Path, role: str) -> None:
    spec = ChildSpec(Installation(URL, tmp_path), role)
    child = spec.start()
    try:
        arguments = arguments_of(child)
    finally:
        child.wait(60)
    assert f"child {role} --folder {tmp_path}" in arguments
    assert "127.0.0.1" not in arguments
    # It was told all the same: it went there, and found nobody.
    assert "s3cret" not in spec.log_file.read_text()
    assert "cannot be reached" in spec.last_words()


@pytest.mark.slow  # the same programs once more, with sample data
@pytest.mark.anyio
async def test_the_world_of_the_demo_is_told_likewise(tmp_path: Path) -> None:
    file = tmp_path / "statusboard.db"
    world = DemoWorld(Installation(str(file), tmp_path))
    try:
        await world.start()
        assert world._child is not None
        assert str(file) not in arguments_of(world._child)
    finally:
        await world.stop()
    assert file.exists()


@pytest.mark.anyio
async def test_a_world_that_is_not_ready_in_time_is_said_so_and_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_world, "READY_S", 0.001)
    world = DemoWorld(Installation(str(tmp_path / "statusboard.db"), tmp_path))
    try:
        with pytest.raises(Unavailable, match="The sample world did not start"):
            await world.start()
    finally:
        await world.stop()
    assert world._child is not None
    assert world._child.poll() is not None


@pytest.mark.anyio
async def test_a_world_that_was_never_started_has_nothing_to_end(tmp_path: Path) -> None:
    world = DemoWorld(Installation(URL, tmp_path))
    await world.stop()
    assert world._child is None


def test_the_pictures_are_told_likewise(tmp_path: Path) -> None:
    drawing = subprocess.Popen(
        [sys.executable, "-m", "statusboard", "screens", "--out", tmp_path],
        cwd=ROOT,
        env={**os.environ, DATABASE: URL},
        stderr=subprocess.PIPE,
    )
    found: list[str] = []
    process = psutil.Process(drawing.pid)
    while drawing.poll() is None and not found:
        # It becomes what draws, where the system can: what ends the one then ends the other.
        for each in process.children() if os.name == "nt" else [process]:
            try:
                found += [" ".join(each.cmdline())] if "ui.gallery" in each.cmdline() else []
            except psutil.Error:
                continue
    _, said = drawing.communicate(timeout=120)
    assert len(found) == 1
    assert "s3cret" not in found[0]
    assert b"cannot be reached" in said


def test_what_a_child_launches_itself_does_not_inherit_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE, URL)
    assert told_database() == URL
    assert told_database() == ""

    log_file = tmp_path / "child.log"
    assert launch("this", [], log_file=log_file).wait(60) == 0
    assert "s3cret" not in log_file.read_text()
