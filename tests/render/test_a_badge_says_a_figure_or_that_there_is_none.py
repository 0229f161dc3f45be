"""A badge is a small drawing of the page: the same bytes for the same figure, and honest."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from statusboard.domain.claim import Claim, ClaimKind, ClaimPeriod
from statusboard.domain.instants import Interval
from statusboard.domain.period import Rolling
from statusboard.domain.views.public import PublicBadge, PublicClaim, PublicClaims
from statusboard.render.badges import badge_svg
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from statusboard.server.media import DRAWING, media_type
from tests.fixtures.public import view

_SVG = "{http://www.w3.org/2000/svg}"


def test_a_badge_is_a_drawing_that_can_be_read_aloud() -> None:
    badge = PublicBadge("uptime-12-months", "uptime 12 months", "99.98 %")
    drawing = ElementTree.fromstring(badge_svg(badge))

    assert drawing.get("aria-label") == "uptime 12 months: 99.98 %"
    assert [one.text for one in drawing.iter(f"{_SVG}text")] == ["uptime 12 months", "99.98 %"]
    assert badge_svg(badge) == badge_svg(badge)


def test_a_badge_without_a_figure_looks_otherwise() -> None:
    good = badge_svg(PublicBadge("a", "uptime", "99.98 %"))
    none = badge_svg(PublicBadge("a", "uptime", "no figure", is_figure=False))

    assert "no figure" in none
    assert "#0f7a52" in good
    assert "#0f7a52" not in none


def test_a_name_of_a_service_stays_a_text() -> None:
    badge = PublicBadge("a", '<script>alert("x")</script>&\x00', "1 %")
    drawing = ElementTree.fromstring(badge_svg(badge))

    assert "script" not in {one.tag.rpartition("}")[2] for one in drawing.iter()}


def test_badges_are_files_of_the_page_that_a_browser_draws() -> None:
    assert can_make("badge/uptime-12-months.svg")
    assert can_make("badge/k3jd8sl2mvq0-uptime-12-months.svg")
    assert not can_make("badge/../x.svg")
    assert media_type("badge/uptime-12-months.svg") == DRAWING


def test_claims_stand_on_the_page_with_how_much_was_observed_and_badges_beside_it() -> None:
    year = ClaimPeriod("12mo", Interval(0, 1), Rolling(365), date(2025, 11, 22))
    claim = PublicClaim(Claim(ClaimKind.AVAILABILITY, year, "99.98"), "99.4")
    badge = PublicBadge("uptime-12-months", "uptime 12 months", "99.98 %")
    site = render_site(replace(view(), statement=PublicClaims((claim,), (badge,))))

    page = site["index.html"].decode()
    assert "<strong>99.98 %</strong> <span>available over the last 12 months</span>" in page
    assert "99.4 % of that time was observed" in page
    assert site["badge/uptime-12-months.svg"] == badge_svg(badge).encode()
    assert 'class="card claims"' not in render_site(view())["index.html"].decode()
