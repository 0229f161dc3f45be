"""Whatever people type, and whatever is kept from the public: neither gets through."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics

from statusboard.app.page.mirrored import mirror_of
from statusboard.domain.languages import LANGUAGES
from statusboard.domain.status import IncidentStatus
from statusboard.domain.translation import Translation, digest_of
from statusboard.domain.views.public import PublicMove, PublicView
from statusboard.domain.views.public_texts import PublicTexts
from statusboard.render.addresses import SCHEMES
from statusboard.render.clean import clean_line
from statusboard.render.markdown import SCROLLED, TAGS, body_html
from statusboard.render.plain_text import body_text
from statusboard.render.site import render_site
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.private import fill_with_markers
from tests.fixtures.public import (
    GOOD,
    PARTIAL,
    Page,
    incident,
    maintenance,
    service,
    update,
    view,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7*7 }}{% for x in y %}",
    "<!-- -->",
    "&lt;script&gt;",
    "\x00\x0b\x1f",
    "a\u202etxt.exe\u2066",
    "]]>",
    "\ud800",
    "a\r\nEND:VEVENT\r\nX:1",
    'name="x"} 1\n# EOF',
    "a,b;c\\n\\",
    "\u2028\u2029\x85",
    "=1+1",
    "x" * 3000,
]
TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=80)


def with_texts(text: str, body: str) -> PublicView:
    said = update(
        1,
        IncidentStatus.INVESTIGATING,
        15,
        body,
        (PublicMove("svc000000001", text, GOOD, PARTIAL),),
    )
    shown = view(
        service(1, text, PARTIAL, description="d" + text),
        incidents=(incident(1, said, title=text),),
        maintenances=(maintenance(1, update(7, IncidentStatus.SCHEDULED, 9, body), title=text),),
        page_name=text,
    )
    return replace(shown, groups=(replace(shown.groups[0], name=text),))


PLAIN = {
    path: Page.of(content).shape()
    for path, content in render_site(with_texts("Plain", "Plain")).items()
    if path.endswith(".html")
}


@settings(max_examples=40)  # each is a whole site
@given(text=TEXTS)
def test_no_text_adds_an_element_or_an_attribute(text: str) -> None:
    files = render_site(with_texts(f"A{text}", "Plain"))

    for path, shape in PLAIN.items():
        assert Page.of(files[path]).shape() == shape


def translated(text: str, language: str) -> PublicView:
    """A page in two languages, in one of which notices and the team are called so."""
    shown = with_texts("Plain", "Plain")
    (said,) = shown.incidents
    (newest,) = said.updates
    wording = newest.wording
    of = digest_of(wording.title, wording.body)
    told = Translation(language, f"A{text}", "Plain", of)
    updates = (replace(newest, wording=replace(wording, translations=(told,))),)
    own = "en" if language != "en" else "de"
    return replace(
        shown,
        incidents=(replace(said, updates=updates),),
        language=own,
        languages=(own, language),
        texts=(PublicTexts(language, *[f"A{text}"] * 4),),
    )


# Each language is a page with words of its own around the same texts: a few texts for each of them.
@pytest.mark.parametrize(
    ("language", "texts"),
    [(code, HOSTILE[place::8]) for place, code in enumerate(LANGUAGES)],
)
def test_no_text_of_any_language_adds_an_element(language: str, texts: list[str]) -> None:
    site = render_site(translated("Plain", language))
    plain = {path: Page.of(site[path]).shape() for path in site if path.endswith(".html")}

    for text in texts:
        files = render_site(translated(text, language))
        assert {path: Page.of(files[path]).shape() for path in plain} == plain
        ElementTree.fromstring(files[f"{language}/history.atom"])
        assert files[f"{language}/status.txt"].decode().startswith(clean_line(f"A{text}"))


@settings(max_examples=40)  # each is a whole site
@given(text=TEXTS)
def test_the_api_stays_json_with_the_text_in_it(text: str) -> None:
    summary = json.loads(render_site(with_texts(f"A{text}", text))["api/v2/summary.json"])

    assert summary["incidents"][0]["name"] == clean_line(f"A{text}")


@pytest.mark.parametrize("text", HOSTILE)
def test_every_file_for_programs_is_read_back_as_it_was_meant(text: str) -> None:
    """Line breaks, marks and letters of each format among them: nothing is added, nothing lost."""
    name = clean_line(f"A{text}")
    files = render_site(with_texts(f"A{text}", text))

    for path in ("history.atom", "history.rss"):
        tree = ElementTree.fromstring(files[path])
        titles = [one.text for one in tree.findall(".//{*}title")]
        assert titles[1:] == [name, name]
        assert len(tree.findall(".//{*}entry") + tree.findall(".//item")) == 2
    ElementTree.fromstring(files["sitemap.xml"])
    assert [item["title"] for item in json.loads(files["feed.json"])["items"]] == [name, name]
    (work,) = icalendar.Calendar.from_ical(files["maintenance.ics"]).walk("VEVENT")
    assert work["SUMMARY"] == name
    said = {
        one.labels["name"]
        for family in openmetrics(files["metrics.txt"].decode())
        for one in family.samples
        if "name" in one.labels
    }
    assert said == {name}
    for path, content in files.items():
        if path.endswith(".json"):
            json.loads(content)
    assert json.loads(files["badge/status.json"])["label"] == name
    drawn = Page.of(files["badge/status.svg"])
    assert {e.tag for e in drawn.elements} == {"svg", "title", "rect", "path", "g", "text"}
    lines = files["status.txt"].decode().split("\n")
    assert lines[0] == name
    assert sum(line.startswith("INCIDENT  ") for line in lines) == 1
    assert files["robots.txt"].count(b"\n") == 4
    held = Page.of(files["history/index.html"]).all("div")
    (props,) = [
        e.attributes["data-react-props"] for e in held if "data-react-props" in e.attributes
    ]
    assert json.loads(props or "")["months"][0]["incidents"][0]["name"] == name


MARKS = st.sampled_from(
    [
        *("<", ">", "[", "](", ")", "!", "`", "*", "_", "#", "\n", "&", '"', "~~", "|", "@", "."),
        *("javascript:", "http://", "https://a.example", "www.a.com", "tel:+1", "data:image/png,"),
        *('[x](https://a.example "t")', "![](a.png 'title')", "\n| a | b |\n|:-|-:|\n| 1 | 2 |\n"),
        *("\n```sh\ncode\n```\n", "\n    code\n", "\n9. nine\n", "<br>", "<!--", "-->", "\n> "),
        *("[x]: https://a.example 'title'\n\n[x]", "a@b.com", "//a.example", "%0a", "\\", "\u202e"),
    ]
)
# Every attribute that a body may have, by its element; README.md promises no other.
PROMISED = {
    "a": {"href", "rel"},
    "ol": {"start"},
    **{tag: set(said) for tag, said in SCROLLED.items()},
}


@settings(max_examples=150)
@given(body=st.lists(MARKS | TEXTS, max_size=12).map("".join))
def test_a_body_has_only_the_promised_elements_attributes_and_addresses(body: str) -> None:
    page = Page.of(body_html(body))

    assert not page.open
    assert not page.comments
    for element in page.elements:
        assert element.tag in TAGS
        assert set(element.attributes) <= PROMISED.get(element.tag, set())
        assert element.attributes == SCROLLED.get(element.tag, element.attributes)
        assert (element.attributes.get("start") or "0").isdecimal()
        if element.tag == "a":
            assert element.attributes["rel"] == "noopener"
            parts = urlsplit(element.attributes["href"] or "")
            assert parts.scheme in SCHEMES
            assert "@" not in parts.netloc


@given(body=st.lists(MARKS | TEXTS, max_size=12).map("".join))
def test_a_body_is_the_same_every_time_and_plain_for_programs(body: str) -> None:
    assert body_html(body) == body_html(body)
    assert not set(body_text(body)) & {"\x00", "\u202e", "\r"}


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_body_leaves_the_rest_of_the_page_alone(body: str) -> None:
    files = render_site(with_texts("Plain", body))

    for path in PLAIN:
        page = Page.of(files[path])
        assert not page.all("img", "iframe")
        assert [bool(e.text) for e in page.all("script")] == [False]
        assert not page.comments
        assert not any(name.startswith("on") for e in page.elements for name in e.attributes)


def test_markdown_is_what_people_expect() -> None:
    text = "## What we do\n\nWe **move** it:\n\n- one\n- two\n\n[help](https://a.example/?x=1&y=2)"

    assert body_html(text) == (
        "<p><strong>What we do</strong></p>\n<p>We <strong>move</strong> it:</p>\n"
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        '<p><a href="https://a.example/?x=1&amp;y=2" rel="noopener">help</a></p>'
    )
    assert body_html("One line\nand another") == "<p>One line<br>\nand another</p>"
    assert body_html("![pixel](https://a.example/p.png)").startswith("<p><a")
    assert body_html("a <b>b</b>") == "<p>a &lt;b&gt;b&lt;/b&gt;</p>"
    assert body_html(" \n") == ""


def test_ten_thousand_quotes_in_each_other_hurt_nobody() -> None:
    assert len(body_html("> " * 10_000 + "deep")) < 10_000


def test_hidden_direction_marks_never_reach_a_title() -> None:
    assert clean_line("pay\u202egpj.exe\u2069\n now ") == "paygpj.exe now"


@ON_SQLITE
def test_nothing_private_reaches_any_file(database: Database, tmp_path: Path) -> None:
    markers, shown = fill_with_markers(database, tmp_path)

    everything = b"".join(path.encode() + content for path, content in render_site(shown).items())
    assert len(markers) >= 1_000
    assert [marker for marker in markers if marker.encode() in everything] == []
    told = repr(mirror_of(shown))  # what accounts of pages elsewhere are told
    assert [marker for marker in markers if marker in told] == []
    assert b"Checkout 7" in everything  # the public names are there
