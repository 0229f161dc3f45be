"""How hard a text is to read: syllables, the formulas, and what is left out of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.language import Language
from statusboard.wording.reading_level import LEAST_WORDS, reading_level, syllable_count

EN, DE = Language.ENGLISH, Language.GERMAN

ENGLISH = """
the 1 rate 1 services 3 failed 1 affected 3 started 2 experience 4 investigating 5 availability 6
payments 2 customers 3 update 2 issues 2 resolved 2 monitoring 4 identified 4 provider 3 people 2
little 2 able 2 initiated 5 being 2 continuing 4 various 3 area 3 create 2 idea 3 actually 4
database 3 caused 1 pages 2 changes 2 quickly 2 quiet 2 client 2 serious 3 society 4 ruin 2
beautiful 3 different 3 usually 4 medium 3 radio 3 video 3 moved 1 wanted 2 called 1 handled 2
recovery 4 tried 1 queued 1 guidance 2 building 2 question 2 image 2 messages 3 sure 1 measured 2
business 2 every 2 previously 4
"""
GERMAN = """
Zahlung 2 Störung 2 Anmeldung 3 beheben 3 Ursache 3 Dienst 1 Dienste 2 Bestellungen 4 wieder 2
Verfügbarkeit 4 Aktualisierung 6 Situation 5 Linien 3 Ausfall 2 heute 2 Häuser 2 Boot 1 Datei 2
Uhr 1 bauen 2 ziehen 2 verschiedene 4 Reihe 2 Computer 3 Theater 3 Museum 3
"""
PLAIN = (
    "Payments are going through again. We moved checkout to a healthy system at 14:17 and are "
    "watching it closely. Baskets and orders already placed were not affected. If a payment "
    "failed between 14:02 and 14:17, you were not charged and can simply try again. Checkout has "
    "been available 99.98 % of the last 12 months. We will update this notice by 14:50, and tell "
    "you the moment it is fully resolved."
)


@pytest.mark.parametrize(("words", "language"), [(ENGLISH, EN), (GERMAN, DE)])
def test_nearly_every_word_has_the_syllables_that_are_heard(words: str, language: Language) -> None:
    parts = words.split()
    told = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    wrong = {word for word, count in told.items() if syllable_count(word, language) != count}
    assert len(wrong) <= len(told) / 20


def test_a_plain_notice_is_read_at_eleven() -> None:
    level = reading_level(PLAIN, EN)
    assert level is not None
    assert level.age == 11


def test_the_english_formula_is_that_of_flesch_and_kincaid() -> None:
    # Thirty words of one syllable in three sentences of ten.
    level = reading_level("We see that some of the cards do not work. " * 3, EN)
    assert level is not None
    assert level.grade == pytest.approx(0.39 * 10 + 11.8 - 15.59)


def test_the_german_formula_is_the_first_of_vienna() -> None:
    # Ten words a sentence, none of them long, one of two syllables.
    text = "Wir sehen, dass der Kauf im Shop nicht mehr geht. " * 3
    level = reading_level(text, DE)
    assert level is not None
    assert level.grade == pytest.approx(0.1672 * 10 - 0.0327 * 90 - 0.875)


def test_too_few_words_are_not_judged() -> None:
    assert reading_level("Word " * (LEAST_WORDS - 1), EN) is None
    assert reading_level("Word word. " * LEAST_WORDS, EN) is not None


def test_names_addresses_and_numbers_make_no_text_harder() -> None:
    hard = PLAIN.replace("checkout", "checkout (https://status.example.com/availability/details)")
    hard = hard.replace("We moved", "On 2026-05-04 we with Internationalisation Incorporated moved")
    plain, level = reading_level(PLAIN, EN), reading_level(hard, EN)
    assert plain is not None
    assert level is not None
    assert abs(level.grade - plain.grade) < 0.5


@given(st.text(), st.sampled_from(list(Language)))
def test_any_text_has_an_age_of_school_or_none(text: str, language: Language) -> None:
    level = reading_level(text * 40, language)
    assert level is None or 6 <= level.age <= 20
