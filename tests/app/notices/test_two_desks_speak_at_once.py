"""Two desks at the same moment: nothing is lost, nothing is said twice, numbers only grow."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, SaveDraft
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.database import Database
from tests.fixtures.speaking import MAJOR, NOON, Newsroom, wording

DESKS = 4


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    return newsroom


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """What each desk gets when all begin together; an error of ours is an answer too."""
    barrier = Barrier(DESKS)

    def begin(desk: int) -> Any:
        barrier.wait(timeout=60)
        try:
            return work(desk)
        except RuleBroken as error:
            return error

    with ThreadPoolExecutor(DESKS) as executor:
        return list(executor.map(begin, range(DESKS)))


def test_texts_saved_at_once_are_all_kept(newsroom: Newsroom) -> None:
    first = newsroom.draft(wording({}, body="base"))

    saved = at_once(
        lambda desk: newsroom.do(
            save_draft, SaveDraft(first.notice_id, None, 1, wording({}, body=f"desk {desk}"))
        )
    )

    assert sum(one.conflict is None for one in saved) == 1
    with newsroom.database.reading(NOON) as unit:
        kept = {r.wording.body for r in notices.read_revisions(unit, first.notice_id)}
    assert kept == {"base", *(f"desk {desk}" for desk in range(DESKS))}


def test_a_notice_published_at_once_by_all_is_said_once(newsroom: Newsroom) -> None:
    component_id = newsroom.service()
    saved = newsroom.draft(wording({component_id: MAJOR}))

    said = at_once(lambda _: newsroom.do(publish, Publish(saved.notice_id, 1)))

    assert len({(one.incident_id, one.update_public_id) for one in said}) == 1


def test_notices_published_at_once_get_a_generation_each(newsroom: Newsroom) -> None:
    component_id = newsroom.service()
    drafts = [newsroom.draft(wording({component_id: MAJOR}, title=f"T{n}")) for n in range(DESKS)]

    said = at_once(lambda desk: newsroom.do(publish, Publish(drafts[desk].notice_id, 1)))

    assert sorted(one.generation for one in said) == list(range(1, DESKS + 1))


def test_follow_ups_begun_at_once_meet_in_one_draft(newsroom: Newsroom) -> None:
    component_id = newsroom.service()
    said = newsroom.publish(wording({component_id: MAJOR}))

    saved = at_once(
        lambda desk: newsroom.do(
            save_draft,
            SaveDraft(None, said.incident_id, 0, wording({component_id: MAJOR}, body=f"{desk}")),
        )
    )

    assert len({one.notice_id for one in saved}) == 1
    assert sum(one.conflict is None for one in saved) == 1
