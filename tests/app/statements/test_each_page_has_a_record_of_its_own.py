"""A record is one of a page: of the services it shows, and said there alone."""

import pytest

from statusboard.app.page.page_commands import add_page, change_page
from statusboard.app.page.page_inputs import PageInput
from statusboard.app.statements.commands import draft_milestone, draft_quarter
from statusboard.app.statements.inputs import DraftMilestone, DraftQuarter
from statusboard.app.statements.queries import STATEMENT, StatementAsk
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.notices import read_revision
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom

pytestmark = ON_SQLITE
DAY = 24 * 60 * MINUTE


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    """The shop is two days short of a hundred good ones; the feed failed ten days ago."""
    newsroom = Newsroom(database)
    for name, failed in (("Shop", 98), ("Feed", 10)):
        newsroom.measures(
            newsroom.service(name),
            (NOON - 200 * DAY, GOOD),
            (NOON - failed * DAY - MINUTE, MAJOR),
            (NOON - failed * DAY, GOOD),
        )
    newsroom.watched()
    return newsroom


def pages_of(newsroom: Newsroom, notice_id: int) -> tuple[str, ...]:
    with newsroom.database.reading(NOON) as unit:
        revision = read_revision(unit, notice_id, 1)
    assert revision is not None
    return revision.wording.pages


def test_the_record_of_a_page_is_offered_and_drafted_for_that_page(newsroom: Newsroom) -> None:
    assert newsroom.ask(STATEMENT, StatementAsk()).milestone is None
    newsroom.do(add_page, PageInput("partners", shows="only", services=("Feed",)))
    # The main page shows both, so its run is that of both.
    assert newsroom.ask(STATEMENT, StatementAsk()).milestone is None
    named = newsroom.do(draft_milestone, DraftMilestone(100, (1,)))
    assert pages_of(newsroom, named.notice_id) == ("main",)
    newsroom.do(
        change_page,
        PageInput("main", {"page.name": "Shop status"}, shows="except", services=("Feed",)),
    )
    found = newsroom.ask(STATEMENT, StatementAsk()).milestone
    assert found is not None
    assert (found.days, found.page, found.page_name) == (100, "main", "Shop status")
    drafted = newsroom.do(draft_milestone, DraftMilestone(100, page=found.page))
    assert pages_of(newsroom, drafted.notice_id) == ("main",)
    assert newsroom.ask(STATEMENT, StatementAsk()).milestone is None
    # What one page has said another of the same run has still to say.
    newsroom.do(add_page, PageInput("resellers", shows="only", services=("Shop",)))
    again = newsroom.ask(STATEMENT, StatementAsk()).milestone
    assert again is not None
    assert (again.days, again.page) == (100, "resellers")
    with pytest.raises(RuleBroken, match="not that long"):
        newsroom.do(draft_milestone, DraftMilestone(100, page="partners"))
    for verb, given in ((draft_milestone, DraftMilestone(10)), (draft_quarter, DraftQuarter())):
        with pytest.raises(RuleBroken, match="No page shows all"):
            newsroom.do(verb, given)
