"""The collector as a program: what it is made of, and what it can be asked."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.installation import Installation
from statusboard.app.keys.choose import secrets_of
from statusboard.app.new_relic.feed import NewRelicFeed
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.processes.pipe import Method
from statusboard.app.processes.run import Stay, opened, run_program
from statusboard.app.programs.switches import Collections
from statusboard.app.services.inputs import CheckInput
from statusboard.app.services.sweeping import SecretSweeper
from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.app.watching.collector import Collector
from statusboard.app.watching.outside import OutsideWitnesses
from statusboard.app.watching.secret_mover import END_S, SecretMover
from statusboard.domain.changes import Changes
from statusboard.probes.web.connections import Connections


class CollectorWork:
    """The collector between its start and its end."""

    def __init__(self, collector: Collector, mover: SecretMover, sweeper: SecretSweeper) -> None:
        self._collector = collector
        self._mover = mover
        self._sweeper = sweeper

    @property
    def begun(self) -> asyncio.Event:
        """Set when the first answer was recorded."""
        return self._collector.watching

    @property
    def methods(self) -> Mapping[str, Method]:
        """Check now, try, and the newest answer from memory. None writes in a person's name."""
        collector = self._collector
        return {
            "check_now": Method(tuple[int, ...], lambda ids, _: collector.check_now(ids)),
            "try_check": Method(CheckInput, lambda given, _: collector.try_check(given)),
            "latest": Method(int, lambda check_id, _: collector.latest(check_id)),
        }

    @property
    def for_visitors(self) -> Mapping[str, Method]:
        """Nothing: what is measured is shown by the office."""
        return {}

    async def run(self, *, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Watches until `stop` is set. Secrets of an earlier version are moved before that.

        What was moved meanwhile and not wiped yet is wiped at the end, if that is quickly done.
        """
        await self._mover.move()
        async with asyncio.TaskGroup() as group:
            beside = [
                group.create_task(self._mover.run()),
                group.create_task(self._sweeper.run(stop)),
            ]
            await self._collector.run(stop=stop, announce=announce)
            for task in beside:
                task.cancel()
        await self._mover.wipe_once(at_most_s=END_S)


async def start_collector(where: Installation, *, demo: bool, stay: Stay) -> None:
    """Runs the collector of a place. Sample data asks nobody but this computer."""
    clock = SystemClock()
    async with opened(where, "collector", clock, makes=stay.makes) as (database, lease):
        executor = ThreadPoolExecutor(1, thread_name_prefix="feed")
        secrets = secrets_of(where, demo=demo)
        garbage = Collections()

        async def make() -> CollectorWork:
            key = NewRelicKey(secrets)
            door = Doorway(database, clock, secrets)
            mover = SecretMover(door)
            connections = Connections(loopback_only=demo)
            collector = Collector(
                database,
                clock,
                connections,
                [NewRelicFeed(database, clock, key, executor, loopback_only=demo)],
                holder=lease.holder,
                on_loaded=garbage.tidy,
                tidy=garbage.tidy,
                secrets=CheckSecrets(secrets),
                on_heard=mover.hear,
                witnesses=None if demo else OutsideWitnesses(connections.verifying),
            )
            return CollectorWork(collector, mover, SecretSweeper(door))

        try:
            with garbage.by_hand():
                await run_program(where, "collector", lease, make, stay)
        finally:
            executor.shutdown(wait=True)
