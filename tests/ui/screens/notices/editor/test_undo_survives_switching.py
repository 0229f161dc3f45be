"""Each notice keeps its own steps of undo, title and text, while the window lives."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot

from statusboard.domain.changes import Changes, Topic
from tests.fixtures.notices_screen import opened
from tests.fixtures.speaking import MAJOR, Newsroom, wording
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen
from ui.screens.notices.writing.manuscripts import MOST_KEPT

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


def turned(qtbot: QtBot, screen: NoticesScreen, notice_id: int) -> None:
    screen.turn_to(NoticeKey(notice_id))
    qtbot.waitUntil(lambda: screen.notice.key is not None and not screen.turning.is_going)
    qtbot.waitUntil(lambda: screen.notice.drafting.draft.notice_id == notice_id)


def press(qtbot: QtBot, control: Any, keys: QKeySequence.StandardKey) -> None:
    qtbot.keySequence(control, QKeySequence(keys))


def body(screen: NoticesScreen) -> str:
    return screen.editor.body.plain_text()


def two_drafts(newsroom: Newsroom) -> tuple[int, int]:
    one = newsroom.draft(wording({}, title="One", body="First."))
    two = newsroom.draft(wording({}, title="Two", body="Second."))
    return one.notice_id, two.notice_id


def test_after_a_look_at_another_notice_text_and_title_are_taken_back_step_by_step(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    one, two = two_drafts(newsroom)
    turned(qtbot, screen, one)
    screen.editor.body.text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(screen.editor.body.text, " More")
    screen.editor.title.end(False)
    qtbot.keyClicks(screen.editor.title, "s")
    turned(qtbot, screen, two)
    qtbot.keyClicks(screen.editor.body.text, "The ")
    turned(qtbot, screen, one)
    assert body(screen) == "First. More"
    assert screen.editor.title.text() == "Ones"

    press(qtbot, screen.editor.body.text, UNDO)
    assert body(screen) == "First."
    press(qtbot, screen.editor.body.text, REDO)
    assert body(screen) == "First. More"
    press(qtbot, screen.editor.title, UNDO)
    assert screen.editor.title.text() == "One"
    press(qtbot, screen.editor.title, REDO)
    assert screen.editor.title.text() == "Ones"

    turned(qtbot, screen, two)
    press(qtbot, screen.editor.body.text, UNDO)
    assert body(screen) == "Second."


def test_what_is_taken_back_is_saved_like_what_is_typed(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    one, two = two_drafts(newsroom)
    turned(qtbot, screen, one)
    qtbot.keyClicks(screen.editor.title, "X")
    turned(qtbot, screen, two)
    turned(qtbot, screen, one)
    press(qtbot, screen.editor.title, UNDO)
    turned(qtbot, screen, two)
    turned(qtbot, screen, one)
    assert screen.notice.drafting.wording.title == "One"


def test_the_cursor_stands_where_it_was_left(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    one, two = two_drafts(newsroom)
    turned(qtbot, screen, one)
    cursor = screen.editor.body.text.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    screen.editor.body.text.setTextCursor(cursor)
    turned(qtbot, screen, two)
    turned(qtbot, screen, one)
    assert screen.editor.body.text.textCursor().selectedText() == "rs"


def test_switching_is_no_edit(qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom) -> None:
    one, two = two_drafts(newsroom)
    turned(qtbot, screen, one)
    edits: list[None] = []
    screen.editor.edited.connect(lambda: edits.append(None))
    turned(qtbot, screen, two)
    turned(qtbot, screen, one)
    assert edits == []
    assert screen.notice.drafting.is_kept


def test_a_text_from_elsewhere_comes_in_as_one_step(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    saved = newsroom.draft(wording({}, title="One", body="We look. Wait."))
    turned(qtbot, screen, saved.notice_id)
    newsroom.draft(
        wording({}, title="Uno", body="We look closely 🙂. Wait."),
        notice_id=saved.notice_id,
        base=saved.revision,
        who="Ben",
    )
    screen.changes_arrived(Changes.of(Topic.NOTICES))
    qtbot.waitUntil(lambda: body(screen) == "We look closely 🙂. Wait.")
    assert screen.editor.title.text() == "Uno"
    press(qtbot, screen.editor.body.text, UNDO)
    assert body(screen) == "We look. Wait."
    press(qtbot, screen.editor.title, UNDO)
    assert screen.editor.title.text() == "One"


def test_a_text_that_changed_while_another_notice_was_open_is_one_step_too(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    one, two = two_drafts(newsroom)
    turned(qtbot, screen, one)
    qtbot.keyClicks(screen.editor.body.text, "My ")
    turned(qtbot, screen, two)
    newsroom.draft(wording({}, title="One", body="Theirs."), notice_id=one, base=2, who="Ben")
    turned(qtbot, screen, one)
    assert body(screen) == "Theirs."
    press(qtbot, screen.editor.body.text, UNDO)
    assert body(screen) == "My First."
    press(qtbot, screen.editor.body.text, UNDO)
    assert body(screen) == "First."


def test_a_new_notice_keeps_its_steps_once_it_is_stored(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    other = newsroom.draft(wording({}, title="Other"))
    screen.start_new()
    opened(qtbot, screen)
    qtbot.keyClicks(screen.editor.body.text, "Half a sentence")
    turned(qtbot, screen, other.notice_id)
    turned(qtbot, screen, other.notice_id + 1)
    assert body(screen) == "Half a sentence"
    press(qtbot, screen.editor.body.text, UNDO)
    assert body(screen) == ""
    screen.start_new()
    qtbot.waitUntil(lambda: bool(screen.notice.key and screen.notice.key.is_new))
    assert not screen.editor.body.text.document().isUndoAvailable()


def test_a_prefilled_text_that_nobody_wrote_on_leaves_no_step(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, folder: Path
) -> None:
    component_id = newsroom.service()
    newsroom.publish(wording({component_id: MAJOR}, title="Payments fail"))
    other = newsroom.draft(wording({}, title="Other"))
    for _ in range(2):
        screen.turn_to(NoticeKey(None, 1))
        qtbot.waitUntil(lambda: screen.editor.title.text() == "Payments fail")
        assert not screen.editor.body.text.document().isUndoAvailable()
        turned(qtbot, screen, other.notice_id)


def test_what_is_marked_in_a_text_is_still_marked_after_a_look_at_another(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    one, two = two_drafts(newsroom)
    turned(qtbot, screen, one)
    cursor = QTextCursor(screen.editor.body.text.document())
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    linked = QTextCharFormat()
    linked.setProperty(int(QTextCharFormat.Property.UserProperty), "uptime record")
    cursor.mergeCharFormat(linked)
    turned(qtbot, screen, two)
    newsroom.draft(wording({}, title="One", body="First things."), notice_id=one, base=1, who="Ben")
    turned(qtbot, screen, one)
    found = QTextCursor(screen.editor.body.text.document())
    found.setPosition(3)
    kept = found.charFormat().property(int(QTextCharFormat.Property.UserProperty))
    assert kept == "uptime record"


def test_a_discarded_notice_is_forgotten_and_only_the_last_ones_are_kept(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    ids = [newsroom.draft(wording({}, title=f"N{at}")).notice_id for at in range(MOST_KEPT + 2)]
    for one in ids:
        turned(qtbot, screen, one)
    kept = screen.notice._manuscripts
    assert len(kept) == MOST_KEPT
    screen.discarding.discard()
    qtbot.waitUntil(lambda: screen.notice.drafting.draft.notice_id != ids[-1])
    assert NoticeKey(ids[-1]) not in kept._kept


def test_words_of_a_title_are_steps_of_their_own(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom
) -> None:
    screen.start_new()
    opened(qtbot, screen)
    title = screen.editor.title
    qtbot.keyClicks(title, "Cards fail")
    qtbot.keyClick(title, Qt.Key.Key_Backspace)
    press(qtbot, title, UNDO)
    assert title.text() == "Cards fail"
    press(qtbot, title, UNDO)
    assert title.text() == "Cards"
    press(qtbot, title, UNDO)
    assert title.text() == ""
