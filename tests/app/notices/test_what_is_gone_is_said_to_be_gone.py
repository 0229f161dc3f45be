"""Two desks work on the same notices: what one of them took away, the other hears of in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from statusboard.app.notices.commands import discard_draft, publish, save_draft
from statusboard.app.notices.inputs import DiscardDraft, Publish, SaveDraft
from statusboard.app.notices.queries import EDITOR, NOTICES, REVIEW, EditorAsk, ReviewAsk
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording

NOBODYS = 4711


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    return newsroom


@pytest.mark.parametrize(
    "act",
    [
        lambda room: room.draft(wording({}), notice_id=NOBODYS, base=1),
        lambda room: room.do(publish, Publish(NOBODYS, 1)),
        lambda room: room.do(discard_draft, DiscardDraft(NOBODYS)),
        lambda room: room.ask(EDITOR, EditorAsk(notice_id=NOBODYS)),
        lambda room: room.ask(REVIEW, ReviewAsk(NOBODYS, 1)),
    ],
    ids=["save", "publish", "discard", "edit", "review"],
)
def test_a_notice_that_is_not_there_is_named_as_what_is_wrong(
    newsroom: Newsroom, act: Callable[[Newsroom], object]
) -> None:
    with pytest.raises(RuleBroken, match="This notice no longer exists") as caught:
        act(newsroom)
    assert caught.value.field == "notice_id"


@pytest.mark.parametrize(
    "act",
    [
        lambda room: room.draft(wording({}), incident_id=NOBODYS),
        lambda room: room.ask(EDITOR, EditorAsk(incident_id=NOBODYS)),
    ],
    ids=["save", "edit"],
)
def test_an_update_of_an_incident_that_is_not_there_begins_nothing(
    newsroom: Newsroom, act: Callable[[Newsroom], object]
) -> None:
    with pytest.raises(RuleBroken, match="This incident no longer exists") as caught:
        act(newsroom)
    assert caught.value.field == "incident_id"
    assert newsroom.ask(NOTICES).drafts == ()


def test_a_draft_discarded_at_another_desk_is_not_published(newsroom: Newsroom) -> None:
    saved = newsroom.draft(wording({newsroom.service(): MAJOR}))
    newsroom.do(discard_draft, DiscardDraft(saved.notice_id), "Bea")

    with pytest.raises(RuleBroken, match="This draft has been discarded meanwhile"):
        newsroom.do(publish, Publish(saved.notice_id, saved.revision))

    assert newsroom.ask(NOTICES).live == ()


def test_a_published_notice_is_not_published_with_a_text_it_never_had(newsroom: Newsroom) -> None:
    component_id = newsroom.service()
    newsroom.measures(component_id, (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    saved = newsroom.draft(wording({component_id: MAJOR}))
    newsroom.do(publish, Publish(saved.notice_id, saved.revision))

    with pytest.raises(RuleBroken, match="published meanwhile"):
        newsroom.do(publish, Publish(saved.notice_id, saved.revision + 1))


def test_a_service_without_a_status_is_not_published(newsroom: Newsroom) -> None:
    saved = newsroom.draft(wording({newsroom.service(): ComponentStatus.UNKNOWN}))

    with pytest.raises(RuleBroken, match="choose a status for every one") as caught:
        newsroom.do(publish, Publish(saved.notice_id, saved.revision))

    assert caught.value.field == "components"


def test_a_text_that_would_hurt_the_database_is_not_even_a_draft(newsroom: Newsroom) -> None:
    endless = wording({}, title="", body="x" * 1_000_001)

    with pytest.raises(RuleBroken, match="longer than a million") as caught:
        newsroom.do(save_draft, SaveDraft(None, None, 0, endless))

    assert caught.value.field == "body"
    assert newsroom.ask(NOTICES).drafts == ()
