"""The public API of a page with everything on it: corrections, withdrawals, joined and moved work.

Every list and every file of one, in every language, against the format's fields and what held in
all real incidents that we know of. It is read as programs read it, from the files.
"""

import json
from dataclasses import replace
from typing import Any

import pytest

from statusboard.domain.status import IncidentStatus
from statusboard.render.statuspage_api import api_files
from tests.fixtures.rich_site import EVERY, rich_view
from tests.render.test_the_api_has_statuspages_shape import (
    COMPONENT,
    ID,
    INCIDENT,
    INSTANT,
    PAGE,
    UPDATE,
    has_shape,
    instants,
)

WORK = INCIDENT | {"scheduled_for": str, "scheduled_until": str}
OVER = {"resolved", "postmortem", "completed"}


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    return {path: json.loads(content) for path, content in api_files(rich_view()).items()}


def told(documents: dict[str, dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every incident and window in every document, with the page that stands beside it."""
    names = ("incidents", "scheduled_maintenances", "incident", "scheduled_maintenance")
    return [
        (each, document["page"])
        for document in documents.values()
        for name in names
        for found in [document.get(name, [])]
        for each in (found if isinstance(found, list) else [found])
    ]


def test_incidents_and_planned_work_have_the_fields_of_the_format(
    documents: dict[str, dict[str, Any]],
) -> None:
    found = told(documents)
    assert {each["status"] for each, _ in found} == {
        one.value for one in IncidentStatus if one is not IncidentStatus.CANCELLED
    }
    for each, page in found:
        has_shape(page, PAGE)
        has_shape(each, WORK if "scheduled_for" in each else INCIDENT)
        for said in each["incident_updates"]:
            has_shape(said, UPDATE)
        for component in each["components"]:
            has_shape(component, COMPONENT)


def test_what_held_in_every_real_one_holds_of_them_all(
    documents: dict[str, dict[str, Any]],
) -> None:
    for each, page in told(documents):
        said = each["incident_updates"]
        created = [one["created_at"] for one in said]
        assert ID.fullmatch(each["id"])
        assert all(INSTANT.fullmatch(value) for _, value in instants(each))
        assert created == sorted(created, reverse=True)
        assert each["created_at"] < created[-1]
        assert {one["incident_id"] for one in said} == {each["id"]}
        assert each["status"] == said[0]["status"]
        assert (each["resolved_at"] is not None) is (each["status"] in OVER)
        assert page["updated_at"] >= each["updated_at"] >= max(one["updated_at"] for one in said)
        assert page["id"] == each["page_id"]
        assert all(one["affected_components"] != [] for one in said)


def test_programs_read_the_same_whatever_languages_people_do(
    documents: dict[str, dict[str, Any]],
) -> None:
    spoken = api_files(replace(rich_view(), languages=EVERY))

    assert {path: json.loads(content) for path, content in spoken.items()} == documents
