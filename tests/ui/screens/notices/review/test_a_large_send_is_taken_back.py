"""After publishing to many: ten seconds, as the database counts them, in which nobody is told."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from statusboard.app.delivery.announce import LARGE
from statusboard.app.delivery.queries import LEDGER
from statusboard.domain.delivery import DeliveryState
from statusboard.errors import Unavailable
from tests.fixtures.notices_screen import opened, updates, write
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.screens import OfficeDesk
from tests.fixtures.speaking import MAJOR, Newsroom, wording
from ui.screens.destinations import NewNoticePlace, NoticePlace
from ui.screens.notices.review.review_sheet import ReviewSheet
from ui.screens.notices.screen import NoticesScreen


def published(qtbot: QtBot, screen: NoticesScreen, failing: int) -> ReviewSheet:
    """The sheet of a notice that was published a moment ago."""
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "We are on it.")
    return published_from(qtbot, screen)


def published_from(qtbot: QtBot, screen: NoticesScreen) -> ReviewSheet:
    """The sheet of the notice that is open, published."""
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    sheet.override.setText("because")
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    return sheet


def states(newsroom: Newsroom) -> set[DeliveryState]:
    return {delivery.state for delivery in newsroom.ask(LEDGER, None)}


@pytest.fixture
def thousand(newsroom: Newsroom, folder: Path) -> None:
    readers(newsroom, channel(newsroom), many(LARGE))


@pytest.mark.usefixtures("thousand")
def test_the_seconds_are_those_of_the_database(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    sheet = published(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.brake.is_held)
    assert sheet.brake.figure.text() == "10 s"
    assert "1,000 people" in sheet.brake.headline.text
    newsroom.clock.forward(3.2)
    qtbot.waitUntil(lambda: sheet.brake.figure.text() == "7 s")
    newsroom.clock.forward(6.8)
    qtbot.waitUntil(lambda: not sheet.brake.isVisible())
    sheet.reject()


@pytest.mark.usefixtures("thousand")
def test_taking_back_stops_the_messages_and_says_that_the_page_stays(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    sheet = published(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.brake.is_held)
    sheet.brake.take_back.click()
    qtbot.waitUntil(lambda: sheet.brake.headline.text.startswith("Taken back"))
    assert "The page keeps the update" in sheet.brake.line.text
    assert states(newsroom) == {DeliveryState.SUPERSEDED}
    assert updates(newsroom) == ["We are on it."]
    opened(qtbot, screen)
    assert not sheet.brake.correct.isVisible()
    sheet.brake.write_next.click()
    assert screen.publishing.sheet is None
    assert screen.editor.correction.isHidden()
    assert QApplication.focusWidget() is screen.editor.body.text


@pytest.mark.usefixtures("thousand")
def test_undo_takes_back_and_a_second_time_asks_for_nothing(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    sheet = published(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.brake.is_held)
    for _ in range(2):
        qtbot.keyClick(sheet.back_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not sheet.brake.is_held)
    assert sheet.brake.headline.text.startswith("Taken back")
    assert states(newsroom) == {DeliveryState.SUPERSEDED}
    sheet.reject()


@pytest.mark.usefixtures("thousand")
def test_what_was_not_taken_back_in_time_says_so(
    qtbot: QtBot, screen: NoticesScreen, office: OfficeDesk, newsroom: Newsroom, failing: int
) -> None:
    sheet = published(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.brake.is_held)
    office.problem = Unavailable("The office is not running.")
    sheet.brake.take_back.click()
    qtbot.waitUntil(lambda: sheet.brake.headline.text == "Not taken back")
    assert sheet.brake.line.text == "The office is not running."
    office.problem = None
    assert not sheet.brake.write_next.isVisible()
    sheet.brake.correct.click()
    assert screen.publishing.sheet is None
    qtbot.waitUntil(screen.editor.correction.isVisible)
    assert "Corrects update 1 of" in screen.editor.correction.sentence
    assert "for the 1,000 people" in screen.editor.correction.sentence


@pytest.mark.usefixtures("thousand")
def test_send_now_waits_no_longer(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    sheet = published(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.brake.is_held)
    sheet.brake.let_go.click()
    qtbot.waitUntil(lambda: not sheet.brake.isVisible())
    assert states(newsroom) == {DeliveryState.QUEUED}
    sheet.reject()


def test_a_small_send_is_not_held(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    readers(newsroom, channel(newsroom), many(3))
    sheet = published(qtbot, screen, failing)
    qtbot.waitUntil(lambda: not screen.publishing._brake_timer.isActive())
    assert not sheet.brake.isVisible()
    sheet.reject()


@pytest.mark.usefixtures("thousand")
def test_a_correction_that_was_taken_back_is_written_anew_as_one(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    wrong = newsroom.publish(wording({failing: MAJOR}, body="Your data is lost."))
    newsroom.clock.forward(60)
    screen.focus_on(NoticePlace(corrects=wrong.update_public_id))
    qtbot.waitUntil(screen.editor.correction.isVisible)
    write(screen, "Your data is safe.")
    sheet = published_from(qtbot, screen)
    qtbot.waitUntil(lambda: sheet.brake.is_held)
    sheet.brake.take_back.click()
    qtbot.waitUntil(lambda: sheet.brake.headline.text.startswith("Taken back"))
    qtbot.waitUntil(screen.editor.correction.isHidden)  # the next update is open
    sheet.brake.write_next.click()
    qtbot.waitUntil(screen.editor.correction.isVisible)
    assert "Corrects update 1 of" in screen.editor.correction.sentence
