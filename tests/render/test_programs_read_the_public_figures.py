"""OpenMetrics, the uptime record as JSON, and what shields.io draws: what the page says."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as older_text

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.public import PublicBadge, PublicClaims, PublicRecord, PublicView
from statusboard.render.site import render_site
from tests.fixtures.public import (
    MAJOR,
    UNKNOWN,
    Page,
    incident,
    service,
    told_view,
    view,
)

NONE = "\N{EN DASH}"


def samples(shown: PublicView, read=openmetrics) -> dict[str, dict[tuple[str, ...], float]]:
    """By the family's name: the value by the values of its labels."""
    text = render_site(shown)["metrics.txt"].decode()
    return {
        family.name: {tuple(one.labels.values()): one.value for one in family.samples}
        for family in read(text)
    }


@pytest.mark.parametrize("read", [openmetrics, older_text])
def test_every_reader_of_metrics_finds_how_services_are(read: object) -> None:
    found = samples(told_view(), read)

    assert found["statusboard_component_status"] == {
        ("svc000000001", "grp000000001"): 2,
        ("svc000000002", "grp000000001"): 1,
        ("svc000000003", "grp000000001"): 0,
        ("svc000000004", ""): 4,
    }
    assert found["statusboard_page_status"] == {(): 2}
    assert found["statusboard_incident_active"] == {("inc000000001", "major"): 1}
    assert found["statusboard_incidents_active"] == {(): 1}
    assert found["statusboard_component_uptime_ratio"][("svc000000001",)] == 0.99981
    assert found["statusboard_uptime_ratio"] == {(): 0.99978}
    assert found["statusboard_coverage_ratio"] == {(): 0.982}


def test_what_nobody_knows_has_no_sample() -> None:
    shown = view(service(1, status=UNKNOWN, uptime=NONE, coverage="0"))
    shown = replace(shown, record=PublicRecord(NONE, "0", None, False, "A rule."))
    found = samples(shown)

    assert found["statusboard_component_status"] == {}
    assert found["statusboard_component_uptime_ratio"] == {}
    assert found["statusboard_uptime_ratio"] == {}
    assert found["statusboard_component_coverage_ratio"] == {("svc000000001",): 0}


def test_the_record_says_its_rule_and_how_much_was_observed() -> None:
    shown = view(service(1, days={3: MAJOR, 4: MAJOR}), service(2, uptime=NONE, coverage="0"))
    found = json.loads(render_site(shown)["api/uptime.json"])

    assert found["rule"] == shown.record.rule
    assert found["record"]["uptime_percent"] == "99.978"
    assert found["record"]["coverage_percent"] == "98.2"
    first, second = found["services"]
    assert (first["uptime_percent"], first["coverage_percent"]) == ("99.981", "100")
    assert first["days_not_operational"] == [
        {"first": str(date(2026, 8, 25) + timedelta(days=3)), "days": 2, "worst": "major_outage"}
    ]
    assert second["uptime_percent"] is None
    assert second["coverage_percent"] == "0"


def test_shields_are_told_what_the_badges_show() -> None:
    badges = PublicClaims(
        badges=(
            PublicBadge("uptime-12-months", "uptime 12 months", "99.98 %"),
            PublicBadge("uptime-90-days", "uptime 90 days", "no figure", is_figure=False),
        )
    )
    files = render_site(replace(told_view(), statement=badges))
    drawn = {
        path.removesuffix(".json"): json.loads(content)
        for path, content in files.items()
        if path.startswith("badge/") and path.endswith(".json")
    }

    assert set(drawn) == {
        *("badge/status", "badge/uptime-12-months", "badge/uptime-90-days"),
        *(f"badge/svc00000000{n}" for n in range(1, 5)),
    }
    for name, found in drawn.items():
        assert found["schemaVersion"] == 1
        assert found["label"]
        assert found["message"]
        picture = Page.of(files[f"{name}.svg"]).all("svg")[0]
        assert picture.attributes["aria-label"] == f"{found['label']}: {found['message']}"
    assert drawn["badge/status"]["message"] == "Some services are affected"
    assert drawn["badge/svc000000001"]["message"] == "Partial outage"
    assert drawn["badge/uptime-90-days"]["message"] == "no figure"


def test_a_badge_of_a_state_can_be_read_in_every_colour() -> None:
    """White on it has a contrast of 4.5 at least (WCAG 2.2, 1.4.3)."""
    for status in ComponentStatus:
        shown = view(service(1, status=status))
        colour = json.loads(render_site(shown)["badge/svc000000001.json"])["color"]
        parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        light = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
        assert 1.05 / (luminance + 0.05) >= 4.5, status


def test_no_badge_is_green_while_something_is_wrong() -> None:
    good = json.loads(render_site(view(service(1)))["badge/status.json"])["color"]

    for status in set(ComponentStatus) - {ComponentStatus.OPERATIONAL}:
        shown = view(service(1, status=status))
        assert json.loads(render_site(shown)["badge/svc000000001.json"])["color"] != good
    nothing_named = view(service(1), incidents=(incident(named=()),))
    assert json.loads(render_site(nothing_named)["badge/status.json"])["color"] != good
