"""An older desk becomes searchable, and so does one that met a SQLite without full-text search."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy import text as sql

from statusboard.domain.status import IncidentStatus
from statusboard.storage import migrate, search_index
from statusboard.storage.copying import copy_file
from statusboard.storage.database import Database
from statusboard.storage.incident_search import similar
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import write_service
from tests.fixtures.older_desk import older_database
from tests.fixtures.past_incidents import past_incident
from tests.fixtures.speaking import NOON

SAID = ("Sign-in ist gestört 💥", "Der Sitzungsspeicher\x00 war voll, %s Konten betroffen.")


def _incident(number: int, title: str, body: str) -> tuple[str, str]:
    wording = json.dumps({"title": title, "status": "resolved", "body": body}).replace("'", "''")
    return (
        "INSERT INTO incident (id, public_id, status, impact, created_us, resolved_us) VALUES"
        f" ({number}, 'in{number}', '{IncidentStatus.RESOLVED}', 'major', {number}, {number + 1})",
        "INSERT INTO incident_update (id, public_id, incident_id, published_us, published_by,"
        f" wording) VALUES ({number}, 'up{number}', {number}, {number}, 'Ada', '{wording}')",
    )


BEFORE = (
    *_incident(901, "Card payments fail", "A supplier is down."),
    *_incident(902, SAID[0], SAID[1].replace("\x00", "")),
    # As the very first version left what it had no text of.
    "INSERT INTO incident_update (id, public_id, incident_id, published_us, published_by)"
    " VALUES (903, 'up903', 901, 3, 'Ada')",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0012", BEFORE)
    assert not inspect(database.engine).has_table("update_words")
    migrate.bring_to_head(database)
    yield database
    database.close()


def found(database: Database, *texts: str, component_ids: tuple[int, ...] = ()) -> list[int]:
    with database.reading(NOON) as unit:
        return list(similar(unit, texts, component_ids))


def say_fts9(database: Database) -> None:
    """The index as it looks to a SQLite that lacks the module it takes."""
    with database.engine.begin() as connection:
        connection.execute(sql("PRAGMA writable_schema = ON"))
        connection.execute(
            sql("UPDATE sqlite_master SET sql = replace(sql, 'fts5', 'fts9') WHERE name = :index"),
            {"index": search_index.INDEX},
        )
    database.engine.dispose()


def say_fts5(database: Database) -> None:
    """… and as it looks to one that has it."""
    with database.engine.begin() as connection:
        connection.execute(sql("PRAGMA writable_schema = ON"))
        connection.execute(
            sql("UPDATE sqlite_master SET sql = replace(sql, 'fts9', 'fts5') WHERE name = :index"),
            {"index": search_index.INDEX},
        )
    database.engine.dispose()


def test_what_an_older_desk_has_said_is_found(brought: Database) -> None:
    assert found(brought, "Card payments fail", "supplier") == [901]
    assert found(brought, *SAID) == [902]

    later = past_incident(brought, [SAID[1].replace("\x00", "")], title=SAID[0])
    assert found(brought, *SAID) == [later, 902]


def test_a_second_opening_makes_nothing_anew(brought: Database) -> None:
    with brought.engine.connect() as connection:
        assert search_index.is_searchable(connection)
        assert search_index.is_as_it_can_be(connection)


@ON_SQLITE
def test_without_full_text_search_services_alone_decide(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = write_service(database, "Shop")[0].id
    before = past_incident(database, ["The shop is closed."], title="Closed", component_ids=[shop])
    assert found(database, "The shop is closed") == [before]

    with monkeypatch.context() as lacking:
        lacking.setattr(search_index, "MODULE", "fts9")
        say_fts9(database)
        migrate.bring_to_head(database)
        # It publishes, it proposes by services, and its copies are whole.
        meanwhile = past_incident(
            database, ["The shop is closed."], title="Closed", component_ids=[shop]
        )
        assert found(database, "The shop is closed") == []
        assert found(database, "The shop is closed", component_ids=(shop,)) == [meanwhile, before]
        assert copy_file(tmp_path / "statusboard.db", tmp_path / "copy.backup").rows["incident"]
        assert not search_index.sqlite_can_search()
    say_fts5(database)
    # Left behind, and so not asked before it was made anew.
    assert found(database, "The shop is closed") == []
    migrate.bring_to_head(database)
    assert found(database, "The shop is closed") == [meanwhile, before]


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
def test_a_desk_made_without_full_text_search_gets_it_later(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database.open(empty_url)
    with monkeypatch.context() as lacking:
        lacking.setattr(search_index, "MODULE", "fts9")
        migrate.bring_to_head(database)
        mine = past_incident(database, ["The shop is closed."], title="Closed")
    assert found(database, "The shop is closed") == []

    migrate.bring_to_head(database)

    assert found(database, "The shop is closed") == [mine]
    database.close()


def test_the_sqlite_that_comes_with_us_can_search() -> None:
    assert search_index.sqlite_can_search()
