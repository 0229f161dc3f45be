"""Copies of a PostgreSQL database: by pg_dump and pg_restore, which may be missing or too old."""

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from statusboard.domain.access import person
from statusboard.domain.instants import from_us, to_us
from statusboard.errors import Damaged, RuleBroken, Unavailable
from statusboard.storage import dump_restoring, leases
from statusboard.storage.copies import Copy
from statusboard.storage.database import Database
from statusboard.storage.dump_restoring import restore_dump
from statusboard.storage.dumps import dump
from statusboard.storage.groups import add_group, read_groups
from statusboard.storage.migrate import HEAD
from statusboard.storage.restored import Restored, read_restored
from tests.fixtures.database import PostgresServer
from tests.fixtures.history import COLLECTOR, NOON_US

pytestmark = pytest.mark.postgres
NOW = from_us(NOON_US)
LATER = NOW + timedelta(hours=5)
ANNA = person("Anna")


@pytest.fixture
def url(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PATH", f"{postgres.programs}{os.pathsep}{os.environ['PATH']}")
    return postgres.fresh()


@pytest.fixture
def desk(url: str) -> Iterator[Database]:
    database = Database.open(url)
    add(database, "Shop")
    yield database
    database.close()


def add(database: Database, name: str) -> None:
    with database.writing(NOW, COLLECTOR) as unit:
        add_group(unit, name)


def groups(database: Database) -> list[str]:
    with database.reading(NOW) as unit:
        return [group.name for group in read_groups(unit)]


@pytest.fixture
def copy(desk: Database, tmp_path: Path) -> Copy:
    path = tmp_path / "copies" / "2026-10-25T120000Z.dump"
    dump(desk.engine, path)
    return Copy(path, NOW)


def test_a_copy_is_read_back_and_is_its_owners_alone(desk: Database, tmp_path: Path) -> None:
    path = tmp_path / "copies" / "one.dump"

    contents = dump(desk.engine, path)

    assert contents.revision == HEAD
    assert contents.rows["component_group"] == 1
    assert [found.name for found in path.parent.iterdir()] == ["one.dump"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_copy_comes_back_and_the_tables_that_were_there_are_kept(
    url: str, desk: Database, copy: Copy, allow_logs
) -> None:
    allow_logs("statusboard.storage.dump_restoring")
    add(desk, "Till")
    with desk.engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (x integer)"))

    schema = restore_dump(url, copy, now=LATER, actor=ANNA)

    assert groups(desk) == ["Shop"]
    add(desk, "Counter")  # the keys count on
    with desk.reading(LATER) as unit:
        aside = unit.connection.scalar(text(f"SELECT count(*) FROM {schema}.component_group"))
        assert unit.connection.scalar(text("SELECT count(*) FROM theirs")) == 0
        assert read_restored(unit) == Restored(to_us(LATER), copy.path.name, to_us(NOW))
    assert aside == 2


def test_a_database_that_is_empty_gets_the_copy_all_the_same(
    postgres: PostgresServer, copy: Copy, allow_logs
) -> None:
    allow_logs("statusboard.storage.dump_restoring")
    url = postgres.fresh("template0")

    assert restore_dump(url, copy, now=LATER, actor=ANNA) == ""

    database = Database.open(url)
    assert groups(database) == ["Shop"]
    database.close()


def test_nothing_is_brought_back_under_a_program_at_work(
    url: str, desk: Database, copy: Copy
) -> None:
    with desk.writing(LATER, COLLECTOR) as unit:
        leases.take(unit, role="office", holder="desk:1:2", ttl=timedelta(seconds=15))

    with pytest.raises(RuleBroken, match="The office is at work"):
        restore_dump(url, copy, now=LATER, actor=ANNA)


def test_a_damaged_copy_is_not_brought_back(url: str, desk: Database, copy: Copy) -> None:
    os.truncate(copy.path, copy.path.stat().st_size // 2)

    with pytest.raises(Damaged, match="damaged"):
        restore_dump(url, copy, now=LATER, actor=ANNA)
    assert groups(desk) == ["Shop"]


def test_where_the_copy_cannot_be_put_back_the_tables_stand_where_they_were(
    url: str, desk: Database, copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise Unavailable("pg_restore could not do it: no room.")

    monkeypatch.setattr(dump_restoring, "put_back", fails)

    with pytest.raises(Unavailable, match="no room"):
        restore_dump(url, copy, now=LATER, actor=ANNA)
    assert groups(desk) == ["Shop"]


def test_without_the_tools_a_sentence_says_what_to_install(
    desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Unavailable, match=r"pg_dump is not installed here.*postgresql-client"):
        dump(desk.engine, tmp_path / "one.dump")


@pytest.mark.skipif(os.name != "posix", reason="a program of one line needs a shell")
def test_tools_older_than_the_server_are_refused(
    desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")

    with pytest.raises(Unavailable, match="pg_dump here is 9, and the server is"):
        dump(desk.engine, tmp_path / "one.dump")


@pytest.mark.skipif(os.name != "posix", reason="a program of one line needs a shell")
def test_a_password_is_in_no_argument(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    spy = tmp_path / "pg_dump"
    spy.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) 99"; exit; fi\n'
        f'echo "$@" > {told}; echo "$PGPASSWORD $PGUSER" >> {told}; echo "error: no" >&2; exit 1\n'
    )
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    database = Database.open(url.replace("statusboard@", "statusboard:s3cret@"))
    try:
        with pytest.raises(Unavailable, match="pg_dump could not do it: error: no") as refusal:
            dump(database.engine, tmp_path / "one.dump")
    finally:
        database.close()

    arguments, secret = told.read_text().splitlines()
    assert "s3cret" not in arguments
    assert secret == "s3cret statusboard"
    assert "s3cret" not in str(refusal.value)
    assert not list(tmp_path.glob("*.unfinished"))
