"""Figures of incidents: how long customers waited from one word to the next."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.health.incident_figures import waits_us
from statusboard.domain.incident import Incident, IncidentUpdate
from statusboard.domain.instants import MINUTE_US
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact, IncidentStatus

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
