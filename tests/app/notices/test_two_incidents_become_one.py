"""Two incidents with one cause are told in one place: nobody and nothing is lost on the way."""

from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.health.board import BOARD
from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import Published, SaveDraft
from statusboard.app.notices.queries import EDITOR, NOTICES
from statusboard.app.page.public import PUBLIC
from statusboard.domain.notice import NoticeState
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.subscriber import Extent, Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.notices import read_notice, read_revisions
from statusboard.storage.tables import DELIVERY, INCIDENT
from tests.fixtures.joining import Readers, join, say, withdraw
from tests.fixtures.speaking import DEGRADED, GOOD, MAJOR, MINUTE, PARTIAL, Newsroom, wording

IDENTIFIED, MONITORING = IncidentStatus.IDENTIFIED, IncidentStatus.MONITORING
RESOLVED = IncidentStatus.RESOLVED


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    """A desk where two services are told to fail, each by an incident of its own."""
    desk = Newsroom(database)
    desk.publishes_to(tmp_path / "page")
    assert (desk.service("Payments"), desk.service("Search")) == (1, 2)
    return desk


@pytest.fixture
def readers(newsroom: Newsroom) -> Readers:
    return Readers(newsroom)


def payments(desk: Newsroom, status: ComponentStatus = MAJOR) -> Published:
    return say(desk, wording({1: status}, title="Payments fail", next_update_in=60 * MINUTE))


def search(desk: Newsroom, status: ComponentStatus = PARTIAL) -> Published:
    return say(desk, wording({2: status}, title="Search fails", next_update_in=20 * MINUTE))


def end(desk: Newsroom, incident_id: int) -> Published:
    text = wording({1: GOOD, 2: GOOD}, status=RESOLVED, body="Both work again.")
    return say(desk, text, incident_id)


def test_the_one_that_stays_says_what_both_said(newsroom: Newsroom) -> None:
    staying, going = payments(newsroom), search(newsroom)

    join(newsroom, going.incident_id, staying.incident_id)

    view = newsroom.ask(PUBLIC)
    gone, stays = view.incidents
    assert dict(stays.named) == {
        view.services[0].public_id: MAJOR,
        view.services[1].public_id: PARTIAL,
    }
    assert stays.wording.body == "From now on we tell about Search here as well."
    assert (stays.wording.title, stays.status) == ("Payments fail", IncidentStatus.INVESTIGATING)
    # Both promised an update; the one that comes first is kept.
    assert stays.wording.next_update_at == gone.updates[1].wording.next_update_at
    assert [one.status for one in view.services] == [MAJOR, PARTIAL]


def test_what_both_say_is_in_the_language_of_notices(newsroom: Newsroom) -> None:
    newsroom.setting("words.language", "de")
    staying, going = payments(newsroom), search(newsroom)

    join(newsroom, going.incident_id, staying.incident_id)

    gone, stays = newsroom.ask(PUBLIC).incidents
    assert stays.wording.body == "Ab jetzt berichten wir hier auch über Search."
    assert gone.wording.body == (
        "Ab jetzt berichten wir darüber zusammen mit einer anderen Störung."
    )


def test_the_one_that_goes_leads_to_the_other_and_is_no_second_outage(newsroom: Newsroom) -> None:
    staying, going = payments(newsroom), search(newsroom)

    join(newsroom, going.incident_id, staying.incident_id)

    gone, stays = newsroom.ask(PUBLIC).incidents
    assert gone.continues_in is not None
    assert gone.continues_in.public_id == stays.public_id
    assert [one.title for one in stays.joined] == ["Search fails"]
    assert (gone.is_counted, gone.impact, gone.status) == (False, Impact.NONE, RESOLVED)
    assert gone.updates[0].moves == ()
    board = newsroom.ask(BOARD)
    assert [one.wording.title for one in board.told] == ["Payments fail"]
    assert board.last_incident is None


def test_nobody_is_told_that_the_one_that_goes_is_resolved(
    newsroom: Newsroom, readers: Readers
) -> None:
    readers.subscribe("a", Wishes())
    staying, going = payments(newsroom), search(newsroom)

    done = join(newsroom, going.incident_id, staying.incident_id)

    texts = readers.told(done.generation)
    assert set(texts) == {"a"}
    assert "Payments fail" in texts["a"]
    assert "Resolved" not in texts["a"]
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        rows = select(DELIVERY).where(DELIVERY.c.incident_id == going.incident_id)
        assert len(unit.connection.execute(rows).all()) == 1  # that it began


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(everything=False, services=frozenset({2})),
        Wishes(everything=False, services=frozenset({2}), extent=Extent.START_END),
        Wishes(everything=False, until_fixed=frozenset({2})),
        Wishes(everything=False, until_fixed=frozenset({1, 2})),
    ],
    ids=["every update", "start and end", "the end alone", "the end of both"],
)
def test_whoever_would_have_heard_the_end_of_the_one_hears_that_of_the_other(
    newsroom: Newsroom, readers: Readers, wishes: Wishes
) -> None:
    staying, going = payments(newsroom), search(newsroom)
    assert (staying.incident_id, going.incident_id) == (1, 2)
    readers.subscribe("s", wishes)
    if not wishes.is_passing:
        newsroom.clock.forward(60)
        say(newsroom, wording({2: PARTIAL}, title="Search fails", body="Still."), 2)
    join(newsroom, going.incident_id, staying.incident_id)

    assert set(readers.told(end(newsroom, staying.incident_id).generation)) == {"s"}


def test_who_was_told_of_the_one_hears_the_end_whatever_it_names_by_then(
    newsroom: Newsroom, readers: Readers
) -> None:
    readers.subscribe("s", Wishes(everything=False, services=frozenset({2})))
    staying, going = payments(newsroom), search(newsroom)
    join(newsroom, going.incident_id, staying.incident_id)
    say(newsroom, wording({1: MAJOR}, title="Payments fail", body="Search works."), 1)

    text = wording({1: GOOD}, status=RESOLVED, body="It is over.")
    assert set(readers.told(say(newsroom, text, staying.incident_id).generation)) == {"s"}


def test_who_chose_other_things_since_hears_the_end_of_what_they_were_told_of(
    newsroom: Newsroom, readers: Readers
) -> None:
    third = newsroom.service("Login")
    readers.subscribe("s", Wishes(everything=False, services=frozenset({2})))
    staying, going = payments(newsroom), search(newsroom)
    readers.choose("s", Wishes(everything=False, services=frozenset({third})))
    join(newsroom, going.incident_id, staying.incident_id)

    assert set(readers.told(end(newsroom, staying.incident_id).generation)) == {"s"}


def test_who_wants_start_and_end_was_told_the_start_already(
    newsroom: Newsroom, readers: Readers
) -> None:
    services = frozenset({2})
    readers.subscribe("s", Wishes(everything=False, services=services, extent=Extent.START_END))
    staying, going = payments(newsroom), search(newsroom)

    done = join(newsroom, going.incident_id, staying.incident_id)

    assert readers.told(done.generation) == {}


def test_what_was_joined_by_way_of_another_is_told_in_the_last_one(
    newsroom: Newsroom, readers: Readers
) -> None:
    third = newsroom.service("Login")
    first, second = payments(newsroom), search(newsroom)
    readers.subscribe("l", Wishes(everything=False, services=frozenset({third})))
    last = say(newsroom, wording({third: DEGRADED}, title="Login is slow"))
    join(newsroom, last.incident_id, second.incident_id)
    join(newsroom, second.incident_id, first.incident_id)

    done = end(newsroom, first.incident_id)

    assert set(readers.told(done.generation)) == {"l"}


def test_a_draft_goes_on_where_its_incident_does(newsroom: Newsroom) -> None:
    staying, going = payments(newsroom), search(newsroom)
    draft = wording({2: PARTIAL}, title="Search fails in Spain", body="We restart the index.")
    saved = newsroom.draft(draft, incident_id=going.incident_id)

    done = join(newsroom, going.incident_id, staying.incident_id)

    assert done.draft_id == saved.notice_id
    view = newsroom.ask(EDITOR, EditorAsk(incident_id=staying.incident_id))
    assert view.notice_id == saved.notice_id
    assert view.wording.body == "Search fails in Spain\n\nWe restart the index."
    assert view.wording.title == "Payments fail"
    assert dict(view.wording.components) == {1: MAJOR, 2: PARTIAL}


def test_two_drafts_become_one_with_both_texts(newsroom: Newsroom) -> None:
    staying, going = payments(newsroom), search(newsroom)
    theirs = newsroom.draft(
        wording({2: PARTIAL}, title="Search fails", body="We restart the index."),
        incident_id=going.incident_id,
    )
    mine = newsroom.draft(
        wording({1: MAJOR}, title="Payments fail", body="We call the bank."),
        incident_id=staying.incident_id,
    )

    join(newsroom, going.incident_id, staying.incident_id)

    view = newsroom.ask(EDITOR, EditorAsk(incident_id=staying.incident_id))
    assert view.notice_id == mine.notice_id
    assert view.wording.body == "We call the bank.\n\nWe restart the index."
    # Without the services that came, publishing it would say that they work.
    assert dict(view.wording.components) == {1: MAJOR, 2: PARTIAL}
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        other = read_notice(unit, theirs.notice_id)
        assert other is not None
        assert other.state is NoticeState.DISCARDED
        assert len(read_revisions(unit, theirs.notice_id)) == 1


def test_a_draft_of_the_one_that_stays_names_the_services_that_came(newsroom: Newsroom) -> None:
    staying, going = payments(newsroom), search(newsroom)
    newsroom.draft(
        wording({1: MAJOR}, title="Payments fail", body="We call the bank."),
        incident_id=staying.incident_id,
    )

    join(newsroom, going.incident_id, staying.incident_id)

    view = newsroom.ask(EDITOR, EditorAsk(incident_id=staying.incident_id))
    assert view.wording.body == "We call the bank."
    assert dict(view.wording.components) == {1: MAJOR, 2: PARTIAL}


def test_what_is_typed_while_they_are_joined_is_kept_where_it_goes_on(newsroom: Newsroom) -> None:
    staying, going = payments(newsroom), search(newsroom)
    join(newsroom, going.incident_id, staying.incident_id)

    late = wording({2: PARTIAL}, title="Search fails", body="Typed meanwhile.")
    saved = newsroom.do(save_draft, SaveDraft(None, going.incident_id, 0, late))

    view = newsroom.ask(EDITOR, EditorAsk(incident_id=staying.incident_id))
    assert (view.notice_id, view.wording.body) == (saved.notice_id, "Typed meanwhile.")


def test_what_works_again_in_one_alone_does_not_in_both(newsroom: Newsroom) -> None:
    staying, going = payments(newsroom), search(newsroom)
    text = wording({1: DEGRADED}, title="Payments fail", status=MONITORING, body="It works.")
    say(newsroom, text, staying.incident_id)

    join(newsroom, going.incident_id, staying.incident_id)

    assert newsroom.ask(PUBLIC).incidents[1].status is IDENTIFIED


def test_the_incident_is_as_old_and_as_grave_as_both(newsroom: Newsroom) -> None:
    first, second = payments(newsroom, DEGRADED), search(newsroom, MAJOR)

    join(newsroom, first.incident_id, second.incident_id, "Payments are told here too.")

    stays, gone = newsroom.ask(PUBLIC).incidents
    assert stays.wording.body == "Payments are told here too."
    assert stays.impact is Impact.CRITICAL
    assert stays.started_at == gone.started_at


def test_only_two_that_last_are_joined_and_only_once(newsroom: Newsroom) -> None:
    first, second = payments(newsroom), search(newsroom)
    over = say(newsroom, wording({2: GOOD}, status=RESOLVED, body="Over."))

    with pytest.raises(RuleBroken, match="with itself"):
        join(newsroom, first.incident_id, first.incident_id)
    for going, into in ((over, first), (first, over)):
        with pytest.raises(RuleBroken, match="is over"):
            join(newsroom, going.incident_id, into.incident_id)
    with pytest.raises(RuleBroken, match="no longer exists"):
        join(newsroom, first.incident_id, 99)
    join(newsroom, second.incident_id, first.incident_id)
    for going, into in ((second, first), (first, second)):
        with pytest.raises(RuleBroken, match="joined already"):
            join(newsroom, going.incident_id, into.incident_id)
    with pytest.raises(RuleBroken, match="Withdraw it there"):
        withdraw(newsroom, second.incident_id, "By mistake.")


def test_a_correction_that_is_being_written_is_in_the_way(newsroom: Newsroom) -> None:
    first, second = payments(newsroom), search(newsroom)
    text = wording({2: PARTIAL}, body="What is true.")
    given = SaveDraft(None, second.incident_id, 0, text, second.update_public_id)
    newsroom.do(save_draft, given)

    for going, into in ((first, second), (second, first)):
        with pytest.raises(RuleBroken, match="A correction of “Search fails”"):
            join(newsroom, going.incident_id, into.incident_id)


def test_withdrawing_the_one_that_stays_tells_the_readers_of_both(
    newsroom: Newsroom, readers: Readers
) -> None:
    readers.subscribe("p", Wishes(everything=False, services=frozenset({1})))
    readers.subscribe(
        "s", Wishes(everything=False, services=frozenset({2}), extent=Extent.START_END)
    )
    staying, going = payments(newsroom), search(newsroom)
    join(newsroom, going.incident_id, staying.incident_id)

    done = withdraw(newsroom, staying.incident_id, "By mistake.")

    assert set(readers.told(done.generation)) == {"p", "s"}


def test_the_list_shows_the_one_that_stays_as_the_only_live_one(newsroom: Newsroom) -> None:
    staying, going = payments(newsroom), search(newsroom)

    join(newsroom, going.incident_id, staying.incident_id)

    view = newsroom.ask(NOTICES)
    assert [one.incident_id for one in view.live] == [staying.incident_id]
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        into = select(INCIDENT.c.merged_into).where(INCIDENT.c.id == going.incident_id)
        assert unit.connection.scalar(into) == staying.incident_id
