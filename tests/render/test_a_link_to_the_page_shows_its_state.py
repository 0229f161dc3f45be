"""What chats and networks show beside a link to the page: words and a picture of its state."""

import struct
from dataclasses import replace

import numpy as np

from statusboard.render.card import HEIGHT, WIDTH, CardFacts, can_be_set, card
from statusboard.render.headline import headline, sentence_in
from statusboard.render.page_words.known import WORDS
from statusboard.render.site import render_site
from statusboard.render.site_paths import can_make
from tests.fixtures.public import Page, told_view

CALM = CardFacts("Nordwind", "operational", "All services are operational", "22 November 2026")


def test_the_picture_says_the_state_and_the_same_state_is_the_same_picture() -> None:
    calm = card(CALM)
    card.cache_clear()
    assert card(CALM) == calm
    assert struct.unpack_from(">II", calm, 16) == (WIDTH, HEIGHT)
    others = {
        card(replace(CALM, style="major")),
        card(replace(CALM, headline="Some services are affected")),
        card(replace(CALM, day="23 November 2026")),
        card(replace(CALM, accent="#7A1F2B")),
        card(replace(CALM, name="Südwind")),
    }
    assert len(others | {calm}) == 6


def test_a_name_in_letters_that_it_has_not_is_left_out_and_a_long_one_is_cut() -> None:
    bare = card(replace(CALM, name=""))
    assert card(replace(CALM, name="決済サービス")) == bare
    assert card(replace(CALM, name="w" * 400)) != bare


def test_every_page_names_it_once_its_address_is_known() -> None:
    view = replace(told_view(), page_url="https://status.northwind.example/")
    files = render_site(view)
    assert can_make("status.png")
    assert files["status.png"].startswith(b"\x89PNG")
    for path in ("index.html", next(one for one in files if one.startswith("incidents/"))):
        metas = [e.attributes for e in Page.of(files[path]).all("meta")]
        said = {one.get("property"): one.get("content") for one in metas}
        assert said["og:image"] == "https://status.northwind.example/status.png"
        assert said["og:title"]
        assert said["og:description"]
    without = render_site(replace(view, page_url=""))
    assert "status.png" not in without
    assert b"og:image" not in without["index.html"]
    assert np.frombuffer(files["status.png"], np.uint8).size < 60_000


def test_a_headline_whose_letters_no_strip_has_is_set_as_programs_read_it() -> None:
    shown = told_view()
    pictures = {
        code: render_site(replace(shown, language=code, languages=(code,)))["status.png"]
        for code in ("en", "fr", "ar")
    }

    assert pictures["ar"] == pictures["en"]
    assert pictures["fr"] != pictures["en"]
    assert all(can_be_set(sentence_in(headline(shown), WORDS[code])) for code in ("de", "es", "pt"))
