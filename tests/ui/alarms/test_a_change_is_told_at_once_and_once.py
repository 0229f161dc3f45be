"""From a verdict to what is told: one question, no timer between; and nothing twice."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from statusboard.domain.alarms.alarm import Alarm, AlarmKind, AlarmSeverity, Subject, SubjectSort
from statusboard.domain.alarms.log import NEW_LOG, NotificationLog
from statusboard.domain.alarms.rules import DEFAULT_RULES, AlarmRules, KindRule
from statusboard.domain.alarms.standing import AlarmsNow
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.status import ComponentStatus
from statusboard.errors import Unavailable
from tests.fixtures.clock import ManualClock
from ui.alarms.teller import STANDING_MS, STILL_MS, Standing, Teller

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
VERDICT = Changes.of(Topic.STATES, Topic.RESULTS)


@dataclass
class House:
    """Services, of which some are down."""

    clock: ManualClock
    down: dict[int, datetime] = field(default_factory=dict)
    rules: AlarmRules = DEFAULT_RULES
    problem: Unavailable | None = None
    asked: int = 0

    async def look(self) -> Standing:
        self.asked += 1
        if self.problem is not None:
            raise self.problem
        alarms = tuple(
            Alarm(
                f"outage:{n}", AlarmKind.OUTAGE, AlarmSeverity.CRITICAL,
                Subject(SubjectSort.SERVICE, n, f"Service {n}"), since,
            )
            for n, since in self.down.items()
        )  # fmt: skip
        working = {n: NOON for n in (1, 2, 3) if n not in self.down}
        now = AlarmsNow(self.clock.now(), alarms, working, frozenset((1, 2, 3)))
        return Standing(now, self.rules)


@dataclass
class Kept:
    log: NotificationLog = NEW_LOG
    kept: list[NotificationLog] = field(default_factory=list)

    def load(self) -> NotificationLog:
        return self.log

    def keep(self, log: NotificationLog) -> None:
        self.log = log
        self.kept.append(log)


@pytest.fixture
def house():
    return House(ManualClock(NOON))


@pytest.fixture
def keeper():
    return Kept()


@pytest.fixture
def make(house, keeper, operations, choices, owner):
    def made():
        teller = Teller(house, keeper, operations, choices, house.clock, owner)
        teller.said, teller.states, teller.rings = [], [], []
        teller.told.connect(lambda one: teller.said.append(one.title))
        teller.state_shown.connect(teller.states.append)
        teller.ringing.connect(teller.rings.append)
        return teller

    return made


@pytest.fixture
def settle(loop, operations):
    return lambda: loop.run_until_complete(operations.settle())


def test_a_verdict_is_told_after_one_question_and_no_timer(make, house, settle, keeper):
    teller = make()
    teller.look()
    settle()
    assert (teller.said, teller.states[-1].status) == ([], ComponentStatus.OPERATIONAL)
    assert teller._timer.interval() == STILL_MS

    house.down[1] = house.clock.now()
    asked = house.asked
    teller.changes_arrived(VERDICT)
    settle()  # only what the change started: a timer of any length would not be waited for
    assert teller.said == ["Service 1 is failing"]
    assert house.asked == asked + 1
    assert teller._timer.interval() == STANDING_MS
    assert [one.name for one in teller.states[-1].failing] == ["Service 1"]


def test_it_is_kept_before_it_is_told_and_not_told_again_after_a_restart(
    make, house, settle, keeper
):
    teller = make()
    teller.look()
    settle()
    told_when_kept = []
    teller.told.connect(lambda _one: told_when_kept.append(bool(keeper.log.entries)))
    house.down[1] = house.clock.now()
    teller.look()
    settle()
    assert told_when_kept == [True]

    again = make()
    again.look()
    settle()
    assert again.said == []


def test_answers_that_change_no_alarm_ask_nothing(make, house, settle):
    teller = make()
    teller.changes_arrived(Changes.of(Topic.RESULTS))
    teller.changes_arrived(Changes.of(Topic.PRESENCE))
    settle()
    assert house.asked == 0


def test_what_still_stands_after_a_quiet_hour_is_told_once(make, house, settle, choices):
    teller = make()
    teller.look()
    settle()
    choices.be_quiet(NOON + timedelta(hours=1))
    house.down = {1: NOON, 2: NOON}
    teller.look()
    settle()
    assert teller.said == []
    assert teller.states[-1].down  # what is seen stays true
    del house.down[2]
    house.clock.forward(timedelta(hours=1, seconds=1))
    teller.look()
    settle()
    teller.look()
    settle()
    assert teller.said == ["Service 1 is failing"]


def test_a_desk_that_cannot_be_read_is_no_all_clear(make, house, settle):
    teller = make()
    house.problem = Unavailable("The database is away.")
    teller.look()
    settle()
    assert teller.states == [None]
    assert teller._timer.isActive()


def test_what_wants_a_sound_rings_until_it_is_quiet(make, house, settle, choices):
    kinds = tuple((kind, KindRule(AlarmSeverity.INFO, AlarmSeverity.MINOR)) for kind in AlarmKind)
    house.rules = AlarmRules(kinds)
    teller = make()
    teller.look()
    settle()
    house.down[1] = NOON
    teller.look()
    settle()
    assert teller.rings == [None, AlarmSeverity.CRITICAL]
    choices.be_quiet(NOON + timedelta(hours=1))
    settle()
    assert teller.rings[-1] is None
