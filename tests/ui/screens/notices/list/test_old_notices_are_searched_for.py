"""The search field finds notices by their titles at once, and by all that was said soon after."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from statusboard.app.notices.queries import RESOLVED_SHOWN
from tests.fixtures.notices_screen import opened
from tests.fixtures.past_incidents import past_incident
from tests.fixtures.speaking import NOON, Newsroom
from ui.screens.notices.list.notice_rows import Line
from ui.screens.notices.screen import NoticesScreen

OLD = "Card payments are failing"


@pytest.fixture
def old(newsroom: Newsroom, folder: Path, failing: int) -> int:
    """One more incident than the list shows, the oldest of which tells of a fibre."""
    texts = ["Cards fail.", "A supplier's fibre was cut.", "Cards work again."]
    began = NOON - timedelta(days=900)
    mine = past_incident(newsroom.database, texts, title=OLD, began=began)
    for number in range(RESOLVED_SHOWN):
        when: datetime = NOON - timedelta(days=RESOLVED_SHOWN - number)
        past_incident(newsroom.database, ["It was slow."], title=f"Slow {number}", began=when)
    return mine


def titles(screen: NoticesScreen) -> list[str]:
    return [row.title for row in screen.list.rows if isinstance(row, Line)]


def ready(qtbot: QtBot, screen: NoticesScreen) -> None:
    qtbot.waitUntil(lambda: len(titles(screen)) == RESOLVED_SHOWN)
    assert OLD not in titles(screen)


def test_what_is_too_old_for_the_list_is_found_by_its_text_and_opens(
    qtbot: QtBot, old: int, screen: NoticesScreen
) -> None:
    ready(qtbot, screen)

    screen.head.search.setText("fibre")
    assert titles(screen) == []
    qtbot.waitUntil(lambda: titles(screen) == [OLD])

    screen.list.setCurrentIndex(screen.list.model().index(1, 0))
    opened(qtbot, screen)
    assert screen.notice.key is not None
    assert screen.notice.key.incident_id == old
    screen.head.search.clear()
    assert len(titles(screen)) == RESOLVED_SHOWN


@pytest.mark.usefixtures("old")
def test_titles_and_texts_are_found_together_without_a_jump(
    qtbot: QtBot, screen: NoticesScreen
) -> None:
    ready(qtbot, screen)

    screen.head.search.setText("fib")
    qtbot.waitUntil(lambda: titles(screen) == [OLD])
    screen.head.search.setText("fibr")
    assert titles(screen) == [OLD]
    screen.head.search.setText("slow 49")
    assert "Slow 49" in titles(screen)
    qtbot.waitUntil(lambda: titles(screen) == ["Slow 49"])


@pytest.mark.usefixtures("old")
def test_an_answer_that_comes_too_late_adds_nothing(qtbot: QtBot, screen: NoticesScreen) -> None:
    ready(qtbot, screen)

    screen.head.search.setText("fibre")
    screen.searching.ask_again()
    screen.head.search.clear()
    qtbot.waitUntil(lambda: not screen.operations._running)

    assert OLD not in titles(screen)
