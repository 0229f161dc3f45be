"""The calendar of planned work, read by a calendar library of others."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import icalendar

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicMaintenance, PublicView
from statusboard.render.site import render_site
from tests.fixtures.public import before, maintenance, planned_view, update

SCHEDULED, RUNNING = IncidentStatus.SCHEDULED, IncidentStatus.IN_PROGRESS
CANCELLED, DONE = IncidentStatus.CANCELLED, IncidentStatus.COMPLETED
PATH = "maintenance.ics"


def calendar(shown: PublicView) -> Any:
    return icalendar.Calendar.from_ical(render_site(shown)[PATH])


def event(*works: PublicMaintenance) -> Any:
    (found,) = calendar(planned_view(*works)).walk("VEVENT")
    return found


def test_a_window_is_an_event_with_its_times_in_utc() -> None:
    found = event(maintenance(1, starts=-600, lasts=150))

    assert found["SUMMARY"] == "Database upgrade"
    assert found.decoded("DTSTART") == before(-600).replace(microsecond=0)
    assert found.decoded("DTEND") - found.decoded("DTSTART") == timedelta(minutes=150)
    assert found["STATUS"] == "CONFIRMED"
    assert found["TRANSP"] == "TRANSPARENT"
    assert found["URL"] == "https://status.northwind.example/maintenance/mnt000000001/"
    assert found["DESCRIPTION"] == "Scheduled\n\nSign-in\n\nWe will work on it."


def test_the_calendar_is_published_and_says_how_often_to_come_back() -> None:
    found = calendar(planned_view(maintenance(1)))

    assert (found["METHOD"], found["VERSION"]) == ("PUBLISH", "2.0")
    assert found["X-WR-CALNAME"] == "Northwind: planned work"
    assert found.decoded("REFRESH-INTERVAL") == timedelta(hours=1)


def test_what_is_said_anew_keeps_its_uid_and_raises_its_sequence() -> None:
    told = [update(1, SCHEDULED, 3_000)]
    first = event(maintenance(1, *told, starts=-600))
    told.insert(0, update(2, SCHEDULED, 60, "An hour later."))
    moved = event(maintenance(1, *told, starts=-660))

    assert moved["UID"] == first["UID"]
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    assert moved.decoded("DTSTART") - first.decoded("DTSTART") == timedelta(hours=1)
    assert moved.decoded("DTSTAMP") == before(60).replace(microsecond=0)


def test_what_does_not_take_place_stays_as_cancelled() -> None:
    told = (update(2, CANCELLED, 60), update(1, SCHEDULED, 3_000))

    assert event(maintenance(1, *told, starts=-600))["STATUS"] == "CANCELLED"


def test_what_is_over_ends_when_it_ended() -> None:
    told = (update(3, DONE, 30), update(2, RUNNING, 120), update(1, SCHEDULED, 3_000))
    found = event(maintenance(1, *told, starts=120, lasts=300))

    assert found.decoded("DTEND") == before(30).replace(microsecond=0)


def test_lines_are_folded_and_no_letter_is_cut() -> None:
    title = "Wartung für Geschäftskunden, Teil 1; \\n " + "ü" * 200 + "日本" * 40
    shown = planned_view(maintenance(1, title=title))
    content = render_site(shown)[PATH]

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    (found,) = calendar(shown).walk("VEVENT")
    assert found["SUMMARY"] == title


def test_a_calendar_without_anything_planned_is_one_that_can_be_read() -> None:
    found = calendar(planned_view())

    assert not found.walk("VEVENT")
    assert found.subcomponents  # a calendar must hold something


def test_the_same_work_is_the_same_file_whatever_the_hour() -> None:
    shown = planned_view(maintenance(1))
    later = replace(shown, as_of=shown.as_of + timedelta(hours=5), generation=8)

    assert render_site(shown)[PATH] == render_site(later)[PATH]
