"""Work that comes again: the next window is always there, none vanishes, none comes twice."""

from datetime import timedelta

import pytest

from statusboard.app.maintenance.commands import change
from statusboard.app.maintenance.inputs import (
    CancelWork,
    ChangeWork,
    EndWork,
    ExtendWork,
    MoveWindow,
    Turned,
    Worked,
)
from statusboard.app.maintenance.window_commands import cancel, end, extend, move
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.status import ComponentStatus
from statusboard.domain.subscriber import Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.incidents import read_planned
from tests.fixtures.joining import Readers
from tests.fixtures.planned import HOUR, UNDER, Planning, at, plan_of
from tests.fixtures.speaking import NOON

DAY = timedelta(days=1)
WEEKLY = "FREQ=WEEKLY"
DAILY = "FREQ=DAILY"
GOOD = ComponentStatus.OPERATIONAL
SCHEDULED, DONE = MaintenanceStatus.SCHEDULED, MaintenanceStatus.COMPLETED


def windows(desk: Planning, worked: Worked) -> list[tuple[float, str]]:
    """The start of each window in hours from noon, and its state."""
    return [
        ((one.starts_at - NOON) / HOUR, one.status.value)
        for one in desk.maintenance(worked.maintenance_id).windows
    ]


def to(desk: Planning, hours: float) -> None:
    desk.clock.go(desk.clock.now_us + int((NOON + hours * HOUR - desk.clock.now()) / HOUR * 3.6e9))
    desk.turn()


def kinds(desk: Planning) -> list[str]:
    """What was said of the only window, newest first."""
    with desk.database.reading(desk.clock.now()) as unit:
        (incident,) = read_planned(unit)
    return [one.kind.value for one in incident.updates]


def test_the_next_window_is_put_when_one_ends(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    worked = desk.plan(plan_of([1], repeats=WEEKLY))
    assert windows(desk, worked) == [(1, "scheduled")]

    to(desk, 1)
    assert windows(desk, worked) == [(1, "in_progress")]
    to(desk, 2)

    assert windows(desk, worked) == [(1, "completed"), (1 + 168, "scheduled")]
    first, second = desk.maintenance(worked.maintenance_id).windows
    assert second.incident_id is not None
    assert second.incident_id != first.incident_id
    # The end was told; that it comes again is on the page, and nobody gets a message of it.
    generations = range(worked.generation + 1, worked.generation + 4)
    assert [bool(readers.told(number)) for number in generations] == [True, True, False]


def test_a_series_ends_where_its_rule_does(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats="FREQ=DAILY;COUNT=2"))
    to(desk, 2)
    to(desk, 25)
    to(desk, 26)
    assert windows(desk, worked) == [(1, "completed"), (25, "completed")]
    to(desk, 100)
    assert windows(desk, worked) == [(1, "completed"), (25, "completed")]


def test_a_window_that_was_moved_leaves_the_series_where_it_is(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY))
    desk.do(move, MoveWindow(worked.window_id, worked.revision, NOON + 5 * HOUR))
    to(desk, 5)
    to(desk, 6)
    assert windows(desk, worked) == [(5, "completed"), (25, "scheduled")]


def test_a_window_that_was_cancelled_stays_so_and_the_next_one_comes(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY))

    gone = desk.do(cancel, CancelWork(worked.window_id, worked.revision, "Nobody is there."))

    assert windows(desk, worked) == [(1, "cancelled"), (25, "scheduled")]
    assert gone.next_window_id == desk.maintenance(worked.maintenance_id).windows[1].id
    to(desk, 2)
    assert windows(desk, worked) == [(1, "cancelled"), (25, "scheduled")]


def test_a_whole_series_is_cancelled(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY))
    given = CancelWork(worked.window_id, worked.revision, "It is not needed.", whole_series=True)
    desk.do(cancel, given)
    to(desk, 50)
    assert windows(desk, worked) == [(1, "cancelled")]


def test_an_end_by_hand_puts_the_next_one_at_once(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY))
    to(desk, 1.5)
    ended = desk.do(end, EndWork(worked.window_id))
    assert windows(desk, worked) == [(1, "completed"), (25, "scheduled")]
    assert ended.next_window_id is not None


def test_no_window_grows_into_the_next_one(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY, lasts=20 * HOUR))
    to(desk, 2)
    with pytest.raises(RuleBroken, match="when the same work begins again") as broken:
        desk.do(extend, ExtendWork(worked.window_id, NOON + 26 * HOUR))
    assert broken.value.field == "until"
    desk.do(extend, ExtendWork(worked.window_id, NOON + 25 * HOUR))
    to(desk, 25)
    assert windows(desk, worked) == [(1, "completed"), (25, "in_progress")]


def test_no_window_is_moved_onto_another_one(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY))
    to(desk, 2)
    (_, second) = desk.maintenance(worked.maintenance_id).windows
    revision = desk.maintenance(worked.maintenance_id).revision
    with pytest.raises(RuleBroken, match="when the same work begins again"):
        desk.do(move, MoveWindow(second.id, revision, NOON + 48.5 * HOUR))
    moved = desk.do(move, MoveWindow(second.id, revision, NOON + 3 * HOUR))
    assert moved.status is SCHEDULED


def test_what_passed_while_nobody_ran_is_completed_and_not_told_late(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    worked = desk.plan(plan_of([1], repeats=DAILY))
    before = worked.generation

    to(desk, 24 * 3)

    assert windows(desk, worked) == [
        (1, "completed"),
        (25, "completed"),
        (49, "completed"),
        (73, "scheduled"),
    ]
    found = desk.maintenance(worked.maintenance_id).windows
    assert [one.ended_at for one in found[:3]] == [one.ends_at for one in found[:3]]
    assert not any(readers.told(number) for number in range(before + 1, before + 9))


def test_what_is_still_running_after_a_pause_is_told_on_the_page_alone(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    worked = desk.plan(plan_of([1], lasts=10 * HOUR))
    to(desk, 5)
    assert windows(desk, worked) == [(1, "in_progress")]
    assert desk.window(worked).started_at == at(13)
    assert readers.told(worked.generation + 1) == {}
    to(desk, 11)
    assert "is done. It took 10 hours." in readers.told(worked.generation + 2)["a"]


def test_a_reminder_comes_when_it_is_due_and_not_when_it_is_senseless(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    reminders = (30 * HOUR, 3 * HOUR, HOUR)
    worked = desk.plan(plan_of([1], starts_at=NOON + 24 * HOUR, reminds_before=reminders))
    to(desk, 20.9)
    assert desk.maintenance(worked.maintenance_id).windows[0].status is SCHEDULED
    to(desk, 21)
    assert "A reminder: we will work on Payments" in readers.told(worked.generation + 1)["a"]
    assert desk.turn().reminded == ()
    # Half an hour late it is left out, and so it is once the work has begun.
    to(desk, 23.5)
    assert kinds(desk) == ["maintenance_reminder", "maintenance"]
    to(desk, 24)
    assert desk.window(worked).status is MaintenanceStatus.IN_PROGRESS


def test_each_reminder_is_sent_though_it_says_the_same(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    reminders = (4 * HOUR, 2 * HOUR)
    worked = desk.plan(plan_of([1], starts_at=NOON + 6 * HOUR, reminds_before=reminders))
    to(desk, 2)
    to(desk, 4)
    first, second = (readers.told(worked.generation + number)["a"] for number in (1, 2))
    assert "A reminder: we will work on Payments from 18:00 UTC" in first
    assert "A reminder: we will work on Payments from 18:00 UTC" in second


def test_what_takes_longer_than_its_pause_swallows_the_next_one(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY, ends_itself=False))
    to(desk, 1)
    to(desk, 26)
    desk.do(end, EndWork(worked.window_id))
    assert windows(desk, worked) == [(1, "completed"), (49, "scheduled")]


def test_a_changed_plan_says_how_what_runs_will_end(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY))
    desk.minutes(at(13, 30))
    known = desk.maintenance(worked.maintenance_id)
    by_hand = plan_of([1], repeats=DAILY, ends_itself=False)
    desk.do(change, ChangeWork(known.id, known.revision, by_hand))
    desk.minutes(at(14, 30))
    assert windows(desk, worked) == [(1, "in_progress")]
    assert desk.spans(1)[-1] == (at(13), None, UNDER)


def test_a_changed_plan_passes_over_what_was_cancelled(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY))
    gone = desk.do(cancel, CancelWork(worked.window_id, worked.revision, "Nobody is there."))
    longer = plan_of([1], repeats=DAILY, lasts=2 * HOUR)
    desk.do(change, ChangeWork(worked.maintenance_id, gone.revision, longer))
    assert windows(desk, worked) == [(1, "cancelled"), (25, "scheduled")]


def test_a_window_that_is_moved_is_reminded_of_anew(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], starts_at=NOON + 24 * HOUR, reminds_before=(HOUR,)))
    to(desk, 23)
    revision = desk.maintenance(worked.maintenance_id).revision
    desk.do(move, MoveWindow(worked.window_id, revision, NOON + 30 * HOUR))
    to(desk, 28)
    assert desk.turn().reminded == ()
    to(desk, 29)
    assert kinds(desk) == [
        "maintenance_reminder",
        "maintenance_move",
        "maintenance_reminder",
        "maintenance",
    ]


def test_a_changed_rule_holds_for_what_is_still_to_come(desk: Planning) -> None:
    worked = desk.plan(plan_of([1], repeats=DAILY))
    to(desk, 2)
    known = desk.maintenance(worked.maintenance_id)
    plan = plan_of([1], starts_at=NOON + 3 * HOUR, repeats=WEEKLY)
    desk.do(change, ChangeWork(known.id, known.revision, plan))
    assert windows(desk, worked) == [(1, "completed"), (3, "scheduled")]
    to(desk, 4)
    assert windows(desk, worked) == [(1, "completed"), (3, "completed"), (171, "scheduled")]


def test_each_window_of_a_series_is_under_maintenance(desk: Planning) -> None:
    desk.plan(plan_of([1], repeats=DAILY))
    desk.minutes(at(14, 5))
    desk.clock.go(desk.clock.now_us + 22 * 3_600_000_000)
    desk.ingest.load()
    desk.minutes(NOON + 26.2 * HOUR)
    under = [span for span in desk.spans(1) if span[2] is UNDER]
    assert [(start, stop) for start, stop, _ in under] == [
        (at(13), at(14)),
        (at(13) + DAY, at(14) + DAY),
    ]


def test_a_window_that_nobody_began_gives_way_to_the_next_one(desk: Planning) -> None:
    readers = Readers(desk)
    readers.subscribe("a", Wishes())
    plan = plan_of([1], repeats=DAILY, starts_itself=False, reminds_before=())
    worked = desk.plan(plan)
    to(desk, 24)
    assert windows(desk, worked) == [(1, "scheduled")]
    to(desk, 25)
    assert windows(desk, worked) == [(1, "cancelled"), (25, "scheduled")]
    # Nobody gets a message of what did not happen.
    assert [readers.told(worked.generation + one) for one in (1, 2)] == [{}, {}]
    assert desk.turn() == Turned()
