"""What became of the promise before, as whoever writes the next update has to know it."""

from pathlib import Path

import pytest

from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import SaveDraft
from statusboard.app.notices.queries import NEXT_DUE, REVIEW
from statusboard.domain.promises import Promise, PromiseState
from statusboard.domain.status import IncidentStatus
from statusboard.storage.database import Database
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    made = Newsroom(database)
    made.publishes_to(tmp_path / "page")
    made.service()
    return made


def last(newsroom: Newsroom, incident_id: int | None, corrects: str = "") -> Promise | None:
    text = wording({1: MAJOR}, body=f"More at {newsroom.clock.now():%H:%M}.")
    saved = newsroom.do(save_draft, SaveDraft(None, incident_id, 0, text, corrects))
    found: Promise | None = newsroom.ask(
        REVIEW, ReviewAsk(saved.notice_id, saved.revision)
    ).last_promise
    return found


def test_the_first_update_follows_no_promise(newsroom: Newsroom) -> None:
    assert last(newsroom, None) is None


def test_the_one_that_is_open_is_told_until_another_was_settled(newsroom: Newsroom) -> None:
    said = newsroom.publish(wording({1: MAJOR}))
    newsroom.clock.forward(20 * MINUTE)
    found = last(newsroom, said.incident_id)
    assert found is not None
    assert (found.state, found.due) == (PromiseState.OPEN, NOON + 30 * MINUTE)


def test_a_kept_one_is_told_while_the_next_is_open_and_the_next_once_it_is_overdue(
    newsroom: Newsroom,
) -> None:
    said = newsroom.publish(wording({1: MAJOR}))
    newsroom.clock.forward(26 * MINUTE)
    newsroom.publish(wording({1: MAJOR}, body="Still."), incident_id=said.incident_id)
    newsroom.clock.forward(10 * MINUTE)
    kept = last(newsroom, said.incident_id)
    assert kept is not None
    assert (kept.state, kept.early_by()) == (PromiseState.KEPT, 4 * MINUTE)

    newsroom.clock.forward(23 * MINUTE)
    overdue = last(newsroom, said.incident_id)
    assert overdue is not None
    assert overdue.state is PromiseState.OPEN
    assert overdue.late_by(newsroom.clock.now()) == 3 * MINUTE


def test_a_correction_is_told_of_no_promise_because_it_keeps_none(newsroom: Newsroom) -> None:
    said = newsroom.publish(wording({1: MAJOR}))
    newsroom.clock.forward(5 * MINUTE)
    assert last(newsroom, said.incident_id, corrects=said.update_public_id) is None


def test_the_most_urgent_promise_of_all_open_incidents_is_told(newsroom: Newsroom) -> None:
    newsroom.service("Search")
    assert newsroom.ask(NEXT_DUE) is None
    newsroom.publish(wording({1: MAJOR}))
    soon = newsroom.publish(wording({2: MAJOR}, next_update_in=5 * MINUTE))
    assert newsroom.ask(NEXT_DUE) == NOON + 5 * MINUTE
    over = wording({2: GOOD}, status=IncidentStatus.RESOLVED)
    newsroom.publish(over, incident_id=soon.incident_id)
    assert newsroom.ask(NEXT_DUE) == NOON + 30 * MINUTE
