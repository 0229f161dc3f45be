"""What asks for a confirmation goes the way of all messages: at least once, and in its turn."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from statusboard.app.delivery.commands import CLAIM_LASTS, Release, Turn, release, take_turn
from statusboard.app.delivery.dispatcher import ACTOR
from statusboard.app.delivery.queries import OUTLOOK
from statusboard.app.subscribers.commands import erase_subscriber, forget_passed
from statusboard.app.subscribers.forgetting import TO_FORGET
from statusboard.app.subscribers.inputs import Address, ForgetPassed
from statusboard.app.visitors.asking import LINK_WORKS_FOR
from statusboard.app.visitors.commands import confirm
from statusboard.domain.access import person
from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.views.visiting import Link, Wanted
from statusboard.storage.channels import remove_channel
from statusboard.storage.claims import Settled
from statusboard.storage.closings import LOST_TOO_OFTEN
from statusboard.storage.restored import Restored, write_restored
from statusboard.storage.tables import CONFIRMATION, DELIVERY
from statusboard.storage.troubles import read_troubles
from tests.fixtures.history import COLLECTOR
from tests.fixtures.visiting import READER, Visited, desk, token_in, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio


def states(at: Visited) -> list[str]:
    with at.desk.database.reading(at.desk.clock.now()) as unit:
        rows = unit.connection.execute(select(CONFIRMATION.c.state).order_by(CONFIRMATION.c.id))
        return list(rows.scalars())


def waits(at: Visited) -> dict[int, float]:
    return dict(at.doorway.ask(OUTLOOK, None).waits)


async def test_an_office_that_dies_before_it_sends_loses_nothing(visited: Visited) -> None:
    visited.comes()
    turn = Turn(visited.desk.channel_id, "dead", 10)
    (claim,) = visited.doorway.do(take_turn, turn, ACTOR).result
    await visited.desk.dispatch()
    assert visited.desk.server.took == []
    assert waits(visited) == {visited.desk.channel_id: CLAIM_LASTS.total_seconds()}
    visited.desk.clock.forward(CLAIM_LASTS.total_seconds())
    mail = await visited.mail()
    assert mail["Message-ID"].startswith(f"<{claim.key}@")
    assert token_in(mail) == claim.to_confirm
    assert visited.do(confirm, Link(claim.to_confirm)).standing.is_active
    assert waits(visited) == {}


async def test_what_is_not_taken_is_tried_again_and_is_the_same_mail(visited: Visited) -> None:
    visited.comes()
    heard: list[str] = []
    visited.desk.server.says_to_data = lambda address: heard.append(address) or "451 4.7.1 later"  # type: ignore[func-returns-value]
    await visited.desk.dispatch()
    assert states(visited) == [DeliveryState.RETRYING.value]
    assert waits(visited) == {visited.desk.channel_id: 60.0}
    visited.desk.server.says_to_data = lambda _address: "250 taken"
    visited.desk.clock.forward(60)
    token_in(await visited.mail())
    assert (states(visited), heard) == ([DeliveryState.SENT.value], [READER])


async def test_it_rests_with_its_channel_and_uses_up_no_try(visited: Visited) -> None:
    visited.comes()
    visited.desk.server.says_to = lambda _address: "421 4.3.2 closing"
    await visited.desk.dispatch()
    with visited.desk.database.reading(visited.desk.clock.now()) as unit:
        assert visited.desk.channel_id in read_troubles(unit)
        assert unit.connection.scalar(select(CONFIRMATION.c.attempts)) == 0
    visited.desk.server.says_to = lambda _address: "250 OK"
    await visited.desk.dispatch_until_nothing_waits()
    assert [address for address, _ in visited.desk.server.took] == [READER]


async def test_a_row_that_ends_every_program_that_begins_it_is_parked(visited: Visited) -> None:
    visited.comes()
    visited.comes("other@customer.example")
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        first = update(CONFIRMATION).where(CONFIRMATION.c.address == READER)
        lost = {"state": "sending", "lost": LOST_TOO_OFTEN, "claimed_until_us": 1}
        unit.connection.execute(first.values(lost))
    mail = await visited.mail()
    assert mail["To"] == "other@customer.example"
    assert states(visited) == [DeliveryState.MAY_HAVE_ARRIVED.value, DeliveryState.SENT.value]
    assert waits(visited) == {}


async def test_a_text_that_cannot_be_read_holds_up_nobody(
    visited: Visited, caplog: pytest.LogCaptureFixture
) -> None:
    visited.comes()
    visited.comes("other@customer.example")
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        first = update(CONFIRMATION).where(CONFIRMATION.c.address == READER)
        unit.connection.execute(first.values(content="{"))
    assert (await visited.mail())["To"] == "other@customer.example"
    assert "message defect" in caplog.text
    caplog.clear()


async def test_incidents_go_first_and_planned_work_leaves_it_room(visited: Visited) -> None:
    for number in range(4):
        await visited.confirmed(f"reader{number}@customer.example")
        visited.desk.clock.forward(3_600)
    visited.comes()
    visited.desk.say("Checkout fails")
    visited.desk.incident_id = None
    visited.desk.say("Planned work")
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        planned = update(DELIVERY).where(DELIVERY.c.incident_id == visited.desk.incident_id)
        unit.connection.execute(planned.values(lane=Lane.PLANNED))

    def lanes(limit: int) -> list[Lane]:
        turn = Turn(visited.desk.channel_id, "me", limit)
        return [one.lane for one in visited.doorway.do(take_turn, turn, ACTOR).result]

    assert lanes(3) == [Lane.INCIDENT] * 3
    # The last of the incident, then it, then what is planned has what is left.
    assert sorted(lanes(3)) == [Lane.INCIDENT, Lane.CONFIRMATION, Lane.PLANNED]
    assert lanes(9) == [Lane.PLANNED] * 3


async def test_nothing_is_sent_once_its_link_has_ended(visited: Visited) -> None:
    visited.comes()
    visited.desk.clock.forward(LINK_WORKS_FOR.total_seconds())
    assert waits(visited) == {}
    await visited.desk.dispatch()
    assert visited.desk.server.took == []


async def test_who_never_confirms_is_forgotten_after_a_day(visited: Visited) -> None:
    visited.comes()
    await visited.mail()
    assert READER in visited.everything()
    assert visited.ask(TO_FORGET) == 0
    visited.desk.clock.forward(LINK_WORKS_FOR.total_seconds())
    assert visited.ask(TO_FORGET) == 1
    visited.doorway.do(forget_passed, ForgetPassed(), ACTOR)
    assert READER not in visited.everything()
    assert visited.ask(TO_FORGET) == 0
    assert len(states(visited)) == 1
    visited.desk.clock.forward(timedelta(days=30).total_seconds())
    visited.doorway.do(forget_passed, ForgetPassed(), ACTOR)
    assert states(visited) == []


async def test_a_channel_that_is_removed_takes_what_waits_with_it(visited: Visited) -> None:
    visited.comes()
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        remove_channel(unit, visited.desk.channel_id)
    assert waits(visited) == {}
    assert READER not in visited.everything()


async def test_a_database_that_was_brought_back_sends_none_before_a_person_has_looked(
    visited: Visited, caplog: pytest.LogCaptureFixture
) -> None:
    visited.comes()
    with visited.desk.database.writing(visited.desk.clock.now(), COLLECTOR) as unit:
        write_restored(unit, Restored(unit.now_us, "a copy", unit.now_us))
    await visited.desk.dispatch()
    assert visited.desk.server.took == []
    caplog.clear()
    visited.desk.clock.forward(1)
    visited.doorway.do(release, Release(), person("Sample desk"))
    token_in(await visited.mail())


async def test_a_refusal_for_good_is_the_end_of_it_and_quarantines_nobody(
    visited: Visited,
) -> None:
    await visited.confirmed()
    for title in ("Checkout fails", "Search fails"):
        # Rows of the ledger with the same numbers are somebody's.
        visited.desk.say(title)
    await visited.desk.dispatch()
    known = visited.known()
    visited.comes()
    visited.desk.server.says_to = lambda _address: f"550 5.1.1 <{READER}> no such user"
    await visited.desk.dispatch()
    assert states(visited)[-1] == DeliveryState.FAILED.value
    assert visited.known() == known


async def test_what_a_provider_says_later_of_an_address_that_was_erased_is_not_kept(
    visited: Visited,
) -> None:
    visited.comes()
    turn = Turn(visited.desk.channel_id, "me", 10)
    (claim,) = visited.doorway.do(take_turn, turn, ACTOR).result
    visited.doorway.do(erase_subscriber, Address("mail", READER), person("Sample desk"))
    receipt = f"250 queued for {READER}"
    taken = Settled(claim.id, DeliveryState.SENT, receipt=receipt, is_confirmation=True)
    visited.doorway.do(take_turn, replace(turn, settled=(taken,)), ACTOR)
    assert READER not in visited.everything()
    assert states(visited) == [DeliveryState.SENT.value]


async def test_it_is_written_in_the_language_that_was_chosen(visited: Visited) -> None:
    visited.comes(wanted=Wanted(language="de"))
    mail = await visited.mail()
    assert mail["Subject"] == "Northwind Status: Bitte bestätigen Sie Ihre Adresse"
    assert mail["Content-Language"] == "de"
    visited.comes(wanted=replace(Wanted(), language="xx"))
    assert (await visited.mail())["Content-Language"] == "en"


async def test_it_offers_no_way_to_leave_what_nobody_is_in(visited: Visited) -> None:
    visited.comes()
    mail = await visited.mail()
    assert mail["List-Unsubscribe-Post"] is None
    assert "/leave/" not in mail.as_string()


async def test_two_dispatchers_send_each_once(visited: Visited) -> None:
    for number in range(5):
        visited.comes(f"reader{number}@customer.example")
    await asyncio.gather(visited.desk.dispatch(), visited.desk.dispatch())
    took = [address for address, _ in visited.desk.server.took]
    assert len(took) == len(set(took)) == 5
