"""What mends a text changes the words at fault, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.finding import Fix, Words, mended

TEXT = "It was just a short pause , really!"


def fix(text: str, old: str, new: str, part: str = "body") -> Fix:
    start = text.index(old)
    return Fix(Words(part, start, start + len(old), old), new)


def test_several_words_are_mended_at_once() -> None:
    fixes = [fix(TEXT, "just a", "a"), fix(TEXT, "really!", "really.")]
    assert mended(TEXT, "body", fixes) == "It was a short pause , really."


def test_words_that_are_left_out_take_a_blank_with_them() -> None:
    assert mended("It is back now!", "body", [fix("It is back now!", "now", "")]) == "It is back!"
    assert mended("Sorry, it is.", "body", [fix("Sorry, it is.", "Sorry, ", "")]) == "it is."


def test_words_of_another_part_or_of_an_older_text_are_left_alone() -> None:
    assert mended(TEXT, "title", [fix(TEXT, "just a", "a")]) == TEXT
    assert mended("It was no pause.", "body", [fix(TEXT, "short", "long")]) == "It was no pause."


@given(st.text(min_size=3), st.data())
def test_what_stands_around_the_words_stays(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    new = data.draw(st.text(min_size=1))
    words = Words("body", start, stop, text[start:stop])
    assert mended(text, "body", [Fix(words, new)]) == text[:start] + new + text[stop:]
