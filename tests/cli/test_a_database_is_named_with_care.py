"""Which database a command means: none by a slip, none of somebody else, none of an empty text."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import alembic.command
import pytest
import typer
from alembic.config import Config
from typer.core import TyperCommand, TyperGroup

from statusboard.app.clock import SystemClock
from statusboard.app.installation import data_folder, locate
from statusboard.cli.failures import ExitCode
from statusboard.cli.program import app
from statusboard.demo.stage import Stage, set_stage
from statusboard.errors import RuleBroken
from statusboard.storage import migrations
from statusboard.storage.database import Database
from statusboard.storage.engine import url_of
from statusboard.storage.migrate import REVISIONS, backups_of

READERS = [["status"], ["status", "--json"], ["uptime"], ["export"], ["page", "--out", "page"]]
SERVICE = '[[service]]\nname = "Till"\n'


@pytest.mark.parametrize("command", READERS, ids=" ".join)
@pytest.mark.parametrize("name", ["typo.db", "sqlite:///typo.db", "deep/down/typo.db"])
def test_a_slip_of_the_pen_makes_no_database(
    statusboard, tmp_path: Path, monkeypatch, command: list[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = statusboard(*command, "--database", name)

    assert ran.code == ExitCode.RULE_BROKEN
    assert ran.out == ""
    assert f"There is no StatusBoard in {tmp_path}" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_left_empty_by_who_only_reads(statusboard, tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    file.touch()

    assert statusboard("status", "--database", file).code == ExitCode.RULE_BROKEN
    assert file.read_bytes() == b""


@pytest.mark.parametrize("command", ["status", "uptime", "export"])
def test_who_has_no_database_of_their_own_yet_reads_of_no_services(
    statusboard, monkeypatch, command: str
) -> None:
    monkeypatch.delenv("STATUSBOARD_DATABASE")

    ran = statusboard(command)

    assert (ran.code, ran.err) == (0, "")
    assert not data_folder().exists()


@pytest.mark.parametrize("command", ["status", "uptime"])
def test_a_demo_that_was_never_opened_is_not_made_by_reading_it(statusboard, command: str) -> None:
    ran = statusboard(command, "--demo")

    assert ran.code == ExitCode.RULE_BROKEN
    assert "statusboard apply" not in ran.err  # which never writes into the sample data
    assert "“statusboard page --demo --out DIR”" in ran.err
    assert not data_folder().exists()


def test_the_demo_works_on_no_database_that_was_named(statusboard, tmp_path: Path) -> None:
    own = data_folder() / "demo" / "statusboard.db"

    assert locate(str(tmp_path / "mine.db"), demo=True).database == str(own)


def test_sample_data_is_written_over_nothing_but_sample_data(statusboard, tmp_path: Path) -> None:
    mine, file = tmp_path / "mine.db", tmp_path / "services.toml"
    file.write_text(SERVICE)
    statusboard("apply", file, "--database", mine)
    stage = Stage("http://127.0.0.1:9", "http://127.0.0.1:9", "key")

    with pytest.raises(RuleBroken, match="into no other"):
        set_stage(str(mine), tmp_path / "demo", stage, SystemClock())

    assert "Till" in statusboard("export", "--database", mine).out


def test_an_empty_text_is_not_ones_own_database() -> None:
    with pytest.raises(RuleBroken, match="empty text"):
        locate("")


def test_another_programs_file_is_left_alone(statusboard, tmp_path: Path) -> None:
    file = tmp_path / "theirs.db"
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute("CREATE TABLE invoices (number INTEGER)")
    before = file.read_bytes()

    for command in ("status", "export", "collect"):
        ran = statusboard(command, "--database", file)

        assert ran.code == ExitCode.RULE_BROKEN
        assert "invoices" in ran.err
        assert file.read_bytes() == before


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:s3cret@127.0.0.1:9/x?foo=bar",
        *("http://name:s3cret/", "postgresql://u:s3cret@h:port/x", "sqlite://", "nonsense://x"),
        *("sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true", "mysql://u:s3cret@h/x"),
    ],
)
def test_a_url_that_means_no_database_is_one_sentence_without_its_password(
    statusboard, url: str
) -> None:
    ran = statusboard("status", "--json", "--database", url)

    assert ran.code == ExitCode.RULE_BROKEN
    assert json.loads(ran.err)["field"] == "database"
    assert "s3cret" not in ran.err


def test_one_database_has_one_url_however_it_was_written(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "x.db"

    ways = ("x.db", "sqlite:///x.db", f"sqlite:///{file}", f"sqlite+pysqlite:///{file}", file)

    assert len({url_of(way) for way in ways}) == 1
    assert locate("sqlite:///x.db").run_folder == locate(str(file)).run_folder
    drivers = ("postgresql", "postgres", "postgresql+psycopg", "postgresql+asyncpg")
    assert len({url_of(f"{driver}://u@h/x") for driver in drivers}) == 1


def test_another_password_or_option_leaves_a_database_its_name() -> None:
    ways = ("u@h/x", "u:old@h/x", "u:new@h/x?sslmode=require", "u@h/x?connect_timeout=3")

    places = [locate(f"postgresql://{way}") for way in ways]

    assert len({one.other_name for one in places}) == 1
    assert len({one.run_folder for one in places}) == 1


def test_databases_of_two_servers_or_people_have_two_names() -> None:
    ways = ("u@h/x", "v@h/x", "u@i/x", "u@h/y", "u@/x?host=h", "u@/x?host=i", "u@/x?service=i")

    assert len({locate(f"postgresql://{way}").other_name for way in ways}) == len(ways)


def test_a_file_has_the_name_it_always_had(tmp_path: Path) -> None:
    file = (tmp_path / "x.db").resolve()
    name = hashlib.sha256(f"sqlite:///{file}".encode()).hexdigest()[:16]

    assert locate(str(file)).other_name == name
    assert locate(str(file)).run_folder.name == name


WITHOUT = {("fields",), ("check-words",), ("demo", "newrelic")}


def commands(group: TyperGroup, *above: str) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    """Every command by the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, *above, name)
        elif isinstance(command, TyperCommand):
            yield (*above, name), command


def test_every_command_that_needs_a_database_can_be_told_which() -> None:
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    without = {
        words
        for words, command in commands(root)
        if not any("--database" in parameter.opts for parameter in command.params)
    }
    assert without == WITHOUT


def test_who_reads_an_older_database_brings_it_to_this_version_and_leaves_a_copy(
    statusboard, tmp_path: Path
) -> None:
    file = tmp_path / "statusboard.db"
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with closing(Database.open(file)) as opened:
        with opened.engine.begin() as connection:
            config.attributes["connection"] = connection
            alembic.command.upgrade(config, REVISIONS[-2])

        assert statusboard("doctor").code == ExitCode.OK
        assert backups_of(opened) == ()
        assert statusboard("status").code == ExitCode.OK
        assert len(backups_of(opened)) == 1


def test_a_database_is_shown_without_its_password_wherever_that_stands() -> None:
    url = "postgresql://desk:hunter22@db.example/board?password=hunter33&sslpassword=hunter44"
    opened = Database.open(url + "&sslmode=require")
    try:
        assert "hunter" not in opened.name
        assert opened.name.endswith("db.example/board?sslmode=require")
    finally:
        opened.close()
