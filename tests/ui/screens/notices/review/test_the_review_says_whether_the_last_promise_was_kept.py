"""Below the next promise stands what became of the last one, before anybody makes another."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from statusboard.domain.promises import Promise, PromiseState
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording
from ui.screens.destinations import NoticePlace
from ui.screens.notices.review.last_promise import last_promise_words
from ui.screens.notices.screen import NoticesScreen

KEPT, LATE, OPEN, WITHDRAWN = PromiseState
DUE = NOON + 30 * MINUTE
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "came", "now", "words"),
    [
        (KEPT, 26 * MINUTE, 40 * MINUTE, "The last promise was kept, 4 minutes early."),
        (KEPT, 29 * MINUTE + SECOND, 40 * MINUTE, "The last promise was kept."),
        (LATE, 38 * MINUTE, 50 * MINUTE, "The last update came late by 8 minutes."),
        (OPEN, None, 33 * MINUTE, "The last promise is overdue by 3 minutes."),
        (OPEN, None, 20 * MINUTE, "This keeps the last promise, 10 minutes early."),
        (OPEN, None, 30 * MINUTE, "This keeps the last promise."),
        (WITHDRAWN, 3 * MINUTE, 5 * MINUTE, ""),
    ],
)
def test_it_is_said_in_one_sentence(
    qapp: object, state: PromiseState, came: timedelta | None, now: timedelta, words: str
) -> None:
    promise = Promise(NOON, DUE, state, None if came is None else NOON + came)
    assert last_promise_words(promise, NOON + now) == words


def test_where_nothing_was_promised_nothing_is_said() -> None:
    assert last_promise_words(None, NOON) == ""


def test_the_sheet_says_it_below_the_next_promise(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    newsroom.clock.forward(26 * MINUTE)
    newsroom.publish(wording({failing: MAJOR}, body="Still."), incident_id=said.incident_id)
    newsroom.clock.forward(10 * MINUTE)
    newsroom.watched()

    screen.focus_on(NoticePlace(incident_id=said.incident_id))
    opened(qtbot, screen)
    write(screen, "We have found the cause.")
    body = screen.editor.body.text
    qtbot.keyClick(body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    words = [label.text() for label in sheet.findChildren(QLabel)]
    last = "The last promise was kept, 4 minutes early."
    assert f"30 minutes after publishing, so later if you wait. {last}" in words
    sheet.reject()
