"""Whoever wants planned work hears of it, and nothing else of the desk takes it for an incident."""

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.maintenance.inputs import CancelWork, EndWork
from statusboard.app.maintenance.window_commands import cancel, end
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.ending_commands import merge, retract
from statusboard.app.notices.inputs import Merge, Publish, Retract, SaveDraft
from statusboard.app.notices.queries import COUNTS, NOTICES
from statusboard.app.page.public import PUBLIC
from statusboard.domain.delivery import Lane
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.subscriber import About, Extent, Wishes
from statusboard.domain.update_kind import NoticeSort
from statusboard.errors import RuleBroken
from statusboard.storage.settings import write_setting
from statusboard.storage.tables import DELIVERY
from tests.fixtures.history import COLLECTOR
from tests.fixtures.joining import Readers
from tests.fixtures.planned import UNDER, Planning, at, plan_of
from tests.fixtures.speaking import MAJOR, MINUTE, wording


def test_those_hear_of_it_who_want_planned_work_or_its_services(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    readers.subscribe("b", Wishes(about=About.PLANNED))
    readers.subscribe("c", Wishes(about=About.INCIDENTS))
    readers.subscribe("d", Wishes(everything=False, services=frozenset({1})))
    readers.subscribe("e", Wishes(everything=False, services=frozenset({2})))
    readers.subscribe("f", Wishes(extent=Extent.START_END))

    worked = desk.plan(plan_of([1], reminds_before=(30 * MINUTE,)))

    assert sorted(readers.told(worked.generation)) == ["a", "b", "d", "f"]
    desk.minutes(at(12, 30))
    assert sorted(readers.told(worked.generation + 1)) == ["a", "b", "d"]
    desk.minutes(at(13, 10))
    assert sorted(readers.told(worked.generation + 2)) == ["a", "b", "d"]
    ended = desk.do(end, EndWork(worked.window_id))
    assert sorted(readers.told(ended.generation)) == ["a", "b", "d", "f"]


def test_what_nobody_wrote_is_said_in_the_reader_s_language(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    readers.subscribe("b", Wishes(language="de"))
    readers.subscribe("c", Wishes(language="fr"))
    readers.subscribe("d", Wishes(language="it"))

    worked = desk.plan(plan_of([1], reminds_before=()))

    told = readers.told(worked.generation)
    assert "We will work on Payments" in told["a"]
    assert "We will work on Payments" in told["d"]
    assert "We will" not in told["c"]
    assert "Services concernés\u00a0: Payments." in told["c"]
    assert "We will" not in told["b"]
    assert "arbeiten" in told["b"]
    assert "von 13:00 Uhr UTC bis 14:00 Uhr UTC" in told["b"]
    gone = desk.do(cancel, CancelWork(worked.window_id, worked.revision, "Too few people."))
    told = readers.told(gone.generation)
    assert "Too few people." in told["b"]
    assert told["b"] != told["a"]


def test_a_page_in_a_language_without_templates_tells_of_work_in_it(desk: Planning) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        write_setting(unit, "page.language", "fr")
        write_setting(unit, "page.languages", "de, ja")
    readers = Readers(desk)
    for address, language in (("a", "en"), ("b", "fr"), ("c", "ar"), ("d", "it")):
        readers.subscribe(address, Wishes(language=language))

    worked = desk.plan(plan_of([1], reminds_before=()))

    told = readers.told(worked.generation)
    assert "We will work on Payments" in told["a"]
    assert "This notice is in" not in told["a"]
    assert "Services concernés\u00a0: Payments." in told["b"]
    assert "الخدمات المعنية: Payments." in told["c"]
    assert "This notice is in French." in told["d"]
    (shown,) = desk.ask(PUBLIC).maintenances
    (update,) = shown.updates
    assert "Services concernés" in update.wording.body
    assert {one.language for one in update.wording.translations} == {"de", "ja"}
    assert "対象のサービス：Payments。" in update.wording.read_in("ja", "fr").body


def test_what_people_wrote_is_sent_as_they_wrote_it(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("b", Wishes(language="de"))

    worked = desk.plan(plan_of([1], body="Cards wait until {ended}.", reminds_before=()))

    assert "Cards wait until 14:00 UTC." in readers.told(worked.generation)["b"]


def test_it_goes_out_after_what_is_urgent(desk: Planning) -> None:
    Readers(desk).subscribe("a", Wishes())
    desk.plan(plan_of([1]))
    with desk.database.reading(desk.clock.now()) as unit:
        lanes = unit.connection.execute(DELIVERY.select()).all()
    assert [row.lane for row in lanes] == [Lane.PLANNED]


def test_it_is_counted_with_no_incident(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(13, 1))

    view, board, listed = desk.ask(PUBLIC), desk.ask(BOARD), desk.ask(NOTICES)
    assert (view.incidents, view.announcements) == ((), ())
    assert (board.told, board.last_incident) == ((), None)
    assert desk.ask(COUNTS).live == 0
    assert (listed.live, listed.resolved, listed.announced) == ((), (), ())


def test_an_incident_on_it_wins_and_leaves_the_work_when_it_ends(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(13, 10))
    saved = desk.draft(wording({1: MAJOR}))
    said = desk.do(publish, Publish(saved.notice_id, saved.revision, "customers say so"))
    assert desk.ask(PUBLIC).services[0].status is MAJOR
    desk.minutes(at(14, 1))
    assert desk.ask(PUBLIC).services[0].status is MAJOR
    assert said.incident_id


def test_what_is_said_of_it_before_and_after_is_what_customers_were_told(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(13, 1))
    saved = desk.draft(wording({1: MAJOR}))
    desk.do(publish, Publish(saved.notice_id, saved.revision, "customers say so"))
    (update,) = desk.ask(PUBLIC).incidents[0].updates
    assert [(move.old_status, move.new_status) for move in update.moves] == [(UNDER, MAJOR)]


def test_it_is_told_by_nothing_but_itself(desk: Planning) -> None:
    worked = desk.plan(plan_of([1]))
    incident_id = desk.window(worked).incident_id
    assert incident_id is not None
    text = Wording(title="Upgrade", body="It rains.")
    published = desk.publish(wording({2: ComponentStatus.DEGRADED_PERFORMANCE}))
    for verb, given in (
        (save_draft, SaveDraft(None, incident_id, 0, text)),
        (save_draft, SaveDraft(None, None, 0, text, sort=NoticeSort.MAINTENANCE)),
        (retract, Retract(incident_id, "It was a drill.")),
        (merge, Merge(incident_id, published.incident_id)),
        (merge, Merge(published.incident_id, incident_id)),
    ):
        with pytest.raises(RuleBroken, match="This is planned work, which tells of itself"):
            desk.do(verb, given)
