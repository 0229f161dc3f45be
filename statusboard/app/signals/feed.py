"""The feed of what is reported: judges what came and what did not come, and delivers answers.

It lives in the collector. What it finds are ordinary answers, on their way to the one ingest.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TypeVar

from statusboard.app.clock import Clock
from statusboard.app.services.kinds import check_kinds
from statusboard.app.signals.standing import Watched
from statusboard.app.waiting import wait
from statusboard.app.watching.feed import Deliver
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import validate
from statusboard.domain.access import Actor, loop
from statusboard.domain.check import Check
from statusboard.domain.instants import SECOND_US, to_us
from statusboard.domain.line import OWN_NETWORK
from statusboard.domain.received import BRIDGED_US, Listening
from statusboard.domain.result import CheckResult
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage import signals, sources
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from statusboard.storage.signals import Signal

log = logging.getLogger(__name__)

Value = TypeVar("Value")
LOOK_S = 1.0
# How long a change of the checks may go unnoticed where nobody calls `reload`. Reading a thousand
# of them each second would be felt by whoever is asked meanwhile.
READ_AGAIN_S = 60.0
# What is missing is judged so much later: what came just in time may still be on its way here.
BEHIND_US = 3 * SECOND_US


def receiving_kinds() -> Mapping[str, CheckKind]:
    """The kinds that are told and ask nobody, by key."""
    return {key: kind for key, kind in check_kinds().items() if kind.receives is not None}


@dataclass(frozen=True, slots=True)
class _Looked:
    """What stood in the database at one moment."""

    checks: tuple[Check, ...]
    memories: Mapping[int, Mapping[str, object]]
    came: tuple[Signal, ...]
    listening: Listening | None
    cut_off_us: int | None


@dataclass(slots=True)
class SignalFeed:
    """A `Feed` for the checks that others report to. `executor` runs what blocks."""

    database: Database
    clock: Clock
    executor: Executor | None = None
    actor: Actor = field(default_factory=lambda: loop("collector"))
    look_s: float = LOOK_S
    _kinds: Mapping[str, CheckKind] = field(init=False, default_factory=receiving_kinds)
    _watched: dict[int, Watched] = field(init=False, default_factory=dict)
    _wake: asyncio.Event = field(init=False, default_factory=asyncio.Event)
    _started_us: int = field(init=False, default=0)
    _looking: asyncio.Lock = field(init=False, default_factory=asyncio.Lock)
    # The checks as last read, when that was, and whether they may have changed since.
    _checks: tuple[Check, ...] = field(init=False, default=())
    _read_s: float = field(init=False, default=0.0)
    _is_edited: bool = field(init=False, default=True)
    # What was heard and could not be settled: it is read again, and not heard twice.
    _heard: set[int] = field(init=False, default_factory=set)
    # Since when our own network is away, and when it last came back after it was for long.
    _cut_off_us: int | None = field(init=False, default=None)
    _back_us: int = field(init=False, default=0)

    @property
    def kinds(self) -> frozenset[str]:
        """Those that are told."""
        return frozenset(self._kinds)

    def reload(self) -> None:
        """Reads the checks again, at once."""
        self._is_edited = True
        self._wake.set()

    async def run(self, deliver: Deliver, stop: asyncio.Event) -> None:
        """Judges once a second and delivers, until `stop` is set."""
        async with asyncio.TaskGroup() as group:
            working = group.create_task(self._work(deliver))
            await stop.wait()
            working.cancel()

    async def ask_now(self, check_ids: Sequence[int]) -> tuple[CheckResult, ...]:
        """How these checks stand, as far as is known by now."""
        found: list[CheckResult] = []
        await self.look(found.append, frozenset(check_ids))
        newest = {result.check_id: result for result in found}
        return tuple(newest[check_id] for check_id in check_ids if check_id in newest)

    async def _work(self, deliver: Deliver) -> None:
        while True:
            self._wake.clear()
            try:
                await self.look(deliver)
            except Unavailable as error:
                log.info("reports not read because=%s", error)
            await wait(self._wake, self.look_s)

    async def look(
        self, deliver: Callable[[CheckResult], object], said_anew: frozenset[int] = frozenset()
    ) -> None:
        """Judges what is there, once; `said_anew` are told again even where nothing changed."""
        async with self._looking:
            is_old = self.clock.monotonic() - self._read_s >= READ_AGAIN_S
            if not (self._checks or self._is_edited or is_old):
                return  # nobody reports
            try:
                looked = await self._blocking(self._read)
            except Unavailable:
                self._is_edited = True
                raise
            now_us = to_us(self.clock.now())
            self._started_us = self._started_us or now_us
            self._follow(looked)
            listening = self._heard_through(looked, now_us)
            for one in looked.came:
                watched = self._watched.get(one.check_id)
                if watched is not None and one.id not in self._heard:
                    self._heard.add(one.id)
                    for result in watched.hear(one, listening):
                        deliver(result)
            for check_id, watched in self._watched.items():
                again = check_id in said_anew
                for result in watched.look(listening, now_us - BEHIND_US, again=again):
                    deliver(result)
            if looked.came:
                await self._blocking(lambda: self._settle(looked.came))
                self._heard.clear()

    def _heard_through(self, looked: _Looked, now_us: int) -> Listening | None:
        """The stretch in which reports could reach us: not while our own network was away."""
        was, self._cut_off_us = self._cut_off_us, looked.cut_off_us
        if was is not None and looked.cut_off_us is None and now_us - was > BRIDGED_US:
            self._back_us = now_us
        listening = looked.listening
        if listening is None:
            return None
        until_us = listening.until_us
        if looked.cut_off_us is not None:
            until_us = min(until_us, looked.cut_off_us)
        since_us = max(listening.since_us, self._back_us)
        return Listening(since_us, max(since_us, until_us))

    def _follow(self, looked: _Looked) -> None:
        """Goes on with the checks there are; one whose configuration changed is judged anew."""
        wanted: dict[int, Watched] = {}
        for check in looked.checks:
            before = self._watched.get(check.id)
            if before is not None and before.check == check:
                wanted[check.id] = before
                continue
            kind = self._kinds[check.kind]
            try:
                config = validate(kind.fields, check.config)
            except RuleBroken as broken:
                log.warning("check not read check=%s because=%s", check.id, broken)
                continue
            assert kind.receives is not None
            memory = looked.memories.get(check.id, {}) if before is None else before.memory
            last_us = 0 if before is None else before.last_us
            wanted[check.id] = Watched(
                check, config, kind.receives, memory, started_us=self._started_us, last_us=last_us
            )
        self._watched = wanted

    def _read(self) -> _Looked:
        now_s = self.clock.monotonic()
        is_known = not self._is_edited and now_s - self._read_s < READ_AGAIN_S
        self._is_edited = False
        with self.database.reading(self.clock.now()) as unit:
            if not is_known:
                found = read_checks(unit, enabled_only=True)
                self._checks = tuple(check for check in found if check.kind in self._kinds)
                self._read_s = now_s
            checks = self._checks
            memories = signals.read_memories(unit) if self._needs_memories(checks) else {}
            away = (s.problem_us for s in sources.read_sources(unit) if s.name == OWN_NETWORK)
            return _Looked(
                *(checks, memories, signals.read_signals(unit), signals.read_listening(unit)),
                cut_off_us=next(away, None),
            )

    def _needs_memories(self, checks: Sequence[Check]) -> bool:
        return any(check.id not in self._watched for check in checks)

    def _settle(self, came: Sequence[Signal]) -> None:
        memories = {
            one.check_id: self._watched[one.check_id].memory
            for one in came
            if one.check_id in self._watched
        }
        with self.database.writing(self.clock.now(), self.actor) as unit:
            # What came to a check that is switched off is forgotten with it.
            signals.settle_signals(unit, [one.id for one in came], memories)

    async def _blocking(self, call: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self.executor, call)
