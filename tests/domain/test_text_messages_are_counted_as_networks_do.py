"""GSM 7-bit, UCS-2 and segments, held against a slow reference that is written another way."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statusboard.domain.sms import (
    DEFAULT_ALPHABET,
    EXTENSION,
    CostlyCharacter,
    Encoding,
    costly_characters,
    in_plain_letters,
    segmented,
)

# TS 23.038, 6.2.1: the table by its code points, row by row; 0x1B is the escape.
TABLE = [
    *(0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D),
    *(0xC5, 0xE5, 0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E),
    *(0xC6, 0xE6, 0xDF, 0xC9, *range(0x20, 0x24), 0xA4, *range(0x25, 0x40), 0xA1),
    *(*range(0x41, 0x5B), 0xC4, 0xD6, 0xD1, 0xDC, 0xA7, 0xBF),
    *(*range(0x61, 0x7B), 0xE4, 0xF6, 0xF1, 0xFC, 0xE0),
]
ESCAPED = [0x0C, 0x5E, 0x7B, 0x7D, 0x5C, 0x5B, 0x7E, 0x5D, 0x7C, 0x20AC]
PLAIN = "".join(map(chr, TABLE))
TWICE = "".join(map(chr, ESCAPED))
TEXTS = st.one_of(
    st.text(st.sampled_from(PLAIN + TWICE), max_size=700),
    st.text(st.sampled_from("aä€^“日😀🇩e\u0301"), max_size=400),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=400),
)


def slow_reference(text: str) -> tuple[str, list[str]]:
    """The name of the encoding, and the segments, each filled as far as whole characters go."""
    in_gsm = all(ord(one) in TABLE or ord(one) in ESCAPED for one in text)

    def length(part: str) -> int:
        if in_gsm:
            return len(part) + sum(part.count(one) for one in TWICE)
        return len(part.encode("utf-16-be")) // 2

    alone, joined = ((140 * 8) // 7, ((140 - 6) * 8) // 7) if in_gsm else (140 // 2, (140 - 6) // 2)
    if length(text) <= alone:
        return ("GSM_7" if in_gsm else "UCS_2"), [text]
    segments: list[str] = []
    while text:
        taken = next(n for n in range(len(text), 0, -1) if length(text[:n]) <= joined)
        segments.append(text[:taken])
        text = text[taken:]
    return ("GSM_7" if in_gsm else "UCS_2"), segments


def test_the_alphabets_are_those_of_the_standard() -> None:
    assert len(TABLE) == 127
    assert set(PLAIN) == DEFAULT_ALPHABET
    assert set(TWICE) == EXTENSION


@given(TEXTS)
@example("a" * 152 + "€" + "a" * 10)
@example("日" * 66 + "😀" + "日" * 10)
def test_a_text_is_cut_where_the_reference_cuts_it(text: str) -> None:
    encoding, segments = slow_reference(text)
    found = segmented(text)
    assert (found.encoding.name, list(found.segments)) == (encoding, segments)
    assert "".join(found.segments) == text


@pytest.mark.parametrize(
    ("text", "count", "units"),
    [
        ("", 1, 0),
        ("a" * 160, 1, 160),
        ("a" * 161, 2, 161),
        ("a" * 306, 2, 306),
        ("a" * 307, 3, 307),
        ("€" * 80, 1, 160),
        ("€" * 81, 2, 162),
        ("a" * 151 + "€" + "a" * 153, 2, 306),
        ("a" * 152 + "€" + "a" * 152, 3, 306),
        ("日" * 70, 1, 70),
        ("日" * 71, 2, 71),
        ("日" * 134, 2, 134),
        ("😀" * 35, 1, 70),
        ("😀" * 66, 2, 132),
        ("😀" * 67, 3, 134),
    ],
)
def test_borders_are_exact(text: str, count: int, units: int) -> None:
    found = segmented(text)
    assert (len(found.segments), found.units) == (count, units)


@given(TEXTS)
def test_no_pair_is_torn_and_no_segment_too_long(text: str) -> None:
    found = segmented(text)
    limit = found.encoding.alone if len(found.segments) == 1 else found.encoding.joined
    for segment in found.segments:
        if found.encoding is Encoding.GSM_7:
            assert len(segment) + sum(map(segment.count, TWICE)) <= limit
        else:
            assert len(segment.encode("utf-16-be")) // 2 <= limit


def test_what_costs_is_pointed_at_with_what_says_the_same() -> None:
    assert costly_characters("Łódź is “back” … 😀") == (
        CostlyCharacter(0, "Ł", "L"),
        CostlyCharacter(1, "ó", "o"),
        CostlyCharacter(3, "ź", "z"),
        CostlyCharacter(8, "“", '"'),
        CostlyCharacter(13, "”", '"'),
        CostlyCharacter(15, "…", "..."),
        CostlyCharacter(17, "😀", None),
    )
    assert costly_characters("Zahlungen für 5 € gehen wieder: {ok}") == ()
    assert costly_characters("e\u0301")[0].replacement == ""


@given(TEXTS)
def test_what_is_suggested_costs_nothing(text: str) -> None:
    for costly in costly_characters(text):
        assert text[costly.position] == costly.character
        assert costly.replacement is None or not costly_characters(costly.replacement)
    encoding = segmented(text).encoding
    assert bool(costly_characters(text)) == (encoding is Encoding.UCS_2)


def test_typography_is_written_plainly_where_that_saves_something() -> None:
    assert in_plain_letters("“Checkout” – it’s back…") == '"Checkout" - it\'s back...'
    assert in_plain_letters("“Łódź”") == "“Łódź”"
    assert in_plain_letters("Cafe\u0301") == "Café"


@given(TEXTS)
@example("™" * 70)
def test_writing_plainly_never_makes_a_text_cost_more(text: str) -> None:
    plain = in_plain_letters(text)
    assert len(segmented(plain).segments) <= len(segmented(text).segments)
