"""At the start: what was lost, hidden or damaged is said, with the last good copy, and kept."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from statusboard.domain.instants import from_us
from statusboard.errors import Damaged, RuleBroken, StatusBoardError, Unavailable
from statusboard.storage.copies import folder_beside, path_for
from statusboard.storage.copying import copy_file
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head, is_at_head
from tests.fixtures.damage import (
    cut_in_half,
    put_a_strange_log_beside,
    replace_header,
)
from tests.fixtures.history import NOON_US

HOW = ("by a program", "by who reads")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with a copy beside it."""
    file = tmp_path / "statusboard.db"
    with closing(Database.open(file)) as database:
        bring_to_head(database)
    copy_file(file, path_for(folder_beside(file), from_us(NOON_US), is_daily=True, ending="db"))
    return file


def empty(file: Path) -> None:
    file.write_bytes(b"")


def put_a_folder_there(file: Path) -> None:
    file.unlink()
    file.mkdir()


def opened_by(how: str, file: Path) -> StatusBoardError:
    reads = how == "by who reads"
    look = is_at_head if reads else bring_to_head
    with (
        closing(Database.open(file, read_only=reads)) as database,
        pytest.raises(StatusBoardError) as refusal,
    ):
        look(database)
    return refusal.value


def looks(file: Path) -> object:
    if file.is_file():
        return file.read_bytes()
    return file.exists()


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(
    "damage",
    [Path.unlink, empty, cut_in_half, replace_header, put_a_strange_log_beside],
    ids=lambda damage: damage.__name__,
)
def test_the_last_good_copy_is_named_and_nothing_is_changed(
    file: Path, damage: Callable[[Path], None], how: str
) -> None:
    damage(file)
    before = looks(file)

    opened_by(how, file)
    error = opened_by(how, file)  # nor by looking twice

    assert isinstance(error, Damaged)
    assert "2026-10-25 12:00 UTC" in str(error)
    assert f"“statusboard restore --database {file}”" in str(error)
    assert looks(file) == before


@pytest.mark.parametrize("how", HOW)
def test_a_folder_in_its_place_is_said(file: Path, how: str) -> None:
    put_a_folder_there(file)

    error = opened_by(how, file)

    assert isinstance(error, Unavailable)
    assert "Check that it is a file" in str(error)


@pytest.mark.parametrize("how", HOW)
def test_what_never_was_a_database_is_no_damage(file: Path, how: str) -> None:
    shutil.rmtree(folder_beside(file))
    file.write_text("A letter to my aunt.")

    error = opened_by(how, file)

    assert isinstance(error, RuleBroken)
    assert "is not a database" in str(error)
