"""No change, and a notice that joins what is open: the next update by one verb, nothing lost."""

from pathlib import Path

import pytest

from statusboard.app.notices.commands import discard_draft, publish, save_draft
from statusboard.app.notices.follow_up_commands import join, no_change
from statusboard.app.notices.inputs import DiscardDraft, Publish, Published, Saved, SaveDraft
from statusboard.app.notices.queries import EDITOR, NOTICES, REVIEW, EditorAsk, ReviewAsk
from statusboard.app.notices.suggestion_inputs import Join, NoChange
from statusboard.app.notices.suggestions import SUGGESTIONS
from statusboard.domain.notice import NoticeState
from statusboard.domain.status import IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import DEGRADED, GOOD, MAJOR, MINUTE, NOON, PARTIAL, wording
from tests.fixtures.watched_newsroom import WatchedNewsroom


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> WatchedNewsroom:
    made = WatchedNewsroom(database)
    made.publishes_to(tmp_path / "page")
    made.serves("Checkout API", "Card payments")
    made.passes({1: "dd", 2: "ss"})
    return made


@pytest.fixture
def told(newsroom: WatchedNewsroom) -> Published:
    """The outage of the first service, published; the second one is named as well."""
    return newsroom.publish(wording({1: MAJOR, 2: PARTIAL}, title="Card payments fail"))


def rules(newsroom: WatchedNewsroom, saved: Saved) -> set[str]:
    review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    return {finding.rule for finding in review.findings}


def says_nothing_new(newsroom: WatchedNewsroom, told: Published) -> Saved:
    newsroom.passes({1: "d" * 10, 2: "s" * 10})
    return newsroom.do(no_change, NoChange(told.incident_id))


def test_no_change_drafts_an_update_that_keeps_the_promise(
    newsroom: WatchedNewsroom, told: Published
) -> None:
    saved = says_nothing_new(newsroom, told)
    said = newsroom.ask(EDITOR, EditorAsk(saved.notice_id)).wording

    assert said.body == (
        "We are still looking for the cause. Checkout API has been unavailable since 12:03 UTC. "
        "Card payments is not working as usual.\n\n{next_update_promise}"
    )
    assert dict(said.components) == {1: MAJOR, 2: DEGRADED}
    assert said.next_update_in == 30 * MINUTE
    assert newsroom.ask(SUGGESTIONS).written == {told.incident_id}
    assert rules(newsroom, saved) == set()


@ON_SQLITE
def test_no_change_again_is_the_same_draft_with_the_time_of_now(
    newsroom: WatchedNewsroom, told: Published
) -> None:
    first = says_nothing_new(newsroom, told)
    second = says_nothing_new(newsroom, told)

    assert (second.notice_id, second.revision) == (first.notice_id, 2)


@ON_SQLITE
def test_the_second_no_change_in_a_row_is_warned_of_unless_somebody_words_it(
    newsroom: WatchedNewsroom, told: Published
) -> None:
    first = says_nothing_new(newsroom, told)
    newsroom.do(publish, Publish(first.notice_id, first.revision))

    second = says_nothing_new(newsroom, told)
    assert rules(newsroom, second) == {"no_change_again"}

    view = newsroom.ask(EDITOR, EditorAsk(second.notice_id))
    words = wording(view.wording.components, body="Payments fail. We now try another provider.")
    edited = newsroom.draft(words, notice_id=second.notice_id, base=second.revision)
    assert "no_change_again" not in rules(newsroom, edited)


@ON_SQLITE
def test_no_change_never_replaces_what_a_person_writes(
    newsroom: WatchedNewsroom, told: Published
) -> None:
    newsroom.draft(wording({1: MAJOR}, body="Mine."), incident_id=told.incident_id)

    with pytest.raises(RuleBroken, match="is being written already"):
        newsroom.do(no_change, NoChange(told.incident_id))


@ON_SQLITE
def test_no_change_takes_the_place_of_an_end_that_monitoring_suggests(
    newsroom: WatchedNewsroom, told: Published
) -> None:
    newsroom.passes({1: "uu", 2: "uu"})
    (end,) = newsroom.ask(SUGGESTIONS).items
    assert end.incident_id == told.incident_id

    saved = newsroom.do(no_change, NoChange(told.incident_id))
    newsroom.looks()

    assert newsroom.ask(SUGGESTIONS).items == ()
    newsroom.do(discard_draft, DiscardDraft(saved.notice_id))
    newsroom.looks()
    assert [item.incident_id for item in newsroom.ask(SUGGESTIONS).items] == [told.incident_id]


@ON_SQLITE
def test_nothing_is_said_of_what_is_over(newsroom: WatchedNewsroom, told: Published) -> None:
    newsroom.passes({1: "uu", 2: "uu"})
    over = wording({1: MAJOR}, status=IncidentStatus.RESOLVED, body="Payments work again.")
    newsroom.publish(over, incident_id=told.incident_id)

    with pytest.raises(RuleBroken, match="is over"):
        newsroom.do(no_change, NoChange(told.incident_id))


def test_a_second_notice_about_a_told_service_says_so_and_joins(
    newsroom: WatchedNewsroom, told: Published
) -> None:
    mine = newsroom.draft(wording({2: PARTIAL}, title="Payments are slow", body="My words."))
    assert "told_already" in rules(newsroom, mine)

    saved = newsroom.do(join, Join(mine.notice_id, mine.revision, told.incident_id))

    view = newsroom.ask(EDITOR, EditorAsk(incident_id=told.incident_id))
    assert (view.notice_id, view.wording.body) == (saved.notice_id, "My words.")
    assert view.wording.title == "Card payments fail"
    assert view.wording.components == {1: MAJOR, 2: PARTIAL}
    assert "told_already" not in rules(newsroom, saved)
    assert newsroom.ask(NOTICES).drafts == ()
    with newsroom.database.reading(NOON) as unit:
        left = notices.read_notice(unit, mine.notice_id)
        assert left is not None
        assert left.state is NoticeState.DISCARDED
        assert notices.read_revisions(unit, mine.notice_id)[-1].wording.body == "My words."


@ON_SQLITE
@pytest.mark.parametrize(
    ("state", "seen"), [(IncidentStatus.IDENTIFIED, "ds"), (IncidentStatus.MONITORING, "uu")]
)
def test_a_suggestion_that_joins_a_known_cause_does_not_look_for_it(
    newsroom: WatchedNewsroom, state: IncidentStatus, seen: str
) -> None:
    newsroom.serves("Search")
    newsroom.passes({1: seen[0] * 3, 2: seen[1] * 3})
    is_back = state is IncidentStatus.MONITORING
    services = {1: GOOD if is_back else MAJOR, 2: GOOD if is_back else PARTIAL}
    said = wording(services, title="Card payments fail", status=state)
    told = newsroom.publish(said)
    newsroom.passes({1: seen[0] * 7, 2: seen[1] * 7, 3: "d" * 7})
    (mine,) = [one for one in newsroom.ask(SUGGESTIONS).items if one.incident_id is None]

    newsroom.do(join, Join(mine.notice_id, 1, told.incident_id))

    joined = newsroom.ask(EDITOR, EditorAsk(incident_id=told.incident_id)).wording
    assert joined.status is IncidentStatus.IDENTIFIED
    assert joined.body.startswith(
        "We know the cause and are still working on it. Search has been unavailable since "
    )
    assert 3 in joined.components


@ON_SQLITE
def test_what_joins_stands_below_what_is_written_already(
    newsroom: WatchedNewsroom, told: Published
) -> None:
    newsroom.draft(wording({1: MAJOR}, body="Hers."), incident_id=told.incident_id, who="Bea")
    mine = newsroom.draft(wording({2: PARTIAL}, title="Payments are slow", body="Mine."))

    newsroom.do(join, Join(mine.notice_id, mine.revision, told.incident_id))

    view = newsroom.ask(EDITOR, EditorAsk(incident_id=told.incident_id))
    assert view.wording.body == "Hers.\n\nMine."
    assert view.wording.components == {1: MAJOR, 2: PARTIAL}


@ON_SQLITE
def test_what_cannot_join_says_why_and_stays(newsroom: WatchedNewsroom, told: Published) -> None:
    mine = newsroom.draft(wording({2: PARTIAL}, title="Payments are slow", body="Mine."))
    follow_up = newsroom.draft(wording({1: MAJOR}, body="Hers."), incident_id=told.incident_id)

    for given, why in (
        (Join(mine.notice_id, 7, told.incident_id), "has changed this notice"),
        (Join(99, 1, told.incident_id), "This draft is gone"),
        (Join(follow_up.notice_id, 1, told.incident_id), "belongs to an incident already"),
        (Join(mine.notice_id, mine.revision, 99), "is over"),
    ):
        with pytest.raises(RuleBroken, match=why):
            newsroom.do(join, given)
    assert len(newsroom.ask(NOTICES).drafts) == 1


@ON_SQLITE
def test_the_list_tells_suggestions_from_drafts(newsroom: WatchedNewsroom) -> None:
    newsroom.draft(wording({}, title="Holiday hours"))
    view = newsroom.ask(NOTICES)

    assert [item.wording.title for item in view.drafts] == ["Holiday hours"]
    assert [set(item.wording.components) for item in view.suggested] == [{1, 2}]


@ON_SQLITE
def test_a_notice_about_a_service_that_is_suggested_is_the_suggestion(
    newsroom: WatchedNewsroom,
) -> None:
    (one,) = newsroom.ask(SUGGESTIONS).items
    assert (one.is_clean, one.incident_id) == (True, None)

    view = newsroom.ask(EDITOR, EditorAsk(component_ids=(2,)))

    assert (view.notice_id, view.is_suggested) == (one.notice_id, True)


@ON_SQLITE
def test_who_writes_afresh_gets_a_text_of_their_own(
    newsroom: WatchedNewsroom, told: Published
) -> None:
    newsroom.passes({1: "uu", 2: "uu"})
    assert newsroom.ask(EDITOR, EditorAsk(incident_id=told.incident_id)).is_suggested

    own = newsroom.ask(EDITOR, EditorAsk(incident_id=told.incident_id, afresh=True))
    assert (own.notice_id, own.is_suggested) == (None, False)
    update = told.update_public_id
    correction = newsroom.ask(EDITOR, EditorAsk(corrects=update))
    assert (correction.notice_id, correction.wording.body) == (None, wording({}).body)

    newsroom.do(
        save_draft, SaveDraft(None, told.incident_id, 0, correction.wording, corrects=update)
    )
    assert newsroom.ask(SUGGESTIONS).items == ()
