"""Programs turn Statuspage's history by `?page=N`: three months each, until there are none."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicView
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from statusboard.server.app import public_app
from statusboard.server.pages import Shown
from statusboard.server.traffic import Standing
from tests.fixtures.public import Page, incident, service, update, view
from tests.fixtures.served import ask, listening, site_of

pytestmark = pytest.mark.anyio
DAY = 1440
# Of 22 November: one in that month, one in August (page 2) and one in January (page 4).
AGO = {1: 2 * DAY, 2: 90 * DAY, 3: 300 * DAY}


def past_view() -> PublicView:
    told = tuple(
        incident(
            n,
            update(2 * n, IncidentStatus.RESOLVED, ago - 60, "It is <over>."),
            update(2 * n + 1, IncidentStatus.INVESTIGATING, ago),
            title=f"Incident {n}",
        )
        for n, ago in AGO.items()
    )
    return view(service(1), incidents=told, zone="UTC")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render_site(past_view())


@pytest.fixture
async def port(files: dict[str, bytes]) -> AsyncIterator[int]:
    standing = Standing(1, 0.0, 1, has_office=True, connections=0)
    async with listening(public_app(Shown(site_of(files)), lambda: standing)) as (port, _):
        yield port


def codes(content: bytes) -> list[str]:
    return [one["code"] for month in json.loads(content)["months"] for one in month["incidents"]]


async def test_a_program_finds_every_incident_and_then_the_end(port: int) -> None:
    found, page = [], 1
    while months := json.loads((answer := await ask(port, f"/history.json?page={page}")).body)[
        "months"
    ]:
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert len(months) == 3
        found.append(codes(answer.body))
        page += 1

    assert found == [["inc000000001"], ["inc000000002"], [], ["inc000000003"]]
    assert answer.status == 200


async def test_the_first_page_is_what_is_asked_for_without_a_number(port: int) -> None:
    first = (await ask(port, "/history.json")).body

    assert codes(first) == ["inc000000001"]
    for asked in ("page=1", "page=0", "page=", "page=x", "page=99999", "x=page=2", "page=-1"):
        assert (await ask(port, f"/history.json?{asked}")).body == first, asked
    assert (await ask(port, "/history.json?utm=1&page=2")).body != first


async def test_a_month_holds_what_readers_of_such_pages_take(port: int) -> None:
    (august, *_) = json.loads((await ask(port, "/history.json?page=2")).body)["months"]

    assert (august["name"], august["year"], august["days"], august["starts_on"]) == (
        *("August", 2026),
        *(31, 6),
    )
    (one,) = august["incidents"]
    assert one == {
        "code": "inc000000002",
        "name": "Incident 2",
        "message": one["message"],
        "impact": "major",
        "timestamp": one["timestamp"],
    }
    assert "over" in one["message"]
    assert one["timestamp"].startswith("Aug <var data-var='date'>24</var>, <var data-var='time'>")


async def test_a_reader_is_led_to_the_page_and_its_element_holds_the_months(port: int) -> None:
    asked = await ask(port, "/history?page=2")
    assert (asked.status, asked.headers["location"]) == (301, "/history/?page=2")
    asked = await ask(port, asked.headers["location"])
    assert (asked.status, asked.headers["location"]) == (302, "/history/pages/2/")

    page = Page.of((await ask(port, asked.headers["location"])).body)

    (held,) = [e for e in page.elements if e.attributes.get("data-react-class") == "HistoryIndex"]
    said = json.loads(held.attributes["data-react-props"] or "")
    assert [one["name"] for one in said["months"]] == ["August", "July", "June"]
    links = [e.attributes["href"] or "" for e in page.all("a")]
    assert "../../../history/2026-08/index.html" in links
    assert (await ask(port, "/history/?page=7")).status == 404


def test_every_page_of_the_past_is_one_that_places_know_for_ours(files: dict[str, bytes]) -> None:
    assert all(can_make(path) for path in files)
    assert "history/pages/4.json" in files
    assert "history/pages/5.json" not in files


def test_an_update_of_today_writes_no_older_page_anew(files: dict[str, bytes]) -> None:
    first = past_view().incidents[0]
    said = replace(
        first, updates=(replace(first.updates[0], public_id="new000000001"), *first.updates)
    )
    shown = past_view()
    after = render_site(replace(shown, incidents=(said, *shown.incidents[1:])))

    older = [path for path in files if path.startswith("history/pages/")]
    assert len(older) == 6
    assert all(after[path] == files[path] for path in older)
