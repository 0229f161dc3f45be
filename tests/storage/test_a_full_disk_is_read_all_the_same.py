"""A disk without room for anything: what is there is read, and what cannot be written is said."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from statusboard.domain.instants import from_us
from statusboard.errors import Unavailable
from statusboard.storage.copies import folder_beside, path_for
from statusboard.storage.copying import copy_file
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group, read_groups
from statusboard.storage.migrate import bring_to_head, is_at_head
from tests.fixtures.history import COLLECTOR, NOON_US

NOW = from_us(NOON_US)
SIZE = 2 * 1024 * 1024
needs_a_disk = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None,
    reason="only root can mount a disk of its own",
)


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of two megabytes."""
    with tempfile.TemporaryDirectory(prefix="statusboard-test-") as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", name]
        if subprocess.run(mount, check=False, capture_output=True).returncode:
            pytest.skip("no disk can be mounted here")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(bytes(512))
        except OSError:
            return


@needs_a_disk
def test_a_full_disk_is_read_again_and_again_and_gets_no_half_copy(disk: Path) -> None:
    file = disk / "statusboard.db"
    with closing(Database.open(file)) as database:
        bring_to_head(database)
        with database.writing(NOW, COLLECTOR) as unit:
            add_group(unit, "Shop")
    fill(disk)

    for _ in range(3):
        with closing(Database.open(file, read_only=True)) as reader:
            assert is_at_head(reader)
            with reader.reading(NOW) as unit:
                assert len(read_groups(unit)) == 1
    for copies in (folder_beside(file), disk):
        with pytest.raises(Unavailable, match=r"no room|No space"):
            copy_file(file, path_for(copies, NOW, is_daily=True, ending="db"))
    assert not list(disk.rglob("*.unfinished"))
    with (
        closing(Database.open(file)) as database,
        pytest.raises(Unavailable, match=r"disk.*(full|room)"),
        database.writing(NOW, COLLECTOR) as unit,
    ):
        add_group(unit, "Till")

    (disk / "filling").unlink()
    with closing(Database.open(file)) as database, database.writing(NOW, COLLECTOR) as unit:
        add_group(unit, "Till")
        assert len(read_groups(unit)) == 2
