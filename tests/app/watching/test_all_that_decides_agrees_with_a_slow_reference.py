"""Answers, locations, rules, overrides, work, corrections, restarts, clocks put back: in any order.

Each has a model of its own elsewhere. Here they meet: what the spans and the figures say has to be
what a slow model says, which asks anew for each second what each of them meant then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusboard.app.watching.ingest import Ingest
from statusboard.domain.check import Thresholds
from statusboard.domain.component_rule import (
    BEFORE,
    WORST,
    ComponentRule,
    RuleFrom,
    RuleKind,
)
from statusboard.domain.correction import Correction, CorrectionKind
from statusboard.domain.instants import Interval, from_us
from statusboard.domain.location import HOME, collector_role
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.override import SETTABLE, Override
from statusboard.domain.result import Answer
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.status import worst
from statusboard.domain.verdict import CheckState, Sighting, judge
from statusboard.storage import leases
from statusboard.storage.checks import add_check
from statusboard.storage.component_rules import follow_rules
from statusboard.storage.components import add_component, update_components
from statusboard.storage.database import Database
from statusboard.storage.history import location_states, span_figures, spans
from statusboard.storage.history_corrections import add_correction, take_back_correction
from statusboard.storage.maintenance import (
    NewWindow,
    add_maintenance,
    add_window,
    read_all_maintenance,
    write_window,
)
from statusboard.storage.overrides import add_override, end_override, read_in_force
from tests.domain.test_locations_agree_by_a_quorum import slowly
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, NOON_US, SLOW, UP, S, result

UNKNOWN, UNDER = C.UNKNOWN, C.UNDER_MAINTENANCE
FRA = "fra"
# What is asked at home alone, and what home and another location ask.
ALONE, SHARED_FRA = 0, 2
RULES = (
    WORST,
    ComponentRule(RuleKind.BEST),
    ComponentRule(RuleKind.QUORUM, quorum=2),
    ComponentRule(RuleKind.WEIGHTED, degraded_at=10, partial_at=40, major_at=100),
)
TTL = timedelta(seconds=15)
THRESHOLDS = Thresholds()

Step = tuple[object, ...]
STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 14)),
    st.tuples(
        st.just("answer"),
        st.integers(0, 2),
        st.sampled_from([UP, DOWN, SLOW, BLIND]),
        st.sampled_from([0, 0, 1, 5, 25]),
        st.integers(1, 3),
    ),
    st.tuples(st.just("set"), st.sampled_from(SETTABLE), st.integers(1, 60), st.booleans()),
    st.tuples(st.just("take back")),
    st.tuples(st.just("plan"), st.integers(0, 20), st.integers(1, 30)),
    st.tuples(st.just("rule"), st.sampled_from(RULES)),
    st.tuples(
        st.just("correct"),
        st.sampled_from([C.OPERATIONAL, UNDER, C.PARTIAL_OUTAGE]),
        st.integers(1, 40),
        st.integers(1, 30),
    ),
    st.tuples(st.just("take correction back"), st.integers(0, 3)),
    st.tuples(st.just("restart"), st.sampled_from([HOME, FRA])),
    st.tuples(st.just("clock back"), st.integers(1, 20)),
)


@dataclass
class Word:
    """What somebody set, until it expires; `ended` is when it was ended before that."""

    status: C
    start: int
    expires: int
    until_agrees: bool
    ended: int | None = None

    def __post_init__(self) -> None:
        self.waits = self.until_agrees

    @property
    def stop(self) -> int:
        return self.expires if self.ended is None else min(self.ended, self.expires)

    def holds(self, at: int) -> bool:
        return self.start <= at < self.stop


@dataclass
class Found:
    """What somebody found out later about some seconds."""

    says: C
    start: int
    stop: int
    counts: bool = True

    def over(self, at: int, status: C) -> C:
        if not (self.counts and self.start <= at < self.stop):
            return status
        if self.says.is_trouble:
            return worst((self.says, status))
        if status is UNKNOWN or (self.says is not UNDER and not status.is_trouble):
            return status
        return self.says


@dataclass
class Series:
    """What one location said of one check, and when that turned."""

    state: CheckState = field(default_factory=CheckState)
    newest: int = -1
    # When its collector began: what it had asked before that comes no more.
    began: int = 0
    turns: list[tuple[int, C]] = field(default_factory=list)

    def level(self, at: int) -> C:
        return next((level for when, level in reversed(self.turns) if when <= at), UNKNOWN)

    def hear(self, answer: Answer, at: int) -> None:
        if at <= self.newest:
            return
        self.newest = at
        sighting = Sighting(answer.stated_level, at)
        self.state, turn = judge(self.state, sighting, THRESHOLDS)
        if turn is not None:
            self.turns.append((turn.at_us, turn.after))

    def clock_back(self, at: int) -> None:
        late = [turn for turn in self.turns if turn[0] >= at]
        before = self.level(at - 1)
        ahead = (self.state.since_us, *self.state.blind, *(p.at_us for p in self.state.pending))
        self.newest, self.began = min(self.newest, at - 1), min(self.began, at)
        self.turns = [turn for turn in self.turns if turn[0] < at]
        if late or any(instant >= at for instant in ahead):
            self.state = CheckState(self.state.level, min(self.state.since_us, at))
        if late and before is not self.state.level:
            self.turns.append((at, self.state.level))


@dataclass
class Model:
    """What happened, second by second from 0; nothing in it is clever."""

    check_ids: Sequence[int]
    now: int = 0
    series: list[Series] = field(default_factory=lambda: [Series() for _ in range(3)])
    rules: list[tuple[int, ComponentRule]] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    windows: list[tuple[int, int]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def raw(self, at: int) -> C:
        alone, home, fra = (one.level(at) for one in self.series)
        levels = dict(zip(self.check_ids, (alone, slowly([home, fra], None)), strict=True))
        rule = next((rule for since, rule in reversed(self.rules) if since <= at), None)
        if rule is None or rule == WORST:
            return BEFORE.status(levels)
        return RuleFrom(0, rule, dict.fromkeys(self.check_ids, 1)).status(levels)

    def shown(self, at: int) -> C:
        status = self.measured(at)
        for one in self.found:
            status = one.over(at, status)
        return status

    def measured(self, at: int) -> C:
        said = next((word.status for word in self.words if word.holds(at)), None)
        raw = self.raw(at)
        if said is not None and said.is_trouble:
            return said
        if raw is UNKNOWN:
            return UNKNOWN
        if any(start <= at < stop for start, stop in self.windows):
            return UNDER
        return raw if said is None else said

    def settle(self) -> None:
        """Ends what waits for the checks, where they agree by now; what was told stays so."""
        for word in self.words:
            if word.until_agrees:
                seconds = range(word.start, min(word.stop, self.now + 1))
                agreed = next((at for at in seconds if self.raw(at) is word.status), None)
                if agreed is not None:
                    word.ended, word.until_agrees = agreed, False
                elif word.stop <= self.now:
                    word.until_agrees = False

    def end_word(self) -> None:
        for word in self.words:
            if word.holds(self.now):
                word.ended, word.until_agrees = self.now, False

    def restart(self, name: str) -> None:
        mine = self.series[:SHARED_FRA] if name == HOME else self.series[SHARED_FRA:]
        for one in mine:
            one.began = self.now

    def clock_back(self, at: int) -> None:
        self.now = at
        for one in self.series:
            one.clock_back(at)
        for one in self.found:
            one.counts = one.counts and one.start < at
            one.stop = min(one.stop, at)
        self.rules = [(min(since, at), rule) for since, rule in self.rules]
        newer = [word.start > at for word in self.words]
        for number, word in enumerate(self.words):
            if any(newer[number + 1 :]) and word.stop > at:
                word.ended, word.until_agrees = at, False  # it was over when another came
            word.start = min(word.start, at)
            if word.ended is not None:
                word.ended = min(word.ended, at)
            elif word.stop > at:
                word.until_agrees = word.waits  # its end is still to come, once more


class Kept:
    """The same through two real collectors, in a service of its own.

    What the model calls a second is `tick_us` long; its first one begins at `start_us`.
    """

    def __init__(self, database: Database, *, start_us: int = NOON_US, tick_us: int = S) -> None:
        self.database = database
        self.start_us, self.tick_us = start_us, tick_us
        self.clock = ManualClock(start_us)
        self.at: dict[str, Ingest] = {}
        self.corrections: list[int] = []
        with database.writing(self.clock.now(), COLLECTOR) as unit:
            self.component = add_component(unit, name="Checkout API", group_id=None)
            self.checks = [
                add_check(
                    unit,
                    component_id=self.component.id,
                    kind="http",
                    config={"url": "http://127.0.0.1/"},
                    locations=locations,
                )
                for locations in ((), (HOME, FRA))
            ]
            follow_rules(unit)
        self.beat()
        for name in (HOME, FRA):
            self.begin(name)
        with database.reading(self.clock.now()) as unit:
            mine = [self.checks[1].id]
            [fra] = location_states.read_series(unit, location=FRA, check_ids=mine)
        self.numbers = (self.checks[0].id, self.checks[1].id, fra.number)

    @property
    def now_us(self) -> int:
        return self.clock.now_us

    def us(self, at: int) -> int:
        """When a second of the model begins."""
        return self.start_us + at * self.tick_us

    def begin(self, name: str) -> None:
        self.at[name] = Ingest(self.database, self.clock, location=name)
        self.at[name].load()

    def beat(self) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            for name in (HOME, FRA):
                role = collector_role(name)
                leases.take(unit, role=role, holder=name, ttl=TTL)
                leases.renew(unit, role=role, holder=name, ttl=TTL)

    def hear(self, which: int, said: Sequence[tuple[Answer, int]]) -> None:
        number = self.numbers[which]
        ingest = self.at[FRA if which == SHARED_FRA else HOME]
        ingest.take([result(number, self.us(at), answer) for answer, at in said])

    def choose(self, rule: ComponentRule) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            update_components(unit, [replace(self.component, rule=rule)])
            follow_rules(unit)
        for ingest in self.at.values():
            ingest.reload()

    def set(self, status: C, length: int, *, until_agrees: bool) -> None:
        self.take_back()
        said = (
            self.component.id,
            status,
            "x",
            "Ada",
            self.now_us,
            self.now_us + length * self.tick_us,
        )
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            add_override(unit, Override(0, *said, until_agrees))

    def take_back(self) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            found = read_in_force(unit).get(self.component.id)
            if found is not None:
                end_override(unit, found.id, unit.now_us, by_name="Ada")

    def plan(self, start: int, stop: int) -> None:
        begin, end = from_us(self.us(start)), from_us(self.us(stop))
        wall = begin.replace(tzinfo=None)
        plan = Plan("Work", "UTC", wall, end - begin, {self.component.id: UNDER})
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            window = NewWindow(begin, begin, end, MaintenanceStatus.SCHEDULED)
            add_window(unit, add_maintenance(unit, plan), plan, window)

    def correct(self, says: C, start: int, stop: int) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            given = (CorrectionKind.FALSE_ALARM, says, self.us(start), self.us(stop))
            found = Correction(0, self.component.id, *given)
            self.corrections.append(add_correction(unit, found, "x", waits=False))

    def take_correction_back(self, which: int) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            take_back_correction(unit, self.corrections[which])

    def clock_back(self, at: int) -> None:
        self.clock.go(self.us(at))
        for ingest in self.at.values():
            ingest.clock_set_back(self.now_us)

    def follow(self) -> None:
        self.beat()
        self.at[HOME].follow_maintenance()
        self.at[HOME].follow_overrides()
        self.at[HOME].follow_corrections()

    def told(self) -> list[tuple[int, int | None, C]]:
        with self.database.reading(self.clock.now()) as unit:
            found = spans.read_spans(unit, component_ids=[self.component.id])
        return [(one.start_us, one.stop_us, one.status) for one in found]

    def figures(self, seconds: int) -> tuple[int, int, int]:
        """What uptime is made of: observed, maintenance and down, in seconds."""
        return self.figures_between(0, seconds)

    def figures_between(self, start: int, stop: int) -> tuple[int, int, int]:
        """The same from one second to another."""
        bounds = Interval(self.us(start), self.us(stop))
        with self.database.reading(self.clock.now()) as unit:
            one = span_figures.figures(
                unit, bounds, now_us=bounds.stop_us, component_ids=[self.component.id]
            )[self.component.id]
        of_all = (one.observed_us, one.maintenance_us, one.down_us)
        observed, planned, down = (us // self.tick_us for us in of_all)
        return observed, planned, down


def both(database: Database, steps: Sequence[Step]) -> None:
    kept = Kept(database)
    model = Model([check.id for check in kept.checks])
    for step in steps:
        if not correct(step, model, kept):
            carry_out(step, model, kept)
        model.settle()
        kept.follow()
        compare(model, kept)


def carry_out(step: Step, model: Model, kept: Kept) -> None:
    match step:
        case "wait", int(length):
            model.now += length
            kept.clock.go(kept.now_us + length * kept.tick_us)
        case "answer", int(which), Answer() as answer, int(back), int(times):
            first = max(model.series[which].began, model.now - back)
            said = [(answer, at) for at in range(first, min(first + times, model.now + 1))]
            for one, at in said:
                model.series[which].hear(one, at)
            kept.hear(which, said)
        case "set", C() as status, int(length), bool(until_agrees):
            model.end_word()
            model.words.append(Word(status, model.now, model.now + length, until_agrees))
            kept.set(status, length, until_agrees=until_agrees)
        case ("take back",):
            model.end_word()
            kept.take_back()
        case "plan", int(ahead), int(length):
            start = model.now + ahead
            model.windows.append((start, start + length))
            kept.plan(start, start + length)
        case "rule", ComponentRule() as rule:
            model.rules.append((model.now, rule))
            kept.choose(rule)
        case "restart", str(name):
            model.restart(name)
            kept.begin(name)
        case "clock back", int(length):
            put_back(max(1, model.now - length), model, kept)


def correct(step: Step, model: Model, kept: Kept) -> bool:
    """Whether it was a step about corrections, which was taken."""
    match step:
        case "correct", C() as says, int(back), int(length):
            start = max(0, model.now - back)
            stop = min(start + length, model.now)
            if start < stop:
                model.found.append(Found(says, start, stop))
                kept.correct(says, start, stop)
        case "take correction back", int(which):
            if which < len(model.found) and model.found[which].counts:
                model.found[which].counts = False
                kept.take_correction_back(which)
        case _:
            return False
    return True


def put_back(at: int, model: Model, kept: Kept) -> None:
    if at < model.now:
        model.clock_back(at)
        kept.clock_back(at)


def compare(model: Model, kept: Kept) -> None:
    told = kept.told()
    for at in range(model.now + 1):
        at_us = kept.us(at)
        seen = [
            status for start, stop, status in told if start <= at_us and (not stop or at_us < stop)
        ]
        assert (seen or [UNKNOWN]) == [model.shown(at)], f"at second {at} of {model}"
    shown = [model.shown(at) for at in range(model.now)]
    assert kept.figures(model.now) == (
        sum(one is not UNKNOWN for one in shown),
        sum(one is UNDER for one in shown),
        sum(one.counts_as_down for one in shown),
    )


@ON_SQLITE
@given(steps=st.lists(STEPS, min_size=4, max_size=16))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_second_is_what_the_model_says(database: Database, steps: list[Step]) -> None:
    both(database, steps)


def test_a_route_that_was_never_heard_of_may_still_be_well(database: Database) -> None:
    """Only the best speaks, and of one of two nothing is known: so nothing is of the service."""
    down = ("answer", ALONE, DOWN, 25, 3)
    both(database, [("rule", RULES[1]), ("wait", 12), down, ("restart", HOME), ("wait", 5)])


def test_what_had_expired_expires_again_after_the_clock_was_put_back(database: Database) -> None:
    down = ("answer", ALONE, DOWN, 25, 2)
    for until_agrees in (True, False):
        said = ("set", C.OPERATIONAL, 10, until_agrees)
        both(database, [said, ("wait", 12), ("clock back", 11), down, ("wait", 13)])


def test_work_that_was_over_is_over_again_after_the_clock_was_put_back(database: Database) -> None:
    kept = Kept(database)
    model = Model([check.id for check in kept.checks])
    down = ("answer", ALONE, DOWN, 25, 2)
    for step in (("wait", 1), down, ("plan", 1, 8), ("wait", 1), ("wait", 10)):
        carry_out(step, model, kept)
        kept.follow()
    with database.writing(kept.clock.now(), COLLECTOR) as unit:
        [work] = read_all_maintenance(unit)
        start, stop = (from_us(NOON_US + at * S) for at in (2, 10))
        over = {"started_at": start, "ended_at": stop}
        write_window(unit, replace(work.windows[0], status=MaintenanceStatus.COMPLETED, **over))
    kept.follow()
    compare(model, kept)
    assert model.shown(9) is UNDER
    for step in (("clock back", 9), ("wait", 2), ("wait", 10)):
        carry_out(step, model, kept)
        kept.follow()
        compare(model, kept)


def test_what_expired_before_another_was_set_does_not_come_back_with_the_clock(
    database: Database,
) -> None:
    """Of what people set one holds at a time, whatever the clock does: the newest."""
    degraded, major = C.DEGRADED_PERFORMANCE, C.MAJOR_OUTAGE
    both(
        database,
        [
            *(("set", major, 5, False), ("wait", 7), ("set", degraded, 33, False)),
            *(("clock back", 6), ("take back",), ("wait", 3)),
        ],
    )


@pytest.mark.slow
@ON_SQLITE
@given(steps=st.lists(STEPS, min_size=4, max_size=30))
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_second_is_what_the_model_says_at_length(
    database: Database, steps: list[Step]
) -> None:
    both(database, steps)
