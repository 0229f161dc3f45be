"""An address that lets anybody write there: hidden from who looks on, found by who knows it."""

import pytest
from sqlalchemy import update

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.queries import LEDGER
from statusboard.app.doorway import Doorway
from statusboard.app.subscribers.commands import add_subscriber
from statusboard.app.subscribers.csv_file import csv_lines
from statusboard.app.subscribers.inputs import PeopleAsk, SubscriberInput
from statusboard.app.subscribers.queries import PEOPLE, SUBSCRIBERS
from statusboard.domain.access import person
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.tables import CHANNEL
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

WHO = person("Sample desk")
READER, NUMBER = "reader@customer.example", "+4915112345678"
SLACK = "https://hooks.slack.com/services/T00000000/B00000000/abcdefgh"
HOOK = "https://ops.partner.example/hook/0123456789abcdef"
ADDRESSES = {"mail": READER, "text": NUMBER, "chat": SLACK, "programs": HOOK}
KINDS = {"mail": "email", "text": "sms", "chat": "slack", "programs": "webhook"}


@pytest.fixture
def door(database: Database) -> Doorway:
    """One subscriber on each of four channels, told of one update."""
    made = Doorway(database, ManualClock())
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        for name, kind in KINDS.items():
            add_channel(unit, name=name, kind=kind, config={})
        service = add_component(unit, name="Cards").id
    for name, address in ADDRESSES.items():
        made.do(add_subscriber, SubscriberInput(name, address, vouched="asked"), WHO)
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        wording = Wording(title="Cards fail", status=IncidentStatus.INVESTIGATING, body="We look.")
        moves = {service: (ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE)}
        incident_id, _ = append_update(unit, None, NewUpdate(wording, Impact.MAJOR, moves))
        announce(unit, incident_id, 0)
    return made


def test_people_are_listed_as_others_may_see_them(door: Doorway) -> None:
    rows = door.ask(PEOPLE, PeopleAsk(), person("Ada")).rows
    assert {row.channel: row.address for row in rows} == {
        "mail": READER,
        "text": "+49 ··· 5678",
        "chat": "hooks.slack.com/ ··· efgh",
        "programs": "ops.partner.example/ ··· cdef",
    }
    secret = {row.channel for row in rows if row.is_secret}
    assert secret == {"chat", "programs"}


@pytest.mark.parametrize("channel", ADDRESSES)
def test_who_knows_an_address_finds_it(door: Doorway, channel: str) -> None:
    found = door.ask(PEOPLE, PeopleAsk(search=ADDRESSES[channel]), person("Ada")).rows
    assert [row.channel for row in found] == [channel]
    assert [row.channel for row in door.ask(SUBSCRIBERS, ADDRESSES[channel], person("Ada"))] == [
        channel
    ]


def test_the_list_of_deliveries_holds_no_address_that_lets_one_write(door: Doorway) -> None:
    assert {one.channel: one.address for one in door.ask(LEDGER, None, person("Ada"))} == {
        "mail": READER,
        "text": NUMBER,
        "chat": "hooks.slack.com/ ··· efgh",
        "programs": "ops.partner.example/ ··· cdef",
    }


def test_of_a_kind_of_another_version_nothing_is_shown(door: Doorway) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(
            update(CHANNEL).where(CHANNEL.c.name == "chat").values(kind="pigeon")
        )
    (row,) = [row for row in door.ask(SUBSCRIBERS, "", person("Ada")) if row.channel == "chat"]
    assert (row.address, row.is_secret) == ("···", True)
    assert "···" in [one.address for one in door.ask(LEDGER, None, person("Ada"))]


def test_the_file_of_its_owner_has_them_whole(door: Doorway) -> None:
    text = "".join(csv_lines(door.ask(SUBSCRIBERS, "", person("Ada"))))
    assert all(address in text for address in (READER, NUMBER, SLACK, HOOK))
