"""What a person asks of New Relic: is this key good, connect, which entities are there.

Runs in the office: the window does no network, and the key stays out of its memory as soon as it
was handed over.
"""

import asyncio
import random
import ssl
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from statusboard.app.doorway import Doorway
from statusboard.app.keys.calls import ask_keys
from statusboard.app.new_relic import commands as verbs
from statusboard.app.new_relic.beside import issues_of, ready_of
from statusboard.app.new_relic.connection import read_connection
from statusboard.app.new_relic.entities import KNOWN_HERE
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.reading_deployments import deployments_between
from statusboard.app.new_relic.reading_windows import windows_of
from statusboard.app.new_relic.record_commands import KeepRecord, keep_record, read_recording
from statusboard.app.new_relic.recording import Recorder
from statusboard.app.new_relic.shared_budget import DatabaseBudget, Urgency, scope_of
from statusboard.domain.access import Actor, Permission, loop
from statusboard.domain.views.new_relic import (
    CheckKey,
    Connect,
    Connected,
    CountKinds,
    EntityPage,
    FindEntities,
    FoundEntity,
    KeyChecked,
    KindCount,
)
from statusboard.domain.views.new_relic_deployments import DeploymentsFound, FindDeployments
from statusboard.domain.views.new_relic_figures import (
    FindIssues,
    FindReady,
    IssuesFound,
    ReadyFound,
)
from statusboard.domain.views.new_relic_windows import NoteWindows
from statusboard.errors import RuleBroken
from statusboard.newrelic import mapping, questions
from statusboard.newrelic.budget import Budget
from statusboard.newrelic.client import Connection, NerdGraph
from statusboard.newrelic.errors import NewRelicRejected, at_the_form
from statusboard.newrelic.key import Key
from statusboard.newrelic.kinds import kind_of, label_of
from statusboard.newrelic.readings import EntityReading, Page
from statusboard.newrelic.regions import address_of
from statusboard.newrelic.search import condition, name_fits, tag_of

Value = TypeVar("Value")
_RECORDER = loop("office")
# Somebody waits in front of the screen: shorter than what the feed allows itself.
TIMEOUT_S = 15.0
# … and no more pages than this are passed over before there is an answer.
PAGES_PASSED_OVER = 4
# … nor is one begun with less than this share of the time left.
TIME_FOR_A_PAGE = 0.5
# Many screens may show the issues of one service; New Relic is asked once in so many seconds.
ISSUES_AGAIN_S = 30.0
DEPLOYMENTS_AGAIN_S = 60.0


@dataclass(slots=True)
class NewRelicCalls:
    """The desk's New Relic calls. `executor` runs what blocks on the database.

    `tls` is the context to share. `loopback_only` (the demo) keeps every request on this machine.
    """

    doorway: Doorway
    keys: NewRelicKey
    executor: Executor | None = None
    loopback_only: bool = False
    tls: ssl.SSLContext | None = None
    timeout_s: float = TIMEOUT_S
    chance: Callable[[], float] = random.random
    urgency: Urgency = Urgency.PEOPLE
    _budgets: dict[str, Budget] = field(init=False, default_factory=dict)
    _recorder: Recorder = field(init=False, default_factory=Recorder)
    # The issues of entities, until when they are told again without being asked for anew.
    _issues: dict[tuple[str, ...], tuple[float, IssuesFound]] = field(
        init=False, default_factory=dict
    )
    _deployed: dict[tuple[str, ...], tuple[float, DeploymentsFound]] = field(
        init=False, default_factory=dict
    )

    async def has_key(self) -> bool:
        """Whether a key is kept. Raises Unavailable where the key store does not answer."""
        return await ask_keys(self.keys.read) is not None

    async def check_key(self, given: CheckKey) -> KeyChecked:
        """Whose key it is.

        Raises RuleBroken and Rejected, with the field at fault, or Unavailable.
        """
        url = address_of(given.region, given.url, loopback_only=self.loopback_only)
        async with self._client(url, Key.of(given.key)) as client:
            try:
                who = await questions.who_am_i(client)
            except NewRelicRejected as error:
                raise at_the_form(error) from None
        return KeyChecked(who.name, who.accounts)

    async def connect(self, given: Connect, actor: Actor) -> Connected:
        """Tries the key, keeps it, and writes the connection down.

        Raises RuleBroken where the actor may not, and with the field `allow_file` where the person
        has to agree to a file.
        """
        if not actor.may(Permission.CONFIGURE):
            raise RuleBroken(f"{actor.name} may not connect New Relic. Ask an owner.")
        await ask_keys(lambda: self.keys.agree(allow_file=given.allow_file))
        checked = await self.check_key(CheckKey(given.region, given.url, given.key))
        key = Key.of(given.key)
        kept_in = await ask_keys(lambda: self.keys.write(key, allow_file=given.allow_file))
        remembered = verbs.RememberNewRelic(
            region=given.region if not given.url.strip() else "",
            url=given.url.strip(),
            user=checked.user,
            accounts=checked.accounts,
            kept_in=kept_in,
        )
        await self._blocking(lambda: self.doorway.do(verbs.remember_new_relic, remembered, actor))
        return Connected(checked.user, checked.accounts, kept_in)

    async def disconnect(self, actor: Actor) -> None:
        """Forgets the connection, then the key. Services keep their history.

        Raises RuleBroken where the actor may not.
        """
        forget = verbs.ForgetNewRelic()
        await self._blocking(lambda: self.doorway.do(verbs.forget_new_relic, forget, actor))
        await ask_keys(self.keys.forget)

    async def find(self, given: FindEntities) -> EntityPage:
        """One page of the entities that fit. Raises RuleBroken where nothing is connected.

        New Relic finds more than fits; a page on which nothing does is passed over, as long as
        there is time for another: all is over after `timeout_s`.
        """
        tag = tag_of(given.tag)
        search = condition(given.text, kinds=given.kinds, account_id=given.account_id, tag=tag)
        async with self._connected() as client:
            until_s = client.monotonic_s + self.timeout_s
            page = await _page(client, search, given.cursor, given.text, until_s)
            for _ in range(PAGES_PASSED_OVER):
                is_near = until_s - client.monotonic_s < TIME_FOR_A_PAGE * self.timeout_s
                if page.entities or not page.next_cursor or is_near:
                    break
                page = await _page(client, search, page.next_cursor, given.text, until_s)
        known = await self._blocking(lambda: self.doorway.ask(KNOWN_HERE, None))
        by = known.watched_by
        found = tuple(found_entity(one, by.get(one.guid.rstrip("="), ())) for one in page.entities)
        return EntityPage(
            found,
            page.count if page.count is not None else len(found),
            page.next_cursor,
            unwatched=known.unwatched,
            accounts=known.accounts,
        )

    async def count(self, given: CountKinds) -> tuple[KindCount, ...]:
        """How many entities there are of each sort that a service can stand on."""
        async with self._connected() as client:
            counts = await questions.count_by_type(client, condition(account_id=given.account_id))
        totals: dict[str, KindCount] = {}
        for one in counts:
            kind = kind_of(one.domain, one.type)
            before = totals[kind].count if kind in totals else 0
            totals[kind] = KindCount(kind, label_of(kind), before + one.count)
        return tuple(totals.values())

    async def issues(self, given: FindIssues) -> IssuesFound:
        """The open issues that name one of the entities. Raises as `find`."""
        key = tuple(sorted(set(given.guids)))
        held = self._issues.get(key)
        if held is not None and held[0] > self.doorway.clock.monotonic():
            return held[1]
        async with self._connected() as client:
            until_s = client.monotonic_s + self.timeout_s
            found = await issues_of(client, key, self.doorway.clock.now(), deadline_s=until_s)
        now_s = self.doorway.clock.monotonic()
        fresh = {one: pair for one, pair in self._issues.items() if pair[0] > now_s}
        self._issues = fresh | {key: (now_s + ISSUES_AGAIN_S, found)}
        return found

    async def ready(self, given: FindReady) -> ReadyFound:
        """The figures that entities are ready for. Raises as `find`."""
        async with self._connected() as client:
            until_s = client.monotonic_s + 2 * self.timeout_s
            now = self.doorway.clock.now()
            return await ready_of(client, given.guids, now, deadline_s=until_s)

    async def deployments(self, given: FindDeployments) -> DeploymentsFound:
        """What was deployed of entities, the newest first. Raises as `find`.

        Screens ask whenever they are drawn anew; New Relic is asked once in a minute.
        """
        # The window moves on with the clock: for a minute it is the same.
        width = round((given.until - given.since).total_seconds() / DEPLOYMENTS_AGAIN_S)
        key = (*sorted(set(given.guids)), str(width))
        held = self._deployed.get(key)
        if held is not None and held[0] > self.doorway.clock.monotonic():
            return held[1]
        async with self._connected() as client:
            until_s = client.monotonic_s + self.timeout_s
            found = await deployments_between(client, given, deadline_s=until_s)
        now_s = self.doorway.clock.monotonic()
        fresh = {one: pair for one, pair in self._deployed.items() if pair[0] > now_s}
        self._deployed = fresh | {key: (now_s + DEPLOYMENTS_AGAIN_S, found)}
        return found

    async def windows(self) -> NoteWindows:
        """What New Relic plans, in all accounts that could be read. Raises as `find`.

        An account that refuses, or fails, costs the others nothing.
        """
        known = await self._blocking(lambda: self.doorway.ask(KNOWN_HERE, None))
        async with self._connected() as client:
            accounts = [number for number, _ in known.accounts]
            return await windows_of(client, accounts, self.timeout_s)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[NerdGraph]:
        stored = await self._blocking(lambda: self.doorway.ask(read_connection, None))
        key = await ask_keys(self.keys.read) if stored is not None else None
        if stored is None or key is None:
            raise RuleBroken("New Relic is not connected. Connect it in Settings.", field="key")
        url = address_of(stored.region, stored.url, loopback_only=self.loopback_only)
        async with self._client(url, key) as client:
            yield client

    @asynccontextmanager
    async def _client(self, url: str, key: Key) -> AsyncIterator[NerdGraph]:
        shared = DatabaseBudget(
            self.doorway.database, self.doorway.clock, scope_of(key), self.urgency, self.executor
        )
        budget = self._budgets.setdefault(
            shared.scope, Budget(self.doorway.clock.monotonic, self.chance)
        )
        budget.shared = shared
        client = NerdGraph(
            Connection(url, key),
            budget=budget,
            tls=self.tls,
            loopback_only=self.loopback_only,
            timeout_s=self.timeout_s,
            record=self._recorder.note,
        )
        self._recorder.is_on = await self._blocking(lambda: self.doorway.ask(read_recording, None))
        try:
            yield client
        finally:
            await client.aclose()
            await shared.settle()
            said = self._recorder.take()
            if said:
                kept = KeepRecord(said)
                await self._blocking(lambda: self.doorway.do(keep_record, kept, _RECORDER))

    async def _blocking(self, call: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self.executor, call)


async def _page(client: NerdGraph, search: str, cursor: str, text: str, until_s: float) -> Page:
    page = await questions.find_entities(client, search, cursor=cursor, deadline_s=until_s)
    return Page(
        entities=tuple(one for one in page.entities if name_fits(one.name, text)),
        count=page.count,
        # A cursor that repeats would lead in circles.
        next_cursor=page.next_cursor if page.next_cursor != cursor else "",
    )


def found_entity(reading: EntityReading, watched_by: tuple[str, ...] = ()) -> FoundEntity:
    """An entity as a person picks it; `watched_by` names the services that watch it already."""
    kind = kind_of(reading.domain, reading.type)
    answer, is_unwatched = mapping.answer_of(reading), mapping.is_unwatched(reading)
    return FoundEntity(
        guid=reading.guid,
        name=reading.name or reading.guid,
        kind=kind,
        kind_label=label_of(kind),
        account_id=reading.account_id,
        account=reading.account_name,
        level=answer.stated_level,
        reading=mapping.WITHOUT_CONDITION if is_unwatched else answer.detail,
        permalink=reading.permalink,
        tags=tuple(f"{key}: {', '.join(values)}" for key, values in reading.tags),
        is_unwatched=is_unwatched,
        watched_by=watched_by,
    )
