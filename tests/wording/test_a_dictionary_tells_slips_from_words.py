"""Spelling: slips are found, and what only looks like one is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.language import Language
from statusboard.wording.dictionary import MOST_SUGGESTED, dictionary_of
from statusboard.wording.spelling import misspelled
from statusboard.wording.tongue import language_of
from tests.fixtures.word_corpus import corpus

EN, DE = Language.ENGLISH, Language.GERMAN


def wrong(text: str, language: Language = EN, known: frozenset[str] = frozenset()) -> list[str]:
    return [one.text for one in misspelled(text, language, known)]


@pytest.mark.parametrize(
    ("word", "meant", "language"),
    [
        ("recieve", "receive", EN),
        ("occured", "occurred", EN),
        ("seperate", "separate", EN),
        ("teh", "the", EN),
        ("Paymants", "Payments", EN),
        ("vieleicht", "vielleicht", DE),
        ("Störrung", "Störung", DE),
        ("Zahlugen", "Zahlungen", DE),
        ("Kreditkartenzalung", "Kreditkartenzahlung", DE),
    ],
)
def test_a_slip_is_found_and_what_was_meant_is_offered(
    word: str, meant: str, language: Language
) -> None:
    assert wrong(f"{word} etc.", language) == [word]
    assert meant in dictionary_of(language).suggestions(word)
    assert len(dictionary_of(language).suggestions(word)) <= MOST_SUGGESTED


@pytest.mark.parametrize(
    "compound",
    [
        *("Zahlungsausfall", "Kreditkartenzahlungen", "Kassenschnittstelle", "Bestellannahme"),
        *("Rechnungsversand", "Netzwerkstörung", "Benachrichtigungsdienst", "Dateiupload"),
        *("Wartungsfenster", "Zahlungsdienstleister", "Zeitüberschreitung", "Strasse"),
        "Zahlungsdienstleisterschnittstellenüberwachung",
    ],
)
def test_a_german_compound_of_words_is_a_word(compound: str) -> None:
    assert wrong(f"Die {compound} ist da.", DE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Colour, favour, organised and cancelled are right in London; so is the theatre.",
        "Our customers' orders, a customer's order and don't, can't, it’s.",
        "See https://status.example.com/xyzzy or mail helpp@northwnd.example, eu-west-1, v2.1b.",
        "The host db1.prodd.internal and `sytemd` and {servicess} and [here](/fooo/baar).",
        "We asked Klarna and PayPal, iOS and the QXZ team. IBANS too.",
        "<!-- teh note of a colegue --> Done.",
    ],
)
def test_names_addresses_code_and_abbreviations_are_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_german_names_machines_and_both_sexes_are_left_alone() -> None:
    text = "Mailgun, Azure und Okta: eu-central, lager-db, Kund:innen, Nutzer*innen, MESZ, 14:02."
    assert wrong(text, DE) == []


def test_words_of_the_team_are_right_in_whatever_letters() -> None:
    assert wrong("The frobnicator frobnicates.", known=frozenset({"frobnicator"})) == [
        "frobnicates"
    ]


def test_a_word_of_the_glossary_is_another_rule_s_matter() -> None:
    assert wrong("We redeployed after the failover of the hypervisors.") == []


def test_the_place_of_a_word_is_told() -> None:
    [found] = misspelled("🙂 We recieve.", EN, frozenset())
    assert (found.start, found.stop) == (5, 12)


def test_no_word_of_our_own_texts_is_marked() -> None:
    marked = {
        word: one.text
        for one in corpus()
        for language in [language_of(one.text)]
        if language is not None
        for word in wrong(one.text, language)
    }
    assert marked == {}


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    for found in misspelled(text, EN, frozenset()):
        assert text[found.start : found.stop] == found.text
