"""Silent locations, dependencies and flapping, among all else that decides a state.

What `test_all_that_decides_agrees_with_a_slow_reference` holds of quorums, rules, overrides and
planned work has to hold while a location is cut off from the database and comes back, too: with
what it had heard meanwhile, or begun anew. Beside it stands a service that the first depends on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusboard.app.health.facts import read_facts
from statusboard.domain.instants import duration_us
from statusboard.domain.location import HOME, collector_role
from statusboard.domain.observation import GONE_AFTER
from statusboard.domain.override import SETTABLE
from statusboard.domain.result import Answer
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.verdict import CheckState
from statusboard.storage import leases
from statusboard.storage.checks import add_check, update_checks
from statusboard.storage.component_rules import follow_rules
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.dependencies import write_parents
from tests.app.watching.test_all_that_decides_agrees_with_a_slow_reference import (
    ALONE,
    FRA,
    RULES,
    SHARED_FRA,
    TTL,
    Kept,
    Model,
    Series,
    Step,
    carry_out,
    compare,
)
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, NOON_US, SLOW, UP, S, result

UNKNOWN = C.UNKNOWN
GONE_S = duration_us(GONE_AFTER) // S
INTERVAL_S, DEADLINE_S = 2, 3
# An answer speaks for a pause of three intervals, and for now as long as one more can take.
VOUCHED_S = min(3 * INTERVAL_S + 1, GONE_S)
STALE_S = 3 * INTERVAL_S + DEADLINE_S + 1
# What failed within five minutes may have one cause: no story here is longer.
LONGEST_S = 290

STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 20)),
    st.tuples(
        st.just("answer"),
        st.integers(0, 2),
        st.sampled_from([UP, DOWN, SLOW, BLIND]),
        st.sampled_from([0, 0, 1, 5, 25]),
        st.integers(1, 3),
    ),
    st.tuples(st.just("turn"), st.integers(1, 3)),
    st.tuples(st.just("above"), st.sampled_from([UP, DOWN, DOWN, SLOW]), st.integers(1, 3)),
    st.tuples(st.just("cut")),
    st.tuples(st.just("back"), st.booleans()),
    st.tuples(st.just("depends"), st.booleans()),
    st.tuples(st.just("set"), st.sampled_from(SETTABLE), st.integers(1, 60), st.booleans()),
    st.tuples(st.just("take back")),
    st.tuples(st.just("plan"), st.integers(0, 20), st.integers(1, 30)),
    st.tuples(st.just("rule"), st.sampled_from(RULES)),
    st.tuples(st.just("restart"), st.just(HOME)),
)


@dataclass
class WiderModel(Model):
    """The slow model, with a location that can be cut off, and a service above."""

    above: Series = field(default_factory=Series)
    depends: bool = True
    is_cut: bool = False
    beat: int = 0
    silent: int | None = None
    # What a location heard that could not write it down.
    held: list[tuple[Answer, int]] = field(default_factory=list)

    def raw(self, at: int) -> C:
        fra = self.series[SHARED_FRA]
        if self.silent is None or at < self.silent:
            return super().raw(at)
        told, fra.turns = fra.turns, [(-1, UNKNOWN)]
        try:
            return super().raw(at)
        finally:
            fra.turns = told

    def heed(self) -> None:
        """Who missed three beats says nothing from the last sign of it on, until the next."""
        if not self.is_cut:
            self.beat = self.now
        is_gone = self.now - self.beat > GONE_S
        if not is_gone:
            self.silent = None
        elif self.silent is None:
            turned = [at for at, _ in self.series[SHARED_FRA].turns]
            self.silent = min(self.now, max([self.beat, *turned]))

    def back(self, *, anew: bool) -> None:
        fra = self.series[SHARED_FRA]
        if not anew:
            for answer, at in self.held:
                fra.hear(answer, at)
        elif self.now - (until := max(self.beat, fra.newest)) > VOUCHED_S:
            since = max([until, *(at for at, _ in fra.turns)])
            if fra.state.level is not UNKNOWN:
                fra.turns.append((since, UNKNOWN))
            fra.state = CheckState()
        if anew:
            fra.began = self.now
        self.held, self.is_cut = [], False

    @property
    def is_explained(self) -> bool:
        """Whether what it depends on is seen to be down now, and it in trouble."""
        is_fresh = self.above.newest >= 0 and self.now - self.above.newest <= STALE_S
        is_down = self.above.level(self.now).counts_as_down
        return self.depends and is_fresh and is_down and self.shown(self.now).is_trouble

    @property
    def flaps(self) -> bool:
        """Whether its own check turned four times within ten intervals, not long ago."""
        before = UNKNOWN
        turned = []
        for at, level in self.series[ALONE].turns:
            if UNKNOWN not in (before, level):
                turned.append(at)
            before = level
        window = 10 * INTERVAL_S
        if not turned or self.now - turned[-1] > window:
            return False
        return sum(turned[-1] - at <= window for at in turned) >= 4


class WiderKept(Kept):
    """The same through real collectors, one of which can lose the database."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.is_cut = False
        self.held: list[tuple[Answer, int]] = []
        timed = {
            "interval": timedelta(seconds=INTERVAL_S),
            "deadline": timedelta(seconds=DEADLINE_S),
        }
        with database.writing(self.clock.now(), COLLECTOR) as unit:
            self.parent = add_component(unit, name="Database", group_id=None)
            self.above = add_check(
                unit,
                component_id=self.parent.id,
                kind="http",
                config={"url": "http://127.0.0.1/"},
                **timed,
            )
            update_checks(unit, [replace(check, **timed) for check in self.checks])
            follow_rules(unit)
        self.depend(is_so=True)
        for ingest in self.at.values():
            ingest.reload()

    def depend(self, *, is_so: bool) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            write_parents(unit, {self.component.id: [self.parent.id] if is_so else []})

    def beat(self) -> None:
        with self.database.writing(self.clock.now(), COLLECTOR) as unit:
            for name in (HOME, FRA):
                role = collector_role(name)
                if name == HOME or not getattr(self, "is_cut", False):
                    leases.take(unit, role=role, holder=name, ttl=TTL)
                    leases.renew(unit, role=role, holder=name, ttl=TTL)

    def hear(self, which: int, said: Sequence[tuple[Answer, int]]) -> None:
        if which == SHARED_FRA and self.is_cut:
            self.held += said
        else:
            super().hear(which, said)

    def hear_above(self, said: Sequence[tuple[Answer, int]]) -> None:
        self.at[HOME].take([result(self.above.id, NOON_US + at * S, one) for one, at in said])

    def back(self, *, anew: bool) -> None:
        self.is_cut = False
        if anew:
            self.begin(FRA)
        else:
            super().hear(SHARED_FRA, self.held)
        self.held = []

    def follow(self) -> None:
        self.beat()
        if not self.is_cut:
            self.at[FRA].heed_silence()
        self.at[HOME].heed_silence()
        self.at[HOME].follow_maintenance()
        self.at[HOME].follow_overrides()

    def told_beside(self) -> tuple[bool, bool]:
        with self.database.reading(self.clock.now()) as unit:
            facts = read_facts(unit)
            alone = facts.state(self.checks[0].id).state
            interval_us = INTERVAL_S * S
            flaps = alone.is_flapping(interval_us, now_us=unit.now_us)
            return facts.cause(self.component.id) is not None, flaps


def both(database: Database, steps: Sequence[Step]) -> None:
    kept = WiderKept(database)
    model = WiderModel([check.id for check in kept.checks])
    for step in steps:
        act(step, model, kept)
        model.heed()
        model.settle()
        kept.follow()
        compare(model, kept)
        assert kept.told_beside() == (model.is_explained, model.flaps), f"after {step} of {model}"


def act(step: Step, model: WiderModel, kept: WiderKept) -> None:
    match step:
        case "wait", int(length):
            carry_out(("wait", min(length, LONGEST_S - model.now)), model, kept)
        case "answer", 2, Answer() as answer, int(back), int(times) if model.is_cut:
            first = max(model.series[SHARED_FRA].began, model.now - back)
            said = [(answer, at) for at in range(first, min(first + times, model.now + 1))]
            model.held += said
            kept.hear(SHARED_FRA, said)
        case "turn", int(times):
            turn(times, model, kept)
        case ("cut",):
            model.is_cut = kept.is_cut = True
        case "back", bool(anew):
            if model.is_cut:
                model.back(anew=anew)
                kept.back(anew=anew)
        case ("above" | "depends", *_):
            act_above(step, model, kept)
        case _:
            carry_out(step, model, kept)


def turn(times: int, model: WiderModel, kept: WiderKept) -> None:
    """Its own check fails and is well again, so many times."""
    for _ in range(times):
        for answer in (DOWN, UP):
            carry_out(("answer", ALONE, answer, 1, 2), model, kept)
            carry_out(("wait", min(2, LONGEST_S - model.now)), model, kept)


def act_above(step: Step, model: WiderModel, kept: WiderKept) -> None:
    match step:
        case "above", Answer() as answer, int(times):
            said = [(answer, model.now - back) for back in reversed(range(times))]
            said = [(one, at) for one, at in said if at >= 0]
            for one, at in said:
                model.above.hear(one, at)
            kept.hear_above(said)
        case "depends", bool(is_so):
            model.depends = is_so
            kept.depend(is_so=is_so)


@pytest.fixture(autouse=True)
def silence_may_be_logged(allow_logs: Callable[..., object]) -> None:
    allow_logs("statusboard.app.watching.silence")


LENIENT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@ON_SQLITE
@given(steps=st.lists(STEPS, min_size=4, max_size=14))
@settings(max_examples=3, deadline=None, suppress_health_check=LENIENT)
def test_every_second_is_what_the_model_says(database: Database, steps: list[Step]) -> None:
    both(database, steps)


@ON_SQLITE
@pytest.mark.parametrize("anew", [False, True])
def test_a_location_that_is_cut_off_says_nothing_from_its_last_sign_on(
    database: Database, anew: bool
) -> None:
    """What it saw was down before counts no longer; what it saw meanwhile does once it is back."""
    seen = [("answer", which, answer, 1, 2) for which, answer in ((0, UP), (1, UP), (2, DOWN))]
    cut = [("wait", 3), ("cut",), ("wait", 9), ("answer", SHARED_FRA, SLOW, 0, 1), ("wait", 9)]
    both(database, [("wait", 5), *seen, *cut, ("back", anew), ("wait", 2)])


@ON_SQLITE
def test_a_parent_explains_while_it_is_seen_and_what_flaps_is_told(database: Database) -> None:
    turns = [("wait", 5), ("turn", 3), ("wait", 9), ("wait", 15)]
    down = [("answer", ALONE, DOWN, 1, 2), ("above", DOWN, 2), ("wait", 2)]
    both(database, [*turns, *down, ("depends", False), ("depends", True), ("wait", STALE_S)])


@pytest.mark.slow
@ON_SQLITE
@given(steps=st.lists(STEPS, min_size=4, max_size=30))
@settings(max_examples=300, deadline=None, suppress_health_check=LENIENT)
def test_every_second_is_what_the_model_says_at_length(
    database: Database, steps: list[Step]
) -> None:
    both(database, steps)
