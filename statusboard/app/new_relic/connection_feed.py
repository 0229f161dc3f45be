"""What is read by one connection: the states of the entities that it sees, and their figures.

Each connection is throttled, refused or blind by itself.
"""

import asyncio
import logging
import random
import ssl
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from statusboard.app.clock import Clock
from statusboard.app.new_relic.answers import (
    Problems,
    Rights,
    answers_of,
    answers_of_failure,
    not_connected,
    unseen,
)
from statusboard.app.new_relic.connection import (
    StoredConnection,
    account_asked,
    asked_by,
    source_of,
)
from statusboard.app.new_relic.figures import BatchRead, FigureReader
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.new_relic.record_commands import is_recording
from statusboard.app.new_relic.recording import Recorder
from statusboard.app.new_relic.said_once import SaidOnce
from statusboard.app.new_relic.schedule import (
    AT_ONCE,
    ENTITY,
    PollSchedule,
    batches_of,
    guid_of,
    subject_of,
)
from statusboard.app.new_relic.session import NewRelicSession
from statusboard.app.new_relic.shared_budget import DatabaseBudget, Urgency, scope_of
from statusboard.app.new_relic.source_row import SourceRow
from statusboard.app.settings import DEFAULT_UNWATCHED, unwatched_default
from statusboard.app.waiting import wait
from statusboard.app.watching.feed import Deliver
from statusboard.domain.access import Actor, loop
from statusboard.domain.check import Check
from statusboard.domain.instants import to_us
from statusboard.domain.result import Answer, CheckResult
from statusboard.domain.views.new_relic import Unwatched
from statusboard.errors import StatusBoardError, Unavailable
from statusboard.newrelic.client import NerdGraph
from statusboard.newrelic.key import Key
from statusboard.newrelic.members import with_members, worst_members
from statusboard.newrelic.questions import read_states, who_am_i
from statusboard.storage import sources
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from statusboard.storage.new_relic_connections import read_connections
from statusboard.storage.settings import read_settings

log = logging.getLogger(__name__)

Value = TypeVar("Value")
Batch = tuple[Check, ...]
# How long a change of settings or checks may go unnoticed where nobody calls `reload`.
LOOK_S = 5.0
ACCESS_AGAIN_S = 3600.0  # how often it is asked what a key sees


@dataclass(slots=True)
class ConnectionFeed:
    """Reads the checks that one connection is asked by, or, without one, those that none is.

    `number` is that of the connection; the rest is what `NewRelicFeed` is given. A refused key is
    tried again by itself, ever more slowly.
    """

    database: Database
    clock: Clock
    keys: NewRelicKey
    number: int | None
    executor: Executor | None = None
    loopback_only: bool = False
    tls: ssl.SSLContext | None = None
    actor: Actor = field(default_factory=lambda: loop("collector"))
    chance: Callable[[], float] = random.random
    _session: NewRelicSession = field(init=False)
    _schedule: PollSchedule = field(init=False)
    _rights: Rights = field(init=False, default_factory=Rights)
    _problems: Problems = field(init=False, default_factory=Problems)
    _figures: FigureReader = field(init=False)
    _wake: asyncio.Event = field(init=False, default_factory=asyncio.Event)
    # The checks whose answers are on their way: they are not asked for twice at once.
    _reading: set[int] = field(init=False, default_factory=set)
    _row: SourceRow = field(init=False)
    _unwatched: Unwatched = field(init=False, default=DEFAULT_UNWATCHED)
    _said: SaidOnce = field(init=False, default_factory=SaidOnce)
    _recorder: Recorder = field(init=False, default_factory=Recorder)
    _shared: DatabaseBudget | None = field(init=False, default=None)
    # Whether there are connections that do not see what this one without any is left with.
    _others: bool = field(init=False, default=False)
    _is_unowned: bool = field(init=False, default=False)
    _learns_s: float = field(init=False, default=float("inf"))

    def __post_init__(self) -> None:
        self._schedule = PollSchedule(self.chance)
        self._figures = FigureReader(self._rights)
        self._row = SourceRow(
            *(self.database, self.clock, self.executor, self.actor, self._recorder)
        )
        self._session = NewRelicSession(
            self.keys,
            monotonic=self.clock.monotonic,
            chance=self.chance,
            tls=self.tls,
            loopback_only=self.loopback_only,
            record=self._recorder.note,
            share=self._share,
        )

    def _share(self, key: Key) -> DatabaseBudget:
        self._shared = DatabaseBudget(
            self.database, self.clock, scope_of(key), Urgency.STATES, self.executor
        )
        return self._shared

    def reload(self) -> None:
        """Looks at checks and settings at once."""
        self._wake.set()

    async def run(self, deliver: Deliver, stop: asyncio.Event) -> None:
        """Reads what is due and delivers the answers, until `stop` is set."""
        try:
            async with asyncio.TaskGroup() as group:
                working = group.create_task(self._work(deliver))
                await stop.wait()
                working.cancel()
        finally:
            await self._session.close()
            if self._shared is not None:
                await self._shared.settle()

    async def ask_now(self, check_ids: Sequence[int]) -> tuple[CheckResult, ...]:
        """Fresh answers to these checks. Where New Relic is not reached they are unknown."""
        wanted = frozenset(check_ids)
        self._session.hurry()
        checks = [check for check in await self._look() if check.id in wanted]
        found: list[CheckResult] = []
        for batch in batches_of(checks):
            timeout_s = min(check.deadline.total_seconds() for check in batch)
            found += await self._read(batch, timeout_s=timeout_s)
        return tuple(found)

    async def _work(self, deliver: Deliver) -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                self._wake.clear()
                try:
                    checks = await self._look()
                except Unavailable as error:
                    log.info("checks not read because=%s", error)
                    await asyncio.sleep(LOOK_S)
                    continue
                if self._is_unowned or self.clock.monotonic() >= self._learns_s:
                    # A file says not whose key it is; and what a key sees may be more by now.
                    self._is_unowned = False
                    self._learns_s = self.clock.monotonic() + ACCESS_AGAIN_S
                    group.create_task(self._learn_owner())
                for batch in self._take_due(checks):
                    group.create_task(self._deliver(batch, deliver))
                now_s = self.clock.monotonic()
                wait_s = self._schedule.wait_s(now_s, at_most_s=LOOK_S, but=self._reading)
                await wait(self._wake, wait_s)

    def _take_due(self, checks: Sequence[Check]) -> tuple[Batch, ...]:
        free = [check for check in checks if check.id not in self._reading]
        batches = self._schedule.due(free, self.clock.monotonic())
        self._schedule.plan_next(batches, self.clock.monotonic())
        self._reading.update(check.id for batch in batches for check in batch)
        return batches

    async def _deliver(self, batch: Batch, deliver: Deliver) -> None:
        interval_s = min(check.interval.total_seconds() for check in batch)
        try:
            for result in await self._read(batch, timeout_s=interval_s):
                deliver(result)
        finally:
            self._reading.difference_update(check.id for check in batch)
            self._wake.set()

    async def _look(self) -> tuple[Check, ...]:
        """The checks there are now; the session follows the connection in the settings."""

        def read() -> tuple[StoredConnection | None, tuple[Check, ...], bool, Unwatched]:
            with self.database.reading(self.clock.now()) as unit:
                held = read_connections(unit)
                own = next((one for one in held if one.id == self.number), None)
                is_gone = self.number is not None and own is None
                checks = tuple(
                    check
                    for check in (() if is_gone else read_checks(unit, enabled_only=True))
                    if check.kind in AT_ONCE and subject_of(check) and asked_by(check, held) == own
                )
                told = own is not None and any(
                    source.name == source_of(own.name) for source in sources.read_sources(unit)
                )
                self._others = bool(held)
                self._recorder.is_on = is_recording(unit)
                return own, checks, told, unwatched_default(read_settings(unit))

        stored, checks, is_told, unwatched = await self._blocking(read)
        if await self._session.follow(stored):
            self._is_unowned = stored is not None and not stored.user
            self._learns_s = self.clock.monotonic() + ACCESS_AGAIN_S
            # Whoever connects looks at the board: nothing waits for its turn of before.
            self._schedule.forget()
            self._problems.keep(())
        if unwatched is not self._unwatched:
            # Whoever chooses looks at the board, too.
            self._unwatched = unwatched
            self._schedule.forget()
        self._schedule.know(checks, self.clock.monotonic())
        self._problems.keep({subject_of(check) for check in checks})
        if is_told and stored is not None and not checks:
            await self._row.remove(stored)
        return checks

    async def _read(self, batch: Batch, *, timeout_s: float) -> tuple[CheckResult, ...]:
        """The answers of one request, which is over after `timeout_s` at the latest."""
        asked = self.clock.now()
        answers = await self._answers(batch, self.clock.monotonic() + timeout_s, asked)
        at_us = to_us(asked)
        return tuple(CheckResult(check.id, at_us, answer) for check, answer in answers)

    async def _answers(
        self, batch: Batch, deadline_s: float, asked: datetime
    ) -> tuple[tuple[Check, Answer], ...]:
        guids = list(dict.fromkeys(subject_of(check) for check in batch))
        stored, was_refused = self._session.stored, self._session.is_refused
        try:
            async with self._session.client() as client:
                if client is None:
                    return tuple((check, self._unasked(check)) for check in batch)
                read = await self._ask(client, batch, deadline_s, asked)
        except StatusBoardError as error:
            if stored == self._session.stored:
                self._problems.failed(guids, error)
                await self._row.note(None, self._problem, stored)
            return answers_of_failure(batch, error, self._rights)
        self._said.warn(read, self.clock.now())
        if was_refused and not self._session.is_refused:
            # One request found out for all that the key is good again: the others need not wait.
            self._schedule.forget()
        if stored == self._session.stored:
            self._problems.answered(guids, read.faulty)
            await self._row.note(asked, self._problem, stored)
        return read.answers

    async def _learn_owner(self) -> None:
        stored = self._session.stored
        try:
            async with self._session.client() as client:
                who = None if client is None else await who_am_i(client)
        except StatusBoardError as error:
            log.info("owner not learned because=%s", error)
            return
        if who is None or stored is None:
            return
        if (who.name, who.accounts) != (stored.user, stored.accounts):
            await self._row.own(stored, who.name, who.accounts)

    def _unasked(self, check: Check) -> Answer:
        return unseen(account_asked(check)) if self._others else not_connected()

    async def _ask(
        self, client: NerdGraph, batch: Batch, deadline_s: float, asked: datetime
    ) -> BatchRead:
        """The answers of a batch, all of whose checks are of one kind."""
        if batch[0].kind != ENTITY:
            return await self._figures.read(client, batch, asked, deadline_s=deadline_s)
        guids = list(dict.fromkeys(guid_of(check) for check in batch))
        states = await read_states(client, guids, deadline_s=deadline_s)
        named = await worst_members(client, states.readings.values(), deadline_s=deadline_s)
        answers = answers_of(batch, states, self._rights, unwatched=self._unwatched)
        said = tuple(
            (check, with_members(answer, named.get(guid_of(check), ())))
            for check, answer in answers
        )
        return BatchRead(said, states.faulty, states.warnings, states.date)

    def _problem(self) -> str:
        return self._problems.sentence or (self._shared.problem if self._shared else "")

    async def _blocking(self, call: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self.executor, call)
