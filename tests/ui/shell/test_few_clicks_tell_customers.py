"""The stopwatch, through the real window: how many clicks it takes until customers are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from statusboard.domain.changes import Changes, Topic
from statusboard.domain.incident import Incident
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.notices import ReviewView
from statusboard.storage import incidents
from statusboard.storage.database import Database
from statusboard.storage.tables import DELIVERY, MESSAGE
from tests.fixtures.database import _migrated_file
from tests.fixtures.notices_screen import opened
from tests.fixtures.readers import channel, readers
from tests.fixtures.screens import dressed, loop, office, operations, sqlite_database
from tests.fixtures.speaking import MINUTE
from tests.fixtures.watched_newsroom import WatchedNewsroom
from ui.runtime.operations import Operations
from ui.screens.board.face import BoardFace
from ui.screens.board.side import BoardSide
from ui.screens.destinations import BoardPlace, NoticePlace, ScreenKey
from ui.screens.notices.review.review_sheet import ReviewSheet
from ui.screens.notices.screen import NoticesScreen
from ui.shell.window import Window
from ui.startup.screens import window_around

__all__ = ["_migrated_file", "dressed", "loop", "office", "operations", "sqlite_database"]

RESOLVED = IncidentStatus.RESOLVED
READER = "reader@customer.example"
EVERYTHING = Changes.of(Topic.STATES, Topic.NOTICES, Topic.INCIDENTS)


@pytest.fixture
def newsroom(sqlite_database: Database, tmp_path: Path) -> WatchedNewsroom:
    made = WatchedNewsroom(sqlite_database)
    made.publishes_to(tmp_path / "page")
    made.serves("Checkout API", "Card payments")
    return made


@pytest.fixture
def window(qtbot: QtBot, operations: Operations, newsroom: WatchedNewsroom) -> Iterator[Window]:
    made = window_around(BoardFace(clock=newsroom.clock), clock=newsroom.clock)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.set_operations(operations)
    yield made
    made.hide()


@dataclass
class Hand:
    """Presses what a person would press, and counts."""

    qtbot: QtBot
    window: Window
    newsroom: WatchedNewsroom
    clicks: int = 0
    keys: int = 0

    def click(self, target: QWidget) -> None:
        assert target.isVisible()
        assert target.isEnabled()
        self.clicks += 1
        self.qtbot.mouseClick(target, Qt.MouseButton.LeftButton)

    def press(self, target: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        self.keys += 1
        target.window().activateWindow()
        self.qtbot.waitUntil(target.isActiveWindow)
        self.qtbot.keyClick(target, key, *modifiers)

    def hears(self) -> None:
        """What was written reaches the window."""
        self.window.changes_arrived(EVERYTHING)

    def on_board(self, words: str) -> QAbstractButton:
        """The button of the board's side that says so, once it is there."""
        side = self.window.face.findChild(BoardSide)
        assert side is not None

        def found() -> list[QAbstractButton]:
            buttons = side.findChildren(QAbstractButton)
            return [one for one in buttons if one.isVisible() and one.text().startswith(words)]

        self.qtbot.waitUntil(lambda: bool(found()))
        return found()[0]

    @property
    def notices(self) -> NoticesScreen:
        screen = self.window.screen_of(ScreenKey.NOTICES)
        assert isinstance(screen, NoticesScreen)
        return screen

    def sheet(self) -> ReviewSheet:
        """The review, once it is open."""
        self.qtbot.waitUntil(lambda: self.window.screen_of(ScreenKey.NOTICES) is not None)
        self.qtbot.waitUntil(lambda: self.notices.publishing.sheet is not None)
        sheet = self.notices.publishing.sheet
        assert sheet is not None
        return sheet

    def said(self, updates: int) -> Incident:
        """The incident, once so many updates of it are published."""

        def found() -> tuple[Incident, ...]:
            with self.newsroom.database.reading(self.newsroom.clock.now()) as unit:
                return incidents.read_incidents(unit)

        self.qtbot.waitUntil(lambda: bool(found()) and len(found()[0].updates) == updates)
        return found()[0]

    def is_read(self) -> None:
        """Somebody wants to be told."""
        readers(self.newsroom, channel(self.newsroom), [READER])

    def told(self) -> list[str]:
        """The messages that are on their way to the reader, the oldest first."""
        with self.newsroom.database.reading(self.newsroom.clock.now()) as unit:
            asked = (
                select(MESSAGE.c.content)
                .join(DELIVERY, DELIVERY.c.message_id == MESSAGE.c.id)
                .where(DELIVERY.c.address == READER)
                .order_by(DELIVERY.c.update_id)
            )
            return [msgspec.json.decode(one)["text"] for one in unit.connection.scalars(asked)]


@pytest.fixture
def hand(qtbot: QtBot, window: Window, newsroom: WatchedNewsroom) -> Hand:
    return Hand(qtbot, window, newsroom)


def published(hand: Hand, letters: str = "dd") -> Incident:
    """The outage is told, in two clicks."""
    hand.newsroom.passes({1: letters})
    hand.hears()
    hand.click(hand.on_board("Read and publish"))
    hand.click(hand.sheet().publish_button)
    incident = hand.said(1)
    hand.qtbot.waitUntil(lambda: hand.sheet().is_sent)
    hand.sheet().reject()
    return incident


def test_whoever_comes_back_from_a_review_that_the_board_opened_stands_in_the_text(
    hand: Hand,
) -> None:
    published(hand)
    hand.window.go_to(BoardPlace())
    hand.hears()
    hand.on_board("No change")
    hand.press(hand.window.face, Qt.Key.Key_N)
    hand.sheet().reject()
    editor = hand.notices.editor
    hand.qtbot.waitUntil(lambda: hand.window.focusWidget() is editor.body.text)


def test_from_the_alarm_to_a_published_clean_notice_it_takes_two_clicks(hand: Hand) -> None:
    hand.is_read()
    hand.newsroom.passes({1: "dd"})
    hand.hears()

    hand.click(hand.on_board("Read and publish"))
    view: ReviewView = hand.sheet().view
    assert view.findings == ()
    hand.click(hand.sheet().publish_button)

    incident = hand.said(1)
    assert hand.clicks == 2
    assert hand.keys == 0
    assert incident.wording.title == "Checkout API is unavailable"
    assert [incident.wording.body in text for text in hand.told()] == [True]


def test_an_update_takes_three_clicks(hand: Hand) -> None:
    hand.is_read()
    published(hand)
    hand.window.go_to(BoardPlace())
    hand.clicks = 0
    hand.newsroom.passes({1: "d"})

    hand.click(hand.window.navigation.items[ScreenKey.NOTICES])
    opened(hand.qtbot, hand.notices)
    hand.notices.editor.body.text.selectAll()
    words = "Payments fail at checkout since noon. We have found the cause and are mending it."
    hand.qtbot.keyClicks(hand.notices.editor.body.text, words)
    hand.click(hand.notices.editor.review_button)
    hand.click(hand.sheet().publish_button)

    assert hand.said(2).wording.body == words
    assert hand.clicks <= 3
    assert words in hand.told()[-1]


def test_from_the_recovery_to_everybody_being_told_it_takes_two_clicks_and_no_writing(
    hand: Hand,
) -> None:
    hand.is_read()
    published(hand)
    hand.window.go_to(BoardPlace())
    hand.clicks = 0
    hand.newsroom.passes({1: "uu"})
    hand.hears()

    hand.click(hand.on_board("Read and resolve"))
    assert [finding for finding in hand.sheet().view.findings if finding.blocks] == []
    hand.click(hand.sheet().publish_button)

    over = hand.said(2)
    assert (over.status, over.wording.components) == (RESOLVED, {1: over.wording.components[1]})
    assert hand.clicks <= 3
    assert hand.keys == 0
    assert over.wording.body in hand.told()[-1]


def test_a_promise_is_kept_by_two_keys(hand: Hand) -> None:
    promised = published(hand).wording.next_update_at
    hand.window.go_to(BoardPlace())
    hand.newsroom.passes({1: "d" * 20})
    hand.hears()
    button = hand.on_board("No change")
    assert button.text().endswith("(N)")

    hand.press(hand.window.face, Qt.Key.Key_N)
    sheet = hand.sheet()
    assert sheet.view.findings == ()
    hand.qtbot.waitUntil(sheet.publish_button.hasFocus)
    hand.press(sheet.publish_button, Qt.Key.Key_Return)

    update = hand.said(2).updates[0]
    assert hand.keys == 2
    assert update.wording.next_update_at == _later(update.published_at)
    assert promised is not None
    assert update.wording.next_update_at > promised
    assert update.wording.body.startswith("We are still looking for the cause.")


def _later(published_at: datetime) -> datetime:
    return published_at + 30 * MINUTE


def test_the_second_no_change_in_a_row_is_warned_of_and_enter_does_not_publish_it(
    hand: Hand,
) -> None:
    incident = published(hand)
    for updates in (2, 3):
        hand.window.go_to(BoardPlace())
        hand.newsroom.passes({1: "d" * 10})
        hand.hears()
        hand.on_board("No change")
        hand.press(hand.window.face, Qt.Key.Key_N)
        sheet = hand.sheet()
        rules = [finding.rule for finding in sheet.view.findings]
        if updates == 2:
            assert rules == []
            hand.click(sheet.publish_button)
            hand.said(2)
            hand.qtbot.waitUntil(lambda shown=sheet: shown.is_sent)
            sheet.reject()
        else:
            assert rules == ["no_change_again"]
            assert sheet.back_button.hasFocus()
    assert len(hand.said(2).updates) == 2
    assert incident.id == hand.said(2).id


def test_no_change_is_said_from_the_notice_too(hand: Hand) -> None:
    incident = published(hand)
    hand.newsroom.clock.forward(20 * MINUTE)
    hand.newsroom.passes({1: "d"})
    hand.window.go_to(NoticePlace(incident_id=incident.id))
    hand.qtbot.waitUntil(hand.notices.editor.no_change.isVisible)

    hand.press(hand.notices.editor.title, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    sheet = hand.sheet()
    hand.qtbot.waitUntil(sheet.publish_button.hasFocus)
    hand.press(sheet.publish_button, Qt.Key.Key_Return)

    assert len(hand.said(2).updates) == 2


def test_who_writes_the_letter_into_a_field_writes_it(hand: Hand) -> None:
    incident = published(hand)
    hand.window.go_to(NoticePlace(incident_id=incident.id))
    opened(hand.qtbot, hand.notices)

    hand.notices.editor.title.setFocus()
    hand.notices.editor.title.clear()
    hand.qtbot.keyClicks(hand.notices.editor.title, "None")

    assert hand.notices.editor.title.text() == "None"
    assert hand.notices.publishing.sheet is None
    hand.notices.notice.close()


def test_the_end_that_is_left_for_later_comes_back_after_ten_minutes(hand: Hand) -> None:
    published(hand)
    hand.window.go_to(BoardPlace())
    hand.newsroom.passes({1: "uu"})
    hand.hears()

    hand.click(hand.on_board("Wait 10 min"))
    side = hand.window.face.findChild(BoardSide)
    assert side is not None

    def offers_end() -> bool:
        return any(
            one.isVisible() and one.text().startswith("Read and resolve")
            for one in side.findChildren(QAbstractButton)
        )

    hand.qtbot.waitUntil(lambda: not offers_end())
    hand.newsroom.passes({1: "u" * 9})
    hand.hears()
    face = hand.window.face
    now = hand.newsroom.clock.now()
    hand.qtbot.waitUntil(lambda: face.view is not None and face.view.as_of == now)
    assert not offers_end()
    hand.newsroom.clock.forward(MINUTE)
    face.tick()
    assert offers_end()


def test_an_end_that_is_drafted_meanwhile_takes_the_place_of_what_nobody_has_begun(
    hand: Hand,
) -> None:
    incident = published(hand)
    hand.window.go_to(NoticePlace(incident_id=incident.id))
    opened(hand.qtbot, hand.notices)
    hand.qtbot.waitUntil(lambda: not hand.notices.operations.is_busy)
    hand.newsroom.passes({1: "uu"})
    hand.hears()

    editor = hand.notices.editor
    hand.qtbot.waitUntil(lambda: editor.wording.status is RESOLVED)
    assert not editor.offers.origin.isHidden()
    hand.click(editor.review_button)
    hand.click(hand.sheet().publish_button)

    assert hand.said(2).status is RESOLVED
