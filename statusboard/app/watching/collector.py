"""The collector: asks every check on its schedule, and writes down what came back.

schedule → seat → probe → queue → ingest, in one event loop. Nothing else happens here: whatever
could delay a probe (rendering, mail, a query for a screen) lives in another process.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from statusboard.app.change_feed import READ_EVERY_S, ChangeFeed
from statusboard.app.clock import Clock
from statusboard.app.services.kinds import check_kinds
from statusboard.app.watching.ask_now import AskNow
from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.app.watching.chosen import Chosen, read_chosen
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.connectivity_row import ConnectivityRow
from statusboard.app.watching.due_checks import DueChecks
from statusboard.app.watching.far_collectors import FarCollectors
from statusboard.app.watching.feed import Feed, keep_fed
from statusboard.app.watching.housekeeping import Housekeeping
from statusboard.app.watching.ingest import Ingest
from statusboard.app.watching.line_watch import LineWatch
from statusboard.app.watching.loading import Loading
from statusboard.app.watching.maintenance_edges import MaintenanceEdges
from statusboard.app.watching.questions import Questions
from statusboard.app.watching.quiet_moments import QuietMoments
from statusboard.app.watching.result_queue import ResultQueue, Waiting
from statusboard.app.watching.result_writer import ResultWriter
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.scheduler import Scheduler
from statusboard.app.watching.seats import SEATS, Seats, seats_for
from statusboard.app.watching.silence import SilenceWatch
from statusboard.app.watching.silent_hosts import is_silence
from statusboard.app.watching.suspend import SuspendWatch
from statusboard.app.watching.try_check import TryCheck
from statusboard.app.watching.usual_times import UsualTimes
from statusboard.app.watching.witnesses import AskWitnesses, Nobody
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.references import names_in
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.check import Check
from statusboard.domain.location import HOME
from statusboard.domain.result import CheckResult
from statusboard.domain.views.verify import LatestAnswer, latest_answer
from statusboard.errors import RuleBroken
from statusboard.probes.web.connections import Connections
from statusboard.storage.database import Database

Result = TypeVar("Result")


class Collector:
    """Watches, while `holder` holds the role.

    `secrets` are what its checks send. `seats` is how many questions are worked on at once; None:
    as the load needs. `on_loaded` is called when everything is loaded, before the first question
    is asked, `tidy` now and then, when nobody waits. What others changed is heard every `hear_s`,
    and passed on to `on_heard`. Away from home, at another `location`, it asks what is asked from
    there, and keeps nothing but that. `loaded`: what nobody watched is closed, and nobody asked.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        connections: Connections,
        feeds: Sequence[Feed] = (),
        *,
        holder: str | None = None,
        seats: int | None = None,
        witnesses: AskWitnesses | None = None,
        kinds: Mapping[str, CheckKind] | None = None,
        on_loaded: Callable[[], None] = lambda: None,
        secrets: CheckSecrets | None = None,
        on_heard: Callable[[Changes], None] = lambda _changes: None,
        hear_s: float = READ_EVERY_S,
        tidy: Callable[[], None] = lambda: None,
        location: str = HOME,
    ) -> None:
        self._location = location
        self._database = database
        self._clock = clock
        self._connections = connections
        self._feeds = tuple(feeds)
        self._fed_kinds = frozenset().union(*(feed.kinds for feed in feeds))
        self._fixed_seats = seats
        self._on_loaded = on_loaded
        self._tidying = QuietMoments(self, clock, tidy)
        self._on_heard = on_heard
        self._seats = Seats(seats or SEATS)
        self._kinds = check_kinds() if kinds is None else kinds
        self._secrets = secrets or CheckSecrets()
        self._usual = usual = UsualTimes(database, clock, self._off_loop)
        self._runner = Runner(self._kinds, connections, clock, self._seats, self._secrets, usual.of)
        self._scheduler = Scheduler(clock)
        self._due = DueChecks(self._scheduler)
        self._own_network = OwnNetwork()
        self._ask_witnesses = witnesses or Nobody()
        self._line = LineWatch(self._own_network, self._ask_witnesses, clock, self._due.soon)
        self._ingest = Ingest(database, clock, holder=holder, location=location)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="ingest")
        self._hearing = ChangeFeed(database, clock, self._executor, every_s=hear_s)
        self._queue = ResultQueue()
        self._suspend = SuspendWatch(self._ingest, clock)
        self._writer = ResultWriter(self._queue, self._suspend, self._off_loop, self._recorded)
        self._own_network_row = ConnectivityRow(
            self._own_network, database, clock, self._off_loop, self._announce
        )
        self._listener: Callable[[Changes], None] | None = None
        self._questions = Questions(
            self._runner, self._own_network, self._line, clock, self._deliver
        )
        self._ask_now = AskNow(self._questions, self._scheduler, self._feeds, self._deliver)
        self._far = FarCollectors(database, clock, self._off_loop)
        self._silence = SilenceWatch(
            lambda: self._ingest.heed_silence(self._own_network.sentence),
            self._off_loop,
            self._announce,
        )
        self._maintenance = MaintenanceEdges(self._ingest, clock, self._off_loop, self._announce)
        self._loading = Loading(self._ingest, self._off_loop, self._announce, self._take_over)
        self._checks: dict[int, Check] = {}
        self._latest: dict[int, CheckResult] = {}
        self.try_check = TryCheck(self._runner, self._kinds, self._checks)
        self.loaded = asyncio.Event()
        self.watching = asyncio.Event()
        """Set with the first answer that was recorded: without one nobody has watched."""

    async def run(self, *, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Watches until `stop` is set, then writes down what is still on its way."""
        self._listener = announce
        try:
            await self._connections.warm()
            if await self._loading.first(stop, self._hearing.mark):
                self._on_loaded()
                self.loaded.set()
                await self._work(stop)
                await self._writer.finish()
        finally:
            await self._connections.aclose()
            self._executor.shutdown(wait=True)

    async def check_now(self, check_ids: Sequence[int]) -> None:
        """Asks at once; returns when the answers are recorded.

        Raises RuleBroken for a check that is gone, Unavailable where nothing could be recorded.
        """
        far = self._far.checks if self._location == HOME else {}
        missing = [n for n in check_ids if n not in self._checks and n not in far]
        if missing or self._questions.group is None:
            raise RuleBroken("This check is not being watched. It may have been removed.")
        await self._far.call([check_id for check_id in check_ids if check_id in far])
        here = [check_id for check_id in dict.fromkeys(check_ids) if check_id in self._checks]
        await self._ask_now([self._checks[check_id] for check_id in here])

    async def latest(self, check_id: int) -> LatestAnswer | None:
        """The newest answer of a check with its phases, from memory; None before the first."""
        result = self._latest.get(check_id)
        return None if result is None else latest_answer(result)

    def newest_began_s(self) -> float | None:
        """When the newest of the questions under way began, monotonic; None where none is."""
        return self._questions.newest_began_s

    def free_for_s(self) -> float | None:
        """Seconds until the next question is due; None with nothing to ask."""
        return self._scheduler.wait_s()

    async def _work(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            self._questions.group = group
            loops = [
                group.create_task(self._schedule()),
                group.create_task(self._writer.run()),
                group.create_task(self._hearing.run(stop, self._heard)),
                group.create_task(self._loading.again_when_edited()),
                group.create_task(self._renew_secrets()),
                group.create_task(self._suspend.run(self._off_loop, self._announce)),
                group.create_task(self._line.run()),
                group.create_task(self._silence.run()),
                group.create_task(self._usual.run()),
                group.create_task(self._tidying.run()),
                *(group.create_task(work) for work in self._kept_at_home()),
                *(
                    group.create_task(keep_fed(feed, self._deliver_fed, stop))
                    for feed in self._feeds
                ),
            ]
            await stop.wait()
            for task in (*loops, *self._questions.under_way):
                task.cancel()
        self._questions.group = None

    def _kept_at_home(self) -> Iterator[Coroutine[None, None, None]]:
        """What is done once for all locations."""
        if self._location == HOME:
            yield self._own_network_row.run()
            yield Housekeeping(self._database, self._clock, self._off_loop).run()
            yield self._maintenance.run()

    def _heard(self, changes: Changes) -> None:
        if Topic.ASKED_NOW in changes.topics and self._location != HOME:
            asked = changes.component_ids
            self._ask_now.begin([c for c in self._checks.values() if c.component_id in asked])
        if changes.topics & {Topic.SERVICES, Topic.SETTINGS}:
            self._loading.edited.set()
        if changes.topics & {Topic.MAINTENANCE, Topic.OVERRIDES, Topic.CORRECTIONS}:
            self._maintenance.changed.set()
        if Topic.SECRETS in changes.topics:
            self._secrets.look_again()
        self._on_heard(changes)

    async def _renew_secrets(self) -> None:
        """Asks at once what could not be asked for want of a secret, or was asked with another."""
        while True:
            changed = await self._secrets.next_change()
            checks = [c for c in self._checks.values() if names_in(c.config) & changed]
            await self._runner.forget(frozenset(check.id for check in checks))
            self._ask_now.begin(checks)

    async def _take_over(self) -> None:
        """Reads which checks there are; the unchanged ones go on as if nothing had happened."""
        chosen = await self._off_loop(self._read_chosen)
        self._far.follow(chosen.every)
        self._silence.is_needed = self._location != HOME or bool(self._far.checks)
        checks = {check.id: check for check in chosen.here}
        changed = frozenset(
            check_id for check_id, check in self._checks.items() if checks.get(check_id) != check
        )
        intervals_s = {
            check.id: check.interval.total_seconds()
            for check in checks.values()
            if check.enabled and check.kind not in self._fed_kinds
        }
        await self._secrets.follow(checks.values())
        # All in one step: nothing may come due that is no longer there.
        self._checks.clear()
        self._checks.update(checks)
        self._scheduler.update(intervals_s)
        self._runner.fit_seats(check for check in checks.values() if check.id in intervals_s)
        self._runner.follow(chosen.settings)
        self._ask_witnesses.follow(chosen.settings)
        if self._location == HOME:
            self._own_network_row.follow(chosen.settings)
        await self._runner.forget(changed)
        self._own_network.forget(changed)
        self._own_network_row.look()
        self._latest = {key: last for key, last in self._latest.items() if key in checks}
        if self._fixed_seats is None:
            self._seats.most = seats_for(sum(1 / interval for interval in intervals_s.values()))
        self._due.look_again()
        for feed in self._feeds:
            feed.reload()

    def _read_chosen(self) -> Chosen:
        with self._database.reading(self._clock.now()) as unit:
            return read_chosen(unit, self._location)

    async def _schedule(self) -> None:
        while True:
            for check_id in await self._due.next():
                # Still on its way, or waiting for a seat: it is not asked twice at once.
                if check_id not in self._questions:
                    self._questions.start(self._checks[check_id])

    def _deliver_fed(self, result: CheckResult) -> Waiting:
        return self._deliver(self._own_network.pass_on(result, None, self._clock.monotonic()))

    def _deliver(
        self, result: CheckResult, host: str | None = None, *, at_once: bool = False
    ) -> Waiting:
        self._suspend.look()
        if result.check_id not in self._scheduler:
            self._own_network.forget((result.check_id,))  # removed or switched off meanwhile
        self._own_network_row.look()
        if result.check_id in self._checks:  # what was removed meanwhile is not remembered
            before, self._latest[result.check_id] = self._latest.get(result.check_id), result
            if is_silence(result.answer) and not (before and is_silence(before.answer)):
                self._due.hurry(self._runner.neighbours(host))
            if result.answer.ask_again_s is not None:
                self._due.come_back(result.check_id, result.answer.ask_again_s)
        return self._queue.put(result, at_once=at_once or self._ingest.would_turn(result))

    def _recorded(self, results: Sequence[CheckResult], changes: Changes) -> None:
        if results:
            self.watching.set()
        self._due.hurry(self._ingest.doubtful(result.check_id for result in results))
        self._announce(changes)

    def _announce(self, changes: Changes) -> None:
        if changes and self._listener is not None:
            self._listener(changes)

    async def _off_loop(self, work: Callable[[], Result]) -> Result:
        """What `work` answers, run on the one thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)
