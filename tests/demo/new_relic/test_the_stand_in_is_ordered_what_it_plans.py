"""Orders to the stand-in: muting rules, deployments, and a clock that steps."""

from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.obeying import obey
from statusboard.demo.new_relic.orders import MutingOrder, Order
from statusboard.demo.new_relic.people import PRODUCTION
from statusboard.demo.new_relic.world import World

SEARCH = WELL_KNOWN["search"]
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


def test_a_rule_goes_from_scheduled_to_active_to_ended_by_the_clock() -> None:
    world = World()
    once = MutingOrder("1", PRODUCTION, "Once", begin_ms=HOUR_MS + 1, end_ms=2 * HOUR_MS)
    obey(world, Order(clock_ms=1, muting=(once,)))
    seen = []
    for _ in range(3):
        seen.append(world.muting[0].status(world.now_ms))
        obey(world, Order(step_ms=HOUR_MS))
    assert seen == ["SCHEDULED", "ACTIVE", "ENDED"]
    off = MutingOrder("1", PRODUCTION, "Once", enabled=False)
    obey(world, Order(muting=(off,)))
    assert [rule.status(world.now_ms) for rule in world.muting] == ["INACTIVE"]


def test_a_rule_that_repeats_has_a_next_window_each_day() -> None:
    world = World()
    daily = MutingOrder(
        "2", PRODUCTION, "Daily", begin_ms=HOUR_MS, end_ms=2 * HOUR_MS, repeat="DAILY"
    )
    obey(world, Order(clock_ms=5 * DAY_MS + 3 * HOUR_MS, muting=(daily,)))
    [rule] = world.muting
    begin = 6 * DAY_MS + HOUR_MS
    assert rule.window(world.now_ms) == (begin, begin + HOUR_MS)
    assert rule.status(world.now_ms) == "SCHEDULED"


def test_what_is_deployed_is_deployed_now() -> None:
    world = World()
    obey(world, Order(clock_ms=HOUR_MS, step_ms=5, deployed={SEARCH: ("1.0",)}))
    assert world.deployed == {SEARCH: [(HOUR_MS + 5, "1.0", "")]}
    obey(world, Order(deployed_before={SEARCH: ((HOUR_MS, "0.9"),)}))
    assert (HOUR_MS, "0.9", "") in world.deployed[SEARCH]
