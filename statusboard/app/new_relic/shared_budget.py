"""The budget that all desks of a database share, and what is asked where it cannot be reached.

Each grant is one short transaction beside the loop: nothing that is measured waits for it.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from statusboard.app.clock import Clock
from statusboard.domain.access import loop
from statusboard.domain.instants import SECOND_US
from statusboard.errors import StatusBoardError
from statusboard.newrelic.budget import Grant
from statusboard.newrelic.client import TIMEOUT_S
from statusboard.newrelic.key import Key
from statusboard.storage import new_relic_budget as rows
from statusboard.storage.database import Database
from statusboard.storage.new_relic_budget import Charge, NotGranted

log = logging.getLogger(__name__)

Value = TypeVar("Value")
ACTOR = loop("budget")
# Of New Relic's 25 in flight five are left to what else the person does with it.
SEATS = 20
# As much as one program asked alone: all entities at once, and again within the minute.
REQUESTS_PER_MINUTE, REQUESTS_AT_ONCE = 220, 110
# In any minute at most the sum of both is run of one account: 3,000, New Relic's own limit.
QUERIES_PER_MINUTE, QUERIES_AT_ONCE = 1_800, 1_200
# Longer nobody waits for a database that is busy or away.
GRANT_S = 2.0
# A database that did not answer is left alone for so long.
AGAIN_S = 15.0
OWN_PART_ALONE = (
    "The database does not take what is asked of New Relic, so this computer asks for no more than "
    "its own part. States may be read late."
)


class Urgency(Enum):
    """What is asked for: states first, then what people ask, then what is long past.

    `kept_back` is the share of the budget that is left to those before it.
    """

    STATES = 0.0
    PEOPLE = 0.1
    HISTORY = 0.5

    @property
    def kept_back(self) -> float:
        """The share left to what is more urgent."""
        return self.value


def scope_of(key: Key) -> str:
    """What a user's key is called in the database: a digest that leads back to no key.

    BLAKE2b over 160 random bits of key, shortened to 64.
    """
    digest = hashlib.blake2b(key.reveal().encode(), digest_size=8, person=b"nr-budget")
    return f"key:{digest.hexdigest()}"


@dataclass(slots=True)
class DatabaseBudget:
    """The budget of one key in the database. `executor` runs what blocks."""

    database: Database
    clock: Clock
    scope: str
    urgency: Urgency
    executor: Executor | None = None
    _away_until_s: float = field(init=False, default=float("-inf"))
    _ending: set["asyncio.Future[None]"] = field(init=False, default_factory=set)

    @property
    def problem(self) -> str:
        """That the shared budget is not reached, as a sentence; empty while it is."""
        return OWN_PART_ALONE if self.clock.monotonic() < self._away_until_s else ""

    async def take(self, queries: Mapping[int, int]) -> Grant:
        """Whether a request may begin now, for all desks of this database."""
        charges = [
            self._charge(self.scope, 1, REQUESTS_PER_MINUTE, REQUESTS_AT_ONCE),
            *(
                self._charge(f"account:{account}", count, QUERIES_PER_MINUTE, QUERIES_AT_ONCE)
                for account, count in queries.items()
            ),
        ]
        seats = round(SEATS * (1 - self.urgency.kept_back))

        def write() -> Grant:
            try:
                with self.database.writing(self.clock.now(), ACTOR) as unit:
                    until_us = round((TIMEOUT_S + GRANT_S) * SECOND_US)
                    number = rows.grant(
                        unit, charges, seats_of=self.scope, seats=seats, until_us=until_us
                    )
                return Grant(number)
            except NotGranted as said:
                wait_s = said.wait_us / SECOND_US
                return Grant(wait_s=wait_s, is_closed=said.is_closed)

        return await self._written(write, Grant())

    def give_back(self, number: int) -> None:
        """Notes that a request is over, when the database has time for it."""

        def write() -> None:
            with self.database.writing(self.clock.now(), ACTOR) as unit:
                rows.give_back(unit, number)

        ending = asyncio.get_running_loop().run_in_executor(self.executor, write)
        self._ending.add(ending)
        ending.add_done_callback(self._ended)

    async def close(self, wait_s: float) -> None:
        """Lets no desk with this key ask for so long."""

        def write() -> None:
            with self.database.writing(self.clock.now(), ACTOR) as unit:
                rows.close(unit, self.scope, round(wait_s * SECOND_US))

        await self._written(write, None)

    async def settle(self) -> None:
        """Returns when all that was given back is written."""
        while self._ending:
            await asyncio.gather(*self._ending, return_exceptions=True)

    def _ended(self, ending: "asyncio.Future[None]") -> None:
        """One that could not be given back counts until it would be over anyhow."""
        self._ending.discard(ending)
        if not ending.cancelled() and ending.exception() is not None:
            log.info("request not given back because=%s", ending.exception())

    def _charge(self, scope: str, amount: int, per_minute: int, burst: int) -> Charge:
        return Charge(scope, amount, per_minute, burst, round(burst * self.urgency.kept_back))

    async def _written(self, write: Callable[[], Value], otherwise: Value) -> Value:
        """What a transaction says; `otherwise` while the database cannot be written."""
        if self.clock.monotonic() < self._away_until_s:
            return otherwise
        try:
            async with asyncio.timeout(GRANT_S):
                return await asyncio.get_running_loop().run_in_executor(self.executor, write)
        except (StatusBoardError, TimeoutError) as error:
            self._away_until_s = self.clock.monotonic() + AGAIN_S
            log.info("shared budget not reached because=%s", str(error) or "no answer in time")
            return otherwise
