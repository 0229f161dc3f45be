"""The last look under a rule: ask, approve, send back, an emergency, and a chosen instant."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QDateTime, QTime
from pytestqt.qtbot import QtBot

from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import Saved, SaveDraft
from statusboard.app.notices.queries import EDITOR
from statusboard.app.settings import PAGE_ZONE
from statusboard.domain.access import Actor, ActorKind, Role
from statusboard.domain.approval import ApprovalState
from statusboard.domain.views.agreement import AgreementView
from statusboard.storage import incidents
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.notices_screen import opened, updates
from tests.fixtures.screens import OfficeDesk
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.review.diff_view import DiffView
from ui.screens.notices.review.review_sheet import ReviewSheet
from ui.screens.notices.screen import NoticesScreen
from ui.widgets.section_label import SectionLabel


@pytest.fixture
def desk(newsroom: Newsroom, folder: Path) -> AgreeingDesk:
    desk = AgreeingDesk(newsroom.database, newsroom.clock)
    desk.rule()
    return desk


def looks_at(qtbot: QtBot, screen: NoticesScreen, saved: Saved) -> ReviewSheet:
    screen.turn_to(NoticeKey(saved.notice_id))
    opened(qtbot, screen)
    qtbot.waitUntil(lambda: screen.notice.drafting.draft.notice_id == saved.notice_id)
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    return sheet


def stands(desk: AgreeingDesk, saved: Saved) -> AgreementView:
    view: AgreementView = desk.ask(EDITOR, EditorAsk(saved.notice_id)).agreement
    return view


def shown(sheet: ReviewSheet) -> set[str]:
    buttons = (*sheet.agreement.main_buttons, sheet.publish_button)
    return {button.text() for button in buttons if button.isVisible()}


def test_without_a_rule_nothing_of_it_is_shown_but_the_instant(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, failing: int
) -> None:
    desk.no_rule()
    sheet = looks_at(qtbot, screen, desk.draft(wording({failing: MAJOR})))
    qtbot.waitUntil(lambda: "Publish to the page" in shown(sheet))

    assert shown(sheet) == {"Schedule…", "Publish to the page"}
    assert not sheet.agreement.isVisible()
    sheet.reject()


def test_my_own_text_is_asked_about_and_the_question_taken_back(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, failing: int
) -> None:
    saved = desk.draft(wording({failing: MAJOR}))
    sheet = looks_at(qtbot, screen, saved)
    assert shown(sheet) == {"Ask for approval", "Publish without approval…"}

    sheet.agreement.ask_button.click()
    qtbot.waitUntil(sheet.agreement.withdraw_button.isVisible)
    assert sheet.agreement.chip.word == "Waiting for approval"
    assert stands(desk, saved).state is ApprovalState.ASKED

    sheet.agreement.withdraw_button.click()
    qtbot.waitUntil(sheet.agreement.ask_button.isVisible)
    assert stands(desk, saved).state is ApprovalState.OPEN
    sheet.reject()


def test_what_another_one_approves_meanwhile_can_be_published_at_once(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, newsroom: Newsroom, failing: int
) -> None:
    saved = desk.draft(wording({failing: MAJOR}))
    sheet = looks_at(qtbot, screen, saved)
    sheet.agreement.ask_button.click()
    qtbot.waitUntil(sheet.agreement.withdraw_button.isVisible)

    desk.approve(saved)
    screen.refresh()
    qtbot.waitUntil(lambda: sheet.publish_button.isVisible() and sheet.publish_button.isEnabled())

    assert sheet.agreement.chip.word == "Approved"
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    assert updates(newsroom) == ["Some card payments fail. We are looking into it."]
    sheet.reject()


def test_what_waits_for_me_shows_what_changed_and_is_sent_back_with_a_word(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, failing: int
) -> None:
    text = wording({failing: MAJOR}, body="Some payments fail.")
    first = desk.draft(text)
    desk.ask_for(first)
    desk.approve(first)
    changed = wording({failing: MAJOR}, body="Most payments fail.")
    saved = desk.draft(changed, notice_id=first.notice_id, base=1, who="Ben")
    desk.ask_for(saved, "Ben")
    sheet = looks_at(qtbot, screen, saved)

    assert shown(sheet) == {"Send back…", "Approve"}
    spoken = [view.accessibleDescription() for view in sheet.findChildren(DiffView)]
    assert any("removed: Some; added: Most;" in words for words in spoken), spoken
    sheet.agreement.reject_button.click()
    assert sheet.agreement.sent_back.isVisible()
    sheet.agreement.reject_button.click()  # without a word nothing is sent
    assert stands(desk, saved).state is ApprovalState.ASKED
    sheet.agreement.sent_back.setText("Say since when.")
    assert sheet.is_touched
    sheet.agreement.reject_button.click()
    qtbot.waitUntil(lambda: sheet.agreement.chip.word == "Sent back")
    step = stands(desk, saved).step
    assert step is not None
    assert step.words == "Say since when."
    sheet.reject()


def test_an_emergency_takes_a_reason(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, newsroom: Newsroom, failing: int
) -> None:
    sheet = looks_at(qtbot, screen, desk.draft(wording({failing: MAJOR})))
    sheet.agreement.without_button.click()
    assert shown(sheet) == {"Publish without approval"}
    assert not sheet.publish_button.isEnabled()

    sheet.agreement.reason.setText("Customers pay twice.")
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    assert len(updates(newsroom)) == 1
    sheet.reject()
    qtbot.waitUntil(lambda: "published without approval" in str(said(screen)))
    desk.clock.forward(MINUTE)
    with desk.database.reading(desk.clock.now()) as unit:
        (incident,) = incidents.read_unresolved(unit)
    more = wording({failing: MAJOR}, body="We know more.")
    sheet = looks_at(qtbot, screen, desk.draft(more, incident_id=incident.id))
    assert "went out without approval: “Customers pay twice”." in sheet.agreement.why.text
    sheet.reject()


def said(screen: NoticesScreen) -> list[object]:
    model = screen.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_whoever_may_not_publish_is_offered_no_emergency(
    qtbot: QtBot,
    screen: NoticesScreen,
    desk: AgreeingDesk,
    office: OfficeDesk,
    failing: int,
) -> None:
    author = Role.AUTHOR.permissions
    object.__setattr__(office.local, "actor", Actor(ActorKind.PERSON, "Ada", author))
    sheet = looks_at(qtbot, screen, desk.draft(wording({failing: MAJOR})))

    assert shown(sheet) == {"Ask for approval"}
    sheet.reject()


def test_an_instant_is_chosen_on_the_clocks_of_the_page(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, failing: int
) -> None:
    desk.setting(PAGE_ZONE, "Europe/Berlin")
    saved = desk.approved(wording({failing: MAJOR}))
    sheet = looks_at(qtbot, screen, saved)
    sheet.agreement.schedule_button.click()
    assert sheet.agreement.schedule_button.text() == "Schedule"
    edit, note = sheet.agreement.instant.edit, sheet.agreement.instant.note
    edit.setDateTime(QDateTime(QDate(2027, 3, 28), QTime(2, 30)))
    assert note.text() == "The clocks leave this time out that day. Choose another."
    sheet.agreement.schedule_button.click()
    assert stands(desk, saved).schedule is None
    edit.setDateTime(QDateTime(QDate(2026, 10, 25), QTime(14, 30)))

    sheet.agreement.schedule_button.click()
    qtbot.waitUntil(sheet.agreement.unschedule_button.isVisible)

    assert "That is in 90 minutes." in sheet.agreement.why.text
    at = stands(desk, saved).goes_out_at()
    assert at == NOON + timedelta(minutes=90)
    qtbot.waitUntil(lambda: any("scheduled 14:30" in str(one) for one in said(screen)))
    sheet.agreement.unschedule_button.click()
    qtbot.waitUntil(sheet.agreement.schedule_button.isVisible)
    assert stands(desk, saved).schedule is None
    sheet.reject()


def test_what_did_not_go_out_is_said_loudly_in_list_and_editor(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, failing: int
) -> None:
    saved = desk.approved(wording({failing: MAJOR}))
    desk.at(saved, desk.clock.now() + 10 * MINUTE)
    desk.clock.forward(40 * MINUTE)
    desk.sends_due()
    screen.turn_to(NoticeKey(saved.notice_id))
    opened(qtbot, screen)
    screen.refresh()

    qtbot.waitUntil(lambda: any("not sent, planned for 12:10" in str(o) for o in said(screen)))
    assert "it did not go out" in screen.editor.agreement.line.sentence


def test_the_editor_says_that_another_text_takes_the_approval_back(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, failing: int
) -> None:
    saved = desk.approved(wording({failing: MAJOR}))
    screen.turn_to(NoticeKey(saved.notice_id))
    opened(qtbot, screen)
    line = screen.editor.agreement.line
    qtbot.waitUntil(lambda: "Changing the text takes that back." in line.sentence)

    screen.editor.body.text.insertPlainText("More. ")
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)
    screen.notice.look_again()
    qtbot.waitUntil(lambda: "so it needs approval again" in line.sentence)
    assert screen.editor.ask_button.isVisible()
    screen.editor.ask_button.click()
    qtbot.waitUntil(lambda: "Ada asked for approval" in line.sentence)


def test_a_long_name_pushes_nothing_out_of_the_sheet(
    qtbot: QtBot, screen: NoticesScreen, desk: AgreeingDesk, failing: int
) -> None:
    screen.resize(960, 600)
    saved = desk.draft(wording({failing: MAJOR}))
    desk.ask_for(saved)
    name = "Maximiliane Freifrau von Wolkenstein-Trostburg und zu Großenhausen-Wittgenstein"
    desk.approve(saved, who=name)
    text = wording({failing: MAJOR}, body="We look for the cause, and write again in an hour.")
    given = SaveDraft(saved.notice_id, None, saved.revision, text)
    sheet = looks_at(qtbot, screen, desk.do(save_draft, given))

    headings = [one for one in sheet.findChildren(SectionLabel) if one.isVisible()]
    assert any(name in one.text() for one in headings)
    for one in headings:
        left = one.mapTo(sheet, one.rect().topLeft()).x()
        assert left + one.width() <= sheet.width()
    sheet.reject()
