"""What a loop stands on that looks at New Relic now and then, and writes down what it found."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from statusboard.app.doorway import Doorway, Verb
from statusboard.app.waiting import look_again
from statusboard.domain.access import Actor
from statusboard.domain.changes import Changes, Topic


@dataclass(slots=True)
class Looking(ABC):
    """The loop. `reader` looks without keeping anybody waiting; `executor` is who writes."""

    doorway: Doorway
    reader: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def hear(self, changes: Changes) -> None:
        """Somebody wrote: there may be more to look at, or New Relic was connected."""
        if changes.topics & {Topic.SERVICES, Topic.SETTINGS}:
            self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Works until `stop` is set."""
        await look_again(stop, self._woken, self.look)

    @abstractmethod
    async def look(self) -> float:
        """Looks once; seconds until the next time."""

    async def write(self, verb: Verb[Any, Any], given: object, actor: Actor) -> None:
        """Carries a verb out and announces what it changed. Raises what the verb raises."""
        asked = asyncio.get_running_loop()
        done = await asked.run_in_executor(self.executor, self.doorway.do, verb, given, actor)
        if done.changes:
            self.announce(done.changes)
