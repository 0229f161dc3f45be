"""The title of the window: the promise that presses most, on every screen; no stale one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from statusboard.domain.changes import Changes, Topic
from statusboard.domain.status import IncidentStatus
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import _migrated_file
from tests.fixtures.screens import dressed, loop, newsroom, office, operations, sqlite_database
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.destinations import UptimePlace
from ui.shell.window import Window
from ui.shell.window_title import BELIEVED_FOR, changes_in_ms, due_words
from ui.startup.screens import window_around

__all__ = [
    "_migrated_file", "dressed", "loop", "newsroom", "office", "operations", "sqlite_database",
]  # fmt: skip
DESK = "Northwind · StatusBoard"
INCIDENTS = Changes.of(Topic.INCIDENTS)


@pytest.fixture
def window(
    qtbot: QtBot, operations: Operations, newsroom: Newsroom, tmp_path: Path
) -> Iterator[Window]:
    newsroom.service()
    newsroom.service("Search")
    newsroom.setting("page.name", "Northwind")
    newsroom.publishes_to(tmp_path / "page")
    made = window_around(BoardFace(clock=newsroom.clock), clock=newsroom.clock)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.set_operations(operations)
    qtbot.waitUntil(lambda: made.windowTitle() == DESK)
    yield made
    made.hide()


def is_said(qtbot: QtBot, window: Window, title: str) -> None:
    qtbot.waitUntil(lambda: window.windowTitle() == title)


def test_it_follows_the_most_urgent_promise_on_whatever_screen(
    window: Window, newsroom: Newsroom, qtbot: QtBot
) -> None:
    window.go_to(UptimePlace())
    assert not window.title.is_ticking
    newsroom.publish(wording({1: MAJOR}))
    window.changes_arrived(INCIDENTS)
    is_said(qtbot, window, f"Next update due in 30 min – {DESK}")

    other = newsroom.publish(wording({2: MAJOR}, next_update_in=4 * MINUTE))
    window.changes_arrived(INCIDENTS)
    is_said(qtbot, window, f"Next update due in 4 min – {DESK}")

    newsroom.publish(
        wording({2: GOOD}, status=IncidentStatus.RESOLVED), incident_id=other.incident_id
    )
    window.changes_arrived(INCIDENTS)
    is_said(qtbot, window, f"Next update due in 30 min – {DESK}")
    assert window.title.is_ticking


def test_it_says_what_is_overdue_and_nothing_once_it_is_over(
    window: Window, newsroom: Newsroom, qtbot: QtBot
) -> None:
    said = newsroom.publish(wording({1: MAJOR}))
    newsroom.clock.forward(33 * MINUTE)
    window.changes_arrived(INCIDENTS)
    is_said(qtbot, window, f"Update overdue by 3 min – {DESK}")

    newsroom.publish(
        wording({1: GOOD}, status=IncidentStatus.RESOLVED), incident_id=said.incident_id
    )
    window.changes_arrived(INCIDENTS)
    is_said(qtbot, window, DESK)
    assert not window.title.is_ticking


def test_it_counts_on_and_asks_again_whether_the_promise_still_holds(
    window: Window, newsroom: Newsroom, qtbot: QtBot
) -> None:
    said = newsroom.publish(wording({1: MAJOR}))
    window.changes_arrived(INCIDENTS)
    is_said(qtbot, window, f"Next update due in 30 min – {DESK}")
    newsroom.clock.forward(MINUTE)
    window.title.tick()
    assert window.windowTitle() == f"Next update due in 29 min – {DESK}"

    # Somebody says more, and nobody tells this window.
    newsroom.publish(wording({1: MAJOR}, body="Still."), incident_id=said.incident_id)
    newsroom.clock.forward(MINUTE)
    window.title.tick()
    is_said(qtbot, window, f"Next update due in 29 min – {DESK}")


def test_what_nobody_confirms_is_said_no_more(
    window: Window, clock_of: ManualClock, qtbot: QtBot
) -> None:
    title = window.title
    title.confirm_wanted.disconnect()
    title.show_due(clock_of.now() + 20 * MINUTE)
    assert window.windowTitle() == f"Next update due in 20 min – {DESK}"
    clock_of.forward(BELIEVED_FOR + timedelta(seconds=1))
    title.tick()
    assert window.windowTitle() == DESK
    title.show_due(clock_of.now() + 20 * MINUTE)
    assert window.windowTitle().startswith("Next update due")


@pytest.fixture
def clock_of(newsroom: Newsroom) -> ManualClock:
    return newsroom.clock


@pytest.mark.parametrize(
    ("left_s", "words"),
    [
        (4 * 3600, "Next update due in 4 h"),
        (2 * 3600 - 1, "Next update due in 2 h"),
        (2 * 3600 - 60, "Next update due in 1 h 59 min"),
        (241, "Next update due in 5 min"),
        (240, "Next update due in 4 min"),
        (1, "Next update due in 1 min"),
        (0, "Next update due in 1 min"),
        (-1, "Update overdue"),
        (-60, "Update overdue by 1 min"),
        (-3 * 86_400, "Update overdue by 3 days"),
    ],
)
def test_the_words_are_of_whole_minutes(qapp: object, left_s: int, words: str) -> None:
    assert due_words(NOON + timedelta(seconds=left_s), NOON) == words


@given(st.integers(-10_000_000, 10_000_000))
def test_the_title_is_renewed_when_its_words_are_others_and_not_before(left_ms: int) -> None:
    due = NOON + timedelta(milliseconds=left_ms)
    wait = timedelta(milliseconds=changes_in_ms(due, NOON))
    assert timedelta() < wait <= timedelta(minutes=1, milliseconds=10)
    if wait > timedelta(milliseconds=20):
        just_before = NOON + wait - timedelta(milliseconds=11)
        assert due_words(due, just_before) == due_words(due, NOON)
