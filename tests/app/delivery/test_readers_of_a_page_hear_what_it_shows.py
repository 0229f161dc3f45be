"""Whoever is told by a page hears what that page shows; people inside hear everything."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.page.page_commands import add_page, change_page, remove_page
from statusboard.app.page.page_inputs import PageInput, RemovePage
from statusboard.domain.inside_list import ListText
from statusboard.domain.page import MAIN
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.inside_lists import add_list
from statusboard.storage.pages import read_pages
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY, MESSAGE
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, MINUTE, NOON, Newsroom, wording


@dataclass
class Desk:
    """A main page that hides the feed, one of it alone, and a reader of each by one address."""

    newsroom: Newsroom
    shop: int
    feed: int
    readers: dict[int, str]

    def told(self, update: int) -> dict[str, str]:
        """Who is told of that update, and in which words."""
        with self.newsroom.database.reading(NOON) as unit:
            rows = unit.connection.execute(
                select(DELIVERY.c.subscriber_id, MESSAGE.c.content)
                .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message_id)
                .where(DELIVERY.c.update_id == update, DELIVERY.c.state == "queued")
            )
            return {self.readers[number]: content for number, content in rows}


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    shop, feed = newsroom.service("Shop"), newsroom.service("Feed")
    for one in (shop, feed):
        newsroom.measures(one, (NOON - 600 * MINUTE, GOOD), (NOON - 5 * MINUTE, MAJOR))
    newsroom.watched()
    newsroom.do(change_page, PageInput("main", shows="except", services=("Feed",)))
    partners = newsroom.do(
        add_page,
        PageInput("partners", {"page.name": "Partners"}, shows="only", services=("Feed",)),
    ).page_id
    with database.writing(NOON, COLLECTOR) as unit:
        channel = add_channel(unit, name="mail", kind="email", config={}).id
        inside = add_list(unit, name="Inside", text=ListText.PAGE).id
        readers = {}
        for name, address, page_id, list_id in (
            ("main", "a@b.example", MAIN, None),
            ("partners", "a@b.example", partners, None),
            ("inside", "c@d.example", MAIN, inside),
        ):
            new = NewSubscriber(
                *(channel, address, address, Wishes(), SubscriberState.ACTIVE),
                list_id=list_id,
                page_id=page_id,
            )
            readers[add_subscriber(unit, new)] = name
    return Desk(newsroom, shop, feed, readers)


@ON_SQLITE
def test_each_is_told_of_the_services_of_its_page(desk: Desk) -> None:
    desk.newsroom.publish(wording({desk.feed: MAJOR, desk.shop: MAJOR}))
    told = desk.told(1)
    assert set(told) == {"main", "partners", "inside"}
    assert "Feed" not in told["main"]
    assert "Shop" not in told["partners"]
    assert "Partners" in told["partners"]
    assert "Feed" in told["inside"]
    assert "Shop" in told["inside"]


@ON_SQLITE
def test_what_a_page_does_not_show_is_told_to_none_of_its_readers_but_an_end_is(
    desk: Desk,
) -> None:
    both = {desk.feed: MAJOR, desk.shop: MAJOR}
    said = desk.newsroom.publish(wording(both, pages=("partners",)))
    assert set(desk.told(1)) == {"partners", "inside"}
    desk.newsroom.publish(wording(both, body="Widened."), incident_id=said.incident_id)
    assert set(desk.told(2)) == {"main", "partners", "inside"}
    # Narrowed again: nobody who was told is left at the beginning.
    for one in (desk.shop, desk.feed):
        desk.newsroom.measures(
            one, (NOON - 600 * MINUTE, GOOD), (NOON - 5 * MINUTE, MAJOR), (NOON, GOOD)
        )
    desk.newsroom.clock.forward(MINUTE)
    over = {desk.feed: GOOD, desk.shop: GOOD}
    end = wording(over, pages=("partners",), status=IncidentStatus.RESOLVED, body="It works.")
    desk.newsroom.publish(end, incident_id=said.incident_id)
    assert set(desk.told(3)) == {"main", "partners", "inside"}


@ON_SQLITE
def test_the_readers_of_a_page_that_was_removed_are_told_nothing_more(desk: Desk) -> None:
    desk.newsroom.publish(wording({desk.feed: MAJOR, desk.shop: MAJOR}))
    desk.newsroom.do(remove_page, RemovePage("partners"))
    assert set(desk.told(1)) == {"main", "inside"}
    desk.newsroom.do(change_page, PageInput("main", shows="all"))
    desk.newsroom.clock.forward(MINUTE)
    desk.newsroom.publish(wording({desk.feed: MAJOR, desk.shop: MAJOR}, title="Once more"))
    assert set(desk.told(2)) == {"main", "inside"}
    with desk.newsroom.database.reading(NOON) as unit:
        assert [page.id for page in read_pages(unit)] == [MAIN]
