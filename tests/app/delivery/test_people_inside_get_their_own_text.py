"""Inside lists: named lists of addresses, each with the text that it gets."""

import msgspec
import pytest
from sqlalchemy import select

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.inputs import ApplyLists, ListInput
from statusboard.app.delivery.inside_lists import bring_lists
from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.doorway import Doorway
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.app.subscribers.commands import add_subscriber
from statusboard.app.subscribers.inputs import SubscriberInput
from statusboard.app.subscribers.queries import SUBSCRIBERS
from statusboard.domain.access import person
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.subscriber import SubscriberState
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.tables import DELIVERY, MESSAGE
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

WHO = person("Sample desk")
FILE = (
    '[[list]]\nname = "support"\ntext = "support"\n\n[[list]]\nname = "partners"\ntext = "page"\n'
)


@pytest.fixture
def door(database: Database) -> Doorway:
    made = Doorway(database, ManualClock())
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="email", config={})
        add_component(unit, name="Cards")
    apply(made, FILE)
    return made


def apply(door: Doorway, text: str) -> tuple[str, ...]:
    read = parse_desk(text, check_kinds(), target_kinds())
    return door.do(apply_desk, read, WHO).result.lines


def add(door: Doorway, address: str, inside_list: str = "", **more: str) -> None:
    wanted = SubscriberInput("mail", address, inside_list=inside_list, **more)  # type: ignore[arg-type]
    door.do(add_subscriber, wanted, WHO)


def say(door: Doorway, status: IncidentStatus) -> dict[str, str]:
    """What each address will read."""
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        wording = Wording(title="Card payments fail today", status=status, body="We look.")
        moves = {1: (ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE)}
        incident_id, _ = append_update(unit, None, NewUpdate(wording, Impact.MAJOR, moves))
        count = announce(unit, incident_id, 0)
        rows = unit.connection.execute(
            select(DELIVERY.c.address, MESSAGE.c.content)
            .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message_id)
            .where(DELIVERY.c.incident_id == incident_id)
        ).all()
    assert count == len(rows)
    return {row.address: msgspec.json.decode(row.content)["text"] for row in rows}


def test_each_list_gets_its_text_and_nobody_gets_two(door: Doorway) -> None:
    add(door, "reader@customer.example", vouched="asked")
    add(door, "both@northwind.example", vouched="asked")
    add(door, "both@northwind.example", "support")
    add(door, "desk@northwind.example", "support", language="de")
    add(door, "partner@partner.example", "partners")
    texts = say(door, IncidentStatus.INVESTIGATING)
    assert len(texts) == 4
    assert texts["reader@customer.example"] == texts["partner@partner.example"]
    support = texts["both@northwind.example"]
    assert (
        "Say on the phone: I'm sorry about this. Card payments fail today. The team knows about "
        "it and is looking for the cause.\n\nCustomers read:\n\nWe look." in support
    )
    assert "Wird untersucht" in texts["desk@northwind.example"]
    # Nobody can say an English sentence to a German caller.
    assert (
        "Am Telefon: Das tut mir leid. Card payments fail today. Das Team weiß davon und sucht "
        "die Ursache.\n\nKunden lesen:\n\nWe look." in texts["desk@northwind.example"]
    )
    assert "Say on the phone" not in texts["desk@northwind.example"]
    assert "Customers read" not in texts["desk@northwind.example"]


def test_support_does_not_apologise_for_what_is_over(door: Doorway) -> None:
    add(door, "desk@northwind.example", "support")
    (text,) = say(door, IncidentStatus.RESOLVED).values()
    assert "Say on the phone: It is over. Cards is working as usual again. If something" in text


def test_support_says_where_a_postmortem_is_to_be_read(door: Doorway) -> None:
    add(door, "desk@northwind.example", "support")
    (text,) = say(door, IncidentStatus.POSTMORTEM).values()
    assert (
        "Say on the phone: The trouble with Cards is over. You can read on our status page how it "
        "came about.\n\nCustomers read:" in text
    )


def test_people_inside_are_told_without_having_been_asked(door: Doorway) -> None:
    add(door, "desk@northwind.example", "support")
    (row,) = door.ask(SUBSCRIBERS, "", person("Ada"))
    assert (row.inside_list, row.subscriber.state) == ("support", SubscriberState.ACTIVE)
    assert row.subscriber.consent is not None
    assert row.subscriber.consent.how == "put into the list support by Sample desk"
    with pytest.raises(RuleBroken, match="no list called") as refused:
        add(door, "x@northwind.example", "nobody")
    assert refused.value.field == "inside_list"


def test_a_file_is_exported_as_it_was_applied(door: Doorway) -> None:
    assert apply(door, FILE) == ()
    assert FILE in door.ask(EXPORT_DESK, None, person("Ada"))
    changed = FILE.replace('"page"', '"support"')
    assert apply(door, changed) == ("changed list partners (text: support)",)


def test_a_list_that_goes_leaves_its_people_as_readers(door: Doorway) -> None:
    add(door, "desk@northwind.example", "support")
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        lines = bring_lists(unit, ApplyLists((ListInput("partners"),), prune=True))
    assert lines == ["removed list support; the 1 in it are told what everybody is told"]
    (row,) = door.ask(SUBSCRIBERS, "", person("Ada"))
    assert (row.inside_list, row.subscriber.state) == ("", SubscriberState.ACTIVE)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[list]]\ntext = "page"\n', 1, "A list needs a name"),
        ('[[list]]\nname = "a"\ntext = "song"\n', 3, "text is one of page, support"),
        ('[[list]]\nname = "a"\ntextt = "page"\n', 3, "Did you mean text"),
        ('[[list]]\nname = "a"\n[[list]]\nname = " a"\n', 4, "described twice"),
        (f'[[list]]\nname = "{"a" * 61}"\n', 2, "at most 60"),
    ],
)
def test_a_fault_in_a_file_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(RuleBroken, match=f"line {line}: .*{words}"):
        parse_desk(text, check_kinds(), target_kinds())
