"""A placeholder is seen as the words that fill it, and is kept as it is written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus
from statusboard.domain.templates.house import OURS
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.speaking import MINUTE, Newsroom
from ui.screens.destinations import NewNoticePlace
from ui.screens.notices.editor.body_editor import BodyEditor
from ui.screens.notices.screen import NoticesScreen
from ui.screens.notices.writing.linked_blocks import LinkedBlocks, filled_words

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
WRITTEN = "Next: {next_update}.\n\n{uptime_record}"
FACTS = {"next_update": "14:50 CET", "uptime_record": "🙂 has been available 99.98 % of it."}


@pytest.fixture
def text(qtbot: QtBot, theme: object) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.setPlainText(WRITTEN)
    return made


@pytest.fixture
def links(text: QPlainTextEdit) -> LinkedBlocks:
    made = LinkedBlocks(text)
    made.show_values(FACTS)
    return made


def stand_at(text: QPlainTextEdit, words: str) -> None:
    cursor = text.document().find(words)
    cursor.setPosition(cursor.selectionEnd())
    text.setTextCursor(cursor)


def test_facts_are_seen_and_placeholders_are_kept(
    text: QPlainTextEdit, links: LinkedBlocks
) -> None:
    assert text.toPlainText() == f"Next: 14:50 CET.\n\n{FACTS['uptime_record']}"
    assert links.written() == WRITTEN
    assert not text.document().isUndoAvailable()


def test_a_fact_that_changes_is_followed_and_no_step_of_a_persons_is_lost(
    qtbot: QtBot, text: QPlainTextEdit, links: LinkedBlocks
) -> None:
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, " Bye")
    at = text.textCursor().position()
    links.show_values({**FACTS, "next_update": "15:10 CET"})
    assert "Next: 15:10 CET." in text.toPlainText()
    assert text.textCursor().position() == at
    assert links.written() == f"{WRITTEN} Bye"

    while links.written() != WRITTEN:
        qtbot.keyClick(text, *UNDO)
    links.redo()
    assert links.written() != WRITTEN
    links.show_values({**FACTS, "next_update": "15:20 CET"})
    assert text.document().isRedoAvailable()  # what could be done again is still there
    qtbot.keyClicks(text, "x")
    assert "15:20 CET" in text.toPlainText()


def test_what_is_written_is_read_anew_after_every_change(
    text: QPlainTextEdit, links: LinkedBlocks
) -> None:
    cursor = QTextCursor(text.document())
    cursor.beginEditBlock()
    # To the document these are one change.
    for number, read in enumerate(("1", "12", "123"), 1):
        cursor.insertText(str(number))
        assert links.written() == f"{read}{WRITTEN}"
    cursor.endEditBlock()
    text.undo()
    assert links.written() == WRITTEN
    text.setPlainText("Other words, {next_update}")
    assert links.written() == "Other words, {next_update}"
    assert text.toPlainText() == "Other words, 14:50 CET"
    # The same words, which stand for nothing any more.
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setCharFormat(QTextCharFormat())
    assert links.written() == "Other words, 14:50 CET"


def test_typing_inside_leaves_plain_words(
    qtbot: QtBot, text: QPlainTextEdit, links: LinkedBlocks
) -> None:
    stand_at(text, "14:5")
    qtbot.keyClicks(text, "5")
    assert links.written() == "Next: 14:550 CET.\n\n{uptime_record}"
    links.show_values({**FACTS, "next_update": "15:10 CET"})
    assert links.written() == "Next: 14:550 CET.\n\n{uptime_record}"
    qtbot.keyClick(text, *UNDO)
    assert links.written() == WRITTEN


def test_typing_at_either_end_keeps_the_link(
    qtbot: QtBot, text: QPlainTextEdit, links: LinkedBlocks
) -> None:
    stand_at(text, "CET")
    qtbot.keyClicks(text, " or so")
    stand_at(text, "Next: ")
    qtbot.keyClicks(text, "at ")
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "Bye")
    assert links.written() == "Next: at {next_update} or so.\n\n{uptime_record}\nBye"
    assert links.name_at(text.document().find("14:50").selectionStart()) == "next_update"
    assert links.name_at(text.document().find("or so").selectionStart()) == ""


def test_a_placeholder_typed_by_hand_is_filled_at_once_and_taken_back_as_typed(
    qtbot: QtBot, text: QPlainTextEdit, links: LinkedBlocks
) -> None:
    text.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(text, "{next_update")
    assert text.toPlainText().startswith("{next_updateNext")
    qtbot.keyClicks(text, "}")
    assert text.toPlainText().startswith("14:50 CETNext")
    assert links.written() == f"{{next_update}}{WRITTEN}"


def test_what_nothing_fills_any_more_is_seen_as_it_is_written(
    text: QPlainTextEdit, links: LinkedBlocks
) -> None:
    links.show_values({"next_update": "14:50 CET"})
    assert text.toPlainText() == "Next: 14:50 CET.\n\n{uptime_record}"
    assert links.written() == WRITTEN


def test_it_says_when_it_is_filled() -> None:
    assert filled_words("next_update") == "Filled when published: The time of the next update"


def test_a_template_takes_the_place_of_the_text_in_one_step(qtbot: QtBot, theme: object) -> None:
    body = BodyEditor()
    qtbot.addWidget(body)
    body.links.show_values(FACTS)
    body.load("Before.")
    body.begin_with("We look into it. {next_update}", replaces=True)
    assert body.plain_text() == "We look into it. {next_update}"
    assert body.text.toPlainText() == "We look into it. 14:50 CET"
    body.links.undo()
    assert body.plain_text() == "Before."
    body.text.moveCursor(QTextCursor.MoveOperation.End)
    body.begin_with(" After.", replaces=False)
    assert body.plain_text() == "Before. After."


def test_templates_of_the_state_come_first_in_the_language_of_drafts(
    qtbot: QtBot, theme: object
) -> None:
    body = BodyEditor()
    qtbot.addWidget(body)
    body.toolbar.templates.offer(OURS, IncidentStatus.IDENTIFIED)
    menu = body.toolbar.templates.menu_of()
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names[:2] == ["Identified", "Still identified"]
    assert "Deutsch" in names
    with qtbot.waitSignal(body.toolbar.templates.chosen) as chosen:
        menu.actions()[0].trigger()
    text, language, replaces = chosen.args
    assert text.body.startswith("{trouble} We have found the cause")
    assert (language, replaces) == (Language.ENGLISH, True)


def test_the_promise_in_the_text_moves_with_the_field_and_is_kept_as_a_placeholder(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    assert screen.editor.wording.body.endswith("{next_update_promise}")
    assert screen.editor.body.text.toPlainText().endswith("by 12:30 UTC.")
    newsroom.clock.forward(5 * MINUTE)
    screen.editor.body.links.aged.emit()
    assert screen.editor.body.text.toPlainText().endswith("by 12:35 UTC.")
    assert screen.notice.drafting.is_kept  # following a fact is nobody's change


def test_a_template_is_begun_with_what_is_known(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "")
    menu = screen.editor.body.toolbar.templates.menu_of()
    menu.actions()[1].trigger()
    assert screen.editor.body.text.toPlainText() == (
        "We are still looking for the cause. Checkout API has been unavailable since 11:50 UTC."
        "\n\nWe will update this notice by 12:30 UTC."
    )


def test_a_gap_is_marked_and_can_be_left_out_in_one_step(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "We look into it. {ended} {next_update_promise}")
    (gap,) = [
        point.finding
        for point in screen.editor.findings.points
        if point.finding and point.finding.rule == "gap"
    ]
    assert gap.words[0] in screen.editor.marks.marked
    screen.editor.marks.mend(gap)
    assert screen.editor.body.plain_text() == "We look into it. {next_update_promise}"
    screen.editor.body.links.undo()
    assert "{ended}" in screen.editor.body.plain_text()
