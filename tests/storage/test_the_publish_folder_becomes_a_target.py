"""A database of the version before, with data in it, brought to this one: nobody chooses anew."""

from collections.abc import Callable

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.targets import read_targets
from tests.fixtures.speaking import COLLECTOR, NOON

# What stood in a database whose team published to a folder, and had one page on its way.
BEFORE = (
    "INSERT INTO setting VALUES ('page.name', '\"Northwind\"')",
    "INSERT INTO generation (number, opened_us, cause) VALUES (1, 1, 'notice'), (2, 2, 'notice')",
    "INSERT INTO publication (generation, target, digest, read_back_us, problem)"
    " VALUES (1, 'folder', 'abc', 5, ''), (2, 'folder', '', NULL, 'The folder is gone.')",
)
FOLDER = "INSERT INTO setting VALUES ('publish.folder', '\"/srv/stätus\"')"


@pytest.fixture
def from_before(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Database]:
    """A database at the step before, filled, and then brought to head."""

    def upgrade_to_first(connection: Connection) -> None:
        config = Config()
        folder = migrate.Path(migrate.__file__).with_name("migrations")
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")

    def made(*statements: str) -> Database:
        database = Database.open(empty_url)
        with database.engine.begin() as connection:
            upgrade_to_first(connection)
            for statement in statements:
                connection.execute(text(statement))
        migrate.bring_to_head(database)
        return database

    return made


def test_the_folder_that_was_chosen_is_the_first_target(
    from_before: Callable[..., Database],
) -> None:
    database = from_before(*BEFORE, FOLDER)
    try:
        with database.writing(NOON, COLLECTOR) as unit:
            (target,) = read_targets(unit)
            settings = dict(unit.connection.execute(text("SELECT key, value FROM setting")).all())
            rows = unit.connection.execute(text("SELECT target FROM publication")).scalars().all()
    finally:
        database.close()

    assert (target.name, target.kind, target.config) == (
        "folder",
        "folder",
        {"path": "/srv/stätus"},
    )
    assert settings == {"page.name": '"Northwind"'}
    assert rows == ["folder", "folder"]  # what was on its way still is, under the same name


def test_without_a_folder_there_is_no_target_and_nothing_on_its_way(
    from_before: Callable[..., Database],
) -> None:
    database = from_before(*BEFORE)
    try:
        with database.writing(NOON, COLLECTOR) as unit:
            targets = read_targets(unit)
            rows = unit.connection.execute(
                text("SELECT generation, problem FROM publication")
            ).all()
    finally:
        database.close()

    assert targets == ()
    assert [tuple(row) for row in rows] == [(1, "")]
