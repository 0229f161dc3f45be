"""The collector as a program: what it is made of, and what it can be asked."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation
from statusboard.app.keys.choose import keys_of
from statusboard.app.new_relic.feed import NewRelicFeed
from statusboard.app.processes.pipe import Method
from statusboard.app.processes.run import Stay, opened, run_program
from statusboard.app.programs.switches import keep_what_is_loaded, let_go_at_the_end
from statusboard.app.watching.collector import Collector
from statusboard.domain.changes import Changes
from statusboard.probes.web.connections import Connections


class CollectorWork:
    """The collector between its start and its end."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector

    @property
    def begun(self) -> asyncio.Event:
        """Set when the first answer was recorded."""
        return self._collector.watching

    @property
    def methods(self) -> Mapping[str, Method]:
        """Check now, and the newest answer from memory. Neither writes in a person's name."""
        collector = self._collector
        return {
            "check_now": Method(tuple[int, ...], lambda ids, _: collector.check_now(ids)),
            "latest": Method(int, lambda check_id, _: collector.latest(check_id)),
        }

    async def run(self, *, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Watches until `stop` is set."""
        await self._collector.run(stop=stop, announce=announce)


async def start_collector(where: Installation, *, demo: bool, stay: Stay) -> None:
    """Runs the collector of a place. Sample data asks nobody but this computer."""
    clock = SystemClock()
    async with opened(where, "collector", clock) as (database, lease):
        executor = ThreadPoolExecutor(1, thread_name_prefix="feed")
        keys = keys_of(where, demo=demo)

        async def make() -> CollectorWork:
            feed = NewRelicFeed(database, clock, keys, executor, loopback_only=demo)
            connections = Connections(loopback_only=demo)
            collector = Collector(
                database,
                clock,
                connections,
                [feed],
                holder=lease.holder,
                on_loaded=keep_what_is_loaded,
            )
            return CollectorWork(collector)

        try:
            with let_go_at_the_end():
                await run_program(where, "collector", lease, make, stay)
        finally:
            executor.shutdown(wait=True)
