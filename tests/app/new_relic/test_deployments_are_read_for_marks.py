"""What was deployed is read for some entities and a window: each can fail alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.new_relic.calls import DEPLOYMENTS_AGAIN_S, NewRelicCalls
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.domain.instants import from_us
from statusboard.domain.views.new_relic_deployments import FindDeployments
from statusboard.errors import StatusBoardError
from statusboard.newrelic.deployments import deployments_of
from tests.fixtures.new_relic_feed import Bench

pytestmark = pytest.mark.anyio
SEARCH, CHECKOUT = WELL_KNOWN["search"], WELL_KNOWN["checkout-api"]
HOUR_MS = 3_600_000


@pytest.fixture
async def calls(bench: Bench):
    with ThreadPoolExecutor(1) as executor:
        door = Doorway(bench.database, bench.clock)
        yield NewRelicCalls(
            door, bench.keys, executor, loopback_only=True, chance=lambda: 0.0, timeout_s=2
        )


def asked(bench: Bench, *guids: str) -> FindDeployments:
    now = bench.clock.now()
    return FindDeployments(guids, now - timedelta(days=1), now)


async def test_the_newest_come_first_and_one_of_several_is_one(
    bench: Bench, calls: NewRelicCalls
) -> None:
    now_ms = bench.stand_in.world.now_ms
    bench.stand_in.world.deployed |= {
        SEARCH: [(now_ms - HOUR_MS, "2", "Faster"), (now_ms - 48 * HOUR_MS, "0", "")],
        CHECKOUT: [(now_ms - HOUR_MS, "2", "Faster"), (now_ms - 2 * HOUR_MS, "1", "")],
    }
    found = (await calls.deployments(asked(bench, SEARCH, CHECKOUT, "unknown"))).deployments
    assert [(one.version, one.said) for one in found] == [("2", "Faster"), ("1", "")]
    assert found[0].at == from_us((now_ms - HOUR_MS) * 1000)
    # A screen that is drawn again asks nothing anew.
    before = len(bench.stand_in.world.asked)
    bench.tick(DEPLOYMENTS_AGAIN_S - 1)
    await calls.deployments(asked(bench, CHECKOUT, SEARCH, "unknown"))
    assert len(bench.stand_in.world.asked) == before
    bench.tick(2)
    await calls.deployments(asked(bench, CHECKOUT, SEARCH, "unknown"))
    assert len(bench.stand_in.world.asked) == before + 3


async def test_what_fails_costs_the_other_entities_nothing(
    bench: Bench, calls: NewRelicCalls
) -> None:
    now_ms = bench.stand_in.world.now_ms
    bench.stand_in.world.deployed |= {
        SEARCH: [(now_ms - HOUR_MS, "1", "")],
        CHECKOUT: [(now_ms - HOUR_MS, "2", "")],
    }
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.KEY_REFUSED, times=1))
    found = (await calls.deployments(asked(bench, SEARCH, CHECKOUT))).deployments
    assert len(found) == 1
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.KEY_REFUSED))
    with pytest.raises(StatusBoardError, match="key"):
        await calls.deployments(asked(bench, SEARCH))


@pytest.mark.parametrize("timestamp", [None, True, "1", -1, 10**18, 1.5])
def test_an_instant_that_is_none_is_no_mark(timestamp: object) -> None:
    results = [None, {"version": "1", "timestamp": timestamp}]
    answer = {"actor": {"entity": {"deploymentSearch": {"results": results}}}}
    assert deployments_of(answer) == ()
    assert deployments_of({"actor": {"entity": None}}) is None


def test_a_link_that_is_none_leads_nowhere() -> None:
    one = {"version": "1", "timestamp": 1_800_000_000_000, "deepLink": "javascript:alert(1)"}
    answer = {"actor": {"entity": {"deploymentSearch": {"results": [one]}}}}
    assert [found.link for found in deployments_of(answer) or ()] == [""]
