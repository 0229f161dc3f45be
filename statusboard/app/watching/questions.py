"""The questions under way: none is asked twice at once."""

import asyncio
from collections.abc import Collection
from typing import Protocol

from statusboard.app.clock import Clock
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.line_watch import LineWatch
from statusboard.app.watching.result_queue import Waiting
from statusboard.app.watching.runner import Runner
from statusboard.domain.check import Check
from statusboard.domain.result import CheckResult


class Deliver(Protocol):
    """What takes an answer, and tells when it is written."""

    def __call__(self, result: CheckResult, host: str | None, *, at_once: bool) -> Waiting:
        """Puts it on its way; `host` as the kind of its check names it."""
        ...


class Questions:
    """One task for each check that is being asked, in `group` while there is one."""

    def __init__(
        self,
        runner: Runner,
        own_network: OwnNetwork,
        line: LineWatch,
        clock: Clock,
        deliver: Deliver,
    ) -> None:
        self._runner = runner
        self._own_network = own_network
        self._line = line
        self._clock = clock
        self._deliver = deliver
        # In the order in which they began, with when that was.
        self._tasks: dict[int, asyncio.Task[Waiting]] = {}
        self._began_s: dict[int, float] = {}
        self.group: asyncio.TaskGroup | None = None

    def __contains__(self, check_id: int) -> bool:
        return check_id in self._tasks

    @property
    def under_way(self) -> Collection[asyncio.Task[Waiting]]:
        """The tasks, as they are now."""
        return tuple(self._tasks.values())

    @property
    def newest_began_s(self) -> float | None:
        """When the newest of them began, by the monotonic clock; None where none is under way."""
        return next(reversed(self._began_s.values()), None)

    def start(self, check: Check, *, at_once: bool = False) -> "asyncio.Task[Waiting]":
        """Asks; `at_once` has the answer written without waiting for others."""
        assert self.group is not None
        task = self.group.create_task(self._ask(check, at_once=at_once))
        self._tasks[check.id], self._began_s[check.id] = task, self._clock.monotonic()
        task.add_done_callback(lambda _: self._end(check.id))
        return task

    def _end(self, check_id: int) -> None:
        self._tasks.pop(check_id, None)
        self._began_s.pop(check_id, None)

    async def until_free(self, check: Check) -> None:
        """Waits for a question begun before a person asked: it may still speak of what was."""
        while check.id in self._tasks:
            await asyncio.wait((self._tasks[check.id],))

    async def _ask(self, check: Check, *, at_once: bool) -> Waiting:
        asked_s = self._clock.monotonic()
        result = await self._runner.ask(check)
        host = self._runner.host_of(check)
        heard_s = self._clock.monotonic()
        if self._own_network.needs_evidence(result, host):
            await self._line.heard_since(heard_s)
        result = self._own_network.pass_on(result, host, heard_s, asked_s=asked_s)
        return self._deliver(result, host, at_once=at_once)
