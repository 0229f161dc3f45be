"""Whoever is told by a page hears what that page shows; people inside hear everything."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from statusboard.app.delivery.announce import announce
from statusboard.app.page.commands import PageResult, record_result, save_target
from statusboard.app.page.inputs import TargetInput
from statusboard.app.page.page_commands import add_page, change_page, remove_page
from statusboard.app.page.page_inputs import PageInput, RemovePage
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.inside_list import ListText
from statusboard.domain.page import MAIN
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.channels import add_channel
from statusboard.storage.claims import Settled, claim, settle
from statusboard.storage.database import Database
from statusboard.storage.due import next_due
from statusboard.storage.inside_lists import add_list
from statusboard.storage.pages import read_pages
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY, DISPATCH, MESSAGE, SUBSCRIBER
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

QUEUED = DeliveryState.QUEUED


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

    def shows(self, target: str, generation: int) -> None:
        """The page of that number was read back there."""
        given = PageResult(generation, target, digest="d")
        self.newsroom.doorway.do(record_result, given, COLLECTOR)

    def may_be_sent(self) -> set[str]:
        """Whose messages go out now; they are given back."""
        with self.newsroom.database.writing(self.newsroom.clock.now(), COLLECTOR) as unit:
            is_due = 1 in next_due(unit) and next_due(unit)[1] <= unit.now
            until = unit.now + timedelta(minutes=5)
            taken = claim(unit, 1, by="one", until=until, limit=10)
            settle(unit, "one", [Settled(one.id, QUEUED, was_begun=False) for one in taken])
            assert is_due is bool(taken)
            ids = select(DELIVERY.c.subscriber_id)
            rows = unit.connection.execute(ids.where(DELIVERY.c.id.in_([one.id for one in taken])))
            return {self.readers[number] for number in rows.scalars()}


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
def test_words_that_planned_work_says_by_itself_name_nothing_that_a_page_hides(desk: Desk) -> None:
    said = desk.newsroom.publish(wording({desk.feed: MAJOR, desk.shop: MAJOR}))
    with desk.newsroom.database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(update(SUBSCRIBER).values(language="nl"))
        for table in (DELIVERY, MESSAGE, DISPATCH):
            unit.connection.execute(delete(table))
        announce(unit, 1, said.generation, bodies={"nl": "Onderhoud aan Shop en Feed."})
    told = desk.told(1)
    assert "Onderhoud aan Shop en (" in told["main"]
    assert "Feed" not in told["main"]
    assert "Shop" not in told["partners"]
    assert "Onderhoud aan Shop en Feed." in told["inside"]


def test_readers_wait_for_the_places_of_their_own_page_and_for_no_other(
    desk: Desk, tmp_path: Path
) -> None:
    room = desk.newsroom
    (tmp_path / "partners").mkdir()
    given = TargetInput("folder", {"path": str(tmp_path / "partners")}, page="partners")
    room.do(save_target, given)
    for shown, other, readers in (
        ("folder", "folder 2", {"main", "inside"}),
        ("folder 2", "folder", {"partners"}),
    ):
        room.clock.forward(MINUTE)
        said = room.publish(wording({desk.feed: MAJOR, desk.shop: MAJOR}, title=shown))
        assert desk.may_be_sent() == set()
        problem = PageResult(said.generation, other, problem="The share is gone.", retry_s=60)
        room.doorway.do(record_result, problem, COLLECTOR)
        desk.shows(shown, said.generation)
        assert desk.may_be_sent() == readers
        desk.shows(other, said.generation)
        assert desk.may_be_sent() == set(desk.readers.values())
        with room.database.writing(NOON, COLLECTOR) as unit:
            unit.connection.execute(delete(DELIVERY))


@ON_SQLITE
def test_nobody_waits_long_for_a_page_and_not_at_all_for_one_that_is_put_nowhere(
    desk: Desk,
) -> None:
    desk.newsroom.publish(wording({desk.feed: MAJOR, desk.shop: MAJOR}))
    assert desk.may_be_sent() == {"partners"}
    desk.newsroom.clock.forward(60)
    assert desk.may_be_sent() == {"main", "partners", "inside"}


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
