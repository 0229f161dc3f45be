"""A service under its permanent address: how it is, its year, its days, what was told of it."""

import re
from dataclasses import replace
from datetime import date, timedelta

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicGroup, PublicView
from statusboard.domain.views.public_days import PublicDay, PublicMonth, PublicYear
from statusboard.render.site import render_site
from tests.fixtures.public import (
    DEGRADED,
    GOOD,
    MAINTENANCE,
    MAJOR,
    NOW,
    PARTIAL,
    SHOP,
    Page,
    incident,
    maintenance,
    service,
    told_view,
    update,
    view,
)

MINUTE = 60_000_000
PATH = "services/svc000000001/index.html"
NOVEMBER = PublicMonth(date(2026, 11, 1), (GOOD,) * 20 + (MAJOR, GOOD), "99.9", "100")
OCTOBER = PublicMonth(date(2026, 10, 7), (MAJOR, *(GOOD,) * 24), "–", "12")
YEAR = PublicYear(
    (OCTOBER, NOVEMBER),
    "99.912",
    "97.1",
    (
        PublicDay(date(2026, 10, 7), ((MAINTENANCE, 120 * MINUTE),)),
        PublicDay(date(2026, 11, 21), ((MAJOR, 12 * MINUTE), (PARTIAL, 1 * MINUTE))),
    ),
)


def of_yesterday(**more: object) -> PublicView:
    """A page whose service was down yesterday, told of in an incident beside a withdrawn one."""
    down = incident(
        1,
        update(2, IncidentStatus.RESOLVED, 1440),
        update(1, IncidentStatus.INVESTIGATING, 1460),
        title="Payments failed",
    )
    gone = replace(
        incident(2, update(3, IncidentStatus.RESOLVED, 1450), title="A false alarm"),
        is_withdrawn=True,
    )
    other = incident(3, update(4, IncidentStatus.RESOLVED, 1440), title="Not ours", named=())
    days = {43: MAINTENANCE, 88: MAJOR}
    shown = service(1, days=days, year=YEAR)
    return view(shown, service(2, "Storefront"), incidents=(down, gone, other), **more)


def main_text(shown: PublicView, path: str = PATH) -> str:
    text = Page.of(render_site(shown)[path]).all("main")[0].text
    return re.sub(r"\s+", " ", text)


def test_its_figures_stand_with_their_coverage_and_the_rule() -> None:
    text = main_text(of_yesterday())

    assert "Last 90 days 99.981 % uptime, 100 % observed" in text
    assert "A year 99.912 % over the last 12 months (97.1 % observed)" in text
    assert "Payments failed 99.9 % uptime, 100 % observed" in text  # after the words of its bar
    assert "October 2026, from day 7 on" in text
    assert "12 % of the month observed, too little for an uptime figure" in text
    assert "Time-weighted." in text


def test_a_year_is_a_bar_for_each_month_and_the_same_in_words() -> None:
    page = Page.of(render_site(of_yesterday())[PATH])

    bars = [e.attributes["aria-label"] for e in page.all("svg") if "role" in e.attributes]
    assert bars == [
        "22 days: 21 Operational, 1 Major outage",
        "25 days: 24 Operational, 1 Major outage",
    ]
    assert "21 November 2026: Major outage, 12 minutes. Payments failed" in [
        e.text for e in page.all("title")
    ]


def test_every_day_that_was_not_good_says_how_long_and_what_was_told_of_it() -> None:
    page = Page.of(render_site(of_yesterday())[PATH])
    days = {e.attributes["id"]: e.text for e in page.all("li") if "id" in e.attributes}

    assert list(days) == ["2026-11-21", "2026-10-07"]
    assert re.sub(r"\s+", " ", days["2026-11-21"]) == (
        "21 November 2026: Major outage 12 minutes, Partial outage 1 minute · Payments failed"
    )
    assert days["2026-10-07"].strip() == "7 October 2026: Maintenance 2 hours"


def test_a_day_of_the_strip_says_the_same_and_leads_there() -> None:
    links = Page.of(render_site(of_yesterday())["index.html"]).all("a")
    days = {e.text: e.attributes["href"] for e in links if "#20" in (e.attributes["href"] or "")}

    assert days == {
        "7 October 2026: Maintenance, 2 hours": f"{PATH}#2026-10-07",
        "21 November 2026: Major outage, 12 minutes. Payments failed": f"{PATH}#2026-11-21",
    }


def test_days_one_after_another_are_one_way_and_only_the_newest_lead_on() -> None:
    shown = view(service(1, days={60: PARTIAL, 61: PARTIAL, 62: DEGRADED}))
    often = view(service(1, days=dict.fromkeys(range(0, 90, 2), MAJOR)))

    def days(shown: PublicView) -> list[str]:
        links = Page.of(render_site(shown)["index.html"]).all("a")
        return [e.text for e in links if "#20" in (e.attributes["href"] or "")]

    assert days(shown) == [
        "24 October 2026 to 25 October 2026: Partial outage",
        "26 October 2026: Degraded",
    ]
    assert len(days(often)) == 30
    assert days(often)[-1] == "21 November 2026: Major outage"


def test_all_its_incidents_are_there_by_month_and_no_other() -> None:
    text = main_text(of_yesterday())

    assert "Payments failed · 21 November 2026, 23 minutes" in text
    assert "November 2026 A false alarm · 21 November 2026, withdrawn" in text
    assert "Not ours" not in text
    other = main_text(of_yesterday(), "services/svc000000002/index.html")
    assert "No incident has been reported for this service." in other
    assert "None was measured." in other


def test_planned_work_is_there_before_and_after() -> None:
    named = (("svc000000001", MAINTENANCE),)
    done = update(8, IncidentStatus.COMPLETED, 2_000)
    begun = update(9, IncidentStatus.IN_PROGRESS, 2_100)
    shown = view(
        service(1),
        maintenances=(
            maintenance(1, named=named),
            maintenance(2, done, begun, title="New disks", named=named, starts=2_100),
        ),
    )
    text = main_text(shown)

    assert "Planned work Database upgrade · 23 November 2026, 00:20 CET, scheduled" in text
    assert "Past planned work New disks ·" in text


def test_its_page_is_the_same_file_until_something_of_it_changes() -> None:
    files = render_site(of_yesterday())
    later = render_site(of_yesterday(as_of=NOW + timedelta(hours=2), generation=9))

    assert files[PATH] == later[PATH]
    ill = replace(told_view(), as_of=NOW + timedelta(hours=2))
    assert "As of 22 November 2026, 16:20 CET." in main_text(ill)


def test_the_rule_is_explained_with_an_example_that_is_reckoned() -> None:
    text = main_text(told_view(), "uptime/index.html")

    assert "Partial outage counts as 30 % down" in text
    assert "No data is left out" in text
    # 43,200 - 1,440 - 60 minutes count; 10 and 30 % of 20 are down.
    assert "41,700 minutes count" in text
    assert "Together they count as 16 minutes down." in text
    assert "99.961 % uptime, 96.6 % observed." in text


def test_groups_are_folded_where_there_is_much_and_nothing_is_wrong() -> None:
    other = PublicGroup("grp000000002", "Inside", 1)
    few = [service(1), service(2, group_id=other.public_id)]
    many = [*few[:1], *(service(n, group_id=other.public_id) for n in range(2, 40))]

    def folds(shown: PublicView) -> list[tuple[str, bool]]:
        found = Page.of(render_site(shown)["index.html"]).all("details", "summary")
        return [
            (re.sub(r"\s+", " ", summary.text), "open" in fold.attributes)
            for fold, summary in zip(found[::2], found[1::2], strict=True)
        ]

    groups = (SHOP, other)
    assert [is_open for _, is_open in folds(view(*few, groups=groups))] == [True, True]
    assert folds(view(*many, groups=groups)) == [
        ("Shop 1 of 1 operational", False),
        ("Inside 38 of 38 operational", False),
    ]
    ill = [replace(many[0], status=DEGRADED), *many[1:]]
    assert folds(view(*ill, groups=groups)) == [
        ("Shop 0 of 1 operational", True),
        ("Inside 38 of 38 operational", False),
    ]


def test_times_know_their_zone_for_the_script_that_turns_them() -> None:
    for path, content in render_site(told_view()).items():
        if path.endswith(".html"):
            page = Page.of(content)
            assert page.all("html")[0].attributes["data-zone"] == "Europe/Berlin"
            assert [e.text for e in page.all("span") if e.attributes.get("id") == "zone"] == [
                "All times in Europe/Berlin."
            ]
