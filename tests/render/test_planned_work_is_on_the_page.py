"""What the public reads of planned work: on the page, in the history, and by the API's routes."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicMaintenance, PublicView
from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from tests.fixtures.public import (
    MAINTENANCE,
    MAJOR,
    NOW,
    Page,
    incident,
    maintenance,
    planned_view,
    service,
    update,
    view,
)
from tests.render.test_the_api_has_statuspages_shape import INCIDENT, has_shape

SCHEDULED, RUNNING = IncidentStatus.SCHEDULED, IncidentStatus.IN_PROGRESS
VERIFYING, DONE = IncidentStatus.VERIFYING, IncidentStatus.COMPLETED
CANCELLED = IncidentStatus.CANCELLED
# The format's own fields of planned work, in its order.
SHAPE = INCIDENT | {"scheduled_for": str, "scheduled_until": str}


def said(number: int, *statuses: IncidentStatus) -> PublicMaintenance:
    """Planned work that went through these states, newest first, an hour each."""
    updates = [update(number * 10 + n, one, 60 * n + 5) for n, one in enumerate(statuses)]
    return maintenance(number, *updates, starts=60 * len(statuses))


def page_of(shown: PublicView, path: str = "index.html") -> Page:
    return Page.of(render_site(shown)[path])


def planned(shown: PublicView, name: str) -> list[dict[str, Any]]:
    found = json.loads(render_site(shown)[f"api/v2/{name}.json"])
    listed: list[dict[str, Any]] = found["scheduled_maintenances"]
    return listed


def words(page: Page) -> str:
    return re.sub(r"\s+", " ", page.all("main")[0].text)


def test_what_is_to_come_says_when_in_the_page_s_zone() -> None:
    shown = planned_view(maintenance(1, starts=-600, lasts=150))

    text = words(page_of(shown))

    assert "Planned work" in text
    assert "Sign-in · 23 November 2026, 00:20 CET to 02:50 CET (2 hours 30 minutes)" in text
    assert "All services are operational" in text


def test_what_goes_on_stands_above_with_everything_that_was_said() -> None:
    shown = planned_view(said(1, RUNNING, SCHEDULED), status=MAINTENANCE)

    page = page_of(shown)

    assert "Planned work is going on" in words(page)
    assert "In progress" in words(page)
    assert "since 22 November 2026, 12:20 CET, planned until 14:50 CET" in words(page)
    links = [one.attributes.get("href") for one in page.all("a")]
    assert "maintenance/mnt000000001/index.html" in links


def test_an_outage_of_something_else_is_not_hidden_by_it() -> None:
    trouble = incident(named=(("svc000000001", MAJOR),))
    shown = view(
        service(1, "Checkout API", MAJOR),
        service(4, "Sign-in", MAINTENANCE),
        incidents=(trouble,),
        maintenances=(said(1, RUNNING, SCHEDULED),),
    )

    text = words(page_of(shown))

    assert "Some services are down" in text
    assert "Planned work is going on too." in text
    assert text.index("Some card payments are failing") < text.index("Database upgrade")


def test_every_window_keeps_a_page_and_what_is_over_stands_in_the_history() -> None:
    shown = planned_view(said(1, DONE, RUNNING, SCHEDULED), said(2, CANCELLED, SCHEDULED))

    site = render_site(shown)

    for one in shown.maintenances:
        path = f"maintenance/{one.public_id}/index.html"
        assert can_make(path)
        assert "Database upgrade" in words(Page.of(site[path]))
    history = words(Page.of(site["history/index.html"]))
    assert "Database upgrade · 22 November 2026, 2 hours 55 minutes" in history
    assert "Database upgrade · 22 November 2026, cancelled" in history
    assert "Planned work" not in words(Page.of(site["index.html"]))


def test_what_was_cancelled_says_when_it_was_planned() -> None:
    shown = planned_view(said(2, CANCELLED, SCHEDULED))

    text = words(page_of(shown, "maintenance/mnt000000002/index.html"))

    assert "Cancelled" in text
    assert "was planned from 22 November 2026, 12:20 CET to 14:50 CET" in text


def test_the_routes_hold_what_their_names_say() -> None:
    done, running = said(1, DONE, RUNNING, SCHEDULED), said(2, VERIFYING, RUNNING, SCHEDULED)
    late, soon = maintenance(3, starts=-900), maintenance(4, starts=-100)
    shown = planned_view(late, soon, running, done)

    def ids(name: str) -> list[str]:
        return [one["id"][-1] for one in planned(shown, name)]

    assert ids("scheduled-maintenances") == ["3", "4", "2", "1"]
    assert ids("scheduled-maintenances/upcoming") == ["4", "3"]
    assert ids("scheduled-maintenances/active") == ["2"]
    assert ids("summary") == ["2", "4", "3"]


def test_an_object_has_the_fields_of_the_format_and_its_words() -> None:
    shown = planned_view(said(1, DONE, VERIFYING, RUNNING, SCHEDULED))

    (found,) = planned(shown, "scheduled-maintenances")

    has_shape(found, SHAPE)
    assert found["impact"] == "maintenance"
    assert [one["status"] for one in found["incident_updates"]] == [
        *("completed", "verifying", "in_progress", "scheduled"),
    ]
    assert found["status"] == found["incident_updates"][0]["status"]
    assert found["monitoring_at"] == found["incident_updates"][1]["created_at"]
    assert found["resolved_at"] == found["incident_updates"][0]["created_at"]
    assert found["shortlink"].endswith("/maintenance/mnt000000001/")
    assert found["scheduled_for"] < found["scheduled_until"]
    assert {one["incident_id"] for one in found["incident_updates"]} == {found["id"]}


def test_the_format_has_no_word_for_cancelled_so_the_name_says_it() -> None:
    (found,) = planned(planned_view(said(1, CANCELLED, SCHEDULED)), "scheduled-maintenances")

    assert found["status"] == "completed"
    assert found["name"] == "Cancelled: Database upgrade"


@pytest.mark.parametrize(
    ("status", "indicator"), [(RUNNING, "maintenance"), (SCHEDULED, "none"), (DONE, "none")]
)
def test_the_indicator_says_maintenance_only_while_it_goes_on(
    status: IncidentStatus, indicator: str
) -> None:
    is_running = status is RUNNING
    shown = planned_view(said(1, status), **({"status": MAINTENANCE} if is_running else {}))

    found = json.loads(render_site(shown)["api/v2/status.json"])["status"]

    assert found["indicator"] == indicator


def test_hostile_words_of_planned_work_stay_words() -> None:
    hostile = "<script>alert(1)</script>"
    calm = planned_view(maintenance(1, update(1, SCHEDULED, 9, "Text")))
    shown = planned_view(maintenance(1, update(1, SCHEDULED, 9, hostile), title=hostile))

    for path in ("index.html", "maintenance/mnt000000001/index.html"):
        assert page_of(shown, path).shape() == page_of(calm, path).shape()


class Counting(SiteMemory):
    """Remembers which pages were made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def page(self, path: str, says: object, make: Callable[[], str], *, like: bytes) -> bytes:
        def counted() -> str:
            self.made.append(path)
            return make()

        return super().page(path, says, counted, like=like)


def test_what_is_over_stays_the_same_file_and_is_not_made_again() -> None:
    shown = planned_view(said(1, DONE, RUNNING, SCHEDULED), said(2, RUNNING, SCHEDULED))
    later = replace(shown, as_of=NOW + timedelta(hours=5), generation=8)
    over, running = (f"maintenance/mnt00000000{n}/index.html" for n in (1, 2))
    memory = Counting()

    first = render_site(shown, memory)
    memory.made.clear()
    then = render_site(later, memory)

    assert first[over] == then[over]
    assert first[running] != then[running]
    assert memory.made == [running]
