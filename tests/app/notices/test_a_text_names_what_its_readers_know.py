"""A text that stands on several pages names no service that one of them hides."""

from pathlib import Path

import pytest

from statusboard.app.notices.known_words import read_word_facts
from statusboard.app.page.page_commands import add_page, change_page
from statusboard.app.page.page_inputs import PageInput
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording


@ON_SQLITE
def test_what_a_page_hides_is_marked_in_a_text_that_stands_there(database: Database) -> None:
    newsroom = Newsroom(database)
    shop, feed = newsroom.service("Shop"), newsroom.service("Partner feed")
    newsroom.do(change_page, PageInput("main", shows="except", services=("Partner feed",)))
    newsroom.do(add_page, PageInput("partners", shows="only", services=("Partner feed",)))

    def marked(components: dict[int, object], *pages: str) -> tuple[str, ...]:
        with database.reading(NOON) as unit:
            said = wording(components, pages=pages)  # type: ignore[arg-type]
            return read_word_facts(unit, wording=said).hidden

    assert marked({shop: MAJOR, feed: MAJOR}) == ("Partner feed", "Shop")
    assert marked({shop: MAJOR}) == ("Partner feed",)
    assert marked({feed: MAJOR}) == ("Shop",)
    assert marked({shop: MAJOR, feed: MAJOR}, "partners") == ("Shop",)


@ON_SQLITE
def test_a_text_is_narrowed_to_no_page_that_there_is_not(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    shop = newsroom.service("Shop")
    newsroom.measures(shop, (NOON - 600 * MINUTE, GOOD), (NOON - 5 * MINUTE, MAJOR))
    newsroom.watched()
    with pytest.raises(RuleBroken, match="no page called “partners”"):
        newsroom.publish(wording({shop: MAJOR}, pages=("partners",)))
