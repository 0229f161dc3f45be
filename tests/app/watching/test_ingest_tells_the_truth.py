from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from statusboard.app.watching.ingest import Ingest
from statusboard.domain.changes import Topic
from statusboard.domain.check import Check, Thresholds
from statusboard.domain.instants import from_us
from statusboard.domain.result import Answer, CheckResult
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.verdict import CheckState, Sighting, judge
from statusboard.errors import Unavailable
from statusboard.storage import leases
from statusboard.storage.checks import add_check, remove_check, update_check
from statusboard.storage.components import remove_component
from statusboard.storage.database import Database
from statusboard.storage.history import results, spans, states, transcripts
from statusboard.storage.tables import CHANGE_LOG, CHECK_STATE, TRANSITION
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import (
    BLIND,
    COLLECTOR,
    DOWN,
    NOON_US,
    SLOW,
    UP,
    S,
    add_service,
    are_in_order,
    result,
    write_service,
)

MINUTE = 60 * S
OPERATIONAL = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
MAJOR = ComponentStatus.MAJOR_OUTAGE
UNKNOWN = ComponentStatus.UNKNOWN


def told(database: Database, component_id: int) -> list[tuple[int, int | None, ComponentStatus]]:
    """Spans as (start, stop, status), in seconds after noon."""
    with database.reading(from_us(NOON_US)) as unit:
        return [
            (
                (span.start_us - NOON_US) // S,
                None if span.stop_us is None else (span.stop_us - NOON_US) // S,
                span.status,
            )
            for span in spans.read_spans(unit, component_ids=[component_id])
        ]


def beat(database: Database, at_us: int) -> None:
    with database.writing(from_us(at_us), COLLECTOR) as unit:
        ttl = timedelta(seconds=15)
        if not leases.renew(unit, role="collector", holder="here", ttl=ttl):
            leases.take(unit, role="collector", holder="here", ttl=ttl)
            leases.renew(unit, role="collector", holder="here", ttl=ttl)


def started(database: Database, clock: ManualClock) -> Ingest:
    ingest = Ingest(database, clock)
    ingest.load()
    return ingest


def feed(
    ingest: Ingest, clock: ManualClock, check: Check, answers: Sequence[Answer], first_us: int
) -> int:
    """One answer a minute, each taken a second after it was asked; the instant after the last."""
    for number, answer in enumerate(answers):
        at_us = first_us + number * MINUTE
        clock.go(max(clock.now_us, at_us + S))
        ingest.take([result(check.id, at_us, answer)])
    return first_us + len(answers) * MINUTE


def test_an_outage_starts_at_its_first_failure(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP, UP, DOWN, DOWN, DOWN, UP, UP], NOON_US)
    assert told(database, component.id) == [
        (0, 120, OPERATIONAL),
        (120, 300, MAJOR),
        (300, None, OPERATIONAL),
    ]


def test_one_failure_is_no_outage_but_doubtful(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    after = feed(ingest, clock, check, [UP, DOWN], NOON_US)
    assert ingest.doubtful([check.id]) == {check.id}
    clock.go(after)
    assert ingest.would_turn(result(check.id, after, DOWN))
    assert not ingest.would_turn(result(check.id, after, UP))
    feed(ingest, clock, check, [UP], after)
    assert ingest.doubtful([check.id]) == frozenset()
    assert told(database, component.id) == [(0, None, OPERATIONAL)]


def test_our_blindness_is_a_gap_and_never_an_outage(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP, UP, BLIND, BLIND, BLIND, BLIND, UP], NOON_US)
    assert told(database, component.id) == [(0, 120, OPERATIONAL), (360, None, OPERATIONAL)]


def test_a_component_is_the_worst_of_its_checks(database: Database) -> None:
    component, [one, two] = write_service(database, checks=2)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    for minute, (left, right) in enumerate(
        [(UP, UP), (SLOW, UP), (SLOW, DOWN), (SLOW, DOWN), (SLOW, UP), (SLOW, UP), (UP, UP)]
    ):
        at_us = NOON_US + minute * MINUTE
        clock.go(at_us + S)
        ingest.take([result(one.id, at_us, left), result(two.id, at_us, right)])
    assert told(database, component.id) == [
        (0, 60, OPERATIONAL),
        (60, 120, DEGRADED),
        (120, 240, MAJOR),
        (240, None, DEGRADED),
    ]


def test_a_turn_dated_before_its_siblings_last_turn_rewrites_what_followed(
    database: Database,
) -> None:
    """The slow check fails from minute 1 on, but that is only known after the quick one's turns."""
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        component, [quick] = add_service(unit)
        slow = add_check(
            unit, component_id=component.id, kind="http", config={}, thresholds=Thresholds(3, 2)
        )
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    script = [(0, UP, UP), (1, UP, DOWN), (2, SLOW, None), (3, SLOW, DOWN), (4, UP, None)]
    script += [(5, UP, DOWN)]
    for minute, left, right in script:
        at_us = NOON_US + minute * MINUTE
        clock.go(at_us + S)
        ingest.take([result(quick.id, at_us, left)])
        if right is not None:
            ingest.take([result(slow.id, at_us, right)])
    assert told(database, component.id) == [(0, 60, OPERATIONAL), (60, None, MAJOR)]


answers = st.sampled_from([UP, UP, DOWN, SLOW, BLIND])
arrivals = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 90), answers), max_size=60)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    arrivals=arrivals,
    cut=st.integers(1, 7),
    delays=st.lists(st.integers(0, 9), min_size=60, max_size=60),
)
@ON_SQLITE
def test_spans_are_the_worst_of_the_steps_of_all_checks_whatever_the_order_of_arrival(
    database: Database, arrivals: list[tuple[int, int, Answer]], cut: int, delays: list[int]
) -> None:
    component, checks = write_service(database, checks=3)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    at = [NOON_US] * 3
    asked = []
    for which, pause, answer in arrivals:
        at[which] += pause * S
        asked.append(result(checks[which].id, at[which], answer))
    # Each check's own answers keep their order; between checks they arrive as they like.
    order = sorted(range(len(asked)), key=lambda n: (asked[n].at_us + delays[n] * 60 * S, n))
    own = {check.id: iter([r for r in asked if r.check_id == check.id]) for check in checks}
    arriving = [next(own[asked[n].check_id]) for n in order]
    clock.go(max([NOON_US, *at]) + 3_600 * S)
    for first in range(0, len(arriving), cut):
        ingest.take(arriving[first : first + cut])
        with database.reading(clock.now()) as unit:
            assert are_in_order(spans.read_spans(unit, component_ids=[component.id]))
    with database.reading(clock.now()) as unit:
        stored = list(spans.read_spans(unit, component_ids=[component.id]))
    assert stored == expected_spans(component.id, checks, asked)


def expected_spans(
    component_id: int, checks: Sequence[Check], asked: Sequence[CheckResult]
) -> list[Span]:
    """The same by a plainer road: each check alone, then the worst at every instant of change."""
    steps: dict[int, list[tuple[int, ComponentStatus]]] = {}
    for check in checks:
        state = CheckState()
        steps[check.id] = [(0, UNKNOWN)]
        newest_us = 0
        for r in (r for r in asked if r.check_id == check.id):
            if r.at_us <= newest_us:
                continue
            newest_us = r.at_us
            sighting = Sighting(r.answer.stated_level, r.at_us)
            state, turn = judge(state, sighting, check.thresholds)
            if turn is not None:
                steps[check.id].append((turn.at_us, turn.after))
    instants = sorted({at_us for own in steps.values() for at_us, _ in own})
    found: list[Span] = []
    for number, at_us in enumerate(instants):
        stop_us = instants[number + 1] if number + 1 < len(instants) else None
        status = worst([s for t, s in own if t <= at_us][-1] for own in steps.values())
        if found and found[-1].stop_us == at_us and found[-1].status is status:
            found[-1] = Span(component_id, found[-1].start_us, stop_us, status)
        elif status is not UNKNOWN:
            found.append(Span(component_id, at_us, stop_us, status))
    return found


def test_after_a_long_pause_the_time_between_is_neither_up_nor_down(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    after = feed(started(database, clock), clock, check, [UP, UP, DOWN, DOWN], NOON_US)
    beat(database, after)
    clock.go(after + 3_600 * S)
    again = started(database, clock)
    assert told(database, component.id) == [(0, 120, OPERATIONAL), (120, 240, MAJOR)]
    feed(again, clock, check, [DOWN, DOWN], clock.now_us)
    assert told(database, component.id)[2:] == [(240 + 3_600, None, MAJOR)]


def test_a_restart_within_seconds_goes_on_where_it_was(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    after = feed(started(database, clock), clock, check, [UP, DOWN], NOON_US)
    beat(database, after)
    clock.go(after + 10 * S)
    again = started(database, clock)
    assert again.doubtful([check.id]) == {check.id}
    feed(again, clock, check, [DOWN], clock.now_us)
    assert told(database, component.id) == [(0, 60, OPERATIONAL), (60, None, MAJOR)]


def test_a_pause_of_many_answers_is_a_gap_however_short_it_is(database: Database) -> None:
    component, [check] = write_service(database, interval_s=1)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    for second in range(3):
        clock.go(NOON_US + second * S)
        ingest.take([result(check.id, clock.now_us, DOWN)])
    beat(database, clock.now_us)
    clock.go(NOON_US + 14 * S)
    again = started(database, clock)
    assert told(database, component.id) == [(0, 2, MAJOR)]
    again.take([result(check.id, clock.now_us, DOWN)])
    clock.go(NOON_US + 15 * S)
    again.take([result(check.id, clock.now_us, DOWN)])
    assert told(database, component.id) == [(0, 2, MAJOR), (14, None, MAJOR)]


def test_taking_the_lease_does_not_hide_the_pause(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    after = feed(started(database, clock), clock, check, [UP], NOON_US)
    beat(database, after)
    clock.go(after + 3_600 * S)
    with database.writing(clock.now(), COLLECTOR) as unit:
        leases.take(unit, role="collector", holder="next", ttl=timedelta(seconds=15))
    started(database, clock)
    assert told(database, component.id) == [(0, 60, OPERATIONAL)]


def test_an_open_span_that_nobody_ever_vouched_for_is_closed(database: Database) -> None:
    component, _ = write_service(database)
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        spans.add_spans(unit, [Span(component.id, NOON_US - 3_600 * S, None, OPERATIONAL)])
    beat(database, NOON_US - 600 * S)
    started(database, ManualClock(NOON_US))
    assert told(database, component.id) == [(-3_600, -600, OPERATIONAL)]


def test_sleep_is_a_gap_and_what_was_under_way_meanwhile_is_not_believed(
    database: Database,
) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP, UP], NOON_US)
    last_us, now_us = NOON_US + 100 * S, NOON_US + 7_300 * S
    clock.go(now_us)
    ingest.sleep_gap(last_us, now_us)
    assert told(database, component.id) == [(0, 100, OPERATIONAL)]
    stale = Answer(DOWN.outcome, DOWN.reason, "no answer in time", response_us=7_200 * S)
    changes = ingest.take([result(check.id, NOON_US + 95 * S, stale)])
    assert Topic.STATES not in changes.topics
    with database.reading(clock.now()) as unit:
        assert len(results.read_last(unit, check.id, 10)) == 2
    feed(ingest, clock, check, [UP], now_us + S)
    assert told(database, component.id)[1:] == [(7_301, None, OPERATIONAL)]


def test_a_short_stall_is_no_sleep(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP], NOON_US)
    assert not ingest.sleep_gap(NOON_US + S, NOON_US + 10 * S)
    assert told(database, component.id) == [(0, None, OPERATIONAL)]


def test_a_short_stall_is_long_to_a_check_that_asks_every_second(database: Database) -> None:
    often, [quick] = write_service(database, interval_s=1)
    seldom, [slow] = write_service(database, "Search")
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    for check in (quick, slow):
        feed(ingest, clock, check, [UP], NOON_US)
    clock.go(NOON_US + 11 * S)
    ingest.sleep_gap(NOON_US + S, NOON_US + 11 * S)
    assert told(database, often.id) == [(0, 1, OPERATIONAL)]
    assert told(database, seldom.id) == [(0, None, OPERATIONAL)]
    feed(ingest, clock, quick, [UP], NOON_US + 12 * S)
    assert told(database, often.id)[1:] == [(12, None, OPERATIONAL)]


def test_a_removed_check_leaves_no_span_lying(database: Database) -> None:
    component, [bad, good] = write_service(database, checks=2)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    for check, answer in ((bad, DOWN), (good, UP)):
        feed(ingest, clock, check, [answer, answer], NOON_US)
    assert told(database, component.id) == [(0, None, MAJOR)]
    with database.writing(from_us(NOON_US + 200 * S), COLLECTOR) as unit:
        remove_check(unit, bad.id)
    clock.go(NOON_US + 201 * S)
    ingest.reload()
    assert told(database, component.id) == [(0, 200, MAJOR), (200, None, OPERATIONAL)]
    assert not ingest.take([result(bad.id, NOON_US + 199 * S, DOWN)]).topics - {Topic.RESULTS}


def test_a_removed_service_is_closed_at_the_instant_it_was_removed(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP], NOON_US)
    with database.writing(from_us(NOON_US + 30 * S), COLLECTOR) as unit:
        remove_component(unit, component.id)
    clock.go(NOON_US + 40 * S)
    assert component.id in ingest.reload().component_ids
    assert told(database, component.id) == [(0, 30, OPERATIONAL)]
    assert ingest.checks == ()


@pytest.mark.parametrize("restarted", [False, True])
def test_another_question_starts_anew(database: Database, restarted: bool) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    after = feed(ingest, clock, check, [DOWN, DOWN], NOON_US)
    beat(database, after)
    with database.writing(from_us(after), COLLECTOR) as unit:
        update_check(
            unit,
            check.id,
            kind=check.kind,
            config={"url": "http://127.0.0.1:8080/another"},
            interval=check.interval,
            deadline=check.deadline,
            thresholds=check.thresholds,
        )
    clock.go(after)
    if restarted:
        ingest = started(database, clock)
    else:
        ingest.reload()
    assert told(database, component.id) == [(0, 120, MAJOR)]
    feed(ingest, clock, check, [UP], after + S)
    assert told(database, component.id)[1:] == [(121, None, OPERATIONAL)]


def test_another_interval_changes_nothing_of_the_state(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    after = feed(ingest, clock, check, [DOWN, DOWN], NOON_US)
    with database.writing(from_us(after), COLLECTOR) as unit:
        update_check(
            unit,
            check.id,
            kind=check.kind,
            config=check.config,
            interval=timedelta(seconds=20),
            deadline=check.deadline,
            thresholds=check.thresholds,
        )
    assert not ingest.reload()
    assert [c.interval for c in ingest.checks] == [timedelta(seconds=20)]
    assert told(database, component.id) == [(0, None, MAJOR)]


def test_a_check_switched_off_says_nothing(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    after = feed(ingest, clock, check, [DOWN, DOWN], NOON_US)
    with database.writing(from_us(after), COLLECTOR) as unit:
        update_check(
            unit,
            check.id,
            kind=check.kind,
            config=check.config,
            interval=check.interval,
            deadline=check.deadline,
            thresholds=check.thresholds,
            enabled=False,
        )
    clock.go(after)
    ingest.reload()
    assert told(database, component.id) == [(0, 120, MAJOR)]


def test_a_late_answer_is_recorded_and_judges_nothing(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP, UP, UP], NOON_US)
    late = [result(check.id, NOON_US + second * S, DOWN) for second in (30, 31, 32)]
    assert ingest.take(late).topics == {Topic.RESULTS}
    assert told(database, component.id) == [(0, None, OPERATIONAL)]
    with database.reading(clock.now()) as unit:
        assert len(results.read_last(unit, check.id, 10)) == 6


def test_a_clock_put_back_does_not_silence_the_checks(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP, UP], NOON_US)
    clock.go(NOON_US - 3_600 * S)
    for minute in range(2):
        at_us = NOON_US - 3_600 * S + minute * MINUTE
        clock.go(at_us + S)
        ingest.take([result(check.id, at_us, DOWN)])
    with database.reading(clock.now()) as unit:
        assert states.read_states(unit)[check.id].state.level is MAJOR
        assert are_in_order(spans.read_spans(unit, component_ids=[component.id]))


def test_a_repeated_answer_writes_neither_state_nor_log(database: Database) -> None:
    _, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    after = feed(ingest, clock, check, [UP], NOON_US)
    with database.writing(clock.now(), COLLECTOR) as unit:
        unit.connection.execute(text("DELETE FROM check_state"))
        entries = unit.connection.scalar(select(func.count()).select_from(CHANGE_LOG))
    assert ingest.take([result(check.id, after, UP)]).topics == {Topic.RESULTS}
    with database.reading(clock.now()) as unit:
        assert unit.connection.scalar(select(func.count()).select_from(CHECK_STATE)) == 0
        assert unit.connection.scalar(select(func.count()).select_from(CHANGE_LOG)) == entries


def test_the_same_batch_twice_is_the_same_as_once(database: Database) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    batch = [result(check.id, NOON_US + n * MINUTE, a) for n, a in enumerate([UP, DOWN, DOWN])]
    clock.go(NOON_US + 200 * S)
    started(database, clock).take(batch)
    before = told(database, component.id)
    beat(database, clock.now_us)
    started(database, clock).take(batch)
    assert told(database, component.id) == before
    with database.reading(clock.now()) as unit:
        assert unit.connection.scalar(select(func.count()).select_from(TRANSITION)) == 2


def test_a_failed_write_is_forgotten_and_can_be_given_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    component, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP, DOWN], NOON_US)
    batch = [result(check.id, NOON_US + 2 * MINUTE, DOWN)]
    clock.go(NOON_US + 3 * MINUTE)

    def away(*_: object) -> None:
        raise Unavailable("The database is busy.")

    with monkeypatch.context() as broken:
        broken.setattr("statusboard.storage.history.retelling.record_transitions", away)
        with pytest.raises(Unavailable):
            ingest.take(batch)
    assert told(database, component.id) == [(0, None, OPERATIONAL)]
    ingest.take(batch)
    assert told(database, component.id) == [(0, 60, OPERATIONAL), (60, None, MAJOR)]


def test_a_failure_is_kept_whole_but_not_every_minute(database: Database) -> None:
    _, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    feed(ingest, clock, check, [UP] + [DOWN] * 9, NOON_US)
    with database.reading(clock.now()) as unit:
        kept = transcripts.read_last_failure(unit, check.id)
        count = unit.connection.scalar(text("SELECT count(*) FROM transcript"))
    assert kept is not None
    assert kept.answer == DOWN
    assert count == 2


def test_the_state_remembers_the_answer_that_confirmed_it(database: Database) -> None:
    _, [check] = write_service(database)
    clock = ManualClock(NOON_US)
    feed(started(database, clock), clock, check, [UP, DOWN, DOWN, DOWN], NOON_US)
    with database.reading(clock.now()) as unit:
        stored = states.read_states(unit)[check.id]
    assert (stored.reason, stored.detail) == (DOWN.reason, DOWN.detail)
    assert stored.state.since_us == NOON_US + MINUTE


def test_an_answer_to_a_check_that_is_new_to_the_collector_is_taken(database: Database) -> None:
    write_service(database)
    clock = ManualClock(NOON_US)
    ingest = started(database, clock)
    component, [added] = write_service(database, "Shop search")
    feed(ingest, clock, added, [UP], NOON_US)
    assert told(database, component.id) == [(0, None, OPERATIONAL)]
