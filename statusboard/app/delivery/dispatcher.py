"""The dispatcher: sends what is in the outbox, channel by channel, at least once.

Outside any transaction. One lane a channel, so that a provider that hangs holds up no other.
"""

import asyncio
import logging
import secrets as chance
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from statusboard.app.clock import Clock
from statusboard.app.delivery.commands import (
    AtHome,
    ChannelDown,
    Orphaned,
    Turn,
    at_home,
    orphan,
    take_turn,
)
from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.lane import Lane, Outcomes
from statusboard.app.delivery.queries import CLAIMERS, OUTLOOK, Outlook
from statusboard.app.delivery.whole_config import whole_config
from statusboard.app.doorway import Doorway
from statusboard.app.processes.role_lease import is_alive
from statusboard.app.waiting import wait
from statusboard.catalog.declaration import kind_of
from statusboard.domain.access import loop
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.domain.channel import Channel
from statusboard.errors import StatusBoardError, Unavailable
from statusboard.storage.claim_texts import Claim

log = logging.getLogger(__name__)

Value = TypeVar("Value")
ACTOR = loop("dispatcher")
LOOK_EVERY_S = 30.0
# After a database or a channel that cannot be used at all.
RETRY = Backoff(first_s=2.0, most_s=60.0)
# How often outcomes are tried to be written once the office is told to stop.
LAST_TRIES = 2


@dataclass(slots=True)
class Dispatcher:
    """The loop of the outbox. `name` is what its claims are known by; each start has its own.

    Where it names a process (`role_lease.this_process`), the next one on this computer sees that it
    died, and waits for none of its claims.

    One `beside` that of another office leaves alone what it cannot send for want of a secret: the
    other may have it.
    """

    doorway: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    kinds: ChannelKinds = field(default_factory=channel_kinds)
    beside: bool = False
    name: str = field(default_factory=lambda: f"dispatcher-{chance.token_hex(6)}")
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _lanes: dict[int, Lane] = field(default_factory=dict)
    _resting: dict[int, float] = field(default_factory=dict)
    _channels: dict[int, Channel] = field(default_factory=dict)
    _is_stopping: bool = False
    _has_looked: bool = False
    _held: str = ""
    _newest: int = 0
    _failures: dict[int, int] = field(default_factory=dict)

    def wake(self) -> None:
        """Something was written: look at once."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until `stop` is set; a message that has begun is finished."""
        async with asyncio.TaskGroup() as group:
            stopping = group.create_task(self._stop_at(stop))
            while not stop.is_set():
                await wait(self._woken, await self._step(group))
                self._woken.clear()
            stopping.cancel()

    async def _stop_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._is_stopping = True
        self.wake()

    async def _step(self, group: asyncio.TaskGroup) -> float:
        """Begins what is to be done now; seconds until the next look."""
        self._woken.clear()
        try:
            outlook = await self._outlook()
        except StatusBoardError as error:
            log.info("outbox not looked at because=%s", error)
            return RETRY.first_s
        except Exception:
            log.exception("outbox defect")
            return RETRY.most_s
        self._channels = {channel.id: channel for channel in outlook.channels}
        if outlook.held != self._held:
            self._held = outlook.held
            log.warning("messages held because=%s", outlook.held or "released")
        if outlook.newest != self._newest:
            self._newest = outlook.newest
            for under_way in self._lanes.values():
                under_way.take_anew()
        waits = [LOOK_EVERY_S]
        for channel in () if outlook.held else outlook.channels:
            lane = self._lanes.get(channel.id)
            if lane is not None and outlook.waits.get(channel.id) == 0:
                lane.look()
            wait_s = self._wait_s(channel, outlook.waits.get(channel.id))
            if wait_s > 0:
                waits.append(wait_s)
            else:
                probes = channel.id in outlook.troubled
                task = group.create_task(self._send(channel, probes=probes))
                self._busy[channel.id] = task
                task.add_done_callback(partial(self._done, channel.id))
        return min(waits)

    async def _outlook(self) -> Outlook:
        if not self._has_looked:
            await self._in_thread(self._end_claims_of_the_dead)
            self._has_looked = True
        outlook = await self._in_thread(lambda: self.doorway.ask(OUTLOOK, None))
        if outlook.is_new_here:
            await self._in_thread(lambda: self.doorway.do(at_home, AtHome(), ACTOR))
        return outlook

    def _end_claims_of_the_dead(self) -> None:
        """Rows that a dispatcher of this computer died with are sent now, not minutes later."""
        claimers = self.doorway.ask(CLAIMERS, None) - {self.name}
        dead = frozenset(name for name in claimers if not is_alive(name))
        if dead:
            self.doorway.do(orphan, Orphaned(dead), ACTOR)

    def _wait_s(self, channel: Channel, due_s: float | None) -> float:
        """Seconds until a lane of the channel may begin; one that is under way tells its end."""
        if due_s is None or channel.id in self._busy:
            return LOOK_EVERY_S
        return max(due_s, self._resting.get(channel.id, 0.0) - self._clock.monotonic())

    @property
    def _clock(self) -> Clock:
        return self.doorway.clock

    def _done(self, channel_id: int, _task: asyncio.Task[None]) -> None:
        self._busy.pop(channel_id, None)
        self._lanes.pop(channel_id, None)
        self.wake()

    async def _send(self, channel: Channel, *, probes: bool) -> None:
        try:
            kind = kind_of(channel.kind, self.kinds, noun="channel")
            config = await whole_config(kind, channel, self.doorway)
        except StatusBoardError as error:
            if self.beside:
                self._rest(channel)
            else:
                await self._is_down(channel, str(error))
            return
        try:
            lane = self._lanes[channel.id] = Lane(
                kind,
                config,
                self._clock,
                partial(self._turn, channel),
                lambda: self._is_stopping or self._channels.get(channel.id) != channel,
                probes=probes,
            )
            taken = await lane.run()
        except StatusBoardError as error:
            self._rest(channel)
            log.info("channel rests name=%s because=%s", channel.name, error)
        except Exception:
            # A defect in one kind of channel must end neither the others nor the office.
            self._rest(channel)
            log.exception("channel defect name=%s", channel.name)
        else:
            if taken:
                self._failures.pop(channel.id, None)
            else:
                # Another dispatcher has what is due, or it waits for what is under way.
                self._rest(channel)

    async def _is_down(self, channel: Channel, reason: str) -> None:
        """Nothing can be sent by the channel as it is configured: whoever looks is told."""
        self._rest(channel)
        log.info("channel cannot send name=%s because=%s", channel.name, reason)
        try:
            await self._turn(channel, Outcomes(trouble=ChannelDown(reason)), 0)
        except StatusBoardError as error:
            log.info("trouble not written down because=%s", error)

    def _rest(self, channel: Channel) -> None:
        failures = self._failures[channel.id] = self._failures.get(channel.id, 0) + 1
        self._resting[channel.id] = self._clock.monotonic() + RETRY.wait_s(failures)

    async def _turn(self, channel: Channel, outcomes: Outcomes, limit: int) -> tuple[Claim, ...]:
        settled, quarantined = tuple(outcomes.settled), tuple(outcomes.quarantined)
        well, trouble = outcomes.is_well, outcomes.trouble
        turn = Turn(channel.id, self.name, limit, settled, quarantined, trouble, is_well=well)
        failures = 0
        while True:
            try:
                done = await self._in_thread(lambda: self.doorway.do(take_turn, turn, ACTOR))
            except Unavailable as error:
                # What was sent and is not written down would be sent again.
                failures += 1
                if not settled or (self._is_stopping and failures > LAST_TRIES):
                    raise
                log.info("outcomes not written yet because=%s", error)
                await asyncio.sleep(RETRY.wait_s(failures))
            else:
                if done.changes:
                    self.announce(done.changes)
                return done.result

    async def _in_thread(self, work: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self.executor, work)
