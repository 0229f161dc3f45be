"""A call over the pipe ends: with an answer, or with a sentence that says what that means."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from statusboard.app.desk import pipe_desk
from statusboard.app.desk.check_now import CHECK_NOW_LIMIT
from statusboard.app.desk.pipe_desk import deadline_of
from statusboard.app.doorway import Doorway
from statusboard.app.keys import calls as keys
from statusboard.app.new_relic import calls as new_relic
from statusboard.app.processes.pipe import Caller, Deadline, Method, Server
from statusboard.app.programs.verbs import all_verbs
from statusboard.app.timeouts import PREPARE_S
from statusboard.domain.access import Credentials
from statusboard.domain.check import Check, check_now_limit_s
from statusboard.errors import Unavailable
from statusboard.storage.checks import add_check
from statusboard.storage.database import Database
from statusboard.storage.engine import BUSY_TIMEOUT_MS
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import write_service
from tests.fixtures.speaking import COLLECTOR, NOON

pytestmark = pytest.mark.anyio

BOUND_S = 60.0
# So short that it has passed before an answer could be here.
AT_ONCE_S = 0.001


class Slow:
    """A program that answers when it is let; counts what it did."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.done = asyncio.Event()

    async def work(self, number: int, _who: Credentials) -> int:
        await self.go.wait()
        self.done.set()
        return number

    async def twice(self, number: int, _who: Credentials) -> int:
        return 2 * number


@asynccontextmanager
async def talking(slow: Slow) -> AsyncIterator[Caller]:
    server = Server({"work": Method(int, slow.work), "twice": Method(int, slow.twice)})
    caller = await Caller.connect(await server.start(), lambda _: None, role="office")
    try:
        yield caller
    finally:
        await caller.close()
        await server.stop()


async def test_a_call_that_may_still_be_done_says_to_look_first() -> None:
    async with talking(Slow()) as caller:
        with pytest.raises(Unavailable) as passed:
            await caller.call("work", 1, int, deadline=Deadline(AT_ONCE_S))

    assert str(passed.value) == (
        "The office has not answered for 0 seconds. What you asked for may still be done. "
        "Look whether it was before you try again."
    )


async def test_a_question_says_that_nothing_was_changed() -> None:
    async with talking(Slow()) as caller:
        with pytest.raises(Unavailable, match="Nothing was changed by this"):
            await caller.call("work", 1, int, deadline=Deadline(AT_ONCE_S, may_change=False))


async def test_a_reply_that_comes_late_is_nobodys_and_harms_no_other() -> None:
    slow = Slow()
    async with talking(slow) as caller, asyncio.timeout(BOUND_S):
        with pytest.raises(Unavailable):
            await caller.call("work", 7, int, deadline=Deadline(AT_ONCE_S))
        slow.go.set()
        await slow.done.wait()

        answers = await asyncio.gather(*(caller.call("twice", n, int) for n in range(5)))

        assert answers == [0, 2, 4, 6, 8]


async def test_an_answer_in_time_is_the_answer() -> None:
    slow = Slow()
    slow.go.set()
    async with talking(slow) as caller:
        assert await caller.call("work", 7, int, deadline=Deadline(BOUND_S)) == 7


@pytest.mark.parametrize("name", sorted(all_verbs()))
def test_a_verb_has_longer_than_the_office_waits_for_its_database_and_its_disk(name: str) -> None:
    verb = all_verbs()[name]
    looks_s = PREPARE_S if verb.prepare is not None else 0.0

    deadline = deadline_of(verb)

    assert deadline.after_s > BUSY_TIMEOUT_MS / 1000 + looks_s
    assert deadline.may_change


def test_new_relic_and_the_key_store_have_longer_than_they_take_themselves() -> None:
    asked_s = 2 * new_relic.TIMEOUT_S

    assert pipe_desk.HAS_KEY.after_s > keys.TIMEOUT_S
    assert pipe_desk.CHECK_KEY.after_s > asked_s
    assert pipe_desk.FIND.after_s > keys.TIMEOUT_S + new_relic.TIMEOUT_S
    assert pipe_desk.CONNECT.after_s > 2 * keys.TIMEOUT_S + asked_s
    assert pipe_desk.DISCONNECT.after_s > keys.TIMEOUT_S
    assert pipe_desk.CONNECT.may_change
    assert pipe_desk.DISCONNECT.may_change
    assert not pipe_desk.FIND.may_change


def test_check_now_may_take_the_longest_deadline_of_what_is_asked(database: Database) -> None:
    component, (quick,) = write_service(database)
    with database.writing(NOON, COLLECTOR) as unit:
        slow = add_check(
            unit,
            component_id=component.id,
            kind="http",
            config={},
            interval=timedelta(minutes=5),
            deadline=timedelta(minutes=2),
        )
    doorway = Doorway(database, ManualClock(NOON))

    assert doorway.ask(CHECK_NOW_LIMIT, (quick.id, slow.id)) == limit_of(quick, slow) > 120.0
    assert doorway.ask(CHECK_NOW_LIMIT, (quick.id,)) == limit_of(quick) < 120.0


def limit_of(*checks: Check) -> float:
    return check_now_limit_s(check.deadline for check in checks)
