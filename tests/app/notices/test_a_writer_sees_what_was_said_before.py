"""A draft is shown past incidents like it: how long they took, and what was said in which order."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.notices.asks import SimilarAsk
from statusboard.app.notices.similar import SHOWN, SIMILAR
from statusboard.domain.notice import Wording
from statusboard.domain.views.similar import SimilarIncident, SimilarView
from statusboard.storage.components import read_components, update_components
from statusboard.storage.database import Database
from tests.fixtures.past_incidents import past_incident
from tests.fixtures.speaking import COLLECTOR, MAJOR, MINUTE, NOON, Newsroom, wording

TITLE = "Some card payments are failing"
TEXTS = (
    "Some card payments fail. We are looking into it.",
    "A supplier's line is broken, and we use another one.",
    "Card payments work again. We watch them for an hour.",
    "This is over. The supplier's line was repaired.",
)


def told_to_the_end(newsroom: Newsroom, component_id: int) -> int:
    """An incident of 40 minutes in four updates: its id."""
    took = 40 * MINUTE
    return past_incident(
        newsroom.database, TEXTS, title=TITLE, component_ids=[component_id], lasted=took
    )


def ask(
    newsroom: Newsroom, title: str = TITLE, *named: int, incident_id: int | None = None
) -> tuple[SimilarIncident, ...]:
    asked = Wording(title=title, components=dict.fromkeys(named, MAJOR))
    view: SimilarView = newsroom.ask(SIMILAR, SimilarAsk(asked, incident_id))
    return view.incidents


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    return newsroom


@pytest.fixture
def shop(newsroom: Newsroom) -> int:
    return newsroom.service("Shop")


def test_a_past_incident_tells_how_long_it_took_and_what_was_said(
    newsroom: Newsroom, shop: int
) -> None:
    mine = told_to_the_end(newsroom, shop)

    (seen,) = ask(newsroom, TITLE, shop)

    assert (seen.incident.id, seen.services) == (mine, ("Shop",))
    assert seen.took == 40 * MINUTE
    assert [said.wording.body for said in seen.incident.updates] == list(reversed(TEXTS))
    assert [said.wording.body for said in seen.what_helped] == [TEXTS[3], TEXTS[2]]


def test_a_follow_up_is_not_shown_its_own_incident(newsroom: Newsroom, shop: int) -> None:
    mine = told_to_the_end(newsroom, shop)

    assert ask(newsroom, TITLE, shop, incident_id=mine) == ()


def test_what_still_lasts_is_not_past(newsroom: Newsroom, shop: int) -> None:
    newsroom.publish(wording({shop: MAJOR}, title=TITLE))

    assert ask(newsroom, TITLE, shop) == ()


def test_at_most_a_few_are_shown_and_none_where_nothing_is_alike(
    newsroom: Newsroom, shop: int
) -> None:
    for _ in range(SHOWN + 1):
        told_to_the_end(newsroom, shop)

    assert len(ask(newsroom)) == SHOWN
    assert ask(newsroom, "Exports stop halfway") == ()
    assert ask(newsroom, "") == ()


def test_a_service_that_was_renamed_is_called_as_it_was_then(newsroom: Newsroom, shop: int) -> None:
    told_to_the_end(newsroom, shop)
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        (component,) = read_components(unit)
        update_components(unit, [replace(component, name="Store")])

    (seen,) = ask(newsroom)

    assert seen.services == ("Shop",)
