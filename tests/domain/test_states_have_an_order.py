"""Statuses, outcomes, impacts, promises, permissions: the small rules that everything leans on."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.access import Actor, ActorKind, Permission, loop
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.incident import Incident, IncidentUpdate, public_statuses
from statusboard.domain.notice import Wording
from statusboard.domain.observation import GONE_AFTER, is_stale, watched_until_us
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import OF_INCIDENTS, Impact, IncidentStatus, impact_of, worst
from statusboard.domain.status import ComponentStatus as S

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = 1_000_000


def test_the_worst_of_nothing_is_unknown() -> None:
    assert worst([]) is S.UNKNOWN
    assert worst([S.UNKNOWN]) is S.UNKNOWN


@given(st.lists(st.sampled_from(S), min_size=1))
def test_the_worst_is_one_of_them_and_unknown_is_no_evidence(statuses: list[S]) -> None:
    found = worst(statuses)

    assert found in statuses
    assert all(found.severity >= status.severity for status in statuses)
    assert (found is S.UNKNOWN) == (set(statuses) == {S.UNKNOWN})


def test_only_outages_count_as_down() -> None:
    assert {s for s in S if s.counts_as_down} == {S.PARTIAL_OUTAGE, S.MAJOR_OUTAGE}
    assert {s for s in S if s.is_trouble} == {
        S.DEGRADED_PERFORMANCE,
        S.PARTIAL_OUTAGE,
        S.MAJOR_OUTAGE,
    }


@pytest.mark.parametrize(
    ("statuses", "impact"),
    [
        ([], Impact.NONE),
        ([S.OPERATIONAL, S.UNKNOWN, S.UNDER_MAINTENANCE], Impact.NONE),
        ([S.DEGRADED_PERFORMANCE], Impact.MINOR),
        ([S.PARTIAL_OUTAGE, S.DEGRADED_PERFORMANCE], Impact.MAJOR),
        ([S.MAJOR_OUTAGE, S.OPERATIONAL], Impact.CRITICAL),
    ],
)
def test_an_impact_follows_the_worst_status(statuses: list[S], impact: Impact) -> None:
    assert impact_of(statuses) is impact


@pytest.mark.parametrize("status", S)
def test_an_outcome_speaks_for_a_status_and_back(status: S) -> None:
    outcome = Outcome.of(status)

    assert Outcome.of(outcome.level) is outcome
    assert (outcome is Outcome.DOWN) == status.counts_as_down
    assert (outcome is Outcome.UNKNOWN) == (status is S.UNKNOWN)


def test_an_answer_speaks_for_its_outcome_unless_it_says_more() -> None:
    assert Answer(Outcome.DOWN, Reason.REFUSED).stated_level is S.MAJOR_OUTAGE
    partial = Answer(Outcome.DOWN, Reason.SOURCE_ALERT, level=S.PARTIAL_OUTAGE)
    assert partial.stated_level is S.PARTIAL_OUTAGE


def an_incident(components: dict[int, S], status: IncidentStatus) -> Incident:
    said = IncidentUpdate("u", NOON, Wording("T", status, components=components))
    return Incident(1, "abc", Impact.MAJOR, NOON, None, None, (said,))


def test_customers_are_told_the_worst_that_an_open_incident_says() -> None:
    one = an_incident({1: S.DEGRADED_PERFORMANCE, 9: S.MAJOR_OUTAGE}, IncidentStatus.IDENTIFIED)
    two = an_incident({1: S.PARTIAL_OUTAGE, 2: S.UNKNOWN}, IncidentStatus.INVESTIGATING)

    told = public_statuses((1, 2, 3), (one, two))

    assert told == {1: S.PARTIAL_OUTAGE, 2: S.OPERATIONAL, 3: S.OPERATIONAL}


def test_an_incident_is_over_once_it_is_resolved() -> None:
    assert [s for s in OF_INCIDENTS if s.is_over] == [
        IncidentStatus.RESOLVED,
        IncidentStatus.POSTMORTEM,
    ]
    assert [s for s in IncidentStatus if s.is_after_end] == [IncidentStatus.POSTMORTEM]
    assert [s.step for s in OF_INCIDENTS] == [0, 1, 2, 3, 4]


def test_planned_work_has_states_of_its_own() -> None:
    planned = [s for s in IncidentStatus if s.is_planned]
    assert [s.value for s in planned] == [
        *("scheduled", "in_progress", "verifying", "completed", "cancelled")
    ]
    assert [s.value for s in planned if s.is_under_way] == ["in_progress", "verifying"]
    assert [s.value for s in planned if s.is_over] == ["completed", "cancelled"]
    assert not any(s.is_planned or s.is_under_way for s in OF_INCIDENTS)


def test_what_is_only_scheduled_says_nothing_of_now() -> None:
    work = {1: S.UNDER_MAINTENANCE, 2: S.DEGRADED_PERFORMANCE}
    scheduled = an_incident(work, IncidentStatus.SCHEDULED)
    running = an_incident(work, IncidentStatus.IN_PROGRESS)
    outage = an_incident({1: S.PARTIAL_OUTAGE, 2: S.OPERATIONAL}, IncidentStatus.IDENTIFIED)

    assert public_statuses((1, 2), (scheduled,)) == {1: S.OPERATIONAL, 2: S.OPERATIONAL}
    assert public_statuses((1, 2), (running,)) == work
    assert public_statuses((1, 2), (running, outage)) == {
        1: S.PARTIAL_OUTAGE,
        2: S.DEGRADED_PERFORMANCE,
    }


def test_a_promise_counts_from_the_moment_of_publishing() -> None:
    later = NOON + timedelta(hours=3)
    half_hour = timedelta(minutes=30)

    assert Wording(next_update_in=half_hour).promise(NOON) == NOON + half_hour
    assert Wording(next_update_at=later).promise(NOON) == later
    assert Wording().promise(NOON) is None
    over = Wording(status=IncidentStatus.RESOLVED, next_update_in=half_hour)
    assert over.promise(NOON) is None


def test_a_loop_operates_and_never_publishes() -> None:
    publisher = loop("publisher")

    own = {Permission.OPERATE, Permission.RUN}
    assert {p for p in Permission if publisher.may(p)} == own
    assert all(Actor(ActorKind.PERSON, "ada").may(p) for p in Permission)


topics = st.frozensets(st.sampled_from(Topic))
changes = st.builds(Changes, topics, st.frozensets(st.integers(1, 5)))


@given(changes, changes, changes)
def test_changes_merge_in_any_order(a: Changes, b: Changes, c: Changes) -> None:
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
    assert a | Changes() == a
    assert bool(a) == bool(a.topics)


def test_changes_name_their_topics() -> None:
    assert Changes.of(Topic.STATES, components=frozenset({3})) == Changes(
        frozenset({Topic.STATES}), frozenset({3})
    )


def test_open_spans_are_believed_up_to_the_last_sign_of_the_collector() -> None:
    gone = GONE_AFTER // timedelta(microseconds=1)

    assert watched_until_us(1000 * SECOND, None) == 0
    assert watched_until_us(1000 * SECOND, 1000 * SECOND - gone) == 1000 * SECOND
    assert watched_until_us(1000 * SECOND, 1000 * SECOND - gone - 1) == 1000 * SECOND - gone - 1


def test_an_answer_is_stale_after_three_intervals_and_a_deadline() -> None:
    limit = 3 * 60 * SECOND + 15 * SECOND + SECOND

    assert is_stale(0, None, 60 * SECOND, 15 * SECOND)
    assert not is_stale(limit, 0, 60 * SECOND, 15 * SECOND)
    assert is_stale(limit + 1, 0, 60 * SECOND, 15 * SECOND)
