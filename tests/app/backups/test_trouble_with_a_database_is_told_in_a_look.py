"""What keeps a window from its database: gone, emptied, or found damaged by somebody."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from statusboard.app.backups.copies import quick_look, remove_outlived
from statusboard.app.backups.trouble import TroubleWatch
from statusboard.app.installation import Installation, locate
from statusboard.errors import Damaged
from statusboard.storage.copies import folder_beside
from statusboard.storage.damage_note import is_noted, note_damage
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    return locate(str(tmp_path / "desk.db"))


def make(where: Installation) -> Path:
    file = where.file
    assert file is not None
    with closing(Database.open(file)) as database:
        bring_to_head(database)
    return file


def test_nothing_is_the_matter_at_the_first_start_and_while_all_is_well(
    where: Installation,
) -> None:
    watch = TroubleWatch(where)
    assert watch.look() is None
    make(where)
    assert watch.look() is None


def test_a_file_that_was_there_is_missed(where: Installation) -> None:
    file = make(where)
    watch = TroubleWatch(where)
    watch.look()
    file.unlink()
    found = watch.look()
    assert found is not None
    assert "not there any more" in found.sentence
    assert (found.copy, found.of) == (None, "")


def test_an_emptied_file_with_a_copy_beside_it_is_told_with_the_copy(where: Installation) -> None:
    file = make(where)
    copies = folder_beside(file)
    copies.mkdir()
    (copies / "2026-11-28T030000Z.db").write_bytes(file.read_bytes())
    file.write_bytes(b"")
    found = TroubleWatch(where).look()
    assert found is not None
    assert found.copy is not None
    assert "28 November" in found.of or "2026-11-28" in found.of


def test_what_somebody_found_damaged_is_told_by_the_next_look(where: Installation) -> None:
    file = make(where)
    note_damage(file)
    found = TroubleWatch(where).look()
    assert found is not None
    assert "damaged" in found.sentence


def test_a_server_is_left_to_itself(tmp_path: Path) -> None:
    server = Installation("postgresql+psycopg://desk@127.0.0.1/none", tmp_path)
    assert TroubleWatch(server).look() is None
    quick_look(server)


def test_a_quick_look_finds_damage_and_leaves_a_note(where: Installation) -> None:
    file = make(where)
    quick_look(where)
    content = bytearray(file.read_bytes())
    content[4096:40_960] = bytes(36_864)
    file.write_bytes(content)
    with pytest.raises(Damaged):
        quick_look(where)
    assert is_noted(file)


def test_a_copy_that_cannot_be_removed_is_said_in_the_log(
    where: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    copies = folder_beside(make(where))
    for day in range(1, 29):
        (copies / f"2026-10-{day:02}T030000Z.db").mkdir(parents=True)
    remove_outlived(where, datetime(2026, 11, 29, tzinfo=UTC), UTC)
    assert "old copy not removed" in caplog.text
    caplog.clear()
