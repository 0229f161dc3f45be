"""A notice on its way: drafts that lose nothing, publishing that says nothing false."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from statusboard.app.health.board import BOARD, BoardAsk
from statusboard.app.notices.commands import discard_draft, publish, save_draft
from statusboard.app.notices.inputs import DiscardDraft, Publish, SaveDraft
from statusboard.app.notices.queries import (
    COUNTS,
    EDITOR,
    NOTICES,
    PUBLICATIONS,
    REVIEW,
    EditorAsk,
    ReviewAsk,
)
from statusboard.app.page.public import PUBLIC
from statusboard.app.processes.wire import raw, value_of
from statusboard.domain.access import Actor, ActorKind, Permission
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.views.notices import NoticeCounts
from statusboard.errors import RuleBroken
from statusboard.storage import incidents, notices
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT, CHANGE_LOG, GENERATION, INCIDENT_UPDATE, REVISION
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import DEGRADED, GOOD, MAJOR, MINUTE, NOON, PARTIAL, Newsroom, wording

RESOLVED = IncidentStatus.RESOLVED
MONITORING = IncidentStatus.MONITORING


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Iterator[Newsroom]:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    return newsroom


@pytest.fixture
def failing(newsroom: Newsroom) -> int:
    """A service that has been down for ten minutes."""
    component_id = newsroom.service()
    newsroom.measures(component_id, (NOON - 600 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    return component_id


def count(newsroom: Newsroom, column: object) -> int:
    with newsroom.database.reading(NOON) as unit:
        return int(unit.connection.execute(select(func.count(column))).scalar_one())


def test_every_save_is_a_revision_and_the_same_text_again_is_none(newsroom: Newsroom) -> None:
    first = newsroom.draft(wording({}))
    again = newsroom.draft(wording({}), notice_id=first.notice_id, base=1)
    second = newsroom.draft(wording({}, title="Other"), notice_id=first.notice_id, base=1)

    assert (first.revision, again.revision, second.revision) == (1, 1, 2)
    assert count(newsroom, REVISION.c.number) == 2


def test_a_first_save_whose_answer_was_lost_begins_no_second_draft(newsroom: Newsroom) -> None:
    first = newsroom.draft(wording({}))

    assert newsroom.draft(wording({})) == first
    assert len(newsroom.ask(NOTICES).drafts) == 1


def test_the_text_of_a_draft_that_was_written_on_begins_a_notice_of_its_own(
    newsroom: Newsroom,
) -> None:
    first = newsroom.draft(wording({}))
    newsroom.draft(wording({}, body="More."), notice_id=first.notice_id, base=1)

    assert newsroom.draft(wording({})).notice_id != first.notice_id


def test_a_save_on_an_older_text_is_a_conflict_that_keeps_both(newsroom: Newsroom) -> None:
    first = newsroom.draft(wording({}, body="base"))
    newsroom.draft(wording({}, body="hers"), notice_id=first.notice_id, base=1, who="Bea")
    lost = newsroom.draft(wording({}, body="mine"), notice_id=first.notice_id, base=1)

    assert lost.conflict is not None
    assert lost.conflict.theirs.wording.body == "hers"
    assert lost.conflict.theirs.saved_by == "Bea"
    assert lost.revision == lost.conflict.theirs.number
    with newsroom.database.reading(NOON) as unit:
        mine = notices.read_revision(unit, first.notice_id, lost.conflict.yours)
        newest = notices.read_notice(unit, first.notice_id)
        assert newest is not None
        stays = notices.read_revision(unit, first.notice_id, newest.revision)
    assert mine is not None
    assert mine.wording.body == "mine"
    assert stays is not None
    assert stays.wording.body == "hers"


def test_the_one_who_won_a_conflict_does_not_notice_it(newsroom: Newsroom) -> None:
    first = newsroom.draft(wording({}, body="base"))
    hers = newsroom.draft(wording({}, body="hers"), notice_id=first.notice_id, base=1)
    newsroom.draft(wording({}, body="mine"), notice_id=first.notice_id, base=1)

    goes_on = newsroom.draft(
        wording({}, body="hers, longer"), notice_id=first.notice_id, base=hers.revision
    )

    assert goes_on.conflict is None


def test_a_merged_text_is_saved_on_the_newest_and_settles_the_conflict(newsroom: Newsroom) -> None:
    first = newsroom.draft(wording({}, body="base"))
    newsroom.draft(wording({}, body="hers"), notice_id=first.notice_id, base=1)
    lost = newsroom.draft(wording({}, body="mine"), notice_id=first.notice_id, base=1)

    merged = newsroom.draft(
        wording({}, body="hers and mine"), notice_id=first.notice_id, base=lost.revision
    )

    assert merged.conflict is None
    assert merged.revision == lost.revision + 1


def test_autosaving_a_losing_text_again_stores_no_second_copy(newsroom: Newsroom) -> None:
    first = newsroom.draft(wording({}, body="base"))
    newsroom.draft(wording({}, body="hers"), notice_id=first.notice_id, base=1)
    once = newsroom.draft(wording({}, body="mine"), notice_id=first.notice_id, base=1)
    before = count(newsroom, REVISION.c.number)

    twice = newsroom.draft(wording({}, body="mine"), notice_id=first.notice_id, base=1)

    assert twice == once
    assert count(newsroom, REVISION.c.number) == before


def test_a_follow_up_of_what_works_again_begins_as_its_end(
    newsroom: Newsroom, failing: int
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    asked = EditorAsk(incident_id=said.incident_id)
    assert newsroom.ask(EDITOR, asked).wording.status is IncidentStatus.INVESTIGATING
    newsroom.measures(failing, (NOON - 10 * MINUTE, MAJOR), (NOON, GOOD))
    begun = newsroom.ask(EDITOR, asked)
    assert begun.wording.status is IncidentStatus.RESOLVED
    assert begun.wording.components == {failing: GOOD}
    assert begun.notice_id is None
    newsroom.clock.forward(10 * MINUTE)  # nobody watches any more
    assert newsroom.ask(EDITOR, asked).wording.status is IncidentStatus.INVESTIGATING


def test_the_board_keeps_the_last_day_of_what_customers_read_about(
    newsroom: Newsroom, failing: int
) -> None:
    other = newsroom.service("Storefront")
    newsroom.publish(wording({failing: MAJOR}))
    newsroom.measures(failing, (NOON - 10 * MINUTE, MAJOR), (NOON, GOOD))
    strips = {tile.component_id: tile.strip for tile in newsroom.ask(BOARD, BoardAsk()).tiles}
    assert len(strips[failing]) == 48
    assert strips[other] == ()


def test_live_incidents_and_drafts_are_counted_apart(newsroom: Newsroom, failing: int) -> None:
    assert newsroom.ask(COUNTS) == NoticeCounts()
    said = newsroom.publish(wording({failing: MAJOR}))
    draft = newsroom.draft(wording({}))
    newsroom.draft(wording({failing: MAJOR}), incident_id=said.incident_id)
    assert newsroom.ask(COUNTS) == NoticeCounts(1, 2)
    newsroom.do(discard_draft, DiscardDraft(draft.notice_id))
    assert newsroom.ask(COUNTS) == NoticeCounts(1, 1)


def test_two_who_begin_the_same_follow_up_meet_in_one_draft(
    newsroom: Newsroom, failing: int
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    one = newsroom.draft(wording({failing: MAJOR}, body="one"), incident_id=said.incident_id)
    other = newsroom.draft(wording({failing: MAJOR}, body="other"), incident_id=said.incident_id)

    assert other.notice_id == one.notice_id
    assert other.conflict is not None
    assert other.conflict.theirs.wording.body == "one"


def test_publishing_says_it_in_one_transaction(newsroom: Newsroom, failing: int) -> None:
    saved = newsroom.draft(wording({failing: MAJOR}))

    done = newsroom.doorway.do(publish, Publish(saved.notice_id, 1), Actor(ActorKind.PERSON, "Ada"))

    with newsroom.database.reading(NOON) as unit:
        incident = incidents.read_incident(unit, done.result.incident_id)
        notice = notices.read_notice(unit, saved.notice_id)
        log = unit.connection.execute(select(CHANGE_LOG)).all()
    assert incident is not None
    assert incident.status is IncidentStatus.INVESTIGATING
    assert incident.impact is Impact.CRITICAL
    assert incident.components == {failing: MAJOR}
    assert incident.started_at == NOON - 10 * MINUTE  # the measured start
    assert incident.created_at < incident.updates[0].published_at
    assert incident.wording.next_update_at == NOON + 30 * MINUTE
    assert incident.updates[0].public_id == done.result.update_public_id
    assert [(a.old_status, a.new_status) for a in incident.updates[0].affected] == [(GOOD, MAJOR)]
    assert notice is not None
    assert (notice.state, notice.incident_id) == (NoticeState.PUBLISHED, incident.id)
    views = newsroom.ask(PUBLICATIONS, done.result.generation)
    assert [v.read_back_at for v in views] == [None]
    assert views[0].target.startswith("Folder ")
    assert done.changes.component_ids == {failing}
    assert log


def test_nothing_of_a_refused_publication_stays(newsroom: Newsroom, failing: int) -> None:
    saved = newsroom.draft(wording({failing: MAJOR}, title=" "))

    with pytest.raises(RuleBroken) as caught:
        newsroom.do(publish, Publish(saved.notice_id, 1))

    assert caught.value.field == "title"
    assert count(newsroom, GENERATION.c.number) == 0
    assert count(newsroom, INCIDENT_UPDATE.c.id) == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"body": "\n"}, "body"),
        ({"body": "<!-- ask Ben -->\n[//]: # (first)"}, "body"),
        ({"title": "\u200b\u202e "}, "title"),
        ({"title": "<!-- later -->"}, "title"),
        ({"body": "\u2060\x07"}, "body"),
        ({"next_update_in": timedelta(days=999_999_999)}, "next_update"),
        ({"next_update_in": None, "next_update_at": NOON + timedelta(days=366)}, "next_update"),
        ({"started_at": datetime(1, 1, 1, tzinfo=UTC)}, "started_at"),
        ({"title": "x" * 256}, "title"),
        ({"body": "x" * 25_001}, "body"),
        ({"next_update_in": None}, "next_update"),
        ({"next_update_in": None, "next_update_at": NOON}, "next_update"),
        ({"started_at": NOON + MINUTE}, "started_at"),
        ({"components": {99: MAJOR}}, "components"),
    ],
)
@ON_SQLITE
def test_a_text_nobody_should_publish_is_refused_with_its_field(
    newsroom: Newsroom, failing: int, change: dict[str, object], field: str
) -> None:
    given = {"components": {failing: MAJOR}} | change
    saved = newsroom.draft(wording(**given))  # type: ignore[arg-type]

    with pytest.raises(RuleBroken) as caught:
        newsroom.do(publish, Publish(saved.notice_id, 1, override="It has to go out"))

    assert caught.value.field == field


@ON_SQLITE
def test_without_a_place_for_the_page_nothing_is_published(
    newsroom: Newsroom, failing: int
) -> None:
    newsroom.publishes_nowhere()
    saved = newsroom.draft(wording({failing: MAJOR}))

    with pytest.raises(RuleBroken) as caught:
        newsroom.do(publish, Publish(saved.notice_id, 1))

    assert caught.value.field == "target"


def test_only_the_text_that_was_seen_can_be_published(newsroom: Newsroom, failing: int) -> None:
    first = newsroom.draft(wording({failing: MAJOR}))
    newsroom.draft(
        wording({failing: MAJOR}, body="New"), notice_id=first.notice_id, base=1, who="Bea"
    )

    with pytest.raises(RuleBroken) as caught:
        newsroom.do(publish, Publish(first.notice_id, 1))

    assert caught.value.field == "revision"


def test_publishing_again_answers_as_the_first_time(newsroom: Newsroom, failing: int) -> None:
    saved = newsroom.draft(wording({failing: MAJOR}))
    first = newsroom.do(publish, Publish(saved.notice_id, 1))

    assert newsroom.do(publish, Publish(saved.notice_id, 1)) == first
    assert count(newsroom, INCIDENT_UPDATE.c.id) == 1


def test_publishing_again_by_the_number_that_was_seen_answers_as_the_first_time(
    newsroom: Newsroom, failing: int
) -> None:
    saved = newsroom.draft(wording({failing: MAJOR}))
    for base, body in ((1, "hers"), (2, wording({}).body)):
        newsroom.draft(wording({failing: MAJOR}, body=body), notice_id=saved.notice_id, base=base)
    first = newsroom.do(publish, Publish(saved.notice_id, 1))

    assert newsroom.do(publish, Publish(saved.notice_id, 1)) == first


def test_letters_that_nothing_can_keep_are_left_out(newsroom: Newsroom, failing: int) -> None:
    newsroom.publish(wording({failing: MAJOR}, title="Pay\x00ments", body="We are\ud83d on it."))

    (incident,) = newsroom.ask(PUBLIC).incidents

    assert incident.wording.title == "Payments"
    assert incident.updates[0].wording.body == "We are on it."


def test_what_monitoring_contradicts_needs_a_sentence_that_is_kept(
    newsroom: Newsroom, failing: int
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    over = wording({failing: MAJOR}, status=RESOLVED, body="It is over.")
    saved = newsroom.draft(over, incident_id=said.incident_id)

    with pytest.raises(RuleBroken, match="still see trouble") as caught:
        newsroom.do(publish, Publish(saved.notice_id, saved.revision, override="  "))
    assert caught.value.field == "override"

    newsroom.do(publish, Publish(saved.notice_id, saved.revision, override="The check is wrong"))

    with newsroom.database.reading(NOON) as unit:
        rows = unit.connection.execute(select(AUDIT).where(AUDIT.c.verb == "notice.publish"))
        detail = json.loads(rows.all()[-1].detail)
    assert detail["override"] == "The check is wrong"
    assert "still see trouble" in detail["findings"][0]


def test_an_override_counts_for_what_was_seen_and_for_nothing_that_came_up_since(
    newsroom: Newsroom, failing: int
) -> None:
    early = wording({failing: MAJOR}, started_at=NOON - 60 * MINUTE)
    saved = newsroom.draft(early)
    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, 1))
    seen = tuple(finding.sentence for finding in review.findings)
    other = newsroom.service("Storefront")
    newsroom.measures(other, (NOON - 600 * MINUTE, GOOD), (NOON - 5 * MINUTE, MAJOR))
    newsroom.watched()

    with pytest.raises(RuleBroken, match="trouble with Storefront") as caught:
        newsroom.do(publish, Publish(saved.notice_id, 1, "Customers told us", seen))
    assert caught.value.field == "override"

    seen += (str(caught.value),)
    said = newsroom.do(publish, Publish(saved.notice_id, 1, "Customers told us", seen))
    assert said.generation == 1


def test_an_override_that_was_not_needed_is_not_recorded(newsroom: Newsroom, failing: int) -> None:
    saved = newsroom.draft(wording({failing: MAJOR}))

    newsroom.do(publish, Publish(saved.notice_id, 1, override="Just in case"))

    with newsroom.database.reading(NOON) as unit:
        rows = unit.connection.execute(select(AUDIT).where(AUDIT.c.verb == "notice.publish"))
        assert "override" not in rows.one().detail


def test_an_incident_goes_from_its_start_to_resolved(newsroom: Newsroom, failing: int) -> None:
    other = newsroom.service("Card payments")
    newsroom.measures(other, (NOON - 600 * MINUTE, GOOD))
    said = newsroom.publish(wording({failing: MAJOR, other: DEGRADED}))
    newsroom.clock.forward(10 * MINUTE)
    newsroom.measures(failing, (newsroom.clock.now() - MINUTE, GOOD))
    newsroom.watched()
    follow = newsroom.ask(EDITOR, EditorAsk(incident_id=said.incident_id)).wording
    assert follow.title == "Some card payments are failing"
    newsroom.publish(wording({failing: PARTIAL}, status=MONITORING), incident_id=said.incident_id)
    newsroom.clock.forward(10 * MINUTE)
    newsroom.watched()

    newsroom.publish(
        wording({failing: PARTIAL}, status=RESOLVED, body="It is over."),
        incident_id=said.incident_id,
    )

    with newsroom.database.reading(NOON) as unit:
        incident = incidents.read_incident(unit, said.incident_id)
    assert incident is not None
    assert [u.wording.status for u in incident.updates] == [
        RESOLVED,
        MONITORING,
        IncidentStatus.INVESTIGATING,
    ]
    assert incident.monitoring_at == NOON + 10 * MINUTE
    assert incident.updates[0].published_at == NOON + 20 * MINUTE
    assert incident.resolved_at == NOON + 9 * MINUTE  # when the service was seen to be back
    assert incident.started_at == NOON - 10 * MINUTE
    assert incident.wording.next_update_at is None
    assert incident.impact is Impact.CRITICAL  # as grave as it was
    assert incident.components == {failing: GOOD, other: GOOD}
    assert [(a.old_status, a.new_status) for a in incident.updates[1].affected] == [
        (MAJOR, PARTIAL),
        (DEGRADED, GOOD),  # no longer named: operational again
    ]
    view = newsroom.ask(PUBLIC)
    assert {s.status for s in view.services} == {GOOD}


def test_what_was_said_later_stands_above_although_the_clock_was_set_back(
    newsroom: Newsroom, failing: int
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    newsroom.clock.set_back(5 * MINUTE)
    over = newsroom.draft(wording({failing: GOOD}, status=RESOLVED), incident_id=said.incident_id)
    newsroom.do(publish, Publish(over.notice_id, over.revision, override="It works again."))

    (incident,) = newsroom.ask(PUBLIC).incidents

    newest, first = incident.updates
    assert newest.wording.status is incident.status is RESOLVED
    assert newest.published_at - first.published_at == timedelta(milliseconds=1)
    assert incident.resolved_at == newest.published_at
    assert incident.created_at < first.published_at


def test_a_service_is_dated_by_the_last_change_of_what_was_said_of_it(
    newsroom: Newsroom, failing: int
) -> None:
    newsroom.clock.forward(MINUTE)
    newsroom.watched()
    said = newsroom.publish(wording({failing: MAJOR}))
    newsroom.clock.forward(MINUTE)
    newsroom.watched()
    newsroom.publish(wording({failing: MAJOR}, body="Still so."), incident_id=said.incident_id)

    (service,) = newsroom.ask(PUBLIC).services

    assert service.updated_at == NOON + MINUTE


def test_what_the_public_reads_changes_only_when_a_person_publishes(
    newsroom: Newsroom, failing: int
) -> None:
    assert [s.status for s in newsroom.ask(PUBLIC).services] == [GOOD]

    newsroom.publish(wording({failing: PARTIAL}))

    (service,) = newsroom.ask(PUBLIC).services
    assert service.status is PARTIAL
    assert service.days[-1] is MAJOR  # bars are measured
    assert service.uptime == "\N{EN DASH}"  # hours of 90 days are no figure of them


def test_a_published_or_discarded_notice_cannot_be_changed(
    newsroom: Newsroom, failing: int
) -> None:
    said = newsroom.draft(wording({failing: MAJOR}))
    newsroom.do(publish, Publish(said.notice_id, 1))
    gone = newsroom.draft(wording({}))
    newsroom.do(discard_draft, DiscardDraft(gone.notice_id))

    for notice_id in (said.notice_id, gone.notice_id):
        with pytest.raises(RuleBroken, match="meanwhile"):
            newsroom.draft(wording({}, body="late"), notice_id=notice_id, base=1)
    with pytest.raises(RuleBroken, match="cannot be taken back"):
        newsroom.do(discard_draft, DiscardDraft(said.notice_id))
    # Saving by itself once more, with nothing new, is no mistake.
    assert newsroom.draft(wording({failing: MAJOR}), notice_id=said.notice_id, base=1).revision == 1


@ON_SQLITE
def test_a_desk_without_the_right_publishes_nothing(newsroom: Newsroom, failing: int) -> None:
    saved = newsroom.draft(wording({failing: MAJOR}))
    writer = Actor(ActorKind.PERSON, "Cleo", frozenset({Permission.WRITE}))

    with pytest.raises(RuleBroken, match="may not"):
        newsroom.doorway.do(publish, Publish(saved.notice_id, 1), writer)


def test_a_new_notice_starts_from_what_is_measured(newsroom: Newsroom, failing: int) -> None:
    fine = newsroom.service("Sign-in")
    newsroom.measures(fine, (NOON - 600 * MINUTE, GOOD))
    newsroom.setting("page.zone", "Europe/Berlin")

    view = newsroom.ask(EDITOR, EditorAsk())

    assert view.notice_id is None
    assert view.revision == 0
    assert view.wording.components == {failing: MAJOR}
    assert view.wording.started_at == NOON - 10 * MINUTE
    assert view.wording.title == "Checkout API is unavailable"
    assert "since 12:50 CET." in view.wording.body
    assert [(c.name, c.measured) for c in view.choices] == [
        ("Checkout API", MAJOR),
        ("Sign-in", GOOD),
    ]
    assert view.choices[0].strip[-1] is MAJOR
    assert view.choices[1].strip == ()


def test_a_new_notice_about_a_chosen_service_names_that_one(
    newsroom: Newsroom, failing: int
) -> None:
    fine = newsroom.service("Sign-in")
    newsroom.measures(fine, (NOON - 600 * MINUTE, GOOD))

    view = newsroom.ask(EDITOR, EditorAsk(component_ids=(fine,)))

    assert view.wording.components == {fine: DEGRADED}


@ON_SQLITE
def test_where_nobody_watches_nothing_is_claimed(newsroom: Newsroom, failing: int) -> None:
    newsroom.clock.forward(10 * MINUTE)

    view = newsroom.ask(EDITOR, EditorAsk())

    assert view.wording == Wording(next_update_in=30 * MINUTE)
    assert view.choices[0].measured.value == "unknown"


@ON_SQLITE
def test_an_uptime_sentence_needs_the_coverage_to_carry_it(newsroom: Newsroom) -> None:
    component_id = newsroom.service()
    newsroom.measures(component_id, (NOON - timedelta(days=60), GOOD))
    newsroom.watched()

    sentence = newsroom.ask(EDITOR, EditorAsk(component_ids=(component_id,))).uptime_sentence

    assert sentence == "Our services have been available 100 % of the last 30 days."


def test_the_list_has_live_drafts_and_resolved(newsroom: Newsroom, failing: int) -> None:
    said = newsroom.publish(wording({failing: MAJOR}))
    newsroom.draft(wording({failing: MAJOR}, body="more"), incident_id=said.incident_id)
    newsroom.draft(wording({}, title="Holiday hours"))

    view = newsroom.ask(NOTICES)

    assert [(i.incident_id, i.has_draft) for i in view.live] == [(said.incident_id, True)]
    assert [(i.wording.title, i.incident_id) for i in view.drafts] == [("Holiday hours", None)]
    assert view.resolved == ()


def test_the_review_shows_what_changes_and_what_contradicts(
    newsroom: Newsroom, failing: int
) -> None:
    said = newsroom.publish(wording({failing: MAJOR}, body="First."))
    saved = newsroom.draft(
        wording({failing: PARTIAL}, status=MONITORING, body="Second."),
        incident_id=said.incident_id,
    )

    view = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))

    assert view.update_number == 2
    assert view.before is not None
    assert (view.before.body, view.wording.body) == ("First.", "Second.")
    assert (view.before.status, view.wording.status) == (IncidentStatus.INVESTIGATING, MONITORING)
    assert [(m.name, m.before, m.after) for m in view.moves] == [("Checkout API", MAJOR, PARTIAL)]
    assert [f.rule for f in view.findings if f.blocks] == ["still_fails"]
    assert view.promise == NOON + 30 * MINUTE
    assert len(view.targets) == 1


def test_the_review_calls_no_other_state_an_agreement(newsroom: Newsroom, failing: int) -> None:
    saved = newsroom.draft(wording({failing: PARTIAL}, body="We are on it."))

    view = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))

    assert "other_state" in {one.rule for one in view.findings}


@ON_SQLITE
def test_what_verbs_are_given_and_answer_travels_over_a_pipe(
    newsroom: Newsroom, failing: int
) -> None:
    given = SaveDraft(None, None, 0, wording({failing: MAJOR}, started_at=NOON))
    first = newsroom.draft(wording({}, body="base"))
    newsroom.draft(wording({}, body="hers"), notice_id=first.notice_id, base=1)
    lost = newsroom.draft(wording({}, body="mine"), notice_id=first.notice_id, base=1)

    assert value_of(raw(given), save_draft.input_type) == given
    assert value_of(raw(lost), save_draft.result_type) == lost
