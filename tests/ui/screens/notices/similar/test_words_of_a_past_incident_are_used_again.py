"""Beside a draft stand past incidents like it; their words are read, and used, by keyboard too."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fixtures.notices_screen import opened, write
from tests.fixtures.past_incidents import past_incident
from tests.fixtures.speaking import MINUTE, Newsroom
from ui.screens.notices.screen import NoticesScreen
from ui.screens.notices.similar.similar_card import SimilarCard
from ui.screens.notices.similar.similar_sheet import SimilarSheet

TEXTS = (
    "Nobody can sign in. We are looking into it.",
    "The session store is full. We are making room. 🙂",
    "Sign-in works again. We watch it for an hour.",
    "This is over. We have doubled the session store.",
)
TITLE = "Sign-in is down"


@pytest.fixture
def before(newsroom: Newsroom, folder: Path, failing: int) -> int:
    """An incident of a month ago that says nothing of the service that fails now."""
    return past_incident(newsroom.database, TEXTS, title=TITLE, lasted=12 * MINUTE)


def card_of(screen: NoticesScreen) -> SimilarCard:
    return screen.workplace.side.similar


def look_back(qtbot: QtBot, screen: NoticesScreen) -> SimilarSheet:
    """Writes about the sign-in, and opens what is proposed."""
    screen.start_new()
    opened(qtbot, screen)
    write(screen, "Many people cannot sign in, for the session store is full.")
    qtbot.waitUntil(card_of(screen).isVisible)
    row = card_of(screen).rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    sheet = screen.notice.following.looking_back.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.updates)
    return sheet


@pytest.mark.usefixtures("before")
def test_what_is_like_the_text_stands_beside_it_once_the_typing_pauses(
    qtbot: QtBot, screen: NoticesScreen
) -> None:
    screen.start_new()
    opened(qtbot, screen)
    qtbot.waitUntil(lambda: not screen.operations._running)
    assert not card_of(screen).isVisible()

    write(screen, "Many people cannot sign in, for the session store is full.")
    assert not card_of(screen).isVisible()
    qtbot.waitUntil(card_of(screen).isVisible)

    assert [row.isVisible() for row in card_of(screen).rows] == [True, False, False]
    assert card_of(screen).rows[0].accessibleName() == f"{TITLE}, 25 Sep · 12 min"

    write(screen, "Exports of reports stop halfway.")
    qtbot.waitUntil(lambda: not card_of(screen).isVisible())


@pytest.mark.usefixtures("before")
def test_nothing_is_asked_while_somebody_types(qtbot: QtBot, screen: NoticesScreen) -> None:
    screen.start_new()
    opened(qtbot, screen)
    qtbot.waitUntil(lambda: not screen.operations._running)
    looking_back = screen.notice.following.looking_back
    for letter in "sign in":
        screen.editor.body.text.insertPlainText(letter)
        assert looking_back._timer.isActive()
        assert looking_back._timer.remainingTime() > 400


@pytest.mark.usefixtures("before")
def test_another_notice_begins_without_what_was_like_the_last_one(
    qtbot: QtBot, screen: NoticesScreen
) -> None:
    sheet = look_back(qtbot, screen)
    sheet.reject()
    screen.start_new()
    opened(qtbot, screen)

    qtbot.waitUntil(lambda: not card_of(screen).isVisible())


@pytest.mark.usefixtures("before")
def test_the_sheet_tells_all_that_was_said_and_opens_where_the_draft_stands(
    qtbot: QtBot, screen: NoticesScreen
) -> None:
    sheet = look_back(qtbot, screen)

    said = [sheet.updates.item(row).text() for row in range(sheet.updates.count())]
    assert said == [
        "Resolved, after 12 min",
        "Monitoring, after 9 min",
        "Identified, after 6 min",
        "Investigating, after 3 min",
    ]
    assert sheet.text.toPlainText() == TEXTS[0]
    qtbot.keyClick(sheet.updates, Qt.Key.Key_Up)
    assert sheet.text.toPlainText() == TEXTS[1]
    sheet.reject()
    qtbot.waitUntil(lambda: screen.notice.following.looking_back.sheet is None)
    assert QApplication.focusWidget() is card_of(screen).rows[0]


@pytest.mark.usefixtures("before")
def test_the_words_come_into_the_draft_in_one_step_of_undo(
    qtbot: QtBot, screen: NoticesScreen
) -> None:
    sheet = look_back(qtbot, screen)
    body = screen.editor.body
    mine = body.plain_text()
    qtbot.keyClick(sheet.updates, Qt.Key.Key_Up)
    qtbot.keyClick(sheet.updates, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: screen.notice.following.looking_back.sheet is None)
    assert body.plain_text() == f"{mine}\n\n{TEXTS[1]}"
    assert screen.editor.wording.body == body.plain_text()
    assert body.text.hasFocus()
    body.text.undo()
    assert body.plain_text() == mine


@pytest.mark.parametrize(
    ("text", "cursor", "becomes"),
    [
        ("", 0, "NEW"),
        ("🙂 One.\n\nTwo.", 0, "🙂 One.\n\nTwo.\n\nNEW"),
        ("🙂 One.\n\nTwo.", 7, "🙂 One.\n\nNEW\n\nTwo."),
        ("🙂 One.\n\nTwo.", 9, "🙂 One.\n\nNEW\n\nTwo."),
        ("One.\nTwo.", 5, "One.\n\nNEW\n\nTwo."),
    ],
)
@pytest.mark.usefixtures("before")
def test_words_stand_apart_from_what_is_around_them(
    qtbot: QtBot, screen: NoticesScreen, text: str, cursor: int, becomes: str
) -> None:
    screen.start_new()
    opened(qtbot, screen)
    body = screen.editor.body
    body.load(text)
    place = body.text.textCursor()
    place.setPosition(cursor)
    body.text.setTextCursor(place)

    body.insert_paragraph("NEW")

    assert body.plain_text() == becomes
    body.text.undo()
    assert body.plain_text() == text


@pytest.mark.usefixtures("before")
def test_what_is_selected_gives_way_to_the_words(qtbot: QtBot, screen: NoticesScreen) -> None:
    screen.start_new()
    opened(qtbot, screen)
    body = screen.editor.body
    body.load("One. Two. Three.")
    place = body.text.textCursor()
    place.setPosition(0)
    place.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    body.text.setTextCursor(place)

    body.insert_paragraph("NEW")

    assert body.plain_text() == "NEW\n\n Two. Three."


@pytest.mark.usefixtures("before")
def test_the_rows_are_met_by_tab_after_the_text(qtbot: QtBot, screen: NoticesScreen) -> None:
    look_back(qtbot, screen).reject()
    walk = []
    control = screen.nextInFocusChain()
    while control is not screen:
        walk.append(control)
        control = control.nextInFocusChain()

    assert walk.index(screen.editor.body.text) < walk.index(card_of(screen).rows[0])
