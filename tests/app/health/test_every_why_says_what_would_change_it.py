"""Whatever a state is made of, its why names the evidence, and what would turn it."""

from datetime import timedelta

import pytest

from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.app.services.override_commands import set_state
from statusboard.app.services.override_inputs import SetState
from statusboard.domain.component import Component
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import DOWN, UP
from tests.fixtures.planned import Planning, at, plan_of
from tests.fixtures.speaking import person
from tests.fixtures.watch import Watch

GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
# What an answer with each of the other reasons is: they tell of a failure.
OUTCOMES = {
    Reason.OK: Outcome.UP,
    Reason.UNWATCHED: Outcome.UP,
    Reason.SLOW: Outcome.DEGRADED,
    Reason.EXPIRES_SOON: Outcome.DEGRADED,
    Reason.PACKETS_LOST: Outcome.DEGRADED,
    Reason.SOURCE_UNAVAILABLE: Outcome.UNKNOWN,
    Reason.SOURCE_REJECTED: Outcome.UNKNOWN,
    Reason.SOURCE_GONE: Outcome.UNKNOWN,
    Reason.SOURCE_SILENT: Outcome.UNKNOWN,
    Reason.NOT_CONFIGURED: Outcome.UNKNOWN,
    Reason.OWN_NETWORK: Outcome.UNKNOWN,
    Reason.OWN_DELAY: Outcome.UNKNOWN,
    Reason.UNKNOWN_KIND: Outcome.UNKNOWN,
    Reason.DEFECT: Outcome.UNKNOWN,
    Reason.SECRET_MISSING: Outcome.UNKNOWN,
    Reason.RATE_LIMITED: Outcome.UNKNOWN,
    Reason.PROXY: Outcome.UNKNOWN,
    Reason.TOKEN: Outcome.UNKNOWN,
}
CHANGES = {
    Outcome.UP: "2 failures in a row would turn it.",
    Outcome.DEGRADED: "It becomes operational after 2 good answers in a row.",
    Outcome.DOWN: "It becomes operational after 2 good answers in a row.",
}


def why_of(watch: Watch, component: Component) -> str:
    return watch.doorway.ask(SERVICE_DETAIL, component.id).why


@ON_SQLITE
def test_every_reason_is_told_with_its_evidence_and_what_would_change_it(watch: Watch) -> None:
    made = {reason: watch.service(f"Service {reason.value}") for reason in Reason}
    answers = {
        check.id: Answer(OUTCOMES.get(reason, Outcome.DOWN), reason, f"The words of {reason}")
        for reason, (_, (check,)) in made.items()
    }
    watch.minutes([answers] * 3)
    for reason, (component, _) in made.items():
        why = why_of(watch, component)
        outcome = OUTCOMES.get(reason, Outcome.DOWN)
        if reason is not Reason.OK:
            assert f"The words of {reason}" in why, reason
        if outcome is Outcome.UNKNOWN:
            assert not why.endswith(f"The words of {reason}."), reason
            assert "next answer counts" in why or "ask" in why or "check" in why or "log" in why
        else:
            assert CHANGES[outcome] in why, reason
        assert "The next answer is due about 12:04:00." in why, reason
        assert ".." not in why, reason


@ON_SQLITE
def test_what_a_person_set_is_said_first_and_then_what_the_checks_say(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 2 + [{check.id: DOWN}] * 2)
    until = watch.clock.now() + timedelta(hours=2)
    given = SetState(component.id, GOOD, "False alarm of the provider.", until)
    watch.doorway.do(set_state, given, person("Ada"))
    watch.ingest.follow_overrides()
    detail = watch.doorway.ask(SERVICE_DETAIL, component.id)
    assert detail.status is GOOD
    assert detail.why.startswith(
        "Set to Operational by Ada until 14:04 UTC: False alarm of the provider. "
        "Checks say: Major outage since 12:03 UTC. "
        "Major outage because its check has failed 2 times in a row since 12:03 UTC: "
    )
    assert "It becomes operational after 2 good answers in a row." in detail.why


@ON_SQLITE
def test_where_nobody_watches_it_says_what_would_help(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 2)
    watch.clock.forward(timedelta(hours=1))
    assert why_of(watch, component).endswith("Once somebody watches, the first answers count.")


@pytest.fixture
def planning(database) -> Planning:  # type: ignore[no-untyped-def]
    return Planning(database)


@ON_SQLITE
def test_under_maintenance_it_says_until_when_and_what_the_checks_say(planning: Planning) -> None:
    number = planning.service("Payments")
    planning.plan(plan_of([number], tells=False))
    planning.minutes(at(13, 10), {number: DOWN})
    why = planning.ask(SERVICE_DETAIL, number).why
    assert "Planned work: “Database upgrade”, until 14:00 UTC." in why
    assert "Meanwhile 1 check fails." in why
