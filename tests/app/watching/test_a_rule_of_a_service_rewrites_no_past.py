"""The rule of a service decides from when it was chosen on; what was told before stays."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from statusboard.domain.check import Check
from statusboard.domain.component import Component
from statusboard.domain.component_rule import (
    BEFORE,
    WORST,
    ComponentRule,
    RuleFrom,
    RuleKind,
)
from statusboard.domain.instants import from_us
from statusboard.domain.result import Answer
from statusboard.domain.status import ComponentStatus
from statusboard.storage.checks import remove_check, update_checks
from statusboard.storage.component_rules import follow_rules, read_rules
from statusboard.storage.components import update_components
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from statusboard.storage.tables import TRANSITION
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, DOWN, NOON_US, SLOW, UP, S
from tests.fixtures.watch import Watch

MINUTE = 60 * S
GOOD = ComponentStatus.OPERATIONAL
PARTLY = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
UNKNOWN = ComponentStatus.UNKNOWN
BEST = ComponentRule(RuleKind.BEST)
QUORUM = ComponentRule(RuleKind.QUORUM, quorum=2)


def choose(watch: Watch, component: Component, rule: ComponentRule) -> None:
    """Somebody chooses a rule, and the collector hears of it a second later."""
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_components(unit, [replace(component, rule=rule)])
        follow_rules(unit)
    watch.clock.go(watch.clock.now_us + S)
    watch.beat()
    watch.ingest.reload()


def told(watch: Watch, component: Component) -> list[tuple[float, float | None, ComponentStatus]]:
    """Spans as (start, stop, status), in minutes after noon."""
    with watch.database.reading(watch.clock.now()) as unit:
        return [
            (
                (span.start_us - NOON_US) / MINUTE,
                None if span.stop_us is None else (span.stop_us - NOON_US) / MINUTE,
                span.status,
            )
            for span in spans.read_spans(unit, component_ids=[component.id])
        ]


def test_another_rule_holds_from_its_instant_on(database: Database) -> None:
    watch = Watch(database)
    component, [one, two] = watch.service(checks=2)
    watch.minutes([{one.id: DOWN, two.id: UP}] * 3)

    choose(watch, component, BEST)

    changed = 3 + 1 / 60
    assert told(watch, component) == [(1, changed, MAJOR), (changed, None, GOOD)]


@ON_SQLITE
def test_a_failure_dated_back_before_the_change_is_told_by_the_rule_of_then(
    database: Database,
) -> None:
    watch = Watch(database)
    component, [one, two] = watch.service(checks=2)
    watch.minutes([{one.id: UP, two.id: UP}] * 2 + [{one.id: DOWN, two.id: UP}])
    choose(watch, component, BEST)

    # Now it turns, from its first failure on: that was under the rule of before.
    watch.minutes([{one.id: DOWN, two.id: UP}])

    changed = 3 + 1 / 60
    assert told(watch, component) == [(1, 3, GOOD), (3, changed, MAJOR), (changed, None, GOOD)]


@ON_SQLITE
def test_who_changes_a_rule_back_rewrites_nothing_either(database: Database) -> None:
    watch = Watch(database)
    component, [one, two] = watch.service(checks=2)
    watch.minutes([{one.id: DOWN, two.id: UP}] * 3)
    choose(watch, component, QUORUM)
    watch.minutes([{one.id: DOWN, two.id: UP}] * 2)
    choose(watch, component, WORST)

    first, then = 3 + 1 / 60, 5 + 1 / 60
    assert told(watch, component) == [(1, first, MAJOR), (first, then, PARTLY), (then, None, MAJOR)]


@ON_SQLITE
def test_a_check_that_weighs_nothing_moves_nothing(database: Database) -> None:
    watch = Watch(database)
    component, [one, two] = watch.service(checks=2)
    with database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_checks(unit, [replace(two, weight=0)])
        follow_rules(unit)
    watch.ingest.reload()

    watch.minutes([{one.id: UP, two.id: DOWN}] * 4)

    assert told(watch, component) == [(1, None, GOOD)]


@ON_SQLITE
def test_a_route_that_is_removed_is_no_unknown_one(database: Database) -> None:
    watch = Watch(database)
    component, [one, two] = watch.service(checks=2)
    choose(watch, component, BEST)
    watch.minutes([{one.id: DOWN, two.id: UP}] * 3)
    with database.writing(watch.clock.now(), COLLECTOR) as unit:
        remove_check(unit, two.id)
        follow_rules(unit)
    watch.clock.go(watch.clock.now_us + S)
    watch.ingest.reload()

    gone = 3 + 1 / 60
    assert told(watch, component) == [(1, gone, GOOD), (gone, None, MAJOR)]


@ON_SQLITE
def test_a_rule_chosen_in_a_short_pause_of_the_watch_holds_from_then_on(
    database: Database,
) -> None:
    watch = Watch(database)
    component, [one, two] = watch.service(checks=2)
    watch.minutes([{one.id: DOWN, two.id: UP}] * 3)
    watch.clock.go(watch.clock.now_us + 2 * S)
    with database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_components(unit, [replace(component, rule=BEST)])
        follow_rules(unit)
    watch.clock.go(watch.clock.now_us + 2 * S)
    watch.ingest.load()

    changed = 3 + 3 / 60
    assert told(watch, component) == [(1, changed, MAJOR), (changed, None, GOOD)]


@ON_SQLITE
def test_a_clock_put_back_lets_a_rule_hold_from_there_on(database: Database) -> None:
    watch = Watch(database)
    component, [one, two] = watch.service(checks=2)
    watch.minutes([{one.id: DOWN, two.id: UP}] * 5)
    choose(watch, component, BEST)
    watch.clock.go(NOON_US + 4 * MINUTE)
    watch.ingest.clock_set_back(watch.clock.now_us)

    with database.reading(watch.clock.now()) as unit:
        [rule] = read_rules(unit)[component.id]
    assert rule == RuleFrom(NOON_US + 4 * MINUTE, BEST, {one.id: 1, two.id: 1})
    assert told(watch, component) == [(1, 4, MAJOR), (4, None, GOOD)]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from((UP, DOWN, SLOW)), st.sampled_from((UP, DOWN)), st.just(UP)),
        st.sampled_from((WORST, BEST, QUORUM)),
    ),
    min_size=1,
    max_size=14,
)


@ON_SQLITE
def test_any_story_is_told_as_a_slow_reader_of_the_transitions_would(database: Database) -> None:
    watch = Watch(database)

    @settings(max_examples=12, deadline=None)
    @given(steps=STEPS)
    def holds(steps: Sequence[tuple[Answer, ...] | ComponentRule]) -> None:
        component, checks = watch.service(checks=3)
        start_us = watch.clock.now_us
        for step in steps:
            if isinstance(step, ComponentRule):
                choose(watch, component, step)
            else:
                watch.minutes([{c.id: a for c, a in zip(checks, step, strict=True)}])
        assert as_seconds(watch, component, start_us) == slow(watch, component, checks, start_us)

    holds()


def as_seconds(watch: Watch, component: Component, start_us: int) -> list[ComponentStatus]:
    """The status in the middle of each second since the start, as the spans say."""
    with watch.database.reading(watch.clock.now()) as unit:
        known = spans.read_spans(unit, component_ids=[component.id])
    return [
        next(
            (s.status for s in known if s.start_us <= at < (s.stop_us or at + 1)),
            UNKNOWN,
        )
        for at in range(start_us + S // 2, watch.clock.now_us, S)
    ]


def slow(
    watch: Watch, component: Component, checks: Sequence[Check], start_us: int
) -> list[ComponentStatus]:
    """For each second: the newest turn of each check until then, by the newest rule until then."""
    with watch.database.reading(from_us(watch.clock.now_us)) as unit:
        turns = unit.connection.execute(select(TRANSITION).order_by(TRANSITION.c.id)).all()
        rules = read_rules(unit).get(component.id, ())
    said = []
    for at in range(start_us + S // 2, watch.clock.now_us, S):
        rule = next((one for one in reversed(rules) if one.since_us <= at), BEFORE)
        levels = {check.id: UNKNOWN for check in checks}
        for turn in turns:
            if turn.check_id in levels and turn.at_us <= at:
                levels[turn.check_id] = ComponentStatus(turn.after)
        said.append(rule.status(levels))
    return said
