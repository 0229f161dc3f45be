"""The history by months: every incident is reached by links, and what is over is never remade."""

import posixpath
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicIncident, PublicView
from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from tests.fixtures.public import NOW, Page, incident, service, told_view, update, view

DAY_MINUTES = 1440


def over(number: int, days_ago: float, **more: object) -> PublicIncident:
    """An incident that is over, and began so long ago."""
    minutes = days_ago * DAY_MINUTES
    said = (
        update(2 * number, IncidentStatus.RESOLVED, minutes - 10),
        update(2 * number - 1, IncidentStatus.INVESTIGATING, minutes),
    )
    return incident(number, *said, title=f"Past {number}", **more)


def years(count: int) -> PublicView:
    """A page with an incident every ten days, the newest first."""
    return view(service(1), incidents=tuple(over(n, 10 * n) for n in range(1, count + 1)))


def reached(files: dict[str, bytes], start: str = "index.html") -> set[str]:
    """Every page that links lead to from there."""
    found, todo = {start}, [start]
    while todo:
        path = todo.pop()
        for link in Page.of(files[path]).all("a"):
            href = posixpath.join(posixpath.dirname(path), link.attributes["href"] or "")
            target = posixpath.normpath(href)
            if target.endswith(".html") and target not in found:
                found.add(target)
                todo.append(target)
    return found


def main_text(files: dict[str, bytes], path: str) -> str:
    return Page.of(files[path]).all("main")[0].text


def test_every_incident_of_four_years_is_reached_from_the_page() -> None:
    shown = years(150)
    files = render_site(shown)

    # Those by threes of months are for programs, which ask for them by number.
    by_link = {path for path in files if not path.startswith("history/pages/")}
    assert reached(files) == {path for path in by_link if path.endswith(".html")}
    assert len([path for path in files if path.startswith("incidents/")]) == 150
    in_months = [path for path in files if path.startswith("history/20")]
    titles = "".join(main_text(files, path) for path in in_months)
    assert all(titles.count(f"Past {n} ·") == 1 for n in range(1, 151))


def test_a_month_is_called_by_its_date_and_leads_to_those_beside_it() -> None:
    shown = view(service(1), incidents=(over(3, 1), over(1, 2), over(2, 70)))
    files = render_site(shown)

    assert [path for path in files if path.startswith("history/")] == [
        *("history/2026-11/index.html", "history/2026-09/index.html", "history/index.html"),
    ]
    page = Page.of(files["history/2026-11/index.html"])
    assert page.all("h1")[0].text == "November 2026"
    assert [heading.text for heading in page.all("h2")] == ["Past 3", "Past 1"]
    links = {link.text: link.attributes["href"] for link in page.all("a")}
    assert links["← September 2026"] == "../2026-09/index.html"
    assert "2 incidents" in main_text(files, "history/2026-11/index.html")
    september = {e.text for e in Page.of(files["history/2026-09/index.html"]).all("a")}
    assert "November 2026 →" in september
    assert not any(words.startswith("←") for words in september)
    inside = Page.of(files["incidents/inc000000002/index.html"]).all("a")
    assert inside[-1].attributes["href"] == "../../history/2026-09/index.html"


def test_the_months_stand_by_their_years() -> None:
    files = render_site(years(80))
    page = Page.of(files["history/index.html"])

    assert [heading.text for heading in page.all("h2")] == ["2026", "2025", "2024"]
    assert "October 2026 · 3 incidents" in page.all("main")[0].text


@pytest.mark.parametrize(
    ("zone", "month"),
    [("UTC", "2026-10"), ("Pacific/Auckland", "2026-11"), ("Etc/GMT+9", "2026-10")],
)
def test_a_month_begins_when_it_begins_in_the_zone_of_the_page(zone: str, month: str) -> None:
    began = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    shown = replace(view(service(1), incidents=(over(1, 20, started_at=began),)), zone=zone)

    assert f"history/{month}/index.html" in render_site(shown)


def test_a_page_without_incidents_has_a_history_that_says_so() -> None:
    files = render_site(view(service(1)))

    assert "No incidents have been reported." in main_text(files, "history/index.html")
    assert reached(files) == {
        *("index.html", "history/index.html", "uptime/index.html"),
        "services/svc000000001/index.html",
    }


def test_what_is_not_over_says_so_and_leaves_the_page_of_its_month_as_it_is() -> None:
    later = replace(told_view(), as_of=NOW + timedelta(hours=5), generation=8)
    before, after = render_site(told_view()), render_site(later)

    assert "not over yet" in main_text(before, "history/2026-11/index.html")
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {
        *("incidents/inc000000001/index.html", "index.html", "status.txt", "api/uptime.json"),
        *(f"services/svc00000000{n}/index.html" for n in (1, 2, 4)),
    }


def test_a_new_incident_changes_its_own_month_and_no_other() -> None:
    shown = years(40)
    more = replace(shown, incidents=(over(41, 0.01), *shown.incidents), generation=8)
    before, after = render_site(shown), render_site(more)

    changed = {path for path in after if before.get(path) != after[path]}
    assert {path for path in changed if path.endswith(".html")} == {
        *("incidents/inc000000041/index.html", "services/svc000000001/index.html"),
        *("history/2026-11/index.html", "history/index.html", "index.html"),
    }
    alone = {path for path in changed if path.startswith("api/v2/incidents/inc")}
    assert alone == {"api/v2/incidents/inc000000041.json"}


def test_what_was_rendered_before_and_says_the_same_is_the_same_file() -> None:
    memory = SiteMemory()
    shown = told_view()
    changes = [
        shown,
        replace(shown, as_of=NOW + timedelta(hours=1), generation=8),
        replace(shown, page_name="Northwind & Sons"),
        replace(shown, is_demo=True),
        replace(shown, zone="America/New_York"),
        replace(shown, services=shown.services[:2]),
        replace(shown, incidents=shown.incidents[1:]),
        replace(shown, incidents=(replace(shown.incidents[1], named=()), shown.incidents[0])),
        shown,
    ]

    for each in changes:
        assert render_site(each, memory) == render_site(each)


def test_only_what_changed_is_rendered_again() -> None:
    memory = SiteMemory()
    shown = years(30)
    made: list[str] = []

    class Counting(SiteMemory):
        def page(self, path, says, make, *, like):
            return memory.page(path, says, lambda: made.append(path) or make(), like=like)

    render_site(shown, Counting())
    months = len({i.started_at.strftime("%Y-%m") for i in shown.incidents})
    turned = [path for path in made if path.startswith(("history.json", "history/pages/"))]
    # A page and a file of the API for each, a page for each month, the service and how uptime is
    # counted, the entries of the feeds, and the months by threes.
    assert len(made) == 2 * 30 + months + 2 + 25 + len(turned)
    assert len(turned) == 2 * -(-months // 3) - 1
    made.clear()
    render_site(replace(shown, incidents=(over(31, 0.01), *shown.incidents)), Counting())
    assert made == [
        *("incidents/inc000000031/index.html", "services/svc000000001/index.html"),
        *("history/2026-11/index.html", "history.json"),
        *("feed:en:inc000000031", "api/v2/incidents/inc000000031.json"),
    ]
