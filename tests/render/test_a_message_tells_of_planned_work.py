"""What readers get of planned work: subject, when it is on both clocks, and what will not work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from statusboard.domain.incident import AffectedComponent
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.chat import chat_of
from statusboard.render.mail import mail_of
from statusboard.render.short import short_text

START = datetime(2026, 11, 29, 1, tzinfo=UTC)
GOOD, UNDER = ComponentStatus.OPERATIONAL, ComponentStatus.UNDER_MAINTENANCE
SERVER = "https://status.northwind.example"


def message(
    status: IncidentStatus = IncidentStatus.SCHEDULED,
    kind: UpdateKind = UpdateKind.MAINTENANCE,
    **more: object,
) -> UpdateMessage:
    now = UNDER if status.is_under_way else GOOD
    made = UpdateMessage(
        page_name="Northwind",
        url=f"{SERVER}/maintenance/abc/",
        zone="Europe/Berlin",
        wording=Wording("Database upgrade", status, "You cannot pay then.", {1: UNDER}),
        published_at=datetime(2026, 11, 22, 8, tzinfo=UTC),
        number=1,
        affected=(AffectedComponent(1, "cmp000000001", "Checkout API", GOOD, now),),
        incident="abc",
        kind=kind,
        scheduled_for=START,
        scheduled_until=START + timedelta(hours=2, minutes=30),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_what_is_to_come_says_when_on_the_page_s_clocks_and_in_utc() -> None:
    line = "Planned: 29 November 2026, 02:00 CET to 04:30 CET (01:00 – 03:30 UTC)."
    mail = mail_of(message())

    assert mail.subject == "Database upgrade: Scheduled"
    assert line in mail.text
    assert line in mail.html
    assert line in chat_of(message()).text
    assert "29 November 2026, 02:00 CET to 04:30 CET" in short_text(message())


def test_of_what_is_to_come_a_service_is_said_to_be_what_it_will_be() -> None:
    assert "- Checkout API: Maintenance" in mail_of(message()).text
    assert "Checkout API: Maintenance" in chat_of(message()).text


@pytest.mark.parametrize(
    ("status", "kind", "subject", "line"),
    [
        ("scheduled", "maintenance_reminder", "Reminder", "Planned: 29 November 2026, 02:00 CET"),
        ("scheduled", "maintenance_move", "Planned anew", "Planned: 29 November 2026, 02:00 CET"),
        ("in_progress", "maintenance", "In progress", "Planned until 29 November 2026, 04:30"),
        ("in_progress", "maintenance_extension", "Extended", "Planned until 29 November 2026"),
        ("verifying", "maintenance", "Verifying", "Planned until"),
        ("completed", "maintenance", "Completed", ""),
        ("cancelled", "maintenance", "Cancelled", "It was planned for 29 November 2026, 02:00"),
    ],
)
def test_each_step_has_its_word_and_the_time_that_matters(
    status: str, kind: str, subject: str, line: str
) -> None:
    mail = mail_of(message(IncidentStatus(status), UpdateKind(kind)))

    assert mail.subject == f"Database upgrade: {subject}"
    assert line in mail.text
    assert ("lanned" in mail.text) == bool(line)


def test_the_end_says_its_day_where_that_is_another_one() -> None:
    night = message(scheduled_until=START + timedelta(hours=24))

    assert "to 30 November 2026, 02:00 CET (01:00 – 30 November 2026, 01:00 UTC)." in (
        mail_of(night).text
    )


def test_a_page_in_utc_says_it_once() -> None:
    assert "Planned: 29 November 2026, 01:00 UTC to 03:30 UTC." in mail_of(message(zone="UTC")).text


def test_a_german_reader_reads_german() -> None:
    mail = mail_of(message(language="de"))

    assert mail.subject == "Database upgrade: Geplant"
    assert "Geplant: 29. November 2026, 02:00 Uhr (CET) bis 04:30 Uhr (CET)" in mail.text
    assert "- Checkout API: Wartung" in mail.text


def test_nobody_is_offered_to_hear_when_work_is_fixed() -> None:
    incident = message(
        IncidentStatus.IDENTIFIED, UpdateKind.SAID, server=SERVER, scheduled_for=None
    )

    assert "Tell me when it’s fixed" not in mail_of(message(server=SERVER)).html
    assert "Tell me when it’s fixed" in mail_of(incident).html


def test_an_incident_says_nothing_of_a_plan() -> None:
    incident = message(IncidentStatus.IDENTIFIED, UpdateKind.SAID, scheduled_for=None)

    assert "lanned" not in mail_of(incident).text
