"""Announcements: grouped, bounded, never twice, and no all-clear that nobody saw."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.alarms.alarm import (
    Alarm,
    AlarmKind,
    AlarmSeverity,
    Subject,
    SubjectSort,
    alarm_key,
    outage_key,
)
from statusboard.domain.alarms.announce import Announced, announce
from statusboard.domain.alarms.announcement import Announcement
from statusboard.domain.alarms.log import NEW_LOG, NotificationLog
from statusboard.domain.alarms.rules import DEFAULT_RULES, AlarmRules, DailyQuiet, KindRule
from statusboard.domain.alarms.silence import Acknowledgement, Silence
from statusboard.domain.alarms.standing import AlarmsNow

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SERVICES = frozenset(range(1, 30))
DESK = Subject(SubjectSort.DESK, 0, "StatusBoard")
BLIND = Alarm("blind", AlarmKind.BLIND, AlarmSeverity.MAJOR, DESK, NOON, "No line.")
SOUND = AlarmRules(((AlarmKind.OUTAGE, KindRule(AlarmSeverity.MINOR, AlarmSeverity.MINOR)),))


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def outage(
    number: int,
    since: float = 0,
    severity: AlarmSeverity = AlarmSeverity.CRITICAL,
    *,
    group: str = "Shop",
    behind: tuple[int, ...] = (),
) -> Alarm:
    subject = Subject(SubjectSort.SERVICE, number, f"S{number}")
    return Alarm(
        outage_key(number),
        AlarmKind.OUTAGE,
        severity,
        subject,
        at(since),
        group=group,
        behind=tuple(map(outage_key, behind)),
    )


FAR_OFF = at(10**6)


def muted(number: int, until: datetime = FAR_OFF, group: str = "") -> Silence:
    sort = SubjectSort.GROUP if group else SubjectSort.SERVICE
    return Silence(1, Subject(sort, number, group or f"S{number}"), "Ada", NOON, until)


@dataclass
class Ear:
    """A person at one device: looks at what stands, and remembers what was told."""

    log: NotificationLog = NEW_LOG
    rules: AlarmRules = DEFAULT_RULES
    heard: list[tuple[datetime, Announcement]] = field(default_factory=list)

    def look(
        self,
        seconds: float,
        *alarms: Alarm,
        unknown: Iterable[int] = (),
        silences: tuple[Silence, ...] = (),
        acknowledged: tuple[Acknowledgement, ...] = (),
        blind: str = "",
    ) -> Announced:
        failing = {one.subject.id for one in alarms if one.kind is AlarmKind.OUTAGE}
        working = dict.fromkeys(SERVICES - failing - set(unknown), at(seconds))
        now = AlarmsNow(
            at(seconds), alarms, working, SERVICES, blind, acknowledged, silences, "UTC"
        )
        answer = announce(now, self.log, self.rules)
        self.log = answer.log
        self.heard += [(at(seconds), one) for one in answer.announcements]
        return answer

    @property
    def titles(self) -> list[str]:
        return [one.title for _, one in self.heard]


def begun() -> Ear:
    """Somebody who has looked before, when all was well."""
    ear = Ear()
    ear.look(-600)
    return ear


def test_what_began_together_is_one_and_what_joins_takes_its_place() -> None:
    ear = begun()
    ear.look(1, outage(1), outage(2, 1))
    ear.look(20, outage(1), outage(2, 1), outage(3, 19))
    assert ear.titles == ["S1 and S2 are failing", "S1, S2 and S3 are failing"]
    assert len({one.key for _, one in ear.heard}) == 1


def test_what_began_later_is_another() -> None:
    ear = begun()
    ear.look(1, outage(1))
    ear.look(62, outage(1), outage(2, 61))
    assert ear.titles == ["S1 is failing", "S2 is failing"]


def test_more_than_three_in_a_minute_are_one_digest() -> None:
    ear = begun()
    many = [outage(n, 40 * n) for n in range(1, 13)]
    ear.look(500, *many)
    assert ear.titles[3:] == ["9 more since 12:02 UTC"]
    assert ear.heard[3][1].text == "S4, S5, S6 and 6 more · all in Shop"
    ear.look(505, *many, outage(20, 504))
    assert len(ear.titles) == 4
    ear.look(561, *many, outage(20, 504))
    assert ear.titles[4:] == ["S20 is failing"]


def test_a_recovered_is_told_to_who_heard_down_and_once() -> None:
    ear = begun()
    ear.look(1, outage(1))
    answer = ear.look(100)
    assert ear.titles == ["S1 is failing", "S1 works again"]
    assert answer.withdrawn == (ear.heard[0][1].key,)
    ear.look(105)
    assert len(ear.titles) == 2


def test_what_is_merely_not_known_any_more_has_not_recovered() -> None:
    ear = begun()
    ear.look(1, outage(1))
    ear.look(100, unknown=[1])
    ear.look(200, blind="No line.")
    assert ear.titles == ["S1 is failing"]
    ear.look(300)
    assert ear.titles[1:] == ["S1 works again"]


def test_blindness_is_one_of_its_own_and_outages_of_it_are_none() -> None:
    ear = begun()
    blind = replace(BLIND, since=at(0))
    for seconds in (5, 20, 36, 50):
        ear.look(seconds, blind, outage(1), outage(2), blind="No line.")
    assert ear.titles == ["StatusBoard does not see"]
    ear.look(100)
    assert ear.titles[1:] == ["StatusBoard sees again"]


def test_a_line_that_comes_back_at_once_is_not_told() -> None:
    ear = begun()
    ear.look(5, BLIND, blind="No line.")
    ear.look(10)
    ear.look(40, BLIND, blind="No line.")
    assert ear.titles == []


def test_children_of_a_failing_parent_are_quiet_and_have_time_to_come_back() -> None:
    ear = begun()
    ear.look(1, outage(1), outage(2, 0.5, behind=(1,)), outage(3, 400, behind=(1,)))
    ear.look(60, outage(2, 0.5))
    assert ear.titles == ["S1 is failing", "S1 works again"]
    ear.look(92, outage(2, 0.5))
    assert ear.titles[2:] == ["S2 is failing"]


def test_a_parent_that_this_person_does_not_follow_explains_nothing_to_them() -> None:
    ear = begun()
    ear.rules = AlarmRules(groups=frozenset({"Shop"}))
    ear.look(1, outage(1, group="Platform"), outage(2, 100, behind=(1,)), outage(3, behind=(1,)))
    assert ear.titles == ["S3 and S2 are failing"]


def test_what_becomes_worse_is_told_and_what_becomes_better_is_not() -> None:
    ear = begun()
    ear.look(1, outage(1, severity=AlarmSeverity.MINOR))
    ear.look(200, outage(1))
    ear.look(300, outage(1, severity=AlarmSeverity.MINOR))
    ear.look(400, outage(1))
    assert ear.titles == ["S1 is degraded", "S1 is failing"]


def test_one_that_fails_again_and_again_is_told_twice_at_most() -> None:
    ear = begun()
    for minute in range(40):
        ear.look(60 * minute, *([outage(1, 60 * minute)] if minute % 2 else []))
    assert ear.titles == ["S1 is failing", "S1 works again", "S1 is failing"]
    for minute in range(40, 50):
        ear.look(60 * minute)
    assert ear.titles[3:] == ["S1 works again"]


def test_one_that_flaps_is_one() -> None:
    ear = begun()
    for minute in range(20):
        severity = AlarmSeverity.CRITICAL if minute % 2 else AlarmSeverity.MINOR
        ear.look(60 * minute, replace(outage(1, 0, severity), flapping=True))
    assert ear.titles == ["S1 keeps turning between working and failing"]


def test_what_stands_when_a_log_begins_counts_as_heard() -> None:
    ear = Ear()
    ear.look(0, BLIND, blind="The collector has started.")
    ear.look(5, *[outage(n, -60 * n - 200) for n in range(1, 10)])
    ear.look(20, *[outage(n, -60 * n - 200) for n in range(1, 12)])
    assert ear.titles == []
    ear.look(30, *[outage(n, -60 * n - 200) for n in range(2, 12)])
    assert ear.titles == ["S1 works again"]
    ear.look(40, *[outage(n, -60 * n - 200) for n in range(2, 12)], outage(20, 25))
    assert ear.titles[1:] == ["S20 is failing"]


def test_what_is_muted_is_not_told_until_the_mute_ends() -> None:
    ear = begun()
    until = muted(1, until=at(600))
    ear.look(1, outage(1), silences=(until,))
    ear.look(300, outage(1), silences=(until,))
    assert ear.titles == []
    ear.look(601, outage(1), silences=(until,))
    ear.look(602, outage(1))
    assert ear.titles == ["S1 is failing"]


def test_a_mute_after_the_first_word_reminds_once_when_it_ends() -> None:
    ear = begun()
    ear.look(1, outage(1))
    group = muted(0, group="Shop")
    ear.look(10, outage(1), silences=(group,))
    ear.look(600, outage(1), silences=(group,))
    ear.look(700, outage(1))
    ear.look(800, outage(1))
    assert ear.titles == ["S1 is failing"] * 2


def test_what_recovers_while_muted_is_told_when_the_mute_ends() -> None:
    ear = begun()
    ear.look(1, outage(1))
    ear.look(10, silences=(muted(1),))
    assert ear.titles == ["S1 is failing"]
    ear.look(20)
    assert ear.titles[1:] == ["S1 works again"]


def test_an_acknowledgement_ends_the_sound_until_it_becomes_worse() -> None:
    ear = begun()
    ear.rules = SOUND
    minor = outage(1, severity=AlarmSeverity.MINOR)
    assert ear.look(1, minor).ringing is AlarmSeverity.MINOR
    assert ear.look(60, minor).ringing is AlarmSeverity.MINOR
    seen = Acknowledgement(minor.key, AlarmSeverity.MINOR, "Ada", at(70))
    answer = ear.look(71, minor, acknowledged=(seen,))
    assert answer.ringing is None
    assert answer.withdrawn == (ear.heard[0][1].key,)
    assert ear.look(80, outage(1), acknowledged=(seen,)).ringing is AlarmSeverity.CRITICAL
    assert ear.titles == ["S1 is degraded", "S1 is failing"]


def test_what_somebody_saw_elsewhere_first_is_not_told_but_its_end_is() -> None:
    ear = begun()
    seen = Acknowledgement(outage(1).key, AlarmSeverity.CRITICAL, "Ada", at(0))
    ear.look(1, outage(1), acknowledged=(seen,))
    ear.look(60)
    assert ear.titles == ["S1 works again"]


def test_quiet_hours_let_through_what_is_critical_and_tell_the_rest_afterwards() -> None:
    ear = begun()
    ear.rules = AlarmRules(quiet=DailyQuiet(at(0).time(), at(3600).time()))
    both = (outage(1), outage(2, severity=AlarmSeverity.MINOR))
    ear.look(1, *both)
    ear.look(600, both[1])
    assert ear.titles == ["S1 is failing"]
    ear.look(3600, both[1])
    assert ear.titles[1:] == ["S1 works again", "S2 is degraded"]


def test_quiet_hours_go_on_over_midnight_of_the_day_on_which_they_began() -> None:
    friday_night = DailyQuiet(at(3600 * 10).time(), at(-3600 * 5).time(), frozenset({4}))
    friday = NOON + timedelta(days=3)
    assert friday_night.holds(friday + timedelta(hours=11), UTC)
    assert friday_night.holds(friday + timedelta(hours=18), UTC)
    assert not friday_night.holds(friday + timedelta(hours=19), UTC)
    assert not friday_night.holds(friday - timedelta(hours=6), UTC)


def test_a_promise_that_was_kept_is_withdrawn_without_a_word() -> None:
    ear = begun()
    incident = Subject(SubjectSort.INCIDENT, 7, "Slow payments")
    due, overdue = AlarmKind.UPDATE_DUE, AlarmKind.UPDATE_OVERDUE
    key = alarm_key(due, incident, mark="1250")
    ear.look(1, Alarm(key, due, AlarmSeverity.MINOR, incident, at(0)))
    key = alarm_key(overdue, incident, mark="1250")
    ear.look(301, Alarm(key, overdue, AlarmSeverity.MAJOR, incident, at(300)))
    answer = ear.look(400)
    assert ear.titles == [
        "The next update is due soon: Slow payments",
        "The promised update is overdue: Slow payments",
    ]
    assert answer.withdrawn == (ear.heard[1][1].key,)


def test_a_service_that_was_removed_is_forgotten_without_a_word() -> None:
    ear = begun()
    gone = outage(99)
    ear.look(1, gone)
    ear.look(60)
    assert ear.titles == ["S99 is failing"]


def test_a_clock_that_was_set_back_holds_nothing_up() -> None:
    ear = begun()
    ear.look(86_400, *[outage(n, 86_000 + 40 * n) for n in range(1, 9)])
    told = len(ear.titles)
    ear.look(10)
    ear.look(70, *[outage(n, 40 * n - 600) for n in range(11, 19)])
    assert len(ear.titles) >= told + 4


STEPS = st.lists(
    st.tuples(
        st.integers(1, 90),
        st.frozensets(st.integers(1, 8)),
        st.frozensets(st.integers(1, 8), max_size=2),
        st.frozensets(st.integers(1, 8), max_size=2),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=12)
@given(STEPS)
def test_however_the_world_turns_the_laws_of_telling_hold(
    steps: list[tuple[int, frozenset[int], frozenset[int], frozenset[int], bool]],
) -> None:
    ear, seconds, since = begun(), 0, dict[int, int]()
    believed: set[str] = set()
    for step, failing, unknown, quiet, is_blind in steps:
        seconds += step
        since = {n: since.get(n, seconds) for n in failing - unknown}
        alarms = [outage(n, begun_at) for n, begun_at in since.items()]
        silences = tuple(muted(n) for n in quiet)
        blind = "No line." if is_blind else ""
        look = partial(ear.look, seconds, *alarms, unknown=unknown, silences=silences, blind=blind)
        answer = look()
        for one in answer.announcements:
            if one.kind is AlarmKind.RECOVERY:
                assert set(one.alarms) <= believed
                assert not is_blind
                assert {s.id for s in one.about}.isdisjoint(failing | unknown | quiet)
                believed -= set(one.alarms)
            else:
                assert not is_blind
                assert {s.id for s in one.about} <= failing - unknown - quiet
                believed |= set(one.alarms)
        # After a restart the same picture tells nothing that was told a moment ago.
        told = {key for one in answer.announcements for key in one.alarms}
        for one in look().announcements:
            assert told.isdisjoint(one.alarms)
    times = [when for when, one in ear.heard if not one.key.startswith("digest")]
    minute = timedelta(minutes=1)
    assert all(later - first >= minute for first, later in zip(times, times[3:], strict=False))
