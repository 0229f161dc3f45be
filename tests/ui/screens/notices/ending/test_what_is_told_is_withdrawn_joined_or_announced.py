"""The other ways out of a notice, through the screen: withdraw it, join it, announce instead."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.notices.inputs import Published
from statusboard.app.notices.queries import NOTICES
from statusboard.app.page.public import PUBLIC
from statusboard.app.settings import AGREEMENT
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.status import IncidentStatus
from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.notices import Ending as HowEnded
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.speaking import GOOD, MAJOR, PARTIAL, Newsroom, wording
from ui.screens.destinations import NoticePlace
from ui.screens.notices.ending.join_sheet import JoinSheet
from ui.screens.notices.ending.withdraw_sheet import WithdrawSheet
from ui.screens.notices.list.notice_rows import Caption, Line, standing_of
from ui.screens.notices.screen import NoticesScreen


def turn(qtbot: QtBot, screen: NoticesScreen, said: Published) -> None:
    screen.focus_on(NoticePlace(incident_id=said.incident_id))
    opened(qtbot, screen)
    qtbot.waitUntil(lambda: not screen.operations.is_busy)


def withdraw_sheet(qtbot: QtBot, screen: NoticesScreen) -> WithdrawSheet:
    screen.editor.more.withdraw.trigger()
    qtbot.waitUntil(lambda: screen.ending.sheet is not None)
    assert isinstance(screen.ending.sheet, WithdrawSheet)
    return screen.ending.sheet


def said_of(screen: NoticesScreen) -> list[str]:
    """The sentences that are said of the text."""
    return [point.sentence for point in screen.editor.findings.points]


def test_the_reason_begins_in_the_language_of_notices(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    newsroom.setting("words.language", "de")
    turn(qtbot, screen, newsroom.publish(wording({failing: MAJOR})))

    sheet = withdraw_sheet(qtbot, screen)

    assert sheet.words.toPlainText() == "Irrtümlich veröffentlicht: "
    assert not sheet.act_button.isEnabled()


def test_a_notice_is_withdrawn_with_a_reason(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    readers(newsroom, channel(newsroom), many(3))
    said = newsroom.publish(wording({failing: MAJOR}))
    turn(qtbot, screen, said)
    assert screen.editor.more.isVisible()
    sheet = withdraw_sheet(qtbot, screen)

    assert QApplication.focusWidget() is sheet.words
    assert not sheet.act_button.isEnabled()  # “Published by mistake:” says nothing yet
    assert sheet.choice.isHidden()
    assert any("3" in text for text in sheet.reach.texts)
    assert "Monitoring still sees trouble with Checkout API" in sheet.warning.sentence
    sheet.words.insertPlainText("this was a drill.")
    sheet.conclude()
    qtbot.waitUntil(lambda: screen.ending.sheet is None)

    (shown,) = newsroom.ask(PUBLIC).incidents
    assert shown.is_withdrawn
    assert shown.updates[0].wording.body == "Published by mistake: this was a drill."
    opened(qtbot, screen)
    qtbot.waitUntil(screen.editor.banners.closed.isVisible)
    assert "withdrawn" in screen.editor.banners.closed.sentence
    assert screen.editor.review_button.isHidden()
    assert screen.editor.more.isHidden()


def test_one_update_is_withdrawn_by_itself(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    newsroom.clock.forward(60)
    text = wording({failing: MAJOR}, body="All is lost.", status=IncidentStatus.IDENTIFIED)
    newsroom.publish(text, incident_id=said.incident_id)
    turn(qtbot, screen, said)
    sheet = withdraw_sheet(qtbot, screen)

    assert sheet.choice.count() == 3
    assert "All is lost." in sheet.choice.itemText(1)
    sheet.choice.setCurrentIndex(1)
    sheet.words.insertPlainText("the wrong page.")
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert sheet.warning.isHidden()  # the rest still tells of the service
    sheet.act_button.click()
    qtbot.waitUntil(lambda: screen.ending.sheet is None)

    (shown,) = newsroom.ask(PUBLIC).incidents
    assert [one.is_withdrawn for one in shown.updates] == [False, True, False]
    assert shown.status is IncidentStatus.INVESTIGATING


def test_a_reason_that_was_written_is_not_lost_by_a_slip(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    turn(qtbot, screen, newsroom.publish(wording({failing: MAJOR})))
    sheet = withdraw_sheet(qtbot, screen)
    sheet.words.insertPlainText("this was a drill.")
    sheet.reject()

    assert screen.ending.sheet is sheet
    assert sheet.isVisible()
    screen.ending.sheet.words.setPlainText("")
    sheet.reject()
    qtbot.waitUntil(lambda: screen.ending.sheet is None)
    assert newsroom.ask(PUBLIC).incidents[0].is_withdrawn is False


def test_two_notices_are_joined(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    search = newsroom.service("Search")
    readers(newsroom, channel(newsroom), many(2))
    staying = newsroom.publish(wording({failing: MAJOR}, title="Payments fail"))
    newsroom.clock.forward(60)
    going = newsroom.publish(wording({search: PARTIAL, failing: MAJOR}, title="Search fails"))
    turn(qtbot, screen, going)
    write(screen, "We restart the index.")
    screen.refresh()
    qtbot.waitUntil(screen.editor.more.join.isEnabled)
    screen.editor.more.join.trigger()
    qtbot.waitUntil(lambda: isinstance(screen.ending.sheet, JoinSheet))
    sheet = screen.ending.sheet
    assert isinstance(sheet, JoinSheet)

    assert sheet.choice.itemText(0) == "Payments fail · Checkout API"
    assert "From now on we tell about" in sheet.words.toPlainText()
    qtbot.waitUntil(lambda: any("2" in text for text in sheet.reach.texts))
    sheet.act_button.click()
    qtbot.waitUntil(lambda: screen.ending.sheet is None)
    opened(qtbot, screen)
    qtbot.waitUntil(lambda: screen.editor.body.plain_text() == "We restart the index.")

    view = newsroom.ask(NOTICES)
    assert [one.incident_id for one in view.live] == [staying.incident_id]
    assert screen.editor.title.text() == "Payments fail"
    (gone,) = [one for one in view.resolved if one.incident_id == going.incident_id]
    assert gone.ending is HowEnded.JOINED
    line = Line(gone, is_over=True)
    assert "told in another" in standing_of(line, newsroom.clock.now(), view.zone).words


def test_what_there_is_nothing_to_join_with_says_so(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    turn(qtbot, screen, newsroom.publish(wording({failing: MAJOR})))

    assert screen.editor.more.join.isVisible()
    assert not screen.editor.more.join.isEnabled()
    assert screen.editor.more.join.toolTip() == "No other incident is told of now."


def test_what_is_over_can_be_withdrawn_and_not_joined(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, folder: object
) -> None:
    service = newsroom.service()
    text = wording({service: GOOD}, status=IncidentStatus.RESOLVED)
    turn(qtbot, screen, newsroom.publish(text))

    assert not screen.editor.more.join.isVisible()
    assert screen.editor.more.withdraw.isVisible()


def test_an_announcement_is_asked_for_what_an_announcement_says(
    qtbot: QtBot, screen: NoticesScreen, failing: int, folder: object
) -> None:
    screen.head.announce.trigger()
    opened(qtbot, screen)
    editor = screen.editor
    assert "What changes for customers" in editor.body.text.placeholderText()
    assert not screen.workplace.side.monitoring.isVisible()
    assert "Has no title: say what it is about" in said_of(screen)

    editor.title.setText("Holiday support hours")
    editor.title.textEdited.emit(editor.title.text())
    assert "Has no text: say what customers need to know" in said_of(screen)
    write(screen, "On 24 December we answer until 14:00 CET.")
    assert "Has a title and a text" in said_of(screen)
    assert "Says what is being done" not in said_of(screen)

    screen.start_new(failing)
    opened(qtbot, screen)
    assert "What do customers notice" in editor.body.text.placeholderText()
    assert screen.workplace.side.monitoring.isVisible()


def test_something_is_announced(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    readers(newsroom, channel(newsroom), many(4))
    screen.head.announce.trigger()
    opened(qtbot, screen)
    editor = screen.editor

    assert not editor.services.isVisible()
    assert not editor.state.isVisible()
    assert not editor.promise.isVisible()
    assert editor.until.isVisible()
    editor.title.setText("Holiday support hours")
    editor.title.textEdited.emit(editor.title.text())
    write(screen, "On 24 December we answer until 14:00 CET.")
    editor.until.set_button.click()
    assert not any("service" in point.sentence for point in editor.findings.points)
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    assert sheet.windowTitle() == "Review announcement"
    assert not sheet.telling.box.isChecked()
    qtbot.waitUntil(lambda: sheet.publish_button.text() == "Publish to the page")
    sheet.telling.box.click()
    qtbot.waitUntil(lambda: sheet.publish_button.text() == "Publish to 4 people and the page")
    sheet.telling.box.click()
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    sheet.reject()

    (shown,) = newsroom.ask(PUBLIC).announcements
    assert shown.wording.shown_until is not None
    (item,) = newsroom.ask(NOTICES).announced
    assert item.sort is NoticeSort.ANNOUNCEMENT
    qtbot.waitUntil(lambda: Caption("Announcements") in screen.list.rows)
    words = standing_of(Line(item), newsroom.clock.now(), "UTC").words
    assert words.startswith("on the page until")
    opened(qtbot, screen)
    assert screen.editor.until.shown_until == shown.wording.shown_until


def test_under_a_rule_withdrawing_takes_a_reason_why_it_cannot_wait(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: object
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    newsroom.setting(AGREEMENT.setting(Occasion.CRITICAL.value), Consent.OTHER.value)
    turn(qtbot, screen, said)
    sheet = withdraw_sheet(qtbot, screen)
    assert sheet.emergency.isVisible()
    sheet.words.setPlainText("Published by mistake: it was a drill.")
    assert not sheet.act_button.isEnabled()

    sheet.emergency.setText("It frightens people.")
    sheet.act_button.click()

    qtbot.waitUntil(lambda: screen.ending.sheet is None)
    ended = newsroom.ask(NOTICES).resolved[0]
    assert ended.ending is HowEnded.WITHDRAWN
