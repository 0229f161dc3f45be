"""The user of the server by which the collector of another location works, beneath all rules."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.people.database_role_commands import make_roles
from statusboard.app.people.inputs import MakeRoles
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.access import person
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken
from statusboard.storage import leases
from statusboard.storage.database import Database
from statusboard.storage.database_roles import LOCATION_ROLE, LOCATION_WRITES
from statusboard.storage.tables import METADATA
from tests.fixtures.database import PostgresServer
from tests.fixtures.history import COLLECTOR, DOWN, NOON_US, UP, S
from tests.fixtures.locations import Stand

pytestmark = pytest.mark.postgres
USER = "at_fra"


@pytest.fixture
def database(postgres: PostgresServer) -> Iterator[Database]:
    """A database of its own: roles change the schema, and stay."""
    with closing(Database.open(postgres.fresh())) as opened:
        Doorway(opened, SystemClock()).do(make_roles, MakeRoles(), person("Ada"))
        with opened.engine.begin() as connection:
            if not connection.scalar(text(f"SELECT 1 FROM pg_roles WHERE rolname = '{USER}'")):
                connection.execute(text(f"CREATE ROLE {USER} LOGIN IN ROLE {LOCATION_ROLE}"))
        yield opened


def test_it_watches_from_its_lease_to_its_goodbye(database: Database) -> None:
    stand = Stand(database, "home", "fra")
    url = database.engine.url.set(username=USER).render_as_string(hide_password=False)
    with closing(Database.open(url)) as theirs:
        role, ttl = "collector@fra", timedelta(hours=1)
        with theirs.writing(stand.clock.now(), COLLECTOR) as unit:
            assert leases.take(unit, role=role, holder="fra", ttl=ttl) is not None
        stand.at["fra"] = ingest = Ingest(theirs, stand.clock, holder="fra", location="fra")
        ingest.load()
        stand.go(400)
        stand.tell("home", (1, UP))
        stand.tell("fra", (2, UP), (60, DOWN), (120, DOWN))
        ingest.heed_silence("no route")
        ingest.sleep_gap(NOON_US + 130 * S, NOON_US + 300 * S)
        ingest.reload()
        stand.tell("fra", (310, UP))
        stand.clock.go(NOON_US + 305 * S)
        ingest.clock_set_back(stand.clock.now_us)
        with theirs.writing(stand.clock.now(), COLLECTOR) as unit:
            leases.release(unit, role=role, holder="fra")
    assert (60, ComponentStatus.PARTIAL_OUTAGE) in stand.turns()
    assert (130, ComponentStatus.OPERATIONAL) in stand.turns()


def test_it_writes_nothing_that_people_write(database: Database) -> None:
    url = database.engine.url.set(username=USER).render_as_string(hide_password=False)
    with closing(Database.open(url)) as theirs:
        for table in sorted(METADATA.tables.keys() - LOCATION_WRITES.keys()):
            for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} DEFAULT VALUES"):
                with (
                    pytest.raises(RuleBroken, match="may not do this"),
                    theirs.writing(SystemClock().now(), COLLECTOR) as unit,
                ):
                    unit.connection.execute(text(statement))
