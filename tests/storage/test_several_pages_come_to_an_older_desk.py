"""A database of the version before, with readers in it, brought to where each page has its own."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from statusboard.domain.page import MAIN
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage import migrate
from statusboard.storage.claims import claim
from statusboard.storage.database import Database
from statusboard.storage.pages import read_pages
from statusboard.storage.subscribers import NewSubscriber, add_subscriber, read_subscribers
from statusboard.storage.tables import MESSAGE
from statusboard.storage.targets import read_targets
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

READER = (
    "INSERT INTO subscriber (id, channel_id, address, address_key, state, about, extent, language,"
    " everything, consent_us, consent_how, created_us) VALUES"
)
BEFORE = (
    "INSERT INTO target (id, name, kind, config, position) VALUES (3, 'folder', 'folder', '{}', 0)",
    "INSERT INTO component (id, public_id, name, description, group_id, position, created_us,"
    " updated_us) VALUES (5, 'abcdefghijkl', 'Shop', '', NULL, 0, 7, 7)",
    "INSERT INTO channel (id, name, kind, config, position) VALUES (1, 'mail', 'email', '{}', 0)",
    f"{READER} (8, 1, 'a@b.example', 'a@b.example', 'active', 'both', 'every', 'en', false, 9,"
    " 'asked', 9)",
    f"{READER} (11, 1, 'c@d.example', 'c@d.example', 'left', 'planned', 'every', 'de', true, NULL,"
    " '', 9)",
    "INSERT INTO subscription (id, subscriber_id, component_id) VALUES (4, 8, 5)",
    "INSERT INTO incident (id, public_id, status, impact, created_us) VALUES"
    " (2, 'incidentabcd', 'resolved', 'minor', 5)",
    "INSERT INTO incident_update (id, public_id, incident_id, published_us, published_by) VALUES"
    " (6, 'updateabcdef', 2, 5, 'Ada')",
    "INSERT INTO message (id, update_id, channel_id, language, text, content) VALUES"
    " (12, 6, 1, 'en', 'page', '{\"said\": 1}')",
    "INSERT INTO dispatch (update_id, incident_id, generation, ready_us, held_until_us, recipients)"
    " VALUES (6, 2, 1, 5, 5, 1)",
    "INSERT INTO delivery (id, message_id, incident_id, channel_id, subscriber_id, update_id,"
    " address, lane, state, due_us, at_us) VALUES"
    " (9, 12, 2, 1, 8, 6, 'a@b.example', 1, 'queued', 5, 5)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0040", BEFORE)
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_there_was_is_of_the_main_page_and_another_page_may_tell_the_same_address(
    brought: Database,
) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        assert [page.id for page in read_pages(unit)] == [MAIN]
        assert [(one.id, one.page_id) for one in read_targets(unit)] == [(3, MAIN)]
        first, second = read_subscribers(unit)
        assert (first.id, first.page_id, first.wishes) == (
            8,
            MAIN,
            Wishes(everything=False, services=frozenset({5})),
        )
        assert first.consent is not None
        assert first.consent.how == "asked"
        assert (second.id, second.state, second.wishes.language) == (11, SubscriberState.LEFT, "de")
        (kept,) = unit.connection.execute(select(MESSAGE)).all()
        assert (kept.id, kept.content, kept.page_id) == (12, '{"said": 1}', MAIN)
        # What waited goes out all the same.
        until = unit.now + timedelta(minutes=5)
        assert [one.id for one in claim(unit, 1, by="one", until=until, limit=5)] == [9]
        new = NewSubscriber(
            1, "a@b.example", "a@b.example", Wishes(), SubscriberState.ACTIVE, page_id=1
        )
        add_subscriber(unit, new)
        assert len(read_subscribers(unit)) == 3
    with brought.reading(NOON) as unit:
        assert unit.connection.scalar(text("SELECT count(*) FROM subscription")) == 1
