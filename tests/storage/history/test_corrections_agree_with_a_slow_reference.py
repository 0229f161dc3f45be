"""Histories in any order with corrections over them: the spans are what a slow model says.

What is measured comes early, late and again, history is brought along before it, and corrections
are made and taken back between. The model asks anew for every second; and for every half hour of
histories that lie around a change of the clocks, or the end of February, day by local day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusboard.app.health.corrected import measured_figures
from statusboard.app.health.period_figures import period_figures
from statusboard.domain.brought import FoundStretch
from statusboard.domain.correction import Correction, CorrectionKind
from statusboard.domain.instants import (
    HOUR_US,
    Interval,
    day_bounds_us,
    duration_us,
    from_us,
    local_midnight,
    to_us,
)
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.status import worst
from statusboard.domain.uptime import DEFAULT_RULE, UptimeFigure, UptimeRule
from statusboard.domain.uptime_rules import RULES
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from statusboard.storage.history.brought_along import bring_stretches, own_since_us
from statusboard.storage.history.corrected_spans import follow_corrections
from statusboard.storage.history_corrections import add_correction, take_back_correction
from statusboard.storage.tables import MEASURED_SPAN
from statusboard.storage.unit import Unit
from tests.fixtures.clock_changes import ZONES, changes_of
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, NOON_US, S, write_service

UNKNOWN, GOOD, UNDER = C.UNKNOWN, C.OPERATIONAL, C.UNDER_MAINTENANCE
SAID = (GOOD, UNDER, C.DEGRADED_PERFORMANCE, C.PARTIAL_OUTAGE, C.MAJOR_OUTAGE)
LENGTH = 60
NUMBERS = count(1)
AT, LASTS = st.integers(0, LENGTH - 1), st.integers(1, 25)
STEPS = st.one_of(
    st.tuples(st.just("measure"), AT, LASTS, st.sampled_from(tuple(C))),
    st.tuples(st.just("goes on"), AT, LASTS, st.sampled_from(tuple(C))),
    st.tuples(st.just("correct"), AT, LASTS, st.sampled_from(SAID)),
    st.tuples(st.just("take back"), st.integers(0, 5)),
    st.tuples(st.just("bring"), AT, LASTS, st.sampled_from(SAID)),
)
Step = tuple[object, ...]


@dataclass
class Model:
    """Second by second; nothing in it is clever."""

    measured: list[C] = field(default_factory=lambda: [UNKNOWN] * (LENGTH + 1))
    found: list[tuple[int, int, C]] = field(default_factory=list)
    back: set[int] = field(default_factory=set)

    def shown(self, at: int) -> C:
        status = self.measured[at]
        for number, (start, stop, says) in enumerate(self.found):
            if number in self.back or not start <= at < stop:
                continue
            if says.is_trouble:
                status = worst((says, status))
            elif status is not UNKNOWN and (says is UNDER or status.is_trouble):
                status = says
        return status

    def figure(self, statuses: list[C], rule: UptimeRule) -> Fraction | None:
        counted = [one for one in statuses if one not in (UNKNOWN, UNDER)]
        down = sum(Fraction(rule.down_permille.get(one, 0), 1000) for one in counted)
        return 1 - down / len(counted) if counted else None


@dataclass(frozen=True)
class When:
    """When a second of the model begins; one may be longer."""

    start_us: int = NOON_US
    tick_us: int = S

    def us(self, at: int) -> int:
        return self.start_us + at * self.tick_us

    def at(self, us: int) -> int:
        return (us - self.start_us) // self.tick_us


SECONDS = When()


def carry_out(
    unit: Unit, number: int, model: Model, ids: list[int], step: Step, when: When = SECONDS
) -> None:
    us = when.us
    match step:
        case "measure", int(at), int(length), C() as status:
            stop = min(at + length, LENGTH)
            spans.rewrite_between(unit, number, us(at), us(stop), [(us(at), status)])
            model.measured[at:stop] = [status] * (stop - at)
        case "goes on", int(at), int(_), C() as status:
            spans.rewrite_from(unit, number, us(at), [(us(at), status)])
            model.measured[at:] = [status] * (LENGTH + 1 - at)
        case "correct", int(at), int(length), C() as says:
            stop = min(at + length, LENGTH)
            one = Correction(0, number, CorrectionKind.FALSE_ALARM, says, us(at), us(stop))
            ids.append(add_correction(unit, one, "x", waits=False))
            model.found.append((at, stop, says))
            follow_corrections(unit)
        case "take back", int(which) if which < len(ids) and which not in model.back:
            take_back_correction(unit, ids[which])
            model.back.add(which)
            follow_corrections(unit)
        case "bring", int(at), int(length), C() as status:
            own = when.at(own_since_us(unit, number))
            stretch = FoundStretch(us(at), us(at + length), status)
            bring_stretches(unit, number, [stretch], until_us=us(own))
            stop = min(at + length, own)
            if at < stop:
                model.measured[at:stop] = [status] * (stop - at)


def compare(unit: Unit, number: int, model: Model, when: When = SECONDS) -> None:
    shown = [model.shown(at) for at in range(LENGTH)]
    assert seconds(spans.read_spans(unit, component_ids=[number]), when) == shown
    if beneath := spans.read_measured(unit, None, [number]):
        assert seconds(beneath, when) == model.measured[:LENGTH]
    figures(unit, number, model, when)


def seconds(told: Sequence[Span], when: When) -> list[C]:
    """What spans say of each second."""
    found = [UNKNOWN] * LENGTH
    for span in told:
        part = span.until(when.us(LENGTH))
        for at in range(when.at(part.start_us), when.at(part.stop_us)):
            found[at] = span.status
    return found


def figures(unit: Unit, number: int, model: Model, when: When) -> None:
    us = when.us
    bounds = Interval(us(0), us(LENGTH))
    for rule in RULES.values():
        shown = period_figures(unit, [bounds], [number], now_us=us(LENGTH), rule=rule)[number]
        assert shown.uptime == model.figure([model.shown(at) for at in range(LENGTH)], rule)
        beneath = measured_figures(unit, [bounds], [number], now_us=us(LENGTH), rule=rule)
        measured: UptimeFigure = beneath.get(number, shown)
        assert measured.uptime == model.figure(model.measured[:LENGTH], rule)


def tried(database: Database, steps: list[Step]) -> None:
    component, _ = write_service(database, f"Service {next(NUMBERS)}")
    model, ids = Model(), list[int]()
    with database.writing(from_us(SECONDS.us(LENGTH)), COLLECTOR) as unit:
        for step in steps:
            carry_out(unit, component.id, model, ids, step)
        compare(unit, component.id, model)
        for number in set(range(len(ids))) - model.back:
            take_back_correction(unit, ids[number])
            model.back.add(number)
        follow_corrections(unit)
        compare(unit, component.id, model)
        left = unit.connection.execute(
            MEASURED_SPAN.select().where(MEASURED_SPAN.c.component_id == component.id)
        )
        assert not left.all()


QUICK = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MANY = settings(QUICK, max_examples=200)


@given(steps=st.lists(STEPS, min_size=3, max_size=14))
@QUICK
def test_every_second_and_figure_is_what_the_model_says(
    database: Database, steps: list[Step]
) -> None:
    tried(database, steps)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
@ON_SQLITE
@given(steps=st.lists(STEPS, min_size=3, max_size=20))
@MANY
def test_thousands_of_histories_are(database: Database, part: int, steps: list[Step]) -> None:
    del part  # each is two minutes long at most
    tried(database, steps)


TICK = timedelta(minutes=30)
LEAP_DAYS = tuple(
    (zone, date(year, 2, 28)) for year in (2026, 2028) for zone in ("Europe/Berlin", "Asia/Beirut")
)
CHANGES = tuple(
    (zone, change.astimezone(ZoneInfo(zone)).date())
    for zone in ZONES
    for change in changes_of(zone)
)


def lived(database: Database, zone: str, day: date, steps: list[Step]) -> None:
    """The same by half hours from midday before a day on: each local day has its own figure."""
    info = ZoneInfo(zone)
    start_us = to_us(local_midnight(day, info)) - 12 * HOUR_US
    tick_us = duration_us(TICK)
    component, _ = write_service(database, f"Service {next(NUMBERS)}")
    model, ids = Model(), list[int]()
    when = When(start_us, tick_us)
    with database.writing(from_us(when.us(LENGTH)), COLLECTOR) as unit:
        for step in steps:
            carry_out(unit, component.id, model, ids, step, when)
        compare(unit, component.id, model, when)
        ticks = range(LENGTH)
        days = [from_us(when.us(at)).astimezone(info).date() for at in ticks]
        for one in sorted(set(days)):
            shown = [model.shown(at) for at in ticks if days[at] == one]
            bounds = Interval(*day_bounds_us(one, 1, info)).clip(
                Interval(when.us(0), when.us(LENGTH))
            )
            assert bounds is not None
            figure = period_figures(unit, [bounds], [component.id], now_us=when.us(LENGTH))
            found = figure[component.id]
            assert found.uptime == model.figure(shown, DEFAULT_RULE)
            assert found.observed_us == tick_us * sum(status is not UNKNOWN for status in shown)
            assert found.maintenance_us == tick_us * shown.count(UNDER)


WHERE = st.sampled_from(CHANGES + LEAP_DAYS)


@ON_SQLITE
@given(where=WHERE, steps=st.lists(STEPS, min_size=3, max_size=14))
@settings(QUICK, max_examples=10)
def test_every_local_day_is_what_the_model_says(
    database: Database, where: tuple[str, date], steps: list[Step]
) -> None:
    lived(database, *where, steps)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
@ON_SQLITE
@given(where=WHERE, steps=st.lists(STEPS, min_size=6, max_size=24))
@settings(MANY, max_examples=100)
def test_thousands_of_local_days_are(
    database: Database, part: int, where: tuple[str, date], steps: list[Step]
) -> None:
    del part
    lived(database, *where, steps)
