"""What a person asks of New Relic: is this key good, connect, which entities are there.

Runs in the office: the window does no network, and the key stays out of its memory as soon as it
was handed over.
"""

import random
import ssl
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import TypeVar

from statusboard.app.doorway import Doorway
from statusboard.app.keys.calls import ask_keys
from statusboard.app.new_relic import commands as verbs
from statusboard.app.new_relic import finding
from statusboard.app.new_relic.beside import issues_of, ready_of
from statusboard.app.new_relic.clients import NewRelicClients
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.reading_deployments import deployments_between
from statusboard.app.new_relic.reading_windows import windows_of
from statusboard.app.new_relic.shared_budget import Urgency
from statusboard.domain.access import Actor, Permission
from statusboard.domain.views.new_relic import (
    CheckKey,
    Connect,
    Connected,
    CountKinds,
    EntityPage,
    FindEntities,
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
from statusboard.errors import RuleBroken, StatusBoardError
from statusboard.newrelic import questions
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.errors import NewRelicRejected, at_the_form
from statusboard.newrelic.issues import in_order
from statusboard.newrelic.key import Key
from statusboard.newrelic.regions import address_of

Value = TypeVar("Value")
# Somebody waits in front of the screen: shorter than what the feed allows itself.
TIMEOUT_S = 15.0
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
    _clients: NewRelicClients = field(init=False)
    # The issues of entities, until when they are told again without being asked for anew.
    _issues: dict[tuple[str, ...], tuple[float, IssuesFound]] = field(
        init=False, default_factory=dict
    )
    _deployed: dict[tuple[str, ...], tuple[float, DeploymentsFound]] = field(
        init=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        self._clients = self.clients_for(Urgency.PEOPLE)

    def clients_for(self, urgency: Urgency) -> NewRelicClients:
        """Clients for what is asked with that urgency, with the same keys."""
        return NewRelicClients(
            *(self.doorway, self.keys, self.executor),
            loopback_only=self.loopback_only,
            tls=self.tls,
            timeout_s=self.timeout_s,
            urgency=urgency,
            chance=self.chance,
        )

    async def has_key(self, name: str = "") -> bool:
        """Whether the key of a connection is kept. Raises Unavailable as the key store does."""
        keys = self.keys.named(verbs.key_name_of(verbs.settled_name(name)))
        return await ask_keys(keys.read) is not None

    async def check_key(self, given: CheckKey) -> KeyChecked:
        """Whose key it is.

        Raises RuleBroken and Rejected, with the field at fault, or Unavailable.
        """
        url = address_of(given.region, given.url, loopback_only=self.loopback_only)
        async with self._clients.at(url, Key.of(given.key)) as client:
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
        name = verbs.settled_name(given.name)
        keys = self.keys.named(verbs.key_name_of(name))
        await ask_keys(lambda: keys.agree(allow_file=given.allow_file))
        checked = await self.check_key(CheckKey(given.region, given.url, given.key))
        key = Key.of(given.key)
        kept_in = await ask_keys(lambda: keys.write(key, allow_file=given.allow_file))
        remembered = verbs.RememberNewRelic(
            region=given.region if not given.url.strip() else "",
            url=given.url.strip(),
            user=checked.user,
            accounts=checked.accounts,
            kept_in=kept_in,
            name=name,
        )
        await self._clients.blocking(
            lambda: self.doorway.do(verbs.remember_new_relic, remembered, actor)
        )
        return Connected(checked.user, checked.accounts, kept_in)

    async def disconnect(self, actor: Actor, name: str = "") -> None:
        """Forgets the connection of that name, then its key. Services keep their history.

        Raises RuleBroken where the actor may not.
        """
        forget = verbs.ForgetNewRelic(name)
        await self._clients.blocking(lambda: self.doorway.do(verbs.forget_new_relic, forget, actor))
        await ask_keys(self.keys.named(verbs.key_name_of(verbs.settled_name(name))).forget)

    async def find(self, given: FindEntities) -> EntityPage:
        """One page of the entities that fit. Raises RuleBroken where nothing is connected."""
        return await finding.find(self._clients, given)

    async def count(self, given: CountKinds) -> tuple[KindCount, ...]:
        """How many entities there are of each sort that a service can stand on."""
        return await finding.count(self._clients, given)

    async def issues(self, given: FindIssues) -> IssuesFound:
        """The open issues that name one of the entities. Raises as `find`."""
        key = tuple(sorted(set(given.guids)))
        held = self._issues.get(key)
        if held is not None and held[0] > self.doorway.clock.monotonic():
            return held[1]

        async def of(client: NerdGraph, guids: Sequence[str]) -> IssuesFound:
            until_s = client.monotonic_s + self.timeout_s
            return await issues_of(client, guids, self.doorway.clock.now(), deadline_s=until_s)

        told = await self._of_each(key, of)
        found = IssuesFound(in_order([issue for one in told for issue in one.issues]))
        now_s = self.doorway.clock.monotonic()
        fresh = {one: pair for one, pair in self._issues.items() if pair[0] > now_s}
        self._issues = fresh | {key: (now_s + ISSUES_AGAIN_S, found)}
        return found

    async def ready(self, given: FindReady) -> ReadyFound:
        """The figures that entities are ready for. Raises as `find`."""

        async def of(client: NerdGraph, guids: Sequence[str]) -> ReadyFound:
            until_s = client.monotonic_s + 2 * self.timeout_s
            return await ready_of(client, guids, self.doorway.clock.now(), deadline_s=until_s)

        told = await self._of_each(given.guids, of)
        return ReadyFound(tuple(entity for one in told for entity in one.entities))

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

        async def of(client: NerdGraph, guids: Sequence[str]) -> DeploymentsFound:
            until_s = client.monotonic_s + self.timeout_s
            asked = replace(given, guids=tuple(guids))
            return await deployments_between(client, asked, deadline_s=until_s)

        told = await self._of_each(given.guids, of)
        made = [deployed for one in told for deployed in one.deployments]
        found = DeploymentsFound(tuple(sorted(made, key=lambda one: one.at, reverse=True)))
        now_s = self.doorway.clock.monotonic()
        fresh = {one: pair for one, pair in self._deployed.items() if pair[0] > now_s}
        self._deployed = fresh | {key: (now_s + DEPLOYMENTS_AGAIN_S, found)}
        return found

    async def windows(self) -> NoteWindows:
        """What New Relic plans, in all accounts that could be read. Raises as `find`.

        An account that refuses, or fails, costs the others nothing, and a connection neither.
        """
        told: list[NoteWindows] = []
        unread: list[tuple[int, str]] = []
        failed: StatusBoardError | None = None
        now = self.doorway.clock.now()
        for stored in await self._clients.connections():
            try:
                async with self._clients.of(stored) as client:
                    accounts = [number for number, _ in stored.accounts]
                    told.append(await windows_of(client, accounts, now, self.timeout_s))
            except StatusBoardError as error:
                failed = error
                unread += ((number, str(error)) for number, _ in stored.accounts)
        if failed is not None and not told:
            raise failed
        return NoteWindows(
            tuple(window for one in told for window in one.windows),
            tuple(account for one in told for account in one.accounts),
            (*(account for one in told for account in one.unread), *unread),
        )

    async def _of_each(
        self,
        guids: Sequence[str],
        ask: Callable[[NerdGraph, Sequence[str]], Awaitable[Value]],
    ) -> tuple[Value, ...]:
        """What each connection says of the entities that it sees."""
        told: list[Value] = []
        for stored, own in await self._clients.by_connection(guids):
            async with self._clients.of(stored) as client:
                told.append(await ask(client, own))
        return tuple(told)
