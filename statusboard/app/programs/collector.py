"""The collector as a program: what it is made of, and what it can be asked."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.installation import Installation
from statusboard.app.keys.choose import secrets_of
from statusboard.app.new_relic.feed import NewRelicFeed
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.people.acting import Acting, Asked
from statusboard.app.people.who import WHO
from statusboard.app.processes.pipe import Method
from statusboard.app.processes.run import Stay, opened, run_program
from statusboard.app.programs.switches import Collections
from statusboard.app.services.inputs import CheckInput
from statusboard.app.services.sweeping import SecretSweeper
from statusboard.app.signals.feed import SignalFeed
from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.app.watching.collector import Collector
from statusboard.app.watching.outside import OutsideWitnesses
from statusboard.app.watching.secret_mover import END_S, SecretMover
from statusboard.domain.access import Actor, Credentials, Permission
from statusboard.domain.changes import Changes
from statusboard.probes.web.connections import Connections


class CollectorWork:
    """The collector between its start and its end."""

    def __init__(
        self,
        collector: Collector,
        mover: SecretMover,
        sweeper: SecretSweeper,
        who_is: Callable[[Credentials], Actor],
    ) -> None:
        self._who_is = who_is
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
        acting = Acting(self._who_is)
        return {asked.name: acting.method(asked) for asked in self.beside_verbs}

    @property
    def beside_verbs(self) -> tuple[Asked, ...]:
        """What people can ask of it, and what that takes."""
        its = self._collector
        may = Permission
        return (
            Asked("check_now", may.OPERATE, tuple[int, ...], lambda ids, _: its.check_now(ids)),
            Asked("try_check", may.CONFIGURE, CheckInput, lambda given, _: its.try_check(given)),
            Asked("latest", may.LOOK, int, lambda check_id, _: its.latest(check_id)),
        )

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
                [
                    NewRelicFeed(database, clock, key, executor, loopback_only=demo),
                    SignalFeed(database, clock, executor),
                ],
                holder=lease.holder,
                on_loaded=garbage.tidy,
                tidy=garbage.tidy,
                secrets=CheckSecrets(secrets),
                on_heard=mover.hear,
                witnesses=None if demo else OutsideWitnesses(connections.verifying),
            )
            return CollectorWork(collector, mover, SecretSweeper(door), partial(door.ask, WHO))

        try:
            with garbage.by_hand():
                await run_program(where, "collector", lease, make, stay)
        finally:
            executor.shutdown(wait=True)
