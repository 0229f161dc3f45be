"""What monitoring says of a text is there with its last key, and is what the review says.

The rule runs on what is typed, in the window: nothing is waited for, saved or asked.
"""

from pathlib import Path

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from statusboard.app.notices.asks import EditorAsk, ReviewAsk
from statusboard.app.notices.commands import discard_draft
from statusboard.app.notices.inputs import DiscardDraft
from statusboard.app.notices.queries import EDITOR, REVIEW
from statusboard.domain.status import OF_INCIDENTS
from tests.fixtures.notices_screen import opened
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, PARTIAL, Newsroom, wording
from ui.screens.destinations import NewNoticePlace
from ui.screens.notices.editor.findings_list import Level
from ui.screens.notices.editor.writing_points import held_against
from ui.screens.notices.screen import NoticesScreen


def blocking(screen: NoticesScreen) -> list[str]:
    points = screen.editor.findings.points
    return [point.sentence for point in points if point.level is Level.BLOCKS]


def test_what_monitoring_says_follows_each_key_before_anything_is_saved(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    screen.notice.drafting.pause_ms = 600_000
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    assert blocking(screen) == []
    # No event is waited for: what follows a key is there when the key has been taken.
    screen.editor.state.button("resolved").click()
    assert blocking(screen) == [
        "{next_update_promise} cannot be filled: no next update is promised. Choose a time.",
        "The notice says resolved, but the checks still see trouble with Checkout API: "
        "major outage since 11:50 UTC.",
    ]
    screen.editor.state.button("investigating").click()
    assert blocking(screen) == []
    body = screen.editor.body.text
    body.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(body, " It is back!")
    said = [point.finding for point in screen.editor.findings.points if point.finding]
    assert "shouting" in {finding.rule for finding in said}
    assert not screen.notice.is_stored


def test_the_editor_holds_a_text_against_the_same_as_the_review(
    newsroom: Newsroom, failing: int, folder: Path
) -> None:
    other = newsroom.service("Storefront")
    newsroom.measures(other, (NOON - 60 * MINUTE, GOOD), (NOON - 5 * MINUTE, MAJOR))
    said = newsroom.publish(wording({failing: MAJOR, other: MAJOR}, started_at=NOON - 10 * MINUTE))
    for status in OF_INCIDENTS:
        written = wording({failing: PARTIAL}, status=status, started_at=NOON - 90 * MINUTE)
        for incident_id in (None, said.incident_id):
            saved = newsroom.draft(written, incident_id=incident_id)
            review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
            view = newsroom.ask(EDITOR, EditorAsk(saved.notice_id))
            # Where the states differ the editor offers to follow, which the review cannot.
            said_here = tuple(one for one in review.findings if one.rule != "other_state")
            assert held_against(written, newsroom.clock.now(), view) == said_here
            assert review.findings
            newsroom.do(discard_draft, DiscardDraft(saved.notice_id))
