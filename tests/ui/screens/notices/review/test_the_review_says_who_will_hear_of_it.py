"""Before publishing: whom it reaches, by which channel; afterwards how far the messages are."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from statusboard.domain.changes import Changes, Topic
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import to_us
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import Wishes
from statusboard.storage.tables import DELIVERY
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.speaking import COLLECTOR, MAJOR, Newsroom, wording
from ui.screens.destinations import NewNoticePlace, SubscribersPlace, SubscribersTab
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.review.review_sheet import ReviewSheet
from ui.screens.notices.screen import NoticesScreen


def reviewed(qtbot: QtBot, screen: NoticesScreen) -> ReviewSheet:
    """The review of the notice that is open."""
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    return sheet


def begun(qtbot: QtBot, screen: NoticesScreen, failing: int) -> ReviewSheet:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "We are on it.")
    return reviewed(qtbot, screen)


def settle(newsroom: Newsroom, state: DeliveryState, count: int, reason: str = "") -> None:
    """What a dispatcher would write of so many messages."""
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        for row in range(1, count + 1):
            values = {"state": state.value, "reason": reason, "attempts": 1}
            unit.connection.execute(
                update(DELIVERY)
                .where(DELIVERY.c.id == row)
                .values(at_us=to_us(newsroom.clock.now()), **values)
            )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "Publish to the page"),
        (1, "Publish to 1 person and the page"),
        (1_200, "Publish to 1,200 people and the page"),
    ],
)
def test_the_button_says_how_many_people_hear_of_it(
    qtbot: QtBot,
    screen: NoticesScreen,
    newsroom: Newsroom,
    failing: int,
    folder: Path,
    count: int,
    words: str,
) -> None:
    readers(newsroom, channel(newsroom), many(count))
    sheet = begun(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.publish_button.text() == words)
    sheet.reject()


def test_each_channel_has_a_row_and_those_that_tell_nobody_share_one(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    readers(newsroom, channel(newsroom), many(12))
    channel(newsroom, "marketing")
    sheet = begun(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.publish_button.text() == "Publish to 12 people and the page")
    assert sheet.reach.texts[:3] == (
        "E-mail · mail: 12",
        "Nobody by E-mail · marketing",
        "About a second for everyone.",
    )
    assert sheet.reach.texts[3].startswith("Each person is told at least once, and never before")
    readers(newsroom, 1, ["one.more@customer.example"])
    screen.changes_arrived(Changes.of(Topic.SUBSCRIBERS))
    qtbot.waitUntil(lambda: sheet.publish_button.text() == "Publish to 13 people and the page")
    sheet.reject()


def test_without_a_channel_it_says_that_only_the_page_tells(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    sheet = begun(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.publish_button.text() == "Publish to the page")
    assert "No channel is set up yet: only the page will say it." in sheet.reach.texts
    sheet.reject()


@pytest.mark.parametrize(
    ("status", "words", "total"),
    [
        (IncidentStatus.IDENTIFIED, "2, not yet", "Publish to 1 person and the page"),
        (IncidentStatus.RESOLVED, "2, now", "Publish to 3 people and the page"),
    ],
)
def test_who_waits_for_the_end_is_told_with_the_end(
    qtbot: QtBot,
    screen: NoticesScreen,
    newsroom: Newsroom,
    folder: Path,
    status: IncidentStatus,
    words: str,
    total: str,
) -> None:
    service = newsroom.service()
    mail = channel(newsroom)
    readers(newsroom, mail, many(1))
    said = newsroom.publish(wording({service: MAJOR}))
    waits = Wishes(everything=False, until_fixed=frozenset({said.incident_id}))
    readers(newsroom, mail, ["one@caller.example", "two@caller.example"], waits)
    newsroom.draft(wording({}, status=status), incident_id=said.incident_id)
    screen.turn_to(NoticeKey(None, said.incident_id))
    qtbot.waitUntil(lambda: screen.editor.state.current == status.value)
    sheet = reviewed(qtbot, screen)
    qtbot.waitUntil(lambda: sheet.publish_button.text() == total)
    assert f"Waiting for “it's fixed”: {words}" in sheet.reach.texts
    sheet.reject()


def test_a_channel_that_fails_is_told_before_anything_is_published(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    readers(newsroom, channel(newsroom), many(3))
    newsroom.publish(wording({failing: MAJOR}))
    settle(newsroom, DeliveryState.RETRYING, 3, "the mail server cannot be reached")
    sheet = begun(qtbot, screen, failing)
    words = "E-mail: messages are failing since 12:00 UTC: the mail server cannot be reached."
    qtbot.waitUntil(lambda: any(text.startswith(words) for text in sheet.reach.texts))
    sheet.reject()


def test_after_publishing_the_messages_are_told_as_they_go(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    readers(newsroom, channel(newsroom), many(5))
    sheet = begun(qtbot, screen, failing)
    sheet.publish_button.click()
    qtbot.waitUntil(lambda: "Waiting to be sent: 5" in sheet.reach.texts)
    assert sheet.heard_by.text() == "Who has heard of it"
    settle(newsroom, DeliveryState.MAY_HAVE_ARRIVED, 5)
    settle(newsroom, DeliveryState.FAILED, 4, "no such mailbox")
    settle(newsroom, DeliveryState.SENT, 3)
    screen.changes_arrived(Changes.of(Topic.DELIVERIES))
    qtbot.waitUntil(lambda: "Sent: 3" in sheet.reach.texts)
    assert sheet.reach.texts[:3] == ("Sent: 3", "May have arrived: 1", "Failed: 1")
    assert sheet.reach.each.isVisible()
    assert sheet.reach.texts[3].startswith("Nothing is waiting any more.")
    sheet.reject()


def test_from_the_messages_one_goes_on_to_each_of_them(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    readers(newsroom, channel(newsroom), many(2))
    sheet = begun(qtbot, screen, failing)
    assert not sheet.reach.each.isVisible()
    sheet.publish_button.click()
    qtbot.waitUntil(sheet.reach.each.isVisible)
    with qtbot.waitSignal(screen.wanted) as wanted:
        sheet.reach.each.click()
    assert wanted.args == [SubscribersPlace(SubscribersTab.DELIVERIES)]
    assert screen.publishing.sheet is None
