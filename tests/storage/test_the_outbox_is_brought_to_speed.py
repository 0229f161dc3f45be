"""A database of the version before, with messages on their way, brought to this one."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from statusboard.storage import migrate
from statusboard.storage.claims import claim
from statusboard.storage.database import Database
from statusboard.storage.ledger import read_deliveries
from tests.fixtures.speaking import COLLECTOR, MINUTE, NOON

WORDING = '{"title": "Trouble", "status": "investigating"}'
# Two readers of one update; one message was sent, the other one waits.
BEFORE = (
    "INSERT INTO channel (id, name, kind, config, position) VALUES (1, 'mail', 'email', '{}', 0)",
    "INSERT INTO subscriber (id, channel_id, address, address_key, state, about, extent, language,"
    " everything, created_us) VALUES"
    " (1, 1, 'a@b.example', 'a@b.example', 'active', 'both', 'every', 'en', true, 1),"
    " (2, 1, 'c@d.example', 'c@d.example', 'active', 'both', 'every', 'en', true, 1)",
    "INSERT INTO incident (id, public_id, status, impact, created_us)"
    " VALUES (1, 'incident', 'investigating', 'major', 1)",
    "INSERT INTO incident_update (id, public_id, incident_id, wording, published_us, published_by)"
    f" VALUES (1, 'update', 1, '{WORDING}', 2, '')",
    "INSERT INTO message (id, update_id, channel_id, language, text, content)"
    " VALUES (1, 1, 1, 'en', 'page', '{}')",
    "INSERT INTO dispatch (update_id, incident_id, generation, ready_us, held_until_us, recipients)"
    " VALUES (1, 1, 0, 2, 2, 2)",
    "INSERT INTO delivery (id, message_id, incident_id, channel_id, subscriber_id, update_id,"
    " address, state, lane, due_us, at_us, attempts, receipt) VALUES"
    " (1, 1, 1, 1, 1, 1, 'a@b.example', 'sent', 0, 0, 3, 1, '250 taken'),"
    " (2, 1, 1, 1, 2, 1, 'c@d.example', 'queued', 0, 2, 2, 0, '')",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    def upgrade(connection: Connection) -> None:
        config = Config()
        folder = migrate.Path(migrate.__file__).with_name("migrations")
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")

    database = Database.open(empty_url)
    with database.engine.begin() as connection:
        upgrade(connection)
        for statement in BEFORE:
            connection.execute(text(statement.replace(":", r"\:")))
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_was_sent_is_known_and_what_waits_is_sent(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        said = {one.id: (one.address, one.state, one.receipt) for one in read_deliveries(unit)}
        taken = claim(unit, 1, by="one", until=NOON + 5 * MINUTE, limit=10)
    assert said == {1: ("a@b.example", "sent", "250 taken"), 2: ("c@d.example", "queued", "")}
    assert [(one.id, one.address, one.attempts) for one in taken] == [(2, "c@d.example", 0)]


def test_rows_are_counted_on_and_refer_to_nothing(brought: Database) -> None:
    with brought.engine.begin() as connection:
        assert inspect(connection).get_foreign_keys("delivery") == []
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT setval('delivery_id_seq', 2)"))
        added = connection.execute(
            text(
                "INSERT INTO delivery (message_id, incident_id, channel_id, subscriber_id,"
                " update_id, address, state, lane, due_us, at_us)"
                " VALUES (1, 1, 1, 3, 1, 'e@f.example', 'queued', 0, 2, 2) RETURNING id, lost"
            )
        ).one()
    assert tuple(added) == (3, 0)
