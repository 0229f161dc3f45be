"""The table of section 7, line by line."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.domain.status import ComponentStatus as Status
from statusboard.domain.views.new_relic import Unwatched
from statusboard.newrelic.mapping import answer_of, gone, is_unwatched
from statusboard.newrelic.readings import EntityReading, MonitorReading, WorkloadReading

UP, SLOW = Status.OPERATIONAL, Status.DEGRADED_PERFORMANCE
PARTIAL, MAJOR, UNKNOWN = Status.PARTIAL_OUTAGE, Status.MAJOR_OUTAGE, Status.UNKNOWN

BY_SEVERITY = (
    ("APM", "APPLICATION"),
    ("BROWSER", "APPLICATION"),
    ("INFRA", "HOST"),
    ("EXT", "SERVICE"),
    ("EXT", "KEY_TRANSACTION"),
    ("INFRA", "AWSLAMBDAFUNCTION"),
)


def monitor(
    status: str | None,
    failing: int | None = 0,
    running: int | None = 3,
    severity: str | None = "NOT_ALERTING",
) -> Answer:
    summary = MonitorReading(status, failing, running)
    reading = EntityReading("g", domain="SYNTH", type="MONITOR", monitor=summary, severity=severity)
    return answer_of(reading)


def workload(value: str | None, source: str | None = "ROLLUP_RULE") -> Answer:
    status = WorkloadReading(value, source, "because")
    return answer_of(EntityReading("g", domain="NR1", type="WORKLOAD", workload=status))


@pytest.mark.parametrize("status", ["DISABLED", "PAUSED", "DELETED", "FAULTY", None, "NEWEST"])
def test_a_monitor_that_is_not_enabled_says_nothing(status: str | None) -> None:
    answer = monitor(status)
    assert (answer.level, answer.outcome) == (UNKNOWN, Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("status", "word"),
    [("DISABLED", "disabled"), ("PAUSED", "paused"), ("DELETED", "deleted"), ("FAULTY", "faulty")],
)
def test_a_monitor_that_is_off_says_how(status: str, word: str) -> None:
    assert word in monitor(status).detail


@pytest.mark.parametrize("status", ["ENABLED", "MUTED"])
@pytest.mark.parametrize(
    ("failing", "running", "severity", "level"),
    [
        (0, 0, "NOT_ALERTING", UNKNOWN),
        (0, None, "NOT_ALERTING", UNKNOWN),
        (None, 3, "NOT_ALERTING", UNKNOWN),
        (0, 3, "NOT_ALERTING", UP),
        (0, 3, "NOT_CONFIGURED", UP),
        (0, 3, None, UP),
        (0, 3, "WARNING", SLOW),
        (0, 3, "CRITICAL", SLOW),
        (1, 3, "NOT_ALERTING", PARTIAL),
        (2, 3, "CRITICAL", PARTIAL),
        (3, 3, "CRITICAL", MAJOR),
        (4, 3, None, MAJOR),
        (1, 1, "NOT_CONFIGURED", MAJOR),
    ],
)
def test_a_monitor_is_judged_by_its_locations(
    status: str, failing: int | None, running: int | None, severity: str | None, level: Status
) -> None:
    assert monitor(status, failing, running, severity).level is level


def test_a_monitor_without_a_summary_says_nothing() -> None:
    assert answer_of(EntityReading("g", domain="SYNTH", type="MONITOR")).level is UNKNOWN


@pytest.mark.parametrize(
    ("value", "level"),
    [
        ("OPERATIONAL", UP),
        ("DEGRADED", SLOW),
        ("DISRUPTED", MAJOR),
        ("UNKNOWN", UNKNOWN),
        (None, UNKNOWN),
        ("MELTED", UNKNOWN),
    ],
)
def test_a_workload_is_judged_by_its_status(value: str | None, level: Status) -> None:
    assert workload(value).level is level


def test_a_workload_without_a_status_says_nothing_whatever_its_severity() -> None:
    reading = EntityReading("g", domain="NR1", type="WORKLOAD", severity="CRITICAL")
    assert answer_of(reading).level is UNKNOWN


def test_a_workload_set_by_hand_says_so() -> None:
    assert "by hand: because" in workload("DISRUPTED", "STATIC").detail


@pytest.mark.parametrize(("domain", "type_"), BY_SEVERITY)
@pytest.mark.parametrize(
    ("severity", "reporting", "level", "reason"),
    [
        ("CRITICAL", True, MAJOR, Reason.SOURCE_ALERT),
        ("CRITICAL", False, MAJOR, Reason.SOURCE_ALERT),
        ("WARNING", True, SLOW, Reason.SOURCE_ALERT),
        ("NOT_ALERTING", True, UP, Reason.OK),
        ("NOT_ALERTING", False, UNKNOWN, Reason.SOURCE_SILENT),
        ("NOT_ALERTING", None, UNKNOWN, Reason.SOURCE_SILENT),
        ("NOT_CONFIGURED", True, UNKNOWN, Reason.NOT_CONFIGURED),
        ("NOT_CONFIGURED", False, UNKNOWN, Reason.SOURCE_SILENT),
        ("NOT_CONFIGURED", None, UNKNOWN, Reason.SOURCE_SILENT),
        (None, True, UNKNOWN, Reason.NOT_CONFIGURED),
        (None, False, UNKNOWN, Reason.SOURCE_SILENT),
    ],
)
def test_other_entities_are_judged_by_their_severity(
    domain: str,
    type_: str,
    severity: str | None,
    reporting: bool | None,
    level: Status,
    reason: Reason,
) -> None:
    reading = EntityReading("g", domain=domain, type=type_, severity=severity, reporting=reporting)
    answer = answer_of(reading)
    assert (answer.level, answer.reason) == (level, reason)


@pytest.mark.parametrize(("domain", "type_"), BY_SEVERITY)
@pytest.mark.parametrize(
    ("severity", "reporting", "level", "reason"),
    [
        ("NOT_CONFIGURED", True, UP, Reason.UNWATCHED),
        (None, True, UP, Reason.UNWATCHED),
        # … and nothing else becomes good by the choice.
        ("NOT_CONFIGURED", False, UNKNOWN, Reason.SOURCE_SILENT),
        ("NOT_CONFIGURED", None, UNKNOWN, Reason.SOURCE_SILENT),
        (None, False, UNKNOWN, Reason.SOURCE_SILENT),
        (None, None, UNKNOWN, Reason.SOURCE_SILENT),
        ("NOT_ALERTING", True, UP, Reason.OK),
        ("NOT_ALERTING", False, UNKNOWN, Reason.SOURCE_SILENT),
        ("WARNING", True, SLOW, Reason.SOURCE_ALERT),
        ("CRITICAL", True, MAJOR, Reason.SOURCE_ALERT),
        ("ON_FIRE", True, UNKNOWN, Reason.UNKNOWN_KIND),
    ],
)
def test_what_no_condition_watches_counts_as_it_was_chosen(
    domain: str,
    type_: str,
    severity: str | None,
    reporting: bool | None,
    level: Status,
    reason: Reason,
) -> None:
    reading = EntityReading("g", domain=domain, type=type_, severity=severity, reporting=reporting)
    answer = answer_of(reading, Unwatched.OPERATIONAL)
    assert (answer.level, answer.reason) == (level, reason)
    without = answer_of(reading, Unwatched.NO_DATA)
    assert is_unwatched(reading) is (answer.level is not without.level)


def test_the_choice_says_nothing_of_what_has_words_of_its_own() -> None:
    readings = (
        EntityReading("g", domain="SYNTH", type="MONITOR", severity="NOT_CONFIGURED"),
        EntityReading("g", domain="NR1", type="WORKLOAD", severity="NOT_CONFIGURED"),
        EntityReading("g", domain="EXT", type="SERVICE_LEVEL", severity="NOT_CONFIGURED"),
    )
    for reading in readings:
        reports = replace(reading, reporting=True)
        assert answer_of(reports, Unwatched.OPERATIONAL).level is UNKNOWN
        assert not is_unwatched(reports)


@pytest.mark.parametrize("unwatched", Unwatched)
def test_a_passing_monitor_that_does_not_report_passed_some_time_ago(unwatched: Unwatched) -> None:
    summary = MonitorReading("ENABLED", 0, 3)
    reading = EntityReading("g", domain="SYNTH", type="MONITOR", monitor=summary, reporting=False)
    answer = answer_of(reading, unwatched)
    assert (answer.level, answer.reason) == (UNKNOWN, Reason.SOURCE_SILENT)


def test_what_did_not_come_back_is_gone() -> None:
    assert (gone().level, gone().reason) == (UNKNOWN, Reason.SOURCE_GONE)


def test_an_unrecognised_word_is_kept_for_staff() -> None:
    reading = EntityReading("g", domain="APM", type="APPLICATION", severity="ON_FIRE")
    answer = answer_of(reading)
    assert answer.level is UNKNOWN
    assert "ON_FIRE" in answer.detail
    assert "alertSeverity: ON_FIRE" in answer.transcript


words = st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["CRITICAL", "ENABLED"]))
numbers = st.one_of(st.none(), st.integers(-3, 9))
readings = st.builds(
    EntityReading,
    guid=st.just("g"),
    domain=st.sampled_from(["SYNTH", "APM", "NR1", "EXT", ""]),
    type=st.sampled_from(["MONITOR", "APPLICATION", "WORKLOAD", "SERVICE_LEVEL", "X"]),
    severity=words,
    reporting=st.sampled_from([True, False, None]),
    monitor=st.one_of(st.none(), st.builds(MonitorReading, words, numbers, numbers)),
    workload=st.one_of(st.none(), st.builds(WorkloadReading, words, words, words)),
)


@given(readings, st.sampled_from(Unwatched))
def test_what_does_not_report_is_never_operational(
    reading: EntityReading, unwatched: Unwatched
) -> None:
    silent = replace(reading, reporting=False)
    assert answer_of(silent, unwatched).outcome is not Outcome.UP


@given(readings)
def test_every_reading_has_an_answer_that_agrees_with_itself(reading: EntityReading) -> None:
    answer = answer_of(reading)
    assert answer.detail
    assert answer.level is not None
    assert answer.outcome is Outcome.of(answer.level)


@given(readings)
def test_nothing_is_called_good_without_a_word_for_it(reading: EntityReading) -> None:
    if answer_of(reading).outcome is Outcome.UP:
        said = (
            reading.severity == "NOT_ALERTING" and reading.reporting,
            reading.monitor and reading.monitor.locations_failing == 0,
            reading.workload and reading.workload.value == "OPERATIONAL",
        )
        assert any(said)
