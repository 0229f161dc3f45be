"""The spans of what is under maintenance are exact, whoever was running when the work turned."""

from datetime import timedelta

import pytest

from statusboard.app.maintenance.commands import change
from statusboard.app.maintenance.inputs import ChangeWork, EndWork, ExtendWork, StartWork
from statusboard.app.maintenance.window_commands import end, extend, start
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.instants import to_us
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from tests.fixtures.history import DOWN
from tests.fixtures.planned import UNDER, Planning, at, plan_of
from tests.fixtures.speaking import DEGRADED, MAJOR, NOON

GOOD = ComponentStatus.OPERATIONAL
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(database: Database) -> Planning:
    made = Planning(database)
    made.service("Payments")
    made.service("Search")
    return made


def planned(desk: Planning, **more: object) -> int:
    return desk.plan(plan_of([1], tells=False, **more)).window_id


def restart(desk: Planning, when: float) -> None:
    """The collector ends now, and another one starts at an hour of the day."""
    desk.clock.go(to_us(at(0) + timedelta(hours=when)))
    desk.ingest = Ingest(desk.database, desk.clock)
    desk.ingest.load()
    desk.beat()


def test_the_collector_knows_the_edges_without_an_office(desk: Planning) -> None:
    planned(desk)
    desk.minutes(at(14, 5), turns=False)
    assert desk.spans(1) == [
        (at(12, 1), at(13), GOOD),
        (at(13), at(14), UNDER),
        (at(14), None, GOOD),
    ]


def test_what_was_not_observed_stays_unknown(desk: Planning) -> None:
    planned(desk)
    desk.minutes(at(12, 50))
    restart(desk, 13.5)
    desk.minutes(at(13, 40))
    restart(desk, 14.5)
    desk.minutes(at(14, 40))
    assert desk.spans(1) == [
        (at(12, 1), at(12, 50), GOOD),
        (at(13, 31), at(13, 40), UNDER),
        (at(14, 31), None, GOOD),
    ]


def test_a_short_restart_under_maintenance_changes_nothing(desk: Planning) -> None:
    planned(desk)
    desk.minutes(at(13, 10), {1: DOWN})
    desk.clock.forward(timedelta(seconds=5))
    desk.ingest = Ingest(desk.database, desk.clock)
    desk.ingest.load()
    desk.minutes(at(14, 5), {1: DOWN})
    assert desk.spans(1) == [
        (at(12, 1), at(13), MAJOR),
        (at(13), at(14), UNDER),
        (at(14), None, MAJOR),
    ]


def test_what_changed_while_nobody_watched_is_put_right(desk: Planning) -> None:
    window = planned(desk, ends_itself=False)
    desk.minutes(at(13, 30))
    desk.clock.go(to_us(at(13, 31)))
    desk.do(end, EndWork(window, at(13, 10)))
    restart(desk, 13.55)
    desk.minutes(at(13, 40))
    assert [one for one in desk.spans(1) if one[0] < at(13, 30)] == [
        (at(12, 1), at(13), GOOD),
        (at(13), at(13, 10), UNDER),
        (at(13, 10), at(13, 30), GOOD),
    ]


def test_an_edit_of_the_services_under_maintenance_changes_nothing(desk: Planning) -> None:
    planned(desk)
    desk.minutes(at(13, 10))
    assert not desk.ingest.reload()
    desk.service("New")
    desk.minutes(at(13, 20))
    assert desk.spans(1) == [(at(12, 1), at(13), GOOD), (at(13), None, UNDER)]


def test_the_other_service_is_measured_as_always(desk: Planning) -> None:
    planned(desk)
    desk.minutes(at(13, 10))
    desk.minutes(at(13, 30), {1: DOWN, 2: DOWN})
    assert desk.spans(2)[1:] == [(at(13, 11), None, MAJOR)]


def test_a_service_that_is_only_said_to_be_degraded_stays_measured(desk: Planning) -> None:
    desk.plan(plan_of({1: DEGRADED}, tells=False))
    desk.minutes(at(14, 5))
    assert desk.spans(1) == [(at(12, 1), None, GOOD)]


def test_two_windows_over_one_another_are_one_time(desk: Planning) -> None:
    planned(desk)
    planned(desk, starts_at=at(13, 30), title="Provider window")
    desk.minutes(at(15))
    assert desk.spans(1)[1:] == [(at(13), at(14, 30), UNDER), (at(14, 30), None, GOOD)]


def test_one_of_two_that_ends_early_leaves_the_other(desk: Planning) -> None:
    window = planned(desk)
    planned(desk, starts_at=at(13, 30), title="Provider window")
    desk.minutes(at(13, 45))
    desk.do(end, EndWork(window, at(13, 10)))
    desk.minutes(at(15))
    assert desk.spans(1)[1:] == [
        (at(13), at(13, 10), UNDER),
        (at(13, 10), at(13, 30), GOOD),
        (at(13, 30), at(14, 30), UNDER),
        (at(14, 30), None, GOOD),
    ]


def test_an_extension_after_the_end_of_the_plan_was_missed(desk: Planning) -> None:
    window = planned(desk)
    desk.minutes(at(13, 50))
    # The office is away: the collector goes by the plan, until somebody says what was.
    desk.do(extend, ExtendWork(window, at(14, 20)))
    desk.minutes(at(14, 30), turns=False)
    assert desk.spans(1)[1:] == [(at(13), at(14, 20), UNDER), (at(14, 20), None, GOOD)]


def test_a_late_answer_from_before_the_work_is_told_around_it(desk: Planning) -> None:
    planned(desk)
    desk.minutes(at(12, 58))
    desk.minutes(at(13, 2), {1: DOWN})
    desk.minutes(at(14, 2))
    # Its first failure was at 12:59, which was known only at 13:00.
    assert desk.spans(1)[:3] == [
        (at(12, 1), at(12, 59), GOOD),
        (at(12, 59), at(13), MAJOR),
        (at(13), at(14), UNDER),
    ]


def test_a_clock_that_is_put_back_into_the_work_tells_nothing_of_the_future(
    desk: Planning,
) -> None:
    window = planned(desk)
    desk.minutes(at(13, 40))
    desk.do(end, EndWork(window))
    desk.minutes(at(13, 45))
    desk.clock.now_us = to_us(at(13, 20))
    desk.ingest.clock_set_back(desk.clock.now_us)
    desk.ingest.follow_maintenance()
    assert all(start_at <= at(13, 20) for start_at, _, _ in desk.spans(1))


def test_a_clock_that_is_put_back_before_the_work_takes_it_out(desk: Planning) -> None:
    planned(desk)
    desk.minutes(at(13, 40))
    desk.clock.now_us = to_us(at(12, 40))
    desk.ingest.clock_set_back(desk.clock.now_us)
    desk.ingest.follow_maintenance()
    assert desk.spans(1) == [(at(12, 1), None, GOOD)]


def test_work_that_was_planned_away_from_a_service_leaves_it(desk: Planning) -> None:
    worked = desk.plan(plan_of([1, 2], tells=False))
    fewer = ChangeWork(worked.maintenance_id, worked.revision, plan_of([2], tells=False))
    desk.do(change, fewer)
    desk.minutes(at(13, 10))
    assert desk.spans(1) == [(at(12, 1), None, GOOD)]
    assert desk.spans(2)[1:] == [(at(13), None, UNDER)]


def test_without_planned_work_a_batch_asks_nothing_of_it(desk: Planning) -> None:
    asked: list[str] = []
    from sqlalchemy import event

    def note(_c: object, _cur: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(desk.database.engine, "before_cursor_execute", note)
    desk.minutes(NOON + MINUTE)
    event.remove(desk.database.engine, "before_cursor_execute", note)
    taken = [one for one in asked if "INSERT INTO recent" in one.replace('"', "")]
    assert taken

    asked.clear()
    event.listen(desk.database.engine, "before_cursor_execute", note)
    from tests.fixtures.history import UP, result

    desk.clock.forward(60)
    desk.ingest.take([result(desk.checks[1], desk.clock.now_us, UP)])
    event.remove(desk.database.engine, "before_cursor_execute", note)
    assert not any("maintenance" in one for one in asked)


def test_what_was_started_by_hand_counts_from_then(desk: Planning) -> None:
    window = planned(desk, starts_itself=False)
    desk.minutes(at(13, 7))
    desk.do(start, StartWork(window))
    desk.minutes(at(13, 20))
    with desk.database.reading(desk.clock.now()) as unit:
        assert spans.read_open(unit)[1].start_us == to_us(at(13, 7))
