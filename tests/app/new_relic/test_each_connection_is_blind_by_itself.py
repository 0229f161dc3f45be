"""Several connections: each sees its accounts, and one that is blind leaves the others seeing."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.feed import NewRelicFeed
from statusboard.app.new_relic.following import TagFollower
from statusboard.app.new_relic.history_commands import HISTORY
from statusboard.app.new_relic.history_reading import FAILED_S, PACE_S, HistoryReader
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.shared_budget import Urgency
from statusboard.demo.new_relic.people import DEMO_KEY, PRODUCTION, STAGING, STAGING_KEY
from statusboard.demo.new_relic.program import StandIn, standing_in
from statusboard.domain.access import person
from statusboard.domain.result import Reason
from statusboard.domain.views.new_relic import Connect, CountKinds, EntityKind, FindEntities
from statusboard.domain.views.new_relic_discovery import FollowedTag
from statusboard.errors import StatusBoardError
from statusboard.storage import sources
from statusboard.storage.database import Database
from statusboard.storage.new_relic_connections import read_connections
from tests.fixtures.clock import ManualClock
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work

pytestmark = pytest.mark.anyio
ADA = person("Ada")


@pytest.fixture
async def us() -> AsyncIterator[StandIn]:
    async with standing_in() as running:
        yield running


@pytest.fixture
async def bench(sqlite: Database, us: StandIn, tmp_path: Path) -> AsyncIterator[Bench]:
    """A desk with a connection to each of two New Relics, made as a person makes them."""
    async with AsyncExitStack() as stack:
        eu = await stack.enter_async_context(standing_in())
        clock = ManualClock()
        keys = NewRelicKey(SecretPlace(tmp_path / "keys", is_demo=True))
        feed = NewRelicFeed(sqlite, clock, keys, loopback_only=True, chance=lambda: 0.0)
        calls = NewRelicCalls(Doorway(sqlite, clock), keys, loopback_only=True)
        # Of the second one only what the first does not see is its own: staging.
        await calls.connect(Connect("", us.url, DEMO_KEY, allow_file=True, name="US"), ADA)
        await calls.connect(Connect("", eu.url, STAGING_KEY, allow_file=True, name="EU"), ADA)
        made = Bench(sqlite, clock, keys, feed, eu, stack)
        made.tick()
        us.world.clock_ms = eu.world.clock_ms
        with made.write() as unit:
            unit.connection.execute(
                text("UPDATE new_relic_connection SET accounts = :told WHERE name = 'US'"),
                {"told": f'[[{PRODUCTION}, "Production"]]'},
            )
        yield made


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def of(account: int, bench: Bench) -> str:
    entities = bench.stand_in.world.entities
    return next(
        guid
        for guid, one in entities.items()
        if one["accountId"] == account and one["domain"] == "APM"
    )


async def test_each_reads_what_it_sees_with_its_own_key(bench: Bench, us: StandIn) -> None:
    with bench.write() as unit:
        there, here = add_checks(unit, of(PRODUCTION, bench), of(STAGING, bench))
        [lost] = add_checks(unit, of(4100203, bench))
    async with at_work(bench):
        found = await bench.round(3)
    assert found[there].answer.reason is not Reason.NOT_CONFIGURED
    assert found[here].answer.reason is not Reason.NOT_CONFIGURED
    assert found[lost].answer.detail.startswith("No connection to New Relic sees the account 41002")
    assert [one.key for one in us.world.asked if one.guids] == [DEMO_KEY[:8] + "…"]
    assert [one.key for one in bench.stand_in.world.asked if one.guids] == [STAGING_KEY[:8] + "…"]


async def test_one_that_is_away_makes_only_its_own_unknown_and_is_named(
    bench: Bench, us: StandIn
) -> None:
    with bench.write() as unit:
        there, here = add_checks(unit, of(PRODUCTION, bench), of(STAGING, bench))
        unit.connection.execute(
            text("UPDATE new_relic_connection SET url = :url WHERE name = 'US'"),
            {"url": "http://127.0.0.1:9/graphql"},
        )
    async with at_work(bench):
        found = await bench.round(2)
    assert found[there].answer.reason is Reason.SOURCE_UNAVAILABLE
    assert found[here].answer.reason is not Reason.SOURCE_UNAVAILABLE
    with bench.database.reading(bench.clock.now()) as unit:
        told = {one.name: one.problem for one in sources.read_sources(unit)}
    assert "cannot be reached" in told["New Relic US"]
    assert told["New Relic EU"] == ""


async def test_one_search_goes_through_all_and_one_is_ended_by_its_name(
    bench: Bench, us: StandIn
) -> None:
    calls = NewRelicCalls(Doorway(bench.database, bench.clock), bench.keys, loopback_only=True)
    found: list[str] = []
    given = FindEntities(kinds=(EntityKind.HOST,))
    while True:
        page = await calls.find(given)
        found += [one.guid for one in page.entities]
        if not page.next_cursor:
            break
        given = replace(given, cursor=page.next_cursor)
    assert len(found) > len(set(found))  # the stand-ins have the same, so staging comes twice
    [kind] = [one for one in await calls.count(CountKinds(STAGING)) if one.kind == "apm_service"]
    assert kind.count < sum(
        one.count for one in await calls.count(CountKinds()) if one.kind == "apm_service"
    )
    assert await calls.has_key("EU")
    await calls.disconnect(ADA, "EU")
    assert not await calls.has_key("EU")
    assert await calls.has_key("US")
    with bench.database.reading(bench.clock.now()) as unit:
        assert [one.name for one in read_connections(unit)] == ["US"]


async def test_a_search_names_the_one_that_is_away_and_finds_what_the_others_have(
    bench: Bench, us: StandIn, executor: ThreadPoolExecutor
) -> None:
    door = Doorway(bench.database, bench.clock)
    calls = NewRelicCalls(door, bench.keys, executor, loopback_only=True)
    hosts = FindEntities(kinds=(EntityKind.HOST,))
    first = await calls.find(hosts)
    both = await calls.count(CountKinds())
    lost = text("UPDATE new_relic_connection SET url = :url WHERE name = :name")
    with bench.write() as unit:
        unit.connection.execute(lost, {"url": "http://127.0.0.1:9/graphql", "name": "US"})
    page = await calls.find(hosts)
    assert page.entities
    [(name, why)] = page.away
    assert name == "US"
    assert "cannot be reached" in why
    assert sum(one.count for one in await calls.count(CountKinds())) < sum(o.count for o in both)
    assert [number for number, _ in (await calls.windows()).unread] == [PRODUCTION]
    # To somebody who follows a tag, what the first one has would seem to be gone.
    follower = TagFollower(door, door, executor, lambda _: None, calls)
    with pytest.raises(StatusBoardError, match="cannot be reached"):
        await follower.entities_of(FollowedTag(1, "sampleData: true", None, "", None))
    with bench.write() as unit:
        unit.connection.execute(lost, {"url": us.url, "name": "US"})
        unit.connection.execute(lost, {"url": "http://127.0.0.1:9/graphql", "name": "EU"})
    assert (await calls.find(hosts)).entities == first.entities
    rest = await calls.find(replace(hosts, cursor=first.next_cursor))
    assert (rest.entities, rest.next_cursor, [name for name, _ in rest.away]) == ((), "", ["EU"])
    with bench.write() as unit:
        unit.connection.execute(lost, {"url": "http://127.0.0.1:9/graphql", "name": "US"})
    with pytest.raises(StatusBoardError, match="cannot be reached"):
        await calls.find(hosts)


async def test_whose_key_it_is_is_found_out_where_a_file_said_the_connection(
    bench: Bench,
) -> None:
    with bench.write() as unit:
        [there] = add_checks(unit, of(PRODUCTION, bench))
        unit.connection.execute(
            text("UPDATE new_relic_connection SET accounts = '[]', user_name = ''")
        )
    async with at_work(bench):
        # As long as no one is known to see the account, nobody is asked about it.
        first = await bench.round(1)
        assert first[there].answer.reason is Reason.NOT_CONFIGURED
        async with asyncio.timeout(30):
            await learned(bench)
        found = await bench.round(1, later=60)
    assert found[there].answer.reason is not Reason.NOT_CONFIGURED


async def test_access_that_was_given_later_is_seen_within_the_hour(
    bench: Bench, allow_logs: Callable[..., object]
) -> None:
    allow_logs("statusboard.app.new_relic.said_once")  # that hours pass here alone
    with bench.write() as unit:
        [there] = add_checks(unit, of(PRODUCTION, bench))
        unit.connection.execute(text("UPDATE new_relic_connection SET accounts = '[]'"))
    async with at_work(bench):
        first = await bench.round(1)
        assert first[there].answer.reason is Reason.NOT_CONFIGURED
        async with asyncio.timeout(30):
            await learned(bench, later=3600)


async def learned(bench: Bench, *, later: float = 0) -> None:
    """Returns when all connections know their accounts; the database tells nobody when.

    Between two looks so many seconds pass.
    """
    known = 0
    while known < 2:
        await asyncio.sleep(0.01)
        if later:
            bench.tick(later)
            bench.feed.reload()
        with bench.database.reading(bench.clock.now()) as unit:
            known = sum(bool(one.accounts) for one in read_connections(unit))


async def test_the_past_of_one_is_read_while_another_is_away(
    bench: Bench, us: StandIn, executor: ThreadPoolExecutor
) -> None:
    with bench.write() as unit:
        add_checks(unit, of(PRODUCTION, bench), of(STAGING, bench))
        away = text("UPDATE new_relic_connection SET url = :url WHERE name = 'US'")
        unit.connection.execute(away, {"url": "http://127.0.0.1:9/graphql"})
    door = Doorway(bench.database, bench.clock)
    calls = NewRelicCalls(door, bench.keys, executor, loopback_only=True)
    clients = calls.clients_for(Urgency.HISTORY)
    reader = HistoryReader(door, door, executor, lambda _: None, clients)
    while await reader.look() == PACE_S:
        pass
    now = door.ask(HISTORY, None)
    assert now.figures
    assert now.done == now.steps
    # The one that is away is asked again after its rest, and goes on by itself.
    with bench.write() as unit:
        unit.connection.execute(away, {"url": us.url})
    assert await reader.look() <= FAILED_S
    assert door.ask(HISTORY, None) == now
    bench.tick(FAILED_S)
    while await reader.look() == PACE_S:
        pass
    both = door.ask(HISTORY, None)
    assert both.done == both.steps == 2 * now.steps
