"""A state is replayed from its stored answers, and it is said where they do not come to it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from statusboard.app.health.replay import REPLAY, TURNS, ReplayAsk
from statusboard.app.services.override_commands import set_state
from statusboard.app.services.override_inputs import SetState
from statusboard.domain.check import Thresholds
from statusboard.domain.replay import Agreement, StepKind
from statusboard.domain.result import Answer
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.replay import ReplayView
from statusboard.errors import RuleBroken
from statusboard.storage.checks import update_check
from statusboard.storage.database import Database
from statusboard.storage.history import results
from statusboard.storage.tables import RECENT, RESULT_CHUNK
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, SLOW, UP
from tests.fixtures.planned import at
from tests.fixtures.speaking import person
from tests.fixtures.watch import Watch

GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE


def replay(watch: Watch, component_id: int, when: object = None, **more: int) -> ReplayView:
    return watch.doorway.ask(REPLAY, ReplayAsk(component_id, when, **more))  # type: ignore[arg-type]


def told(view: ReplayView) -> list[tuple[str, str, StepKind, str]]:
    return [(f"{s.at:%H:%M}", s.words, s.kind, s.progress) for s in view.steps]


def test_a_turn_is_told_answer_by_answer(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: one} for one in (UP, UP, DOWN, UP, DOWN, DOWN, DOWN)])
    view = replay(watch, component.id)
    assert told(view) == [
        ("12:02", "200", StepKind.STEADY, ""),
        ("12:03", "503", StepKind.RUN, "1 of 2"),
        ("12:04", "200", StepKind.BROKEN, ""),
        ("12:05", "503", StepKind.RUN, "1 of 2"),
        ("12:06", "503", StepKind.TURN, "2 of 2"),
    ]
    assert view.dated == (
        "Dated to 12:05:00, the first failure of the run; confirmed at 12:06:00 by the last of 2."
    )
    assert view.agreement is Agreement.SAME
    assert view.verdict == "The stored answers come to the same turn."
    assert view.rule == (
        "2 failures in a row turn it worse, 2 good answers in a row turn it better, "
        "3 silent answers in a row turn it to no data. "
        "A turn is dated to the first answer of its run."
    )
    assert [(s.at.minute, s.kind) for s in view.newest] == [(7, StepKind.STEADY)]
    assert (view.combined, view.shown, view.recorded) == (MAJOR, MAJOR, MAJOR)


@ON_SQLITE
def test_packed_answers_are_replayed_as_well(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 3 + [{check.id: DOWN}] * 2)
    watch.clock.forward(timedelta(hours=3))
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        while results.pack_next(unit):
            pass
        assert results.count_unpacked(unit) == 0
    view = replay(watch, component.id, at(12, 5))
    assert view.agreement is Agreement.SAME
    assert told(view)[-1] == ("12:05", "503", StepKind.TURN, "2 of 2")


@ON_SQLITE
def test_what_is_no_longer_kept_is_said(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 3 + [{check.id: DOWN}] * 2)
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(delete(RECENT))
        unit.connection.execute(delete(RESULT_CHUNK))
    view = replay(watch, component.id)
    assert (view.agreement, view.steps) == (Agreement.NO_ANSWERS, ())
    assert "no longer kept" in view.verdict
    assert view.turn is not None
    assert view.turn.detail == "answered 503, expected 200-299"


@ON_SQLITE
def test_a_rule_that_was_changed_since_is_said(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 3 + [{check.id: DOWN}] * 2)
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_check(
            unit,
            check.id,
            kind=check.kind,
            config=check.config,
            interval=check.interval,
            deadline=check.deadline,
            thresholds=Thresholds(fail_after=5, recover_after=2),
            enabled=True,
        )
    view = replay(watch, component.id)
    assert view.agreement is Agreement.NO_TURN
    assert "the rule was another one then" in view.verdict


@ON_SQLITE
def test_what_no_answer_turned_says_what_did(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 3)
    watch.restart(after=timedelta(hours=1))
    view = replay(watch, component.id)
    assert view.agreement is Agreement.NOT_BY_ANSWER
    assert view.verdict == "No answer made this turn: Nobody was watching."


@ON_SQLITE
def test_the_worst_check_is_replayed_and_all_are_told(watch: Watch) -> None:
    component, [first, second] = watch.service(checks=2)
    watch.minutes([{first.id: UP, second.id: UP}] * 2 + [{first.id: SLOW, second.id: DOWN}] * 2)
    view = replay(watch, component.id)
    assert view.turn is not None
    assert view.turn.check_id == second.id
    assert [one.level for one in view.checks] == [ComponentStatus.DEGRADED_PERFORMANCE, MAJOR]
    other = replay(watch, component.id, check_id=first.id)
    assert other.turn is not None
    assert other.turn.after is ComponentStatus.DEGRADED_PERFORMANCE


@ON_SQLITE
def test_an_earlier_state_is_replayed_as_it_was(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 2 + [{check.id: DOWN}] * 3 + [{check.id: UP}] * 3)
    then = replay(watch, component.id, at(12, 4))
    assert (then.recorded, then.turn.after if then.turn else None) == (MAJOR, MAJOR)
    now = replay(watch, component.id)
    assert (now.recorded, now.turn.after if now.turn else None) == (GOOD, GOOD)
    before = replay(watch, component.id, at(11))
    assert (before.recorded, before.turn) == (ComponentStatus.UNKNOWN, None)
    with pytest.raises(RuleBroken):
        replay(watch, component.id, watch.clock.now() + timedelta(seconds=1))


@ON_SQLITE
def test_what_a_person_set_lies_over_what_the_checks_say(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 2 + [{check.id: DOWN}] * 2)
    given = SetState(component.id, GOOD, "False alarm", at(16))
    watch.doorway.do(set_state, given, person("Ada"))
    watch.ingest.follow_overrides()
    view = replay(watch, component.id)
    assert (view.combined, view.shown, view.recorded) == (MAJOR, GOOD, GOOD)
    assert view.overlays == ("Set to Operational by Ada until 16:00 UTC: False alarm.",)


@ON_SQLITE
def test_the_turns_are_listed_the_newest_first(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 2 + [{check.id: DOWN}] * 3 + [{check.id: BLIND}] * 3)
    view = watch.doorway.ask(TURNS, component.id)
    assert [(f"{one.at:%H:%M}", one.after) for one in view.turns] == [
        ("12:06", ComponentStatus.UNKNOWN),
        ("12:03", MAJOR),
        ("12:01", GOOD),
    ]
    watch.clock.forward(timedelta(days=15))
    assert watch.doorway.ask(TURNS, component.id).turns == ()


ANSWERS = st.lists(st.sampled_from([UP, UP, SLOW, DOWN, BLIND]), min_size=3, max_size=24)


@ON_SQLITE
@given(answers=ANSWERS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_turn_comes_out_of_its_answers_again(
    database: Database, answers: list[Answer]
) -> None:
    watch = Watch(database)
    component, [check] = watch.service()
    watch.minutes([{check.id: one} for one in answers])
    for turn in watch.doorway.ask(TURNS, component.id).turns:
        view = replay(watch, component.id, turn.at)
        assert view.turn is not None
        assert view.agreement is Agreement.SAME, (turn, view)
        assert view.shown is view.recorded
