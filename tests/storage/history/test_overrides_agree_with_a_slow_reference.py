"""Overrides, planned work and turns that come late, in any order: spans are what a slow model says.

The model asks anew for every second what the checks said, what was set and what was planned.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusboard.domain.instants import Interval, from_us
from statusboard.domain.maintenance import MaintenanceStatus, Plan
from statusboard.domain.override import SETTABLE, Override
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.status import worst
from statusboard.domain.verdict import CheckState, Transition
from statusboard.storage.database import Database
from statusboard.storage.history import span_figures, spans
from statusboard.storage.history.maintenance_spans import follow_maintenance
from statusboard.storage.history.override_spans import follow_overrides
from statusboard.storage.history.retelling import record_transitions
from statusboard.storage.history.states import StoredState, write_states
from statusboard.storage.history.transitions import StoredTransition
from statusboard.storage.maintenance import NewWindow, add_maintenance, add_window
from statusboard.storage.overrides import add_override, end_override, read_in_force
from statusboard.storage.unit import Unit
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, NOON_US, S, write_service

LEVELS = (C.OPERATIONAL, C.DEGRADED_PERFORMANCE, C.MAJOR_OUTAGE, C.UNKNOWN)
UNKNOWN, UNDER = C.UNKNOWN, C.UNDER_MAINTENANCE

STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 40)),
    st.tuples(st.just("turn"), st.integers(0, 1), st.sampled_from(LEVELS), st.integers(0, 30)),
    st.tuples(st.just("set"), st.sampled_from(SETTABLE), st.integers(1, 60), st.booleans()),
    st.tuples(st.just("take back")),
    st.tuples(st.just("plan"), st.integers(0, 20), st.integers(1, 30)),
)


@dataclass
class Word:
    """What somebody set in the model; `stop` is when it ends, as far as that is known."""

    status: C
    start: int
    stop: int
    until_agrees: bool
    is_told: bool = False

    def holds(self, at: int) -> bool:
        return self.start <= at < self.stop


@dataclass
class Model:
    """What happened, second by second from 0; nothing in it is clever."""

    now: int = 0
    turns: tuple[list[tuple[int, C]], list[tuple[int, C]]] = field(default_factory=lambda: ([], []))
    words: list[Word] = field(default_factory=list)
    windows: list[tuple[int, int]] = field(default_factory=list)

    def raw(self, at: int) -> C:
        levels = [
            next((level for when, level in reversed(turns) if when <= at), UNKNOWN)
            for turns in self.turns
        ]
        return worst(levels)

    def shown(self, at: int) -> C:
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
        """Ends what waits for the checks, where they agree by now."""
        for word in self.words:
            if word.until_agrees and not word.is_told:
                seconds = range(word.start, min(word.stop, self.now + 1))
                agreed = next((at for at in seconds if self.raw(at) is word.status), None)
                if agreed is not None:
                    word.stop, word.until_agrees = agreed, False
            word.is_told = word.stop <= self.now


class Kept:
    """The same in the database, in a service of its own."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now_us = NOON_US
        component, checks = write_service(database, checks=2)
        self.component_id = component.id
        self.check_ids = [check.id for check in checks]
        self.levels = [UNKNOWN, UNKNOWN]
        self.numbers = count()

    def writing(self) -> "Iterator[Unit]":
        with self.database.writing(from_us(self.now_us), COLLECTOR) as unit:
            yield unit

    def turn(self, which: int, level: C, at_us: int) -> None:
        for unit in self.writing():
            check_id = self.check_ids[which]
            turned = Transition(at_us, self.levels[which], level)
            write_states(unit, {check_id: StoredState(CheckState(level, at_us))})
            record_transitions(unit, [StoredTransition(check_id, turned)])
        self.levels[which] = level

    def set(self, status: C, ends_us: int, *, until_agrees: bool) -> None:
        self.take_back()
        for unit in self.writing():
            add_override(
                unit,
                Override(
                    0, self.component_id, status, "x", "Ada", self.now_us, ends_us, until_agrees
                ),
            )

    def take_back(self) -> None:
        for unit in self.writing():
            found = read_in_force(unit).get(self.component_id)
            if found is not None:
                end_override(unit, found.id, unit.now_us, by_name="Ada")

    def plan(self, start_us: int, stop_us: int) -> None:
        start, stop = from_us(start_us), from_us(stop_us)
        wall = start.replace(tzinfo=None)
        plan = Plan("Work", "UTC", wall, stop - start, {self.component_id: UNDER})
        for unit in self.writing():
            window = NewWindow(start, start, stop, MaintenanceStatus.SCHEDULED)
            add_window(unit, add_maintenance(unit, plan), plan, window)

    def follow(self) -> None:
        for unit in self.writing():
            follow_maintenance(unit)
            follow_overrides(unit)

    def told(self) -> list[tuple[int, int | None, C]]:
        for unit in self.writing():
            found = spans.read_spans(unit, component_ids=[self.component_id])
        return [(one.start_us, one.stop_us, one.status) for one in found]

    def figures(self, seconds: int) -> tuple[int, int, int]:
        """What uptime is made of: observed, maintenance and down, in seconds."""
        bounds = Interval(NOON_US, NOON_US + seconds * S)
        for unit in self.writing():
            one = span_figures.figures(
                unit, bounds, now_us=bounds.stop_us, component_ids=[self.component_id]
            )[self.component_id]
        return one.observed_us // S, one.maintenance_us // S, one.down_us // S


def both(database: Database, steps: list[tuple[object, ...]]) -> None:
    model, kept = Model(), Kept(database)
    for name, *given_to in steps:
        match name, given_to:
            case "wait", [int(length)]:
                model.now += length
                kept.now_us += length * S
            case "turn", [int(which), C() as level, int(back)]:
                turns = model.turns[which]
                before, level_before = turns[-1] if turns else (0, UNKNOWN)
                at = max(before, model.now - back)
                if level is level_before:
                    continue
                turns.append((at, level))
                kept.turn(which, level, NOON_US + at * S)
            case "set", [C() as status, int(length), bool(until_agrees)]:
                end_word(model)
                model.words.append(
                    Word(status, model.now, model.now + length, until_agrees=until_agrees)
                )
                kept.set(status, kept.now_us + length * S, until_agrees=until_agrees)
            case "take back", []:
                end_word(model)
                kept.take_back()
            case "plan", [int(ahead), int(length)]:
                start = model.now + ahead
                model.windows.append((start, start + length))
                kept.plan(NOON_US + start * S, NOON_US + (start + length) * S)
        model.settle()
        kept.follow()
        compare(model, kept)


def end_word(model: Model) -> None:
    for word in model.words:
        if word.holds(model.now):
            word.stop = model.now


def compare(model: Model, kept: Kept) -> None:
    told = kept.told()
    for at in range(model.now + 1):
        at_us = NOON_US + at * S
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
@given(steps=st.lists(STEPS, min_size=2, max_size=14))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_second_counts_as_the_model_says(
    database: Database, steps: list[tuple[object, ...]]
) -> None:
    both(database, steps)


@pytest.mark.slow
@ON_SQLITE
@given(steps=st.lists(STEPS, min_size=2, max_size=30))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_second_counts_as_the_model_says_at_length(
    database: Database, steps: list[tuple[object, ...]]
) -> None:
    both(database, steps)


def test_a_late_turn_does_not_bring_back_what_the_checks_had_ended(database: Database) -> None:
    good, major = C.OPERATIONAL, C.MAJOR_OUTAGE
    both(
        database,
        [
            ("turn", 0, major, 0),
            ("turn", 1, good, 0),
            ("wait", 10),
            ("set", good, 50, True),
            ("wait", 10),
            ("turn", 0, good, 2),
            ("wait", 5),
            ("turn", 1, major, 10),
            ("wait", 60),
        ],
    )
