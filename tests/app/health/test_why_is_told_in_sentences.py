"""Why a service is in its state: the sentences that a person reads, in every case."""

from datetime import timedelta

from sqlalchemy import delete

from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.domain.component import Component
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.storage.checks import update_check
from statusboard.storage.tables import LEASE
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, SLOW, UP
from tests.fixtures.watch import Watch

MAJOR = ComponentStatus.MAJOR_OUTAGE


@ON_SQLITE
def test_why_is_told_in_sentences(watch: Watch) -> None:
    component, [check] = watch.service()

    def why() -> str:
        return watch.doorway.ask(SERVICE_DETAIL, component.id).why

    assert "not answered yet" in why()
    watch.minutes([{check.id: UP}])
    assert why() == (
        "Its check answers as expected (200). 2 failures in a row would turn it. "
        "The next answer is due about 12:02:00."
    )
    watch.minutes([{check.id: DOWN}])
    assert "failed once (answered 503, expected 200-299); 1 more in a row would turn it." in why()
    watch.minutes([{check.id: DOWN}] * 2)
    assert why() == (
        "Major outage because its check has failed 3 times in a row since 12:02 UTC: "
        "answered 503, expected 200-299. It becomes operational after 2 good answers in a row. "
        "The next answer is due about 12:05:00."
    )
    watch.minutes([{check.id: UP}])
    assert "The last answer was good; 1 more would turn it back." in why()
    watch.minutes([{check.id: UP}])
    assert why().startswith("Its check answers as expected (200).")
    watch.minutes([{check.id: BLIND}] * 3)
    assert "says nothing: New Relic did not answer." in why()


def test_why_tells_what_new_relic_reports(watch: Watch) -> None:
    component, [check] = watch.service()
    alert = Answer(Outcome.DOWN, Reason.SOURCE_ALERT, "A critical alert is open.", level=MAJOR)
    watch.minutes([{check.id: alert}] * 3)
    why = watch.doorway.ask(SERVICE_DETAIL, component.id).why
    assert "has reported trouble 3 times in a row since 12:01 UTC: A critical alert is open." in why


@ON_SQLITE
def test_why_names_each_check_that_makes_it_so_and_what_comes_after(watch: Watch) -> None:
    component, [first, second] = watch.service(checks=2)
    watch.minutes([{first.id: DOWN, second.id: SLOW}] * 3)
    why = watch.doorway.ask(SERVICE_DETAIL, component.id).why
    assert why.startswith("Major outage because HTTP ")
    assert why.count("has failed 3 times in a row") == 1
    assert "It becomes degraded after 2 good answers in a row." in why
    watch.minutes([{first.id: UP, second.id: SLOW}] * 2)
    why = watch.doorway.ask(SERVICE_DETAIL, component.id).why
    assert why.startswith("Degraded because HTTP ")
    assert "has been slow 5 times in a row" in why
    watch.minutes([{first.id: DOWN, second.id: DOWN}] * 2)
    why = watch.doorway.ask(SERVICE_DETAIL, component.id).why
    assert why.count(" has failed ") == 2
    assert "It becomes operational after 2 good answers in a row from each of them." in why


def why_of(watch: Watch, component: Component) -> str:
    return watch.doorway.ask(SERVICE_DETAIL, component.id).why


@ON_SQLITE
def test_a_service_without_a_question_says_what_to_do(watch: Watch) -> None:
    component, _ = watch.service(checks=0)
    assert why_of(watch, component).endswith("Add a check.")


@ON_SQLITE
def test_a_service_whose_checks_are_switched_off_says_what_to_do(watch: Watch) -> None:
    component, [check] = watch.service()
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_check(
            unit,
            check.id,
            kind=check.kind,
            config=check.config,
            interval=check.interval,
            deadline=check.deadline,
            thresholds=check.thresholds,
            enabled=False,
        )
    assert why_of(watch, component).endswith("Switch one on.")


@ON_SQLITE
def test_what_is_known_of_some_checks_only_is_said_so(watch: Watch) -> None:
    component, [first, second] = watch.service(checks=2)
    watch.minutes([{first.id: UP}] * 2)
    known = "1 of 2 checks are good; of the others nothing is known."
    assert why_of(watch, component).startswith(known)
    watch.minutes([{first.id: UP, second.id: UP}] * 2)
    assert why_of(watch, component) == (
        "Both checks answer as expected. 2 failures in a row of one of them would turn it. "
        "The next answer is due about 12:05:00."
    )


@ON_SQLITE
def test_three_good_checks_are_counted(watch: Watch) -> None:
    component, checks = watch.service(checks=3)
    watch.minutes([{check.id: UP for check in checks}] * 2)
    assert why_of(watch, component).startswith("All 3 checks answer as expected.")


@ON_SQLITE
def test_a_first_failure_says_how_many_more_would_count(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: DOWN}])
    assert why_of(watch, component) == (
        "HTTP failed once (answered 503, expected 200-299); 1 more in a row would count as trouble."
        " 1 good answer would make it operational. The next answer is due about 12:02:00."
    )


@ON_SQLITE
def test_a_silent_collector_is_said_before_anything_else(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}] * 2)
    watch.clock.forward(timedelta(hours=1))
    assert why_of(watch, component).startswith("Nobody has been watching since 12:02 UTC.")


def forgotten(watch: Watch) -> None:
    """The collector has never been here."""
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(delete(LEASE))


@ON_SQLITE
def test_where_nobody_has_ever_watched_no_time_is_named(watch: Watch) -> None:
    component, _ = watch.service()
    forgotten(watch)
    assert why_of(watch, component) == (
        "Nobody has watched yet. HTTP has not answered yet. "
        "Once somebody watches, the first answers count."
    )


@ON_SQLITE
def test_a_warning_of_new_relic_is_no_slowness(watch: Watch) -> None:
    component, [check] = watch.service()
    warning = Answer(Outcome.DEGRADED, Reason.SOURCE_ALERT, "A warning alert is open.")
    watch.minutes([{check.id: warning}] * 2)
    assert "has warned 2 times in a row since 12:01 UTC: A warning alert is open." in why_of(
        watch, component
    )


@ON_SQLITE
def test_an_answer_that_said_nothing_does_not_end_a_row_of_failures(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: answer} for answer in (DOWN, DOWN, BLIND, DOWN)])
    assert "has failed 3 times in a row since 12:01 UTC" in why_of(watch, component)


@ON_SQLITE
def test_a_failure_before_an_answer_that_said_nothing_is_told_without_a_reason(
    watch: Watch,
) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: DOWN}, {check.id: BLIND}])
    said = "HTTP failed once; 1 more in a row would count as trouble."
    assert why_of(watch, component).startswith(said)
