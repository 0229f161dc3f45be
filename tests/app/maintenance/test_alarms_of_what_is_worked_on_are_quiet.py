"""Nothing is suggested of what is under maintenance; of everything else as always, and once."""

from datetime import timedelta

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.health.facts import read_facts
from statusboard.app.health.measured import read_measured
from statusboard.app.maintenance.inputs import EndWork, ExtendWork
from statusboard.app.maintenance.window_commands import end, extend
from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish
from statusboard.app.notices.suggestion_commands import suggest
from statusboard.app.notices.suggestion_inputs import Renew, Renewed
from statusboard.app.notices.suggestions import SUGGESTIONS
from statusboard.domain.access import loop
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history import spans
from tests.fixtures.history import DOWN, SLOW
from tests.fixtures.planned import UNDER, Planning, at, plan_of
from tests.fixtures.speaking import DEGRADED, MAJOR, wording

MONITORING = loop("monitoring")
GOOD = ComponentStatus.OPERATIONAL


def suggested(desk: Planning) -> list[frozenset[int]]:
    """What stands as a suggestion once the machine has looked: the services of each."""
    desk.watched()
    done: Renewed = desk.doorway.do(suggest, Renew(), MONITORING).result
    assert isinstance(done, Renewed)
    return [frozenset(one.wording.components) for one in desk.ask(SUGGESTIONS).items]


def test_what_breaks_while_it_is_worked_on_is_no_alarm(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(13, 5))
    desk.minutes(at(13, 20), {1: DOWN, 2: DOWN})

    assert suggested(desk) == [frozenset({2})]
    desk.minutes(at(13, 50), {2: DOWN})
    assert suggested(desk) == [frozenset({2})]


def test_what_is_still_broken_when_the_work_ends_is_suggested_then_and_once(
    desk: Planning,
) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(13, 5))
    desk.minutes(at(13, 59), {1: DOWN})
    assert suggested(desk) == []

    desk.minutes(at(14), {1: DOWN})

    assert suggested(desk) == [frozenset({1})]
    desk.minutes(at(14, 10), {1: DOWN})
    assert suggested(desk) == [frozenset({1})]
    assert desk.spans(1)[-1] == (at(14), None, MAJOR)


def test_a_first_failure_just_before_the_end_is_confirmed_after_it(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(13, 58))
    desk.minutes(at(14, 1), {1: DOWN})
    assert desk.spans(1)[1:] == [(at(13), at(14), UNDER), (at(14), None, MAJOR)]
    assert suggested(desk) == [frozenset({1})]


def test_an_outage_from_before_the_work_is_dated_from_before_it(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(12, 29))
    desk.minutes(at(14, 5), {1: DOWN})

    with desk.database.reading(desk.clock.now()) as unit:
        (measured, _) = read_measured(unit)
        assert read_facts(unit).since(1) == at(12, 30)
    assert (measured.status, measured.since) == (MAJOR, at(12, 30))
    assert desk.spans(1)[1:] == [
        (at(12, 30), at(13), MAJOR),
        (at(13), at(14), UNDER),
        (at(14), None, MAJOR),
    ]


def test_an_outage_that_began_under_the_work_counts_from_its_end(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(12, 20))
    desk.minutes(at(12, 30), {1: DOWN})
    desk.minutes(at(13, 10))
    desk.minutes(at(14, 5), {1: DOWN})

    with desk.database.reading(desk.clock.now()) as unit:
        assert read_facts(unit).since(1) == at(14)


def test_a_suggestion_from_before_the_work_waits_for_its_end(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(12, 29))
    desk.minutes(at(12, 40), {1: DOWN})
    assert suggested(desk) == [frozenset({1})]
    desk.minutes(at(13, 1), {1: DOWN})
    assert suggested(desk) == []
    desk.minutes(at(14, 1), {1: DOWN})
    assert suggested(desk) == [frozenset({1})]
    (item,) = desk.ask(SUGGESTIONS).items
    assert item.wording.started_at == at(12, 30)


def test_where_an_incident_says_it_already_nothing_is_said_twice(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(12, 29))
    desk.minutes(at(12, 40), {1: DOWN})
    saved = desk.draft(wording({1: MAJOR}, next_update_in=timedelta(hours=5)))
    desk.do(publish, Publish(saved.notice_id, saved.revision, "We know."))
    for until in (at(13, 30), at(14), at(14, 30)):
        desk.minutes(until, {1: DOWN})
        assert suggested(desk) == []


def test_the_end_of_an_incident_is_not_suggested_while_it_is_worked_on(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(12, 29))
    desk.minutes(at(12, 40), {1: DOWN})
    saved = desk.draft(wording({1: MAJOR}, next_update_in=timedelta(hours=5)))
    desk.do(publish, Publish(saved.notice_id, saved.revision, "We know."))
    desk.minutes(at(13, 30))
    assert suggested(desk) == []
    desk.minutes(at(14, 2))
    assert suggested(desk) == [frozenset({1})]


def test_a_service_that_was_said_to_be_degraded_is_measured_all_the_same(desk: Planning) -> None:
    desk.plan(plan_of({1: DEGRADED}))
    desk.minutes(at(13, 5))
    desk.minutes(at(13, 20), {1: SLOW})

    assert suggested(desk) == []
    assert desk.spans(1)[-1] == (at(13, 6), None, DEGRADED)
    desk.minutes(at(13, 30), {1: DOWN})
    assert suggested(desk) == [frozenset({1})]


def test_degraded_after_the_work_is_worth_a_word(desk: Planning) -> None:
    desk.plan(plan_of({1: DEGRADED}))
    desk.minutes(at(13, 5))
    desk.minutes(at(14), {1: SLOW})
    assert suggested(desk) == [frozenset({1})]


@pytest.mark.parametrize("by_hand", ["extended", "early"])
def test_quiet_lasts_as_long_as_the_work_does(desk: Planning, by_hand: str) -> None:
    worked = desk.plan(plan_of([1]))
    desk.minutes(at(13, 5))
    desk.minutes(at(13, 30), {1: DOWN})
    if by_hand == "extended":
        desk.do(extend, ExtendWork(worked.window_id, at(14, 30)))
        desk.minutes(at(14, 20), {1: DOWN})
        assert suggested(desk) == []
        desk.minutes(at(14, 30), {1: DOWN})
    else:
        desk.do(end, EndWork(worked.window_id))
        desk.minutes(at(13, 31), {1: DOWN})
    assert suggested(desk) == [frozenset({1})]


def test_the_board_shows_it_under_maintenance(desk: Planning) -> None:
    desk.plan(plan_of([1]))
    desk.minutes(at(13, 20), {1: DOWN})
    desk.watched()
    tiles = {tile.name: tile.status for tile in desk.ask(BOARD).tiles}
    assert tiles == {"Payments": UNDER, "Search": GOOD}
    with desk.database.reading(desk.clock.now()) as unit:
        assert spans.read_open(unit)[1].status is UNDER
