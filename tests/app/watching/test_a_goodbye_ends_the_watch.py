"""After a goodbye nobody watches: the time since is neither up nor down, at once."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.health.measured import read_watched_until
from statusboard.domain.access import loop
from statusboard.domain.instants import to_us
from statusboard.storage import leases
from statusboard.storage.database import Database

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TTL = timedelta(seconds=15)


@pytest.fixture
def beating(database: Database) -> Database:
    """A database whose collector beat at noon."""
    with database.writing(NOON, loop("collector")) as unit:
        leases.take(unit, role="collector", holder="one", ttl=TTL)
        assert leases.renew(unit, role="collector", holder="one", ttl=TTL)
    return database


def watched_until(database: Database, now: datetime) -> int:
    with database.reading(now) as unit:
        return read_watched_until(unit)


def test_while_the_collector_beats_spans_are_believed_up_to_now(beating: Database) -> None:
    later = NOON + timedelta(seconds=9)
    assert watched_until(beating, later) == to_us(later)


def test_after_a_goodbye_they_are_believed_up_to_it_and_no_further(beating: Database) -> None:
    goodbye = NOON + timedelta(seconds=3)
    with beating.writing(goodbye, loop("collector")) as unit:
        leases.release(unit, role="collector", holder="one")
    assert watched_until(beating, NOON + timedelta(seconds=9)) == to_us(goodbye)
    assert watched_until(beating, NOON + timedelta(hours=1)) == to_us(goodbye)


def test_after_a_kill_they_are_believed_up_to_the_last_beat_once_it_is_missed(
    beating: Database,
) -> None:
    assert watched_until(beating, NOON + timedelta(seconds=16)) == to_us(NOON)


def test_holding_the_role_without_an_answer_is_no_heartbeat(beating: Database) -> None:
    """A collector that comes and dies again and again vouches for nothing."""
    later = NOON + timedelta(seconds=20)
    with beating.writing(later, loop("collector")) as unit:
        leases.take(unit, role="collector", holder="two", ttl=TTL)
        assert leases.renew(unit, role="collector", holder="two", ttl=TTL, beats=False)
        lease = leases.read(unit, "collector")
    assert lease is not None
    assert lease.is_held(to_us(later))
    assert watched_until(beating, later) == to_us(NOON)
