"""The body editor: Markdown by button, undo, the count."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from statusboard.domain.notice import BODY_LIMIT
from ui.screens.notices.editor.body_editor import BodyEditor
from ui.screens.notices.editor.body_footer import word_count
from ui.theme.theme import Theme


@pytest.fixture
def body(qtbot: QtBot, dressed: Theme) -> Iterator[BodyEditor]:
    made = BodyEditor()
    qtbot.addWidget(made)
    return made


def select(body: BodyEditor, words: str) -> None:
    start = body.plain_text().index(words)
    cursor = body.text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    body.text.setTextCursor(cursor)


def test_bold_italic_and_link_surround_the_selection(body: BodyEditor) -> None:
    body.load("one two three")
    select(body, "one")
    body.bold()
    select(body, "two")
    body.italic()
    select(body, "three")
    body.link()
    assert body.plain_text() == "**one** *two* [three](https://)"


def test_what_the_toolbar_does_is_undone_in_one_step(body: BodyEditor) -> None:
    body.load("one two")
    select(body, "two")
    body.bold()
    body.text.undo()
    assert body.plain_text() == "one two"


def test_lines_become_a_list_and_lines_again(body: BodyEditor) -> None:
    body.load("one\n\ntwo")
    body.text.selectAll()
    body.bullets()
    assert body.plain_text() == "- one\n\n- two"
    body.text.selectAll()
    body.bullets()
    assert body.plain_text() == "one\n\ntwo"


def test_loading_is_no_edit_and_typing_is(qtbot: QtBot, body: BodyEditor) -> None:
    edits: list[None] = []
    body.edited.connect(lambda: edits.append(None))
    body.load("one")
    assert edits == []
    qtbot.keyClicks(body.text, "x")
    assert len(edits) == 1


def test_loading_the_same_text_keeps_undo(qtbot: QtBot, body: BodyEditor) -> None:
    body.load("one")
    qtbot.keyClicks(body.text, "x")
    body.load(body.plain_text())
    body.text.undo()
    assert body.plain_text() == "one"


def test_the_name_of_a_picture_is_no_word() -> None:
    picture = f"![A grey box](image:{'0' * 32}-40x30.png)"
    assert word_count(f"See this: {picture}") == 5


def test_tab_leaves_the_text(qtbot: QtBot, body: BodyEditor) -> None:
    body.load("one")
    qtbot.keyClick(body.text, Qt.Key.Key_Tab)
    assert body.plain_text() == "one"


def test_an_inserted_sentence_gets_the_space_it_needs(body: BodyEditor) -> None:
    body.load("One.")
    cursor = body.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    body.text.setTextCursor(cursor)
    body.insert_sentence("Two.")
    assert body.plain_text() == "One. Two."


def test_an_inserted_sentence_gets_its_space_after_an_emoji_too(body: BodyEditor) -> None:
    """Qt counts two places where a text has one."""
    body.load("😀 One.\nTwo")
    cursor = body.text.textCursor()
    cursor.setPosition(len("😀 One.".encode("utf-16-le")) // 2)
    body.text.setTextCursor(cursor)
    body.insert_sentence("More.")
    assert body.plain_text() == "😀 One. More.\nTwo"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("**one** two", 2), ("it’s 14:20", 2), ("- a\n- b", 2), ("[here](https://)", 2)],
)
def test_marks_are_no_words(text: str, words: int) -> None:
    assert word_count(text) == words


def test_a_text_that_is_too_long_says_by_how_much(body: BodyEditor) -> None:
    body.load("x" * (BODY_LIMIT + 3))
    assert body.footer.limit.text() == "Too long to publish by 3 characters"
