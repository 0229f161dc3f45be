"""One refusal costs one round. A key that stays refused is asked about ever more slowly."""

import pytest

from statusboard.app.new_relic.session import REFUSED_AGAIN
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.domain.instants import to_us
from statusboard.domain.result import Outcome, Reason
from statusboard.newrelic.key import Key
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work, connect

pytestmark = pytest.mark.anyio
CHECKOUT, PAYMENTS = WELL_KNOWN["checkout-api"], WELL_KNOWN["Card payments"]
REVOKED = Key("NRAK-REVOKED0REVOKED0REVOKED00")
HOUR = 3600


def refuse(bench: Bench, times: int | None = None) -> None:
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.KEY_REFUSED, times))


def problem(bench: Bench) -> str:
    source = bench.source()
    return "" if source is None else source.problem


@pytest.mark.parametrize("times", [1, 2])
async def test_it_recovers_by_itself_and_says_so_meanwhile(bench: Bench, times: int) -> None:
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
    async with at_work(bench):
        await bench.until(1)
        before = to_us(bench.clock.now())
        refuse(bench, times)
        found = await bench.round(1, later=60)
        assert found[check_id].answer.outcome is Outcome.UNKNOWN
        assert found[check_id].answer.reason is Reason.SOURCE_REJECTED
        assert "refuses the key" in problem(bench)
        assert "tried again by itself" in problem(bench)
        source = bench.source()
        assert source is not None
        assert source.last_us == before
        # A minute on for one refusal; 90 s after the second, and so two rounds on.
        for _ in range(2 * times - 1):
            found = await bench.round(1, later=60)
    assert found[check_id].answer.outcome is Outcome.UP
    assert problem(bench) == ""


async def test_a_key_that_stays_refused_is_asked_about_ever_more_slowly(bench: Bench) -> None:
    bench.keys.write(REVOKED, allow_file=True)
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
    asked_in_hour = []
    async with at_work(bench):
        await bench.until(1)
        for _ in range(2):
            before = len(bench.asked)
            for _ in range(60):
                found = await bench.round(1, later=60)
                assert found[check_id].answer.reason is Reason.SOURCE_REJECTED
                assert "refuses the key" in problem(bench)
            asked_in_hour.append(len(bench.asked) - before)
        bench.keys.write(Key(DEMO_KEY), allow_file=True)
        for _ in range(round(REFUSED_AGAIN.most_s / 60)):
            found = await bench.round(1, later=60)
    assert 4 <= asked_in_hour[1] <= HOUR / REFUSED_AGAIN.most_s < asked_in_hour[0] <= 8
    # The key that is kept by now is the one that is tried.
    assert found[check_id].answer.outcome is Outcome.UP
    assert problem(bench) == ""


async def test_one_request_tries_the_key_for_all(bench: Bench) -> None:
    guids = list(bench.stand_in.world.entities)[:60]
    bench.keys.write(REVOKED, allow_file=True)
    with bench.write() as unit:
        add_checks(unit, *guids)
    async with at_work(bench):
        await bench.until(60)
        first = len(bench.asked)
        assert first <= 3
        await bench.round(60, later=66)
        assert len(bench.asked) == first + 1
        bench.keys.write(Key(DEMO_KEY), allow_file=True)
        bench.brought.clear()
        bench.tick(120)
        bench.feed.reload()
        # … and once it is good, nobody waits for the next round.
        await bench.until(60 + 60)
    assert len(bench.asked) == first + 1 + 1 + 3
    newest = {result.check_id: result.answer for result in bench.brought}
    assert Reason.SOURCE_REJECTED not in {answer.reason for answer in newest.values()}
    assert problem(bench) == ""


async def test_another_trouble_while_the_key_is_tried_is_no_refusal(bench: Bench) -> None:
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
    refuse(bench, 1)
    async with at_work(bench):
        await bench.until(1)
        bench.stand_in.world.faults.active.append(ActiveFault(FaultName.UNPAID, 1))
        found = await bench.round(1, later=60)
        assert "paid for" in found[check_id].answer.detail
        found = await bench.round(1, later=61)
    assert found[check_id].answer.outcome is Outcome.UP


async def test_whoever_asks_now_is_not_told_of_an_earlier_refusal(bench: Bench) -> None:
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
    refuse(bench, 1)
    async with at_work(bench):
        await bench.until(1)
        (result,) = await bench.feed.ask_now([check_id])
    assert result.answer.outcome is Outcome.UP
    assert problem(bench) == ""


async def test_whoever_connects_anew_does_not_wait(bench: Bench) -> None:
    bench.keys.write(REVOKED, allow_file=True)
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
    async with at_work(bench):
        await bench.until(1)
        bench.keys.write(Key(DEMO_KEY), allow_file=True)
        bench.clock.forward(1)
        with bench.write() as unit:
            connect(unit, bench.stand_in.url)
        found = await bench.round(1, later=1)
    assert found[check_id].answer.outcome is Outcome.UP
    assert problem(bench) == ""


def test_the_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    pauses = [REFUSED_AGAIN.wait_s(times) for times in range(1, 9)]
    assert pauses == [45, 90, 180, 360, 720, 900, 900, 900]
