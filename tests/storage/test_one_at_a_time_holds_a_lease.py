import threading
from datetime import timedelta

import pytest

from statusboard.domain.instants import from_us
from statusboard.storage import leases
from statusboard.storage.database import Database
from statusboard.storage.leases import Lease
from tests.fixtures.history import COLLECTOR, NOON_US, S

TTL = timedelta(seconds=15)


def take(database: Database, holder: str, at_us: int, **more) -> Lease | None:
    with database.writing(from_us(at_us), COLLECTOR) as unit:
        return leases.take(unit, role="collector", holder=holder, ttl=TTL, **more)


def renew(database: Database, holder: str, at_us: int) -> bool:
    with database.writing(from_us(at_us), COLLECTOR) as unit:
        return leases.renew(unit, role="collector", holder=holder, ttl=TTL)


def read(database: Database, at_us: int = NOON_US) -> Lease | None:
    with database.reading(from_us(at_us)) as unit:
        return leases.read(unit, "collector")


def test_nobody_ever_held_it(database: Database) -> None:
    assert read(database) is None


def test_the_second_comer_gets_nothing_until_it_runs_out(database: Database) -> None:
    first = take(database, "one", NOON_US)
    assert first is not None
    assert take(database, "two", NOON_US + 14 * S) is None
    second = take(database, "two", NOON_US + 15 * S)
    assert second is not None
    assert second.fence == first.fence + 1
    assert not renew(database, "one", NOON_US + 16 * S)


def test_a_dead_holder_holds_nothing(database: Database) -> None:
    take(database, "dead", NOON_US)
    assert take(database, "two", NOON_US + S, is_alive=lambda holder: holder != "dead")


def test_whoever_holds_it_may_take_it_again_under_the_same_number(database: Database) -> None:
    first = take(database, "one", NOON_US)
    again = take(database, "one", NOON_US + S)
    assert first is not None
    assert again is not None
    assert again.fence == first.fence


def test_taking_is_no_heartbeat_and_renewing_is(database: Database) -> None:
    take(database, "one", NOON_US)
    lease = read(database)
    assert lease is not None
    assert lease.renewed_us == 0
    assert renew(database, "one", NOON_US + S)
    take(database, "two", NOON_US + 99 * S)
    lease = read(database)
    assert lease is not None
    assert lease.renewed_us == NOON_US + S
    assert lease.holder == "two"


def test_a_hold_that_ran_out_unnoticed_goes_on(database: Database) -> None:
    take(database, "one", NOON_US)
    assert renew(database, "one", NOON_US + 99 * S)
    assert take(database, "two", NOON_US + 100 * S) is None


def test_what_was_given_back_is_free_at_once_with_a_last_heartbeat(database: Database) -> None:
    take(database, "one", NOON_US)
    renew(database, "one", NOON_US + S)
    with database.writing(from_us(NOON_US + 3 * S), COLLECTOR) as unit:
        leases.release(unit, role="collector", holder="two")
        lease = leases.read(unit, "collector")
        assert lease is not None
        assert lease.holder == "one"
        leases.release(unit, role="collector", holder="one")
    lease = read(database)
    assert lease is not None
    assert not lease.is_held(NOON_US + 3 * S)
    assert lease.renewed_us == NOON_US + 3 * S
    assert take(database, "two", NOON_US + 3 * S) is not None


def test_who_leaves_before_the_first_heartbeat_does_not_vouch_for_the_pause(
    database: Database,
) -> None:
    take(database, "one", NOON_US)
    renew(database, "one", NOON_US)
    take(database, "two", NOON_US + 3_600 * S)
    with database.writing(from_us(NOON_US + 3_601 * S), COLLECTOR) as unit:
        leases.release(unit, role="collector", holder="two")
    lease = read(database)
    assert lease is not None
    assert lease.renewed_us == NOON_US


def test_roles_do_not_get_in_each_others_way(database: Database) -> None:
    take(database, "one", NOON_US)
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        assert leases.take(unit, role="office", holder="two", ttl=TTL) is not None


@pytest.mark.parametrize("comers", [6])
def test_of_many_who_come_at_once_one_gets_it(database: Database, comers: int) -> None:
    got: list[str] = []
    gate = threading.Barrier(comers)

    def come(name: str) -> None:
        gate.wait(60)
        if take(database, name, NOON_US) is not None:
            got.append(name)

    # More threads than pooled connections: some of them wait for one, as programs would.
    threads = [threading.Thread(target=come, args=(f"desk {n}",)) for n in range(comers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(got) == 1
