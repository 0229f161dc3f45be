"""The last look says what becomes of times and impact, and asks who hears of what is long over."""

from datetime import datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY
from tests.fixtures.notices_screen import opened
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, MINUTE, NOON, Newsroom, wording
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.review.review_sheet import ReviewSheet
from ui.screens.notices.review.times_rows import times_words
from ui.screens.notices.screen import NoticesScreen

RESOLVED = IncidentStatus.RESOLVED


def with_a_reader(newsroom: Newsroom) -> None:
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        add_channel(unit, name="mail", kind="email", config={})
        reader = "a@b.example"
        new = NewSubscriber(1, reader, reader, Wishes(), SubscriberState.ACTIVE)
        add_subscriber(unit, new)


def reviewed(qtbot: QtBot, screen: NoticesScreen, notice_id: int) -> ReviewSheet:
    screen.turn_to(NoticeKey(notice_id))
    opened(qtbot, screen)
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.reach.texts != ("Counting who will hear of it…",))
    return sheet


def past(newsroom: Newsroom, ended_at: datetime) -> int:
    over = wording({}, status=RESOLVED, started_at=ended_at - 30 * MINUTE, ended_at=ended_at)
    return newsroom.draft(over).notice_id


def told(newsroom: Newsroom) -> int:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        return int(unit.connection.scalar(select(func.count(DELIVERY.c.id))) or 0)


def test_who_enters_what_is_long_over_tells_nobody_unless_they_say_so(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, folder: Path
) -> None:
    with_a_reader(newsroom)
    sheet = reviewed(qtbot, screen, past(newsroom, NOON - timedelta(days=2)))

    assert sheet.telling.isVisible()
    assert not sheet.telling.box.isChecked()
    assert sheet.publish_button.text() == "Publish to the page"
    assert sheet.reach.texts == ("Nobody is told by a message: only the page says it.",)
    sheet.telling.box.click()
    assert sheet.publish_button.text() == "Publish to 1 person and the page"
    sheet.telling.box.click()
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    assert told(newsroom) == 0
    assert not sheet.telling.isEnabled()


def test_what_was_over_an_hour_ago_is_told_unless_they_say_otherwise(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, folder: Path
) -> None:
    with_a_reader(newsroom)
    sheet = reviewed(qtbot, screen, past(newsroom, NOON - 60 * MINUTE))

    assert sheet.telling.box.isChecked()
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: sheet.is_sent)
    assert told(newsroom) == 1


def test_of_what_lasts_there_is_nothing_to_choose(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    sheet = reviewed(qtbot, screen, newsroom.draft(wording({failing: MAJOR})).notice_id)

    assert not sheet.telling.isVisible()
    assert sheet.telling.tell is None


def test_the_review_says_what_becomes_of_times_and_impact(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    newsroom.measures(failing, (NOON + 9 * MINUTE, GOOD))
    newsroom.clock.forward(30 * MINUTE)
    newsroom.watched()
    over = wording(
        {failing: GOOD}, status=RESOLVED, impact=Impact.MAJOR, started_at=NOON - 12 * MINUTE
    )
    saved = newsroom.draft(over, incident_id=said.incident_id)

    sheet = reviewed(qtbot, screen, saved.notice_id)

    assert list(times_words(sheet.view)) == [
        ("Started", "11:50 UTC", "11:48 UTC"),
        ("Over", "", "12:09 UTC · 21 min"),
        ("Impact", "Critical", "Major"),
    ]
