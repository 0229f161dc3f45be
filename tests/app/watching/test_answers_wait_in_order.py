"""The queue and the recording: nothing lost while the database is away, nothing out of order."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.watching.result_queue import BATCH, ResultQueue
from statusboard.app.watching.result_writer import ResultWriter
from statusboard.app.watching.suspend import SuspendWatch
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.errors import Bug, Unavailable
from tests.fixtures.clock import ManualClock

pytestmark = pytest.mark.anyio

SOON = Backoff(0.001, 0.01)
UP = Answer(Outcome.UP, Reason.OK)
DOWN = Answer(Outcome.DOWN, Reason.REFUSED)


class Book:
    """Writes down what it is given, unless it is told to fail."""

    def __init__(self) -> None:
        self.written: list[int] = []
        self.gaps: list[tuple[int, int]] = []
        self.put_backs: list[int] = []
        self.away = 0
        self.poison: set[int] = set()
        self.calls = 0

    def take(self, batch: Sequence[CheckResult]) -> Changes:
        self.calls += 1
        if self.away:
            self.away -= 1
            raise Unavailable("The database is busy.")
        if self.poison & {result.check_id for result in batch}:
            raise Bug("The database refused what we asked of it.")
        self.written += [result.check_id for result in batch]
        return Changes.of(Topic.RESULTS)

    def clock_set_back(self, now_us: int) -> Changes:
        self.put_backs.append(now_us)
        return Changes.of(Topic.STATES)

    def sleep_gap(self, last_us: int, now_us: int) -> Changes:
        if self.away:
            self.away -= 1
            raise Unavailable("The database is busy.")
        self.gaps.append((last_us, now_us))
        return Changes.of(Topic.STATES)


async def at_once(work: Callable[[], Changes]) -> Changes:
    await asyncio.sleep(0)
    return work()


def recorder(queue: ResultQueue, book: Book) -> tuple[ResultWriter, list[CheckResult]]:
    told: list[CheckResult] = []
    writer = ResultWriter(queue, book, at_once, lambda results, _: told.extend(results), again=SOON)
    return writer, told


async def test_many_answers_or_a_pressing_one_are_written_at_once() -> None:
    queue = ResultQueue()
    queue.put(CheckResult(1, 0, UP), at_once=True)
    async with asyncio.timeout(0.5):
        assert len(await queue.batch()) == 1
    for number in range(BATCH):
        queue.put(CheckResult(number, 0, UP), at_once=False)
    async with asyncio.timeout(0.5):
        assert len(await queue.batch()) == BATCH


async def test_a_single_success_waits_for_others_up_to_a_second() -> None:
    queue = ResultQueue()
    queue.put(CheckResult(1, 0, UP), at_once=False)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await queue.batch()
    assert len(queue) == 1


async def test_while_the_database_is_away_answers_wait_in_their_order(allow_logs) -> None:
    allow_logs("statusboard.app.watching.result_writer")
    queue, book = ResultQueue(), Book()
    writing, told = recorder(queue, book)
    book.away = 3
    running = asyncio.create_task(writing.run())
    waiting = [queue.put(CheckResult(n, 0, DOWN), at_once=True) for n in range(5)]
    await asyncio.sleep(0)
    waiting += [queue.put(CheckResult(n, 0, UP), at_once=True) for n in range(5, 9)]
    async with asyncio.timeout(60):
        await asyncio.gather(*(one.settled for one in waiting))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert book.written == list(range(9))
    assert [result.check_id for result in told] == list(range(9))


async def test_an_answer_that_can_never_be_written_costs_only_itself(allow_logs) -> None:
    allow_logs("statusboard.app.watching.result_writer", level=logging.ERROR)
    queue, book = ResultQueue(), Book()
    writing, _ = recorder(queue, book)
    book.poison = {2}
    waiting = [queue.put(CheckResult(n, 0, UP), at_once=True) for n in range(5)]
    await writing.finish()
    assert book.written == [0, 1, 3, 4]
    assert all(one.settled.done() for one in waiting)


async def test_trouble_in_the_middle_of_single_writes_keeps_the_rest(allow_logs) -> None:
    allow_logs("statusboard.app.watching.result_writer")
    queue, book = ResultQueue(), Book()
    writing, _ = recorder(queue, book)
    book.poison = {0}
    for number in range(3):
        queue.put(CheckResult(number, 0, UP), at_once=True)
    original = book.take

    def failing(batch: Sequence[CheckResult]) -> Changes:
        if [result.check_id for result in batch] == [1]:
            book.take = original  # type: ignore[method-assign]
            raise Unavailable("The database is busy.")
        return original(batch)

    book.take = failing  # type: ignore[method-assign]
    await writing.finish()
    assert book.written == []
    await writing.finish()
    assert book.written == [1, 2]


async def test_stopping_in_the_middle_of_a_write_loses_nothing() -> None:
    queue, book = ResultQueue(), Book()
    begun = asyncio.Event()

    async def stuck(_work: Callable[[], Changes]) -> Changes:
        begun.set()
        await asyncio.sleep(30)
        raise AssertionError

    writing = ResultWriter(queue, book, stuck, lambda *_: None)
    running = asyncio.create_task(writing.run())
    queue.put(CheckResult(1, 0, DOWN), at_once=True)
    await begun.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(queue) == 1


@given(outcomes=st.lists(st.booleans(), min_size=1, max_size=60), room=st.integers(1, 20))
def test_when_full_the_oldest_success_makes_room(outcomes: list[bool], room: int) -> None:
    async def fill() -> None:
        queue = ResultQueue(room)
        for number, good in enumerate(outcomes):
            queue.put(CheckResult(number, 0, UP if good else DOWN), at_once=False)
        kept = [waiting.result.check_id for waiting in queue.take_all()]
        assert kept == sorted(kept)
        assert len(kept) == min(room, len(outcomes))
        assert queue.dropped == len(outcomes) - len(kept)
        failures = [number for number, good in enumerate(outcomes) if not good]
        if len(failures) < room:
            assert set(failures) <= set(kept)

    logging.disable(logging.WARNING)
    try:
        asyncio.run(fill())
    finally:
        logging.disable(logging.NOTSET)


def test_a_sleeping_computer_is_noticed_and_written_before_the_answers() -> None:
    clock, book = ManualClock(), Book()
    awake = SuspendWatch(book, clock)
    awake.look()
    clock.forward(3)
    assert awake.look() is False
    start = clock.now()
    clock.forward(3_600)
    assert awake.look() is True
    book.away = 1
    with pytest.raises(Unavailable):
        awake.take([CheckResult(1, 0, UP)])
    assert awake.take([CheckResult(1, 0, UP)]).topics == {Topic.RESULTS, Topic.STATES}
    assert book.gaps == [
        (int(start.timestamp() * 1e6), int(clock.now().timestamp() * 1e6)),
    ]
    assert awake.look() is False


def test_a_clock_that_was_put_back_is_noticed_before_the_answers() -> None:
    clock, book = ManualClock(), Book()
    awake = SuspendWatch(book, clock)
    awake.look()
    clock.set_back(timedelta(seconds=10))
    assert awake.look() is False  # so little is nothing but the clock's own correction
    clock.set_back(timedelta(hours=1))
    assert awake.look() is True
    assert awake.take([CheckResult(1, 0, UP)]).topics == {Topic.RESULTS, Topic.STATES}
    assert book.put_backs == [int(clock.now().timestamp() * 1e6)]
    assert book.gaps == []
    assert awake.look() is False
