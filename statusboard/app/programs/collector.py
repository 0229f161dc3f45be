"""The collector as a program: what it is made of, and what it can be asked."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

from statusboard.app.clock import Clock, SystemClock
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
from statusboard.app.watching.silence import CLOCK_TOLERANCE_US
from statusboard.domain.access import Actor, Credentials, Permission
from statusboard.domain.changes import Changes
from statusboard.domain.instants import SECOND_US
from statusboard.domain.location import collector_role
from statusboard.errors import RuleBroken, Unavailable
from statusboard.probes.web.connections import Connections
from statusboard.storage.database import Database
from statusboard.storage.locations import clock_ahead_us
from statusboard.storage.migrate import HEAD, REVISIONS, revision_of


class CollectorWork:
    """The collector between its start and its end."""

    def __init__(
        self,
        collector: Collector,
        mover: SecretMover | None,
        sweeper: SecretSweeper | None,
        who_is: Callable[[Credentials], Actor],
    ) -> None:
        """Away from home it moves and sweeps no secrets: those there are its machine's own."""
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
        if self._mover is None or self._sweeper is None:
            await self._collector.run(stop=stop, announce=announce)
            return
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


async def start_collector_at(
    where: Installation, *, location: str, stay: Stay, demo: bool = False
) -> None:
    """Runs the collector of another location of a place, on its own machine.

    It makes no database, and asks nothing but what is asked from there. Raises RuleBroken for a
    database in a file, and Unavailable where the clocks of machine and server differ.
    """
    clock, role = SystemClock(), collector_role(location)
    if where.file is not None:
        raise RuleBroken(
            "A location of its own needs a PostgreSQL database, which several machines can share. "
            "This database is a file. Nothing was started.",
            field="location",
        )
    await asyncio.to_thread(_refuse_other_schema, where, clock)
    async with opened(where, role, clock, makes=False) as (database, lease):
        await asyncio.to_thread(_refuse_other_clock, database, clock)
        garbage = Collections()

        async def make() -> CollectorWork:
            door = Doorway(database, clock)
            connections = Connections(loopback_only=demo)
            collector = Collector(
                database,
                clock,
                connections,
                holder=lease.holder,
                on_loaded=garbage.tidy,
                tidy=garbage.tidy,
                secrets=CheckSecrets(secrets_of(where, demo=demo)),
                witnesses=OutsideWitnesses(connections.verifying),
                location=location,
            )
            return CollectorWork(collector, None, None, partial(door.ask, WHO))

        with garbage.by_hand():
            await run_program(where, role, lease, make, stay)


def _refuse_other_schema(where: Installation, clock: Clock) -> None:
    """A database that others work with is brought to a newer version at home alone."""
    with (
        closing(Database.open(where.database, read_only=True)) as database,
        database.reading(clock.now()) as unit,
    ):
        revision = revision_of(unit)
    if revision in REVISIONS and revision != HEAD:
        raise Unavailable(
            f"The database is that of an older StatusBoard (schema {revision}; this one works with "
            f"{HEAD}). Nothing was started. Start this version at home first."
        )


def _refuse_other_clock(database: Database, clock: Clock) -> None:
    """What is dated by a clock that goes wrong would be told of a time when nobody looked."""
    with database.reading(clock.now()) as unit:
        ahead_us = clock_ahead_us(unit)
    if abs(ahead_us) > CLOCK_TOLERANCE_US:
        way = "ahead of" if ahead_us > 0 else "behind"
        raise Unavailable(
            f"The clock of this computer is {abs(ahead_us) / SECOND_US:.0f} s {way} that of the "
            "database. What it saw would be told of the wrong time. Nothing was started. Set the "
            "clock, then try again."
        )
