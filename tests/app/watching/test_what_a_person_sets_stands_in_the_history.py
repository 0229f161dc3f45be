"""The spans show what a person set, exactly from then to its end, and the truth around it.

The checks go on beneath it, and what was not observed never becomes uptime.
"""

from datetime import timedelta

import pytest

from statusboard.domain.instants import Interval, to_us
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from statusboard.storage.history import span_figures
from statusboard.storage.overrides import read_in_force
from tests.fixtures.history import BLIND, DOWN, UP, result
from tests.fixtures.overriding import Overriding
from tests.fixtures.planned import UNDER, at, plan_of
from tests.fixtures.speaking import DEGRADED, MAJOR

GOOD = ComponentStatus.OPERATIONAL
PAY = 1


@pytest.fixture
def desk(database: Database) -> Overriding:
    made = Overriding(database)
    made.service("Payments")
    made.service("Search")
    return made


def failing(desk: Overriding) -> None:
    """Payments fails from 12:11 on, by what its checks say."""
    desk.answers(at(12, 10))
    desk.answers(at(12, 15), {PAY: DOWN})


def test_it_holds_from_now_on_until_its_very_end(desk: Overriding) -> None:
    failing(desk)
    desk.set(PAY, GOOD, at(12, 20, 30))
    desk.answers(at(12, 30), {PAY: DOWN})
    assert desk.spans(PAY) == [
        (at(12, 1), at(12, 11), GOOD),
        (at(12, 11), at(12, 15), MAJOR),
        (at(12, 15), at(12, 20, 30), GOOD),
        (at(12, 20, 30), None, MAJOR),
    ]


def test_the_other_service_is_measured_as_always(desk: Overriding) -> None:
    failing(desk)
    desk.set(PAY, GOOD, at(12, 20))
    desk.answers(at(12, 18), {2: DOWN})
    assert desk.spans(2)[1:] == [(at(12, 16), None, MAJOR)]


def test_taken_back_the_truth_returns_at_once(desk: Overriding) -> None:
    failing(desk)
    desk.set(PAY, GOOD, at(16))
    desk.answers(at(12, 17), {PAY: DOWN})
    desk.take_back(PAY)
    assert desk.spans(PAY)[2:] == [(at(12, 15), at(12, 17), GOOD), (at(12, 17), None, MAJOR)]


def test_another_one_takes_the_place_of_the_first(desk: Overriding) -> None:
    desk.answers(at(12, 10))
    desk.set(PAY, DEGRADED, at(13))
    desk.answers(at(12, 20))
    desk.set(PAY, MAJOR, at(12, 30))
    desk.answers(at(12, 40))
    assert desk.spans(PAY)[1:] == [
        (at(12, 10), at(12, 20), DEGRADED),
        (at(12, 20), at(12, 30), MAJOR),
        (at(12, 30), None, GOOD),
    ]


def test_it_ends_when_the_checks_come_to_agree(desk: Overriding) -> None:
    failing(desk)
    desk.set(PAY, GOOD, until_agrees=True)
    desk.answers(at(12, 20), {PAY: DOWN})
    desk.answers(at(12, 25))
    with desk.database.reading(desk.clock.now()) as unit:
        assert not read_in_force(unit)
    assert desk.spans(PAY)[2:] == [(at(12, 15), None, GOOD)]
    # The second good answer confirmed what began with the first, and it counts again from there.
    desk.answers(at(12, 30), {PAY: DOWN})
    assert desk.spans(PAY)[2:] == [(at(12, 15), at(12, 26), GOOD), (at(12, 26), None, MAJOR)]


def test_the_very_answer_that_agrees_ends_it(desk: Overriding) -> None:
    failing(desk)
    desk.set(PAY, GOOD, until_agrees=True)
    for minute in (16, 17):
        desk.clock.go(to_us(at(12, minute)))
        desk.ingest.take([result(desk.checks[PAY], desk.clock.now_us, UP)])
    with desk.database.reading(desk.clock.now()) as unit:
        assert not read_in_force(unit)


def test_what_nobody_observed_is_no_uptime_whatever_a_person_says(desk: Overriding) -> None:
    desk.answers(at(12, 10))
    desk.set(PAY, GOOD, at(14))
    desk.answers(at(12, 20), {PAY: BLIND})
    assert desk.spans(PAY) == [(at(12, 1), at(12, 11), GOOD)]


def test_a_person_may_tell_of_trouble_that_no_check_sees(desk: Overriding) -> None:
    desk.answers(at(12, 10), {PAY: BLIND})
    desk.set(PAY, MAJOR, at(12, 20))
    desk.answers(at(12, 30), {PAY: BLIND})
    assert desk.spans(PAY) == [(at(12, 10), at(12, 20), MAJOR)]


def test_planned_work_stays_planned_work_under_a_green_word(desk: Overriding) -> None:
    desk.plan(plan_of([PAY], tells=False))
    desk.answers(at(12, 50))
    desk.set(PAY, GOOD, at(15))
    desk.answers(at(14, 5))
    assert desk.spans(PAY)[1:] == [(at(13), at(14), UNDER), (at(14), None, GOOD)]


def test_work_hides_no_trouble_that_a_person_tells_of(desk: Overriding) -> None:
    desk.plan(plan_of([PAY], tells=False))
    desk.answers(at(13, 10))
    desk.set(PAY, MAJOR, at(13, 30))
    desk.answers(at(13, 40))
    assert desk.spans(PAY)[1:] == [
        (at(13), at(13, 10), UNDER),
        (at(13, 10), at(13, 30), MAJOR),
        (at(13, 30), None, UNDER),
    ]


def test_a_late_turn_is_dated_beneath_it(desk: Overriding) -> None:
    desk.answers(at(12, 10))
    desk.answers(at(12, 11), {PAY: DOWN})
    desk.set(PAY, GOOD, at(12, 20))
    desk.answers(at(12, 12), {PAY: DOWN})
    # It began to fail at 12:11, before the word; of the time before that the checks tell.
    assert desk.spans(PAY) == [(at(12, 1), None, GOOD)]
    desk.answers(at(12, 25), {PAY: DOWN})
    assert desk.spans(PAY) == [(at(12, 1), at(12, 20), GOOD), (at(12, 20), None, MAJOR)]


def test_it_ends_in_time_also_while_the_collector_is_away(desk: Overriding) -> None:
    failing(desk)
    desk.set(PAY, MAJOR, at(12, 20))
    desk.restart(timedelta(hours=1))
    desk.answers(at(13, 18))
    # A person vouched for the trouble up to 12:20; of the time after that nobody knows.
    assert desk.spans(PAY)[1:] == [(at(12, 11), at(12, 20), MAJOR), (at(13, 16), None, GOOD)]


def test_a_short_restart_changes_nothing(desk: Overriding) -> None:
    failing(desk)
    desk.set(PAY, GOOD, at(13))
    desk.restart(timedelta(seconds=5))
    desk.answers(at(12, 20), {PAY: DOWN})
    assert desk.spans(PAY)[2:] == [(at(12, 15), None, GOOD)]


def test_a_removed_service_has_nothing_set(desk: Overriding) -> None:
    from statusboard.app.services.commands import REMOVE_SERVICE
    from statusboard.app.services.inputs import RemoveServiceInput

    failing(desk)
    desk.set(PAY, MAJOR, at(13))
    desk.do(REMOVE_SERVICE, RemoveServiceInput(PAY))
    desk.checks.pop(PAY)
    desk.ingest.reload()
    desk.answers(at(12, 20))
    assert desk.spans(PAY)[-1] == (at(12, 11), at(12, 15), MAJOR)


def test_a_clock_that_is_put_back_lets_it_hold_from_then(desk: Overriding) -> None:
    failing(desk)
    desk.answers(at(12, 40), {PAY: DOWN})
    desk.set(PAY, GOOD, at(13))
    desk.answers(at(12, 45), {PAY: DOWN})
    desk.clock.now_us = to_us(at(12, 20))
    desk.ingest.clock_set_back(desk.clock.now_us)
    desk.follow()
    desk.answers(at(12, 25), {PAY: DOWN})
    assert desk.spans(PAY)[1:] == [(at(12, 11), at(12, 20), MAJOR), (at(12, 20), None, GOOD)]


def test_uptime_follows_what_was_set(desk: Overriding) -> None:
    failing(desk)
    desk.set(PAY, GOOD, at(12, 20))
    desk.answers(at(12, 30), {PAY: DOWN})
    bounds = Interval(to_us(at(12, 15)), to_us(at(12, 30)))
    with desk.database.reading(desk.clock.now()) as unit:
        figure = span_figures.figures(unit, bounds, now_us=bounds.stop_us, component_ids=[PAY])[PAY]
    assert (figure.observed_us, figure.down_us) == (15 * 60_000_000, 10 * 60_000_000)
