"""The impact follows the services, never sinks by itself, and is what a person says it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.evidence import Evidence, Measured, findings
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.notice import Wording
from statusboard.domain.stated_impact import impact_said
from statusboard.domain.status import (
    OF_INCIDENTS,
    ComponentStatus,
    Impact,
    IncidentStatus,
    impact_of,
)

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
GOOD = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
MAJOR = ComponentStatus.MAJOR_OUTAGE
IMPACTS = tuple(Impact)


def told(impact: Impact, wording: Wording) -> Incident:
    return Incident(1, "i", impact, NOW, None, None, (IncidentUpdate("u", NOW, wording),))


def says(status: ComponentStatus, impact: Impact | None = None) -> Wording:
    return Wording(
        title="T",
        body="B",
        components={1: status},
        next_update_in=timedelta(minutes=30),
        impact=impact,
    )


STATUSES = st.sampled_from(ComponentStatus)


@given(first=STATUSES, then=STATUSES, state=st.sampled_from(OF_INCIDENTS))
def test_an_incident_is_as_grave_as_it_has_ever_been(
    first: ComponentStatus, then: ComponentStatus, state: IncidentStatus
) -> None:
    before = impact_said(says(first), None)
    after = impact_said(replace(says(then), status=state), told(before, says(first)))

    assert before is impact_of([first])
    assert IMPACTS.index(after) >= IMPACTS.index(before)


@given(first=STATUSES, chosen=st.sampled_from(Impact))
def test_what_a_person_says_counts(first: ComponentStatus, chosen: Impact) -> None:
    incident = told(impact_of([first]), says(first))

    assert impact_said(says(first, chosen), None) is chosen
    assert impact_said(says(first, chosen), incident) is chosen


def test_what_is_entered_afterwards_is_as_grave_as_its_services_were() -> None:
    past = replace(says(MAJOR), status=IncidentStatus.RESOLVED, next_update_in=None)

    assert impact_said(past, None) is Impact.CRITICAL
    assert impact_said(past, told(Impact.MINOR, says(DEGRADED))) is Impact.MINOR


def found(
    wording: Wording, seen: ComponentStatus, said: Wording | None = None
) -> list[tuple[str, bool]]:
    measured = (Measured(1, "Checkout API", seen, None),)
    evidence = Evidence(now=NOW, zone=UTC, measured=measured, said=said)
    return [
        (one.rule, one.blocks)
        for one in findings(wording, evidence)
        if one.rule.startswith("impact")
    ]


def test_an_impact_below_what_is_measured_is_warned_about() -> None:
    assert found(says(MAJOR, Impact.MINOR), MAJOR) == [("impact_too_low", False)]
    assert found(says(MAJOR, Impact.CRITICAL), MAJOR) == []
    assert found(says(MAJOR), MAJOR) == []


def test_a_grave_impact_while_all_checks_are_good_is_stopped() -> None:
    grave = says(DEGRADED, Impact.MAJOR)

    assert found(grave, GOOD) == [("impact_too_high", True)]
    assert found(grave, DEGRADED) == []
    assert found(says(DEGRADED, Impact.MINOR), GOOD) == []


def test_a_grave_impact_that_was_said_before_stays_when_services_recover() -> None:
    grave = says(DEGRADED, Impact.MAJOR)

    assert found(grave, GOOD, said=grave) == []
    assert found(replace(grave, status=IncidentStatus.MONITORING), GOOD) == []
