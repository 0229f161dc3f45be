"""Two feeds on one database ask New Relic no more together than one person may."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic import shared_budget
from statusboard.app.new_relic.feed import NewRelicFeed
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.shared_budget import OWN_PART_ALONE
from statusboard.demo.new_relic.people import DEMO_KEY, STAGING_KEY
from statusboard.demo.new_relic.program import standing_in
from statusboard.newrelic.key import Key
from statusboard.newrelic.queries import GUIDS_AT_ONCE
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work, connect

BATCHES = 4

pytestmark = pytest.mark.anyio


@pytest.fixture
async def desks(database: Database, tmp_path: Path) -> AsyncIterator[tuple[Bench, Bench]]:
    """Two feeds, both of which watch so many entities that they ask several times at once."""
    async with AsyncExitStack() as stack:
        stand_in = await stack.enter_async_context(standing_in())
        keys = NewRelicKey(SecretPlace(tmp_path / "keys", is_demo=True))
        keys.write(Key(DEMO_KEY), allow_file=True)
        clock = ManualClock()

        def desk() -> Bench:
            feed = NewRelicFeed(database, clock, keys, loopback_only=True, chance=lambda: 0.0)
            return Bench(database, clock, keys, feed, stand_in, stack)

        first, second = desk(), desk()
        first.tick()
        with first.write() as unit:
            connect(unit, stand_in.url)
            add_checks(unit, *list(stand_in.world.entities)[: BATCHES * GUIDS_AT_ONCE])
        yield first, second


async def test_together_they_have_no_more_in_flight(
    desks: tuple[Bench, Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_budget, "SEATS", 2)
    first, second = desks
    async with at_work(first), at_work(second):
        await first.until(BATCHES * GUIDS_AT_ONCE)
        await second.until(BATCHES * GUIDS_AT_ONCE)
    asked = [one for one in first.stand_in.world.asked if one.guids]
    assert len(asked) == 2 * BATCHES
    assert {one.status for one in asked} == {200}
    assert first.stand_in.world.peak <= 2
    with first.database.reading(first.clock.now()) as unit:
        left = unit.connection.execute(text("SELECT count(*) FROM new_relic_request")).scalar()
    assert left == 0


async def test_together_they_ask_no_more_in_a_minute(
    desks: tuple[Bench, Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_budget, "REQUESTS_AT_ONCE", 5)
    monkeypatch.setattr(shared_budget, "REQUESTS_PER_MINUTE", 1)
    first, second = desks
    async with at_work(first), at_work(second):
        await first.until(BATCHES * GUIDS_AT_ONCE)
        await second.until(BATCHES * GUIDS_AT_ONCE)
    assert len([one for one in first.stand_in.world.asked if one.guids]) == 5
    said = [one.answer.detail for one in (*first.brought, *second.brought)]
    held_back = sum("More is watched in New Relic" in words for words in said)
    assert held_back == (2 * BATCHES - 5) * GUIDS_AT_ONCE


async def test_without_the_row_each_asks_its_own_part_and_says_so(
    desks: tuple[Bench, Bench],
) -> None:
    first, _ = desks
    with first.write() as unit:
        unit.connection.execute(text("ALTER TABLE new_relic_budget RENAME TO gone"))
    async with at_work(first):
        await first.until(BATCHES * GUIDS_AT_ONCE)
    source = first.source()
    assert source is not None
    assert source.problem == OWN_PART_ALONE
    assert source.last_us is not None
    read = [one for one in first.brought if "More is watched" not in one.answer.detail]
    assert len(read) == BATCHES * GUIDS_AT_ONCE


def test_a_key_is_known_in_the_database_by_what_leads_back_to_none() -> None:
    scope = shared_budget.scope_of(Key(DEMO_KEY))
    assert scope != shared_budget.scope_of(Key(STAGING_KEY))
    assert DEMO_KEY[5:9].lower() not in scope
    assert len(scope) == len("key:") + 16


def test_a_minute_of_both_rates_stays_within_new_relic_s_limits() -> None:
    assert shared_budget.QUERIES_PER_MINUTE + shared_budget.QUERIES_AT_ONCE <= 3000
    assert shared_budget.SEATS <= 25
