"""A clock that was put back: what is written afterwards is dated when it happened."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from statusboard.app.watching.ingest import Ingest
from statusboard.domain.check import Check
from statusboard.domain.instants import HOUR_US
from statusboard.domain.result import Answer
from statusboard.domain.status import ComponentStatus
from statusboard.storage import leases
from statusboard.storage.checks import remove_check
from statusboard.storage.database import Database
from statusboard.storage.history import results, spans, states
from statusboard.storage.tables import TRANSITION
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import (
    COLLECTOR,
    DOWN,
    NOON_US,
    UP,
    S,
    are_in_order,
    result,
    write_service,
)

MINUTE = 60 * S
OPERATIONAL = ComponentStatus.OPERATIONAL
MAJOR = ComponentStatus.MAJOR_OUTAGE
UNKNOWN = ComponentStatus.UNKNOWN


class Watch:
    """A collector's ingest that hears one answer a minute, by a clock that can be put back."""

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self.database = database
        self.clock = clock
        self.ingest = Ingest(database, clock)
        self.ingest.load()

    def hear(self, check: Check, *answers: Answer) -> None:
        for answer in answers:
            at_us = self.clock.now_us
            self.clock.go(at_us + S)
            self.ingest.take([result(check.id, at_us, answer)])
            self.clock.go(at_us + MINUTE)

    def clock_set_back(self, by_us: int) -> None:
        self.clock.go(self.clock.now_us - by_us)
        self.ingest.clock_set_back(self.clock.now_us)

    def told(self, component_id: int) -> list[tuple[int, int | None, ComponentStatus]]:
        """Spans as (start, stop, status), in minutes after noon."""
        with self.database.reading(self.clock.now()) as unit:
            found = spans.read_spans(unit, component_ids=[component_id])
        assert are_in_order(found)
        return [
            (
                (span.start_us - NOON_US) // MINUTE,
                None if span.stop_us is None else (span.stop_us - NOON_US) // MINUTE,
                span.status,
            )
            for span in found
        ]


def beat(database: Database, clock: ManualClock) -> None:
    ttl = timedelta(seconds=15)
    with database.writing(clock.now(), COLLECTOR) as unit:
        leases.take(unit, role="collector", holder="here", ttl=ttl)
        leases.renew(unit, role="collector", holder="here", ttl=ttl)


def test_an_outage_after_the_clock_was_put_back_is_dated_when_it_was(database: Database) -> None:
    component, [check] = write_service(database)
    watch = Watch(database, ManualClock(NOON_US))
    watch.hear(check, *[UP] * 50, DOWN, DOWN, DOWN, UP, UP)  # down from 50 to 53
    assert watch.told(component.id)[1:] == [(50, 53, MAJOR), (53, None, OPERATIONAL)]
    watch.clock_set_back(45 * MINUTE)  # it is minute 10 again
    watch.hear(check, UP, DOWN, DOWN, DOWN, UP, UP)
    assert watch.told(component.id) == [
        (0, 11, OPERATIONAL),
        (11, 14, MAJOR),
        (14, None, OPERATIONAL),
    ]


def test_what_goes_on_when_the_clock_is_put_back_goes_on(database: Database) -> None:
    component, [check] = write_service(database)
    watch = Watch(database, ManualClock(NOON_US))
    watch.hear(check, *[UP] * 50, DOWN, DOWN)
    watch.clock_set_back(30 * MINUTE)  # it is minute 22 again, and still down
    assert watch.told(component.id) == [(0, 22, OPERATIONAL), (22, None, MAJOR)]
    watch.hear(check, DOWN, UP, UP)
    assert watch.told(component.id)[1:] == [(22, 23, MAJOR), (23, None, OPERATIONAL)]


def test_what_was_asked_before_the_clock_was_put_back_judges_nothing(database: Database) -> None:
    component, [check] = write_service(database)
    watch = Watch(database, ManualClock(NOON_US))
    watch.hear(check, *[UP] * 50)
    asked_us = watch.clock.now_us
    watch.clock_set_back(30 * MINUTE)
    watch.clock.go(watch.clock.now_us + S)
    for second in range(3):
        watch.ingest.take([result(check.id, asked_us - second * S, DOWN)])
    assert watch.told(component.id) == [(0, None, OPERATIONAL)]


def test_a_removed_check_stays_silent_when_the_clock_is_put_back(database: Database) -> None:
    component, [check] = write_service(database)
    watch = Watch(database, ManualClock(NOON_US))
    watch.hear(check, *[DOWN] * 10)
    with database.writing(watch.clock.now(), COLLECTOR) as unit:
        remove_check(unit, check.id)
    watch.ingest.reload()
    assert watch.told(component.id) == [(0, 10, MAJOR)]
    watch.clock_set_back(5 * MINUTE)
    assert watch.told(component.id) == [(0, 5, MAJOR)]


def test_what_has_long_been_so_is_left_alone(database: Database) -> None:
    component, [check] = write_service(database)
    watch = Watch(database, ManualClock(NOON_US))
    watch.hear(check, *[UP] * 50)
    watch.clock_set_back(30 * MINUTE)
    assert watch.told(component.id) == [(0, None, OPERATIONAL)]


def test_a_visit_to_another_century_does_not_silence_the_history(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    watch = Watch(database, clock)
    watch.hear(check, UP, UP, UP)
    clock.go(NOON_US + 70 * 365 * 24 * HOUR_US)
    watch.ingest.sleep_gap(NOON_US + 3 * MINUTE, clock.now_us)
    watch.hear(check, UP, DOWN, DOWN)
    beat(database, clock)
    # Switched off, put right, and started again.
    clock.go(NOON_US + 10 * MINUTE)
    again = Watch(database, clock)
    assert again.told(component.id) == [(0, 3, OPERATIONAL)]
    again.hear(check, UP, DOWN, DOWN)
    assert again.told(component.id) == [
        (0, 3, OPERATIONAL),
        (10, 11, OPERATIONAL),
        (11, None, MAJOR),
    ]
    with database.reading(clock.now()) as unit:
        newest = unit.connection.scalar(select(func.max(TRANSITION.c.at_us)))
        assert newest is not None
        assert newest <= clock.now_us
        assert states.read_states(unit)[check.id].state.since_us == NOON_US + 11 * MINUTE
        # The newest answer is the one that was given now, not the one of the other century.
        assert results.newest_instants(unit, 0)[check.id] == NOON_US + 12 * MINUTE
        assert results.read_last(unit, check.id, 1)[0].at_us == NOON_US + 12 * MINUTE


def test_a_slow_answer_is_judged_after_the_clock_was_put_back(database: Database) -> None:
    component, [check] = write_service(database)
    watch = Watch(database, ManualClock(NOON_US))
    watch.hear(check, *[UP] * 50)
    watch.clock_set_back(30 * MINUTE)
    slow = replace(DOWN, response_us=S)
    watch.hear(check, slow, slow)
    assert watch.told(component.id) == [(0, 20, OPERATIONAL), (20, None, MAJOR)]
