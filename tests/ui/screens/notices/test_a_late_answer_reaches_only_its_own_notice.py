"""What is answered late, by a slow office, after a person went on to something else."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.app.notices.commands import discard_draft, save_draft
from statusboard.app.notices.queries import EDITOR, REVIEW
from statusboard.domain.notice import NoticeState
from tests.fixtures.late_answers import held, open_draft, rest, state_of, text_of
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.slow_desk import SlowDesk
from tests.fixtures.speaking import Newsroom, wording
from ui.screens.notices.list.notice_rows import Line, NoticeKey
from ui.screens.notices.screen import NoticesScreen


def test_a_draft_that_is_discarded_while_its_first_save_is_on_its_way_is_gone(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom
) -> None:
    screen.start_new()
    opened(qtbot, screen)
    write(screen, "not needed")
    slow.hold(save_draft)
    screen.notice.flush(lambda _kept: None)
    held(qtbot, slow, save_draft)
    screen.discarding.discard()
    slow.let_go()
    rest(qtbot, screen)
    assert state_of(newsroom, 1) is NoticeState.DISCARDED
    assert not [row for row in screen.list.rows if isinstance(row, Line)]
    assert not screen.workplace.is_editing


def test_what_is_written_after_a_discard_is_saved_where_it_was_written(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom
) -> None:
    seven, eight = newsroom.draft(wording({}, title="Seven")), newsroom.draft(wording({}))
    open_draft(qtbot, screen, seven)
    write(screen, "about seven")
    slow.hold(save_draft)
    screen.notice.flush(lambda _kept: None)
    held(qtbot, slow, save_draft)
    screen.discarding.discard()
    open_draft(qtbot, screen, eight)
    write(screen, "about eight")
    slow.let_go()
    rest(qtbot, screen)
    screen.notice.flush(lambda _kept: None)
    rest(qtbot, screen)
    assert screen.notice.key == NoticeKey(eight.notice_id)
    assert text_of(newsroom, eight.notice_id) == "about eight"
    assert text_of(newsroom, seven.notice_id) == "about seven"
    assert state_of(newsroom, seven.notice_id) is NoticeState.DISCARDED


def test_letters_typed_while_another_notice_is_asked_for_are_kept(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom
) -> None:
    seven, eight = newsroom.draft(wording({})), newsroom.draft(wording({}, title="Eight"))
    open_draft(qtbot, screen, seven)
    slow.hold(EDITOR)
    screen.turn_to(NoticeKey(eight.notice_id))
    held(qtbot, slow, EDITOR)
    write(screen, "one word more")
    slow.let_go()
    qtbot.waitUntil(lambda: screen.editor.title.text() == "Eight")
    rest(qtbot, screen)
    assert text_of(newsroom, seven.notice_id) == "one word more"
    assert text_of(newsroom, eight.notice_id) != "one word more"


def test_a_save_on_its_way_while_another_notice_comes_is_of_the_one_it_was_typed_in(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom
) -> None:
    seven, eight = newsroom.draft(wording({})), newsroom.draft(wording({}, title="Eight"))
    open_draft(qtbot, screen, seven)
    slow.hold(EDITOR)
    screen.turn_to(NoticeKey(eight.notice_id))
    held(qtbot, slow, EDITOR)
    write(screen, "one word")
    slow.let_go()
    slow.hold(save_draft)
    screen.notice.flush(lambda _kept: None)
    held(qtbot, slow, save_draft)
    write(screen, "one word more")
    slow.let_go()
    qtbot.waitUntil(lambda: screen.editor.title.text() == "Eight")
    rest(qtbot, screen)
    assert text_of(newsroom, seven.notice_id) == "one word more"
    assert screen.notice.drafting.draft.notice_id == eight.notice_id


def test_letters_typed_while_the_open_notice_is_asked_for_again_stay_in_sight(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom
) -> None:
    seven = newsroom.draft(wording({}, body="as it was"))
    open_draft(qtbot, screen, seven)
    slow.hold(EDITOR)
    screen.turn_to(NoticeKey(seven.notice_id))
    held(qtbot, slow, EDITOR)
    write(screen, "as it is")
    screen.notice.flush(lambda _kept: None)
    qtbot.waitUntil(lambda: screen.notice.drafting.is_kept)
    slow.let_go()
    opened(qtbot, screen)
    rest(qtbot, screen)
    assert screen.editor.body.plain_text() == "as it is"
    assert screen.notice.drafting.draft.revision == 2


def test_a_review_that_comes_after_its_notice_was_left_is_not_opened(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom, folder: Path
) -> None:
    seven, eight = newsroom.draft(wording({})), newsroom.draft(wording({}, title="Eight"))
    open_draft(qtbot, screen, seven)
    slow.hold(REVIEW)
    screen.review()
    held(qtbot, slow, REVIEW)
    open_draft(qtbot, screen, eight)
    slow.let_go()
    rest(qtbot, screen)
    assert screen.publishing.sheet is None


def test_who_asks_for_the_review_stays_with_the_notice_that_is_reviewed(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom, folder: Path
) -> None:
    seven, eight = newsroom.draft(wording({}, title="Seven")), newsroom.draft(wording({}))
    open_draft(qtbot, screen, seven)
    slow.hold(EDITOR)
    screen.turn_to(NoticeKey(eight.notice_id))
    held(qtbot, slow, EDITOR)
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    slow.let_go()
    rest(qtbot, screen)
    assert screen.editor.title.text() == "Seven"
    assert screen.notice.key == NoticeKey(seven.notice_id)
    assert not screen.turning.is_going


def test_letters_typed_while_the_review_is_asked_for_are_reviewed_too(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom, folder: Path
) -> None:
    open_draft(qtbot, screen, newsroom.draft(wording({}, body="as it was")))
    slow.hold(REVIEW)
    screen.review()
    held(qtbot, slow, REVIEW)
    write(screen, "as it is")
    slow.let_go()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    assert sheet.view.wording.body == "as it is"


def test_nothing_can_be_typed_where_no_notice_is_open(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom
) -> None:
    seven, eight = newsroom.draft(wording({})), newsroom.draft(wording({}, title="Eight"))
    open_draft(qtbot, screen, seven)
    slow.hold(discard_draft)
    screen.discarding.discard()
    held(qtbot, slow, discard_draft)
    assert not screen.editor.isEnabled()
    slow.let_go()
    qtbot.waitUntil(lambda: screen.notice.key == NoticeKey(eight.notice_id))
    assert screen.editor.isEnabled()


def test_of_two_wishes_the_newest_counts_when_both_wait_for_a_save(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom, folder: Path
) -> None:
    seven, eight = newsroom.draft(wording({}, title="Seven")), newsroom.draft(wording({}))
    open_draft(qtbot, screen, seven)
    write(screen, "some words")
    slow.hold(save_draft)
    screen.notice.flush(lambda _kept: None)
    held(qtbot, slow, save_draft)
    screen.turn_to(NoticeKey(eight.notice_id))
    qtbot.keyClick(screen.editor.body.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    slow.let_go()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    rest(qtbot, screen)
    assert screen.notice.key == NoticeKey(seven.notice_id)
