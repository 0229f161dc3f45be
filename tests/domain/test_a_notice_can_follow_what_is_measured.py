"""What a notice does not say of what is measured by now, and the notice with that put right."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.evidence import Measured
from statusboard.domain.following import differences, followed
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.told_already import OtherIncident, shared, told_already

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
GOOD, MAJOR = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
PARTIAL, UNKNOWN = ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.UNKNOWN
PLANNED = ComponentStatus.UNDER_MAINTENANCE
RESOLVED = IncidentStatus.RESOLVED
STATUSES = st.sampled_from(ComponentStatus)
COMPONENTS = st.dictionaries(st.integers(1, 6), STATUSES, max_size=5)


def seen(number: int, status: ComponentStatus, ago: float = 18) -> Measured:
    return Measured(number, f"Service {number}", status, NOW - ago * MINUTE)


@pytest.mark.parametrize(
    ("said", "measured", "differs"),
    [
        ({1: PARTIAL}, MAJOR, True),
        ({1: MAJOR}, MAJOR, False),
        ({1: MAJOR}, GOOD, True),
        ({1: MAJOR}, UNKNOWN, False),
        ({1: MAJOR}, PLANNED, False),
        ({}, MAJOR, True),
        ({}, GOOD, False),
        ({}, UNKNOWN, False),
    ],
)
def test_what_is_seen_and_not_said_is_a_difference(
    said: dict[int, ComponentStatus], measured: ComponentStatus, differs: bool
) -> None:
    found = differences(Wording(components=said), [seen(1, measured)])

    assert [(one.name, one.said, one.measured) for one in found] == (
        [("Service 1", said.get(1), measured)] if differs else []
    )


def test_what_another_incident_tells_of_need_not_be_named() -> None:
    assert differences(Wording(), [seen(1, MAJOR)], told_elsewhere=frozenset({1})) == ()


def test_what_is_over_differs_from_nothing() -> None:
    over = Wording(status=RESOLVED, components={1: GOOD})

    assert differences(over, [seen(1, MAJOR)]) == ()


@given(COMPONENTS, COMPONENTS)
def test_a_notice_that_followed_differs_no_more_and_keeps_its_words(
    said: dict[int, ComponentStatus], measured: dict[int, ComponentStatus]
) -> None:
    wording = Wording("Title", body="Words of a person.", components=said)
    services = [seen(number, status) for number, status in measured.items()]

    after = followed(wording, differences(wording, services))

    assert differences(after, services) == ()
    assert (after.title, after.body) == (wording.title, wording.body)
    assert set(said) <= set(after.components)


PAYMENTS = OtherIncident(5, "Card payments fail", ((1, "Checkout API"), (2, "Card payments")))


def test_a_notice_about_what_is_told_already_says_so() -> None:
    wording = Wording(components={1: MAJOR, 3: MAJOR})

    (found,) = told_already(wording, [PAYMENTS])

    assert shared(wording, PAYMENTS) == ("Checkout API",)
    assert found.sentence.startswith("“Card payments fail” is open and names Checkout API. Join it")
    assert (found.rule, found.blocks) == ("told_already", False)


def test_a_notice_about_something_else_stands_alone() -> None:
    assert list(told_already(Wording(components={3: MAJOR}), [PAYMENTS])) == []
