"""Muting rules and downtimes are proposed as planned work, and taken over by a person alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.doorway import Doorway
from statusboard.app.maintenance.commands import draft
from statusboard.app.maintenance.inputs import DraftWork
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.discovery_commands import watch_entities
from statusboard.app.new_relic.following import TagFollower
from statusboard.app.new_relic.window_commands import UNREAD, decide_window
from statusboard.app.new_relic.window_plans import plan_of
from statusboard.app.new_relic.windows import WINDOWS
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.muting import MutingRule
from statusboard.demo.new_relic.people import PRODUCTION, STAGING
from statusboard.domain.access import person
from statusboard.domain.changes import Changes
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.new_relic import EntityKind, FoundEntity
from statusboard.domain.views.new_relic_discovery import WatchEntities
from statusboard.domain.views.new_relic_windows import DecideWindow, ProposedWindow
from statusboard.errors import RuleBroken
from tests.fixtures.connections import connected_to
from tests.fixtures.new_relic_feed import Bench

pytestmark = pytest.mark.anyio
ADA = person("Ada")
SEARCH = WELL_KNOWN["search"]
HOUR_MS = 3_600_000


class Planning:
    """A follower at the bench; downtimes of the estate say no days, and are set apart."""

    def __init__(self, bench: Bench, executor: ThreadPoolExecutor) -> None:
        self.bench = bench
        self.world = bench.stand_in.world
        self.door = Doorway(bench.database, bench.clock)
        with bench.write() as unit:
            seen = ((PRODUCTION, "Shop"), (STAGING, "Staging"))
            connected_to(unit, url=bench.stand_in.url, accounts=seen)
        calls = NewRelicCalls(self.door, bench.keys, executor, loopback_only=True, timeout_s=5)
        self.heard: list[Changes] = []
        self.loop = TagFollower(self.door, self.door, executor, self.heard.append, calls)
        found = FoundEntity(
            *(SEARCH, "search", EntityKind.APM_SERVICE, "APM", PRODUCTION, "Shop"),
            *(ComponentStatus.OPERATIONAL, ""),
        )
        done = self.door.do(watch_entities, WatchEntities((found,)), ADA).result
        self.service = (done.services[0][1], "search")

    def mute(
        self, number: str, *, account: int = PRODUCTION, begins: int = 1, **more
    ) -> MutingRule:
        begin_ms = self.world.now_ms + begins * HOUR_MS
        rule = MutingRule(
            number, account, f"Rule {number}", begin_ms=begin_ms, end_ms=begin_ms + HOUR_MS, **more
        )
        self.world.muting.append(rule)
        return rule

    async def look(self, seconds: float = 300) -> dict[str, ProposedWindow]:
        self.bench.tick(seconds)
        await self.loop.look()
        return self.proposed

    @property
    def proposed(self) -> dict[str, ProposedWindow]:
        found = self.door.ask(WINDOWS, None)
        return {one.window.title: one for one in found if one.window.sort == "Muting rule"}


@pytest.fixture
async def planning(bench: Bench):
    with ThreadPoolExecutor(1) as executor:
        yield Planning(bench, executor)


async def test_a_rule_is_taken_over_as_a_draft_and_proposed_no_more(planning: Planning) -> None:
    rule = planning.mute("1", guids=(SEARCH, "unknown"))
    [proposed] = (await planning.look()).values()
    assert proposed.services == (planning.service,)
    plan = plan_of(proposed, proposed.services)
    assert plan.title == "Planned work: search"
    assert (plan.zone, plan.lasts) == ("Europe/Berlin", timedelta(hours=1))
    assert plan.components == {planning.service[0]: ComponentStatus.UNDER_MAINTENANCE}
    planning.door.do(draft, DraftWork(plan), ADA)
    planning.door.do(decide_window, DecideWindow(proposed.window.key), ADA)
    assert planning.proposed == {}
    # The next one of the same rule is another window.
    assert rule.begin_ms is not None
    rule.begin_ms += 24 * HOUR_MS
    rule.end_ms = rule.begin_ms + HOUR_MS
    assert list(await planning.look()) == ["Rule 1"]
    planning.door.do(decide_window, DecideWindow(proposed.window.key, is_aside=True), ADA)
    rule.begin_ms += 24 * HOUR_MS
    assert await planning.look() == {}


async def test_what_is_over_far_away_or_gone_is_not_proposed(planning: Planning) -> None:
    planning.mute("soon")
    planning.mute("far", begins=24 * 60)
    planning.mute("over", begins=-5)
    planning.mute("off", enabled=False)
    assert list(await planning.look()) == ["Rule soon"]
    assert list(await planning.look(3 * 3600)) == []
    planning.mute("next")
    planning.world.muting[:] = planning.world.muting[-1:]
    assert list(await planning.look()) == ["Rule next"]
    planning.world.muting.clear()
    assert await planning.look() == {}


async def test_an_account_that_fails_costs_the_others_nothing(planning: Planning) -> None:
    planning.mute("production")
    planning.mute("staging", account=STAGING)
    assert len(await planning.look()) == 2
    planning.world.muting.clear()
    gone = "AlertsAccountStitchedFields.mutingRules"
    broken = ActiveFault(FaultName.FIELD_GONE, target=gone)
    planning.world.faults.active.append(broken)
    assert len(await planning.look()) == 2
    unread = planning.door.ask(UNREAD, None)
    assert [account for account, _ in unread] == [PRODUCTION, STAGING]
    assert all("does not understand" in why for _, why in unread)
    told = planning.door.ask(SETTINGS, None).connections[0].unread
    assert told == unread
    planning.world.faults.active.clear()
    assert await planning.look() == {}
    assert planning.door.ask(UNREAD, None) == ()


async def test_what_says_no_days_is_shown_and_cannot_be_drafted(planning: Planning) -> None:
    planning.world.muting.append(MutingRule("9", PRODUCTION, "Always", guids=(SEARCH,)))
    proposed = (await planning.look())["Always"]
    assert "Plan it by hand" in proposed.problem
    with pytest.raises(RuleBroken, match="by hand"):
        plan_of(proposed, proposed.services)
    with pytest.raises(RuleBroken, match="not planned in New Relic"):
        planning.door.do(decide_window, DecideWindow("muting:1:1"), ADA)


async def test_nothing_new_makes_no_screen_ask_again(planning: Planning) -> None:
    planning.mute("1")
    await planning.look()
    planning.heard.clear()
    await planning.look()
    assert planning.heard == []
