"""The alarms of now: services that are seen to fail, promises, and what people did about them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.alarms.commands import acknowledge, choose_rules, mute, unmute
from statusboard.app.alarms.inputs import (
    AcknowledgeAlarms,
    AlarmsAsk,
    ChooseRules,
    Mute,
    Unmute,
)
from statusboard.app.alarms.queries import ALARM_RULES, ALARMS_NOW
from statusboard.app.notices.agreement_commands import submit
from statusboard.app.notices.agreement_inputs import Submit
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity, SubjectSort, outage_key
from statusboard.domain.alarms.rules import DEFAULT_RULES, KindRule
from statusboard.domain.alarms.rules_text import rules_text
from statusboard.domain.alarms.standing import AlarmsNow
from statusboard.domain.line import OWN_NETWORK
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.sources import write_source
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import DOWN, UP
from tests.fixtures.speaking import COLLECTOR, MAJOR, MINUTE, Newsroom, person, wording
from tests.fixtures.watch import Watch

HOUR = timedelta(hours=1)


@pytest.fixture
def watch(database: Database) -> Watch:
    return Watch(database)


@pytest.fixture
def desk(watch: Watch) -> Newsroom:
    return Newsroom(watch.database, watch.clock)


def now(desk: Newsroom) -> AlarmsNow:
    found: AlarmsNow = desk.ask(ALARMS_NOW, AlarmsAsk(person()))
    return found


def failing(watch: Watch, name: str = "Checkout API", group: str = "Shop") -> int:
    made, [check] = watch.service(name, group=group)
    watch.minutes([{check.id: UP}, {check.id: DOWN}, {check.id: DOWN}])
    return made.id


def test_what_is_seen_to_fail_stands_and_what_people_did_is_seen_by_all(
    watch: Watch, desk: Newsroom
) -> None:
    number = failing(watch)
    (alarm,) = now(desk).alarms
    assert (alarm.key, alarm.severity, alarm.group) == (
        outage_key(number),
        AlarmSeverity.CRITICAL,
        "Shop",
    )
    assert alarm.text.endswith("customers have been told nothing yet")

    assert desk.do(acknowledge, AcknowledgeAlarms((alarm.key,)), "Ada") == 1
    until = watch.clock.now() + HOUR
    group = Mute(SubjectSort.GROUP, 1, until, "We  know.")
    desk.do(mute, group, "Ben")
    seen = now(desk)
    assert [one.by for one in seen.acknowledged] == ["Ada"]
    assert seen.acknowledgement(alarm) is not None
    silence = seen.silence(alarm)
    assert silence is not None
    assert (silence.by, silence.until, silence.why) == ("Ben", until, "We know.")

    desk.do(mute, replace(group, until=until + HOUR))
    assert [one.until for one in now(desk).silences] == [until + HOUR]
    assert desk.do(unmute, Unmute(SubjectSort.GROUP, 1))
    assert not desk.do(unmute, Unmute(SubjectSort.GROUP, 1))
    assert now(desk).silences == ()


@ON_SQLITE
def test_where_nobody_watches_there_are_no_outages_and_nothing_works(
    watch: Watch, desk: Newsroom
) -> None:
    failing(watch)
    _, [check] = watch.service("Search")
    watch.minutes([{check.id: UP}])
    watch.clock.forward(10 * MINUTE)
    seen = now(desk)
    assert [one.kind for one in seen.alarms] == [AlarmKind.BLIND]
    assert seen.working == {}
    assert seen.blind.startswith("Nobody is watching.")


@ON_SQLITE
def test_a_dead_line_of_our_own_is_no_outage_of_theirs(watch: Watch, desk: Newsroom) -> None:
    failing(watch)
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_source(unit, OWN_NETWORK, last_us=None, problem="No name server answers.")
    seen = now(desk)
    assert [one.kind for one in seen.alarms] == [AlarmKind.BLIND]
    assert seen.blind == "No name server answers. Nothing is counted as an outage."


@ON_SQLITE
def test_what_has_not_been_answered_lately_neither_fails_nor_works(
    watch: Watch, desk: Newsroom
) -> None:
    down, up = failing(watch), watch.service("Search")
    watch.minutes([{up[1][0].id: UP}])
    assert set(now(desk).working) == {up[0].id}
    watch.clock.forward(10 * MINUTE)
    watch.beat()
    seen = now(desk)
    assert seen.alarms == ()
    assert seen.working == {}
    assert seen.services == {down, up[0].id}


@ON_SQLITE
def test_a_promise_is_due_and_then_overdue_and_a_told_outage_says_so(
    watch: Watch, desk: Newsroom, tmp_path: Path
) -> None:
    desk.publishes_to(tmp_path / "page")
    number = failing(watch)
    desk.publish(wording({number: MAJOR}))
    watch.clock.forward(26 * MINUTE)
    watch.beat()
    (due,) = now(desk).alarms
    assert (due.kind, due.subject.sort) == (AlarmKind.UPDATE_DUE, SubjectSort.INCIDENT)
    watch.clock.forward(5 * MINUTE)
    watch.beat()
    (late,) = now(desk).alarms
    assert (late.kind, late.severity) == (AlarmKind.UPDATE_OVERDUE, AlarmSeverity.MAJOR)
    assert late.text.startswith("promised by ")


@ON_SQLITE
def test_what_waits_for_approval_stands_for_who_can_give_it(desk: Newsroom) -> None:
    desk.setting("approval.rules", {"major": "other"})
    saved = desk.draft(wording({desk.service(): MAJOR}))
    desk.do(submit, Submit(saved.notice_id, saved.revision))
    assert [one.kind for one in now(desk).alarms if one.kind is not AlarmKind.BLIND] == []
    seen = desk.ask(ALARMS_NOW, AlarmsAsk(Actor(ActorKind.PERSON, "Ben")))
    (asked,) = [one for one in seen.alarms if one.kind is AlarmKind.APPROVAL_WAITING]
    assert (asked.subject.id, asked.text) == (saved.notice_id, "Ada asks")


@ON_SQLITE
def test_what_is_gone_cannot_be_muted(desk: Newsroom) -> None:
    with pytest.raises(RuleBroken, match="no longer exists"):
        desk.do(mute, Mute(SubjectSort.SERVICE, 99, desk.clock.now() + HOUR))


@ON_SQLITE
def test_a_mute_ends_and_is_not_longer_than_a_month(watch: Watch, desk: Newsroom) -> None:
    number = failing(watch)
    for until, says in ((-HOUR, "ended already"), (31 * 24 * HOUR, "at most 30 days")):
        with pytest.raises(RuleBroken, match=says):
            desk.do(mute, Mute(SubjectSort.SERVICE, number, watch.clock.now() + until))


@ON_SQLITE
def test_what_is_over_is_not_acknowledged(desk: Newsroom) -> None:
    with pytest.raises(RuleBroken, match="over already"):
        desk.do(acknowledge, AcknowledgeAlarms((outage_key(7),)))


def test_each_person_has_rules_of_their_own(desk: Newsroom) -> None:
    louder = KindRule(AlarmSeverity.MAJOR, AlarmSeverity.CRITICAL)
    wanted = replace(DEFAULT_RULES, kinds=((AlarmKind.OUTAGE, louder), *DEFAULT_RULES.kinds[1:]))
    ada = Actor(ActorKind.PERSON, "Ada", person_id=7)
    given = ChooseRules(rules_text(wanted))
    with desk.database.writing(desk.clock.now(), ada) as unit:
        assert choose_rules.run(unit, given).result
    with desk.database.writing(desk.clock.now(), ada) as unit:
        assert not choose_rules.run(unit, given).result
    assert desk.ask(ALARM_RULES, 7) == wanted
    assert desk.ask(ALARM_RULES, None) == DEFAULT_RULES
