"""The office as a program: what it is made of, and what it can be asked."""

import asyncio
from asyncio import to_thread
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from statusboard.app.backups.keeper import CopyKeeper
from statusboard.app.change_feed import ChangeFeed
from statusboard.app.clock import SystemClock
from statusboard.app.delivery.bounce_reading import BounceReader
from statusboard.app.delivery.dispatcher import Dispatcher
from statusboard.app.delivery.inputs import ProveChannel
from statusboard.app.delivery.proving import Proving
from statusboard.app.doorway import Doorway, Verb
from statusboard.app.installation import Installation
from statusboard.app.keys.choose import secrets_of
from statusboard.app.maintenance.keeper import MaintenanceKeeper
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.following import TagFollower
from statusboard.app.new_relic.history_reading import HistoryReader
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.shared_budget import Urgency
from statusboard.app.notices.scheduled import ScheduledPublisher
from statusboard.app.notices.suggesting import Suggester
from statusboard.app.page.office import Office
from statusboard.app.page.reader_commands import note_links_used
from statusboard.app.people.acting import Acting, Asked
from statusboard.app.people.who import WHO
from statusboard.app.processes.pipe import Method
from statusboard.app.processes.role_lease import this_process
from statusboard.app.processes.run import Stay, opened, run_program
from statusboard.app.programs.verbs import all_verbs
from statusboard.app.reports.keeper import ReportKeeper
from statusboard.app.reports.shares import CONTENT
from statusboard.app.services.sweeping import SecretSweeper
from statusboard.app.signals.commands import listen, report
from statusboard.app.signals.receiving import Reports
from statusboard.app.statements.watcher import ClaimWatcher
from statusboard.app.subscribers.forgetting import Forgetter
from statusboard.app.timeouts import PREPARE_S, within
from statusboard.app.visitors.commands import ask, change, confirm, leave, stop
from statusboard.app.visitors.counting_commands import count
from statusboard.app.visitors.queries import OFFER, STANDING
from statusboard.app.visitors.replies import Replies
from statusboard.app.writing_help.calls import AssistantCalls
from statusboard.domain.access import Actor, Credentials, Permission, visitor
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.new_relic import CheckKey, Connect, CountKinds, FindEntities
from statusboard.domain.views.new_relic_deployments import FindDeployments
from statusboard.domain.views.new_relic_figures import FindIssues, FindReady
from statusboard.domain.views.provider_call import ProviderCall
from statusboard.domain.views.reports import ReportLink
from statusboard.domain.views.signals import Reported
from statusboard.domain.views.site import ContentWanted, SiteWanted
from statusboard.domain.views.visiting import Link
from statusboard.domain.views.writing_help import AskAssistant
from statusboard.storage.database import Database

# A state that turned is on the board as a suggestion within a second: the office hears it in half.
HEARD_WITHIN_S = 0.4
NO_ANSWER = (
    "The disk, network drive or key store does not answer, so nothing was changed. Check that it "
    "is connected and unlocked, then try again."
)


@dataclass(slots=True)
class OfficeWork:
    """The office between its start and its end. `executor` is the one thread that writes.

    `reading` asks what visitors look at, beside that thread: nobody waits for strangers. `copies`
    keeps those of the database; sample data has none. `who_is` looks up who acts, among the
    people of the desk where nothing else is given. One that works `beside` another office does
    what people ask and sends messages; page, copies and what else one has to do alone is left to
    the other.
    """

    office: Office
    doorway: Doorway
    new_relic: NewRelicCalls
    feed: ChangeFeed
    executor: ThreadPoolExecutor
    reading: Doorway
    who_is: Callable[[Credentials], Actor] | None = None
    copies: CopyKeeper | None = None
    beside: bool = False
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    _announce: Callable[[Changes], None] = field(default=lambda _: None, init=False)
    _dispatcher: Dispatcher | None = field(default=None, init=False)
    _suggester: Suggester | None = field(default=None, init=False)
    _maintenance: MaintenanceKeeper | None = field(default=None, init=False)
    _scheduled: ScheduledPublisher | None = field(default=None, init=False)
    _follower: TagFollower | None = field(default=None, init=False)
    _claims: ClaimWatcher | None = field(default=None, init=False)
    _reports: ReportKeeper | None = field(default=None, init=False)
    _history: HistoryReader | None = field(default=None, init=False)

    @property
    def methods(self) -> Mapping[str, Method]:
        """Every verb of people, the questions to New Relic and the helper, a channel's proof."""
        acting = Acting(self.who_is or self._look_up)
        verbs = {
            f"verb.{name}": Method(verb.input_type, self._carry_out(verb, acting.actor))
            for name, verb in all_verbs().items()
        }
        return {asked.name: acting.method(asked) for asked in self.beside_verbs} | verbs

    @property
    def beside_verbs(self) -> tuple[Asked, ...]:
        """What people can ask of it that is not one transaction, and what that takes."""
        calls = self.new_relic
        assistant = AssistantCalls(self.doorway, self.executor, loopback_only=calls.loopback_only)
        prove = Proving(self.doorway, self.executor, self._hear)
        may = Permission
        return (
            Asked("new_relic.has_key", may.LOOK, str, _first(calls.has_key)),
            Asked("new_relic.check_key", may.CONFIGURE, CheckKey, _first(calls.check_key)),
            Asked("new_relic.connect", may.CONFIGURE, Connect, calls.connect),
            Asked(
                *("new_relic.disconnect", may.CONFIGURE, str),
                lambda name, who: calls.disconnect(who, name),
            ),
            Asked("new_relic.find", may.CONFIGURE, FindEntities, _first(calls.find)),
            Asked("new_relic.issues", may.LOOK, FindIssues, _first(calls.issues)),
            Asked("new_relic.deployments", may.LOOK, FindDeployments, _first(calls.deployments)),
            Asked("new_relic.ready", may.CONFIGURE, FindReady, _first(calls.ready)),
            Asked("new_relic.count", may.CONFIGURE, CountKinds, _first(calls.count)),
            Asked("channel.prove", may.CONFIGURE, ProveChannel, prove),
            Asked("helper.ask", may.WRITE, AskAssistant, assistant.ask),
            Asked("helper.try", may.CONFIGURE, None, lambda _, who: assistant.try_it(who)),
        )

    @property
    def for_visitors(self) -> Mapping[str, Method]:
        """All that a page server can ask for. It never acts in the name of a person."""
        shelf, further, reading = self.office.shelf, self.office.further, self.reading
        own = {
            one.name: Method(one.input_type, self._carry_out(one, _a_visitor))
            for one in (ask, confirm, change, leave, count, listen, note_links_used)
        }
        # Not among the methods: only a provider, by its signature, says who texted STOP.
        heed = self._carry_out(stop, _a_visitor)
        return own | {
            "visitor.reply": Method(ProviderCall, Replies(reading, self.doorway, heed)),
            report.name: Method(Reported, Reports(reading, self._carry_out(report, _a_visitor))),
            "page.site": Method(str, lambda known, _who: shelf.open_site(known)),
            "page.guarded_site": Method(str, lambda known, _who: shelf.site(known)),
            "page.further": Method(None, lambda _, _who: further.pages()),
            "page.further_site": Method(SiteWanted, lambda wanted, _who: further.site(wanted)),
            "page.content": Method(ContentWanted, lambda wanted, _who: further.content(wanted)),
            CONTENT.name: Method(
                ReportLink, lambda link, _who: to_thread(reading.ask, CONTENT, link)
            ),
            "visitor.offer": Method(
                str | None, lambda page, _who: to_thread(reading.ask, OFFER, page)
            ),
            "visitor.standing": Method(
                Link, lambda link, _who: to_thread(reading.ask, STANDING, link)
            ),
        }

    async def run(self, *, stop: asyncio.Event, announce: Callable[[Changes], None]) -> None:
        """Works until `stop` is set."""
        self._announce = announce
        self.begun.set()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.feed.run(stop, self._hear))
            self._dispatcher = Dispatcher(
                *(self.doorway, self.executor, announce),
                beside=self.beside,
                name=this_process(),
            )
            group.create_task(self._dispatcher.run(stop))
            if self.beside:
                return
            group.create_task(self.office.run(stop=stop, announce=announce))
            self._suggester = Suggester(*(self.doorway, self.reading, self.executor), self._hear)
            group.create_task(self._suggester.run(stop))
            self._maintenance = MaintenanceKeeper(
                *(self.doorway, self.reading, self.executor), self._hear
            )
            group.create_task(self._maintenance.run(stop))
            self._scheduled = ScheduledPublisher(
                *(self.doorway, self.reading, self.executor), self._hear
            )
            group.create_task(self._scheduled.run(stop))
            self._follower = TagFollower(
                *(self.doorway, self.reading, self.executor, self._hear), self.new_relic
            )
            group.create_task(self._follower.run(stop))
            self._claims = ClaimWatcher(*(self.doorway, self.reading, self.executor), self._hear)
            group.create_task(self._claims.run(stop))
            self._reports = ReportKeeper(self.doorway, self.reading, self._hear)
            group.create_task(self._reports.run(stop))
            self._history = HistoryReader(
                *(self.doorway, self.reading, self.executor, self._hear),
                self.new_relic.clients_for(Urgency.HISTORY),
            )
            group.create_task(self._history.run(stop))
            group.create_task(SecretSweeper(self.doorway).run(stop))
            if self.copies is not None:
                group.create_task(self.copies.run(stop, announce))
            group.create_task(BounceReader(self.doorway, self.executor, announce).run(stop))
            group.create_task(Forgetter(self.doorway, self.executor, announce).run(stop))

    def _carry_out(
        self, verb: Verb[Any, Any], who_is: Callable[[Credentials], Awaitable[Actor]]
    ) -> Callable[[Any, Credentials], Awaitable[object]]:
        async def run(given: object, who: Credentials) -> object:
            actor = await who_is(who)
            prepared = given
            if verb.prepare is not None:
                # Not on the thread that writes: a drive that hangs must not hold up the others.
                prepared = await within(
                    PREPARE_S,
                    lambda: self.doorway.prepare(verb, given, actor),
                    otherwise=NO_ANSWER,
                )
            loop = asyncio.get_running_loop()
            done = await loop.run_in_executor(
                self.executor, self.doorway.carry_out, verb, prepared, actor
            )
            self._announce(done.changes)
            self._wake(done.changes)
            return done.result

        return run

    def _look_up(self, who: Credentials) -> Actor:
        return self.reading.ask(WHO, who)

    def _hear(self, changes: Changes) -> None:
        """Others wrote: windows hear of it, and there may be something to publish."""
        self._announce(changes)
        self._wake(changes)

    def _wake(self, changes: Changes) -> None:
        if Topic.SECRETS in changes.topics:
            self.office.look_again()
        self.office.wake()
        if self._dispatcher is not None:
            self._dispatcher.wake()
        if self._suggester is not None:
            self._suggester.hear(changes)
        if self._maintenance is not None:
            self._maintenance.hear(changes)
        if self._scheduled is not None:
            self._scheduled.hear(changes)
        if self._follower is not None:
            self._follower.hear(changes)
        if self._claims is not None:
            self._claims.hear(changes)
        if self._reports is not None:
            self._reports.hear(changes)
        if self._history is not None:
            self._history.hear(changes)


def _first(run: Callable[[Any], Awaitable[object]]) -> Callable[[Any, Actor], Awaitable[object]]:
    """The same for whoever asks."""
    return lambda given, _who: run(given)


async def _a_visitor(_who: Credentials) -> Actor:
    return visitor()


async def start_office(where: Installation, *, demo: bool, stay: Stay) -> None:
    """Runs the office of a place. Sample data leaves this computer by no way."""
    clock = SystemClock()
    async with opened(where, "office", clock, makes=stay.makes) as (database, lease):
        # Several offices share the work on a server's database; in a file one does it all.
        beside = where.file is None and not await lease.take()
        executor = ThreadPoolExecutor(1, thread_name_prefix="office")
        reader = Database.open(where.database, read_only=True)
        reader.note_damage()
        secrets = secrets_of(where, demo=demo)
        doorway, reading = Doorway(database, clock, secrets), Doorway(reader, clock)

        async def make() -> OfficeWork:
            keys = NewRelicKey(secrets)
            return OfficeWork(
                Office(database, clock, reader=reader, secrets=secrets),
                doorway,
                NewRelicCalls(doorway, keys, executor, loopback_only=demo),
                ChangeFeed(reader, clock, executor, every_s=HEARD_WITHIN_S),
                executor,
                reading,
                copies=None if demo else CopyKeeper(where, doorway, reading),
                beside=beside,
            )

        try:
            await run_program(where, "office", lease, make, stay, beside=beside)
        finally:
            executor.shutdown(wait=True)
            reader.close()
