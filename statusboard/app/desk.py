"""A desk: where a face of the program (the window, a command) asks and does."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Protocol, TypeVar

from statusboard.app.doorway import Doorway, Query, Verb
from statusboard.domain.access import Actor
from statusboard.domain.views.verify import LatestAnswer

Input = TypeVar("Input")
Result = TypeVar("Result")


class Desk(Protocol):
    """What a screen is given. Every call may raise a StatusBoardError with words for a person."""

    async def ask(self, query: Query[Input, Result], given: Input) -> Result:
        """The view a query answers; read on another thread."""

    async def do(self, verb: Verb[Input, Result], given: Input) -> Result:
        """The result of a verb, after its transaction has been committed."""

    async def check_now(self, check_ids: Sequence[int]) -> None:
        """Asks the collector to ask at once; returns when the answers are recorded.

        Raises Unavailable where no collector is running.
        """

    async def latest(self, check_id: int) -> LatestAnswer | None:
        """The newest answer of a check with its phases, from the collector's memory."""


@dataclass(frozen=True, slots=True)
class LocalDesk:
    """A desk in one process: verbs run here, nothing is being watched."""

    doorway: Doorway
    actor: Actor
    executor: Executor

    async def ask(self, query: Query[Input, Result], given: Input) -> Result:
        """The view a query answers; read on the executor."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, self.doorway.ask, query, given)

    async def do(self, verb: Verb[Input, Result], given: Input) -> Result:
        """The result of a verb, run on the executor."""
        loop = asyncio.get_running_loop()
        done = await loop.run_in_executor(self.executor, self.doorway.do, verb, given, self.actor)
        return done.result

    async def check_now(self, check_ids: Sequence[int]) -> None:
        """Nothing: nobody is watching here."""

    async def latest(self, check_id: int) -> LatestAnswer | None:  # noqa: ARG002
        """None: nobody is watching here."""
        return None
