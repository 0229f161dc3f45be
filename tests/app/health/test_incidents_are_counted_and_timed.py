"""Figures of incidents: how long customers waited from one word to the next."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.health.incident_figures import waits_us
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.instants import MINUTE_US, Interval
from statusboard.domain.notice import Wording
from statusboard.domain.span import Outage
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.storage.history.detections import detections_us
from statusboard.storage.history.outage_arrays import joined, trouble_in
from statusboard.storage.history.span_arrays import read_arrays
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import DOWN, NOON_US, UP, S
from tests.fixtures.watch import Watch

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
LOOKING, RESOLVED = IncidentStatus.INVESTIGATING, IncidentStatus.RESOLVED
POSTMORTEM = IncidentStatus.POSTMORTEM


def incident(*told: tuple[int, IncidentStatus], resolved: int | None = None) -> Incident:
    """Updates by how many minutes before now; oldest first."""
    updates = tuple(
        IncidentUpdate(f"u{n}", NOW - timedelta(minutes=n), Wording(title="Slow", status=status))
        for n, status in reversed(told)
    )
    end = None if resolved is None else NOW - timedelta(minutes=resolved)
    return Incident(1, "i", Impact.MAJOR, updates[-1].published_at, None, end, updates)


@pytest.mark.parametrize(
    ("one", "minutes"),
    [
        (incident((90, LOOKING), (60, LOOKING), (50, RESOLVED), resolved=55), [30, 10]),
        # What was said once it was over was not waited for.
        (incident((90, LOOKING), (50, RESOLVED), (10, POSTMORTEM), resolved=50), [40]),
        # The wait that lasts counts as far as it has come.
        (incident((90, LOOKING), (60, LOOKING)), [30, 60]),
        (incident((90, RESOLVED), resolved=90), []),
    ],
)
def test_waits_are_from_each_word_to_the_next(one: Incident, minutes: list[int]) -> None:
    assert [wait // MINUTE_US for wait in waits_us(one, NOW)] == minutes


@ON_SQLITE
def test_an_outage_is_noticed_when_its_check_is_believed(watch: Watch) -> None:
    component, (check,) = watch.service()
    watch.minutes([{check.id: UP}, {check.id: UP}, {check.id: DOWN}, {check.id: DOWN}])
    with watch.database.reading(watch.clock.now()) as unit:
        bounds = Interval(NOON_US, unit.now_us)
        spans = read_arrays(unit, bounds, now_us=unit.now_us)
        happened = joined(trouble_in(spans, bounds, [component.id]))
        found = detections_us(unit, bounds, happened)
        start_us = happened.first_start([component.id], unit.now_us, slack_us=0)
        assert start_us is not None
        other = Outage(component.id + 1, start_us, None, ComponentStatus.MAJOR_OUTAGE)
        told_of_others = detections_us(
            unit, bounds, joined(trouble_in(spans, bounds, [])).and_also([other])
        )

    # A minute from the first failure to the second, and a second until it was written.
    assert found == [MINUTE_US + S]
    assert told_of_others == []
