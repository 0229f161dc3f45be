"""However New Relic dawdles, a read is over when its time is, and uses what came of it."""

import asyncio
import time

import pytest

from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.program import StandIn
from statusboard.newrelic.budget import IN_FLIGHT, TRIES
from statusboard.newrelic.errors import NewRelicUnavailable
from statusboard.newrelic.faults import FaultKind
from statusboard.newrelic.questions import read_states
from tests.fixtures.new_relic import client_of, real_budget

CHECKOUT, SEARCH = WELL_KNOWN["checkout-api"], WELL_KNOWN["search"]
TIMEOUT_S = 0.2

pytestmark = pytest.mark.anyio


async def test_silence_is_not_waited_for_beyond_the_end_of_the_read(stand_in: StandIn) -> None:
    stand_in.world.faults.active.append(ActiveFault(FaultName.NO_HEADERS))
    async with (
        asyncio.timeout(10),
        client_of(stand_in, budget=real_budget(), timeout_s=60) as client,
    ):
        with pytest.raises(NewRelicUnavailable) as caught:
            await read_states(client, [CHECKOUT], deadline_s=time.monotonic() + TIMEOUT_S)
    assert caught.value.fault is FaultKind.SILENT
    assert len(stand_in.world.asked) <= 1


async def test_a_seat_is_not_waited_for_beyond_the_end_of_the_read(stand_in: StandIn) -> None:
    stand_in.world.faults.active.append(ActiveFault(FaultName.NO_HEADERS))
    budget = real_budget()
    async with asyncio.timeout(10), client_of(stand_in, budget=budget, timeout_s=60) as client:
        holding = [asyncio.ensure_future(read_states(client, [SEARCH])) for _ in range(IN_FLIGHT)]
        while stand_in.world.peak < IN_FLIGHT:
            await stand_in.world.next_request.wait()
            stand_in.world.next_request.clear()
        with pytest.raises(NewRelicUnavailable) as caught:
            await read_states(client, [CHECKOUT], deadline_s=time.monotonic() + TIMEOUT_S)
        for one in holding:
            one.cancel()
        await asyncio.gather(*holding, return_exceptions=True)
    # New Relic is slow here; nobody said that it was asked too often.
    assert caught.value.fault is FaultKind.SILENT


async def test_a_part_that_may_pass_is_asked_for_again(stand_in: StandIn) -> None:
    target = f"{CHECKOUT}/alertSeverity"
    stand_in.world.faults.active.append(ActiveFault(FaultName.PARTIAL_FIELD, 1, target=target))
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, SEARCH])
    assert read.faulty == {}
    assert set(read.readings) == {CHECKOUT, SEARCH}
    assert len(stand_in.world.asked) == 2


async def test_the_rest_is_used_where_a_part_goes_on_failing(stand_in: StandIn) -> None:
    target = f"{CHECKOUT}/alertSeverity"
    stand_in.world.faults.active.append(ActiveFault(FaultName.PARTIAL_FIELD, target=target))
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, SEARCH])
    assert set(read.faulty) == {CHECKOUT}
    assert set(read.readings) == {SEARCH}
    assert len(stand_in.world.asked) == TRIES


async def test_the_rest_is_used_where_there_is_no_time_to_ask_again(stand_in: StandIn) -> None:
    target = f"{CHECKOUT}/alertSeverity"
    stand_in.world.faults.active.append(ActiveFault(FaultName.PARTIAL_FIELD, target=target))
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, SEARCH], deadline_s=0.4)
    assert set(read.readings) == {SEARCH}
    assert len(stand_in.world.asked) == 1


async def test_the_rest_is_used_where_the_next_try_fails_whole(stand_in: StandIn) -> None:
    target = f"{CHECKOUT}/alertSeverity"
    stand_in.world.faults.active += [
        ActiveFault(FaultName.PARTIAL_FIELD, 1, target=target),
        ActiveFault(FaultName.HTML_502),
    ]
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, SEARCH])
    assert set(read.readings) == {SEARCH}
