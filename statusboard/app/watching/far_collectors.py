"""Asking at once what other locations ask: the collectors there hear it in the change log."""

from collections.abc import Awaitable, Callable, Sequence

from statusboard.app.clock import Clock
from statusboard.domain.access import loop
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.check import Check
from statusboard.storage.change_log import log_changes
from statusboard.storage.database import Database


class FarCollectors:
    """The collectors at other locations, which no pipe leads to. `checks` are those some ask."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        off_loop: Callable[[Callable[[], None]], Awaitable[None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._off_loop = off_loop
        self.checks: dict[int, Check] = {}

    def follow(self, checks: Sequence[Check]) -> None:
        """Takes over which checks are asked elsewhere too, switched on or not."""
        self.checks = {check.id: check for check in checks if check.is_shared}

    async def call(self, check_ids: Sequence[int]) -> None:
        """Has those of these checks asked that other locations ask; does not wait for answers.

        Raises Unavailable where the database is away.
        """
        services = {self.checks[n].component_id for n in check_ids if n in self.checks}
        if services:
            await self._off_loop(lambda: self._call(frozenset(services)))

    def _call(self, services: frozenset[int]) -> None:
        with self._database.writing(self._clock.now(), loop("collector")) as unit:
            log_changes(unit, Changes.of(Topic.ASKED_NOW, components=services))
