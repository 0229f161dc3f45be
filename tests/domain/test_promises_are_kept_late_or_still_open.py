"""What becomes of the next update that was promised, and the record that is made of it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.incident import IncidentUpdate
from statusboard.domain.notice import Wording
from statusboard.domain.promises import (
    Promise,
    PromiseRecord,
    PromiseState,
    Urgency,
    promises,
    record_of,
    urgency,
)
from statusboard.domain.status import OF_INCIDENTS, IncidentStatus

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KEPT, LATE, OPEN, WITHDRAWN = PromiseState
RESOLVED = IncidentStatus.RESOLVED


def said(
    at: float,
    promised: float | None = None,
    *,
    name: str = "",
    status: IncidentStatus = IncidentStatus.INVESTIGATING,
) -> IncidentUpdate:
    """An update so many minutes after noon, with the next one promised by so many minutes."""
    due = None if promised is None else NOON + promised * MINUTE
    wording = Wording("T", status, "Text.", next_update_at=due)
    return IncidentUpdate(name or f"u{at}", NOON + at * MINUTE, wording)


def states(*updates: IncidentUpdate, corrections: tuple[str, ...] = ()) -> list[PromiseState]:
    return [one.state for one in promises(updates[::-1], corrections=corrections)]


def test_an_update_by_then_keeps_the_promise_and_says_how_early() -> None:
    kept, still_open = promises((said(26, 60), said(0, 30)))
    assert kept == Promise(NOON, NOON + 30 * MINUTE, KEPT, NOON + 26 * MINUTE)
    assert kept.early_by() == 4 * MINUTE
    assert kept.late_by(NOON + 99 * MINUTE) == timedelta()
    assert (still_open.state, still_open.due) == (OPEN, NOON + 60 * MINUTE)


def test_an_update_in_the_very_moment_is_not_late() -> None:
    assert states(said(0, 30), said(30, 60)) == [KEPT, OPEN]


def test_an_update_after_it_is_late_by_as_much() -> None:
    late, _ = promises((said(37, 60), said(0, 30)))
    assert late.state is LATE
    assert late.late_by(NOON + 99 * MINUTE) == 7 * MINUTE
    assert late.early_by() == timedelta()


def test_the_end_keeps_the_last_promise_and_owes_no_more() -> None:
    assert states(said(0, 30), said(20, None, status=RESOLVED)) == [KEPT]
    assert states(said(0, 30), said(20, 50, status=RESOLVED)) == [KEPT]


def test_an_update_that_promises_nothing_owes_nothing() -> None:
    assert states(said(0)) == []
    assert states(said(0), said(5, 30)) == [OPEN]


def test_a_time_that_was_past_already_is_no_promise() -> None:
    assert states(said(10, 10), said(20, 15)) == []


def test_a_correction_before_it_was_due_earns_nothing() -> None:
    assert states(said(0, 30), said(2, 30, name="c"), corrections=("c",)) == [WITHDRAWN, OPEN]


def test_a_correction_once_it_was_due_is_late_like_any_other() -> None:
    assert states(said(0, 30), said(33, 60, name="c"), corrections=("c",)) == [LATE, OPEN]


def test_what_was_withdrawn_before_it_was_due_owes_nothing_more() -> None:
    before = promises((said(0, 30),), ended_at=NOON + 10 * MINUTE)
    after = promises((said(0, 30),), ended_at=NOON + 31 * MINUTE)
    assert [one.state for one in before + after] == [WITHDRAWN, LATE]
    assert before[0].late_by(NOON + 99 * MINUTE) == timedelta()


@pytest.mark.parametrize(
    ("left", "presses"),
    [
        (timedelta(minutes=5, microseconds=1), Urgency.CALM),
        (timedelta(minutes=5), Urgency.SOON),
        (timedelta(), Urgency.SOON),
        (-timedelta(microseconds=1), Urgency.OVERDUE),
    ],
)
def test_a_promise_warns_from_five_minutes_on_and_is_overdue_once_it_passed(
    left: timedelta, presses: Urgency
) -> None:
    assert urgency(NOON + left, NOON) is presses


def test_the_record_counts_what_is_overdue_now_as_late() -> None:
    made = promises((said(26, 60), said(0, 30)))
    assert record_of(made, NOON + 59 * MINUTE) == PromiseRecord(kept=1, open=1)
    overdue = record_of(made, NOON + 63 * MINUTE)
    assert overdue == PromiseRecord(kept=1, late=1, longest_late=3 * MINUTE)
    assert (overdue.made, overdue.due) == (2, 2)


def test_a_middle_is_told_of_three_late_ones_and_is_the_longer_of_two() -> None:
    late = [Promise(NOON, NOON, LATE, NOON + n * MINUTE) for n in (1, 4, 9, 20)]
    assert record_of(late[:2], NOON).median_late is None
    assert record_of(late[:3], NOON).median_late == 4 * MINUTE
    assert record_of(late, NOON).median_late == 9 * MINUTE
    assert record_of(late, NOON).longest_late == 20 * MINUTE


def test_what_was_withdrawn_is_not_counted_among_those_made() -> None:
    made = promises((said(2, 30, name="c"), said(0, 30)), corrections=("c",))
    record = record_of(made, NOON + 3 * MINUTE)
    assert (record.made, record.withdrawn) == (1, 1)


@st.composite
def stories(draw: st.DrawFn) -> tuple[tuple[IncidentUpdate, ...], frozenset[str]]:
    """Updates of one incident, newest first, some of them corrections."""
    gaps = draw(st.lists(st.integers(1, 90), min_size=1, max_size=8))
    at, updates, corrections = 0, [], set()
    for number, gap in enumerate(gaps):
        at += gap
        promised = draw(st.none() | st.integers(at - 20, at + 90))
        status = draw(st.sampled_from(OF_INCIDENTS))
        updates.append(said(at, promised, name=f"u{number}", status=status))
        if number and draw(st.booleans()):
            corrections.add(f"u{number}")
    return tuple(reversed(updates)), frozenset(corrections)


@given(stories(), st.integers(0, 900))
def test_every_promise_is_told_once_and_only_the_last_can_be_open(
    story: tuple[tuple[IncidentUpdate, ...], frozenset[str]], minutes: int
) -> None:
    updates, corrections = story
    now = max(NOON + minutes * MINUTE, updates[0].published_at)
    made = promises(updates, corrections=corrections)
    owed = [u for u in updates if u.wording.promise(u.published_at) is not None]
    owed = [u for u in owed if (u.wording.next_update_at or NOON) > u.published_at]
    assert [one.made_at for one in made] == [u.published_at for u in reversed(owed)]
    assert all(one.state is not OPEN for one in made[:-1])
    for before, after in pairwise(made):
        assert before.settled_at is not None
        assert before.settled_at <= after.made_at
    for one in made:
        early, late = one.early_by(), one.late_by(now)
        assert not (early and late)
        assert (one.state is LATE) <= (late > timedelta())
        if one.settled_at is not None:
            assert (one.state is LATE) == (one.settled_at > one.due)
    record = record_of(made, now)
    assert record.made + record.withdrawn == len(made)
    assert (record.late > 0) == (record.longest_late is not None)
    if record.median_late is not None and record.longest_late is not None:
        assert timedelta() < record.median_late <= record.longest_late


@given(stories())
def test_the_longer_one_waits_the_less_kind_the_record(
    story: tuple[tuple[IncidentUpdate, ...], frozenset[str]],
) -> None:
    updates, corrections = story
    made = promises(updates, corrections=corrections)
    soon = record_of(made, updates[0].published_at)
    later = record_of(made, updates[0].published_at + 120 * MINUTE)
    assert later.open == 0
    assert later.late == soon.late + soon.open
    assert later.kept == soon.kept
