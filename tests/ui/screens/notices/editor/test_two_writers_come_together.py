"""Two people write one notice: what they change in different places comes together by itself."""

from pytestqt.qtbot import QtBot

from tests.fixtures.notices_screen import opened
from tests.fixtures.speaking import Newsroom, wording
from tests.ui.screens.notices.test_a_notice_goes_through_the_screen import newest
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen

BASE = "Some payments fail. We look into it."
HERS = "Some card payments fail. We look into it."


def at_the_end(screen: NoticesScreen, words: str) -> None:
    text = screen.editor.body.text
    cursor = text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    text.setTextCursor(cursor)
    text.insertPlainText(words)


def test_words_in_different_places_come_together_and_it_is_said_with_whom(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    first = newsroom.draft(wording({}, body=BASE))
    screen.turn_to(NoticeKey(first.notice_id))
    opened(qtbot, screen)
    newsroom.draft(wording({}, body=HERS), notice_id=first.notice_id, base=1, who="Bea")
    at_the_end(screen, " Orders are safe.")
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)

    together = "Some card payments fail. We look into it. Orders are safe."
    assert newest(newsroom, first.notice_id).wording.body == together
    assert screen.editor.body.plain_text() == together
    assert screen.notice.two_texts.sheet is None
    assert "Merged with Bea’s text" in screen.editor.standing._phase.text()


def test_what_is_typed_while_it_is_answered_comes_together_too(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    first = newsroom.draft(wording({}, body=BASE))
    screen.turn_to(NoticeKey(first.notice_id))
    opened(qtbot, screen)
    newsroom.draft(wording({}, body=HERS), notice_id=first.notice_id, base=1, who="Bea")
    at_the_end(screen, " Orders are safe.")
    screen.notice.flush(lambda _: None)
    at_the_end(screen, " Call us.")
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)

    together = "Some card payments fail. We look into it. Orders are safe. Call us."
    assert newest(newsroom, first.notice_id).wording.body == together
    assert screen.editor.body.plain_text() == together


def test_one_step_of_undo_takes_the_words_of_the_other_out_again(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    first = newsroom.draft(wording({}, body=BASE))
    screen.turn_to(NoticeKey(first.notice_id))
    opened(qtbot, screen)
    newsroom.draft(wording({}, body=HERS), notice_id=first.notice_id, base=1, who="Bea")
    at_the_end(screen, " Orders are safe.")
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.editor.body.plain_text().startswith("Some card"))

    screen.editor.body.text.undo()

    assert screen.editor.body.plain_text() == f"{BASE} Orders are safe."


def test_a_clash_names_what_both_changed(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    first = newsroom.draft(wording({}, body="It fails now."))
    screen.turn_to(NoticeKey(first.notice_id))
    opened(qtbot, screen)
    theirs = wording({}, body="It fails today.")
    newsroom.draft(theirs, notice_id=first.notice_id, base=1, who="Bea")
    screen.editor.body.text.selectAll()
    screen.editor.body.text.insertPlainText("It fails again.")
    screen.notice.flush(lambda _: None)
    qtbot.waitUntil(lambda: screen.notice.two_texts.sheet is not None)
    sheet = screen.notice.two_texts.sheet
    assert sheet is not None
    assert "Both of you changed: text." in sheet.clashes.text()
    sheet.keep_both.click()
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)

    assert newest(newsroom, first.notice_id).wording.body == "It fails again today."
