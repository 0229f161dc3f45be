"""What all desks may ask of New Relic together, granted by one row, on both engines."""

from datetime import timedelta

import pytest

from statusboard.domain.instants import SECOND_US, from_us
from statusboard.storage import new_relic_budget as rows
from statusboard.storage.database import Database
from statusboard.storage.new_relic_budget import Charge, NotGranted
from tests.fixtures.speaking import COLLECTOR, NOON


@pytest.fixture(autouse=True)
def one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server's clock cannot be set: both engines go by the unit's, but for the last test."""
    monkeypatch.setattr(rows, "shared_now_us", lambda unit: unit.now_us)


def ask(
    database: Database,
    after_s: float = 0.0,
    amount: int = 1,
    kept_back: int = 0,
    seats: int = 99,
    scope: str = "key:a",
) -> int | float:
    """The number of a request, or how long to wait in seconds."""
    charges = [
        Charge(scope, 1, 60, 10, kept_back),
        Charge("account:1", amount, 600, 100),
    ]
    try:
        with database.writing(NOON + timedelta(seconds=after_s), COLLECTOR) as unit:
            return rows.grant(unit, charges, seats_of=scope, seats=seats, until_us=30 * SECOND_US)
    except NotGranted as said:
        return said.wait_us / SECOND_US


def test_a_burst_is_granted_and_then_an_even_rate(database: Database) -> None:
    granted = [ask(database) for _ in range(12)]
    assert len({one for one in granted[:10] if isinstance(one, int)}) == 10
    assert granted[10:] == [1.0, 1.0]
    assert isinstance(ask(database, 1.0), int)
    assert ask(database, 1.0) == 1.0
    assert isinstance(ask(database, 1.0, scope="key:b"), int)  # another person's


def test_a_desk_that_read_the_clock_before_it_waited_for_the_row_gets_no_more(
    database: Database,
) -> None:
    for _ in range(10):
        ask(database, 1.0)
    assert ask(database, 0.99) == pytest.approx(1.01)


def test_nothing_is_charged_where_a_part_of_it_is_too_much(database: Database) -> None:
    assert isinstance(ask(database, amount=100), int)
    assert ask(database, amount=50) == 5.0
    assert ask(database, amount=50) == 5.0
    # The requests that were not granted cost nothing: nine of ten are left.
    granted = [ask(database, 5.0, amount=0) for _ in range(10)]
    assert all(isinstance(one, int) for one in granted)


def test_what_can_wait_leaves_a_part_to_others(database: Database) -> None:
    granted = [ask(database, kept_back=5) for _ in range(6)]
    assert [isinstance(one, int) for one in granted] == [True] * 5 + [False]
    assert isinstance(ask(database), int)


def test_no_more_are_in_flight_than_there_are_seats(database: Database) -> None:
    first, second = ask(database, seats=2), ask(database, seats=2)
    assert isinstance(first, int)
    assert isinstance(second, int)
    assert ask(database, seats=2) == pytest.approx(0.2)
    with database.writing(NOON, COLLECTOR) as unit:
        rows.give_back(unit, first)
    assert isinstance(ask(database, seats=2), int)
    # A program that died gives nothing back: its seat is free when its request would be over.
    assert ask(database, 29.0, seats=2) == pytest.approx(0.2)
    assert isinstance(ask(database, 31.0, seats=2), int)


def test_new_relic_s_wish_to_wait_holds_for_all(database: Database) -> None:
    with database.writing(NOON, COLLECTOR) as unit:
        rows.close(unit, "key:a", 90 * SECOND_US)
        rows.close(unit, "key:a", 20 * SECOND_US)
    assert ask(database) == 90.0
    assert isinstance(ask(database, scope="key:b"), int)
    assert isinstance(ask(database, 91.0), int)


def test_a_clock_that_is_set_back_shuts_nobody_out(database: Database) -> None:
    for _ in range(10):
        ask(database, 86_400.0)
    with database.writing(NOON + timedelta(days=1), COLLECTOR) as unit:
        rows.close(unit, "key:a", 90 * SECOND_US)
    assert isinstance(ask(database), int)


def test_a_server_s_clock_goes_before_a_desk_s(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    for year in (1990, 2090):
        now = NOON.replace(year=year)
        with database.writing(now, COLLECTOR) as unit:
            theirs = from_us(rows.shared_now_us(unit)).year
        assert (theirs == year) is database.engine.dialect.name.startswith("sqlite")
