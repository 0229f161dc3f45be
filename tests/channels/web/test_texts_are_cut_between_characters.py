"""Cutting texts to what a provider takes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.channels.web.wording import clean, cut, in_bytes, in_utf16, one_line

FAMILY = "👩‍👩‍👧‍👦"
GERMAN_FLAG = "🇩🇪"


@pytest.mark.parametrize(
    "character", [FAMILY, GERMAN_FLAG, "👍🏽", "e\u0301", "각".encode().decode(), "நி", "❤️"]
)
@pytest.mark.parametrize("measure", [len, in_utf16, in_bytes])
def test_a_character_is_whole_or_gone(character: str, measure) -> None:
    text = character * 40
    for most in range(measure(text) + 2):
        short = cut(text, most, measure)
        assert measure(short) <= most
        assert short.removesuffix("…").replace(character, "") == ""


@given(st.text(), st.integers(0, 60), st.sampled_from([len, in_utf16, in_bytes]))
def test_a_cut_text_is_never_longer_and_is_its_beginning(text: str, most: int, measure) -> None:
    short = cut(text, most, measure)
    assert measure(short) <= most or short == text == ""
    assert text.startswith(short.removesuffix("…"))
    if measure(text) <= most:
        assert short == text


def test_a_cut_ends_after_a_word_where_one_ends_nearby() -> None:
    assert cut("We look into what happened there", 22) == "We look into what…"
    assert cut("x" * 30, 10) == "x" * 9 + "…"
    assert cut("We look", 0) == ""


def test_nothing_that_is_not_seen_is_left() -> None:
    text = "a\x00\x1b\u202eb\u200b\ud800\r\nc\td\x85"
    assert clean(text) == "ab\nc\td"
    assert one_line(text) == "ab c d"
    assert not any(unicodedata.category(letter).startswith("C") for letter in one_line(text))
