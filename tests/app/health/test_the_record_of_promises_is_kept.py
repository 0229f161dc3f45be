"""Whether the next update came when it was promised, and how soon the first one came."""

from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, SaveDraft
from statusboard.domain.instants import MINUTE_US
from statusboard.domain.promises import PromiseRecord
from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.uptime import Figures, Range
from statusboard.storage.database import Database
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

MONITORING, RESOLVED = IncidentStatus.MONITORING, IncidentStatus.RESOLVED


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    made = Newsroom(database)
    made.publishes_to(tmp_path / "page")
    return made


def figures(newsroom: Newsroom, chosen: Range = Range.DAY, about: int | None = None) -> Figures:
    newsroom.watched()
    shown: Figures = newsroom.ask(UPTIME, UptimeAsk(chosen, about)).figures
    return shown


def test_each_promise_of_the_range_is_counted_with_what_became_of_it(newsroom: Newsroom) -> None:
    shop = newsroom.service()
    newsroom.measures(shop, (NOON - 60 * MINUTE, GOOD), (NOON - 3 * MINUTE, MAJOR))
    newsroom.watched()
    said = newsroom.publish(wording({shop: MAJOR}))
    newsroom.clock.forward(26 * MINUTE)
    newsroom.publish(wording({shop: MAJOR}, body="Still."), incident_id=said.incident_id)
    assert figures(newsroom).updates == PromiseRecord(kept=1, open=1)

    newsroom.clock.forward(37 * MINUTE)
    assert figures(newsroom).updates == PromiseRecord(kept=1, late=1, longest_late=7 * MINUTE)

    newsroom.measures(shop, (newsroom.clock.now(), GOOD))
    newsroom.watched()
    over = wording({shop: GOOD}, status=RESOLVED)
    newsroom.publish(over, incident_id=said.incident_id)
    newsroom.clock.forward(MINUTE)
    found = figures(newsroom)
    assert found.updates == PromiseRecord(kept=1, late=1, longest_late=7 * MINUTE)
    assert (found.first_notices, found.first_notice_us) == (1, 3 * MINUTE_US)


def test_a_promise_belongs_to_the_range_in_which_it_was_made(newsroom: Newsroom) -> None:
    shop = newsroom.service()
    said = newsroom.publish(wording({shop: MAJOR}))
    newsroom.clock.forward(timedelta(days=2))
    newsroom.publish(wording({shop: MAJOR}, body="Still."), incident_id=said.incident_id)
    newsroom.clock.forward(MINUTE)

    assert figures(newsroom).updates == PromiseRecord(open=1)
    week = figures(newsroom, Range.WEEK).updates
    assert (week.late, week.open) == (1, 1)


def test_the_promises_of_a_service_are_those_of_incidents_about_it(newsroom: Newsroom) -> None:
    shop, blog = newsroom.service("Shop"), newsroom.service("Blog")
    newsroom.publish(wording({shop: MAJOR}))
    newsroom.clock.forward(MINUTE)

    assert figures(newsroom, about=shop).updates.made == 1
    assert figures(newsroom, about=blog).updates.made == 0


def test_a_correction_earns_no_kept_promise(newsroom: Newsroom) -> None:
    shop = newsroom.service()
    said = newsroom.publish(wording({shop: MAJOR}))
    newsroom.clock.forward(2 * MINUTE)
    mended = SaveDraft(
        None, said.incident_id, 0, wording({shop: MAJOR}, body="Mended."), said.update_public_id
    )
    draft = newsroom.do(save_draft, mended)
    newsroom.do(publish, Publish(draft.notice_id, draft.revision))
    newsroom.clock.forward(MINUTE)

    assert figures(newsroom).updates == PromiseRecord(open=1, withdrawn=1)


def test_a_first_word_of_what_was_not_measured_counts_for_no_middle(newsroom: Newsroom) -> None:
    shop, blog = newsroom.service("Shop"), newsroom.service("Blog")
    newsroom.measures(shop, (NOON - 60 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.measures(blog, (NOON - 60 * MINUTE, GOOD))
    newsroom.watched()
    newsroom.publish(wording({shop: MAJOR}))
    newsroom.publish(wording({blog: GOOD}, status=MONITORING))
    newsroom.clock.forward(MINUTE)

    found = figures(newsroom)
    assert (found.incidents, found.first_notices) == (2, 1)
    assert found.first_notice_us == 10 * MINUTE_US


def test_the_board_knows_how_each_open_incident_was_spoken_about(newsroom: Newsroom) -> None:
    shop = newsroom.service()
    newsroom.measures(shop, (NOON - 60 * MINUTE, GOOD), (NOON - 3 * MINUTE, MAJOR))
    newsroom.watched()
    said = newsroom.publish(wording({shop: MAJOR}))
    newsroom.clock.forward(26 * MINUTE)
    newsroom.publish(wording({shop: MAJOR}, body="Still."), incident_id=said.incident_id)
    newsroom.clock.forward(34 * MINUTE)

    [told] = newsroom.ask(BOARD).told
    assert told.spoken.first_word_us == 3 * MINUTE_US
    assert told.spoken.promises == PromiseRecord(kept=1, late=1, longest_late=4 * MINUTE)
