"""The page as visitors get it: complete without scripts, in order, true to what was said."""

import base64
import hashlib
import itertools
import posixpath
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicRecord, PublicView
from statusboard.render.page_frame import MARKS
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from statusboard.targets.base import is_plain_path
from tests.fixtures.public import (
    DEGRADED,
    GOOD,
    MAINTENANCE,
    MAJOR,
    NOW,
    PARTIAL,
    UNKNOWN,
    Page,
    before,
    incident,
    service,
    told_view,
    update,
    view,
)

HEADINGS = ("h1", "h2", "h3", "h4")


def index(shown: PublicView) -> Page:
    return Page.of(render_site(shown)["index.html"])


def pages(shown: PublicView) -> dict[str, bytes]:
    return {path: text for path, text in render_site(shown).items() if path.endswith(".html")}


def test_the_same_view_gives_the_same_bytes() -> None:
    assert render_site(told_view()) == render_site(told_view())


def test_every_file_of_a_page_is_one_that_places_know_for_ours() -> None:
    files = render_site(told_view())
    assert [path for path in files if not can_make(path)] == []
    others = ("humans.txt", ".well-known/change-password", "../index.html", "incidents/x")
    assert not any(can_make(path) for path in others)
    assert all(is_plain_path(path) for path in files)
    assert not any(b".statusboard" in content for content in files.values())


def test_what_others_refer_to_comes_first_and_the_page_last() -> None:
    paths = list(render_site(told_view()))

    assert paths[-1] == "index.html"
    assert paths[-2] == "api/v2/summary.json"
    assert paths[:2] == ["page.js", "status.png"]
    pages_ = [path for path in paths if path.endswith(".html")]
    assert [path.split("/")[0] for path in pages_[:-1]] == [
        *["incidents"] * 2,
        *["services"] * 4,
        "uptime",
        *["history"] * 2,
    ]
    assert paths[2 : len(pages_) + 1] == pages_[:-1]


@pytest.mark.parametrize("path", pages(told_view()))
def test_no_page_runs_or_fetches_anything_but_the_one_script(path: str) -> None:
    page = Page.of(pages(told_view())[path])

    assert not page.open
    assert not page.comments
    assert not page.all("iframe", "object", "embed", "img", "form", "base")
    (script,) = page.all("script")
    assert script.text == ""
    src = script.attributes.pop("src") or ""
    assert posixpath.normpath(posixpath.join(posixpath.dirname(path), src)) == "page.js"
    for element in page.elements:
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in {"src", "srcset", "poster", "xlink:href"}:
                pytest.fail(f"{element.tag} fetches {value}")
    fetched = [e for e in page.all("link") if e.attributes["rel"] != "alternate"]
    (icon,) = (link.attributes["href"] for link in fetched)
    assert icon is not None
    assert icon.startswith("data:image/svg+xml,")
    assert " " not in icon  # as a validator has it
    (style,) = page.all("style")
    assert not re.search(r"--[^a-z]", style.text)  # no validator takes digits for a name
    assert "url(" not in style.text
    assert "@import" not in style.text


@pytest.mark.parametrize("path", pages(told_view()))
def test_the_policy_allows_exactly_the_stylesheet_of_the_page(path: str) -> None:
    page = Page.of(pages(told_view())[path])
    (style,) = page.all("style")
    policy = next(
        meta.attributes["content"]
        for meta in page.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )

    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest}'; script-src 'self';" in policy


@pytest.mark.parametrize("path", pages(told_view()))
def test_every_page_can_be_read_without_seeing_it(path: str) -> None:
    page = Page.of(pages(told_view())[path])

    (html,) = page.all("html")
    assert html.attributes["lang"] == "en"
    assert [len(page.all(tag)) for tag in ("header", "main", "footer", "h1")] == [1] * 4
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        named = element.attributes.get("aria-labelledby")
        assert named is None or named in ids
        used = element.attributes.get("href") or ""
        assert not used.startswith("#") or used[1:] in ids
    levels = [int(element.tag[1]) for element in page.all(*HEADINGS)]
    assert levels[0] == 1
    assert all(after <= level + 1 for level, after in itertools.pairwise(levels))
    for svg in page.all("svg"):
        is_said = svg.attributes.get("role") == "img" and svg.attributes.get("aria-label")
        assert (
            is_said
            or svg.attributes.get("aria-hidden") == "true"
            or "preserveaspectratio" in svg.attributes
        )


def test_the_page_of_an_incident_that_is_over_stays_the_same_file() -> None:
    later = replace(told_view(), as_of=NOW + timedelta(hours=5), generation=8)
    before_, after = pages(told_view()), pages(later)

    assert [path for path in before_ if before_[path] != after[path]] == [
        "incidents/inc000000001/index.html",
        # What is said of a service that is not well says as of when.
        *(f"services/svc00000000{n}/index.html" for n in (1, 2, 4)),
        "index.html",
    ]


@pytest.mark.parametrize("path", pages(told_view()))
def test_links_lead_to_files_of_the_site(path: str) -> None:
    files = render_site(told_view())
    links = Page.of(files[path]).all("a")

    assert links
    for link in links:
        href, _, place = (link.attributes["href"] or "").partition("#")
        to = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
        assert to in files
        assert not place or f'id="{place}"'.encode() in files[to]


def test_the_page_says_what_was_said_and_when() -> None:
    text = index(told_view()).all("body")[0].text

    for words in (
        "Some services are affected",
        "1 of 4 services is operational.",
        "As of 22 November 2026, 14:20 CET",
        "Some card payments are failing",
        "Checkout API, Card payments · started 22 November 2026, 14:02 CET",
        "Monitoring 14:20 CET",
        "It works again.",
        "Next update by 14:50 CET on 22 November",
        "99.978 % over the last 12 months (98.2 % observed)",
        "47 days since the last major outage",
        "Image errors",
        "22 November 2026, 9 minutes",
        "Time-weighted.",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("uptime", "coverage", "said"),
    [
        ("100", "90.0", "100 % over the last 12 months (90.0 % observed)"),
        ("100", "89.9", "100 % of the time observed, which is 89.9 % of the last 12 months"),
        ("–", "49.9", "49.9 % of the last 12 months observed, too little for an uptime figure"),
        ("–", "less than 0.1", "less than 0.1 % of the last 12 months observed, too little"),
        ("–", "0", "Not watched yet"),
    ],
)
def test_a_young_record_does_not_read_as_a_years(uptime: str, coverage: str, said: str) -> None:
    shown = told_view()
    record = replace(shown.record, uptime_365=uptime, coverage_365=coverage)

    assert said in index(replace(shown, record=record)).all("body")[0].text


@pytest.mark.parametrize(
    ("statuses", "headline"),
    [
        ((GOOD, GOOD), "All services are operational"),
        ((GOOD, MAINTENANCE), "Planned work is going on"),
        ((GOOD, DEGRADED), "Some services are degraded"),
        ((PARTIAL, DEGRADED), "Some services are affected"),
        ((GOOD, MAJOR), "Some services are down"),
        ((MAJOR, MAJOR), "All services are down"),
    ],
)
def test_the_headline_is_the_worst_that_customers_were_told(
    statuses: tuple[object, ...], headline: str
) -> None:
    shown = view(*(service(n, status=s) for n, s in enumerate(statuses)))  # type: ignore[arg-type]

    assert index(shown).all("h1")[0].text == headline


def test_an_incident_that_names_nothing_is_not_nothing() -> None:
    shown = view(service(1), incidents=(incident(named=()),))

    assert index(shown).all("h1")[0].text == "We are looking into a problem"


def test_an_incident_whose_services_all_work_again_leaves_the_headline_in_peace() -> None:
    shown = view(service(1), incidents=(incident(named=(("svc000000001", GOOD),)),))

    assert index(shown).all("h1")[0].text == "All services are operational"


def test_every_service_has_ninety_bars_and_the_same_in_words() -> None:
    page = index(told_view())
    strips = [e for e in page.all("svg") if e.attributes.get("role") == "img"]

    assert [e.attributes["aria-label"] for e in strips] == [
        "90 days: 88 Operational, 1 Major outage, 1 Partial outage",
        "90 days: 89 Operational, 1 Degraded",
        "90 days: 90 Operational",
        "90 days: 50 Operational, 40 No data",
    ]
    # A line for each run of days, as long as it; a dash of it is a day.
    lines = [e.attributes["d"] or "" for e in page.all("path") if "h" in (e.attributes["d"] or "")]
    lengths = [int(run.partition("h")[2]) for line in lines for run in line.split("M") if run]
    assert sum(lengths[: len(lengths) - 6]) == 4 * 90  # without those of the legend
    titles = [e.text for e in page.all("title")]
    assert "25 August 2026 to 3 October 2026: No data" in titles


def test_status_is_always_a_glyph_a_word_and_a_colour() -> None:
    page = index(told_view())
    states = [e for e in page.all("span") if (e.attributes.get("class") or "").startswith("state")]

    assert [e.text for e in states] == [
        "Partial outage",
        "Degraded",
        "Operational",
        "Maintenance",
    ]
    names = [(e.attributes["class"] or "").split()[1] for e in states]
    glyphs = [e.attributes["href"] for e in page.all("use")]
    for name in names:
        assert f"#{MARKS[name]}" in glyphs


def test_what_was_never_watched_claims_nothing() -> None:
    nothing = service(1, uptime="–", coverage="0.0", days=dict.fromkeys(range(90), UNKNOWN))
    shown = view(nothing, record=PublicRecord("–", "0.0", None, False, "Rule."))

    text = index(shown).all("main")[0].text
    assert "% uptime" not in text
    assert text.count("Not watched yet") == 2


def test_an_empty_page_is_a_page() -> None:
    page = index(view(groups=()))
    text = page.all("main")[0].text

    assert page.all("h1")[0].text == "No services are listed yet"
    assert "operational" not in text
    assert "No services are listed yet." in text
    assert "No incidents have been reported." in text


def test_services_without_a_group_stand_apart_from_those_with_one() -> None:
    headings = [e.text for e in index(told_view()).all("h3", "h4")]

    assert headings[:5] == ["Shop", "Checkout API", "Card payments", "Storefront", "Other services"]


def test_sample_data_is_marked_on_every_page() -> None:
    for content in pages(replace(told_view(), is_demo=True)).values():
        assert "Sample data." in Page.of(content).all("header")[0].text


def test_an_incident_keeps_its_own_page_with_everything_said() -> None:
    page = Page.of(render_site(told_view())["incidents/inc000000002/index.html"])

    assert page.all("h1")[0].text == "Image errors"
    text = page.all("main")[0].text
    assert "over 09:20 CET (9 minutes)" in text
    assert text.index("Resolved") < text.index("Investigating")


def test_only_the_newest_past_incidents_are_listed_but_all_keep_their_page() -> None:
    over = tuple(
        incident(n, update(n, IncidentStatus.RESOLVED, n * 60.0), title=f"Past {n:03d}")
        for n in range(1, 61)
    )
    files = render_site(view(service(1), incidents=over))

    assert len([path for path in files if path.startswith("incidents/")]) == 60
    listed = re.findall(r"Past (\d{3})", Page.of(files["index.html"]).all("main")[0].text)
    assert listed == [f"{n:03d}" for n in range(1, 21)]


def test_an_update_of_another_day_says_which() -> None:
    long = incident(
        1,
        update(2, IncidentStatus.IDENTIFIED, 0),
        update(1, IncidentStatus.INVESTIGATING, 60 * 30),
    )

    text = index(view(service(1), incidents=(long,))).all("main")[0].text
    assert "started 21 November 2026, 08:17 CET" in text
    assert "Identified 22 November 2026, 14:20 CET" in text


def test_times_follow_the_zone_of_the_page() -> None:
    shown = replace(told_view(), zone="America/New_York", as_of=NOW + timedelta(hours=1))

    assert "As of 22 November 2026, 09:20 EST" in index(shown).all("main")[0].text
    assert before(18) == NOW - timedelta(minutes=18)


def test_a_page_of_fifty_services_stays_under_sixty_kilobytes() -> None:
    """With as many past incidents as it shows, and a day of trouble or weeks without data each."""
    unseen = dict.fromkeys(range(30), UNKNOWN)
    services = tuple(
        service(n, f"Service number {n}", days={n: MAJOR} if n % 5 else unseen)
        for n in range(1, 51)
    )
    said = "We found the cause and are working on it. " * 3
    past = tuple(
        incident(n, update(n, IncidentStatus.RESOLVED, 1440.0 * n, said), title=f"Trouble {n}")
        for n in range(1, 31)
    )
    page = render_site(view(*services, incidents=past))["index.html"]

    assert len(page) < 60_000
