"""Work that makes everything stand still is done between two questions."""

import asyncio
from dataclasses import dataclass, field

import pytest

from statusboard.app.watching.quiet_moments import (
    EVERY_S,
    LOOK_EVERY_S,
    PATIENCE_S,
    QUIET_S,
    SLOW_S,
    QuietMoments,
)
from tests.fixtures.clock import ManualClock

pytestmark = pytest.mark.anyio


@dataclass
class Desk:
    """A watch that is as busy as a test says, on a clock that moves when somebody waits."""

    clock: ManualClock = field(default_factory=ManualClock)
    asking_until_s: float = 0.0
    asking_anew: bool = True
    due_s: tuple[float, ...] = ()
    done_s: list[float] = field(default_factory=list)
    began_s: float = 0.0

    def newest_began_s(self) -> float | None:
        now_s = self.clock.monotonic()
        if now_s >= self.asking_until_s:
            return None
        return now_s if self.asking_anew else self.began_s

    def free_for_s(self) -> float | None:
        left = [due_s - self.clock.monotonic() for due_s in self.due_s]
        return min((each_s for each_s in left if each_s >= 0), default=None)

    async def watch(self, times: int = 1) -> list[float]:
        """When the work was done, the first so many times, in seconds from the beginning."""
        enough = asyncio.Event()

        def work() -> None:
            self.done_s.append(self.clock.monotonic())
            if len(self.done_s) >= times:
                enough.set()

        moments = QuietMoments(self, self.clock, work, self.clock.sleep)
        running = asyncio.create_task(moments.run())
        async with asyncio.timeout(60):
            await enough.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return self.done_s[:times]


async def test_with_nothing_to_do_it_is_done_every_time() -> None:
    assert await Desk().watch(3) == pytest.approx([EVERY_S, 2 * EVERY_S, 3 * EVERY_S])


async def test_a_question_under_way_is_waited_for() -> None:
    desk = Desk(asking_until_s=EVERY_S + 1.0)
    (done_s,) = await desk.watch()
    assert desk.asking_until_s <= done_s <= desk.asking_until_s + 2 * LOOK_EVERY_S


async def test_a_host_that_hangs_holds_nothing_up() -> None:
    desk = Desk(asking_until_s=10_000.0, asking_anew=False, began_s=EVERY_S - SLOW_S / 2)
    (done_s,) = await desk.watch()
    assert done_s == pytest.approx(EVERY_S + SLOW_S / 2, abs=2 * LOOK_EVERY_S)


async def test_a_question_that_is_due_in_a_moment_goes_first() -> None:
    desk = Desk(due_s=(EVERY_S + QUIET_S / 2,))
    (done_s,) = await desk.watch()
    assert EVERY_S + QUIET_S / 2 < done_s < EVERY_S + 1


async def test_without_any_quiet_moment_it_is_done_all_the_same() -> None:
    (done_s,) = await Desk(asking_until_s=10_000.0).watch()
    assert done_s == pytest.approx(EVERY_S + PATIENCE_S, abs=1)
