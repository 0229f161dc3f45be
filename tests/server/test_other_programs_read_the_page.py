"""Programs of others read our page as it is: types, other pages' scripts, HEAD, a real exporter."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from statusboard.domain.views.public_security import PublicSecurity
from statusboard.render.site import render_site
from statusboard.server.app import public_app
from statusboard.server.pages import Shown
from statusboard.server.traffic import Standing
from tests.fixtures.public import maintenance, service, told_view, view
from tests.fixtures.served import ask, listening, site_of

pytestmark = pytest.mark.anyio

SECURITY = PublicSecurity("security@northwind.example", datetime(2027, 7, 1, tzinfo=UTC))
TYPES = {
    "/history.atom": "application/atom+xml; charset=utf-8",
    "/history.rss": "application/rss+xml; charset=utf-8",
    "/feed.json": "application/json; charset=utf-8",
    "/maintenance.ics": "text/calendar; charset=utf-8",
    "/metrics.txt": "application/openmetrics-text; version=1.0.0; charset=utf-8",
    "/status.txt": "text/plain; charset=utf-8",
    "/robots.txt": "text/plain; charset=utf-8",
    "/sitemap.xml": "application/xml; charset=utf-8",
    "/.well-known/security.txt": "text/plain; charset=utf-8",
    "/badge/status.svg": "image/svg+xml; charset=utf-8",
    "/badge/status.json": "application/json; charset=utf-8",
    "/api/uptime.json": "application/json; charset=utf-8",
    "/api/v2/components.json": "application/json; charset=utf-8",
    "/api/v2/incidents/inc000000001.json": "application/json; charset=utf-8",
    "/embed.js": "text/javascript; charset=utf-8",
    "/page.js": "text/javascript; charset=utf-8",
}


def standing() -> Standing:
    return Standing(1, 0.0, 1, has_office=True, connections=0)


@pytest.fixture
async def port() -> AsyncIterator[int]:
    shown = replace(told_view(), maintenances=(maintenance(1),), security=SECURITY)
    async with listening(public_app(Shown(site_of(render_site(shown))), standing)) as (port, _):
        yield port


async def test_what_programs_fetch_has_its_type_and_is_read_from_any_page(port: int) -> None:
    for path, media in TYPES.items():
        answer = await ask(port, path, "HEAD", Origin="https://shop.example")
        assert (answer.status, answer.headers["content-type"]) == (200, media), path
        assert answer.headers["access-control-allow-origin"] == "*", path
        asked = await ask(port, path, "OPTIONS", Origin="https://shop.example")
        assert (asked.status, asked.headers["access-control-allow-origin"]) == (204, "*"), path


async def test_a_page_is_read_from_no_other(port: int) -> None:
    for method in ("GET", "OPTIONS"):
        answer = await ask(port, "/index.html", method, Origin="https://shop.example")
        assert "access-control-allow-origin" not in answer.headers


async def test_the_script_for_other_pages_is_kept_for_an_hour_and_nothing_else_is(
    port: int,
) -> None:
    embed = await ask(port, "/embed.js")
    feed = await ask(port, "/history.atom")

    assert embed.headers["cache-control"] == "public, max-age=3600"
    assert feed.headers["cache-control"] == "no-cache"
    assert len(embed.body) < 6_000
    assert b"cookie" not in embed.body.lower()
    assert b"localStorage" not in embed.body


@pytest.mark.parametrize("path", ["/history", "/incidents/inc000000001"])
async def test_addresses_as_statuspage_has_them_lead_to_the_page(port: int, path: str) -> None:
    answer = await ask(port, path)

    assert answer.status in (301, 308)
    assert (await ask(port, answer.headers["location"])).status == 200


async def exported(tmp_path: Path, **ports: int) -> dict[str, dict[tuple[str, str], float]]:
    """What the exporter of others measures: by the metric, of which page and of what on it."""
    services = tmp_path / "services.json"
    url = "http://127.0.0.1:{}/api/v2/summary.json"
    pages = {name: {"url": url.format(port), "name": name} for name, port in ports.items()}
    services.write_text(json.dumps(pages))
    out = tmp_path / "out.prom"
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "statuspage_prometheus_exporter.status_monitoring"),
        cwd=tmp_path,
        env=os.environ
        | {
            "RUN_MODE": "once",
            "SERVICES_JSON_PATH": str(services),
            "METRICS_TEXTFILE_PATH": str(out),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await program.communicate()
    assert program.returncode == 0, said.decode()
    named = ("component_name", "incident_name", "maintenance_name")
    return {
        family.name.removeprefix("statuspage_"): {
            (
                one.labels["service_name"],
                next((one.labels[name] for name in named if name in one.labels), ""),
            ): one.value
            for one in family.samples
            if one.value or family.name != "statuspage_incident_info"
        }
        for family in text_string_to_metric_families(out.read_text())
        if family.name.startswith("statuspage")
    }


async def test_an_exporter_of_others_measures_what_the_page_says(port: int, tmp_path: Path) -> None:
    """`statuspage-prometheus-exporter`, as it comes, against two page servers."""
    calm_files = render_site(view(service(1)))
    async with listening(public_app(Shown(site_of(calm_files)), standing)) as (calm, _):
        found = await exported(tmp_path, ours=port, calm=calm)

    assert found["probe_check"] == {("ours", ""): 1, ("calm", ""): 1}
    assert found["service_status"] == {("ours", ""): 0, ("calm", ""): 1}
    assert found["incident_info"] == {("ours", "Some card payments are failing"): 1}
    assert found["maintenance_info"][("ours", "Database upgrade")] == 1
    components = found["component_status"]
    assert {name: value for (page, name), value in components.items() if page == "ours"} == {
        "Shop": 0,
        "Checkout API": 0,
        "Card payments": 0,
        "Storefront": 1,
        "Sign-in": 0,
    }
    assert components[("calm", "Checkout API")] == 1
