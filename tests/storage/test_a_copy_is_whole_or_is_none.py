"""Copies of an embedded database: whole and looked over, or none at all; and bringing them back."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.domain.access import person
from statusboard.domain.instants import from_us, to_us
from statusboard.errors import Damaged, RuleBroken, Unavailable
from statusboard.storage import copying, leases, restoring
from statusboard.storage.copies import Copy, copies_of, folder_beside, path_for
from statusboard.storage.copying import copy_file
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group, read_groups
from statusboard.storage.migrate import HEAD, REVISIONS, bring_to_head
from statusboard.storage.restored import Restored, read_restored
from statusboard.storage.restoring import is_used, restore_file
from tests.fixtures.damage import (
    cut_in_half,
    let_an_index_fall_behind,
    put_a_strange_log_beside,
    replace_header,
    zero_a_page,
)
from tests.fixtures.history import COLLECTOR, NOON_US

NOW = from_us(NOON_US)
LATER = NOW + timedelta(hours=5)
ANNA = person("Anna")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "statusboard.db"


@pytest.fixture
def desk(file: Path) -> Iterator[Database]:
    database = Database.open(file)
    bring_to_head(database)
    add(database, "Shop")
    yield database
    database.close()


def add(database: Database, name: str) -> None:
    with database.writing(NOW, COLLECTOR) as unit:
        add_group(unit, name)


def groups(file: Path) -> list[str]:
    with closing(Database.open(file, read_only=True)) as opened, opened.reading(NOW) as unit:
        return [group.name for group in read_groups(unit)]


def copied(file: Path) -> Copy:
    path = path_for(folder_beside(file), NOW, is_daily=True, ending="db")
    copy_file(file, path)
    return Copy(path, NOW, is_daily=True)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_copy_holds_what_was_only_in_the_log_and_says_what_it_holds(
    desk: Database, file: Path
) -> None:
    path = path_for(folder_beside(file), NOW, is_daily=True, ending="db")

    contents = copy_file(file, path)

    assert contents.revision == HEAD
    assert contents.rows["component_group"] == 1
    assert groups(path) == ["Shop"]
    assert names(path.parent) == {"2026-10-25T120000Z.db"}
    assert copies_of(file) == (Copy(path, NOW, is_daily=True),)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_copy_is_its_owners_alone_whatever_the_umask(desk: Database, file: Path) -> None:
    before = os.umask(0)
    try:
        copy = copied(file)
    finally:
        os.umask(before)

    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.path.parent.stat().st_mode) == 0o700


def test_two_copies_of_one_second_are_two_files(desk: Database, file: Path) -> None:
    first, second = copied(file), copied(file)

    assert first.path != second.path
    assert len(copies_of(file)) == 2


def test_a_disk_without_room_gets_no_copy_and_no_half_one(
    desk: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "SPARE", 10**18)

    with pytest.raises(Unavailable, match="no room for a copy"):
        copied(file)
    assert names(folder_beside(file)) == set()


def test_a_folder_that_cannot_be_made_is_said(desk: Database, file: Path) -> None:
    folder_beside(file).write_text("in the way")

    with pytest.raises(Unavailable, match=r"could not be copied.*Nothing half was left"):
        copied(file)


DAMAGES = [zero_a_page, cut_in_half, replace_header, let_an_index_fall_behind]


@pytest.mark.parametrize("damage", [*DAMAGES, put_a_strange_log_beside], ids=lambda d: d.__name__)
def test_of_a_damaged_database_no_copy_is_made(desk: Database, file: Path, damage) -> None:
    desk.close()
    damage(file)
    before = file.read_bytes()

    with pytest.raises(Damaged, match="damaged"):
        copied(file)
    assert names(folder_beside(file)) == set()
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_damaged_copy_is_not_brought_back(desk: Database, file: Path, damage) -> None:
    copy = copied(file)
    desk.close()
    damage(copy.path)
    before = names(file.parent), file.read_bytes()

    with pytest.raises(Damaged):
        restore_file(file, copy, now=LATER, actor=ANNA)
    assert (names(file.parent), file.read_bytes()) == before


@pytest.mark.parametrize("damage", [*DAMAGES, Path.unlink], ids=lambda d: d.__name__)
def test_a_copy_comes_back_and_what_was_there_is_kept(
    desk: Database, file: Path, damage, allow_logs
) -> None:
    allow_logs("statusboard.storage.restoring")
    copy = copied(file)
    add(desk, "Till")
    desk.close()
    damage(file)
    before = file.read_bytes() if file.exists() else None

    aside = restore_file(file, copy, now=LATER, actor=ANNA)

    assert groups(file) == ["Shop"]
    assert [path.read_bytes() for path in aside] == ([] if before is None else [before])
    assert [path.name for path in aside][:1] in (
        [],
        ["statusboard.db.set-aside-2026-10-25T170000Z"],
    )
    assert groups(copy.path) == ["Shop"]


def test_a_database_knows_that_it_was_brought_back(desk: Database, file: Path, allow_logs) -> None:
    allow_logs("statusboard.storage.restoring")
    with desk.writing(NOW, COLLECTOR) as unit:
        leases.take(unit, role="collector", holder="gone:1:2", ttl=timedelta(days=9))
        leases.renew(unit, role="collector", holder="gone:1:2", ttl=timedelta(days=9))
    copy = copied(file)
    desk.close()

    restore_file(file, copy, now=LATER, actor=ANNA)

    with closing(Database.open(file)) as opened, opened.reading(LATER) as unit:
        assert read_restored(unit) == Restored(to_us(LATER), copy.path.name, to_us(NOW))
        row = unit.connection.exec_driver_sql("SELECT actor, verb, subject FROM audit").one()
        lease = leases.read(unit, "collector")
    assert tuple(row) == ("person:Anna", "database.restore", copy.path.name)
    assert lease is not None
    assert (lease.holder, lease.renewed_us) == ("", NOON_US)  # up to then somebody watched


def test_the_database_that_is_set_aside_keeps_what_was_in_its_log(
    desk: Database, file: Path, tmp_path: Path, allow_logs
) -> None:
    allow_logs("statusboard.storage.restoring")
    copy = copied(file)
    add(desk, "Till")
    killed = tmp_path / "killed"
    shutil.copytree(tmp_path, killed, ignore=shutil.ignore_patterns("killed", "*-shm"))

    aside = restore_file(killed / file.name, copy, now=LATER, actor=ANNA)

    assert len(aside) == 2
    assert groups(aside[0]) == ["Shop", "Till"]


def test_nothing_is_brought_back_under_programs_at_work(file: Path, desk: Database) -> None:
    copy = copied(file)
    desk.close()
    holding = "import sys; from statusboard.storage.database import Database\n"
    holding += "from datetime import UTC, datetime\n"
    holding += "with Database.open(sys.argv[1]).reading(datetime.now(UTC)):\n"
    holding += "    print('open', flush=True); sys.stdin.read()\n"
    child = subprocess.Popen(
        [sys.executable, "-c", holding, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"open\n"
    try:
        assert is_used(file)
        with pytest.raises(RuleBroken, match="Programs are at work"):
            restore_file(file, copy, now=LATER, actor=ANNA)
    finally:
        child.communicate()
    assert not is_used(file)


def test_a_copy_of_a_newer_version_or_of_nothing_is_refused(desk: Database, file: Path) -> None:
    copy = copied(file)
    desk.close()
    for statement, said in (
        ("UPDATE alembic_version SET version_num = '9999'", "A newer StatusBoard made"),
        ("DROP TABLE alembic_version", "holds no StatusBoard"),
    ):
        with closing(sqlite3.connect(copy.path, isolation_level=None)) as opened:
            opened.execute(statement)
        with pytest.raises(RuleBroken, match=said):
            restore_file(file, copy, now=LATER, actor=ANNA)
    assert groups(file) == ["Shop"]


def test_a_copy_of_an_older_version_is_brought_to_this_one(
    file: Path, desk: Database, allow_logs, tmp_path: Path
) -> None:
    allow_logs("statusboard.storage.restoring")
    old = tmp_path / "old.db"
    database = Database.open(old)
    upgrade(database, REVISIONS[-2])
    database.settle()
    database.close()
    desk.close()

    restore_file(file, Copy(old, NOW), now=LATER, actor=ANNA)

    assert groups(file) == []
    assert copying.look_over(file).revision == HEAD
    assert copying.look_over(old).revision == REVISIONS[-2]
    assert not [name for name in names(tmp_path) if "restoring" in name]


def upgrade(database: Database, revision: str) -> None:
    import alembic.command
    from alembic.config import Config

    from statusboard.storage import migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, revision)


def test_a_restore_that_stops_halfway_leaves_all_where_it_was(
    desk: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copied(file)
    desk.close()
    before = names(file.parent), file.read_bytes()

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "_set_aside", full)
    with pytest.raises(Unavailable, match="No space left"):
        restore_file(file, copy, now=LATER, actor=ANNA)
    assert (names(file.parent), file.read_bytes()) == before
