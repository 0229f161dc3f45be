"""The New Relic feed: reads the states of all entities that checks are about, and delivers them.

It lives in the collector. What it finds are ordinary answers, on their way to the one ingest. Each
connection has a feed of its own (`connection_feed`): one that is blind leaves the others seeing.
"""

import asyncio
import logging
import random
import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

from statusboard.app.clock import Clock
from statusboard.app.new_relic.connection_feed import LOOK_S, ConnectionFeed
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.schedule import AT_ONCE, ENTITY
from statusboard.app.waiting import wait
from statusboard.app.watching.feed import Deliver
from statusboard.domain.access import Actor, loop
from statusboard.domain.result import CheckResult
from statusboard.errors import Unavailable
from statusboard.storage.database import Database
from statusboard.storage.new_relic_connections import read_connections

log = logging.getLogger(__name__)

KIND = ENTITY


@dataclass(slots=True)
class NewRelicFeed:
    """A `Feed` for the kinds of check that New Relic answers.

    `executor` runs what blocks on the database. `tls` is the context to share, made when
    first needed otherwise. `loopback_only` (the demo) keeps every request on this machine.
    A refused key is tried again by itself, ever more slowly.
    """

    database: Database
    clock: Clock
    keys: NewRelicKey
    executor: Executor | None = None
    loopback_only: bool = False
    tls: ssl.SSLContext | None = None
    actor: Actor = field(default_factory=lambda: loop("collector"))
    chance: Callable[[], float] = random.random
    # By the connection's number; the one of None has the checks that no connection sees.
    _feeds: dict[int | None, ConnectionFeed] = field(init=False, default_factory=dict)
    _stops: dict[int | None, asyncio.Event] = field(init=False, default_factory=dict)
    _wake: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    @property
    def kinds(self) -> frozenset[str]:
        """The check kinds it answers."""
        return frozenset(AT_ONCE)

    def reload(self) -> None:
        """Looks at connections, checks and settings at once."""
        self._wake.set()
        for feed in self._feeds.values():
            feed.reload()

    async def run(self, deliver: Deliver, stop: asyncio.Event) -> None:
        """Reads what is due and delivers the answers, until `stop` is set."""
        try:
            async with asyncio.TaskGroup() as group:
                following = group.create_task(self._follow(group, deliver))
                await stop.wait()
                following.cancel()
                for one in self._stops.values():
                    one.set()
        finally:
            self._feeds.clear()
            self._stops.clear()

    async def ask_now(self, check_ids: Sequence[int]) -> tuple[CheckResult, ...]:
        """Fresh answers to these checks. Where New Relic is not reached they are unknown."""
        await self._know()
        feeds = tuple(self._feeds.values())
        answered = await asyncio.gather(*(feed.ask_now(check_ids) for feed in feeds))
        return tuple(result for several in answered for result in several)

    async def _follow(self, group: asyncio.TaskGroup, deliver: Deliver) -> None:
        """Begins the feed of each connection that comes, and ends that of each that goes."""
        while True:
            self._wake.clear()
            try:
                await self._know()
            except Unavailable as error:
                log.info("connections not read because=%s", error)
            for number, feed in self._feeds.items():
                if number not in self._stops:
                    self._stops[number] = asyncio.Event()
                    group.create_task(feed.run(deliver, self._stops[number]))
            await wait(self._wake, LOOK_S)

    async def _know(self) -> None:
        """Takes over the connections that there are now."""

        def read() -> frozenset[int]:
            with self.database.reading(self.clock.now()) as unit:
                return frozenset(one.id for one in read_connections(unit))

        there = await asyncio.get_running_loop().run_in_executor(self.executor, read)
        for gone in self._feeds.keys() - there - {None}:
            del self._feeds[gone]
            if gone in self._stops:
                self._stops.pop(gone).set()
        for number in (None, *sorted(there - self._feeds.keys())):
            if number not in self._feeds:
                self._feeds[number] = ConnectionFeed(
                    *(self.database, self.clock, self.keys, number, self.executor),
                    loopback_only=self.loopback_only,
                    tls=self.tls,
                    actor=self.actor,
                    chance=self.chance,
                )
