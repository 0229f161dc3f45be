"""The file, its log, or the whole folder taken away under connections that are open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from statusboard.domain.instants import from_us
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group, read_groups
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.history import COLLECTOR, NOON_US

NOW = from_us(NOON_US)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "statusboard.db"


@pytest.fixture
def opened(file: Path) -> Iterator[Database]:
    database = Database.open(file)
    bring_to_head(database)
    yield database
    database.close()


@pytest.fixture
def reader(file: Path, opened: Database) -> Iterator[Database]:
    database = Database.open(file, read_only=True)
    assert groups(database) == []
    yield database
    database.close()


def add(database: Database, name: str) -> None:
    with database.writing(NOW, COLLECTOR) as unit:
        add_group(unit, name)


def groups(database: Database) -> list[str]:
    with database.reading(NOW) as unit:
        return [group.name for group in read_groups(unit)]


def test_nothing_is_written_into_a_file_that_was_deleted(
    opened: Database, reader: Database, file: Path
) -> None:
    file.unlink()

    for act in (lambda: add(opened, "Shop"), lambda: groups(opened), lambda: groups(reader)):
        with pytest.raises(Unavailable, match="not there any more"):
            act()
    assert not file.exists()


def test_nothing_is_made_where_the_whole_folder_was_deleted(opened: Database, file: Path) -> None:
    shutil.rmtree(file.parent)

    with pytest.raises(Unavailable, match="not there any more"):
        add(opened, "Shop")
    with pytest.raises(Unavailable, match="not there any more"):
        add(opened, "Shop")  # by a connection of its own, which is not to make a file
    assert not file.parent.exists()


def test_all_goes_on_when_the_file_is_back(
    opened: Database, reader: Database, file: Path, tmp_path: Path
) -> None:
    add(opened, "Shop")
    file.rename(tmp_path / "elsewhere")
    with pytest.raises(Unavailable):
        add(opened, "Till")

    (tmp_path / "elsewhere").rename(file)
    add(opened, "Till")

    assert groups(reader) == ["Shop", "Till"]


def test_who_reads_sees_another_file_and_who_writes_leaves_it_alone(
    opened: Database, reader: Database, file: Path, tmp_path: Path
) -> None:
    add(opened, "Shop")
    other = Database.open(tmp_path / "other.db")
    bring_to_head(other)
    add(other, "Another shop")
    other.close()

    for beside in file.parent.iterdir():
        beside.unlink()
    (tmp_path / "other.db").replace(file)

    for _ in range(2):  # nor by a connection of its own
        with pytest.raises(Unavailable, match="Another database was put in the place"):
            add(opened, "Till")
    assert groups(reader) == ["Another shop"]


def test_what_was_only_in_a_log_that_was_deleted_is_saved(
    opened: Database, reader: Database, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add(opened, "Shop")
    file.with_name("statusboard.db-wal").unlink()

    add(opened, "Till")

    assert groups(reader) == ["Shop", "Till"]
    assert groups(opened) == ["Shop", "Till"]
    assert "log of the database was deleted" in caplog.text
    caplog.clear()
