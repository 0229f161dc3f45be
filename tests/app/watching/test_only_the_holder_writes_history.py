"""A collector that was frozen while another one took over must not write what it remembers."""

from datetime import timedelta

import pytest

from statusboard.app.watching.ingest import Ingest
from statusboard.domain.access import loop
from statusboard.domain.status import ComponentStatus
from statusboard.errors import Unavailable
from statusboard.storage import leases
from statusboard.storage.database import Database
from statusboard.storage.history import spans, states
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import NOON_US, UP, S, result, write_service

TTL = timedelta(seconds=15)


def take(database: Database, clock: ManualClock, holder: str) -> Ingest:
    with database.writing(clock.now(), loop("collector")) as unit:
        assert leases.take(unit, role="collector", holder=holder, ttl=TTL)
    ingest = Ingest(database, clock, holder=holder)
    ingest.load()
    with database.writing(clock.now(), loop("collector")) as unit:
        assert leases.renew(unit, role="collector", holder=holder, ttl=TTL)
    return ingest


def test_a_frozen_collector_that_wakes_up_does_not_undo_its_successor(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    frozen = take(database, clock, "frozen")
    clock.go(NOON_US + S)
    frozen.take([result(check.id, NOON_US, UP)])
    clock.go(NOON_US + 600 * S)
    successor = take(database, clock, "successor")
    clock.go(NOON_US + 602 * S)
    successor.take([result(check.id, NOON_US + 601 * S, UP)])
    for write in (
        lambda: frozen.sleep_gap(NOON_US + S, NOON_US + 600 * S),
        lambda: frozen.clock_set_back(NOON_US - 3_600 * S),
        lambda: frozen.take([result(check.id, NOON_US + 601 * S, UP)]),
        frozen.reload,
        frozen.load,
    ):
        with pytest.raises(Unavailable, match="taken over"):
            write()
    with database.reading(clock.now()) as unit:
        assert states.read_states(unit)[check.id].state.level is ComponentStatus.OPERATIONAL
        assert spans.read_open(unit)[component.id].start_us == NOON_US + 601 * S
