"""Verbs and sheets of a notice that a person has left, or goes on writing, meanwhile."""

from pathlib import Path

import shiboken6
from pytestqt.qtbot import QtBot

from statusboard.app.notices.commands import publish
from statusboard.app.notices.endings import WITHDRAWAL
from statusboard.app.notices.follow_up_commands import join, no_change
from statusboard.app.notices.queries import EDITOR
from tests.fixtures.late_answers import held, open_draft, rest, text_of
from tests.fixtures.notices_screen import opened, updates, write
from tests.fixtures.slow_desk import SlowDesk
from tests.fixtures.speaking import MAJOR, Newsroom, wording
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen


def test_letters_typed_while_no_change_is_drafted_are_kept(
    qtbot: QtBot,
    screen: NoticesScreen,
    slow: SlowDesk,
    newsroom: Newsroom,
    failing: int,
    folder: Path,
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    seven = newsroom.draft(wording({}))
    open_draft(qtbot, screen, seven)
    assert said.incident_id is not None
    slow.hold(no_change)
    screen.quick.say_no_change(said.incident_id)
    held(qtbot, slow, no_change)
    write(screen, "one word more")
    slow.let_go()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    rest(qtbot, screen)
    assert text_of(newsroom, seven.notice_id) == "one word more"


def test_letters_typed_while_a_notice_joins_another_stay_in_sight(
    qtbot: QtBot,
    screen: NoticesScreen,
    slow: SlowDesk,
    newsroom: Newsroom,
    failing: int,
    folder: Path,
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    seven = newsroom.draft(wording({failing: MAJOR}, body="some words"))
    open_draft(qtbot, screen, seven)
    assert said.incident_id is not None
    slow.hold(join)
    screen.quick.join(said.incident_id)
    held(qtbot, slow, join)
    write(screen, "some words more")
    slow.let_go()
    rest(qtbot, screen)
    assert screen.editor.body.plain_text() == "some words more"
    assert "Your text is still here." in screen.editor.banner.sentence


def test_who_goes_on_to_the_next_update_stands_in_its_text_however_late_it_comes(
    qtbot: QtBot,
    screen: NoticesScreen,
    slow: SlowDesk,
    newsroom: Newsroom,
    failing: int,
    folder: Path,
) -> None:
    open_draft(qtbot, screen, newsroom.draft(wording({failing: MAJOR})))
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    slow.hold(EDITOR)
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    sheet._leave_for(sheet.next_wanted)
    slow.let_go()
    opened(qtbot, screen)
    qtbot.waitUntil(screen.editor.body.text.hasFocus)
    assert len(updates(newsroom)) == 1


def test_what_is_published_late_leaves_alone_what_is_written_meanwhile(
    qtbot: QtBot,
    screen: NoticesScreen,
    slow: SlowDesk,
    newsroom: Newsroom,
    failing: int,
    folder: Path,
) -> None:
    seven, eight = newsroom.draft(wording({failing: MAJOR})), newsroom.draft(wording({}))
    open_draft(qtbot, screen, seven)
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    slow.hold(publish)
    sheet.publish_button.click()
    held(qtbot, slow, publish)
    open_draft(qtbot, screen, eight)  # by a way from outside: the sheet covers those inside
    write(screen, "about eight")
    slow.let_go()
    qtbot.waitUntil(lambda: sheet.is_sent)
    rest(qtbot, screen)
    assert text_of(newsroom, eight.notice_id) == "about eight"


def test_a_sheet_of_a_notice_that_was_left_writes_into_no_other_one(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom
) -> None:
    seven = newsroom.draft(wording({}, body="base"))
    eight = newsroom.draft(wording({}, body="about eight"))
    open_draft(qtbot, screen, seven)
    newsroom.draft(wording({}, body="hers"), notice_id=seven.notice_id, base=1, who="Bea")
    write(screen, "mine")
    screen.notice.flush(lambda _kept: None)
    qtbot.waitUntil(lambda: screen.notice.two_texts.sheet is not None)
    sheet = screen.notice.two_texts.sheet
    assert sheet is not None
    sheet_settled = sheet.keep_mine
    screen.discarding.discard()
    open_draft(qtbot, screen, eight)
    assert screen.notice.two_texts.sheet is None
    qtbot.waitUntil(lambda: not _lives(sheet_settled))
    assert screen.editor.body.plain_text() == "about eight"


def test_a_withdrawal_that_comes_after_its_notice_was_left_is_not_opened(
    qtbot: QtBot,
    screen: NoticesScreen,
    slow: SlowDesk,
    newsroom: Newsroom,
    failing: int,
    folder: Path,
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    eight = newsroom.draft(wording({}))
    screen.turn_to(NoticeKey(None, said.incident_id))
    opened(qtbot, screen)
    slow.hold(WITHDRAWAL)
    screen.editor.more.withdraw_wanted.emit()
    held(qtbot, slow, WITHDRAWAL)
    open_draft(qtbot, screen, eight)
    slow.let_go()
    rest(qtbot, screen)
    assert screen.ending.sheet is None


def test_the_helper_of_a_notice_that_was_left_is_closed(
    qtbot: QtBot, screen: NoticesScreen, slow: SlowDesk, newsroom: Newsroom
) -> None:
    open_draft(qtbot, screen, newsroom.draft(wording({})))
    eight = newsroom.draft(wording({}))
    closed: list[bool] = []
    screen.notice.following.asking.sheet = sheet = _Closed(closed)  # type: ignore[assignment]
    open_draft(qtbot, screen, eight)
    assert closed == [True], sheet


class _Closed:
    """Stands for a sheet."""

    def __init__(self, closed: list[bool]) -> None:
        self._closed = closed

    def drop(self) -> None:
        self._closed.append(True)


def _lives(widget: object) -> bool:
    return bool(shiboken6.isValid(widget))
