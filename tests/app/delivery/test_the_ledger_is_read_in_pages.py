"""The ledger in pages: counted by what is to be done, searched, and masked where it has to be."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery import ledger
from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.ledger import LEDGER_PAGE, LedgerAsk
from statusboard.app.delivery.ledger_csv import COLUMNS, heading_text, rows_text
from statusboard.app.doorway import Doorway
from statusboard.domain.access import person
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.domain.views.ledger import LedgerPart, LedgerView
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY
from tests.fixtures.clock import ManualClock

ADA = person("Ada")
DOWN, UP = ComponentStatus.MAJOR_OUTAGE, ComponentStatus.OPERATIONAL


@dataclass
class Room:
    """A desk with one channel and some people, who are told when told to."""

    database: Database
    clock: ManualClock
    service: int
    incident: int | None = None

    @property
    def door(self) -> Doorway:
        return Doorway(self.database, self.clock)

    def say(self, status: IncidentStatus = IncidentStatus.INVESTIGATING) -> str:
        with self.database.writing(self.clock.now(), ADA) as unit:
            wording = Wording(title="Checkout fails", body="We look.", status=status)
            new = NewUpdate(wording, Impact.MAJOR, {self.service: (UP, DOWN)})
            self.incident, said = append_update(unit, self.incident, new)
            announce(unit, self.incident, 0)
        return said

    def put(self, address: str, state: DeliveryState, **values: object) -> None:
        with self.database.writing(self.clock.now(), ADA) as unit:
            newest = (
                select(DELIVERY.c.id)
                .where(DELIVERY.c.address == address)
                .order_by(DELIVERY.c.id.desc())
                .limit(1)
            )
            row = unit.connection.scalar(newest)
            changed = {"state": state.value, "attempts": 1, "due_us": 0} | values
            unit.connection.execute(update(DELIVERY).where(DELIVERY.c.id == row).values(changed))

    def page(self, **asked: object) -> LedgerView:
        return self.door.ask(LEDGER_PAGE, replace(LedgerAsk(), **asked), person("Ada"))


def addresses(view: LedgerView) -> list[str]:
    """In their own order: rows of one update are written in no particular one."""
    return sorted(row.address for row in view.rows)


@pytest.fixture
def room(database: Database) -> Room:
    clock = ManualClock()
    with database.writing(clock.now(), ADA) as unit:
        channel = add_channel(unit, name="mail", kind="email", config={"host": "127.0.0.1"})
        made = Room(database, clock, add_component(unit, name="Checkout API").id)
        for address in ("a@x.example", "b@x.example", "c@y.example", "+491701234567"):
            active = SubscriberState.ACTIVE
            add_subscriber(unit, NewSubscriber(channel.id, address, address, Wishes(), active))
    return made


def test_each_row_says_which_update_it_is_about(room: Room) -> None:
    room.say()
    room.clock.forward(1)
    said = room.say(IncidentStatus.IDENTIFIED)
    view = room.page(update=said)
    assert {(row.number, row.status, row.title) for row in view.rows} == {
        (2, IncidentStatus.IDENTIFIED, "Checkout fails")
    }
    assert [(one.number, one.recipients) for one in view.updates] == [(2, 4), (1, 4)]
    assert len(room.page().rows) == 8


def test_rows_are_counted_by_what_is_to_be_done(room: Room) -> None:
    room.say()
    room.put("a@x.example", DeliveryState.FAILED, reason="no such mailbox")
    due_us = room.clock.now_us + 60_000_000
    room.put("b@x.example", DeliveryState.RETRYING, reason="busy", due_us=due_us)
    room.put("c@y.example", DeliveryState.SENT, receipt="250 OK")
    counts = {LedgerPart.ALL: 4, LedgerPart.OPEN: 2, LedgerPart.ATTENTION: 2}
    attention = room.page(part=LedgerPart.ATTENTION)
    assert attention.counts == counts
    assert addresses(attention) == ["a@x.example", "b@x.example"]
    due = {row.address: row.due_at for row in attention.rows}
    assert due == {"a@x.example": None, "b@x.example": from_us(due_us)}
    waiting = room.page(part=LedgerPart.OPEN)
    assert addresses(waiting) == ["+491701234567", "b@x.example"]


def test_a_claim_that_ended_without_a_word_needs_attention(room: Room) -> None:
    room.say()
    until = room.clock.now_us + 1_000_000
    room.put("a@x.example", DeliveryState.SENDING, claimed_until_us=until)
    on_its_way = room.page(part=LedgerPart.OPEN)
    assert on_its_way.counts[LedgerPart.ATTENTION] == 0
    assert {row.delivery.state for row in on_its_way.rows} == {DeliveryState.QUEUED}
    room.clock.forward(2)
    (lost,) = room.page(part=LedgerPart.ATTENTION).rows
    assert lost.delivery.state is DeliveryState.MAY_HAVE_ARRIVED


def test_a_part_of_an_address_is_searched_for_as_it_is(room: Room) -> None:
    room.say()
    assert addresses(room.page(search=" X.EXAMPLE ")) == ["a@x.example", "b@x.example"]
    assert room.page(search="x.example").counts[LedgerPart.ALL] == 2
    assert addresses(room.page(search="%")) == []


def test_one_page_follows_the_other(room: Room) -> None:
    room.say()
    first = room.page(limit=3)
    assert (len(first.rows), first.counts[LedgerPart.ALL]) == (3, 4)
    second = room.page(limit=3, before=first.rows[-1].delivery.id)
    assert len(second.rows) == 1
    assert {*addresses(first), *addresses(second)} == set(addresses(room.page()))


def test_an_update_that_nobody_knows_has_no_rows(room: Room) -> None:
    room.say()
    assert room.page(update="nothing").counts[LedgerPart.ALL] == 0


def masked_number(address: str) -> str:
    return f"{address[:3]} ··· {address[-4:]}" if address.startswith("+") else address


def test_the_number_of_a_telephone_is_masked(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = channel_kinds()
    short = {"email": replace(kinds["email"], shown=masked_number)}
    monkeypatch.setattr(ledger, "channel_kinds", lambda: short)
    room.say()
    assert "+49 ··· 4567" in addresses(room.page())
    assert addresses(room.page(search="1234567")) == ["+49 ··· 4567"]
    with room.database.writing(room.clock.now(), ADA) as unit:
        unit.connection.execute(update(DELIVERY).values(address=""))
    assert set(addresses(room.page())) == {""}


def test_a_file_of_deliveries_runs_nothing(room: Room) -> None:
    room.say()
    room.put("a@x.example", DeliveryState.FAILED, reason="=cmd()")
    text = heading_text() + rows_text(room.page(search="a@x").rows)
    heading, line, rest = text.split("\r\n")
    assert (heading, rest) == (",".join(COLUMNS), "")
    assert line.startswith("a@x.example,mail,")
    assert line.endswith(",'=cmd()")
    room.put("b@x.example", DeliveryState.RETRYING, due_us=room.clock.now_us)
    assert "T09:00:00Z,1,2026-03-02T09:00:00Z" in rows_text(room.page(search="b@x").rows)
