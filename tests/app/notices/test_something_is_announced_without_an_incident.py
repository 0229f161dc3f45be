"""An announcement stands on the page, counts nowhere, and goes out only where that is wanted."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.notices.asks import EditorAsk, ReviewAsk
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.ending_commands import merge
from statusboard.app.notices.inputs import Merge, Publish, Published, SaveDraft
from statusboard.app.notices.queries import COUNTS, EDITOR, NOTICES, REVIEW
from statusboard.app.notices.reach import REACH
from statusboard.app.page.next_step import NEXT_STEP, PublisherMemory
from statusboard.app.page.public import PUBLIC
from statusboard.domain.notice import Wording
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import About, Extent, Wishes
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import Ending
from statusboard.errors import RuleBroken
from statusboard.render.headline import headline
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from statusboard.storage import generations
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from tests.fixtures.history import COLLECTOR
from tests.fixtures.joining import Readers, say, withdraw
from tests.fixtures.public import Page
from tests.fixtures.speaking import MAJOR, NOON, Newsroom, wording

ANNOUNCEMENT = NoticeSort.ANNOUNCEMENT
HOURS = Wording(title="Holiday support hours", body="On 24 December we answer until 14:00 CET.")


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    desk = Newsroom(database)
    desk.publishes_to(tmp_path / "page")
    desk.service("Payments")
    return desk


def announce(desk: Newsroom, text: Wording = HOURS, *, tell: bool | None = None) -> Published:
    saved = desk.do(save_draft, SaveDraft(None, None, 0, text, sort=ANNOUNCEMENT))
    said: Published = desk.do(publish, Publish(saved.notice_id, saved.revision, tell=tell))
    return said


def main_of(files: dict[str, bytes], path: str) -> str:
    return Page.of(files[path]).all("main")[0].text


def test_it_stands_on_the_page_and_has_one_of_its_own(newsroom: Newsroom) -> None:
    announce(newsroom)

    view = newsroom.ask(PUBLIC)
    files = render_site(view)
    own = f"announcements/{view.announcements[0].public_id}/index.html"
    assert "Holiday support hours" in main_of(files, "index.html")
    assert "On 24 December we answer until 14:00 CET." in main_of(files, own)
    assert all(map(can_make, files))
    assert Page.of(files["index.html"]).all("h2")[0].text == "Announcements"
    links = [one.attributes["href"] for one in Page.of(files["history/index.html"]).all("a")]
    assert f"../{own}" in links


def test_it_is_counted_nowhere(newsroom: Newsroom) -> None:
    announce(newsroom)

    view, board = newsroom.ask(PUBLIC), newsroom.ask(BOARD)
    assert view.incidents == ()
    assert headline(view).sentence == "All services are operational"
    assert (board.told, board.last_incident) == ((), None)
    assert newsroom.ask(COUNTS).live == 0
    listed = newsroom.ask(NOTICES)
    assert (listed.live, listed.resolved) == ((), ())
    assert [one.wording.title for one in listed.announced] == ["Holiday support hours"]
    files = render_site(view)
    assert not any(path.startswith("incidents/") for path in files)
    assert "No incidents have been reported." in main_of(files, "history/index.html")


def test_programs_find_it_beside_statuspages_format(newsroom: Newsroom) -> None:
    until = NOON + timedelta(days=3)
    announce(newsroom, Wording(title=HOURS.title, body=HOURS.body, shown_until=until))

    files = render_site(newsroom.ask(PUBLIC))
    (said,) = json.loads(files["api/announcements.json"])["announcements"]
    assert (said["title"], said["withdrawn"]) == ("Holiday support hours", False)
    assert said["shown_until"] == "2026-10-28T12:00:00.000Z"
    for path, content in files.items():
        assert not path.startswith("api/v2/") or b"Holiday" not in content
    without = replace(newsroom.ask(PUBLIC), announcements=())
    assert not any("announcement" in path for path in render_site(without))


def test_it_leaves_the_page_when_its_time_is_over_and_keeps_its_own(newsroom: Newsroom) -> None:
    until = NOON + timedelta(minutes=30)
    announce(newsroom, Wording(title=HOURS.title, body=HOURS.body, shown_until=until))
    memory = PublisherMemory()
    assert newsroom.ask(NEXT_STEP, memory).cause == ""

    newsroom.clock.forward(30 * 60)

    assert newsroom.ask(NEXT_STEP, memory).cause == "announcement over"
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        generations.open_generation(unit, "announcement over", ["x"])
    assert newsroom.ask(NEXT_STEP, memory).cause == ""
    view = newsroom.ask(PUBLIC)
    files = render_site(view)
    assert "Holiday" not in files["index.html"].decode()
    assert f"announcements/{view.announcements[0].public_id}/index.html" in files


def test_it_asks_for_no_service_no_state_and_no_next_update(newsroom: Newsroom) -> None:
    newsroom.measures(1, (NOON - timedelta(minutes=10), MAJOR))
    newsroom.watched()
    saved = newsroom.do(save_draft, SaveDraft(None, None, 0, HOURS, sort=ANNOUNCEMENT))

    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))

    assert [one.sentence for one in review.findings if one.blocks] == []
    rules = {one.rule for one in review.findings}
    assert not rules & {"no_promise", "no_services", "names_no_service", "no_action", "still_fails"}
    assert (review.sort, review.tells, review.promise) == (ANNOUNCEMENT, False, None)


def test_its_words_are_held_against_the_rules_all_the_same(newsroom: Newsroom) -> None:
    text = Wording(title="New address", body="Ask 10.0.4.17, or open OPS-4711 NOW!!!")
    saved = newsroom.do(save_draft, SaveDraft(None, None, 0, text, sort=ANNOUNCEMENT))

    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))

    assert {"internals", "shouting"} <= {one.rule for one in review.findings}


def test_nobody_is_told_unless_a_person_wants_it(newsroom: Newsroom) -> None:
    readers = Readers(newsroom)
    readers.subscribe("a", Wishes())
    assert readers.told(announce(newsroom).generation) == {}


def test_those_are_told_who_want_everything(newsroom: Newsroom) -> None:
    readers = Readers(newsroom)
    readers.subscribe("a", Wishes())
    readers.subscribe("b", Wishes(extent=Extent.START_END))
    readers.subscribe("i", Wishes(about=About.INCIDENTS))
    readers.subscribe("s", Wishes(everything=False, services=frozenset({1})))
    saved = newsroom.do(save_draft, SaveDraft(None, None, 0, HOURS, sort=ANNOUNCEMENT))
    reach = newsroom.ask(REACH, ReviewAsk(saved.notice_id, saved.revision))

    said = announce(newsroom, tell=True)

    texts = readers.told(said.generation)
    assert set(texts) == {"a", "b"}
    assert reach.total == 2
    assert "Announcement" in texts["a"]
    assert "Resolved" not in texts["a"]


def test_programs_that_read_incidents_are_not_told(newsroom: Newsroom) -> None:
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        add_channel(unit, name="hook", kind="webhook", config={})
    readers = Readers(newsroom)
    readers.subscribe("h", Wishes())

    assert readers.told(announce(newsroom, tell=True).generation) == {}


def test_an_update_about_an_incident_cannot_be_kept_from_its_readers(newsroom: Newsroom) -> None:
    saved = newsroom.draft(wording({1: MAJOR}))

    with pytest.raises(RuleBroken, match="is told how it goes on"):
        newsroom.do(publish, Publish(saved.notice_id, saved.revision, "because", tell=False))


def test_other_words_take_the_place_of_those_before(newsroom: Newsroom) -> None:
    said = announce(newsroom)
    newsroom.clock.forward(60)
    view = newsroom.ask(EDITOR, EditorAsk(incident_id=said.incident_id))
    assert (view.sort, view.wording.body) == (ANNOUNCEMENT, HOURS.body)

    say(newsroom, Wording(title=HOURS.title, body="Until 15:00 CET."), said.incident_id)

    (shown,) = newsroom.ask(PUBLIC).announcements
    assert [one.wording.body for one in shown.updates] == ["Until 15:00 CET.", HOURS.body]
    assert "Until 15:00 CET." in main_of(render_site(newsroom.ask(PUBLIC)), "index.html")


def test_one_that_was_a_mistake_is_withdrawn_from_the_page(newsroom: Newsroom) -> None:
    readers = Readers(newsroom)
    readers.subscribe("a", Wishes())
    said = announce(newsroom, tell=True)

    done = withdraw(newsroom, said.incident_id, "Published by mistake: the hours are wrong.")

    assert set(readers.told(done.generation)) == {"a"}
    view = newsroom.ask(PUBLIC)
    assert "Holiday" not in main_of(render_site(view), "index.html")
    assert view.announcements[0].is_withdrawn
    assert newsroom.ask(NOTICES).announced[0].ending is Ending.WITHDRAWN
    with pytest.raises(RuleBroken, match="nothing more is said of it"):
        say(newsroom, Wording(title="Again", body="Hours."), said.incident_id)


def test_it_is_no_incident_that_could_be_joined(newsroom: Newsroom) -> None:
    said = announce(newsroom)
    incident = say(newsroom, wording({1: MAJOR}))

    for going, into in ((said, incident), (incident, said)):
        with pytest.raises(RuleBroken, match="no incident to be joined"):
            newsroom.do(merge, Merge(going.incident_id, into.incident_id))


def test_a_time_that_is_past_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(RuleBroken, match="already past"):
        announce(newsroom, Wording(title="Hours", body="Hours.", shown_until=NOON))


def test_the_same_words_begin_an_announcement_and_an_incident_apart(newsroom: Newsroom) -> None:
    first = newsroom.do(save_draft, SaveDraft(None, None, 0, HOURS, sort=ANNOUNCEMENT))
    again = newsroom.do(save_draft, SaveDraft(None, None, 0, HOURS, sort=ANNOUNCEMENT))
    other = newsroom.do(save_draft, SaveDraft(None, None, 0, HOURS))

    assert first.notice_id == again.notice_id != other.notice_id
    sorts = {one.notice_id: one.sort for one in newsroom.ask(NOTICES).drafts}
    assert sorts[first.notice_id] is ANNOUNCEMENT
    assert sorts[other.notice_id] is NoticeSort.INCIDENT


def test_what_is_written_of_services_and_states_is_not_said(newsroom: Newsroom) -> None:
    text = wording({1: MAJOR}, status=IncidentStatus.INVESTIGATING)
    said = announce(newsroom, text)

    shown = newsroom.ask(NOTICES).announced[0]
    assert (shown.incident_id, dict(shown.wording.components)) == (said.incident_id, {})
    assert shown.wording.status is IncidentStatus.RESOLVED
    assert newsroom.ask(PUBLIC).services[0].status.value == "operational"
