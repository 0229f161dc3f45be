"""A person and the loop that suggests, in the same moment: the person's word stands."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from statusboard.app.notices.commands import discard_draft, publish
from statusboard.app.notices.inputs import DiscardDraft, Publish
from statusboard.domain.notice import NoticeState
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.database import Database
from statusboard.storage.suggestions import Suggestion, read_suggestions
from tests.fixtures.watched_newsroom import WatchedNewsroom


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> WatchedNewsroom:
    made = WatchedNewsroom(database)
    made.publishes_to(tmp_path / "page")
    return made


def suggested(newsroom: WatchedNewsroom) -> Suggestion:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        return next(one for one in read_suggestions(unit) if not one.is_touched)


def changed_since(newsroom: WatchedNewsroom, failing: dict[int, str]) -> None:
    """The measurements say something else than the suggestion, and the loop has not looked."""
    looks, newsroom.looks = newsroom.looks, lambda: None  # type: ignore[method-assign]
    newsroom.passes(failing)
    newsroom.looks = looks  # type: ignore[method-assign]


def at_once(*works: Callable[[], Any]) -> list[Any]:
    barrier = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        barrier.wait(timeout=60)
        try:
            return work()
        except RuleBroken as error:
            return error

    with ThreadPoolExecutor(len(works)) as executor:
        return list(executor.map(begin, works))


def test_what_a_person_saves_is_written_over_by_no_loop(newsroom: WatchedNewsroom) -> None:
    checkout, payments = newsroom.serves("Checkout API", "Card payments")
    newsroom.passes({checkout: "dd"})
    one = suggested(newsroom)
    changed_since(newsroom, {checkout: "dd", payments: "ss"})
    hers = replace(one.wording, body="We are on it.")

    saved, *_ = at_once(
        lambda: newsroom.draft(hers, notice_id=one.notice_id, base=one.revision),
        newsroom.looks,
        newsroom.looks,
    )
    newsroom.looks()

    assert saved.conflict is None
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        assert notices.read_revisions(unit, one.notice_id)[-1].wording == hers


def test_what_a_person_discards_comes_back_by_no_loop(newsroom: WatchedNewsroom) -> None:
    checkout, _payments = newsroom.serves("Checkout API", "Card payments")
    newsroom.passes({checkout: "dd"})
    one = suggested(newsroom)
    changed_since(newsroom, {checkout: "dd"})

    at_once(
        lambda: newsroom.do(discard_draft, DiscardDraft(one.notice_id)),
        newsroom.looks,
        newsroom.looks,
    )
    newsroom.looks()

    with newsroom.database.reading(newsroom.clock.now()) as unit:
        notice = notices.read_notice(unit, one.notice_id)
        drafts = notices.read_drafts(unit)
    assert notice is not None
    assert (notice.state, drafts) == (NoticeState.DISCARDED, ())


def test_what_is_published_is_the_text_that_was_seen_or_nothing(newsroom: WatchedNewsroom) -> None:
    checkout, payments = newsroom.serves("Checkout API", "Card payments")
    newsroom.passes({checkout: "dd"})
    one = suggested(newsroom)
    changed_since(newsroom, {checkout: "dd", payments: "ss"})

    asked = Publish(one.notice_id, one.revision)
    first, second, _ = at_once(
        lambda: newsroom.do(publish, asked), lambda: newsroom.do(publish, asked), newsroom.looks
    )
    newsroom.looks()

    with newsroom.database.reading(newsroom.clock.now()) as unit:
        told = incidents.read_incidents(unit)
    if isinstance(first, RuleBroken):
        assert isinstance(second, RuleBroken)
        assert told == ()
    else:
        assert first.update_public_id == second.update_public_id
        (incident,) = told
        assert len(incident.updates) == 1
        assert incident.wording.components.keys() == {checkout}


def test_one_who_discards_and_one_who_publishes_agree_on_what_became(
    newsroom: WatchedNewsroom,
) -> None:
    (checkout,) = newsroom.serves("Checkout API")
    newsroom.passes({checkout: "dd"})
    one = suggested(newsroom)

    said, gone, _ = at_once(
        lambda: newsroom.do(publish, Publish(one.notice_id, one.revision)),
        lambda: newsroom.do(discard_draft, DiscardDraft(one.notice_id)),
        newsroom.looks,
    )

    with newsroom.database.reading(newsroom.clock.now()) as unit:
        told = incidents.read_incidents(unit)
        notice = notices.read_notice(unit, one.notice_id)
    assert notice is not None
    assert isinstance(said, RuleBroken) is not isinstance(gone, RuleBroken)
    assert len(told) == (0 if isinstance(said, RuleBroken) else 1)
    assert (notice.state is NoticeState.PUBLISHED) is bool(told)
