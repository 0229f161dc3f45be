"""What visitors choose is what they are told, until they choose something else, or leave."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from statusboard.app.delivery.own_secret import known_secret
from statusboard.app.subscribers.commands import add_subscriber, erase_subscriber
from statusboard.app.subscribers.inputs import Address, SubscriberInput
from statusboard.app.subscribers.queries import KEPT
from statusboard.app.subscribers.rules import address_hash
from statusboard.app.visitors import links
from statusboard.app.visitors.commands import ask, change, confirm, leave, stop
from statusboard.app.visitors.inputs import StopTexts
from statusboard.app.visitors.queries import OFFER, STANDING
from statusboard.domain.access import person
from statusboard.domain.inside_list import ListText
from statusboard.domain.languages import LANGUAGES
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import About, Extent, SubscriberState
from statusboard.domain.views.visiting import AskToBeTold, ChangeWishes, Link, Wanted
from statusboard.errors import RuleBroken
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component, read_components, remove_component
from statusboard.storage.confirmation_claims import waiting_confirmations
from statusboard.storage.groups import add_group
from statusboard.storage.incidents import read_unresolved
from statusboard.storage.inside_lists import add_list
from statusboard.storage.subscribers import find_subscriber, set_state
from statusboard.storage.suppressions import suppressed
from statusboard.storage.tables import AUDIT, SUPPRESSION
from tests.fixtures.history import COLLECTOR
from tests.fixtures.visiting import READER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio
WHO = person("Sample desk")
NUMBER = "+12025550123"


def service(at: Visited, name: str = "Checkout API") -> str:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        return next(one.public_id for one in read_components(unit) if one.name == name)


def another_service(at: Visited, name: str = "Search", group: str = "") -> str:
    with at.desk.database.writing(at.desk.clock.now(), COLLECTOR) as unit:
        group_id = add_group(unit, group).id if group else None
        return add_component(unit, name=name, group_id=group_id).public_id


def open_incident(at: Visited) -> str:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        return next(one.public_id for one in read_unresolved(unit))


def is_suppressed(at: Visited, address: str = READER, kind: str = "email") -> bool:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        hashed = address_hash(known_secret(unit), kind, address)
        return bool(suppressed(unit, [hashed]))


async def test_what_is_offered_can_be_asked_for(visited: Visited) -> None:
    another_service(visited, "Search", "Shop")
    offer = visited.ask(OFFER)
    assert [(one.name, one.label, one.kind) for one in offer.channels] == [
        ("mail", "E-mail", "email")
    ]
    shop, alone = offer.groups
    assert (shop.name, [one.name for one in shop.services]) == ("Shop", ["Search"])
    assert (alone.public_id, [one.name for one in alone.services]) == ("", ["Checkout API"])
    assert set(offer.languages) == set(offer.consent) == set(LANGUAGES)
    assert len(set(offer.consent.values())) == len(LANGUAGES)
    assert "Northwind Status" in offer.consent["de"]
    assert offer.contact == ""
    visited.setting("server.contact", "help@northwind.example")
    assert visited.ask(OFFER).contact == "help@northwind.example"
    wanted = Wanted((alone.services[0].public_id,), (shop.public_id,), About.INCIDENTS)
    settled = await visited.confirmed(wanted=wanted)
    assert settled.standing.wanted == wanted
    assert settled.standing.is_active


async def test_a_channel_that_staff_alone_may_enter_addresses_for_is_not_offered(
    visited: Visited,
) -> None:
    key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="outside", kind="webhook", config={"secret": key})
        private = {"secret": key, "private": True}
        add_channel(unit, name="inside", kind="webhook", config=private)
        add_channel(unit, name="rest", kind="apprise", config={})
        add_channel(unit, name="pigeon", kind="pigeon", config={})
    assert [one.name for one in visited.ask(OFFER).channels] == ["mail", "outside"]
    for name in ("inside", "rest", "pigeon"):
        given = AskToBeTold(name, "https://10.0.0.1/")
        with pytest.raises(RuleBroken) as refused:
            visited.do(ask, given)
        assert refused.value.field == "channel"


async def test_where_no_public_address_is_set_nobody_is_asked(visited: Visited) -> None:
    visited.setting("server.public_url", None)
    assert visited.ask(OFFER).channels == ()
    with pytest.raises(RuleBroken) as refused:
        visited.comes()
    assert refused.value.field == "channel"


async def test_two_channels_of_a_kind_are_told_apart_by_their_names(visited: Visited) -> None:
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        add_channel(unit, name="partners", kind="email", config={})
    labels = [one.label for one in visited.ask(OFFER).channels]
    assert labels == ["E-mail (mail)", "E-mail (partners)"]


async def test_only_what_was_chosen_is_told(visited: Visited) -> None:
    other = another_service(visited)
    await visited.confirmed("mine@customer.example", Wanted(services=(service(visited),)))
    await visited.confirmed("other@customer.example", Wanted(services=(other,)))
    visited.desk.say("Checkout fails")
    assert (await visited.mail())["To"] == "mine@customer.example"


async def test_consent_says_when_how_and_to_what(visited: Visited) -> None:
    await visited.confirmed(wanted=Wanted(language="de"))
    known = visited.known()
    assert known is not None
    assert known.consent is not None
    assert known.consent.at == visited.desk.clock.now()
    assert known.consent.how == "confirmed the link sent to it"
    assert known.consent.words == visited.ask(OFFER).consent["de"]
    assert known.consent.words.startswith("Ich bin einverstanden, dass Northwind Status")


async def test_whoever_is_told_keeps_its_wishes_until_it_confirms_others(visited: Visited) -> None:
    first = await visited.confirmed()
    visited.comes(wanted=Wanted(about=About.PLANNED))
    mail = await visited.mail()
    assert visited.ask(STANDING, Link(first.manage)).wanted == Wanted()
    assert token_in(mail, "subscriptions") == first.manage
    settled = visited.do(confirm, Link(token_in(mail)))
    assert settled.standing.wanted == Wanted(about=About.PLANNED)
    assert settled.manage == first.manage


async def test_people_inside_stay_in_their_list_when_they_confirm(visited: Visited) -> None:
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        add_list(unit, name="support", text=ListText.PAGE)
    given = SubscriberInput("mail", READER, inside_list="support")
    visited.doorway.do(add_subscriber, given, WHO)
    before = visited.known()
    await visited.confirmed(wanted=Wanted(about=About.PLANNED))
    after = visited.known()
    assert before is not None
    assert after is not None
    assert after.list_id == before.list_id


async def test_wishes_are_changed_whole_by_the_personal_link(visited: Visited) -> None:
    manage = (await visited.confirmed()).manage
    wanted = Wanted((service(visited),), (), About.INCIDENTS, Extent.START_END, "de")
    settled = visited.do(change, ChangeWishes(manage, wanted))
    assert settled.standing.wanted == wanted
    assert settled.manage == manage
    gone = ChangeWishes(manage, replace(wanted, services=("gone",)))
    with pytest.raises(RuleBroken, match="Choose again") as refused:
        visited.do(change, gone)
    assert refused.value.field == "services"


async def test_what_is_gone_before_it_is_confirmed_is_not_taken_for_everything(
    visited: Visited,
) -> None:
    another_service(visited)
    visited.comes(wanted=Wanted(services=(service(visited),)))
    token = token_in(await visited.mail())
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        remove_component(unit, visited.desk.service)
    with pytest.raises(RuleBroken, match="Choose again there"):
        visited.do(confirm, Link(token))
    with pytest.raises(RuleBroken, match="Choose again there"):
        visited.ask(STANDING, Link(token))
    assert visited.known() is None


async def test_whose_services_are_all_gone_is_not_shown_as_told_everything(
    visited: Visited,
) -> None:
    another_service(visited)
    wanted = Wanted(services=(service(visited),))
    manage = (await visited.confirmed(wanted=wanted)).manage
    assert visited.ask(STANDING, Link(manage)).wanted == wanted
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        remove_component(unit, visited.desk.service)
    shown = visited.ask(STANDING, Link(manage)).wanted
    assert shown == Wanted(services=("gone",))
    with pytest.raises(RuleBroken, match="Choose again"):
        visited.do(change, ChangeWishes(manage, shown))
    assert visited.do(change, ChangeWishes(manage, Wanted())).standing.wanted == Wanted()


async def test_whoever_waits_for_one_end_is_told_it_and_forgotten(visited: Visited) -> None:
    visited.desk.say("Checkout fails")
    visited.comes(incident=open_incident(visited))
    mail = await visited.mail()
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Once, when “Checkout fails” is over." in body.get_content()
    settled = visited.do(confirm, Link(token_in(mail)))
    assert settled.standing.is_passing
    assert settled.standing.awaiting == ("Checkout fails",)
    visited.desk.clock.forward(60)
    visited.desk.say("Checkout fails", IncidentStatus.MONITORING)
    await visited.desk.dispatch()
    assert visited.desk.server.took == []
    visited.desk.clock.forward(60)
    visited.desk.say("Checkout fails", IncidentStatus.RESOLVED)
    assert (await visited.mail())["Subject"] == "Checkout fails: Resolved"
    assert visited.known() is None
    with pytest.raises(RuleBroken) as refused:
        visited.do(leave, Link(settled.manage))
    assert refused.value.field == links.UNKNOWN


async def test_whoever_is_told_everything_may_wait_for_an_end_too(visited: Visited) -> None:
    await visited.confirmed(wanted=Wanted(about=About.PLANNED))
    visited.desk.say("Checkout fails")
    visited.comes(incident=open_incident(visited))
    settled = visited.do(confirm, Link(token_in(await visited.mail())))
    assert not settled.standing.is_passing
    assert settled.standing.wanted == Wanted(about=About.PLANNED)
    assert settled.standing.awaiting == ("Checkout fails",)


async def test_an_end_that_came_before_the_confirmation_is_said_to_be_over(
    visited: Visited,
) -> None:
    visited.desk.say("Checkout fails")
    visited.comes(incident=open_incident(visited))
    token = token_in(await visited.mail())
    visited.desk.say("Checkout fails", IncidentStatus.RESOLVED)
    with pytest.raises(RuleBroken, match="over already") as refused:
        visited.do(confirm, Link(token))
    assert refused.value.field == "incident"
    assert visited.known() is None


async def test_whoever_waits_for_one_end_may_choose_more(visited: Visited) -> None:
    visited.desk.say("Checkout fails")
    visited.comes(incident=open_incident(visited))
    manage = visited.do(confirm, Link(token_in(await visited.mail()))).manage
    settled = visited.do(change, ChangeWishes(manage, Wanted()))
    assert not settled.standing.is_passing
    assert settled.standing.awaiting == ("Checkout fails",)
    known = visited.known()
    assert known is not None
    assert known.consent is not None
    assert known.consent.how == "chose it by its personal link"
    assert known.consent.words == visited.ask(OFFER).consent["en"]


async def test_leaving_is_never_refused_and_nothing_brings_anybody_back_unasked(
    visited: Visited,
) -> None:
    manage = (await visited.confirmed()).manage
    for _ in range(3):
        settled = visited.do(leave, Link(manage))
        assert (settled.manage, settled.standing.is_active) == ("", False)
    assert is_suppressed(visited)
    assert not visited.ask(STANDING, Link(manage)).is_active
    with pytest.raises(RuleBroken) as refused:
        visited.do(change, ChangeWishes(manage, Wanted()))
    assert refused.value.field == links.LEFT
    with pytest.raises(RuleBroken, match="wanted no more"):
        visited.doorway.do(add_subscriber, SubscriberInput("mail", READER), WHO)


async def test_whoever_left_may_come_back_by_confirming(visited: Visited) -> None:
    visited.do(leave, Link((await visited.confirmed()).manage))
    again = await visited.confirmed()
    assert again.standing.is_active
    assert not is_suppressed(visited)
    assert visited.desk.say("Checkout fails") == 1


async def test_what_waits_to_be_sent_is_not_sent_to_whoever_left(visited: Visited) -> None:
    manage = (await visited.confirmed()).manage
    assert visited.desk.say("Checkout fails") == 1
    visited.do(leave, Link(manage))
    await visited.desk.dispatch()
    assert visited.desk.server.took == []


async def test_a_mailbox_that_works_again_is_told_once_its_owner_confirms(
    visited: Visited,
) -> None:
    await visited.confirmed()
    known = visited.known()
    assert known is not None
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        set_state(unit, known.id, SubscriberState.QUARANTINED, reason="550 no such user")
    await visited.confirmed()
    known = visited.known()
    assert known is not None
    assert (known.state, known.reason) == (SubscriberState.ACTIVE, "")


async def test_stop_ends_it_whoever_it_was(visited: Visited) -> None:
    config = {"account_sid": f"AC{'0' * 32}", "token": "a-token", "sender": "+12025550100"}
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        channel = add_channel(unit, name="texts", kind="sms", config=config)
    given = SubscriberInput("texts", NUMBER, vouched="asked on the phone")
    visited.doorway.do(add_subscriber, given, WHO)
    visited.do(ask, AskToBeTold("texts", NUMBER))
    assert visited.do(stop, StopTexts("texts", "+1 202 555 0123"))
    assert is_suppressed(visited, NUMBER, "sms")
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        known = find_subscriber(unit, channel.id, NUMBER)
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        assert waiting_confirmations(unit, channel.id, 10) == ()
    assert known is not None
    assert known.state is SubscriberState.LEFT
    assert not visited.do(stop, StopTexts("texts", NUMBER))
    assert not visited.do(stop, StopTexts("texts", "+12025550199"))
    assert is_suppressed(visited, "+12025550199", "sms")
    for wrong, field in (
        (StopTexts("none", NUMBER), "channel"),
        (StopTexts("texts", "x"), "address"),
    ):
        with pytest.raises(RuleBroken) as refused:
            visited.do(stop, wrong)
        assert refused.value.field == field


async def test_an_address_that_was_asked_is_shown_to_its_owner_and_erased(
    visited: Visited,
) -> None:
    visited.comes()
    token = token_in(await visited.mail())
    kept = visited.doorway.ask(KEPT, Address("", READER), person("Ada"))
    assert kept.asked == (visited.desk.clock.now(),)
    visited.doorway.do(erase_subscriber, Address("mail", READER), WHO)
    assert READER not in visited.everything()
    assert not visited.doorway.ask(KEPT, Address("", READER), person("Ada")).asked
    with pytest.raises(RuleBroken):
        visited.do(confirm, Link(token))


async def test_who_did_it_is_written_down_as_a_visitor(visited: Visited) -> None:
    visited.do(leave, Link((await visited.confirmed()).manage))
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        acts = unit.connection.execute(
            select(AUDIT.c.actor, AUDIT.c.verb).where(AUDIT.c.verb.startswith("visitor."))
        ).all()
        whys = unit.connection.execute(select(SUPPRESSION.c.why)).scalars().all()
    assert acts == [
        ("visitor:visitor", "visitor.ask"),
        ("visitor:visitor", "visitor.confirm"),
        ("visitor:visitor", "visitor.leave"),
    ]
    assert whys == ["left"]
