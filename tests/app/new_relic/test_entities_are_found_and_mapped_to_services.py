"""Finding entities by account and tag, and what becomes of those that are picked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.discovery_commands import watch_entities
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.demo.new_relic.estate import WELL_KNOWN, guid_of
from statusboard.demo.new_relic.people import DEMO_KEY, STAGING
from statusboard.demo.new_relic.program import StandIn, standing_in
from statusboard.domain.access import person
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.new_relic import Connect, EntityKind, FindEntities, FoundEntity
from statusboard.domain.views.new_relic_discovery import WatchEntities
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock

pytestmark = pytest.mark.anyio
ADA = person("Ada")
TAGGED = [{"key": "team", "values": ["shop's own"]}]


@pytest.fixture
def door(sqlite: Database) -> Doorway:
    return Doorway(sqlite, ManualClock())


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with standing_in() as running:
        yield running


@pytest.fixture
async def calls(door: Doorway, stand_in: StandIn, tmp_path: Path) -> NewRelicCalls:
    keys = NewRelicKey(SecretPlace(tmp_path / "keys", is_demo=True))
    made = NewRelicCalls(door, keys, loopback_only=True, chance=lambda: 0.0)
    await made.connect(Connect("", stand_in.url, DEMO_KEY, allow_file=True), ADA)
    return made


def found(name: str, number: int, account: str = "Shop") -> FoundEntity:
    return FoundEntity(
        guid=WELL_KNOWN["search"] if number == 0 else guid_of(123, "APM|APPLICATION", number),
        name=name,
        kind=EntityKind.APM_SERVICE,
        kind_label="APM service",
        account_id=123,
        account=account,
        level=ComponentStatus.OPERATIONAL,
        reading="",
    )


def watched(door: Doorway) -> dict[str, list[str]]:
    with door.database.reading(door.clock.now()) as unit:
        checks = read_checks(unit)
        return {
            one.name: [str(c.config["name"]) for c in checks if c.component_id == one.id]
            for one in read_components(unit)
        }


async def test_entities_are_found_by_account_and_tag(
    calls: NewRelicCalls, stand_in: StandIn
) -> None:
    stand_in.world.entities[WELL_KNOWN["search"]]["tags"] = TAGGED
    for tag in ("team: shop's own", "team=shop's own", "team"):
        page = await calls.find(FindEntities(tag=tag))
        assert [one.name for one in page.entities] == ["search"], tag
    assert not (await calls.find(FindEntities(tag="team: other"))).entities
    staging = await calls.find(FindEntities(account_id=STAGING))
    assert {one.account_id for one in staging.entities} == {STAGING}
    assert STAGING in dict(staging.accounts)


@pytest.mark.parametrize("tag", ["a`b", ": shop", "=x", "x` = 'y' OR tags.`z"])
async def test_what_is_no_tag_is_refused_in_words(calls: NewRelicCalls, tag: str) -> None:
    with pytest.raises(RuleBroken, match="is no tag") as refused:
        await calls.find(FindEntities(tag=tag))
    assert refused.value.field == "tag"


async def test_what_is_watched_already_is_said(
    calls: NewRelicCalls, door: Doorway, stand_in: StandIn
) -> None:
    door.do(watch_entities, WatchEntities((found("search", 0),), service_name="Shop search"), ADA)
    page = await calls.find(FindEntities(text="search"))
    by = {one.name: one.watched_by for one in page.entities}
    assert by["search"] == ("Shop search",)
    assert sum(map(bool, by.values())) == 1


def test_each_becomes_a_service_and_equal_names_are_told_apart(door: Doorway) -> None:
    picked = (found("api", 1), found("api", 2, "Shop staging"), found("web", 3))
    done = door.do(watch_entities, WatchEntities(picked, group="Shop"), ADA).result
    assert watched(door) == {"api": ["api"], "api (Shop staging)": ["api"], "web": ["web"]}
    assert [guid for guid, _ in done.services] == [one.guid for one in picked]
    # Once more: nothing is doubled.
    again = door.do(watch_entities, WatchEntities((*picked, found("new", 4))), ADA).result
    assert again.already == ("api", "api", "web")
    assert len(again.services) == 1


def test_several_go_into_one_service_new_or_there(door: Doorway) -> None:
    first = WatchEntities((found("api", 1), found("web", 2)), service_name="Shop")
    [(_, number), _] = door.do(watch_entities, first, ADA).result.services
    second = WatchEntities((found("web", 2), found("db", 3)), service_id=number)
    done = door.do(watch_entities, second, ADA).result
    assert watched(door) == {"Shop": ["api", "web", "db"]}
    assert done.already == ("web",)


def test_all_of_them_are_watched_or_none(door: Doorway) -> None:
    door.do(watch_entities, WatchEntities((found("api", 1),)), ADA)
    bad = (found("web", 2), found("x" * 1000, 3))
    with pytest.raises(RuleBroken, match="too long"):
        door.do(watch_entities, WatchEntities(bad), ADA)
    with pytest.raises(RuleBroken, match="no longer exists"):
        door.do(watch_entities, WatchEntities((found("web", 2),), service_id=99), ADA)
    with pytest.raises(RuleBroken, match="Nothing is picked"):
        door.do(watch_entities, WatchEntities(()), ADA)
    assert watched(door) == {"api": ["api"]}


def test_two_thousand_are_watched_in_one_step(door: Doorway) -> None:
    picked = tuple(found(f"host-{number}", number) for number in range(1, 2001))
    done = door.do(watch_entities, WatchEntities(picked, group="Hosts"), ADA).result
    assert len(done.services) == 2000
    assert len({number for _, number in done.services}) == 2000
