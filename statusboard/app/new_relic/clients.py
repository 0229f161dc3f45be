"""Clients of New Relic for what is asked beside the feed, each of one connection, opened for it."""

import asyncio
import random
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from statusboard.app.doorway import Doorway
from statusboard.app.keys.calls import ask_keys
from statusboard.app.new_relic.connection import CONNECTIONS, StoredConnection, seen_by
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.record_commands import KeepRecord, keep_record, read_recording
from statusboard.app.new_relic.recording import Recorder
from statusboard.app.new_relic.shared_budget import DatabaseBudget, Urgency, scope_of
from statusboard.domain.access import loop
from statusboard.errors import RuleBroken
from statusboard.newrelic.budget import Budget
from statusboard.newrelic.client import Connection, NerdGraph
from statusboard.newrelic.key import Key
from statusboard.newrelic.pasted import account_of
from statusboard.newrelic.regions import address_of

Value = TypeVar("Value")
_RECORDER = loop("office")


@dataclass(slots=True)
class NewRelicClients:
    """Opens them. `executor` runs what blocks on the database; the rest as in `NewRelicCalls`."""

    doorway: Doorway
    keys: NewRelicKey
    executor: Executor | None
    loopback_only: bool
    tls: ssl.SSLContext | None
    timeout_s: float
    urgency: Urgency = Urgency.PEOPLE
    chance: Callable[[], float] = random.random
    _budgets: dict[str, Budget] = field(init=False, default_factory=dict)
    _recorder: Recorder = field(init=False, default_factory=Recorder)

    async def connections(self) -> tuple[StoredConnection, ...]:
        """All connections. Raises RuleBroken where there is none."""
        held = await self.blocking(lambda: self.doorway.ask(CONNECTIONS, None))
        if not held:
            raise RuleBroken("New Relic is not connected. Connect it in Settings.", field="key")
        return held

    async def by_connection(
        self, guids: Sequence[str]
    ) -> tuple[tuple[StoredConnection, tuple[str, ...]], ...]:
        """The entities, by the connection that sees them; what none sees is left out.

        Raises RuleBroken where there is no connection, or none sees any of them.
        """
        held = await self.connections()
        found: dict[StoredConnection, list[str]] = {}
        for guid in guids:
            seeing = seen_by(account_of(guid), held)
            if seeing is not None:
                found.setdefault(seeing, []).append(guid)
        if guids and not found:
            raise RuleBroken("No connection to New Relic sees the account of this entity.")
        return tuple((one, tuple(own)) for one, own in found.items())

    @asynccontextmanager
    async def of(self, stored: StoredConnection) -> AsyncIterator[NerdGraph]:
        """A client of a connection. Raises RuleBroken where its key is not here."""
        key = await ask_keys(self.keys.named(stored.key_name).read)
        if key is None:
            raise RuleBroken("New Relic is not connected. Connect it in Settings.", field="key")
        url = address_of(stored.region, stored.url, loopback_only=self.loopback_only)
        async with self.at(url, key) as client:
            yield client

    @asynccontextmanager
    async def at(self, url: str, key: Key) -> AsyncIterator[NerdGraph]:
        """A client of an address with a key, within what all programs may ask with it."""
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
        self._recorder.is_on = await self.blocking(lambda: self.doorway.ask(read_recording, None))
        try:
            yield client
        finally:
            await client.aclose()
            await shared.settle()
            said = self._recorder.take()
            if said:
                kept = KeepRecord(said)
                await self.blocking(lambda: self.doorway.do(keep_record, kept, _RECORDER))

    async def blocking(self, call: Callable[[], Value]) -> Value:
        """What a call answers that blocks on the database."""
        return await asyncio.get_running_loop().run_in_executor(self.executor, call)
