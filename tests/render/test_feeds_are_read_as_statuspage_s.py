"""The feeds, read by a feed reader of others, and by their formats."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from xml.etree import ElementTree

import feedparser
import pytest

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicAnnouncement, PublicView
from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from tests.fixtures.public import (
    NOW,
    Page,
    before,
    incident,
    maintenance,
    service,
    told_view,
    update,
    view,
)

FEEDS = ("history.atom", "history.rss")
PAGE = "https://status.northwind.example"


def parsed(shown: PublicView, path: str = "history.atom") -> SimpleNamespace:
    return read(render_site(shown)[path])


def read(content: bytes) -> SimpleNamespace:
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def planned() -> PublicView:
    return replace(told_view(), maintenances=(maintenance(1, starts=-600, lasts=150),))


def published(entry: SimpleNamespace) -> datetime:
    return datetime(*entry.published_parsed[:6], tzinfo=UTC)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_reader_finds_every_incident_with_all_that_was_said(path: str) -> None:
    found = parsed(told_view(), path)

    assert found.feed.title == "Northwind Status - Incident History"
    assert [entry.title for entry in found.entries] == [
        *("Some card payments are failing", "Image errors"),
    ]
    running = found.entries[0]
    assert running.link == f"{PAGE}/incidents/inc000000001/"
    text = running.summary if path.endswith("rss") else running.content[0].value
    said = Page.of(text)
    assert [e.text for e in said.all("strong")] == ["Monitoring", "Identified", "Investigating"]
    assert "Nov 22, 14:20 CET" in said.all("small")[0].text
    assert "It works again.</p>\n<p>We are watching.</p>" in text


def test_ids_are_tags_of_the_host_and_numbers_that_stay() -> None:
    found = parsed(told_view())
    again = parsed(replace(told_view(), incidents=told_view().incidents[1:], generation=9))

    assert found.feed.id == "tag:status.northwind.example,2005:/history"
    for entry in found.entries:
        assert re.fullmatch(r"tag:status\.northwind\.example,2005:Incident/\d+", entry.id)
    assert again.entries[0].id == found.entries[1].id
    assert len({entry.id for entry in found.entries}) == 2
    assert [entry.id for entry in parsed(told_view(), "history.rss").entries] == [
        entry.link for entry in found.entries
    ]


def test_an_entry_is_dated_by_its_newest_words_and_the_feed_by_its_newest_entry() -> None:
    found = parsed(told_view())

    assert [published(entry) for entry in found.entries] == [
        NOW.replace(microsecond=0),
        before(300).replace(microsecond=0),
    ]
    assert all(entry.updated_parsed >= entry.published_parsed for entry in found.entries)
    assert found.feed.updated_parsed == max(entry.updated_parsed for entry in found.entries)


def test_the_label_is_update_where_the_state_is_what_it_was() -> None:
    states = [IncidentStatus.MONITORING, *[IncidentStatus.IDENTIFIED] * 3]
    said = [update(n, state, 10 * n) for n, state in enumerate(states, 1)]
    html = parsed(view(service(1), incidents=(incident(1, *said),))).entries[0].content[0].value

    labels = [e.text for e in Page.of(html).all("strong")]
    assert labels == ["Monitoring", "Update", "Update", "Identified"]


def test_planned_work_says_so_first_and_is_dated_by_its_beginning() -> None:
    entry = parsed(planned()).entries[0]
    html = entry.content[0].value

    assert entry.title == "Database upgrade"
    assert published(entry) == before(-600).replace(microsecond=0) > NOW
    assert entry.updated_parsed < entry.published_parsed
    first = Page.of(html).all("strong")[0].text
    assert first == "THIS IS A SCHEDULED EVENT Nov 23, 00:20 - 02:50 CET"


def test_work_under_way_is_dated_by_its_words_and_is_an_event_no_more() -> None:
    said = (update(2, IncidentStatus.IN_PROGRESS, 5), update(1, IncidentStatus.SCHEDULED, 900))
    shown = view(service(4), maintenances=(maintenance(1, *said, starts=5),))
    (entry,) = parsed(shown).entries

    assert "SCHEDULED EVENT" not in entry.content[0].value
    assert published(entry) == before(5).replace(microsecond=0)


def test_the_newest_twenty_five_are_in_a_feed() -> None:
    over = tuple(incident(n, update(n, IncidentStatus.RESOLVED, n * 60.0)) for n in range(1, 31))
    shown = view(service(1), incidents=over, maintenances=(maintenance(1),))

    files = render_site(shown)
    for path in FEEDS:
        entries = read(files[path]).entries
        assert len(entries) == 25
        dates = [published(entry) for entry in entries]
        assert dates == sorted(dates, reverse=True)
    assert len(json.loads(files["feed.json"])["items"]) == 25


def test_words_that_were_taken_back_are_struck_through_and_say_so() -> None:
    wrong = replace(update(1, IncidentStatus.INVESTIGATING, 15, "Wrong."), taken_back_at=before(5))
    right = replace(
        update(2, IncidentStatus.INVESTIGATING, 5, "Right."), corrects_at=wrong.published_at
    )
    shown = view(service(1), incidents=(incident(1, right, wrong),))
    html = parsed(shown).entries[0].content[0].value

    assert "<del><p>Wrong.</p></del>" in html
    notes = [e.text for e in Page.of(html).all("em")]
    assert notes == [
        *("Corrects what we wrote at 14:05 CET.", "Corrected at 14:15 CET."),
    ]


def test_json_feed_has_the_same_and_announcements_too() -> None:
    said = replace(update(7, IncidentStatus.RESOLVED, 60, "A **new** office."))
    shown = planned()
    shown = replace(shown, announcements=(PublicAnnouncement("ann000000001", before(60), (said,)),))
    feed = json.loads(render_site(shown)["feed.json"])

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (PAGE, f"{PAGE}/feed.json")
    assert [item["tags"][0] for item in feed["items"]] == [
        *("maintenance", "incident", "announcement", "incident"),
    ]
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert {"title", "content_html", "date_published", "date_modified"} <= set(item)
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
    paths = {item["url"].removeprefix(f"{PAGE}/") + "index.html" for item in feed["items"]}
    assert paths <= set(render_site(shown))


def test_without_an_address_there_is_no_feed_and_the_page_leads_to_none() -> None:
    files = render_site(replace(told_view(), page_url=""))

    assert not {*FEEDS, "feed.json", "sitemap.xml"} & set(files)
    for path in ("index.html", "history/index.html"):
        assert b"history.atom" not in files[path]
        assert b"feed.json" not in files[path]


def test_the_page_leads_feed_readers_and_calendars_there() -> None:
    files = render_site(told_view())
    for path, up in (("index.html", ""), ("history/index.html", "../")):
        links = {
            e.attributes["type"]: e.attributes["href"]
            for e in Page.of(files[path]).all("link")
            if e.attributes["rel"] == "alternate"
        }
        assert links == {
            "application/atom+xml": f"{up}history.atom",
            "application/rss+xml": f"{up}history.rss",
            "application/feed+json": f"{up}feed.json",
            "text/calendar": f"{up}maintenance.ics",
            "text/plain": f"{up}status.txt",
        }
    shown = {e.attributes["href"] for e in Page.of(files["index.html"]).all("a")}
    named = {"history.atom", "history.rss", "feed.json", "maintenance.ics", "status.txt"}
    assert named | {"api/v2/summary.json", "api/uptime.json", "metrics.txt"} <= shown
    assert all(path in files for path in named)


def test_a_feed_is_the_same_bytes_from_memory_and_well_formed() -> None:
    memory = SiteMemory()
    shown = planned()
    first = render_site(shown, memory)
    later = replace(shown, as_of=NOW + timedelta(hours=3), generation=8)

    for path in FEEDS:
        ElementTree.fromstring(first[path])
        assert render_site(later, memory)[path] == first[path] == render_site(shown)[path]
