"""A body as people write it, in both of its forms: HTML on the page, plain text for programs."""

import json

import pytest

from statusboard.domain.status import IncidentStatus
from statusboard.render.markdown import body_html
from statusboard.render.plain_text import body_text
from statusboard.render.site import render_site
from tests.fixtures.public import Page, incident, service, update, view


def links(body: str) -> list[tuple[str, str]]:
    """Every link of the HTML: where it leads, and its words."""
    return [(e.attributes["href"] or "", e.text) for e in Page.of(body_html(body)).all("a")]


@pytest.mark.parametrize(
    ("body", "href", "words"),
    [
        ("See https://a.example/x_y_z.", "https://a.example/x_y_z", "https://a.example/x_y_z"),
        ("(https://a.example/q?a=1&b=2)", "https://a.example/q?a=1&b=2", ""),
        ("(see https://a.example/a_(b))", "https://a.example/a_(b)", ""),
        ("https://a.example/b, and more", "https://a.example/b", ""),
        ("https://a.example/b…", "https://a.example/b", ""),
        ("„https://a.example/b“", "https://a.example/b", ""),
        ("»https://a.example/b«", "https://a.example/b", ""),
        ("**https://a.example/b**", "https://a.example/b", ""),
        ("_https://a.example/b_", "https://a.example/b", ""),
        ("# Read http://a.example", "http://a.example", ""),
        ("HTTPS://A.EXAMPLE", "HTTPS://A.EXAMPLE", ""),
        ("<https://a.example>", "https://a.example", ""),
        ("www.northwind.com!", "https://www.northwind.com", "www.northwind.com"),
        (
            "status.northwind.com/now",
            "https://status.northwind.com/now",
            "status.northwind.com/now",
        ),
        ("docs.rs/tokio", "https://docs.rs/tokio", "docs.rs/tokio"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4", ""),
        ("Write to help@northwind.com.", "mailto:help@northwind.com", "help@northwind.com"),
        ("[help](www.northwind.com/help)", "https://www.northwind.com/help", "help"),
        ("[there](//northwind.com/x)", "https://northwind.com/x", "there"),
        ("[write](help@northwind.com)", "mailto:help@northwind.com", "write"),
        ("[call](tel:+49301234)", "tel:+49301234", "call"),
        ("<tel:+49301234>", "tel:+49301234", "tel:+49301234"),
        ('[x](https://a.example "a title")', "https://a.example", "x"),
        ("![a graph](https://a.example/p.png)", "https://a.example/p.png", "a graph"),
        ("![](https://a.example/g/p%20q.png)", "https://a.example/g/p%20q.png", "p q.png"),
        ('![](https://a.example/p.png "Graph")', "https://a.example/p.png", "Graph"),
        ("![](https://a.example)", "https://a.example", "a.example"),
        ("[![badge](https://b.example/b.svg)](https://a.example)", "https://a.example", "badge"),
        ("a | b\n-|-\nhttps://a.example | 2", "https://a.example", ""),
    ],
)
def test_an_address_is_a_link_without_what_ends_its_sentence(
    body: str, href: str, words: str
) -> None:
    ((found, said),) = links(body)

    assert found == href
    assert not words or said == words


@pytest.mark.parametrize(
    "body",
    [
        "`https://a.example`",
        "```\nhttps://a.example\n```",
        "    https://a.example",
        "config.py, README.md and run.sh",
        "It is done.It works, e.g. this, i.e. that, in v1.2.3 of node.js, at 9.am",
        "ftp://a.example/x",
        "//a.example/x",
        "10.0.0.1",
        "somebody@localhost",
        "javascript:alert(1)",
        "https://bank.example@evil.example/",
        "https://bank.example:secret@evil.example/",
        r"https://bank.example\@evil.example",
        "https://a.example:99999/",
        "http://[::1",
        "http://",
        "mailto:",
    ],
)
def test_what_is_no_address_or_reads_as_another_one_is_left_as_text(body: str) -> None:
    assert links(body) == []
    assert body.strip("` \n") in Page.of(f"<p>{body_html(body)}</p>").elements[0].text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("[files](ftp://a.example/x)", "files (ftp://a.example/x)"),
        ("[a](javascript:alert(1))", "a (javascript:alert(1))"),
        ("[a](JaVaScRiPt:alert(1))", "a (JaVaScRiPt:alert(1))"),
        ("[a](java&#10;script:alert(1))", "a (java script:alert(1))"),
        ("[a](https://bank.example@evil.example)", "a (https://bank.example@evil.example)"),
        ("[a](https:evil.example)", "a (https:evil.example)"),
        ("[the help](/help)", "the help (/help)"),
        ("[a](http://[x)", "a (http://[x)"),
        ("[a]()", "a"),
        ("[below](#below)", "below (#below)"),
        ("<ftp://a.example>", "ftp://a.example"),
        (f"[a](data:text/html,{'x' * 300})", "a"),
        ("![](data:image/png;base64,AAAA)", "picture"),
        ("![](graph.png)", "graph.png"),
        ("![a graph](graph.png)", "a graph"),
    ],
)
def test_a_link_that_leads_nowhere_is_its_words_and_its_address(body: str, text: str) -> None:
    page = Page.of(body_html(body))

    assert [element.tag for element in page.elements] == ["p"]
    assert page.elements[0].text == text
    assert body_text(body) == text


def test_the_words_of_an_address_are_as_they_were_typed() -> None:
    assert links("https://a.example/%E2%80%AEgpj.exe")[0][1] == "https://a.example/%E2%80%AEgpj.exe"
    assert links("https://xn--80ak6aa92e.com/")[0][1] == "https://xn--80ak6aa92e.com/"
    assert "\u202e" not in body_html("![](x/%E2%80%AEgpj.exe) [a](ftp://x/%E2%80%AE)")


def test_struck_text_breaks_numbers_and_tables_are_kept() -> None:
    assert body_html("~~Since nine~~ since ten") == "<p><s>Since nine</s> since ten</p>"
    assert body_html("a<br>b<BR />\nc</br>d") == "<p>a<br>\nb<br>\nc<br>\nd</p>"
    assert body_html("`<br>` <b>") == "<p><code>&lt;br&gt;</code> &lt;b&gt;</p>"
    assert body_html("3. three\n4. four").startswith('<ol start="3">')
    assert body_html("a | b\n-|-:\n1<br>2 | 3") == (
        '<div tabindex="0" role="group" aria-label="Table">\n<table>\n'
        "<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>1<br>\n2</td>\n<td>3</td>\n</tr>\n</tbody>\n</table>\n</div>"
    )


def test_code_can_be_reached_and_scrolled_by_keys() -> None:
    (code,) = Page.of(body_html("```sh\na long line\n```")).all("pre")
    (more,) = Page.of(body_html("    indented <b>")).all("pre")

    for found in (code, more):
        assert found.attributes == {"tabindex": "0", "role": "group", "aria-label": "Code"}
    assert (code.text, more.text) == ("a long line\n", "indented <b>\n")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One line\nand **another**\n\nA *paragraph*", "One line\nand another\n\nA paragraph"),
        (
            "# We move it\n- one\n- two\n  1. a\n  2. b\n\nEnd",
            "We move it\n\n- one\n- two\n  1. a\n  2. b\n\nEnd",
        ),
        ("~~Since nine~~ since ten<br>`code`", "~~Since nine~~ since ten\ncode"),
        ("[the help](https://a.example/h)", "the help (https://a.example/h)"),
        ("https://a.example <tel:+491>", "https://a.example tel:+491"),
        (
            "[call us](tel:+49%2030) or [write](mailto:a@b.com)",
            "call us (+49 30) or write (a@b.com)",
        ),
        ("> quoted\n> so\n\nEnd", "> quoted\n> so\n\nEnd"),
        ("```\n<!-- x -->\n  two\n```\n***\n7. seven", "<!-- x -->\n  two\n\n---\n\n7. seven"),
        ("a | b\n-|-\n1<br>2 | 3", "a | b\n1 2 | 3"),
        ("1. x\n\n2. y", "1. x\n\n2. y"),
        ("- > so\n  > it is\n- b\n  c", "- > so\n  > it is\n\n- b\n  c"),
        (" \n", ""),
    ],
)
def test_programs_get_the_same_words_without_marks(body: str, text: str) -> None:
    assert body_text(body) == text


def test_a_comment_is_in_no_file_of_the_site() -> None:
    body = "Seen <!-- hidden words -->\n\n[//]: # (hidden words)\n\nagain"
    files = render_site(
        view(
            service(1),
            incidents=(
                incident(1, update(1, IncidentStatus.INVESTIGATING, 9, body)),
                incident(2, update(2, IncidentStatus.RESOLVED, 99, body)),
            ),
        )
    )

    assert [path for path, content in files.items() if b"hidden words" in content] == []
    listed = json.loads(files["api/v2/incidents.json"])["incidents"]
    assert {one["body"] for each in listed for one in each["incident_updates"]} == {
        "Seen\n\n\nagain"
    }


def test_a_text_full_of_addresses_takes_no_longer_than_one_waits() -> None:
    # A library that looked at all the rest for each of them would take minutes.
    assert body_html("https://a.example " * 1300).count("<a ") == 1300
