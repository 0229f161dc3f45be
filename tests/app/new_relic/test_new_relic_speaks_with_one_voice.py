"""What is said of New Relic as a whole, and how soon, where reads differ or take their time."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Timer
from typing import Any

import pytest

from statusboard.app.new_relic import commands as verbs
from statusboard.app.new_relic.connection import StoredConnection
from statusboard.app.new_relic.session import NewRelicSession
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.domain.result import Outcome, Reason
from statusboard.newrelic.errors import NewRelicRejected, error_of
from statusboard.newrelic.faults import FaultKind
from statusboard.storage.change_log import newest_change
from statusboard.storage.checks import remove_check
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work, connect

pytestmark = pytest.mark.anyio
CHECKOUT, PAYMENTS = WELL_KNOWN["checkout-api"], WELL_KNOWN["Card payments"]


def crowd(bench: Bench, count: int) -> list[str]:
    found = [g for g, one in bench.stand_in.world.entities.items() if g != CHECKOUT]
    return found[:count]


def failing(bench: Bench, guid: str) -> None:
    fault = ActiveFault(FaultName.PARTIAL_FIELD, target=f"{guid}/alertSeverity")
    bench.stand_in.world.faults.active.append(fault)


def newest(bench: Bench) -> int:
    with bench.database.reading(bench.clock.now()) as unit:
        return newest_change(unit)


def problem(bench: Bench) -> str | None:
    source = bench.source()
    return None if source is None else source.problem


async def test_a_part_that_fails_stands_though_other_reads_succeed(bench: Bench) -> None:
    with bench.write() as unit:
        add_checks(unit, CHECKOUT, *crowd(bench, 60))
    failing(bench, CHECKOUT)
    async with at_work(bench):
        await bench.until(61)
        assert (problem(bench) or "").startswith("New Relic answered in part.")
        before = newest(bench)
        for _ in range(3):
            await bench.round(61, later=66)
            assert (problem(bench) or "").startswith("New Relic answered in part.")
        assert newest(bench) == before
        bench.stand_in.world.faults.active.clear()
        await bench.round(61, later=66)
    assert problem(bench) == ""


class NewestFirst(Executor):
    """Of calls that wait at the same time, the newest is made first."""

    def __init__(self) -> None:
        self.pile: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.pile.append((future, fn, args))
        Timer(0.1, self._make_newest).start()
        return future

    def _make_newest(self) -> None:
        future, fn, args = self.pile.pop()
        if future.set_running_or_notify_cancel():
            future.set_result(fn(*args))


async def test_the_last_word_of_reads_side_by_side_is_the_one_kept(bench: Bench) -> None:
    with bench.write() as unit:
        add_checks(unit, *crowd(bench, 60), CHECKOUT)
    failing(bench, CHECKOUT)
    bench.feed.executor = NewestFirst()
    async with at_work(bench):
        await bench.until(61)
        assert (problem(bench) or "").startswith("New Relic answered in part.")
        bench.stand_in.world.faults.active.clear()
        await bench.round(61, later=66)
    assert problem(bench) == ""


async def test_asking_one_check_now_does_not_hide_what_fails_elsewhere(bench: Bench) -> None:
    with bench.write() as unit:
        _, other = add_checks(unit, CHECKOUT, PAYMENTS)
    failing(bench, CHECKOUT)
    async with at_work(bench):
        await bench.until(2)
        (result,) = await bench.feed.ask_now([other])
    assert result.answer.outcome is Outcome.UP
    assert (problem(bench) or "").startswith("New Relic answered in part.")


async def test_nothing_is_said_of_new_relic_once_no_check_asks_it(bench: Bench) -> None:
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.UNPAID))
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT)
    async with at_work(bench):
        await bench.until(1)
        assert problem(bench)
        with bench.write() as unit:
            remove_check(unit, check_id)
        assert await bench.feed.ask_now([check_id]) == ()
    assert bench.source() is None


async def test_an_answer_that_comes_after_the_goodbye_is_not_written_down(bench: Bench) -> None:
    with bench.write() as unit:
        add_checks(unit, CHECKOUT)
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.SLOW, 1, seconds=0.3))
    async with at_work(bench):
        await bench.stand_in.world.next_request.wait()
        with bench.write() as unit:
            verbs.forget_new_relic.run(unit, verbs.ForgetNewRelic())
        await bench.until(1)
    assert bench.source() is None


async def test_whoever_connects_sees_states_at_once(bench: Bench) -> None:
    with bench.write() as unit:
        (check_id,) = add_checks(unit, CHECKOUT, interval_s=3600)
        verbs.forget_new_relic.run(unit, verbs.ForgetNewRelic())
    async with at_work(bench):
        await bench.until(1)
        assert bench.brought[0].answer.reason is Reason.NOT_CONFIGURED
        with bench.write() as unit:
            connect(unit, bench.stand_in.url)
        found = await bench.round(1, later=1)
    assert found[check_id].answer.outcome is Outcome.UP


async def test_a_slow_read_does_not_hold_up_the_others(bench: Bench) -> None:
    with bench.write() as unit:
        slow = add_checks(unit, CHECKOUT, interval_s=3600)
    bench.stand_in.world.faults.active.append(ActiveFault(FaultName.NO_HEADERS, 1))
    async with at_work(bench):
        await bench.stand_in.world.next_request.wait()
        with bench.write() as unit:
            (quick,) = add_checks(unit, PAYMENTS, interval_s=20)
        brought = [await bench.round(1), await bench.round(1, later=22)]
    assert [set(found) for found in brought] == [{quick}, {quick}]
    assert quick not in slow


@pytest.fixture
def line(bench: Bench) -> NewRelicSession:
    return NewRelicSession(
        bench.keys, monotonic=bench.clock.monotonic, chance=lambda: 0.0, loopback_only=True
    )


async def test_the_refusal_of_an_old_key_is_not_held_against_the_new_one(
    bench: Bench, line: NewRelicSession
) -> None:
    await line.follow(StoredConnection(1, "New Relic", "", bench.stand_in.url, "new-relic-key", 1))

    async def ask_meanwhile() -> None:
        async with line.client():
            await line.follow(
                StoredConnection(1, "New Relic", "", bench.stand_in.url, "new-relic-key", 2)
            )
            raise error_of(FaultKind.KEY_REFUSED)

    with pytest.raises(NewRelicRejected):
        await ask_meanwhile()
    async with line.client() as client:
        assert client is not None
    await line.close()


async def test_a_line_that_was_closed_is_opened_again(bench: Bench, line: NewRelicSession) -> None:
    stored = StoredConnection(1, "New Relic", "", bench.stand_in.url, "new-relic-key", 1)
    await line.follow(stored)
    await line.close()
    await line.follow(stored)
    async with line.client() as client:
        assert client is not None
    await line.close()
