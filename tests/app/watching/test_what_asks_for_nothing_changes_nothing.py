"""The edges of the watch: nothing to do, nobody there any more, and what is not known."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.services.stowing import CHECKS
from statusboard.app.watching.check_memory import BlindInterval, fresh, judge_answer
from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.app.watching.collector import Collector
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.feed import Deliver, keep_fed
from statusboard.app.watching.result_queue import ResultQueue
from statusboard.app.watching.scheduler import Scheduler
from statusboard.app.watching.seats import Seats
from statusboard.catalog.references import reference
from statusboard.catalog.secret import Secret
from statusboard.domain.changes import Changes
from statusboard.domain.check import Check
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.probes.web.connections import Connections
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, DOWN, NOON_US, UP, S, result, write_service
from tests.fixtures.watch import Watch

pytestmark = pytest.mark.anyio

BOUND_S = 60.0


@ON_SQLITE
async def test_a_collector_that_is_stopped_before_it_began_asks_nobody(database: Database) -> None:
    write_service(database)
    collector = Collector(database, SystemClock(), Connections())
    stop = asyncio.Event()
    stop.set()
    heard: list[Changes] = []

    async with asyncio.timeout(BOUND_S):
        await collector.run(stop=stop, announce=heard.append)

    assert not collector.loaded.is_set()
    assert heard == []


class Failing:
    """A feed that fails as soon as it runs."""

    kinds = frozenset({"silent"})

    def __init__(self) -> None:
        self.ran = 0
        self.failed = asyncio.Event()

    def reload(self) -> None:
        """Nothing was read."""

    async def run(self, _deliver: Deliver, _stop: asyncio.Event) -> None:
        self.ran += 1
        self.failed.set()
        raise KeyError("our mistake")

    async def ask_now(self, _check_ids: Sequence[int]) -> tuple[CheckResult, ...]:
        return ()


async def test_the_rest_of_a_feed_that_failed_ends_with_the_watch(
    caplog: pytest.LogCaptureFixture,
) -> None:
    feed, stop = Failing(), asyncio.Event()
    async with asyncio.timeout(BOUND_S):
        keeping = asyncio.ensure_future(keep_fed(feed, lambda _: None, stop))
        await feed.failed.wait()
        stop.set()
        await keeping
    assert feed.ran == 1
    assert "feed failed feed=Failing" in caplog.text
    caplog.clear()


class Telling(Failing):
    """A feed that delivers one answer and then waits for the end."""

    def __init__(self, told: CheckResult) -> None:
        super().__init__()
        self.told = told
        self.delivered = asyncio.Event()

    async def run(self, deliver: Deliver, stop: asyncio.Event) -> None:
        deliver(self.told)
        self.delivered.set()
        await stop.wait()


@ON_SQLITE
async def test_an_answer_of_a_check_that_was_removed_meanwhile_is_not_remembered(
    database: Database,
) -> None:
    _, [check] = write_service(database, interval_s=3_600)
    clock = ManualClock(NOON_US)
    removed = Telling(result(4711, NOON_US, UP))
    watched = Telling(result(check.id, NOON_US, UP))
    collector = Collector(database, clock, Connections(), [removed, watched])
    stop = asyncio.Event()
    async with asyncio.timeout(BOUND_S):
        running = asyncio.ensure_future(collector.run(stop=stop, announce=lambda _: None))
        await asyncio.gather(removed.delivered.wait(), watched.delivered.wait())
        assert await collector.latest(check.id) is not None
        assert await collector.latest(4711) is None
        stop.set()
        await running


async def test_an_answer_that_nobody_waits_for_any_more_is_settled_without_harm() -> None:
    waiting = ResultQueue().put(CheckResult(1, 0, UP), at_once=True)
    waiting.settled.cancel()
    waiting.settle()
    assert waiting.settled.cancelled()


async def test_what_is_put_back_makes_room_by_the_oldest_success(allow_logs) -> None:
    allow_logs("statusboard.app.watching.result_queue")
    queue = ResultQueue(3)
    back = [queue.put(CheckResult(n, 0, a), at_once=False) for n, a in ((1, DOWN), (2, UP))]
    assert tuple(back) == queue.take_all()
    for number in (3, 4):
        queue.put(CheckResult(number, 0, DOWN), at_once=False)

    queue.requeue(back)

    assert back[1].settled.done()
    assert [one.result.check_id for one in queue.take_all()] == [1, 3, 4]


async def test_putting_nothing_back_wakes_nobody() -> None:
    queue = ResultQueue()
    queue.requeue([])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await queue.batch()


def test_a_check_that_is_gone_was_asked_without_a_next_time() -> None:
    scheduler = Scheduler(ManualClock(NOON_US))
    scheduler.asked(4711)
    assert 4711 not in scheduler
    assert scheduler.wait_s() is None


async def test_questions_to_no_host_wait_for_no_host() -> None:
    seats = Seats(3, per_host=1)
    async with asyncio.timeout(BOUND_S), seats.taken(None), seats.taken(None):
        assert seats.most == 3


def test_what_says_nothing_is_no_sign_of_our_own_network() -> None:
    network = OwnNetwork()
    asked = result(1, NOON_US, BLIND)
    assert not network.needs_evidence(asked, "shop.example:443")
    assert network.pass_on(asked, "shop.example:443", 10.0) is asked
    assert not network.is_blind


@pytest.mark.parametrize(("before_s", "recorded"), [(29, False), (30, True)])
def test_an_answer_without_a_time_took_as_long_as_it_may(before_s: int, *, recorded: bool) -> None:
    check = Check(1, 1, "http", {}, deadline=timedelta(seconds=30))
    slept = BlindInterval(NOON_US, NOON_US + 600 * S)
    asked_us = NOON_US - before_s * S
    gone = Answer(Outcome.DOWN, Reason.REFUSED)
    memory = replace(fresh(check), deaf=slept)

    judged = judge_answer(memory, CheckResult(1, asked_us, gone), now_us=NOON_US + 700 * S)

    assert judged.record is recorded
    assert judged.transition is None


@ON_SQLITE
def test_no_answers_change_nothing(database: Database) -> None:
    watch = Watch(database)
    assert watch.ingest.take([]) == Changes()


class Store:
    """A store of secrets in memory."""

    def read(self, name: str) -> Secret | None:
        return Secret(f"the text of {name}")


def sending(*names: str) -> list[Check]:
    return [
        Check(number, 1, "http", {"headers": {"Authorization": reference(name)}})
        for number, name in enumerate(names)
    ]


async def test_a_secret_that_no_check_refers_to_any_more_is_not_kept_in_memory() -> None:
    secrets = CheckSecrets(Store())
    one, other = f"{CHECKS}one.1", f"{CHECKS}other.1"
    await secrets.follow(sending(one, other))
    assert secrets.why_not([one, other]) == ""

    await secrets.follow(sending(other))

    assert secrets.why_not([other]) == ""
    assert "one" in secrets.why_not([one])
    with pytest.raises(KeyError):
        secrets.text(one)


async def test_where_there_is_no_store_every_secret_is_missing() -> None:
    secrets = CheckSecrets()
    name = f"{CHECKS}one.1"
    await secrets.follow(sending(name))
    assert "one" in secrets.why_not([name])
