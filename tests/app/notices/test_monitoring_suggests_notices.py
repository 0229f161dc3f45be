"""A confirmed outage writes a draft by itself and sends nothing; who touches it owns it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.health.board import BOARD, BoardAsk
from statusboard.app.notices.commands import discard_draft, publish
from statusboard.app.notices.inputs import DiscardDraft, Publish
from statusboard.app.notices.queries import COUNTS, EDITOR, REVIEW, EditorAsk, ReviewAsk
from statusboard.app.notices.suggesting import ACTOR
from statusboard.app.notices.suggestion_commands import later, suggest
from statusboard.app.notices.suggestion_inputs import Later, Renew
from statusboard.domain.access import Permission
from statusboard.domain.changes import Topic
from statusboard.domain.notice import NoticeState
from statusboard.domain.status import IncidentStatus
from statusboard.domain.suggesting import Kind
from statusboard.domain.views.notices import NoticeCounts
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.database import Database
from statusboard.storage.suggestions import Suggestion, read_suggestions
from statusboard.storage.tables import AUDIT, DISPATCH, GENERATION
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import DEGRADED, MAJOR, MINUTE, wording
from tests.fixtures.watched_newsroom import WatchedNewsroom

RESOLVED = IncidentStatus.RESOLVED
NAMES = ("Checkout API", "Card payments", "Search")


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Iterator[WatchedNewsroom]:
    made = WatchedNewsroom(database)
    made.publishes_to(tmp_path / "page")
    return made


def suggested(newsroom: WatchedNewsroom) -> tuple[Suggestion, ...]:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        return tuple(one for one in read_suggestions(unit) if not one.is_touched)


def rows(newsroom: WatchedNewsroom, table: object) -> int:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        return len(unit.connection.execute(table.select()).all())  # type: ignore[attr-defined]


def said(newsroom: WatchedNewsroom, one: Suggestion) -> int:
    published = newsroom.do(publish, Publish(one.notice_id, one.revision))
    return published.incident_id


def test_a_confirmed_outage_writes_a_draft_and_sends_nothing(newsroom: WatchedNewsroom) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    generations = rows(newsroom, GENERATION)

    newsroom.passes({checkout: "d"})
    assert suggested(newsroom) == ()
    newsroom.passes({checkout: "d"})

    (one,) = suggested(newsroom)
    began = newsroom.clock.now() - MINUTE
    assert one.kind is Kind.TROUBLE
    assert one.wording.components == {checkout: MAJOR}
    assert one.wording.started_at == began
    assert one.wording.title == "Checkout API is unavailable"
    assert newsroom.said.topics == {Topic.NOTICES}
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        assert incidents.read_incidents(unit) == ()
        drafts = notices.read_drafts(unit)
    assert [revision.saved_by for _, revision in drafts] == [ACTOR.name]
    assert (rows(newsroom, GENERATION), rows(newsroom, DISPATCH)) == (generations, 0)


def test_a_suggestion_is_nobodys_draft_until_a_person_has_changed_it(
    newsroom: WatchedNewsroom,
) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    assert newsroom.ask(COUNTS) == NoticeCounts(suggested=1)
    assert newsroom.ask(BOARD, BoardAsk()).drafts == 0

    (one,) = suggested(newsroom)
    hers = replace(one.wording, body="We are on it.")
    newsroom.draft(hers, notice_id=one.notice_id, base=one.revision)
    assert newsroom.ask(COUNTS) == NoticeCounts(drafts=1)
    assert newsroom.ask(BOARD, BoardAsk()).drafts == 1


@ON_SQLITE
def test_what_was_slow_before_it_was_down_is_not_said_to_have_been_down_since(
    newsroom: WatchedNewsroom,
) -> None:
    newsroom.serves(*NAMES)
    newsroom.passes({1: "ssssssdd"})

    (draft,) = suggested(newsroom)

    body = draft.wording.body
    assert body.startswith(
        "Checkout API is unavailable. The trouble has lasted since 12:03 UTC. We are looking for "
    )


@ON_SQLITE
def test_the_loop_may_neither_publish_nor_write_for_a_person(newsroom: WatchedNewsroom) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    (one,) = suggested(newsroom)

    assert not {Permission.PUBLISH, Permission.WRITE} & ACTOR.permissions
    with pytest.raises(RuleBroken, match="may not do this"):
        newsroom.doorway.do(publish, Publish(one.notice_id, one.revision), ACTOR)


@ON_SQLITE
def test_what_began_together_is_one_suggestion_that_follows_the_facts(
    newsroom: WatchedNewsroom,
) -> None:
    checkout, payments, search = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dddd", payments: "uuss", search: "uuuu"})

    (one,) = suggested(newsroom)
    assert set(one.wording.components) == {checkout, payments}
    assert one.revision == 2
    assert one.wording.started_at == newsroom.clock.now() - 3 * MINUTE

    newsroom.passes({checkout: "d" * 8, payments: "s" * 8, search: "u" * 6 + "dd"})
    first, second = suggested(newsroom)
    assert set(first.wording.components) == {checkout, payments}
    assert set(second.wording.components) == {search}


@ON_SQLITE
def test_a_look_that_finds_nothing_new_writes_nothing(newsroom: WatchedNewsroom) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    audited = rows(newsroom, AUDIT)

    newsroom.passes({checkout: "ddd"})
    newsroom.doorway.do(suggest, Renew(), ACTOR)

    assert rows(newsroom, AUDIT) == audited


@ON_SQLITE
def test_what_is_over_before_anybody_wrote_is_withdrawn_once_it_stays_so(
    newsroom: WatchedNewsroom,
) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dduu"})
    (one,) = suggested(newsroom)

    newsroom.passes({checkout: "u" * 10})

    assert suggested(newsroom) == ()
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        notice = notices.read_notice(unit, one.notice_id)
        assert notice is not None
        assert notice.state is NoticeState.DISCARDED
        assert len(notices.read_revisions(unit, one.notice_id)) == 1


@ON_SQLITE
def test_a_service_that_keeps_turning_makes_one_suggestion(newsroom: WatchedNewsroom) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dduudduudduudduudduuddd"})

    (one,) = suggested(newsroom)
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        assert len(notices.read_drafts(unit)) == 1
    assert one.notice_id == 1


def test_a_suggestion_is_theirs_once_a_person_has_changed_it(newsroom: WatchedNewsroom) -> None:
    checkout, payments, _ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    (one,) = suggested(newsroom)
    hers = replace(one.wording, title="Orders fail")

    newsroom.draft(hers, notice_id=one.notice_id, base=one.revision)
    newsroom.passes({checkout: "dd", payments: "dd"})

    with newsroom.database.reading(newsroom.clock.now()) as unit:
        newest = notices.read_revisions(unit, one.notice_id)[-1]
    assert (newest.wording, newest.saved_by) == (hers, "Ada")
    assert [set(other.wording.components) for other in suggested(newsroom)] == [{payments}]


@ON_SQLITE
def test_what_the_machine_wrote_meanwhile_is_no_conflict(newsroom: WatchedNewsroom) -> None:
    checkout, payments, _ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd", payments: "uu"})
    (one,) = suggested(newsroom)
    newsroom.passes({checkout: "dd", payments: "dd"})

    hers = replace(one.wording, title="Orders fail")
    saved = newsroom.draft(hers, notice_id=one.notice_id, base=one.revision)

    assert saved.conflict is None
    assert newsroom.ask(EDITOR, EditorAsk(one.notice_id)).wording == hers


@ON_SQLITE
def test_a_draft_of_a_person_and_an_open_incident_are_word_enough(
    newsroom: WatchedNewsroom,
) -> None:
    checkout, payments, search = newsroom.serves(*NAMES)
    newsroom.draft(wording({checkout: MAJOR}))
    newsroom.publish(wording({payments: DEGRADED}))

    newsroom.passes({checkout: "dd", payments: "dd", search: "uu"})

    assert suggested(newsroom) == ()


@ON_SQLITE
def test_a_suggestion_is_withdrawn_when_a_person_writes_another_notice_about_it(
    newsroom: WatchedNewsroom,
) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    newsroom.draft(wording({checkout: MAJOR}, title="Orders fail"))
    newsroom.looks()

    assert suggested(newsroom) == ()


@ON_SQLITE
def test_what_a_person_discarded_is_not_suggested_again_for_the_same_outage(
    newsroom: WatchedNewsroom,
) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    (one,) = suggested(newsroom)

    newsroom.do(discard_draft, DiscardDraft(one.notice_id))
    newsroom.passes({checkout: "ddd"})
    assert suggested(newsroom) == ()

    newsroom.passes({checkout: "u" * 15 + "dd"})
    assert len(suggested(newsroom)) == 1


def test_the_end_is_drafted_when_every_service_is_back(newsroom: WatchedNewsroom) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    incident_id = said(newsroom, suggested(newsroom)[0])
    newsroom.passes({checkout: "d" * 20 + "u"})
    assert suggested(newsroom) == ()

    newsroom.passes({checkout: "u"})

    (end,) = suggested(newsroom)
    assert (end.kind, end.incident_id) == (Kind.END, incident_id)
    assert end.wording.status is RESOLVED
    review = newsroom.ask(REVIEW, ReviewAsk(end.notice_id, end.revision))
    assert [finding for finding in review.findings if finding.blocks] == []
    assert newsroom.ask(EDITOR, EditorAsk(incident_id=incident_id)).wording == end.wording
    assert said(newsroom, end) == incident_id


@ON_SQLITE
def test_an_end_that_does_not_last_is_withdrawn(newsroom: WatchedNewsroom) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    said(newsroom, suggested(newsroom)[0])
    newsroom.passes({checkout: "uu"})
    assert len(suggested(newsroom)) == 1

    newsroom.passes({checkout: "dd"})

    assert suggested(newsroom) == ()


@ON_SQLITE
def test_what_came_back_several_times_is_watched_before_it_is_called_over(
    newsroom: WatchedNewsroom,
) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    incident_id = said(newsroom, suggested(newsroom)[0])
    newsroom.passes({checkout: "uudduudduu"})
    assert suggested(newsroom) == ()
    newsroom.passes({checkout: "u" * 10})

    (end,) = suggested(newsroom)
    assert end.wording.status is IncidentStatus.MONITORING
    assert end.wording.next_update_in is not None
    said(newsroom, end)
    newsroom.looks()
    (over,) = suggested(newsroom)
    assert (over.wording.status, over.incident_id) == (RESOLVED, incident_id)


@ON_SQLITE
def test_an_end_is_left_for_later_by_everybody(newsroom: WatchedNewsroom) -> None:
    checkout, *_ = newsroom.serves(*NAMES)
    newsroom.passes({checkout: "dd"})
    said(newsroom, suggested(newsroom)[0])
    newsroom.passes({checkout: "uu"})
    (end,) = suggested(newsroom)

    hidden = newsroom.do(later, Later(end.notice_id, 10))

    assert hidden.until == newsroom.clock.now() + 10 * MINUTE
    assert suggested(newsroom)[0].hidden_until == hidden.until
    with pytest.raises(RuleBroken, match="between a minute and a day"):
        newsroom.do(later, Later(end.notice_id, 0))
    newsroom.draft(replace(end.wording, title="Mine"), notice_id=end.notice_id, base=1)
    with pytest.raises(RuleBroken, match="suggests this no more"):
        newsroom.do(later, Later(end.notice_id, 10))
