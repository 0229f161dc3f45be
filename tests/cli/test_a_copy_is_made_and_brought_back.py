"""`statusboard backup` and `restore`: what they say, and what they leave alone."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.cli.failures import ExitCode
from statusboard.domain.access import loop
from statusboard.storage.database import Database
from statusboard.storage.migrate import HEAD
from tests.fixtures.database import PostgresServer

TILL = '[[service]]\nname = "Till"\n'


@pytest.fixture
def file(statusboard, tmp_path: Path) -> Path:
    services = tmp_path / "services.toml"
    services.write_text(TILL)
    statusboard("apply", services)
    return tmp_path / "statusboard.db"


def test_a_copy_comes_back_after_the_database_was_lost(statusboard, file: Path, allow_logs) -> None:
    allow_logs("statusboard.storage.restoring")
    made = statusboard("backup")
    copy = Path(made.out.splitlines()[0])
    assert made.code == ExitCode.OK
    assert f"schema {HEAD}, " in made.out
    assert copy.parent == file.with_name("statusboard.db.backups")
    file.unlink()

    lost = statusboard("status")
    assert lost.code == ExitCode.UNAVAILABLE
    # As it stands there it is about this database, also where that is not one's own.
    assert f"“statusboard restore --database {file}”" in lost.err
    assert not file.exists()
    for command in ("collect", "office"):
        assert statusboard(command).code == ExitCode.UNAVAILABLE
    assert not file.exists()
    assert statusboard("doctor").code == ExitCode.UNAVAILABLE

    listed = statusboard("restore", "--list")
    assert listed.out.startswith(copy.name)
    assert not file.exists()
    back = statusboard("restore")
    assert (back.code, back.err) == (ExitCode.OK, "")
    assert f"brought back {copy.name}" in back.out
    assert "Till" in statusboard("status").out
    assert "brought back" in statusboard("doctor").out


def test_what_was_there_is_named_where_it_is_kept(statusboard, file: Path, allow_logs) -> None:
    allow_logs("statusboard.storage.restoring")
    copy = Path(statusboard("backup", "--out", file.parent / "elsewhere").out.splitlines()[0])
    assert copy.parent.name == "elsewhere"

    back = statusboard("restore", copy)

    assert back.code == ExitCode.OK
    [kept] = [line.removeprefix("set aside: ") for line in back.out.splitlines()[1:]]
    assert Path(kept).read_bytes()[:15] == b"SQLite format 3"


def test_without_a_copy_a_sentence_says_so(statusboard, file: Path) -> None:
    assert "no copies in" in statusboard("restore", "--list").out

    none = statusboard("restore")
    slip = statusboard("restore", "2020-01-01T000000Z.db")

    assert (none.code, slip.code) == (ExitCode.RULE_BROKEN, ExitCode.RULE_BROKEN)
    assert "There is no copy in" in none.err
    assert "There is no copy called 2020-01-01T000000Z.db" in slip.err


def test_of_nothing_no_copy_is_made(statusboard, tmp_path: Path) -> None:
    assert statusboard("backup").code == ExitCode.RULE_BROKEN
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [["status"], ["uptime"], ["export"], ["doctor"], ["page", "--out", "page"]],
    ids=" ".join,
)
def test_who_only_reads_waits_for_nobody_who_writes(
    statusboard, file: Path, monkeypatch, tmp_path: Path, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    statusboard("page", "--out", "page")
    with (
        closing(Database.open(file)) as writer,
        writer.writing(SystemClock().now(), loop("collector")),
    ):
        ran = statusboard(*command)

    assert (ran.code, ran.err) == (ExitCode.OK, "")


@pytest.mark.postgres
def test_a_server_is_copied_and_brought_back_by_the_same_commands(
    statusboard, postgres: PostgresServer, monkeypatch, tmp_path: Path, allow_logs
) -> None:
    allow_logs("statusboard.storage.dump_restoring")
    monkeypatch.setenv("PATH", f"{postgres.programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("STATUSBOARD_DATABASE", postgres.fresh())
    services = tmp_path / "services.toml"
    services.write_text(TILL)
    statusboard("apply", services)

    assert statusboard("backup").code == ExitCode.OK
    services.write_text('[[service]]\nname = "Shop"\n')
    statusboard("apply", services)
    back = statusboard("restore")

    assert (back.code, back.err) == (ExitCode.OK, "")
    assert "set aside: schema set_aside_" in back.out
    assert "Shop" not in statusboard("status").out
    assert "Till" in statusboard("status").out
