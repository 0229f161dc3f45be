"""Hears what became of messages later: from the mailboxes of channels, and by asking providers.

Outside any transaction. A letter is marked as read only once what it reports is written down;
whoever dies in between reads it again, which changes nothing.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TypeVar

from statusboard.app.delivery.channel_commands import record_bounces, record_reports
from statusboard.app.delivery.channel_list import channel_named
from statusboard.app.delivery.inputs import BouncesRecorded, RecordBounces, RecordReports
from statusboard.app.delivery.kinds import ChannelKinds, channel_kinds
from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.delivery.report_asking import UNREPORTED, reports_of
from statusboard.app.delivery.whole_config import whole_config
from statusboard.app.doorway import Doorway
from statusboard.app.waiting import wait
from statusboard.catalog.declaration import AskReports, ChannelKind, Config, kind_of
from statusboard.catalog.hearing import BounceReading
from statusboard.channels.base import Bounce, Letter
from statusboard.domain.access import Actor, loop
from statusboard.domain.backoff import Backoff
from statusboard.domain.changes import Changes
from statusboard.domain.channel import Channel
from statusboard.errors import RuleBroken, StatusBoardError, Unavailable

log = logging.getLogger(__name__)

Value = TypeVar("Value")
ACTOR = loop("bounces")
# A report takes minutes to come; nobody waits for it before the screen.
LOOK_EVERY_S = 120.0
RETRY = Backoff(first_s=120.0, most_s=3600.0)


@dataclass(slots=True)
class BounceReader:
    """The loop over all channels that hear later of what they sent. `executor` runs what blocks."""

    doorway: Doorway
    executor: Executor
    announce: Callable[[Changes], None]
    kinds: ChannelKinds = field(default_factory=channel_kinds)
    _failures: dict[int, int] = field(default_factory=dict)
    _rests_until_s: dict[int, float] = field(default_factory=dict)

    async def run(self, stop: asyncio.Event) -> None:
        """Looks until `stop` is set."""
        while not await wait(stop, LOOK_EVERY_S):
            await _unless(stop, self.look())

    async def look(self) -> None:
        """One look at each channel that may be looked at now. Never raises."""
        try:
            channels = await self._in_thread(lambda: self.doorway.ask(CHANNELS, None))
        except StatusBoardError as error:
            log.info("mailboxes not looked into because=%s", error)
            return
        for channel in channels:
            kind = self.kinds.get(channel.kind)
            rests_s = self._rests_until_s.get(channel.id, 0.0) - self.doorway.clock.monotonic()
            if kind is not None and rests_s <= 0:
                await self._hear(channel, kind)

    async def _hear(self, channel: Channel, kind: ChannelKind) -> None:
        try:
            if kind.bounces is not None:
                config = await whole_config(kind, channel, self.doorway)
                if kind.bounces.is_set_up(config):
                    await self._read(channel, kind.bounces, config)
            if kind.reports is not None:
                await self._ask(channel, kind, kind.reports)
        except StatusBoardError as error:
            self._rest(channel)
            log.info("not heard what came back channel=%s because=%s", channel.name, error)
        except Exception:
            # A defect in one kind of channel must end neither the others nor the office.
            self._rest(channel)
            log.exception("defect in what came back channel=%s", channel.name)
        else:
            self._failures.pop(channel.id, None)

    async def _ask(self, channel: Channel, kind: ChannelKind, ask: AskReports) -> None:
        """Asks what became of the messages that are old enough; rests where nobody says so."""
        rows = await self._in_thread(lambda: self.doorway.ask(UNREPORTED, channel.id))
        if not rows:
            return
        told = await reports_of(ask, await whole_config(kind, channel, self.doorway), rows)
        if told:
            given = RecordReports(channel.name, told)
            done = await self._in_thread(lambda: self.doorway.do(record_reports, given, ACTOR))
            self.announce(done.changes)
        if len(told) < len(rows):
            raise Unavailable("the provider does not say what became of its messages")

    async def _read(self, channel: Channel, how: BounceReading, config: Config) -> None:
        """Works on every letter there is, once, whether or not it can be marked."""
        worked_on: set[str] = set()
        while True:
            letters: tuple[Letter, ...] = await how.unread(config)
            new = [letter for letter in letters if letter.name not in worked_on]
            if not new:
                return
            # Somebody's mail can be made to be slow to read; the office has more to do meanwhile.
            bounces = await asyncio.to_thread(_reports, how, new)
            if bounces:
                await self._write_down(RecordBounces(channel.name, bounces))
            names = [letter.name for letter in new]
            await how.mark_read(config, names)
            worked_on.update(names)

    async def _write_down(self, given: RecordBounces) -> None:
        done = await self._in_thread(lambda: self.doorway.do(record_bounces, given, ACTOR))
        log.info("bounces read channel=%s failed=%d", given.channel, done.result.failed)
        self.announce(done.changes)

    def _rest(self, channel: Channel) -> None:
        failures = self._failures[channel.id] = self._failures.get(channel.id, 0) + 1
        until_s = self.doorway.clock.monotonic() + RETRY.wait_s(failures)
        self._rests_until_s[channel.id] = until_s

    async def _in_thread(self, work: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self.executor, work)


def _reports(how: BounceReading, letters: Sequence[Letter]) -> tuple[Bounce, ...]:
    return tuple(bounce for letter in letters for bounce in how.read(letter.content))


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    """Does the work, or leaves it where it is once all is to stop: a mailbox may be slow."""
    async with asyncio.TaskGroup() as group:
        tasks = (group.create_task(work), group.create_task(stop.wait()))
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()


def record_pasted(door: Doorway, name: str, pasted: bytes, actor: Actor) -> BouncesRecorded:
    """What became of the reports that a person pasted: one mail, or several in one file.

    Raises RuleBroken where the channel is none, or never hears of what came back, or where there
    is no report in what was pasted. Blocking.
    """
    channels = door.ask(CHANNELS, None)
    channel = channel_named(channels, name)
    kind = kind_of(channel.kind, channel_kinds(), noun="channel")
    if kind.bounces is None:
        raise RuleBroken(f"Nothing comes back to {name}: {kind.label} has no bounces.", "channel")
    mails = kind.bounces.split(pasted)
    bounces = tuple(bounce for mail in mails for bounce in kind.bounces.read(mail))
    if not bounces:
        raise RuleBroken(
            "No report of a mail that did not arrive is in there. Save the whole mail with all its "
            "headers, and give that file.",
            field="file",
        )
    return door.do(record_bounces, RecordBounces(name, bounces), actor).result
