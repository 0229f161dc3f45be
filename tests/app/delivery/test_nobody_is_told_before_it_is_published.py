"""Whatever is written, looked at or refused: only what was published is ever on its way."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.delivery.health import PROGRESS
from statusboard.app.delivery.queries import LEDGER
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.commands import discard_draft, publish
from statusboard.app.notices.inputs import DiscardDraft, Publish
from statusboard.app.notices.previews import PREVIEWS, PreviewAsk
from statusboard.app.notices.reach import REACH
from statusboard.domain.status import IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.due import next_due
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording


def on_their_way(newsroom: Newsroom) -> list[str]:
    """The updates of which anybody is told, and a sign of it where one could be sent."""
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        due = bool(next_due(unit))
    said = [delivery.update for delivery in newsroom.ask(LEDGER)]
    assert due == bool(said)
    return said


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    made = Newsroom(database)
    made.publishes_to(tmp_path / "page")
    readers(made, channel(made), many(3))
    return made


def test_drafts_looks_and_what_was_thrown_away_tell_nobody(newsroom: Newsroom) -> None:
    text = wording({newsroom.service(): MAJOR})
    saved = newsroom.draft(text)
    saved = newsroom.draft(
        replace(text, title="It fails"), notice_id=saved.notice_id, base=saved.revision
    )
    assert newsroom.ask(REACH, ReviewAsk(saved.notice_id, saved.revision)).total == 3
    assert "email" in {one.kind for one in newsroom.ask(PREVIEWS, PreviewAsk(None, text))}
    newsroom.do(discard_draft, DiscardDraft(saved.notice_id))
    assert on_their_way(newsroom) == []
    assert newsroom.ask(PROGRESS) is None


def test_what_is_refused_tells_nobody_and_what_is_published_tells_of_itself(
    newsroom: Newsroom,
) -> None:
    service = newsroom.service()
    newsroom.measures(service, (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    said = newsroom.publish(wording({service: MAJOR}))
    told = [said.update_public_id] * 3
    assert on_their_way(newsroom) == told
    over = newsroom.draft(wording({}, status=IncidentStatus.RESOLVED), incident_id=said.incident_id)
    # Monitoring still sees it fail, and nobody says why it is over all the same.
    with pytest.raises(RuleBroken):
        newsroom.do(publish, Publish(over.notice_id, over.revision))
    assert on_their_way(newsroom) == told
    newsroom.do(publish, Publish(over.notice_id, over.revision, "It works again."))
    assert len(on_their_way(newsroom)) == 6
