"""The window's desk: reads the database itself, and asks the two programs for everything else."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

from statusboard.app.doorway import Doorway, Query, Verb
from statusboard.app.processes.supervisor import Supervisor
from statusboard.domain.views.new_relic import (
    CheckKey,
    Connect,
    Connected,
    EntityPage,
    FindEntities,
    KeyChecked,
)
from statusboard.domain.views.verify import LatestAnswer

Input = TypeVar("Input")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class PipeDesk:
    """A `Desk` whose verbs run in the office and whose questions run in the collector."""

    doorway: Doorway
    executor: Executor
    collector: Supervisor
    office: Supervisor

    async def ask(self, query: Query[Input, Result], given: Input) -> Result:
        """The view a query answers; read on the executor."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, self.doorway.ask, query, given)

    async def do(self, verb: Verb[Input, Result], given: Input) -> Result:
        """The result of a verb, run by the office in one transaction."""
        done: Result = await self.office.call(f"verb.{verb.name}", given, verb.result_type)
        return done

    async def check_now(self, check_ids: Sequence[int]) -> None:
        """Asks at once; returns when the answers are recorded."""
        await self.collector.call("check_now", tuple(check_ids), None)

    async def latest(self, check_id: int) -> LatestAnswer | None:
        """The newest answer of a check with its phases; None where there is none yet."""
        answer: LatestAnswer | None = await self.collector.call(
            "latest", check_id, LatestAnswer | None
        )
        return answer

    async def has_new_relic_key(self) -> bool:
        """Whether the key store holds a key."""
        present: bool = await self.office.call("new_relic.has_key", None, bool)
        return present

    async def check_key(self, given: CheckKey) -> KeyChecked:
        """Whose key it is."""
        checked: KeyChecked = await self.office.call("new_relic.check_key", given, KeyChecked)
        return checked

    async def connect_new_relic(self, given: Connect) -> Connected:
        """Checks the key, keeps it, stores the region."""
        connected: Connected = await self.office.call("new_relic.connect", given, Connected)
        return connected

    async def disconnect_new_relic(self) -> None:
        """Forgets the key and the region."""
        await self.office.call("new_relic.disconnect", None, None)

    async def find_entities(self, given: FindEntities) -> EntityPage:
        """One page of entities."""
        page: EntityPage = await self.office.call("new_relic.find", given, EntityPage)
        return page
