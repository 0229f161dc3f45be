"""One incident, one window of planned work, and the past, where readers of Statuspage look."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicView
from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from tests.fixtures.public import (
    GOOD,
    MAJOR,
    NOW,
    Page,
    before,
    incident,
    maintenance,
    planned_view,
    service,
    told_view,
    update,
    view,
)
from tests.render.test_the_api_has_statuspages_shape import INCIDENT, PAGE, has_shape

OVER = "api/v2/incidents/inc000000002.json"
OPEN = "api/v2/incidents/inc000000001.json"


def held(shown: PublicView, path: str) -> Any:
    return json.loads(render_site(shown)[path])


def test_a_file_says_of_one_incident_what_the_list_says() -> None:
    files = render_site(told_view())
    listed = {one["id"]: one for one in json.loads(files["api/v2/incidents.json"])["incidents"]}

    for path, public_id in ((OPEN, "inc000000001"), (OVER, "inc000000002")):
        found = json.loads(files[path])
        assert list(found) == ["page", "incident"]
        has_shape(found["page"], PAGE)
        has_shape(found["incident"], INCIDENT)
        assert {**found["incident"], "components": None} == {
            **listed[public_id],
            "components": None,
        }
    assert json.loads(files[OPEN])["incident"] == listed["inc000000001"]


def test_planned_work_has_one_too() -> None:
    shown = planned_view(maintenance(1))
    found = held(shown, "api/v2/scheduled-maintenances/mnt000000001.json")
    listed = held(shown, "api/v2/scheduled-maintenances.json")["scheduled_maintenances"]

    assert list(found) == ["page", "scheduled_maintenance"]
    assert found["scheduled_maintenance"] == listed[0]


def test_what_is_over_says_the_same_for_ever() -> None:
    later = replace(
        told_view(),
        as_of=NOW + timedelta(days=9),
        updated_at=NOW + timedelta(days=9),
        generation=90,
        services=(
            *told_view().services[:2],
            replace(told_view().services[2], status=MAJOR, updated_at=NOW + timedelta(days=9)),
        ),
    )

    assert render_site(later)[OVER] == render_site(told_view())[OVER]
    assert held(later, OVER)["incident"]["components"][0]["status"] == "operational"
    assert held(later, "api/v2/components.json")["components"][3]["status"] == "major_outage"


def test_what_is_remembered_of_one_is_what_would_be_made_now() -> None:
    memory = SiteMemory()
    shown = told_view()
    renamed = replace(shown, groups=(replace(shown.groups[0], name="Store"),))
    for each in (shown, renamed, replace(shown, page_name="N"), replace(shown, zone="UTC"), shown):
        assert render_site(each, memory)[OPEN] == render_site(each)[OPEN]
        assert render_site(each, memory)[OVER] == render_site(each)[OVER]


def test_an_incident_changed_last_when_words_of_it_were_taken_back() -> None:
    wrong = replace(
        update(1, IncidentStatus.INVESTIGATING, 15), taken_back_at=before(5) + timedelta(seconds=9)
    )
    right = replace(update(2, IncidentStatus.RESOLVED, 5), corrects_at=wrong.published_at)
    found = held(view(service(1), incidents=(incident(1, right, wrong),)), OPEN)["incident"]

    assert all(found["updated_at"] >= one["updated_at"] for one in found["incident_updates"])


def past(shown: PublicView) -> Any:
    """What programs find in Statuspage's page of the past, as they look for it."""
    text = render_site(shown)["history/index.html"].decode()
    head = '<div data-react-class="HistoryIndex" data-react-props="'
    assert text.count(head) == 1
    rest = text.partition(head)[2]
    assert rest[rest.index('"') :].startswith('"></div>')
    (element,) = [e for e in Page.of(text).all("div") if "data-react-props" in e.attributes]
    return json.loads(element.attributes["data-react-props"] or "")


def test_the_page_of_the_past_holds_three_months_for_programs() -> None:
    old = incident(
        3,
        update(30, IncidentStatus.RESOLVED, 60 * 24 * 40, "It was “a cable” & <fixed>."),
        title="Old",
        named=(("svc000000001", GOOD),),
        started_at=before(60 * 24 * 40 + 9),
    )
    found = past(replace(told_view(), incidents=(*told_view().incidents, old)))

    assert [(month["name"], month["year"], month["days"]) for month in found["months"]] == [
        *(("November", 2026, 30), ("October", 2026, 31), ("September", 2026, 30)),
    ]
    assert [month["starts_on"] for month in found["months"]] == [0, 4, 2]  # Sunday, Thursday, ...
    november, october, _ = found["months"]
    assert [one["code"] for one in november["incidents"]] == ["inc000000001", "inc000000002"]
    assert october["incidents"] == [
        {
            "code": "inc000000003",
            "name": "Old",
            "message": "It was “a cable” & <fixed>.",
            "impact": "major",
            "timestamp": "Oct <var data-var='date'>13</var>, <var data-var='time'>15:11</var> - "
            "<var data-var='time'>15:20</var> CEST",
        }
    ]
    assert found["page_status"]["page"]["id"] == "page00000001"


def test_the_months_reach_back_over_the_turn_of_the_year() -> None:
    shown = replace(told_view(), as_of=NOW + timedelta(days=60))

    names = [(month["name"], month["year"]) for month in past(shown)["months"]]
    assert names == [("January", 2027), ("December", 2026), ("November", 2026)]
