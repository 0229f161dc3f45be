"""The notices screen against a real database: writing, keeping, reviewing, publishing."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from statusboard.app.doorway import Query
from statusboard.app.notices.queries import EDITOR
from statusboard.app.page.publisher import Publisher
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.notice import Revision
from statusboard.domain.status import IncidentStatus
from statusboard.errors import Unavailable
from statusboard.storage import incidents, notices
from statusboard.storage.tables import AUDIT
from tests.fixtures.notices_screen import opened, updates, write
from tests.fixtures.screens import OfficeDesk, open_questions
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, PARTIAL, Newsroom, wording
from ui.screens.destinations import NewNoticePlace, SettingsPart, SettingsPlace
from ui.screens.notices.editor.drafting import Phase
from ui.screens.notices.list.notice_rows import Line, NoticeKey
from ui.screens.notices.screen import NoticesScreen

CONTROL = Qt.KeyboardModifier.ControlModifier


def kept(qtbot: QtBot, screen: NoticesScreen) -> None:
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)


def newest(newsroom: Newsroom, notice_id: int | None) -> Revision:
    assert notice_id is not None
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        notice = notices.read_notice(unit, notice_id)
        assert notice is not None
        found = notices.read_revision(unit, notice_id, notice.revision)
    assert found is not None
    return found


def reviewed(qtbot: QtBot, screen: NoticesScreen) -> None:
    qtbot.mouseClick(screen.editor.review_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)


def test_a_new_notice_starts_from_what_monitoring_sees(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    assert screen.editor.services.named == {failing: MAJOR}
    assert "Checkout API" in screen.editor.title.text()
    assert screen.editor.started.started_at == NOON - 10 * MINUTE


def test_a_notice_is_written_reviewed_published_and_read_back(
    qtbot: QtBot,
    screen: NoticesScreen,
    newsroom: Newsroom,
    failing: int,
    folder: Path,
    loop: qasync.QEventLoop,
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    screen.editor.title.clear()
    qtbot.keyClicks(screen.editor.title, "Payments fail")
    write(screen, "Card payments fail since 11:50. We are on it.")
    reviewed(qtbot, screen)
    sheet = screen.publishing.sheet
    assert sheet is not None
    assert sheet.publish_button.isEnabled()
    assert sheet.title == "Review update 1"
    qtbot.mouseClick(sheet.publish_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.is_sent)
    assert sheet.status.text() == "Publishing…"
    assert sheet.title == "Update 1 is being published"
    assert not sheet.outcome.isVisible()
    assert updates(newsroom) == ["Card payments fail since 11:50. We are on it."]

    executor = ThreadPoolExecutor(1)
    publisher = Publisher(newsroom.doorway, executor, lambda _changes: None)
    step = loop.create_task(publisher.step())
    qtbot.waitUntil(step.done)
    executor.shutdown()
    screen.changes_arrived(Changes.of(Topic.PUBLICATION))
    qtbot.waitUntil(sheet.outcome.isVisible)
    assert sheet.outcome.sentence == "Published 12:00 UTC, read back."
    assert sheet.title == sheet.accessibleName() == "Update 1 is published"
    assert "Payments fail" in (folder / "index.html").read_text()
    assert sheet.links.isVisible()
    sheet.links.copy_button.click()
    assert QGuiApplication.clipboard().text() == str(folder / "index.html")
    qtbot.waitUntil(lambda: screen.notice.key == NoticeKey(None, 1))
    sheet.reject()


def test_a_second_click_publishes_nothing_more(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "We are on it.")
    reviewed(qtbot, screen)
    sheet = screen.publishing.sheet
    assert sheet is not None
    asked: list[str] = []
    sheet.publish_wanted.connect(asked.append)
    sheet.publish_button.click()
    sheet.publish_button.click()
    sheet._publish()
    qtbot.waitUntil(lambda: sheet.is_sent)
    sheet._publish()
    sheet.reject()
    assert asked == [""]
    assert len(updates(newsroom)) == 1


def test_what_monitoring_contradicts_needs_a_reason_that_is_recorded(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    screen.editor.state.button("resolved").click()
    write(screen, "It is over.")
    reviewed(qtbot, screen)
    sheet = screen.publishing.sheet
    assert sheet is not None
    assert not sheet.publish_button.isEnabled()
    qtbot.keyClicks(sheet.override, "The check asks a retired host")
    assert screen.unsaved()
    sheet.reject()  # as Escape does
    [question] = open_questions()
    question.reject()
    assert screen.publishing.sheet is sheet
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    sheet.reject()
    with newsroom.database.reading(NOON) as unit:
        details = list(unit.connection.execute(select(AUDIT.c.detail)).scalars())
    assert any("The check asks a retired host" in str(detail) for detail in details)


def test_what_came_up_while_a_reason_was_typed_is_shown_before_anything_goes_out(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    screen.editor.state.button("resolved").click()
    write(screen, "It is over.")
    reviewed(qtbot, screen)
    sheet = screen.publishing.sheet
    assert sheet is not None
    qtbot.keyClicks(sheet.override, "The check asks a retired host")
    other = newsroom.service("Storefront")
    newsroom.measures(other, (NOON - 60 * MINUTE, GOOD), (NOON - 5 * MINUTE, MAJOR))
    newsroom.watched()

    sheet.publish_button.click()
    qtbot.waitUntil(lambda: "Storefront" in sheet.outcome.sentence)
    assert not sheet.is_sent

    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)


def test_without_a_place_to_publish_to_the_review_leads_to_the_settings(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "We are on it.")
    reviewed(qtbot, screen)
    sheet = screen.publishing.sheet
    assert sheet is not None
    assert not sheet.publish_button.isEnabled()
    with qtbot.waitSignal(screen.wanted) as asked:
        sheet.settings_button.click()
    assert asked.args == [SettingsPlace(SettingsPart.PUBLISH)]


def test_a_failing_place_is_told_with_what_it_means(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "We are on it.")
    reviewed(qtbot, screen)
    sheet = screen.publishing.sheet
    assert sheet is not None
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    with newsroom.database.writing(NOON, None) as unit:  # type: ignore[arg-type]
        from statusboard.storage import generations

        generations.record_problem(unit, 1, "folder", "The disk is full")
    screen.changes_arrived(Changes.of(Topic.PUBLICATION))
    qtbot.waitUntil(sheet.outcome.isVisible)
    assert "The disk is full." in sheet.outcome.sentence
    assert sheet.title == "Update 1 is not on the page yet"
    assert "Customers still read the previous page" in sheet.outcome.sentence
    assert "tried again" in sheet.outcome.sentence
    sheet.reject()
    qtbot.waitUntil(screen.head.unpublished.isVisible)
    assert "The disk is full. Customers still read" in screen.head.unpublished.sentence
    with newsroom.database.writing(NOON, None) as unit:  # type: ignore[arg-type]
        generations.record_problem(unit, 1, "folder", "")
    screen.changes_arrived(Changes.of(Topic.PUBLICATION))
    qtbot.waitUntil(screen.head.unpublished.isHidden)


def test_turning_to_another_notice_keeps_the_text_first(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    other = newsroom.draft(wording({}, title="Other"))
    screen.start_new()
    opened(qtbot, screen)
    write(screen, "half a sentence")
    screen.turn_to(NoticeKey(other.notice_id))
    qtbot.waitUntil(lambda: screen.editor.title.text() == "Other")
    assert newest(newsroom, other.notice_id + 1).wording.body == "half a sentence"


class HeldDesk:
    """A desk whose first editor comes when it is let go."""

    def __init__(self, office: OfficeDesk) -> None:
        self._office = office
        self.held: list[asyncio.Event] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._office, name)

    async def ask(self, query: Query[Any, Any], given: object) -> object:
        view = await self._office.ask(query, given)
        if query is EDITOR and not self.held:
            self.held.append(asyncio.Event())
            await asyncio.shield(asyncio.ensure_future(self.held[0].wait()))
        return view


def test_of_two_notices_chosen_quickly_the_last_is_open_whichever_comes_first(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, office: OfficeDesk
) -> None:
    first, last = newsroom.draft(wording({}, title="One")), newsroom.draft(wording({}, title="Two"))
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    desk = HeldDesk(office)
    screen.operations.desk = desk  # type: ignore[assignment]
    screen.turn_to(NoticeKey(first.notice_id))
    qtbot.waitUntil(lambda: bool(desk.held))
    screen.turn_to(NoticeKey(last.notice_id))
    qtbot.waitUntil(lambda: screen.editor.title.text() == "Two")
    desk.held[0].set()
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert screen.editor.title.text() == "Two"


def test_hiding_the_screen_keeps_the_text(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    screen.notice.drafting.pause_ms = 600_000
    screen.start_new()
    opened(qtbot, screen)
    write(screen, "half a sentence")
    screen.hide()
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)
    assert newest(newsroom, 1).wording.body == "half a sentence"


def test_typing_is_saved_after_a_pause(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    screen.notice.drafting.pause_ms = 1
    screen.start_new()
    opened(qtbot, screen)
    qtbot.keyClicks(screen.editor.body.text, "We are on it.")
    qtbot.waitUntil(
        lambda: screen.notice.drafting.is_kept and screen.notice.drafting.draft.revision > 0
    )
    assert newest(newsroom, 1).wording.body == "We are on it."
    assert screen.editor.standing.saved.isVisible()


def test_a_failed_save_says_so_and_keeps_the_words(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, office: OfficeDesk
) -> None:
    screen.notice.drafting.retry_ms = 1
    screen.start_new()
    opened(qtbot, screen)
    office.problem = Unavailable("The office is not running.")
    write(screen, "precious words")
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(screen.editor.banner.isVisible)
    assert "The office is not running." in screen.editor.banner.sentence
    assert screen.editor.body.plain_text() == "precious words"
    office.problem = None
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)
    assert not screen.editor.banner.isVisible()
    assert newest(newsroom, 1).wording.body == "precious words"


def test_two_writers_see_both_texts_and_lose_none(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    first = newsroom.draft(wording({}, body="base"))
    screen.turn_to(NoticeKey(first.notice_id))
    opened(qtbot, screen)
    newsroom.draft(wording({}, body="hers"), notice_id=first.notice_id, base=1, who="Bea")
    write(screen, "mine")
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.notice.two_texts.sheet is not None)
    sheet = screen.notice.two_texts.sheet
    assert sheet is not None
    assert "Bea" in screen.editor.banner.sentence
    sheet.keep_both.click()
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)
    assert newest(newsroom, first.notice_id).wording.body == "mine\n\nhers"
    assert screen.editor.body.plain_text() == "mine\n\nhers"


def test_a_newer_text_is_shown_where_nobody_is_typing(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    first = newsroom.draft(wording({}, body="base"))
    screen.turn_to(NoticeKey(first.notice_id))
    opened(qtbot, screen)
    newsroom.draft(wording({}, body="hers"), notice_id=first.notice_id, base=1, who="Bea")
    screen.changes_arrived(Changes.of(Topic.NOTICES))
    qtbot.waitUntil(lambda: screen.editor.body.plain_text() == "hers")


def test_a_text_whose_notice_was_published_by_somebody_else_goes_on_as_the_next_update(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    draft = newsroom.draft(wording({failing: MAJOR}, body="base"), incident_id=said.incident_id)
    screen.turn_to(NoticeKey(draft.notice_id, said.incident_id))
    opened(qtbot, screen)
    from statusboard.app.notices.commands import publish
    from statusboard.app.notices.inputs import Publish

    newsroom.do(publish, Publish(draft.notice_id, draft.revision), "Bea")
    write(screen, "my words")
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.notice.drafting.phase is Phase.FAILED)
    screen.editor.banner.button.click()
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)
    assert newest(newsroom, draft.notice_id + 1).wording.body == "my words"


def test_a_resolved_notice_promises_nothing(qtbot: QtBot, screen: NoticesScreen) -> None:
    screen.start_new()
    opened(qtbot, screen)
    screen.editor.promise.choice.button("1800").click()
    assert screen.editor.wording.next_update_in == timedelta(minutes=30)
    screen.editor.state.button("resolved").click()
    assert not screen.editor.promise.isEnabled()
    assert screen.editor.promise.choice.current == ""
    assert screen.editor.wording.next_update_in is None
    screen.editor.state.button("monitoring").click()
    assert screen.editor.wording.next_update_in == timedelta(minutes=30)


def test_a_service_is_added_told_of_and_taken_out(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    screen.start_new()
    opened(qtbot, screen)
    services = screen.editor.services
    services._remove(failing)
    assert screen.editor.wording.components == {}
    services.name(failing)
    menu = services.chip(failing).menu()
    words = [action.text() for action in menu.actions()]
    menu.actions()[words.index("Partial outage")].trigger()
    menu.deleteLater()
    assert screen.editor.wording.components == {failing: PARTIAL}
    qtbot.keyClick(services.chip(failing), Qt.Key.Key_Delete)
    assert screen.editor.wording.components == {}


def test_a_draft_is_discarded_only_after_a_question(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    draft = newsroom.draft(wording({}))
    screen.turn_to(NoticeKey(draft.notice_id))
    opened(qtbot, screen)
    screen.editor.discard_button.click()
    [question] = open_questions()
    assert "What customers read now does not change" in question.accessibleDescription()
    assert screen.workplace.is_editing
    question.action.click()
    qtbot.waitUntil(lambda: not screen.workplace.is_editing)
    assert not [row for row in screen.list.rows if isinstance(row, Line)]


def test_an_overdue_promise_is_loud_in_the_list(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    from ui.screens.notices.list.notice_rows import standing_of

    newsroom.publish(wording({failing: MAJOR}, next_update_in=15 * MINUTE))
    newsroom.clock.forward(5 * MINUTE)
    screen.refresh()
    qtbot.waitUntil(lambda: len(screen.list.rows) == 2)
    line = screen.list.rows[1]
    assert isinstance(line, Line)
    assert standing_of(line, newsroom.clock.now(), "UTC").words == "update due in 10 min"
    newsroom.clock.forward(5 * MINUTE)
    standing = standing_of(line, newsroom.clock.now(), "UTC")
    assert (standing.words, standing.is_soon, standing.is_loud) == (
        "update due in 5 min",
        True,
        False,
    )
    newsroom.clock.forward(9 * MINUTE)
    standing = standing_of(line, newsroom.clock.now(), "UTC")
    assert standing.words == "update overdue by 4 min"
    assert standing.is_loud


def test_resolving_writes_the_end(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    newsroom.measures(failing, (NOON - 2 * MINUTE, GOOD))
    screen.turn_to(NoticeKey(None, said.incident_id))
    opened(qtbot, screen)
    screen.editor.state.button("resolved").click()
    write(screen, "It is over.")
    reviewed(qtbot, screen)
    sheet = screen.publishing.sheet
    assert sheet is not None
    assert sheet.publish_button.isEnabled()
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    sheet.reject()
    with newsroom.database.reading(NOON) as unit:
        incident = incidents.read_incident(unit, said.incident_id)
    assert incident is not None
    assert incident.status is IncidentStatus.RESOLVED


def test_settling_before_the_window_closes_keeps_the_text(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, loop: qasync.QEventLoop
) -> None:
    screen.start_new()
    opened(qtbot, screen)
    write(screen, "last words")
    settled = loop.create_task(screen.settle())
    qtbot.waitUntil(settled.done)
    assert newest(newsroom, 1).wording.body == "last words"


def test_an_empty_list_offers_a_new_notice(qtbot: QtBot, screen: NoticesScreen) -> None:
    qtbot.waitUntil(screen.workplace.empty.button.isVisible)
    with qtbot.waitSignal(screen.workplace.empty.acted):
        screen.workplace.empty.button.click()
    opened(qtbot, screen)
