"""Days of 23, 24½ and 25 hours and the end of February: corrections, work and gaps over them.

Histories of several local days around each change of the clocks, through real collectors and the
verbs of people. The model says what each half hour was, and which local day it belongs to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusboard.app.doorway import Doorway
from statusboard.app.history.commands import agree, correct_history, refuse, take_back
from statusboard.app.history.inputs import (
    CorrectHistory,
    CorrectionNumber,
    RefuseCorrection,
    TakeCorrectionBack,
)
from statusboard.app.settings import AGREEMENT
from statusboard.domain.access import person
from statusboard.domain.correction import CorrectionKind as Kind
from statusboard.domain.instants import Interval, from_us, last_days_us, to_us
from statusboard.domain.location import HOME
from statusboard.domain.status import ComponentStatus as C
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.history.span_arrays import lengths, read_arrays
from statusboard.storage.settings import write_setting
from tests.app.watching.test_all_that_decides_agrees_with_a_slow_reference import (
    UNDER,
    UNKNOWN,
    Found,
    Kept,
    Model,
    carry_out,
    compare,
)
from tests.fixtures.clock_changes import ZONES, changes_of
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, SLOW, UP

TICK = timedelta(minutes=30)
TICK_US = TICK // timedelta(microseconds=1)
# Three days and a little: the one before a change, the changed one, and one after.
MOST_TICKS = 160
DAY = timedelta(days=1)
LEAP_DAYS = tuple(
    (zone, datetime(year, 2, 27, tzinfo=ZoneInfo(zone)).date())
    for year in (2026, 2028)
    for zone in ("Europe/Berlin", "Pacific/Auckland", "America/St_Johns")
)
CHANGES = tuple(
    (zone, change.astimezone(ZoneInfo(zone)).date() - DAY)
    for zone in ZONES
    for change in changes_of(zone)
)
Step = tuple[object, ...]
BACK, LENGTH = st.integers(1, 60), st.integers(1, 40)
STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 40)),
    st.tuples(
        st.just("answer"),
        st.integers(0, 2),
        st.sampled_from([UP, DOWN, SLOW, BLIND]),
        st.sampled_from([0, 0, 1, 5, 40]),
        st.integers(1, 4),
    ),
    st.tuples(st.just("trouble"), st.integers(0, 2), st.sampled_from([DOWN, SLOW, BLIND]), LENGTH),
    st.tuples(st.just("plan"), st.integers(0, 10), LENGTH),
    st.tuples(
        st.just("span"), st.sampled_from([Kind.FALSE_ALARM, Kind.PLANNED_WORK]), BACK, LENGTH
    ),
    st.tuples(
        st.just("edge"),
        st.sampled_from([Kind.BEGAN_AT, Kind.ENDED_AT]),
        BACK,
        st.integers(-40, 40),
    ),
    st.tuples(st.just("take back"), st.integers(0, 4)),
    st.tuples(st.just("decide"), st.integers(0, 4), st.booleans()),
    st.tuples(st.just("clock back"), st.integers(1, 20)),
)


@dataclass
class Made(Found):
    """A correction that somebody made, and whether it is over: taken back, or refused."""

    number: int = 0
    is_over: bool = False


@dataclass
class DayModel(Model):
    """The model, which knows of each tick on which local day it lies."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    start: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    asks_two: bool = False

    def day(self, at: int) -> date:
        return (self.start + at * TICK).astimezone(self.zone).date()

    def outage(self, at: int) -> tuple[int, int | None] | None:
        """From when to when it was down around a tick; it lasts where that is None."""
        if not self.shown(at).counts_as_down:
            return None
        first = last = at
        while first and self.shown(first - 1).counts_as_down:
            first -= 1
        while last < self.now and self.shown(last + 1).counts_as_down:
            last += 1
        return first, None if last == self.now else last + 1

    def edge(self, kind: Kind, at: int, to: int) -> tuple[C, int, int] | None:
        """What a moved edge says of which ticks; None: it has to be refused."""
        whole = self.outage(at)
        if whole is None or not 0 <= to <= self.now:
            return None
        first, stop = whole
        if kind is Kind.BEGAN_AT:
            if stop is not None and to >= stop:
                return None
            return (self.shown(first), to, first) if to < first else (C.OPERATIONAL, first, to)
        if stop is None or to <= first:
            return None
        return (self.shown(stop - 1), stop, to) if to > stop else (C.OPERATIONAL, to, stop)

    def changes(self, says: C, start: int, stop: int) -> bool:
        one = Found(says, start, stop)
        seen = [self.shown(at) for at in range(start, stop)]
        return any(
            one.over(at, seen[at - start]) is not seen[at - start] for at in range(start, stop)
        )


class Desk(Kept):
    """The same desk, at which people correct by its verbs."""

    def __init__(self, database: Database, model_start: datetime, *, asks_two: bool) -> None:
        super().__init__(database, start_us=to_us(model_start), tick_us=TICK_US)
        self.doorway = Doorway(database, self.clock)
        with database.writing(self.clock.now(), COLLECTOR) as unit:
            asked = "other" if asks_two else "nobody"
            write_setting(unit, AGREEMENT.setting("corrections"), asked)

    def follow(self) -> None:
        """No state is set by hand here."""
        self.at[HOME].follow_maintenance()
        self.at[HOME].follow_corrections()

    def at_tick(self, at: int) -> datetime:
        return from_us(self.us(at))

    def says(self, given: CorrectHistory) -> int | None:
        """The number of a correction; None where it was refused."""
        try:
            return self.doorway.do(correct_history, given, person("Ada")).result.correction_id
        except RuleBroken:
            return None


def correct(step: Step, model: DayModel, desk: Desk) -> None:
    """A person corrects a stretch, or moves an edge; both have to take and refuse the same."""
    match step:
        case "span", Kind() as kind, int(back), int(length):
            start = max(0, model.now - back)
            stop = min(start + length, model.now)
            says = UNDER if kind is Kind.PLANNED_WORK else C.OPERATIONAL
            meant = (says, start, stop) if start < stop else None
            given = (kind, "x", None, desk.at_tick(start), desk.at_tick(stop))
        case "edge", Kind() as kind, int(back), int(shift):
            at = max(0, model.now - back)
            to = max(0, at + shift)  # the model begins with its first tick
            meant = model.edge(kind, at, to)
            instants = {"start_at" if kind is Kind.BEGAN_AT else "stop_at": desk.at_tick(to)}
            outage = desk.at_tick(at) + TICK / 3
            given = (kind, "x", outage, instants.get("start_at"), instants.get("stop_at"))
        case _:
            return
    if meant is not None and (meant[1] >= meant[2] or not model.changes(*meant)):
        meant = None
    number = desk.says(CorrectHistory(desk.component.id, *given))
    assert (number is None) == (meant is None), (step, meant, number)
    if meant is not None and number is not None:
        model.found.append(Made(*meant, not model.asks_two, number))


def decide(step: Step, model: DayModel, desk: Desk) -> None:
    """Somebody takes a correction back, agrees to it, or refuses it."""
    made = [one for one in model.found if isinstance(one, Made)]
    which = step[1]
    if not isinstance(which, int) or which >= len(made) or made[which].is_over:
        return
    one = made[which]
    match step:
        case "take back", _:
            given = TakeCorrectionBack(one.number, "It was down")
            waits = desk.doorway.do(take_back, given, person("Ben")).result.waits
            assert waits == (model.asks_two and one.counts)
            if waits:
                desk.doorway.do(agree, CorrectionNumber(one.number), person("Ada"))
            one.is_over, one.counts = True, False
        case "decide", _, bool(agrees) if not one.counts:
            if agrees:
                desk.doorway.do(agree, CorrectionNumber(one.number), person("Ben"))
                one.counts = True
            else:
                desk.doorway.do(refuse, RefuseCorrection(one.number, "No"), person("Ben"))
                one.is_over = True


def lived(
    database: Database, zone: str, first: date, steps: Sequence[Step], *, asks_two: bool
) -> None:
    start = datetime.combine(first, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    desk = Desk(database, start, asks_two=asks_two)
    model = DayModel(
        [check.id for check in desk.checks], zone=ZoneInfo(zone), start=start, asks_two=asks_two
    )
    heard = [("answer", which, UP, 0, 1) for which in range(3)]
    for step in (*heard, ("wait", 6), *steps, ("wait", 2)):
        carried(step, model, desk)
        model.settle()
        desk.follow()
    compare(model, desk)
    compare_days(model, desk)


def carried(step: Step, model: DayModel, desk: Desk) -> None:
    match step:
        case "wait", int(length):
            carry_out(("wait", min(length, MOST_TICKS - model.now)), model, desk)
            desk.beat()
        case "trouble", which, answer, length:
            carry_out(("answer", which, answer, 2, 3), model, desk)
            carried(("wait", length), model, desk)
            carry_out(("answer", which, UP, 1, 2), model, desk)
        case "clock back", int(length):
            at = max(1, model.now - length)
            for one in model.found:
                if isinstance(one, Made) and at < model.now and one.start >= at:
                    one.is_over = True
            carry_out(step, model, desk)
            desk.beat()
        case (("span" | "edge"), *_):
            correct(step, model, desk)
        case (("take back" | "decide"), *_):
            decide(step, model, desk)
        case _:
            carry_out(step, model, desk)


def compare_days(model: DayModel, desk: Desk) -> None:
    """The figures of each local day: all that was observed, planned and down in it."""
    days = sorted({model.day(at) for at in range(model.now)})
    edges = last_days_us(desk.us(model.now) - 1, len(days), model.zone)
    with desk.database.reading(desk.clock.now()) as unit:
        bounds = (*edges[:-1], desk.us(model.now))
        whole = read_arrays(unit, _interval(bounds), now_us=desk.us(model.now))
        found = lengths(whole, [desk.component.id], bounds)
        told = [found.figures_of([n])[desk.component.id] for n in range(len(days))]
    for day, one in zip(days, told, strict=True):
        shown = [model.shown(at) for at in range(model.now) if model.day(at) == day]
        ticks = [us // TICK_US for us in (one.observed_us, one.maintenance_us, one.down_us)]
        assert ticks == [
            sum(status is not UNKNOWN for status in shown),
            sum(status is UNDER for status in shown),
            sum(status.counts_as_down for status in shown),
        ], (day, model)


def _interval(bounds: Sequence[int]) -> Interval:
    return Interval(bounds[0], bounds[-1])


QUICK = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WHERE = st.sampled_from(CHANGES + LEAP_DAYS)


@ON_SQLITE
@given(where=WHERE, steps=st.lists(STEPS, min_size=5, max_size=16), asks_two=st.booleans())
@QUICK
def test_every_local_day_is_what_the_model_says(
    database: Database, where: tuple[str, date], steps: list[Step], *, asks_two: bool
) -> None:
    lived(database, *where, steps, asks_two=asks_two)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(50))
@ON_SQLITE
@given(where=WHERE, steps=st.lists(STEPS, min_size=8, max_size=30), asks_two=st.booleans())
@settings(QUICK, max_examples=40)
def test_thousands_of_local_days_are(
    database: Database, part: int, where: tuple[str, date], steps: list[Step], *, asks_two: bool
) -> None:
    del part
    lived(database, *where, steps, asks_two=asks_two)
