"""The page for the next shift goes to people inside, by the one dispatcher, and nobody else."""

from email.message import EmailMessage

import pytest

from statusboard.app.audit.queries import TRAIL
from statusboard.app.delivery.channel_commands import record_bounces, remove_channel
from statusboard.app.delivery.commands import CLAIM_LASTS, Turn, take_turn
from statusboard.app.delivery.dispatcher import ACTOR
from statusboard.app.delivery.inputs import RecordBounces, RemoveChannel
from statusboard.app.delivery.message_keys import begin_keys
from statusboard.app.doorway import Doorway
from statusboard.app.notices.handover_commands import retry, send_handover
from statusboard.app.notices.handover_inputs import HandoverSent, RetryHandover, SendHandover
from statusboard.app.notices.handover_reach import HANDOVER_REACH, HANDOVERS_SENT
from statusboard.channels.base import Bounce
from statusboard.domain.access import Actor, ActorKind, Role, person
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.inside_list import ListText
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.domain.trail import TrailFilter
from statusboard.domain.views.handover import SentHandover
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.claims import Settled
from statusboard.storage.inside_lists import add_list
from statusboard.storage.subscribers import (
    NewSubscriber,
    add_subscriber,
    erase_subscribers,
    set_state,
)
from tests.fixtures.desk_that_mails import Desk, desk
from tests.fixtures.history import COLLECTOR

__all__ = ["desk"]
pytestmark = pytest.mark.anyio
ADA, NIGHT = person("Ada"), "Night shift"
NEVER, LATER, TAKEN = "550 5.1.1 no such user", "451 4.7.1 later", "250 taken"


def door(at: Desk) -> Doorway:
    return Doorway(at.database, at.clock)


def night_of(at: Desk, *addresses: str, channel_id: int = 0) -> dict[str, int]:
    """Puts these addresses into the list of the night; their subscribers' ids."""
    with at.database.writing(at.clock.now(), COLLECTOR) as unit:
        number = add_list(unit, name=NIGHT, text=ListText.PAGE).id
        new = [
            NewSubscriber(
                channel_id or at.channel_id,
                address,
                address,
                Wishes(),
                SubscriberState.ACTIVE,
                list_id=number,
            )
            for address in addresses
        ]
        return {one.address: add_subscriber(unit, one) for one in new}


def sends(at: Desk, who: Actor = ADA) -> HandoverSent:
    return door(at).do(send_handover, SendHandover("night  SHIFT"), who).result


def sent(at: Desk) -> SentHandover:
    found: SentHandover = door(at).ask(HANDOVERS_SENT, None, ADA)[0]
    return found


def states(at: Desk) -> dict[str, DeliveryState]:
    return {one.address: one.state for one in sent(at).messages}


def mails(at: Desk) -> list[EmailMessage]:
    return [mail for _, mail in at.server.took]


async def test_it_goes_to_the_list_alone(desk: Desk) -> None:
    desk.add("customer@customer.example")
    night_of(desk, "ben@northwind.example", "eva@northwind.example")
    desk.say("Card payments fail")
    await desk.dispatch()
    before = len(desk.server.took)

    assert sends(desk).channels == (("mail", 2),)
    assert states(desk) == dict.fromkeys(
        ("ben@northwind.example", "eva@northwind.example"), DeliveryState.QUEUED
    )
    await desk.dispatch()

    assert set(states(desk).values()) == {DeliveryState.SENT}
    assert sent(desk).by == "Ada"
    took = mails(desk)[before:]
    assert {mail["To"] for mail in took} == {"ben@northwind.example", "eva@northwind.example"}
    for mail in took:
        assert "handover" in mail["Subject"]
        for part in ("plain", "html"):
            body = mail.get_body((part,))
            assert body is not None
            text = body.get_content()
            assert "“Card payments fail”" in text
            assert "By" in text
            assert "Ada" in text


async def test_a_page_without_anything_open_goes_too(desk: Desk) -> None:
    night_of(desk, "ben@northwind.example")
    sends(desk)
    await desk.dispatch()

    (mail,) = mails(desk)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Customers are told of nothing that lasts." in body.get_content()


async def test_what_was_not_taken_is_tried_again_and_is_the_same_mail(desk: Desk) -> None:
    night_of(desk, "ben@northwind.example")
    sends(desk)
    desk.server.says_to_data = lambda _address: LATER
    await desk.dispatch()
    (message,) = sent(desk).messages
    assert message.state is DeliveryState.RETRYING
    assert "later" in message.reason
    desk.server.says_to_data = lambda _address: TAKEN
    await desk.dispatch_until_nothing_waits()

    assert set(states(desk).values()) == {DeliveryState.SENT}


async def test_an_office_that_dies_before_it_sends_loses_nothing(desk: Desk) -> None:
    night_of(desk, "ben@northwind.example")
    sends(desk)
    (claim,) = door(desk).do(take_turn, Turn(desk.channel_id, "dead", 10), ACTOR).result
    await desk.dispatch()
    assert desk.server.took == []
    desk.clock.forward(CLAIM_LASTS.total_seconds())
    await desk.dispatch()

    (mail,) = mails(desk)
    assert mail["Message-ID"].startswith(f"<{claim.key}@")


async def test_what_failed_says_why_and_is_sent_again_by_a_person(desk: Desk) -> None:
    night_of(desk, "ben@northwind.example", "eva@northwind.example")
    number = sends(desk).handover_id
    desk.server.says_to = lambda address: NEVER if address.startswith("eva") else "250 OK"
    await desk.dispatch()
    assert states(desk)["eva@northwind.example"] is DeliveryState.FAILED
    assert "no such user" in sent(desk).messages[1].reason

    desk.server.says_to = lambda _address: "250 OK"
    assert door(desk).do(retry, RetryHandover(number), ADA).result == 1
    await desk.dispatch()
    assert set(states(desk).values()) == {DeliveryState.SENT}
    assert len(desk.server.took) == 2
    with pytest.raises(RuleBroken, match="Nothing of this handover"):
        door(desk).do(retry, RetryHandover(number), ADA)


async def test_whoever_left_the_list_meanwhile_gets_nothing(desk: Desk) -> None:
    people = night_of(desk, "ben@northwind.example", "eva@northwind.example")
    number = sends(desk).handover_id
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        set_state(unit, people["ben@northwind.example"], SubscriberState.LEFT, reason="left")
        erase_subscribers(unit, [people["eva@northwind.example"]])
    await desk.dispatch()

    assert desk.server.took == []
    ben, eva = sent(desk).messages
    assert (ben.state, ben.reason) == (
        DeliveryState.FAILED,
        "they are not in the list any more, or are told nothing now",
    )
    assert (eva.address, eva.state, eva.reason) == (
        "",
        DeliveryState.FAILED,
        "the address was erased",
    )
    with pytest.raises(RuleBroken):
        door(desk).do(retry, RetryHandover(number), ADA)


async def test_who_was_erased_while_it_was_sent_leaves_no_address_in_a_receipt(desk: Desk) -> None:
    people = night_of(desk, "ben@northwind.example")
    sends(desk)
    (claim,) = door(desk).do(take_turn, Turn(desk.channel_id, "one", 10), ACTOR).result
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        erase_subscribers(unit, list(people.values()))
    taken = Settled(claim.id, DeliveryState.SENT, receipt="to ben@…", is_handover=True)
    door(desk).do(take_turn, Turn(desk.channel_id, "one", 0, (taken,)), ACTOR)

    (message,) = sent(desk).messages
    assert (message.state, message.address, message.receipt) == (DeliveryState.SENT, "", "")


async def test_a_channel_that_is_removed_ends_what_waits(desk: Desk) -> None:
    night_of(desk, "ben@northwind.example")
    sends(desk)
    door(desk).do(remove_channel, RemoveChannel("mail"), ADA)

    (message,) = sent(desk).messages
    assert (message.state, message.reason) == (DeliveryState.FAILED, "the channel was removed")


async def test_who_cannot_be_told_is_counted_in_words(desk: Desk) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        hook = add_channel(unit, name="hooks", kind="webhook", config={}).id
    people = night_of(desk, "https://hooks.customer.example/a", channel_id=hook)
    with pytest.raises(RuleBroken, match="of a program, which cannot read a page") as refused:
        sends(desk)
    assert refused.value.field == "list_name"
    (reach,) = door(desk).ask(HANDOVER_REACH, None)
    assert (reach.name, reach.count) == (NIGHT, 0)
    assert reach.left_out == "1 address is of a program, which cannot read a page"
    assert people


async def test_a_list_that_is_not_there_is_named_with_those_that_are(desk: Desk) -> None:
    night_of(desk, "ben@northwind.example")
    with pytest.raises(RuleBroken, match=r"no inside list called “Day”\. There are: Night shift"):
        door(desk).do(send_handover, SendHandover("Day"), ADA)


async def test_an_author_may_hand_over_and_a_viewer_may_not(desk: Desk) -> None:
    night_of(desk, "ben@northwind.example")
    author = Actor(ActorKind.PERSON, "Ben", Role.AUTHOR.permissions)
    viewer = Actor(ActorKind.PERSON, "Eva", Role.VIEWER.permissions)
    assert sends(desk, author).count == 1
    with pytest.raises(RuleBroken, match="may not do this"):
        sends(desk, viewer)
    (line,) = door(desk).ask(TRAIL, TrailFilter(by_people=True)).lines
    assert (line.verb, line.subject) == ("handover.send", f"list {NIGHT}")


async def test_what_came_back_later_is_written_down_by_its_secret_key(desk: Desk) -> None:
    night_of(desk, "ben@northwind.example")
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        begin_keys(unit)
    sends(desk)
    (claim,) = door(desk).do(take_turn, Turn(desk.channel_id, "one", 10), ACTOR).result
    taken = Settled(claim.id, DeliveryState.SENT, is_handover=True)
    door(desk).do(take_turn, Turn(desk.channel_id, "one", 0, (taken,)), ACTOR)

    def reported(key: str) -> None:
        bounce = Bounce(
            key, "ben@northwind.example", is_final=True, quarantines=False, reason="mailbox full"
        )
        door(desk).do(record_bounces, RecordBounces("mail", (bounce,)), ACTOR)

    reported("made up")
    assert states(desk) == {"ben@northwind.example": DeliveryState.SENT}
    reported(claim.key)
    (message,) = sent(desk).messages
    assert (message.state, message.reason) == (DeliveryState.FAILED, "mailbox full")
