"""What is due next, waited for: the scheduler, and whatever brings a question forward."""

import asyncio
from collections.abc import Iterable

from statusboard.app.waiting import wait
from statusboard.app.watching.scheduler import Scheduler

LONGEST_NAP_S = 30.0


class DueChecks:
    """Waits for the checks of a scheduler to come due. One waits at a time."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._rescheduled = asyncio.Event()

    async def next(self) -> tuple[int, ...]:
        """The checks to ask now, most overdue first; none where something else was scheduled."""
        self._rescheduled.clear()
        wait_s = self._scheduler.wait_s()
        await wait(self._rescheduled, LONGEST_NAP_S if wait_s is None else wait_s)
        return self._scheduler.take_due()

    def look_again(self) -> None:
        """Has the wait begin anew: something else is due first now."""
        self._rescheduled.set()

    def soon(self, check_ids: frozenset[int]) -> None:
        """Asks what was held back again, spread out: somebody outside has spoken again."""
        self._scheduler.spread(check_ids)
        self.look_again()

    def hurry(self, check_ids: Iterable[int]) -> None:
        """Asks doubtful checks early, and those at a host that has just fallen silent."""
        for check_id in check_ids:
            self._scheduler.hurry(check_id)
            self.look_again()

    def come_back(self, check_id: int, after_s: float) -> None:
        """Asks a check next when its service said so."""
        self._scheduler.come_back(check_id, after_s)
        self.look_again()
