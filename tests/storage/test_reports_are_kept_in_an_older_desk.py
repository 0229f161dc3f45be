"""A database of the version before, with a check in it, brought to where jobs report."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.instants import to_us
from statusboard.domain.received import Listening
from statusboard.storage import migrate, signals
from statusboard.storage.checks import read_check, remove_check
from statusboard.storage.database import Database
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

BEFORE = (
    "INSERT INTO component (id, public_id, name, position, created_us, updated_us) "
    "VALUES (1, 'abc', 'Nightly export', 0, 0, 0)",
    "INSERT INTO check_ (id, component_id, kind, config, interval_us, deadline_us, fail_after, "
    "recover_after, enabled, created_us) VALUES "
    "(7, 1, 'heartbeat', '{}', 60000000, 15000000, 2, 2, true, 0)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0025", BEFORE)
    assert not inspect(database.engine).has_table("signal")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_what_is_reported_waits_in_order_and_is_forgotten_once_judged(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        assert signals.read_listening(unit) is None
        for sort in ("start", "success"):
            signals.add_signal(unit, 7, {"sort": sort})
        came = signals.read_signals(unit)
        assert [one.said["sort"] for one in came] == ["start", "success"]
        assert {one.at_us for one in came} == {to_us(NOON)}
        signals.settle_signals(unit, [one.id for one in came], {7: {"ended_us": 5}})
        signals.settle_signals(unit, [], {7: {"ended_us": 6}})
        assert signals.read_signals(unit) == ()
        assert signals.read_memories(unit) == {7: {"ended_us": 6}}


def test_an_address_leads_to_its_check_while_that_is_there(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        signals.give_address(unit, 7, "first")
        signals.give_address(unit, 7, "second")
        assert signals.check_at(unit, "first") is None
        assert signals.check_at(unit, "second") == 7
        assert signals.addresses_made(unit) == {7: to_us(NOON)}
        found = read_check(unit, 7)
        assert found is not None
        assert found.kind == "heartbeat"
        remove_check(unit, 7)
        assert signals.check_at(unit, "second") is None
        assert read_check(unit, 7) is None


def test_who_listens_is_one_stretch(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        signals.note_listening(unit)
        signals.note_listening(unit)
        assert signals.read_listening(unit) == Listening(to_us(NOON), to_us(NOON))
