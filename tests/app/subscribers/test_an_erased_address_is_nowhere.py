"""Whoever is erased leaves nothing behind but a hash: no table holds the address, nor any page."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.commands import Turn, take_turn
from statusboard.app.doorway import Doorway
from statusboard.app.subscribers.commands import (
    add_subscriber,
    change_subscriber,
    erase_subscriber,
)
from statusboard.app.subscribers.inputs import Address, ChangeSubscriber, SubscriberInput
from statusboard.app.subscribers.queries import KEPT
from statusboard.app.subscribers.wiping import wipe_people
from statusboard.domain.access import loop, person
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.storage.channels import add_channel, remove_channel
from statusboard.storage.claims import Settled
from statusboard.storage.database import Database
from statusboard.storage.engine import path_of
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.tables import DELIVERY, METADATA, SUPPRESSION
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR

READER = "reader@customer.example"
WHO = person("Sample desk")
DISPATCHER = loop("dispatcher")


@pytest.fixture
def door(database: Database) -> Doorway:
    made = Doorway(database, ManualClock())
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="email", config={})
        add_channel(unit, name="old", kind="email", config={})
    for channel in ("mail", "old"):
        wanted = SubscriberInput(channel, READER, vouched="asked on the phone")
        made.do(add_subscriber, wanted, WHO)
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        new = NewUpdate(Wording(title="Checkout fails"), Impact.MAJOR, {})
        incident_id, _ = append_update(unit, None, new)
        announce(unit, incident_id, 0)
        refused = {"state": "failed", "reason": f"550 5.1.1 <{READER}> is unknown"}
        unit.connection.execute(update(DELIVERY).values(refused).where(DELIVERY.c.channel_id == 2))
        remove_channel(unit, 2)
    return made


def everything(door: Doorway) -> str:
    """All rows of all tables, as text in small letters."""
    with door.database.reading(door.clock.now()) as unit:
        tables = [unit.connection.execute(select(t)).all() for t in METADATA.tables.values()]
    return repr(tables).casefold()


def erase(door: Doorway, address: str = READER) -> int:
    return door.do(erase_subscriber, Address("", address), WHO).result


def test_no_table_holds_the_address_any_more(door: Doorway) -> None:
    shown = door.ask(KEPT, Address("", READER), person("Ada"))
    assert [row.channel for row in shown.subscribers] == ["mail", "old"]
    assert len(shown.deliveries) == 2
    assert erase(door, f" {READER.upper()} ") == 2
    assert READER not in everything(door)
    shown = door.ask(KEPT, Address("", READER), person("Ada"))
    assert (shown.subscribers, shown.deliveries, shown.acts) == ((), (), ())
    assert [one.why for one in shown.suppressed] == ["erased"]
    with door.database.reading(door.clock.now()) as unit:
        states = unit.connection.execute(select(DELIVERY.c.state, DELIVERY.c.reason)).all()
    assert sorted(states) == [("failed", ""), ("failed", "the address was erased")]


def test_what_a_provider_says_afterwards_is_not_kept(door: Doorway) -> None:
    door.clock.forward(61)  # type: ignore[attr-defined]
    (claim,) = door.do(take_turn, Turn(1, "me", 9), DISPATCHER).result
    erase(door)
    taken = Settled(claim.id, DeliveryState.SENT, receipt=f"250 queued for {READER}")
    door.do(take_turn, Turn(1, "me", 9, (taken,)), DISPATCHER)
    assert READER not in everything(door)


def test_an_address_that_was_corrected_is_erased_from_the_ledger_too(door: Doorway) -> None:
    right = "right@customer.example"
    door.do(change_subscriber, ChangeSubscriber(1, SubscriberInput("mail", right)), WHO)
    assert READER in everything(door)
    erase(door)
    assert READER not in everything(door)
    assert right in everything(door)
    assert erase(door, right) == 1
    assert right not in everything(door)


def test_what_stays_is_a_hash_that_nobody_reads(door: Doorway) -> None:
    erase(door)
    with door.database.reading(door.clock.now()) as unit:
        (kept,) = unit.connection.execute(select(SUPPRESSION)).all()
    assert len(kept.address_hash) == 64
    assert (kept.why, READER in repr(kept)) == ("erased", False)


@ON_SQLITE
def test_no_byte_of_the_file_holds_it_once_it_is_written_anew(door: Doorway) -> None:
    for number in range(300):
        wanted = SubscriberInput("mail", f"{number * 7919 % 1000}-{READER}", vouched="asked")
        door.do(add_subscriber, wanted, WHO)
    erase(door)
    file = path_of(door.database.engine)
    assert file is not None
    assert wipe_people(door)
    for one in (file, Path(f"{file}-wal")):
        if one.exists():
            left = one.read_bytes().replace(f"-{READER}".encode(), b"")
            assert READER.encode() not in left


def test_the_tables_of_people_are_written_anew_on_both_databases(door: Doorway) -> None:
    erase(door)
    assert wipe_people(door)
    assert READER not in everything(door)
