"""The stopwatch, through the real window: whoever is asked approves from the list in two clicks."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from statusboard.app.notices.agreement_commands import submit
from statusboard.app.notices.agreement_inputs import Submit
from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.queries import EDITOR
from statusboard.app.settings import AGREEMENT
from statusboard.domain.approval import ApprovalState, Consent, Occasion
from tests.fixtures.database import _migrated_file
from tests.fixtures.screens import dressed, loop, office, operations, sqlite_database
from tests.fixtures.speaking import MAJOR, wording
from tests.fixtures.watched_newsroom import WatchedNewsroom
from tests.ui.shell.test_few_clicks_tell_customers import newsroom, window
from ui.screens.destinations import NoticesPlace, ScreenKey
from ui.screens.notices.list.notice_rows import Line
from ui.screens.notices.screen import NoticesScreen
from ui.shell.window import Window

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "newsroom",
    "office",
    "operations",
    "sqlite_database",
    "window",
]


@pytest.fixture
def asked(newsroom: WatchedNewsroom) -> int:
    """A critical draft of Ben's, who asks for approval; and another one that was saved later."""
    newsroom.setting(AGREEMENT.setting(Occasion.CRITICAL.value), Consent.OTHER.value)
    (service, *_) = newsroom.checks
    saved = newsroom.draft(wording({service: MAJOR}), who="Ben")
    newsroom.do(submit, Submit(saved.notice_id, saved.revision), "Ben")
    newsroom.draft(wording({service: MAJOR}, title="Something else"), who="Ben")
    return saved.notice_id


def test_a_text_that_waits_is_approved_with_two_clicks(
    qtbot: QtBot, window: Window, newsroom: WatchedNewsroom, asked: int
) -> None:
    window.go_to(NoticesPlace())
    qtbot.waitUntil(lambda: window.screen_of(ScreenKey.NOTICES) is not None)
    screen = window.screen_of(ScreenKey.NOTICES)
    assert isinstance(screen, NoticesScreen)

    def waiting() -> list[int]:
        model = screen.list.model()
        return [
            row
            for row, line in enumerate(screen.list.rows)
            if isinstance(line, Line)
            and "waiting for you since" in str(model.index(row, 0).data() or "")
        ]

    qtbot.waitUntil(lambda: bool(waiting()))
    qtbot.waitUntil(lambda: screen.workplace.is_editing and not screen.turning.is_going)
    where = screen.list.visualRect(screen.list.model().index(waiting()[0], 0)).center()

    qtbot.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    approve = screen.editor.agreement.approve_button
    qtbot.waitUntil(approve.isVisible)
    assert "Ben asks for your approval" in screen.editor.agreement.line.sentence
    qtbot.mouseClick(approve, Qt.MouseButton.LeftButton)

    def state() -> ApprovalState:
        found: ApprovalState = newsroom.ask(EDITOR, EditorAsk(asked)).agreement.state
        return found

    qtbot.waitUntil(lambda: state() is ApprovalState.APPROVED)
    qtbot.waitUntil(lambda: "Approved by Ada" in screen.editor.agreement.line.sentence)
