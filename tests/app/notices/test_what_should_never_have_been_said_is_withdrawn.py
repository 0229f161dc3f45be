"""What was published by mistake is withdrawn: in sight, with the reason, for whom it reached."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.health.board import BOARD
from statusboard.app.notices.asks import SimilarAsk
from statusboard.app.notices.similar import SIMILAR
from statusboard.app.page.public import PUBLIC
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.subscriber import Wishes
from statusboard.errors import RuleBroken
from statusboard.render.headline import headline
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT, DISPATCH
from tests.fixtures.joining import Readers, say, withdraw
from tests.fixtures.speaking import DEGRADED, GOOD, MAJOR, MINUTE, Newsroom, wording

REASON = "Published by mistake: this was a drill."
READERS = ("a", "c", "d")


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    desk = Newsroom(database)
    desk.publishes_to(tmp_path / "page")
    for letter in READERS:
        Readers(desk).subscribe(letter, Wishes())
    return desk


def test_whom_it_reached_gets_one_message_and_nobody_else(newsroom: Newsroom) -> None:
    service = newsroom.service()
    first = say(newsroom, wording({service: MAJOR}))
    Readers(newsroom).settle(a=DeliveryState.SENT, c=DeliveryState.FAILED, d=DeliveryState.SENT)
    say(newsroom, wording({service: MAJOR}, body="Still failing."), first.incident_id)

    done = withdraw(newsroom, first.incident_id, REASON)

    texts = Readers(newsroom).told(done.generation)
    assert set(texts) == set(READERS)  # what waits for c would still arrive
    assert done.recipients == 3
    assert "We withdraw all that we wrote about this." in texts["a"]
    assert REASON in texts["a"]
    assert "Say on the phone" not in texts["a"]


def test_whom_nothing_could_reach_is_not_told_of_the_withdrawal(newsroom: Newsroom) -> None:
    first = say(newsroom, wording({newsroom.service(): MAJOR}))
    Readers(newsroom).settle(a=DeliveryState.SENT, c=DeliveryState.FAILED, d=DeliveryState.FAILED)

    assert set(
        Readers(newsroom).told(withdraw(newsroom, first.incident_id, REASON).generation)
    ) == {"a"}


def test_services_are_again_what_everything_else_says_of_them(newsroom: Newsroom) -> None:
    checkout, search = newsroom.service(), newsroom.service("Search")
    say(newsroom, wording({search: DEGRADED}, title="Search is slow"))
    wrong = say(newsroom, wording({checkout: MAJOR, search: MAJOR}))

    withdraw(newsroom, wrong.incident_id, REASON)

    view = newsroom.ask(PUBLIC)
    assert {one.name: one.status for one in view.services} == {
        "Checkout API": GOOD,
        "Search": DEGRADED,
    }
    newest = view.incidents[0].updates[0]
    assert {move.name: move.new_status for move in newest.moves} == {
        "Checkout API": GOOD,
        "Search": DEGRADED,
    }


def test_it_is_no_incident_of_the_page_and_of_the_board_any_more(newsroom: Newsroom) -> None:
    said = say(newsroom, wording({newsroom.service(): MAJOR}))

    withdraw(newsroom, said.incident_id, REASON)

    view = newsroom.ask(PUBLIC)
    (shown,) = view.incidents
    assert (shown.is_withdrawn, shown.is_counted, shown.impact) == (True, False, Impact.NONE)
    assert headline(view).sentence == "All services are operational"
    board = newsroom.ask(BOARD)
    assert (board.told, board.last_incident) == ((), None)


def test_nothing_is_deleted_and_the_audit_knows_why(newsroom: Newsroom) -> None:
    said = say(newsroom, wording({newsroom.service(): MAJOR}, body="Your data is lost."))

    withdraw(newsroom, said.incident_id, REASON)

    (shown,) = newsroom.ask(PUBLIC).incidents
    assert [one.wording.body for one in shown.updates] == [REASON, "Your data is lost."]
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        newest = unit.connection.execute(select(AUDIT).order_by(AUDIT.c.id.desc())).first()
    assert newest is not None
    assert (newest.verb, REASON in newest.detail) == ("notice.retract", True)


def test_an_update_that_is_withdrawn_leaves_what_stood_before_it(newsroom: Newsroom) -> None:
    checkout, search = newsroom.service(), newsroom.service("Search")
    first = say(newsroom, wording({checkout: DEGRADED}, body="Checkout is slow."))
    more = wording(
        {checkout: MAJOR, search: MAJOR}, body="All is lost.", status=IncidentStatus.IDENTIFIED
    )
    wrong = say(newsroom, more, first.incident_id)

    done = withdraw(newsroom, first.incident_id, REASON, wrong.update_public_id)

    view = newsroom.ask(PUBLIC)
    assert {one.name: one.status for one in view.services} == {
        "Checkout API": DEGRADED,
        "Search": GOOD,
    }
    (shown,) = view.incidents
    assert shown.status is IncidentStatus.INVESTIGATING
    assert [one.is_withdrawn for one in shown.updates] == [False, True, False]
    assert shown.updates[0].corrects_at == shown.updates[1].published_at
    assert not shown.is_withdrawn
    assert set(Readers(newsroom).told(done.generation)) == set(READERS)


def test_an_end_that_is_withdrawn_is_none(newsroom: Newsroom) -> None:
    service = newsroom.service()
    first = say(newsroom, wording({service: MAJOR}))
    end = say(newsroom, wording({service: GOOD}, status=IncidentStatus.RESOLVED), first.incident_id)

    withdraw(newsroom, first.incident_id, REASON, end.update_public_id)

    (shown,) = newsroom.ask(PUBLIC).incidents
    assert shown.resolved_at is None
    assert shown.status is IncidentStatus.INVESTIGATING
    assert shown.wording.next_update_at == shown.updates[-1].wording.next_update_at
    assert newsroom.ask(PUBLIC).services[0].status is MAJOR


def test_a_promise_stays_one_although_its_update_is_withdrawn(newsroom: Newsroom) -> None:
    service = newsroom.service()
    first = say(newsroom, wording({service: MAJOR}, next_update_in=5 * MINUTE))
    newsroom.clock.forward(600)
    wrong = say(newsroom, wording({service: MAJOR}, body="Nonsense."), first.incident_id)

    withdraw(newsroom, first.incident_id, REASON, wrong.update_public_id)

    newest, withdrawn, _ = newsroom.ask(PUBLIC).incidents[0].updates
    assert newest.wording.next_update_at == withdrawn.wording.next_update_at


@pytest.mark.parametrize("reason", ["", "  \n", "<!-- a drill -->", "\u200f"])
def test_a_reason_that_nobody_can_read_is_none(newsroom: Newsroom, reason: str) -> None:
    said = say(newsroom, wording({newsroom.service(): MAJOR}))

    with pytest.raises(RuleBroken, match="Say why it is withdrawn"):
        withdraw(newsroom, said.incident_id, reason)


def test_nothing_is_withdrawn_twice_and_nothing_more_is_said_of_it(newsroom: Newsroom) -> None:
    said = say(newsroom, wording({newsroom.service(): MAJOR}))
    withdraw(newsroom, said.incident_id, REASON)

    with pytest.raises(RuleBroken, match="withdrawn already"):
        withdraw(newsroom, said.incident_id, REASON)
    with pytest.raises(RuleBroken, match="nothing more is said of it"):
        say(newsroom, wording({1: MAJOR}, body="More."), said.incident_id)


def test_all_that_was_said_is_withdrawn_whole_and_not_as_one_update(newsroom: Newsroom) -> None:
    said = say(newsroom, wording({newsroom.service(): MAJOR}))

    with pytest.raises(RuleBroken, match="all that was said"):
        withdraw(newsroom, said.incident_id, REASON, said.update_public_id)
    with pytest.raises(RuleBroken, match="has no update"):
        withdraw(newsroom, said.incident_id, REASON, "nothing")


def test_who_waits_for_an_end_hears_that_there_will_be_none(newsroom: Newsroom) -> None:
    said = say(newsroom, wording({newsroom.service(): MAJOR}))
    waits = Wishes(everything=False, until_fixed=frozenset({said.incident_id}))
    Readers(newsroom).subscribe("w", waits)
    Readers(newsroom).settle(**dict.fromkeys("acd", DeliveryState.FAILED))

    assert set(Readers(newsroom).told(withdraw(newsroom, said.incident_id, REASON).generation)) == {
        "w"
    }


def test_words_that_were_withdrawn_are_repeated_to_nobody(newsroom: Newsroom) -> None:
    said = say(newsroom, wording({newsroom.service(): MAJOR}, body="Your data is lost."))
    withdraw(newsroom, said.incident_id, REASON)

    with newsroom.database.reading(newsroom.clock.now()) as unit:
        marks = unit.connection.execute(
            select(DISPATCH.c.corrected_by).order_by(DISPATCH.c.update_id)
        ).scalars()
        assert [mark is not None for mark in marks] == [True, False]


def test_the_words_themselves_stay_as_they_were_said(newsroom: Newsroom) -> None:
    text = wording({newsroom.service(): MAJOR})
    said = say(newsroom, text)
    before = newsroom.ask(PUBLIC).incidents[0].updates[0]

    withdraw(newsroom, said.incident_id, REASON)

    after = newsroom.ask(PUBLIC).incidents[0].updates[1]
    assert after.taken_back_at == newsroom.clock.now()
    assert after == replace(before, taken_back_at=after.taken_back_at, is_withdrawn=True)


def test_what_was_withdrawn_is_no_example_for_the_next_one(newsroom: Newsroom) -> None:
    service = newsroom.service()
    over = say(newsroom, wording({service: GOOD}, status=IncidentStatus.RESOLVED))
    wrong = say(newsroom, wording({service: GOOD}, status=IncidentStatus.RESOLVED))
    ask = SimilarAsk(wording({service: MAJOR}))
    assert len(newsroom.ask(SIMILAR, ask).incidents) == 2

    withdraw(newsroom, wrong.incident_id, REASON)

    (left,) = newsroom.ask(SIMILAR, ask).incidents
    assert left.incident.id == over.incident_id
