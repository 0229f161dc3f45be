"""Answers callers in the name of a person: who that is and may is looked up before each call."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from statusboard.app.doorway import refuse_without
from statusboard.app.processes.pipe import Method
from statusboard.domain.access import Actor, Credentials, Permission


@dataclass(frozen=True, slots=True)
class Asked:
    """Something beside the verbs that a program can be asked for, and what that takes."""

    name: str
    permission: Permission
    given: Any
    run: Callable[[Any, Actor], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Acting:
    """Knows who acts. `who_is` blocks: it asks the database, on a thread."""

    who_is: Callable[[Credentials], Actor]

    async def actor(self, who: Credentials) -> Actor:
        """Who that is, and what they may. Raises RuleBroken for whoever was ended."""
        return await to_thread(self.who_is, who)

    def method(self, asked: Asked) -> Method:
        """What answers that over the pipe. It raises RuleBroken for whoever may not ask."""

        async def answer(given: object, who: Credentials) -> object:
            actor = await self.actor(who)
            refuse_without(asked.permission, asked.name, actor)
            return await asked.run(given, actor)

        return Method(asked.given, answer)
