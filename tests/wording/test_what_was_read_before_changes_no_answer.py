"""One key changes one paragraph; what was found in the others is kept, and is what is there."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statusboard.domain.language import Language
from statusboard.domain.paragraphs import paragraphs, places
from statusboard.wording import base, sentences, tongue
from statusboard.wording.base import draft_of
from statusboard.wording.rules import check
from statusboard.wording.sentences import parts_of, word_count
from statusboard.wording.tongue import language_of
from tests.fixtures.word_corpus import corpus

_SAID = tuple(one.text for one in corpus())
_PIECES = st.one_of(st.sampled_from(_SAID), st.text(" .!?-*()<>\n\"'aZ3ßé’`:", max_size=12))
_BREAKS = ("", " ", "\n", "\n\n", "\n\n\n", "\n \n", "\n- ", "<br>\n\n", ".\n\n")
TEXTS = st.lists(st.tuples(_PIECES, st.sampled_from(_BREAKS)), max_size=8).map(
    lambda pieces: "".join(piece + end for piece, end in pieces)
)

CLOSING = '"”’)]*_'


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    return ((one.start(), one.end(), one[0]) for one in pattern.finditer(text))


@given(TEXTS)
def test_paragraphs_together_are_the_text(text: str) -> None:
    found = list(paragraphs(text))
    assert "".join(paragraph for _, paragraph in found) == text
    assert all(text.startswith(paragraph, at) for at, paragraph in found)


@given(TEXTS, st.sampled_from(list(Language)))
def test_the_rules_say_of_paragraphs_what_they_say_of_the_whole(
    text: str, language: Language
) -> None:
    draft = draft_of("Late exports", text, language, None)
    said = check(draft)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "places", _found)
        assert said == check(draft)


@example("?*\n\nSince 09:10 UTC orders do not reach us.")
@given(TEXTS)
def test_sentences_are_those_of_the_whole_text(text: str) -> None:
    ends = list(sentences._END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.start() for end in ends), len(text)]
    said = [text[start:stop].strip() for start, stop in zip(starts, stops, strict=True)]
    # Marks that close a paragraph belong to it, whatever the next one begins with.
    found = [one.text.rstrip(CLOSING) for one in parts_of(text)]
    assert found == [one.rstrip(CLOSING) for one in said if one]
    assert all(text[one.start : one.stop] == one.text for one in parts_of(text))


@given(TEXTS)
def test_words_are_counted_as_in_the_whole_text(text: str) -> None:
    assert word_count(text) == len(sentences._WORD.findall(re.sub(r"https?://\S+", "link", text)))


@given(TEXTS)
@example("The shop and the till.\n\n" + "Kaupan kassa ei toimi juuri nyt. " * 12)
def test_the_language_is_that_of_all_the_words(text: str) -> None:
    joined = re.sub(r"\n\n+", " \n ", text)
    assert len(list(paragraphs(joined))) <= 1
    assert language_of(text) is language_of(joined)
    words = [word.casefold() for word in tongue._WORD.findall(text)]
    assert sum(tongue._counted(one)[0] for _, one in paragraphs(text)) == len(words)


def test_a_text_that_changes_under_the_keys_is_judged_as_it_stands() -> None:
    pattern = re.compile(r"(?<!\w)down(?!\w)")
    before = "The shop is down.\n\nThe till is not."
    assert list(places(pattern, before)) == [(12, 16, "down")]
    # The same paragraph elsewhere, and one that became another by a key.
    assert list(places(pattern, f"Well:\n\n{before}")) == [(19, 23, "down")]
    assert list(places(pattern, before.replace("down", "downs"))) == []
    assert list(places(pattern, f"{before}\n\ndown")) == [(12, 16, "down"), (37, 41, "down")]
