"""Writes down when New Relic last spoke by a connection, and what is wrong with it."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from statusboard.app.clock import Clock
from statusboard.app.new_relic.connection import StoredConnection, source_of
from statusboard.app.new_relic.record_commands import is_recording
from statusboard.app.new_relic.recording import Recorder
from statusboard.domain.access import Actor
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.errors import Unavailable
from statusboard.storage import new_relic_record, sources
from statusboard.storage.change_log import log_changes
from statusboard.storage.database import Database
from statusboard.storage.new_relic_connections import Accounts, note_owner, read_connections

log = logging.getLogger(__name__)

Value = TypeVar("Value")


@dataclass(slots=True)
class SourceRow:
    """The row that banners stand on; what is recorded is written along with it."""

    database: Database
    clock: Clock
    executor: Executor | None
    actor: Actor
    recorder: Recorder
    _problem: str | None = field(init=False, default=None)
    # Batches end side by side: what the later one knows is also written later.
    _noting: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)

    async def note(
        self, answered: datetime | None, problem: Callable[[], str], stored: StoredConnection | None
    ) -> None:
        """Writes both down, where the connection is still the one that was asked."""
        async with self._noting:
            await self._note(answered, problem(), stored)

    async def _note(
        self, answered: datetime | None, problem: str, stored: StoredConnection | None
    ) -> None:
        turned = problem != self._problem
        if stored is None:
            return
        name = source_of(stored.name)

        def write() -> bool:
            last_us = None if answered is None else to_us(answered)
            with self.database.writing(self.clock.now(), self.actor) as unit:
                if self.recorder.is_on and is_recording(unit):
                    new_relic_record.keep(unit, self.recorder.take())
                if stored not in read_connections(unit):
                    return False  # it has been ended or made anew meanwhile
                sources.write_source(unit, name, last_us=last_us, problem=problem)
                if turned:
                    log_changes(unit, Changes.of(Topic.HEALTH))
                return True

        try:
            is_written = await self._blocking(write)
        except Unavailable as error:
            log.info("source not written because=%s", error)
            return
        if turned and is_written:
            self._problem = problem
            log.info("source turned name=%s problem=%r", name, problem)

    async def remove(self, stored: StoredConnection) -> None:
        """Nobody asks by it any more: neither its age nor its problem is worth a word."""

        def write() -> None:
            with self.database.writing(self.clock.now(), self.actor) as unit:
                sources.remove_source(unit, source_of(stored.name))
                log_changes(unit, Changes.of(Topic.HEALTH))

        await self._blocking(write)
        self._problem = None

    async def own(self, stored: StoredConnection, user: str, accounts: Accounts) -> None:
        """Writes down whose key a connection has, and what it sees."""

        def write() -> None:
            with self.database.writing(self.clock.now(), self.actor) as unit:
                if stored in read_connections(unit):
                    note_owner(unit, stored.id, user, accounts)
                    log_changes(unit, Changes.of(Topic.SETTINGS))

        try:
            await self._blocking(write)
        except Unavailable as error:
            log.info("owner not written because=%s", error)

    async def _blocking(self, call: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self.executor, call)
