"""A failure waits for a round of witnesses that began after it, and a quiet line is looked at."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from statusboard.app.watching import line_watch
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.line_watch import QUIET_S, LineWatch
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from tests.fixtures.clock import ManualClock
from tests.fixtures.line import LOST, WELL, Saying

pytestmark = pytest.mark.anyio

HOST = "shop.example:443"
UP = CheckResult(1, 0, Answer(Outcome.UP, Reason.OK))
SILENT = CheckResult(1, 0, Answer(Outcome.DOWN, Reason.UNREACHABLE))


@asynccontextmanager
async def looking(
    network: OwnNetwork,
    saying: Saying,
    clock: ManualClock,
    on_return: Callable[[frozenset[int]], None] = lambda _: None,
) -> AsyncIterator[LineWatch]:
    watch = LineWatch(network, saying, clock, on_return)
    running = asyncio.create_task(watch.run())
    try:
        yield watch
    finally:
        running.cancel()
        await asyncio.wait({running})


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("APART_S", "BLIND_LOOK_S"):
        monkeypatch.setattr(line_watch, name, 0.001)


async def test_a_round_from_before_the_failure_does_not_speak_for_it() -> None:
    clock, saying = ManualClock(seconds=100.0), Saying(WELL)
    async with looking(OwnNetwork(), saying, clock) as watch:
        await watch.heard_since(100.0)
        assert len(saying.asked) == 1
        await watch.heard_since(100.0)
        assert len(saying.asked) == 1
        clock.forward(0.5)
        await watch.heard_since(100.5)
        assert len(saying.asked) == 2


async def test_a_line_on_which_nothing_is_heard_is_looked_at_without_a_failure() -> None:
    clock, saying, network = ManualClock(seconds=100.0), Saying(WELL), OwnNetwork()
    async with looking(network, saying, clock):
        await asyncio.sleep(0.02)
        assert not saying.asked  # nothing outside is watched
        network.pass_on(UP, HOST, 100.0)
        await asyncio.sleep(0.02)
        assert len(saying.asked) == 1  # it is heard once in good times
        clock.forward(QUIET_S + 1)
        network.pass_on(UP, HOST, clock.monotonic())
        await asyncio.sleep(0.02)
        assert len(saying.asked) == 1  # answers come in
        clock.forward(QUIET_S + 1)
        await asyncio.sleep(0.02)
        assert len(saying.asked) == 2


async def test_once_somebody_speaks_again_what_was_held_is_asked_again() -> None:
    clock, saying, network = ManualClock(seconds=100.0), Saying(WELL), OwnNetwork()
    again: asyncio.Queue[frozenset[int]] = asyncio.Queue()
    async with looking(network, saying, clock, again.put_nowait) as watch:
        network.pass_on(UP, HOST, 100.0)
        await watch.heard_since(100.0)
        saying.heard = LOST
        clock.forward(1)
        await watch.heard_since(101.0)
        assert network.pass_on(SILENT, HOST, 101.0).answer.reason is Reason.OWN_NETWORK
        clock.forward(1)
        saying.heard = WELL
        assert await asyncio.wait_for(again.get(), 5) == {1}
