"""Evidence: what monitoring contradicts is found, and what agrees is left in peace."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from statusboard.domain.evidence import Evidence, Measured, findings, measured_start
from statusboard.domain.moves import said_statuses
from statusboard.domain.notice import Wording
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, IncidentStatus
from statusboard.domain.time_text import clock_text, length_text, when_text

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
STARTED = NOW - 18 * MINUTE
GOOD = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
UNKNOWN = ComponentStatus.UNKNOWN
INVESTIGATING = IncidentStatus.INVESTIGATING
MONITORING = IncidentStatus.MONITORING
RESOLVED = IncidentStatus.RESOLVED


def checkout(status: ComponentStatus, since: datetime | None = STARTED) -> Measured:
    return Measured(1, "Checkout API", status, since)


def says(
    components: dict[int, ComponentStatus],
    status: IncidentStatus = INVESTIGATING,
    **more: Any,
) -> Wording:
    more.setdefault("next_update_in", None if status.is_over else 30 * MINUTE)
    return Wording(title="T", body="B", status=status, components=components, **more)


def found(wording: Wording, *measured: Measured, **more: Any) -> list[tuple[str, bool]]:
    evidence = Evidence(now=NOW, zone=BERLIN, measured=measured, **more)
    return [(finding.sentence, finding.blocks) for finding in findings(wording, evidence)]


def test_a_notice_that_agrees_with_the_checks_has_no_findings() -> None:
    assert found(says({1: MAJOR}, started_at=STARTED), checkout(MAJOR)) == []
    assert found(says({1: PARTIAL}), checkout(MAJOR)) == []
    assert found(says({1: GOOD}, RESOLVED), checkout(GOOD)) == []


def test_resolved_while_a_named_service_fails_is_stopped() -> None:
    assert found(says({1: GOOD}, RESOLVED), checkout(PARTIAL)) == [
        (
            "The notice says resolved, but the checks still see trouble with Checkout API: "
            "partial outage since 14:02 CET.",
            True,
        )
    ]


def test_resolved_while_it_is_still_degraded_is_stopped_and_monitoring_is_not() -> None:
    assert len(found(says({1: DEGRADED}, RESOLVED), checkout(DEGRADED))) == 1
    assert found(says({1: DEGRADED}, MONITORING), checkout(DEGRADED)) == []


def test_monitoring_while_a_named_service_is_down_is_stopped() -> None:
    ((sentence, blocks),) = found(says({1: PARTIAL}, MONITORING), checkout(PARTIAL))
    assert sentence.startswith("The notice says monitoring, but the checks still see trouble")
    assert blocks


def test_major_while_all_checks_are_good_is_stopped() -> None:
    assert found(says({1: MAJOR}), checkout(GOOD, NOW - 3 * MINUTE)) == [
        (
            "The notice says major outage for Checkout API, "
            "but all its checks have been good since 14:17 CET.",
            True,
        )
    ]
    assert found(says({1: PARTIAL}), checkout(GOOD)) == []


def test_an_outage_that_is_not_named_is_stopped_unless_another_incident_names_it() -> None:
    payments = Measured(2, "Card payments", PARTIAL, NOW - timedelta(days=1))
    assert found(says({1: MAJOR}), checkout(MAJOR), payments) == [
        (
            "The checks see trouble with Card payments: partial outage since "
            "21 November 2026, 14:20 CET. The notice does not name it.",
            True,
        )
    ]
    told = {"told_elsewhere": frozenset({2})}
    assert found(says({1: MAJOR}), checkout(MAJOR), payments, **told) == []
    slow = Measured(2, "Card payments", DEGRADED, NOW)
    assert found(says({1: MAJOR}), checkout(MAJOR), slow) == []


def test_naming_a_failing_service_as_operational_does_not_hide_it() -> None:
    ((sentence, blocks),) = found(says({1: GOOD}), checkout(MAJOR))
    assert "says that Checkout API is operational" in sentence
    assert blocks


@pytest.mark.parametrize(("minutes", "count"), [(0, 0), (5, 0), (-5, 0), (6, 1), (-6, 1)])
def test_a_start_more_than_five_minutes_off_is_stopped(minutes: int, count: int) -> None:
    wording = says({1: MAJOR}, started_at=STARTED + minutes * MINUTE)
    assert len(found(wording, checkout(MAJOR))) == count


def test_the_sentence_about_the_start_names_both_times() -> None:
    ((sentence, _),) = found(says({1: MAJOR}, started_at=NOW - 40 * MINUTE), checkout(MAJOR))
    assert sentence == (
        "The notice says that it started at 13:40 CET, but monitoring saw the first failure "
        "at 14:02 CET, 22 minutes later."
    )


def test_a_start_that_customers_were_told_already_is_not_questioned_again() -> None:
    stated = NOW - 60 * MINUTE
    wording = says({1: MAJOR}, started_at=stated)
    assert found(wording, checkout(MAJOR), published_start=stated) == []


def test_an_unresolved_notice_needs_a_promise_in_the_future() -> None:
    none = says({1: MAJOR}, next_update_in=None)
    past = says({1: MAJOR}, next_update_in=None, next_update_at=NOW)
    assert [blocks for _, blocks in found(none, checkout(MAJOR))] == [True]
    ((sentence, _),) = found(past, checkout(MAJOR))
    assert "14:20 CET, is already past" in sentence


def test_a_notice_that_names_nothing_is_warned_about() -> None:
    assert [blocks for _, blocks in found(says({}))] == [False]


def test_what_is_worked_on_stops_nothing_and_confirms_nothing() -> None:
    under = ComponentStatus.UNDER_MAINTENANCE
    for status in set(OF_INCIDENTS) - {IncidentStatus.POSTMORTEM}:
        assert found(says({1: MAJOR}, status), checkout(under)) == [
            (
                "Checkout API is under maintenance now, so the checks cannot confirm what the "
                "notice says.",
                False,
            )
        ]


def test_what_nobody_measures_stops_nothing_and_confirms_nothing() -> None:
    for status in set(OF_INCIDENTS) - {IncidentStatus.POSTMORTEM}:
        assert found(says({1: MAJOR}, status), checkout(UNKNOWN, None)) == [
            (
                "Monitoring has no data about Checkout API now, so it cannot confirm what the "
                "notice says.",
                False,
            )
        ]


def test_services_without_data_are_told_in_one_sentence_and_only_where_named() -> None:
    seen = [Measured(number, f"S{number}", UNKNOWN, None) for number in (1, 2, 3)]

    ((sentence, _),) = found(says({1: MAJOR, 2: MAJOR}), *seen)

    assert "2 of the services that the notice names" in sentence


STATUSES = st.sampled_from(ComponentStatus)
MEASURED = st.lists(
    st.builds(
        Measured,
        st.integers(1, 6),
        st.sampled_from(["A", "B"]),
        STATUSES,
        st.none() | st.integers(0, 10_000).map(lambda n: NOW - n * MINUTE),
    ),
    max_size=6,
    unique_by=lambda seen: seen.component_id,
)
WORDINGS = st.builds(
    Wording,
    status=st.sampled_from(OF_INCIDENTS),
    components=st.dictionaries(st.integers(1, 6), STATUSES, max_size=6),
    next_update_in=st.none() | st.just(30 * MINUTE),
    started_at=st.none() | st.integers(0, 10_000).map(lambda n: NOW - n * MINUTE),
)


@given(wording=WORDINGS, measured=MEASURED)
def test_an_outage_never_goes_unmentioned(wording: Wording, measured: list[Measured]) -> None:
    """Whatever the notice says of now, each confirmed outage is told honestly or found."""
    assume(not wording.status.is_after_end)
    evidence = Evidence(now=NOW, zone=BERLIN, measured=measured)
    sentences = " ".join(f.sentence for f in findings(wording, evidence) if f.blocks)
    said = said_statuses(wording)
    for seen in measured:
        told = said.get(seen.component_id, GOOD) != GOOD
        if seen.status.counts_as_down and not told:
            assert seen.name in sentences


@given(wording=WORDINGS, measured=MEASURED)
def test_the_measured_start_is_the_first_failure_of_a_named_service(
    wording: Wording, measured: list[Measured]
) -> None:
    start = measured_start(wording, measured)
    for seen in measured:
        named = seen.component_id in wording.components
        if named and seen.status.is_trouble and seen.since:
            assert start is not None
            assert start <= seen.since
    if start is not None:
        assert start in {seen.since for seen in measured}


def test_times_are_written_in_the_zone_of_the_page() -> None:
    assert clock_text(NOW, BERLIN) == "14:20 CET"
    assert clock_text(NOW, ZoneInfo("Asia/Kathmandu")) == "19:05 UTC+05:45"
    assert when_text(NOW - timedelta(days=1), BERLIN, now=NOW) == "21 November 2026, 14:20 CET"


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(0), "less than a minute"),
        (timedelta(seconds=31), "1 minute"),
        (timedelta(hours=2, minutes=5), "2 hours 5 minutes"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=3, minutes=4), "3 days 4 minutes"),
    ],
)
def test_lengths_are_written_in_words(length: timedelta, text: str) -> None:
    assert length_text(length) == text
