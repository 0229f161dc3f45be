"""A database of the version before, with people who wait in it, brought to where visits count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import inspect, text

from statusboard.domain.instants import to_us
from statusboard.domain.visits import Seen
from statusboard.storage import migrate
from statusboard.storage.database import Database
from statusboard.storage.unconfirmed import read_unconfirmed
from statusboard.storage.visit_counts import count_visits, forget_visits, read_visits
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

ASKED = to_us(NOON - timedelta(hours=5))
BEFORE = (
    "INSERT INTO channel (id, name, kind, config, position) VALUES (1, 'mail', 'email', '{}', 0)",
    "INSERT INTO confirmation (channel_id, address, address_key, address_hash, network_hash, salt,"
    " language, wish, content, asked_us, ends_us, state, due_us, at_us) VALUES"
    " (1, 'a@b.example', 'a@b.example', 'hash', 'network', 'salt', 'en', '{}', '{}',"
    f" {ASKED}, {ASKED + 86_400_000_000}, 'sent', 0, {ASKED})",
)
TODAY = date(2026, 11, 29)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0010", BEFORE)
    assert not inspect(database.engine).has_table("visit_count")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_who_waits_is_still_waited_for_and_nothing_was_seen(brought: Database) -> None:
    with brought.reading(NOON) as unit:
        waiting = read_unconfirmed(unit)
        assert read_visits(unit, date.min, date.max) == {}
    assert (waiting.asked, waiting.unsent, waiting.failed) == (1, 0, 0)
    assert waiting.asked_since == NOON - timedelta(hours=5)


def test_what_is_seen_adds_up_by_day(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        count_visits(unit, TODAY, {Seen.PAGES: 3, Seen.ASKED: 1, Seen.LEFT: 0})
        count_visits(unit, TODAY, {Seen.PAGES: 4_000_000_000})
        count_visits(unit, TODAY - timedelta(days=1), {Seen.ASKED: 2})
        count_visits(unit, TODAY, {})
    with brought.reading(NOON) as unit:
        assert read_visits(unit, TODAY, TODAY) == {Seen.PAGES: 4_000_000_003, Seen.ASKED: 1}
        assert read_visits(unit, TODAY - timedelta(days=6), TODAY)[Seen.ASKED] == 3


def test_days_that_are_long_over_are_forgotten(brought: Database) -> None:
    old = datetime(2025, 10, 20, tzinfo=UTC).date()
    with brought.writing(NOON, COLLECTOR) as unit:
        for day in (old, TODAY - timedelta(days=400), TODAY):
            count_visits(unit, day, {Seen.PAGES: 1})
        forget_visits(unit, TODAY)
        assert read_visits(unit, date.min, date.max) == {Seen.PAGES: 2}


def test_what_a_newer_version_counted_is_left_out(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        row = f"INSERT INTO visit_count (day, seen, count) VALUES ('{TODAY}', 'danced', 5)"
        unit.connection.execute(text(row))
        assert read_visits(unit, TODAY, TODAY) == {}
