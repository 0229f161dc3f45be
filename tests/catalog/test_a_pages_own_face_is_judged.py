"""What a team gives its page is judged: colours by contrast, pictures and rules by their deeds."""

import base64
import json
import struct
import xml.etree.ElementTree as ET
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.catalog.brand_fields import BRAND, LOGO
from statusboard.catalog.own_css import css_problem
from statusboard.catalog.own_picture import picture_of, read_picture, text_of
from statusboard.catalog.page_links import links_text, page_links
from statusboard.catalog.safe_drawing import safe_drawing
from statusboard.domain.contrast import LEAST_CONTRAST, contrast
from statusboard.domain.palette import Theme, accent_of, least_contrast, nearest_readable
from statusboard.errors import RuleBroken
from tests.fixtures.settings import png

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def drawing(inside: str, about: str = 'viewBox="0 0 80 20"', before: str = "") -> bytes:
    return f"{before}{SVG}{about}>{inside}</svg>".encode()


@settings(max_examples=12, deadline=None)
@given(COLOURS, COLOURS)
def test_every_colour_has_a_nearest_that_can_be_read_with_its_letters(one: str, two: str) -> None:
    for theme in Theme:
        near = nearest_readable(one, theme)
        assert least_contrast(near, theme) >= LEAST_CONTRAST
        assert nearest_readable(near, theme) == near
        shown = accent_of(nearest_readable(one, Theme.LIGHT), near, theme)
        assert contrast(shown.colour, shown.letters) >= LEAST_CONTRAST
    made_dark = accent_of(nearest_readable(two, Theme.LIGHT), "", Theme.DARK)
    assert least_contrast(made_dark.colour, Theme.DARK) >= LEAST_CONTRAST


def test_a_pale_colour_is_refused_with_its_figure_and_the_nearest() -> None:
    with pytest.raises(RuleBroken, match=r"1\.2 : 1, and letters need 4\.5 : 1.*is #A15C13") as no:
        BRAND.settle({"accent": "#F5D0A9"})
    assert no.value.field == "brand.accent"
    assert BRAND.settle({"accent": "a15c13"}) == {"accent": "#A15C13"}
    with pytest.raises(RuleBroken, match="on the dark page"):
        BRAND.settle({"accent_dark": "#12264F"})


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("a{}\n@import 'https://e.example/x.css';", "Line 2: @import"),
        ("@IM\\50ORT url(x)", "@import"),
        ("a{background:u\\72l(//e.example/a)}", "url"),
        ('@media print{a{b:url("https://e.example")}}', "url"),
        ("a{b:url(/same/host?leak)}", "url"),
        ("a{b:var(--x, url(x))}", "url"),
        ('a{b:url("data:image/svg+xml,<svg/>")}', "url"),
        ('a{b:image-set("https://e.example/x" 1x)}', "image-set"),
        ("@font-face{src:url(x.woff2)}", "url"),
        ("a{width:expre/**/ssion(1);width:EXPRESSION(1)}", "expression"),
        ("a{behavior:x}", "behavior"),
        ("a{b:url(x", "url"),
        ("(" * 20_000 + "url(x)", "url"),
        ("a" * 33_000, "32 kB"),
    ],
)
def test_a_stylesheet_that_loads_or_runs_is_refused_with_its_line(css: str, words: str) -> None:
    found = css_problem(css)
    assert found is not None
    assert words in found


@pytest.mark.parametrize(
    "css",
    [
        ".banner { display: none }  /* the team's right */",
        "a::after { content: '\\2192 url(x)' }",
        "a { background: url( 'data:image/png;base64,AAAA' ); mask: url(#m) }",
        "@media (prefers-color-scheme: dark) { :root { --accent: #7AA7FF } }",
    ],
)
def test_a_stylesheet_may_change_every_look(css: str) -> None:
    assert css_problem(css) is None


HOSTILE = (
    "<script>alert(1)</script>",
    '<g onload="alert(1)"><path d="M0 0h1" onclick="x()"/></g>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="//e/x"/></body>'
    "</foreignObject>",
    '<image href="https://e.example/x.png"/><image xlink:href="file:///etc/passwd"/>',
    '<use xlink:href="https://e.example/x.svg#a"/><use href="data:image/svg+xml,x#a"/>',
    '<a href="javascript:alert(1)"><rect width="1" height="1"/></a>',
    '<style>@import "https://e.example/x.css";</style><style>a{fill:url(//e/x)}</style>',
    '<rect style="fill:url(https://e.example/x)" fill="url(//e.example#a)"/>',
    '<set attributeName="href" to="javascript:alert(1)"/><animate attributeName="x"/>',
    "<?xml-stylesheet href='https://e.example/x.css'?><!-- https://e.example -->",
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
)


@pytest.mark.parametrize("inside", HOSTILE)
def test_a_drawing_is_written_anew_from_what_draws(inside: str) -> None:
    safe = safe_drawing(drawing(f'{inside}<path d="M1 1h2"/>', 'onload="x" viewBox="0 0 80 20"'))
    tree = ET.fromstring(safe.content)
    names = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert names <= {"svg", "g", "path", "use", "style", "rect"}
    assert "path" in names
    text = safe.content.decode()
    signs = ("alert", "e.example", "//e", "script", "passwd", " on")
    assert not [sign for sign in signs if sign in text]
    assert safe_drawing(safe.content) == safe
    assert (safe.width, safe.height) == (80, 20)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (drawing("", before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "entities"),
        (drawing("", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///x">]>'), "entities"),
        (drawing("<g>" * 80 + "</g>" * 80), "too deep"),
        (drawing("", about=""), "how large"),
        (drawing("", about='viewBox="0 0 0 9"'), "how large"),
        (drawing("<g>"), "cannot be read"),
        (b"<html><svg></svg></html>", "no SVG drawing"),
        (b"GIF89a" + b"\0" * 20, "no PNG, JPEG or SVG"),
        (b"MZ\x90\0 a program", "no PNG, JPEG or SVG"),
        (png(4, 4)[:-20], "ends too early"),
        (png(0, 4), "no size"),
        (png(30_000, 30_000), "a side has at most 2000"),
        (png(4, 4)[:-6] + b"\0" * 6, "ends too early"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "ends too early"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 70_000, "60 kB fit"),
    ],
)
def test_what_is_no_safe_picture_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        picture_of(content, LOGO)
    with pytest.raises(RuleBroken, match=words):
        BRAND.settle({"logo": text_of(content)})


def test_a_picture_is_kept_without_its_maker_and_without_what_is_behind_it() -> None:
    secret = b"tEXtAuthor\0somebody"
    chunk = struct.pack(">I", len(secret) - 4) + secret + struct.pack(">I", zlib.crc32(secret))
    plain = png(8, 2)
    told = plain[:33] + chunk + plain[33:] + b"<script>"
    kept = picture_of(told, LOGO)
    assert kept.content == plain
    assert (kept.width, kept.height) == (8, 2)
    assert read_picture(kept.text, LOGO) == kept
    assert BRAND.settle({"logo": kept.text}) == {"logo": kept.text}


def test_a_photograph_is_kept_without_where_it_was_taken() -> None:
    exif = b"\xff\xe1\0\x0aExif\0GPS"
    frame = b"\xff\xc0\0\x0b\x08\0\x02\0\x08\x01\x01\x11\0"
    rest = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x12\x34\xff\xd9"
    kept = picture_of(b"\xff\xd8" + exif + frame + rest + b"behind", LOGO)
    assert kept.content == b"\xff\xd8" + frame + rest
    assert (kept.width, kept.height) == (8, 2)


@pytest.mark.parametrize(
    "line",
    [
        "https://example.com",
        "Help javascript:alert(1)",
        "Help data:text/html,x",
        "Help https://bank.example@e.example/",
        "Help https://",
        'Help https://e.example/"onclick=x',
        "Help //e.example",
        f"{'a' * 41} https://e.example",
        "\n".join(f"L{n} https://e.example/{n}" for n in range(7)),
    ],
)
def test_a_link_that_leads_astray_is_refused(line: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        BRAND.settle({"footer_links": line})
    assert refused.value.field == "brand.footer_links"


def test_links_are_read_as_they_are_written() -> None:
    text = "Über uns https://example.com/über?x=1#y\nCall us tel:+4930123\nMail mailto:a@b.example"
    assert links_text(page_links(text)) == text
    assert BRAND.settle({"header_links": f"\n  {text} \n"}) == {"header_links": text}


def test_a_text_of_a_picture_that_was_tampered_with_is_refused() -> None:
    good = picture_of(drawing("<path d='M0 0'/>"), LOGO).text
    for bad in ("", "x", good[:-1], good.replace("base64", "utf8"), json.dumps(good)):
        if bad:
            with pytest.raises(RuleBroken):
                BRAND.settle({"logo": bad})
    lying = good.replace("image/svg+xml", "image/png")
    assert BRAND.settle({"logo": lying}) == {"logo": good}, "the content says what it is"
    assert base64.b64decode(good.partition(",")[2]).startswith(b"<svg")
