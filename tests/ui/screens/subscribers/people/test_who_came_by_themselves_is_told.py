"""Above the people stands who came by themselves: counts, who waits and for how long, refusals."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from statusboard.app.settings import PUBLIC_URL
from statusboard.app.subscribers.arrivals import count_seen
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.arrivals import Arrivals, Waiting
from statusboard.domain.visits import REFUSALS, Seen
from statusboard.storage.confirmations import NewConfirmation, add_confirmation
from tests.fixtures.speaking import NOON
from tests.fixtures.subscribers_screen import Mailroom, person
from ui.screens.destinations import SubscribersTab
from ui.screens.subscribers.people.arrivals_card import ArrivalsCard
from ui.screens.subscribers.screen import SubscribersScreen

Show = Callable[[SubscribersTab], SubscribersScreen]


@pytest.fixture
def card(qtbot: QtBot) -> ArrivalsCard:
    made = ArrivalsCard()
    qtbot.addWidget(made)
    return made


def lines(card: ArrivalsCard) -> list[str]:
    """What can be read, line by line."""
    if card.isHidden():
        return []
    return [each.text() for each in (card.came, card.waiting, card.refused) if not each.isHidden()]


def see(mailroom: Mailroom, seen: Mapping[Seen, int]) -> None:
    newsroom = mailroom.newsroom
    with newsroom.database.writing(newsroom.clock.now(), person()) as unit:
        count_seen(unit, seen)


def asks(mailroom: Mailroom, address: str) -> None:
    newsroom = mailroom.newsroom
    with newsroom.database.writing(newsroom.clock.now(), person()) as unit:
        new = NewConfirmation(
            channel_id=mailroom.channels["mail"],
            address=address,
            key=address,
            address_hash=address,
            network_hash="",
            salt="",
            language="en",
            wish="{}",
            content="{}",
            ends_at=unit.now + timedelta(days=1),
        )
        add_confirmation(unit, new)


def test_who_came_stands_above_the_people(qtbot: QtBot, mailroom: Mailroom, show: Show) -> None:
    mailroom.channel()
    mailroom.people("a@x.example")
    see(mailroom, {Seen.PAGES: 1_204, Seen.API: 1, Seen.ASKED: 12, Seen.CONFIRMED: 9, Seen.LEFT: 1})
    see(mailroom, {Seen.OVER_NETWORK: 3, Seen.BAD_ADDRESS: 1})
    screen = show(SubscribersTab.PEOPLE)
    assert lines(screen.people.arrivals) == [
        "Page server today: 1,204 pages given · 1 API answer · 12 asked to be told · 9 confirmed"
        " · 1 left",
        "Refused today: 3 asked too often from one network · 1 to an address that cannot be used",
    ]
    see(mailroom, {Seen.LEFT: 1})
    screen.changes_arrived(Changes.of(Topic.SUBSCRIBERS))
    qtbot.waitUntil(lambda: "2 left" in screen.people.arrivals.came.text())


def test_without_a_page_server_nothing_is_said(mailroom: Mailroom, show: Show) -> None:
    mailroom.channel()
    mailroom.people("a@x.example")
    assert lines(show(SubscribersTab.PEOPLE).people.arrivals) == []


def test_a_day_on_which_nobody_came_is_told(mailroom: Mailroom, show: Show) -> None:
    mailroom.channel()
    mailroom.people("a@x.example")
    mailroom.newsroom.setting(PUBLIC_URL, "https://status.northwind.example")
    shown = lines(show(SubscribersTab.PEOPLE).people.arrivals)
    assert shown == ["Page server today: nobody yet"]


def test_whoever_waits_is_told_of_although_nobody_is_told_yet(
    mailroom: Mailroom, show: Show
) -> None:
    mailroom.channel()
    asks(mailroom, "new@x.example")
    mailroom.wait(20 * 60)
    tab = show(SubscribersTab.PEOPLE).people
    assert tab.is_empty
    said = tab._state._sentence.text()
    assert said.endswith(
        "By themselves: 1 asked and could not be written to yet, the first 20 minutes ago."
    )


@pytest.mark.parametrize(("minutes", "tone"), [(9, "muted"), (10, "major")])
def test_somebody_who_was_not_written_to_stands_out_after_ten_minutes(
    card: ArrivalsCard, minutes: int, tone: str
) -> None:
    since = NOON - timedelta(minutes=minutes)
    card.show_arrivals(Arrivals(NOON, waiting=Waiting(unsent=2, unsent_since=since)))
    assert card.waiting.property("tone") == tone
    assert lines(card)[1] == (
        f"2 asked and could not be written to yet, the first {minutes} minutes ago"
    )


def test_who_has_yet_to_confirm_is_told_with_the_age(card: ArrivalsCard) -> None:
    since = NOON - timedelta(hours=5)
    card.show_arrivals(Arrivals(NOON, waiting=Waiting(asked=3, asked_since=since, failed=1)))
    assert lines(card)[1] == (
        "3 have yet to confirm, the first asked 5 hours ago"
        " · 1 asked for an address that takes no message"
    )
    card.show_arrivals(Arrivals(NOON, waiting=Waiting(asked=1, asked_since=since)))
    assert lines(card)[1] == "1 has yet to confirm, and asked 5 hours ago"
    card.show_arrivals(Arrivals(NOON, has_forms=True))
    assert len(lines(card)) == 1
    card.show_arrivals(None)
    assert lines(card) == []


def test_every_refusal_has_its_words(card: ArrivalsCard) -> None:
    seen = {each: number for number, each in enumerate(REFUSALS, 2)}
    card.show_arrivals(Arrivals(NOON, today=seen, week=seen))
    words = lines(card)[-1].removeprefix("Refused today: ").split(" · ")
    assert len(set(words)) == len(REFUSALS)
