"""The feed between a stand-in New Relic, a real database and the real ingest."""

import asyncio
import logging
from datetime import timedelta

import pytest

from statusboard.app.new_relic import commands as verbs
from statusboard.app.watching.ingest import Ingest
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.world import set_entity
from statusboard.domain.instants import to_us
from statusboard.domain.result import CheckResult, Outcome, Reason
from statusboard.domain.status import ComponentStatus as Status
from statusboard.storage import leases
from statusboard.storage.change_log import newest_change
from statusboard.storage.history import spans
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work

pytestmark = pytest.mark.anyio
CHECKOUT, PAYMENTS = WELL_KNOWN["checkout-api"], WELL_KNOWN["Card payments"]
WAREHOUSE, SHOP = WELL_KNOWN["warehouse-db-1"], WELL_KNOWN["Shop"]


async def test_each_kind_brings_its_own_level(bench: Bench) -> None:
    with bench.write() as unit:
        apm, monitor, host, workload = add_checks(unit, CHECKOUT, PAYMENTS, WAREHOUSE, SHOP)
    async with at_work(bench):
        await bench.until(4)
        good = {one.check_id: one.answer.level for one in bench.brought}
        assert good == {
            apm: Status.OPERATIONAL,
            monitor: Status.OPERATIONAL,
            host: Status.UNKNOWN,
            workload: Status.OPERATIONAL,
        }
        world = bench.stand_in.world
        set_entity(world, CHECKOUT, {"alertSeverity": "CRITICAL"})
        set_entity(world, PAYMENTS, {"locationsFailing": 2})
        set_entity(world, SHOP, {"statusValue": "DEGRADED"})
        bad = await bench.round(4, later=60)
    assert bad[apm].answer.level is Status.MAJOR_OUTAGE
    assert bad[monitor].answer.level is Status.PARTIAL_OUTAGE
    assert bad[monitor].answer.detail == "2 of 3 locations fail."
    assert bad[workload].answer.outcome is Outcome.DEGRADED
    assert "alertSeverity: CRITICAL" in bad[apm].answer.transcript
    assert bad[apm].at_us == to_us(bench.clock.now())


async def test_an_outage_in_new_relic_becomes_history_and_our_blindness_does_not(
    bench: Bench,
) -> None:
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
        leases.take(unit, role="collector", holder="here", ttl=timedelta(days=1))
    ingest = Ingest(bench.database, bench.clock)
    ingest.load()
    world = bench.stand_in.world

    async def rounds(count: int) -> list[CheckResult]:
        seen = []
        for _ in range(count):
            found = await bench.round(1, later=60)
            ingest.take([found[check_id]])
            seen.append(found[check_id])
        return seen

    async with at_work(bench):
        await bench.until(1)
        ingest.take(bench.brought)
        await rounds(1)
        set_entity(world, CHECKOUT, {"alertSeverity": "CRITICAL"})
        down = await rounds(2)
        set_entity(world, CHECKOUT, {"alertSeverity": "NOT_ALERTING"})
        await rounds(2)
        world.faults.active.append(ActiveFault(FaultName.HTML_502))
        blind = await rounds(3)
    assert {one.answer.outcome for one in down} == {Outcome.DOWN}
    assert {one.answer.outcome for one in blind} == {Outcome.UNKNOWN}
    assert {one.answer.reason for one in blind} == {Reason.SOURCE_UNAVAILABLE}
    with bench.database.reading(bench.clock.now()) as unit:
        read = spans.read_spans(unit)
        told = [span.status for span in read]
    assert told == [Status.OPERATIONAL, Status.MAJOR_OUTAGE, Status.OPERATIONAL]
    # From the first blind answer on, nothing is claimed.
    assert read[-1].stop_us == blind[0].at_us


async def test_a_new_relic_that_is_gone_is_unknown_and_never_down(bench: Bench) -> None:
    with bench.write() as unit:
        ids = add_checks(unit, CHECKOUT, PAYMENTS)
    async with at_work(bench):
        await bench.until(2)
        await bench.stack.aclose()
        found = await bench.round(2, later=60)
    assert {found[check_id].answer.outcome for check_id in ids} == {Outcome.UNKNOWN}
    assert {found[check_id].answer.reason for check_id in ids} == {Reason.SOURCE_UNAVAILABLE}
    source = bench.source()
    assert source is not None
    assert "cannot be reached" in source.problem


@pytest.mark.parametrize("as_null", [True, False])
async def test_an_entity_that_vanished_is_said_to_be_gone(bench: Bench, as_null: bool) -> None:
    bench.stand_in.world.vanished_as_null = as_null
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
    del bench.stand_in.world.entities[CHECKOUT]
    async with at_work(bench):
        await bench.until(1)
    (result,) = bench.brought
    assert result.check_id == check_id
    assert result.answer.outcome is Outcome.UNKNOWN
    assert result.answer.reason is Reason.SOURCE_GONE


async def test_sixty_entities_take_three_requests(bench: Bench) -> None:
    guids = list(bench.stand_in.world.entities)[:60]
    with bench.write() as unit:
        add_checks(unit, *guids)
        add_checks(unit, *guids[:10])
        add_checks(unit, WELL_KNOWN["Shop"], enabled=False)
    async with at_work(bench):
        await bench.until(70)
    assert sorted(bench.asked) == [10, 25, 25]
    assert len(bench.brought) == 70


async def test_a_throttled_read_is_unknown(bench: Bench) -> None:
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT, interval_s=20)
    # Within what the client would wait by itself, but past the next poll.
    fault = ActiveFault(FaultName.THROTTLE, retry_after="45")
    bench.stand_in.world.faults.active.append(fault)
    async with at_work(bench):
        await bench.until(1)
        assert len(bench.asked) == 1
        (result,) = bench.brought
        # New Relic's own time is not over: the next round does not even ask.
        found = await bench.round(1, later=22)
        assert len(bench.asked) == 1
    for one in (result, found[check_id]):
        assert one.answer.outcome is Outcome.UNKNOWN
        assert one.answer.reason is Reason.SOURCE_UNAVAILABLE


async def test_a_part_that_failed_is_unknown_and_the_rest_is_used(bench: Bench) -> None:
    with bench.write() as unit:
        one, other = add_checks(unit, CHECKOUT, PAYMENTS)
    fault = ActiveFault(FaultName.PARTIAL_FIELD, target=f"{CHECKOUT}/alertSeverity")
    bench.stand_in.world.faults.active.append(fault)
    async with at_work(bench):
        await bench.until(2)
    found = {result.check_id: result.answer for result in bench.brought}
    assert found[one].reason is Reason.SOURCE_UNAVAILABLE
    assert found[other].outcome is Outcome.UP
    source = bench.source()
    assert source is not None
    assert source.problem.startswith("New Relic answered in part.")


async def test_a_missing_right_is_believed_after_three_polls(bench: Bench) -> None:
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.RIGHTS))
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
    reasons = []
    async with at_work(bench):
        for later in (0, 60, 60):
            found = await bench.round(1, later=later)
            reasons.append(found[check_id].answer.reason)
        bench.stand_in.world.faults.active.clear()
        found = await bench.round(1, later=60)
    unavailable, rejected = Reason.SOURCE_UNAVAILABLE, Reason.SOURCE_REJECTED
    assert reasons == [unavailable, unavailable, rejected]
    assert found[check_id].answer.outcome is Outcome.UP


async def test_the_source_says_when_it_last_spoke(bench: Bench) -> None:
    with bench.write() as unit:
        add_checks(unit, CHECKOUT)
    async with at_work(bench):
        await bench.until(1)
        first = to_us(bench.clock.now())
        bench.stand_in.world.faults.active.append(ActiveFault(FaultName.UNPAID, times=1))
        await bench.round(1, later=60)
        source = bench.source()
        assert source is not None
        assert source.last_us == first
        assert source.problem
        await bench.round(1, later=60)
    source = bench.source()
    assert source is not None
    assert (source.last_us, source.problem) == (to_us(bench.clock.now()), "")


async def test_a_changed_problem_is_announced_and_a_repeated_one_is_not(bench: Bench) -> None:
    with bench.write() as unit:
        add_checks(unit, CHECKOUT)

    def newest() -> int:
        with bench.database.reading(bench.clock.now()) as unit:
            return newest_change(unit).newest

    async with at_work(bench):
        await bench.until(1)
        before = newest()
        await bench.round(1, later=60)
        assert newest() == before
        bench.stand_in.world.faults.active.append(ActiveFault(FaultName.UNPAID))
        await bench.round(1, later=60)
        assert newest() == before + 1


async def test_without_a_connection_nothing_is_asked(bench: Bench) -> None:
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
        verbs.forget_new_relic.run(unit, verbs.ForgetNewRelic())
    async with at_work(bench):
        await bench.until(1)
    assert bench.brought[0].answer.reason is Reason.NOT_CONFIGURED
    assert bench.brought[0].answer.outcome is Outcome.UNKNOWN
    assert bench.asked == []
    assert bench.source() is None
    assert check_id == bench.brought[0].check_id


async def test_without_a_key_it_says_so(bench: Bench) -> None:
    bench.keys.forget()
    with bench.write() as unit:
        add_checks(unit, CHECKOUT)
    async with at_work(bench):
        await bench.until(1)
    assert bench.brought[0].answer.reason is Reason.SOURCE_REJECTED
    assert "statusboard secret set new-relic-key" in bench.brought[0].answer.detail
    assert bench.asked == []


async def test_a_check_that_is_new_is_read_at_once(bench: Bench) -> None:
    async with at_work(bench):
        with bench.write() as unit:
            (check_id,) = add_checks(unit, CHECKOUT)
        found = await bench.round(1)
    assert found[check_id].answer.outcome is Outcome.UP


async def test_asking_now_brings_fresh_answers(bench: Bench) -> None:
    with bench.write() as unit:
        one, other = add_checks(unit, CHECKOUT, PAYMENTS)
    async with at_work(bench):
        await bench.until(2)
        set_entity(bench.stand_in.world, CHECKOUT, {"alertSeverity": "WARNING"})
        (result,) = await bench.feed.ask_now([one])
        assert result.check_id == one
        assert result.answer.level is Status.DEGRADED_PERFORMANCE
        assert bench.asked[-1] == 1
        assert await bench.feed.ask_now([other + 1000]) == ()


async def test_it_stops_at_once_though_new_relic_is_silent(bench: Bench) -> None:
    with bench.write() as unit:
        add_checks(unit, CHECKOUT)
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.NO_HEADERS))
    async with asyncio.timeout(20):  # New Relic would be given up after 30 s
        async with at_work(bench):
            await bench.stand_in.world.next_request.wait()
    assert bench.brought == []


async def test_a_clock_that_is_wrong_and_a_field_that_goes_are_said_once(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "statusboard")
    bench.skew_s = 300.0
    bench.tick()
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.DEPRECATED))
    with bench.write() as unit:
        add_checks(unit, CHECKOUT)
    async with at_work(bench):
        await bench.until(1)
        await bench.round(1, later=60)
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert any("clock" in text for text in said)
    assert any("actor.user" in text for text in said)
    caplog.clear()
