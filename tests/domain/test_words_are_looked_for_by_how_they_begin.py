"""Texts are taken apart in one way for keeping and for asking, in English and German."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.search_words import MOST_TERMS, found_among, terms_of, words_of


def test_words_are_folded_and_hold_letters_and_digits_alone() -> None:
    text = "Sign-in fails for <b>Straßburg</b>: ﬁnd error_5xx at api.example.com, naïve!"

    assert words_of(text) == (
        *("sign", "in", "fails", "for", "b", "strassburg", "b", "find", "error", "5xx", "at"),
        *("api", "example", "com", "naïve"),
    )


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("payments", "payment"),
        ("payment", "payments"),
        ("paying", "paying"),
        ("Zahlungen", "Zahlung"),
        ("Zahlung", "Zahlungsausfall"),
        ("Zahlungsausfall", "Zahlungen"),
        ("Bestellübersicht", "Bestellungen"),
        ("API", "api"),
    ],
)
def test_a_word_finds_its_other_endings(asked: str, kept: str) -> None:
    assert found_among(terms_of(asked), words_of(kept)) == 1


@pytest.mark.parametrize(
    ("asked", "kept"),
    [("api", "apiary"), ("cards", "care"), ("login", "log"), ("export", "import")],
)
def test_other_words_are_not_found(asked: str, kept: str) -> None:
    assert found_among(terms_of(asked), words_of(kept)) == 0


def test_words_of_every_notice_numbers_and_two_letters_are_not_asked_for() -> None:
    assert (
        terms_of("We are investigating an issue with the service since 14 02 for all of DB") == ()
    )
    assert terms_of("Wir untersuchen die Störung seit 14 Uhr")[0].text == "untersu"


def test_the_first_texts_words_come_first_and_there_are_not_too_many() -> None:
    terms = terms_of(
        "Checkout fails", " ".join(f"{n}th word" for n in range(1_000, 1_100)) + " checkouts"
    )

    assert [term.text for term in terms[:2]] == ["checko", "fails"]
    assert len(terms) == MOST_TERMS


@given(st.text())
def test_every_text_is_found_by_its_own_words(text: str) -> None:
    terms = terms_of(text)

    assert found_among(terms, words_of(text)) == len(terms)
    assert all(term.text and term.text.isalnum() for term in terms)


@given(st.text())
def test_kept_words_are_taken_apart_again_as_they_were(text: str) -> None:
    kept = " ".join(words_of(text))

    assert tuple(kept.split(" ")) == (words_of(text) or ("",))
    assert all(word.isalnum() for word in words_of(text))


def test_what_is_endless_is_cut() -> None:
    assert max(map(len, words_of("z" * 100_000))) <= 64
    assert len(" ".join(words_of("ﷺ " * 100_000))) <= 50_000
