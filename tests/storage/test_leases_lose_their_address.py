"""The step that dropped an unused column: who held a role before it holds it after it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import statusboard.storage.migrations
from statusboard.domain.access import loop
from statusboard.domain.instants import from_us
from statusboard.storage import leases, migrate
from statusboard.storage.database import Database
from statusboard.storage.leases import Lease
from tests.fixtures.history import NOON_US

TTL = timedelta(seconds=15)
BEFORE = f"""
    INSERT INTO lease (role, holder, fence, renewed_us, expires_us, address)
    VALUES ('collector', 'desk:1:2', 3, {NOON_US - 5}, {NOON_US + 9}, '127.0.0.1:4711'),
           ('office', '', 7, {NOON_US - 9}, {NOON_US - 9}, '')
"""


@pytest.fixture
def held_before(empty_url: str) -> Iterator[Database]:
    """A database of the version before the step, with one role held and one given back."""
    config = Config()
    folder = Path(statusboard.storage.migrations.__file__).parent
    config.set_main_option("script_location", str(folder))
    steps = ScriptDirectory.from_config(config).walk_revisions()
    (step,) = [step for step in steps if "leases_without_address" in step.path]
    database = Database.open(empty_url)
    try:
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, str(step.down_revision))
            connection.execute(text(BEFORE))
        yield database
    finally:
        database.close()


def test_who_held_a_role_holds_it_still(held_before: Database) -> None:
    migrate.bring_to_head(held_before)

    columns = {column["name"] for column in inspect(held_before.engine).get_columns("lease")}
    assert columns == {"role", "holder", "fence", "renewed_us", "expires_us"}
    with held_before.reading(from_us(NOON_US)) as unit:
        assert leases.read(unit, "collector") == Lease(
            "collector", "desk:1:2", 3, NOON_US - 5, NOON_US + 9
        )
        assert leases.read(unit, "office") == Lease("office", "", 7, NOON_US - 9, NOON_US - 9)


def test_roles_are_taken_renewed_and_given_back_after_it(held_before: Database) -> None:
    migrate.bring_to_head(held_before)

    with held_before.writing(from_us(NOON_US), loop("office")) as unit:
        assert leases.take(unit, role="collector", holder="other", ttl=TTL) is None
        taken = leases.take(unit, role="office", holder="other", ttl=TTL)
        assert taken is not None
        assert taken.fence == 8
        assert leases.renew(unit, role="office", holder="other", ttl=TTL)
        leases.release(unit, role="office", holder="other")
