"""A tag is followed: what is new is proposed, what is gone is told, nothing happens by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.discovery_commands import watch_entities
from statusboard.app.new_relic.follow_commands import (
    MOST_TAGS,
    follow_tag,
    set_aside,
    unfollow_tag,
)
from statusboard.app.new_relic.followed import FOLLOWED
from statusboard.app.new_relic.following import TagFollower
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.domain.access import person
from statusboard.domain.changes import Changes
from statusboard.domain.views.new_relic_discovery import (
    FollowedView,
    FollowTag,
    SetAside,
    UnfollowTag,
    WatchEntities,
)
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from tests.fixtures.new_relic_feed import Bench

pytestmark = pytest.mark.anyio
ADA = person("Ada")
SEARCH, CHECKOUT = WELL_KNOWN["search"], WELL_KNOWN["checkout-api"]


class Following:
    """A follower between the bench's stand-in and database; time passes look by look."""

    def __init__(self, bench: Bench, executor: ThreadPoolExecutor) -> None:
        self.bench = bench
        self.door = Doorway(bench.database, bench.clock)
        self.calls = NewRelicCalls(
            self.door, bench.keys, executor, loopback_only=True, chance=lambda: 0.0, timeout_s=5
        )
        self.heard: list[Changes] = []
        self.loop = TagFollower(self.door, self.door, executor, self.heard.append, self.calls)
        self.tag(SEARCH, CHECKOUT)

    def tag(self, *guids: str, value: str = "shop") -> None:
        for guid in guids:
            entity = self.bench.stand_in.world.entities[guid]
            entity["tags"] = [{"key": "team", "values": [value]}]

    async def look(self) -> FollowedView:
        self.bench.tick(300)
        await self.loop.look()
        return self.view

    @property
    def view(self) -> FollowedView:
        return self.door.ask(FOLLOWED, None)

    @property
    def proposed(self) -> set[str]:
        return {entity.name for _, entity in self.view.proposed}


@pytest.fixture
def following(bench: Bench):
    with ThreadPoolExecutor(1) as executor:
        yield Following(bench, executor)


async def test_new_entities_are_proposed_and_added_by_nobody(following: Following) -> None:
    number = following.door.do(follow_tag, FollowTag("team=shop", group="Shop"), ADA).result
    view = await following.look()
    assert following.proposed == {"search", "checkout-api"}
    assert view.tags[0].found == view.waiting == 2
    assert view.tags[0].looked_at == following.bench.clock.now()
    with following.door.database.reading(following.bench.clock.now()) as unit:
        assert not read_components(unit)
    following.tag(WELL_KNOWN["orders-worker"])
    await following.look()
    assert following.proposed == {"search", "checkout-api", "orders-worker"}
    # What is watched, and what is set aside, is proposed no more.
    entities = tuple(entity for _, entity in following.view.proposed)
    picked = WatchEntities(tuple(one for one in entities if one.guid == SEARCH))
    following.door.do(watch_entities, picked, ADA)
    following.door.do(set_aside, SetAside((CHECKOUT,)), ADA)
    assert following.proposed == {"orders-worker"}
    assert following.view.set_aside == ((CHECKOUT, "checkout-api"),)
    following.door.do(set_aside, SetAside((CHECKOUT,), is_back=True), ADA)
    assert following.proposed == {"orders-worker", "checkout-api"}
    following.door.do(unfollow_tag, UnfollowTag(number), ADA)
    assert following.view == FollowedView()


async def test_what_is_gone_is_told_after_two_looks_and_stays_watched(
    following: Following,
) -> None:
    following.door.do(follow_tag, FollowTag("team: shop"), ADA)
    await following.look()
    entities = tuple(entity for _, entity in following.view.proposed)
    following.door.do(watch_entities, WatchEntities(entities), ADA)
    following.tag(SEARCH, value="other")
    assert (await following.look()).gone == ()
    view = await following.look()
    [gone] = view.gone
    assert (gone.name, gone.tag, gone.watched_by) == ("search", "team: shop", ("search",))
    with following.door.database.reading(following.bench.clock.now()) as unit:
        assert len(read_components(unit)) == 2
    # It comes back: nothing was lost, and nothing is told any more.
    following.tag(SEARCH)
    assert (await following.look()).gone == ()
    following.tag(SEARCH, value="other")
    await following.look()
    await following.look()
    following.door.do(set_aside, SetAside((SEARCH,)), ADA)
    assert following.view.gone == ()


async def test_a_look_that_fails_makes_nothing_gone(following: Following) -> None:
    following.door.do(follow_tag, FollowTag("team: shop"), ADA)
    await following.look()
    entities = tuple(entity for _, entity in following.view.proposed)
    following.door.do(watch_entities, WatchEntities(entities), ADA)
    world = following.bench.stand_in.world
    world.faults.active.append(ActiveFault(FaultName.KEY_REFUSED))
    for _ in range(3):
        view = await following.look()
    assert view.gone == ()
    assert "key" in view.tags[0].problem
    world.faults.active.clear()
    assert (await following.look()).tags[0].problem == ""


async def test_what_others_tagged_between_pages_is_not_gone(following: Following) -> None:
    following.door.do(follow_tag, FollowTag("team: crowd"), ADA)
    world = following.bench.stand_in.world
    following.tag(*list(world.entities)[:320], value="crowd")
    first = await following.look()
    world.between_pages = "add"
    second = await following.look()
    assert len(first.proposed) == len(second.proposed) > 250


async def test_a_look_is_not_repeated_before_its_time(following: Following) -> None:
    following.door.do(follow_tag, FollowTag("team: shop"), ADA)
    await following.look()
    asked = following.bench.stand_in.world.asked
    asked.clear()
    following.heard.clear()
    following.bench.tick(60)
    await following.loop.look()
    assert not asked
    await following.look()
    # The tag, and the downtimes.
    assert len(asked) == 2
    # Nothing is new: no screen has to ask again.
    assert following.heard == []
    following.door.do(follow_tag, FollowTag("team: other"), ADA)
    following.bench.clock.forward(timedelta(seconds=1).total_seconds())
    await following.loop.look()
    assert len(asked) == 3


async def test_what_is_no_tag_or_too_many_is_refused(following: Following) -> None:
    for words in ("", ":x", "a`b"):
        with pytest.raises(RuleBroken) as refused:
            following.door.do(follow_tag, FollowTag(words), ADA)
        assert refused.value.field == "tag"
    first = following.door.do(follow_tag, FollowTag("team: 0"), ADA).result
    assert following.door.do(follow_tag, FollowTag(" team = 0 "), ADA).result == first
    for number in range(1, MOST_TAGS):
        following.door.do(follow_tag, FollowTag(f"team: {number}"), ADA)
    with pytest.raises(RuleBroken, match="no more can be"):
        following.door.do(follow_tag, FollowTag("one too many"), ADA)
