"""Files and folders that may not be written, tried by a process that is not root's: nobody's.

Root ignores the modes of files, so each look is a program of its own, as somebody without rights.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from statusboard.domain.instants import from_us
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from statusboard.storage.file_connections import may_be_written
from statusboard.storage.groups import add_group, read_groups
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.history import COLLECTOR, NOON_US

NOW = from_us(NOON_US)
ROOT = Path(__file__).parents[2]
LOOK = """
import sys
from datetime import UTC, datetime
from statusboard.errors import StatusBoardError
from statusboard.storage.database import Database
from statusboard.storage.groups import read_groups
try:
    with Database.open(sys.argv[1], read_only=True).reading(datetime.now(UTC)) as unit:
        print(*(group.name for group in read_groups(unit)), sep=", ")
except StatusBoardError as error:
    print(error)
"""
needs_another_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="only root can become somebody else",
)


def as_nobody(*code: str) -> subprocess.CompletedProcess[str]:
    """Runs Python as somebody without rights."""
    nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    return subprocess.run(
        [*nobody, sys.executable, "-B", "-c", *code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, unlike those of pytest."""
    if as_nobody("import statusboard.storage.engine").returncode:
        pytest.skip("somebody without rights may not read this checkout, or not run its Python")
    with tempfile.TemporaryDirectory(prefix="statusboard-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def file(open_folder: Path) -> Iterator[Path]:
    folder = open_folder / "desk"
    folder.mkdir()
    yield folder / "statusboard.db"
    folder.chmod(0o755)


@pytest.fixture
def writer(file: Path) -> Iterator[Database]:
    database = Database.open(file)
    bring_to_head(database)
    add(database, "Shop")
    yield database
    database.close()


def add(database: Database, name: str) -> None:
    with database.writing(NOW, COLLECTOR) as unit:
        add_group(unit, name)


def seal(file: Path) -> None:
    """File and folder may be read by everybody, and written by nobody but root."""
    for beside in file.parent.iterdir():
        beside.chmod(0o444)
    file.parent.chmod(0o555)


def seen_by_nobody(file: Path) -> str:
    """What somebody without rights sees."""
    ran = as_nobody(LOOK, str(file))
    assert ran.stderr == ""
    return ran.stdout.strip()


@needs_another_user
def test_a_file_that_nobody_works_on_is_read_as_it_stands(file: Path, writer: Database) -> None:
    writer.close()
    seal(file)

    assert seen_by_nobody(file) == "Shop"
    assert [found.name for found in file.parent.iterdir()] == [file.name]


@needs_another_user
def test_who_may_not_write_reads_along_with_a_program_at_work(file: Path, writer: Database) -> None:
    seal(file)
    add(writer, "Till")  # in the log alone: nobody has checkpointed

    assert seen_by_nobody(file) == "Shop, Till"


@needs_another_user
def test_what_a_killed_program_left_in_its_log_is_read(
    file: Path, writer: Database, open_folder: Path
) -> None:
    shutil.copytree(file.parent, open_folder / "copy")
    seal(open_folder / "copy" / file.name)

    assert seen_by_nobody(open_folder / "copy" / file.name) == "Shop"


@needs_another_user
def test_a_log_that_cannot_be_put_in_order_here_is_said_and_never_left_out(
    file: Path, writer: Database, open_folder: Path
) -> None:
    shutil.copytree(file.parent, open_folder / "copy")
    (open_folder / "copy" / f"{file.name}-shm").unlink()
    seal(open_folder / "copy" / file.name)

    assert "Open it once where its folder may be written" in seen_by_nobody(
        open_folder / "copy" / file.name
    )


def test_a_file_that_somebody_begins_to_write_is_not_believed_half(
    file: Path, writer: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    reader = Database.open(file, read_only=True)

    def read_while_somebody_begins() -> None:
        with reader.reading(NOW) as unit:
            assert len(read_groups(unit)) == 1
            add(writer, "Till")

    try:
        with pytest.raises(Unavailable, match="while it was read"):
            read_while_somebody_begins()
        with reader.reading(NOW) as unit:  # by another way, along with the program at work
            assert [group.name for group in read_groups(unit)] == ["Shop", "Till"]
        writer.close()
        with reader.reading(NOW) as unit:
            assert len(read_groups(unit)) == 2
    finally:
        reader.close()


def test_who_reads_last_leaves_one_file(file: Path, writer: Database) -> None:
    reader = Database.open(file, read_only=True)
    with reader.reading(NOW) as unit:
        assert len(read_groups(unit)) == 1

    writer.close()
    reader.close()

    assert [found.name for found in file.parent.iterdir()] == [file.name]


def test_a_file_that_is_not_there_yet_may_be_written_where_its_folder_may(tmp_path: Path) -> None:
    assert may_be_written(tmp_path / "deep" / "down" / "statusboard.db")
