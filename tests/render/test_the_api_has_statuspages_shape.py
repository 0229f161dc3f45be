"""The public API against the invariants that held in every real incident we know of."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from statusboard.app.page.public import PUBLIC
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.public import PublicView
from statusboard.render.site import render_site
from statusboard.storage.database import Database
from tests.fixtures.public import GOOD, MAJOR, incident, service, told_view, update, view
from tests.fixtures.speaking import DEGRADED, MINUTE, NOON, PARTIAL, Newsroom, wording

ID = re.compile(r"[a-z0-9]{12}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

PAGE = {"id": str, "name": str, "url": str, "time_zone": str, "updated_at": str}
COMPONENT = {
    "id": str,
    "name": str,
    "status": str,
    "created_at": str,
    "updated_at": str,
    "position": int,
    "description": str | None,
    "showcase": bool,
    "start_date": str | None,
    "group_id": str | None,
    "page_id": str,
    "group": bool,
    "only_show_if_degraded": bool,
}
INCIDENT = {
    "id": str,
    "name": str,
    "status": str,
    "created_at": str,
    "updated_at": str,
    "monitoring_at": str | None,
    "resolved_at": str | None,
    "impact": str,
    "shortlink": str,
    "started_at": str,
    "page_id": str,
    "incident_updates": list,
    "components": list,
    "reminder_intervals": type(None),
}
UPDATE = {
    "id": str,
    "status": str,
    "body": str,
    "incident_id": str,
    "created_at": str,
    "updated_at": str,
    "display_at": str,
    "affected_components": list | None,
    "deliver_notifications": bool,
    "custom_tweet": str | None,
    "tweet_id": str | None,
}
WORDS = {"operational", "degraded_performance", "partial_outage", "major_outage"} | {
    "under_maintenance"
}


def api(shown: PublicView) -> dict[str, Any]:
    return {
        path.removeprefix("api/v2/"): json.loads(content)
        for path, content in render_site(shown).items()
        if path.startswith("api/v2/")
    }


def has_shape(found: dict[str, Any], shape: dict[str, Any]) -> None:
    assert list(found) == list(shape)
    for name, sort in shape.items():
        assert isinstance(found[name], sort), name
        if isinstance(found[name], bool):
            assert sort is bool, name


def instants(found: object) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for name, value in found.items():
            if name.endswith("_at") and value is not None:
                yield name, value
            yield from instants(value)
    elif isinstance(found, list):
        for value in found:
            yield from instants(value)


def lived_through(database: Database, tmp_path: Path) -> PublicView:
    """The page after two incidents that really went through the verbs, one of them open."""
    room = Newsroom(database)
    room.publishes_to(tmp_path / "page")
    one, two = room.service("Checkout API"), room.service("Card payments")
    room.watched()
    first = room.publish(wording({one: MAJOR}))
    room.clock.forward(7 * MINUTE + timedelta(microseconds=123_456))
    room.publish(
        wording({one: PARTIAL, two: DEGRADED}, status=IncidentStatus.MONITORING),
        incident_id=first.incident_id,
    )
    room.clock.forward(9 * MINUTE)
    room.publish(
        wording({one: GOOD}, status=IncidentStatus.RESOLVED), incident_id=first.incident_id
    )
    room.clock.forward(60 * MINUTE)
    room.publish(wording({two: DEGRADED}, title="Payments are slow"))
    shown: PublicView = room.ask(PUBLIC)
    return shown


@pytest.fixture(params=["made up", "lived through"])
def shown(request: pytest.FixtureRequest, tmp_path: Path, _migrated_file: Path) -> PublicView:
    if request.param == "made up":
        return told_view()
    file = tmp_path / "statusboard.db"
    shutil.copyfile(_migrated_file, file)
    database = Database.open(file)
    try:
        return lived_through(database, tmp_path)
    finally:
        database.close()


def test_every_file_of_the_format_is_there(shown: PublicView) -> None:
    each = {f"incidents/{one.public_id}.json": ["page", "incident"] for one in shown.incidents}

    assert {path: list(document) for path, document in api(shown).items()} == each | {
        "summary.json": ["page", "components", "incidents", "scheduled_maintenances", "status"],
        "status.json": ["page", "status"],
        "components.json": ["page", "components"],
        "incidents.json": ["page", "incidents"],
        "incidents/unresolved.json": ["page", "incidents"],
        "scheduled-maintenances.json": ["page", "scheduled_maintenances"],
        "scheduled-maintenances/upcoming.json": ["page", "scheduled_maintenances"],
        "scheduled-maintenances/active.json": ["page", "scheduled_maintenances"],
    }


def test_objects_have_exactly_the_fields_and_types_of_the_format(shown: PublicView) -> None:
    found = api(shown)
    has_shape(found["summary.json"]["page"], PAGE)
    has_shape(found["status.json"]["status"], {"indicator": str, "description": str})
    for component in found["components.json"]["components"]:
        children = {"components": list} if component["group"] else {}
        has_shape(component, COMPONENT | children)
    for each in found["incidents.json"]["incidents"]:
        has_shape(each, INCIDENT)
        for said in each["incident_updates"]:
            has_shape(said, UPDATE)
            for moved in said["affected_components"] or ():
                has_shape(moved, {"code": str, "name": str, "old_status": str, "new_status": str})


def test_ids_and_instants_have_the_form_of_the_format(shown: PublicView) -> None:
    for document in api(shown).values():
        assert ID.fullmatch(document["page"]["id"])
        for name, value in instants(document):
            assert INSTANT.fullmatch(value), name
        for component in document.get("components", ()):
            assert ID.fullmatch(component["id"])
            assert component["status"] in WORDS
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", component["start_date"] or "2026-01-01")
        for each in document.get("incidents", ()):
            assert ID.fullmatch(each["id"])
            assert all(ID.fullmatch(said["id"]) for said in each["incident_updates"])


def test_what_held_in_every_real_incident_holds_here(shown: PublicView) -> None:
    for each in api(shown)["incidents.json"]["incidents"]:
        said = each["incident_updates"]
        created = [one["created_at"] for one in said]
        assert created == sorted(created, reverse=True)
        assert each["status"] == said[0]["status"]
        assert {one["incident_id"] for one in said} == {each["id"]}
        assert all(each["updated_at"] >= one["updated_at"] for one in said)
        assert each["created_at"] < created[-1]
        if each["status"] == "resolved":
            assert each["resolved_at"] == created[0]
        else:
            assert each["resolved_at"] is None
        for one in said:
            assert one["affected_components"] != []
        assert each["page_id"] == api(shown)["summary.json"]["page"]["id"]


def test_groups_list_their_children_and_leaves_do_not_have_that_key(shown: PublicView) -> None:
    listed = api(shown)["components.json"]["components"]
    groups = {one["id"]: one for one in listed if one["group"]}
    leaves = [one for one in listed if not one["group"]]

    assert leaves
    assert all("components" not in one for one in leaves)
    for key, group in groups.items():
        assert group["components"] == [one["id"] for one in leaves if one["group_id"] == key]
    assert {one["group_id"] for one in leaves} <= {None, *groups}


def test_a_summary_has_open_incidents_only_with_whole_components(shown: PublicView) -> None:
    summary = api(shown)["summary.json"]
    by_id = {one["id"]: one for one in summary["components"]}

    (running,) = summary["incidents"]
    assert running["status"] in {"investigating", "identified", "monitoring"}
    assert running["components"]
    assert all(one == by_id[one["id"]] for one in running["components"])
    assert summary["incidents"] == api(shown)["incidents/unresolved.json"]["incidents"]
    assert len(api(shown)["incidents.json"]["incidents"]) == 2


def test_the_short_link_leads_to_a_file_of_the_site(shown: PublicView) -> None:
    shown = replace(shown, page_url="https://status.northwind.example")
    for each in api(shown)["incidents.json"]["incidents"]:
        path = each["shortlink"].removeprefix("https://status.northwind.example/")
        assert path + "index.html" in render_site(shown)


def test_without_an_address_of_the_page_a_short_link_leads_nowhere(shown: PublicView) -> None:
    shown = replace(shown, page_url="")

    assert {each["shortlink"] for each in api(shown)["incidents.json"]["incidents"]} == {""}


def test_a_page_below_a_path_has_its_short_links_below_it() -> None:
    document = api(replace(told_view(), page_url="https://northwind.example/status/"))

    (running,) = document["summary.json"]["incidents"]
    assert running["shortlink"] == "https://northwind.example/status/incidents/inc000000001/"


def test_a_grouped_component_is_named_with_its_group_in_updates() -> None:
    (running,) = api(told_view())["incidents/unresolved.json"]["incidents"]

    newest, middle, oldest = running["incident_updates"]
    assert newest["affected_components"][0]["name"] == "Shop - Checkout API"
    assert newest["affected_components"][0]["old_status"] == "partial_outage"
    assert middle["affected_components"] is None
    assert oldest["affected_components"][0]["old_status"] == "operational"


@pytest.mark.parametrize(
    ("status", "indicator", "description"),
    [
        ("operational", "none", "All Systems Operational"),
        ("degraded_performance", "minor", "Partially Degraded Service"),
        ("partial_outage", "major", "Partial System Outage"),
        ("major_outage", "critical", "Major Service Outage"),
        ("under_maintenance", "maintenance", "Service Under Maintenance"),
    ],
)
def test_the_indicator_and_its_words_are_those_of_the_format(
    status: str, indicator: str, description: str
) -> None:
    shown = view(service(1), service(2, status=ComponentStatus(status)))

    expected = {"indicator": indicator, "description": description}
    assert api(shown)["status.json"]["status"] == expected


def test_only_the_newest_fifty_incidents_are_listed() -> None:
    over = tuple(incident(n, update(n, IncidentStatus.RESOLVED, n * 60.0)) for n in range(1, 61))

    assert len(api(view(service(1), incidents=over))["incidents.json"]["incidents"]) == 50


def test_sample_data_is_marked_in_the_name_of_the_page() -> None:
    document = api(replace(told_view(), is_demo=True))["status.json"]

    assert document["page"]["name"] == "Northwind (sample data)"


def test_instants_are_utc_whatever_the_zone_of_the_page() -> None:
    document = api(replace(told_view(), zone="Asia/Kathmandu"))["summary.json"]

    assert document["page"]["time_zone"] == "Asia/Kathmandu"
    (running,) = document["incidents"]
    assert datetime.fromisoformat(running["updated_at"]) == NOON.replace(
        year=2026, month=11, day=22, hour=13, minute=20, second=0, microsecond=123_000
    )
