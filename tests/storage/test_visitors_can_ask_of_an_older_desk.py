"""A database of the version before, with readers in it, brought to where visitors can ask."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.storage import migrate
from statusboard.storage.confirmation_claims import take_confirmations, waiting_confirmations
from statusboard.storage.confirmations import NewConfirmation, add_confirmation
from statusboard.storage.database import Database
from statusboard.storage.subscribers import read_subscribers
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, MINUTE, NOON

BEFORE = (
    "INSERT INTO channel (id, name, kind, config, position) VALUES (1, 'mail', 'email', '{}', 0)",
    "INSERT INTO subscriber (id, channel_id, address, address_key, state, about, extent, language,"
    " everything, created_us) VALUES"
    " (1, 1, 'a@b.example', 'a@b.example', 'active', 'both', 'every', 'en', true, 1)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0009", BEFORE)
    assert not inspect(database.engine).has_table("confirmation")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_readers_stay_and_a_visitor_is_asked_to_confirm(brought: Database) -> None:
    new = NewConfirmation(
        channel_id=1,
        address="a@b.example",
        key="a@b.example",
        address_hash="hash",
        network_hash="network",
        salt="salt",
        language="en",
        wish="{}",
        content="{}",
        ends_at=NOON + 5 * MINUTE,
    )
    with brought.writing(NOON, COLLECTOR) as unit:
        (reader,) = read_subscribers(unit)
        number = add_confirmation(unit, new)
        waiting = waiting_confirmations(unit, 1, 10)
        (claim,) = take_confirmations(unit, waiting, by="one", until=NOON + MINUTE)
    assert (claim.id, claim.address, claim.attempts) == (number, "a@b.example", 0)
    assert claim.reader is not None
    assert claim.reader.id == reader.id == 1
