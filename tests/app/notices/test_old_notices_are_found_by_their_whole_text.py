"""Whatever was published is found again by any of its words, however long ago it was."""

from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.notices.asks import SearchAsk
from statusboard.app.notices.queries import NOTICES, RESOLVED_SHOWN
from statusboard.app.notices.search import FOUND_SHOWN, SEARCH
from statusboard.storage.database import Database
from tests.fixtures.past_incidents import past_incident
from tests.fixtures.speaking import MAJOR, NOON, Newsroom, wording

TEXTS = ("Cards fail.", "A supplier's fibre was cut in Straßburg.", "Cards work again.")


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    return newsroom


def found(newsroom: Newsroom, text: str) -> list[int | None]:
    return [item.incident_id for item in newsroom.ask(SEARCH, SearchAsk(text))]


def test_any_word_of_any_update_finds_it_as_far_as_it_is_typed(newsroom: Newsroom) -> None:
    mine = past_incident(newsroom.database, TEXTS, title="Card payments are failing")
    past_incident(newsroom.database, ["Nobody can sign in."], title="Sign-in is down")

    for text in ("fibre", "FIBRE cut", "strass", "fib supp", "payments fibre", "in straßburg"):
        assert found(newsroom, text) == [mine], text
    for text in ("fibre sign", "ibre", "", "  ", "🙂", '"', "fibre -cut x*"):
        assert found(newsroom, text) == [], text


def test_what_is_too_long_over_for_the_list_is_found(newsroom: Newsroom) -> None:
    old = NOON - timedelta(days=900)
    mine = past_incident(newsroom.database, TEXTS, title="Card payments fail", began=old)
    for number in range(RESOLVED_SHOWN):
        began = NOON - timedelta(days=RESOLVED_SHOWN - number)
        past_incident(newsroom.database, ["It was slow."], title=f"Slow {number}", began=began)
    listed = newsroom.ask(NOTICES).resolved
    assert mine not in {item.incident_id for item in listed}

    (item,) = newsroom.ask(SEARCH, SearchAsk("fibre"))

    assert (item.incident_id, item.wording.title) == (mine, "Card payments fail")
    assert item.resolved_at is not None
    newest = found(newsroom, "slow")
    assert newest == [each.incident_id for each in listed]
    assert len(newest) == FOUND_SHOWN


def test_what_lasts_is_found_with_the_draft_that_follows_it(newsroom: Newsroom) -> None:
    shop = newsroom.service("Shop")
    said = newsroom.publish(wording({shop: MAJOR}, body="A fibre is cut."))
    saved = newsroom.draft(wording({shop: MAJOR}), incident_id=said.incident_id)

    (item,) = newsroom.ask(SEARCH, SearchAsk("fibre"))

    assert (item.incident_id, item.notice_id, item.has_draft) == (
        said.incident_id,
        saved.notice_id,
        True,
    )
