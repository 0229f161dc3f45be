"""What a notice says of a service and monitoring does not see is told before it is published."""

import pytest

from statusboard.domain.measurements import Measured
from statusboard.domain.notice import Wording
from statusboard.domain.other_states import other_states
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.update_kind import NoticeSort

GOOD, SLOW = ComponentStatus.OPERATIONAL, ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL, MAJOR = ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.MAJOR_OUTAGE
UNKNOWN, MAINTENANCE = ComponentStatus.UNKNOWN, ComponentStatus.UNDER_MAINTENANCE
IDENTIFIED, MONITORING = IncidentStatus.IDENTIFIED, IncidentStatus.MONITORING


def found(
    said: ComponentStatus, seen: ComponentStatus, status: IncidentStatus = IDENTIFIED
) -> list[str]:
    wording = Wording("Payments fail", status=status, components={1: said})
    return [one.sentence for one in other_states(wording, [Measured(1, "Checkout", seen, None)])]


@pytest.mark.parametrize(
    ("said", "seen"), [(PARTIAL, MAJOR), (SLOW, GOOD), (GOOD, SLOW), (MAJOR, PARTIAL)]
)
def test_another_state_than_measured_is_said(said: ComponentStatus, seen: ComponentStatus) -> None:
    assert len(found(said, seen)) == 1


def test_both_states_are_named() -> None:
    assert found(PARTIAL, MAJOR) == [
        "The notice says partial outage for Checkout, and monitoring sees major outage."
    ]


@pytest.mark.parametrize(
    ("said", "seen", "status"),
    [
        (PARTIAL, PARTIAL, IDENTIFIED),
        (PARTIAL, UNKNOWN, IDENTIFIED),
        (MAINTENANCE, MAJOR, IDENTIFIED),
        (MAJOR, GOOD, IDENTIFIED),  # the evidence stops these
        (GOOD, MAJOR, IDENTIFIED),
        (PARTIAL, MAJOR, MONITORING),
        (PARTIAL, GOOD, IncidentStatus.RESOLVED),
    ],
)
def test_what_agrees_is_not_known_or_stops_the_notice_is_not_said_again(
    said: ComponentStatus, seen: ComponentStatus, status: IncidentStatus
) -> None:
    assert not found(said, seen, status)


def test_an_announcement_claims_no_state() -> None:
    wording = Wording("Work", components={1: PARTIAL})
    seen = [Measured(1, "Checkout", MAJOR, None)]
    assert not list(other_states(wording, seen, NoticeSort.ANNOUNCEMENT))
