from pathlib import Path

import pytest
from sqlalchemy import text

from statusboard.domain.instants import from_us
from statusboard.errors import Bug, Damaged, RuleBroken, Unavailable
from statusboard.storage import engine
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group, read_groups
from statusboard.storage.history import results
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.database import PostgresServer
from tests.fixtures.history import COLLECTOR, NOON_US, UP, result


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 20)


@pytest.mark.usefixtures("impatient")
def test_a_locked_file_is_unavailable_and_readers_go_on(tmp_path: Path) -> None:
    file = tmp_path / "statusboard.db"
    holding, waiting = Database.open(file), Database.open(file)
    bring_to_head(holding)
    try:
        with holding.writing(from_us(NOON_US), COLLECTOR) as unit:
            results.append(unit, [result(1, NOON_US, UP)])
            with (
                pytest.raises(Unavailable, match="busy"),
                waiting.writing(from_us(NOON_US), COLLECTOR),
            ):
                pass
            with waiting.reading(from_us(NOON_US)) as reader:
                assert results.count_unpacked(reader) == 0
        with waiting.writing(from_us(NOON_US), COLLECTOR) as unit:
            assert results.count_unpacked(unit) == 1
    finally:
        holding.close()
        waiting.close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    file = tmp_path / "statusboard.db"
    database = Database.open(file)
    bring_to_head(database)
    database.close()
    reader = Database.open(file, read_only=True)
    try:
        with (
            pytest.raises(Unavailable, match="only be read"),
            reader.writing(from_us(NOON_US), COLLECTOR) as unit,
        ):
            add_group(unit, "Shop")
    finally:
        reader.close()


@pytest.mark.postgres
def test_a_server_that_fell_silent_is_given_up(postgres: PostgresServer) -> None:
    database = Database.open(postgres.fresh("template0"))
    try:
        with database.reading(from_us(NOON_US)) as unit:
            kept = unit.connection.connection.driver_connection.info.get_parameters()
        assert int(kept["tcp_user_timeout"]) <= 30_000
        assert int(kept["keepalives_idle"]) < 60
    finally:
        database.close()


def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    gone = Database.open(f"postgresql+psycopg://nobody@/nowhere?host={tmp_path}")
    try:
        with (
            pytest.raises(Unavailable, match="cannot be reached"),
            gone.reading(from_us(NOON_US)),
        ):
            pass
    finally:
        gone.close()


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    file = tmp_path / "statusboard.db"
    database = Database.open(file)
    bring_to_head(database)
    database.close()
    file.write_bytes(file.read_bytes()[:5_000])
    damaged = Database.open(file)
    try:
        with pytest.raises(Damaged, match="damaged"):
            bring_to_head(damaged)
    finally:
        damaged.close()


def test_a_file_that_cannot_be_opened_says_what_to_look_at(tmp_path: Path) -> None:
    folder = tmp_path / "statusboard.db"
    folder.mkdir()
    closed = Database.open(folder)
    try:
        with pytest.raises(Unavailable, match=r"cannot be opened.*Check"):
            bring_to_head(closed)
    finally:
        closed.close()


def test_a_statement_that_makes_no_sense_is_our_own_fault(database: Database) -> None:
    with (
        pytest.raises(Bug, match="refused"),
        database.writing(from_us(NOON_US), COLLECTOR) as unit,
    ):
        unit.connection.execute(text("INSERT INTO setting (key, value) VALUES (NULL, NULL)"))


def test_an_error_rolls_everything_back(database: Database) -> None:
    def add_twice() -> None:
        with database.writing(from_us(NOON_US), COLLECTOR) as unit:
            add_group(unit, "Shop")
            add_group(unit, "Shop")

    with pytest.raises(RuleBroken):
        add_twice()
    with database.reading(from_us(NOON_US)) as unit:
        assert read_groups(unit) == ()


@pytest.mark.parametrize("url", ["mysql://somewhere/else", "://"])
def test_a_url_that_is_none_of_ours_is_refused(url: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        Database.open(url)
    assert refusal.value.field == "database"
