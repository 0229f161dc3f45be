"""A model of who must hear what, held against what a sender was really given, whatever happens."""

import asyncio
import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)
from sqlalchemy import select

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.commands import CLAIM_LASTS, Turn, take_turn
from statusboard.app.delivery.dispatcher import ACTOR, Dispatcher
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.message_keys import MessageKeys
from statusboard.app.delivery.queries import OUTLOOK
from statusboard.app.delivery.texts import combined
from statusboard.app.doorway import Doorway
from statusboard.catalog.declaration import Config
from statusboard.channels.base import Again, Outcome, Outgoing, Refused, Sender, Sent, Unclear
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.subscriber import (
    Announcement,
    Extent,
    Subscriber,
    SubscriberState,
    Wishes,
    is_told,
)
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import (
    NewSubscriber,
    add_subscriber,
    read_subscribers,
    set_state,
)
from statusboard.storage.tables import DELIVERY
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import _migrated_file
from tests.fixtures.history import COLLECTOR
from tests.fixtures.life_cycle import lives_through

__all__ = ["_migrated_file"]
CONFIG = {"host": "127.0.0.1", "port": 1, "security": "none", "sender": "a@northwind.example"}
STEPS = (IncidentStatus.INVESTIGATING, IncidentStatus.IDENTIFIED, IncidentStatus.MONITORING)
WORD = re.compile(r"word-(\d+)-(\d+)-")
WAYS = ("takes", "later", "breaks_off", "loses", "refuses", "is_down", "takes_offence")
SENT, FAILED = DeliveryState.SENT, DeliveryState.FAILED
DOUBT, SUPERSEDED = DeliveryState.MAY_HAVE_ARRIVED, DeliveryState.SUPERSEDED


@dataclass(frozen=True)
class Row:
    """What a row of the outbox is about, as of when it was written: it may lose its address."""

    address: str
    incident_id: int
    number: int
    update: str
    written_at: datetime


@dataclass
class Provider:
    """What was given to it, in order: address, key and words. `way`: what it does with it."""

    way: str = "takes"
    heard: list[tuple[str, str, list[tuple[int, int]]]] = field(default_factory=list)
    doubtful: Counter[str] = field(default_factory=Counter)

    def hear(self, address: str, key: str, text: str) -> None:
        words = [(int(incident), int(word)) for incident, word in WORD.findall(text)]
        self.heard.append((address, key, words))

    async def send(self, outgoing: Outgoing) -> Outcome:
        # At every second reader.
        takes_offence = outgoing.address[-len("0@b.example")] in "02468"
        if self.way == "takes_offence" and not takes_offence:
            self.hear(outgoing.address, outgoing.key, outgoing.text)
            return Sent("taken")
        if self.way in ("takes", "breaks_off"):
            self.hear(outgoing.address, outgoing.key, outgoing.text)
        if self.way in ("breaks_off", "loses"):
            self.doubtful[outgoing.key] += 1
        return {
            "takes": Sent("taken"),
            "later": Again("come back"),
            "breaks_off": Unclear("broke off after it was taken"),
            "loses": Unclear("broke off before it was taken"),
            "refuses": Refused("no such address", quarantines=True),
            "is_down": Again("nobody answers", is_channel=True),
            "takes_offence": Again("hung up", is_channel=True),
        }[self.way]

    @asynccontextmanager
    async def opened(self, _config: Config) -> AsyncIterator[Sender]:
        yield self


class Machine(RuleBasedStateMachine):
    """Readers come and go, incidents are told of, and whatever can go wrong does."""

    def __init__(self, template: Path, folder: Path) -> None:
        super().__init__()
        file = folder / "statusboard.db"
        shutil.copyfile(template, file)
        self.database = Database.open(file)
        self.clock = ManualClock()
        self.door = Doorway(self.database, self.clock)
        self.provider = Provider()
        self.executor = ThreadPoolExecutor(1)
        self.numbers = count()
        self.said: dict[int, list[IncidentStatus]] = {}
        self.owed: dict[tuple[str, int], list[int]] = {}
        self.rows: dict[int, Row] = {}
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            self.channel = add_channel(unit, name="mail", kind="email", config=CONFIG)

    @property
    def readers(self) -> tuple[Subscriber, ...]:
        with self.database.reading(self.clock.now()) as unit:
            return read_subscribers(unit)

    @property
    def going_on(self) -> list[int]:
        return [number for number, said in self.said.items() if not said[-1].is_over]

    @initialize()
    def somebody_is_told_of_something(self) -> None:
        for extent in Extent:
            self._add(Wishes(extent=extent))
        self._say(None, IncidentStatus.INVESTIGATING)

    @rule(extent=st.sampled_from(Extent))
    def somebody_joins(self, extent: Extent) -> None:
        self._add(Wishes(extent=extent))

    @precondition(lambda self: self.going_on)
    @rule()
    def somebody_waits_for_the_end(self) -> None:
        self._add(Wishes(everything=False, until_fixed=frozenset({self.going_on[-1]})))

    @precondition(lambda self: self.readers)
    @rule(which=st.integers(0, 9))
    def somebody_leaves(self, which: int) -> None:
        one = self.readers[which % len(self.readers)]
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            set_state(unit, one.id, SubscriberState.LEFT)

    @rule()
    def something_breaks(self) -> None:
        self._say(None, IncidentStatus.INVESTIGATING)

    @precondition(lambda self: self.going_on)
    @rule(status=st.sampled_from((*STEPS, IncidentStatus.RESOLVED)))
    def more_is_said(self, status: IncidentStatus) -> None:
        self._say(self.going_on[-1], status)

    @property
    def over(self) -> list[int]:
        return [number for number, said in self.said.items() if said[-1].is_over]

    @precondition(lambda self: self.over)
    @rule(status=st.sampled_from((*STEPS, IncidentStatus.POSTMORTEM)))
    def what_was_over_is_looked_back_on_or_fails_again(self, status: IncidentStatus) -> None:
        self._say(self.over[-1], status)

    @precondition(lambda self: self.going_on)
    @rule()
    def the_same_is_said_again(self) -> None:
        incident_id = self.going_on[-1]
        number = len(self.said[incident_id])
        told = self._publish(incident_id, self.said[incident_id][-1], number)
        assert told == 0

    @rule(way=st.sampled_from(WAYS))
    def messages_are_sent(self, way: str) -> None:
        self.provider.way = way
        asyncio.run(self._dispatch())

    @rule(minutes=st.sampled_from((1, 5, 60)))
    def time_passes(self, minutes: int) -> None:
        self.clock.forward(minutes * 60)

    @rule(was_taken=st.booleans())
    def the_program_is_killed_while_it_sends(self, was_taken: bool) -> None:
        claims = self.door.do(take_turn, Turn(self.channel.id, "dead", 3), ACTOR).result
        for claim in claims:
            self.provider.doubtful[claim.key] += 1
            if was_taken:
                self.provider.hear(claim.address, claim.key, combined(claim).text)
        self.clock.forward(CLAIM_LASTS)

    def teardown(self) -> None:
        """Everything works again: then nobody is left who was to hear something."""
        try:
            self.provider.way = "takes"
            while waits := self.door.ask(OUTLOOK, None).waits:
                self.clock.forward(min(waits.values()))
                asyncio.run(self._dispatch())
            self._hold_against_the_model()
        finally:
            self.executor.shutdown()
            self.database.close()

    def _add(self, wishes: Wishes) -> None:
        reader = f"reader{next(self.numbers)}@b.example"
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            active = SubscriberState.ACTIVE
            add_subscriber(unit, NewSubscriber(self.channel.id, reader, reader, wishes, active))

    def _say(self, incident_id: int | None, status: IncidentStatus) -> None:
        readers = self.readers
        number = 1 if incident_id is None else len(self.said[incident_id]) + 1
        was_over = incident_id is not None and self.said[incident_id][-1].is_over
        told = self._publish(incident_id, status, number)
        incident_id = incident_id or max(self.said)
        about = Announcement(
            incident_id,
            is_end=status is IncidentStatus.RESOLVED,
            is_reopened=was_over and not status.is_over,
            is_after_end=status is IncidentStatus.POSTMORTEM,
        )
        expected = [
            one.address
            for one in readers
            if is_told(one, about, had_any=(one.address, incident_id) in self.owed)
        ]
        assert told == len(expected)
        for address in expected:
            self.owed.setdefault((address, incident_id), []).append(number)

    def _publish(self, incident_id: int | None, status: IncidentStatus, number: int) -> int:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            said = len(self.said) + 1 if incident_id is None else incident_id
            wording = Wording(title="Trouble", status=status, body=f"word-{said}-{number}-")
            new = NewUpdate(wording, Impact.MAJOR, {})
            made, public_id = append_update(unit, incident_id, new)
            assert made == said
            before = self.said.setdefault(said, [])
            if number > len(before):
                before.append(status)
            told = announce(unit, said, 0)
            columns = select(DELIVERY.c.id, DELIVERY.c.address)
            for row in unit.connection.execute(columns.where(DELIVERY.c.id.not_in(self.rows))):
                self.rows[row.id] = Row(row.address, said, number, public_id, unit.now)
            return told

    async def _dispatch(self) -> None:
        kinds = dict(channel_kinds())
        kinds["email"] = replace(kinds["email"], open=self.provider.opened)
        dispatcher = Dispatcher(self.door, self.executor, lambda _: None, kinds=kinds)
        async with asyncio.TaskGroup() as group:
            await dispatcher._step(group)

    def _hold_against_the_model(self) -> None:
        heard: dict[tuple[str, int], list[int]] = {}
        keys: Counter[str] = Counter()
        for address, key, words in self.provider.heard:
            keys[key] += 1
            for incident_id, word in words:
                heard.setdefault((address, incident_id), []).append(word)
            newest = max(word for _, word in words)
            assert words[0][1] == newest  # what is true now stands first
        for whom, words in heard.items():
            assert set(words) <= set(self.owed.get(whom, ())), f"{whom} was told too much"
        for key, times in keys.items():
            assert times <= 1 + self.provider.doubtful[key], "one message came twice"
        self._hold_against_the_ledger(heard)

    def _hold_against_the_ledger(self, heard: dict[tuple[str, int], list[int]]) -> None:
        """Whoever was to hear something heard it, or may have, or there is a reason why not."""
        with self.database.reading(self.clock.now()) as unit:
            ledger = {row.id: row for row in unit.connection.execute(select(DELIVERY))}
            keys = MessageKeys.read(unit)
        assert ledger.keys() == self.rows.keys()
        given = {key for _, key, _ in self.provider.heard}
        following: dict[tuple[str, int], list[str]] = {}
        for number in sorted(self.rows, reverse=True):
            row, found = self.rows[number], ledger[number]
            whom, key = (row.address, row.incident_id), self._key_of(keys, row)
            later = following.setdefault(whom, [])
            match found.state:
                case DeliveryState.SENT:
                    assert key in given, f"{row} is said to be sent"
                case DeliveryState.MAY_HAVE_ARRIVED:
                    assert found.due_us == 0
                    assert self.provider.doubtful[key], f"nobody began {row}"
                case DeliveryState.FAILED:
                    assert found.reason or found.subscriber_id is None, f"{row} failed unexplained"
                case _:
                    assert (found.state, bool(later)) == (SUPERSEDED, True), f"{row} was left over"
            later.append(found.state)
            if SENT in later and found.state != FAILED:
                assert row.number in heard.get(whom, ()), f"{row} was left out"

    def _key_of(self, keys: MessageKeys, row: Row) -> str:
        return keys.of(self.channel.id, row.address, row.update, row.written_at)


def _examples(folder: Path, migrated: Path, many: int, steps: int) -> None:
    lives_through(lambda: Machine(migrated, folder), many, steps)


def test_whatever_happens_everybody_hears_what_they_asked_for(
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
    tmp_path: Path,
) -> None:
    _examples(tmp_path, _migrated_file, 8, 20)


@pytest.mark.slow
def test_whatever_happens_for_long(
    _migrated_file: Path,  # noqa: PT019 - its value is what is copied
    tmp_path: Path,
) -> None:
    _examples(tmp_path, _migrated_file, 40, 25)
