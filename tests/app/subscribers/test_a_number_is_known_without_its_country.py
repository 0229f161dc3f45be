"""A channel may say which country numbers are of: then they are typed as people there do."""

from pathlib import Path

import pytest

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.ledger import LEDGER_PAGE, LedgerAsk
from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.doorway import Doorway
from statusboard.app.subscribers.commands import (
    add_subscriber,
    erase_subscriber,
    import_subscribers,
    remove_subscriber,
)
from statusboard.app.subscribers.importing import CHECK_IMPORT, pieces_of
from statusboard.app.subscribers.inputs import Address, Imported, PeopleAsk, SubscriberInput
from statusboard.app.subscribers.queries import KEPT, PEOPLE, SUBSCRIBERS
from statusboard.domain.access import person
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

TYPED, WHOLE = "0151 23456789", "+4915123456789"
WHO = person("Sample desk")


@pytest.fixture
def door(database: Database) -> Doorway:
    clock = ManualClock()
    with database.writing(clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="email", config={})
        add_channel(unit, name="texts", kind="sms", config={"region": "DE"})
    return Doorway(database, clock)


def add(door: Doorway) -> None:
    door.do(add_subscriber, SubscriberInput("texts", TYPED, vouched="asked"), WHO)


def addresses(door: Doorway, search: str = "") -> list[str]:
    return [row.subscriber.address for row in door.ask(SUBSCRIBERS, search, person("Ada"))]


@pytest.mark.parametrize("search", [TYPED, "0151/234 567 89", WHOLE, "23456789"])
def test_it_is_found_however_it_is_typed(door: Doorway, search: str) -> None:
    add(door)
    assert addresses(door) == [WHOLE]
    assert addresses(door, search) == [WHOLE]
    assert door.ask(PEOPLE, PeopleAsk(search=search), person("Ada")).total == 1
    assert door.ask(PEOPLE, PeopleAsk(search="0170 1234567"), person("Ada")).total == 0


def test_its_messages_are_found_too(door: Doorway) -> None:
    add(door)
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        new = NewUpdate(Wording(title="Mail fails", body="We look."), Impact.MAJOR, {})
        incident_id, _ = append_update(unit, None, new)
        announce(unit, incident_id, 1)
    assert len(door.ask(LEDGER_PAGE, LedgerAsk(search=TYPED), person("Ada")).rows) == 1
    assert door.ask(LEDGER_PAGE, LedgerAsk(search="0170 1234567"), person("Ada")).rows == ()


@pytest.mark.parametrize("channel", ["texts", ""])
def test_it_is_shown_and_erased(door: Doorway, channel: str) -> None:
    add(door)
    assert len(door.ask(KEPT, Address(channel, TYPED), person("Ada")).subscribers) == 1
    door.do(erase_subscriber, Address(channel, TYPED), WHO)
    assert addresses(door) == []


def test_it_is_removed(door: Doorway) -> None:
    add(door)
    door.do(remove_subscriber, Address("texts", TYPED), WHO)
    assert [row.subscriber.state.value for row in door.ask(SUBSCRIBERS, "", person("Ada"))] == [
        "left"
    ]


def test_a_file_is_read_in_the_same_way(door: Doorway, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(f"channel,address,vouched\ntexts,{TYPED},asked\ntexts,{WHOLE},asked\n")
    pieces = list(pieces_of(file, door.ask(CHANNELS, None)))
    checked = sum((piece.found for piece in pieces), Imported())
    for piece in pieces:
        checked += door.ask(CHECK_IMPORT, piece.given, person("Ada"))
        door.do(import_subscribers, piece.given, WHO)
    assert (checked.added, checked.bad) == (1, ())
    assert checked.skipped == ((3, "This line says what line 2 says."),)
    assert addresses(door) == [WHOLE]
