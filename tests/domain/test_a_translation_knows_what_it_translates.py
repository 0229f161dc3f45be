"""A translation says by itself whether it tells the same as the original, or an earlier wording."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.languages import LANGUAGES, chosen_languages, is_right_to_left, own_name
from statusboard.domain.notice import Wording, both_in_one
from statusboard.domain.notice_merge import merge_wordings
from statusboard.domain.translation import (
    Reading,
    Translation,
    TranslationState,
    digest_of,
    written_in,
)
from statusboard.storage.wordings import wording_of, wording_text

TITLE, BODY = "Payments fail", "We look into it."
OF = digest_of(TITLE, BODY)
GERMAN = Translation("de", "Zahlungen schlagen fehl", "Wir sehen es uns an.", OF)
FRENCH = Translation("fr", "Paiements en échec", "Nous examinons le problème.", OF)
WORDING = Wording(TITLE, body=BODY, translations=(FRENCH, GERMAN))


def test_each_language_stands_there_once_and_in_order() -> None:
    again = replace(GERMAN, title="Zahlungen gehen nicht")
    blank = Translation("ja", " ", "")

    assert replace(WORDING, translations=(FRENCH, GERMAN, again, blank)).translations == (
        *(again, FRENCH),
    )


def test_what_nobody_can_keep_is_taken_out_of_a_translation() -> None:
    assert Translation("de", "Zah\x00lung", "\ud800Weg").body == "Weg"
    assert Translation("de", "Zah\x00lung").title == "Zahlung"


@pytest.mark.parametrize(("asked", "found"), [("de", "de"), ("DE-at", "de"), ("de_CH", "de")])
def test_a_reader_gets_the_words_of_the_language_with_or_without_a_region(
    asked: str, found: str
) -> None:
    read = WORDING.read_in(asked, "en")

    assert read == Reading(GERMAN.title, GERMAN.body, found, is_translated=True)


@pytest.mark.parametrize("asked", ["en", "en-GB", "es", "", "x"])
def test_a_reader_of_any_other_language_gets_the_original(asked: str) -> None:
    assert WORDING.read_in(asked, "en") == Reading(TITLE, BODY, "en")
    assert Wording(TITLE, body=BODY).read_in(asked) == Reading(TITLE, BODY, "")


def test_what_is_half_written_is_given_to_nobody() -> None:
    half = replace(WORDING, translations=(replace(GERMAN, body="<!-- to do -->"),))

    assert half.read_in("de", "en") == Reading(TITLE, BODY, "en")


@pytest.mark.parametrize("change", [{"title": "Payments failed"}, {"body": "We found it."}])
def test_a_changed_original_leaves_its_translations_behind(change: dict[str, str]) -> None:
    read = replace(WORDING, **change).read_in("de")

    assert (read.is_translated, read.lags) == (True, True)


def test_a_note_to_whoever_writes_on_changes_nothing() -> None:
    noted = replace(WORDING, body=f" {BODY}\n<!-- ask Ada -->\n")

    assert not noted.read_in("de").lags


def typed(wording: Wording, said: Translation) -> Translation:
    written = written_in(wording.translations, (wording.title, wording.body), said)
    return next(one for one in written if one.language == said.language)


def test_a_new_translation_is_of_the_words_beside_it() -> None:
    bare = Wording(TITLE, body=BODY)

    begun = typed(bare, Translation("de", GERMAN.title))
    assert begun.state(TITLE, BODY) is TranslationState.UNFINISHED
    done = typed(replace(bare, translations=(begun,)), replace(begun, body=GERMAN.body))
    assert done == GERMAN


def test_no_part_of_it_holds_what_no_database_keeps() -> None:
    kept = Translation("de\x00\ud800", "T\x00", "B\ud800")
    assert not any(letter in repr(kept) for letter in ("x00", "ud800"))


def test_mending_a_letter_of_what_lags_says_nothing_of_the_rest_until_a_person_does() -> None:
    changed = replace(WORDING, body="We have found the cause.")

    mended = typed(changed, replace(GERMAN, body="Wir sehen es uns  an!"))
    assert mended.state(changed.title, changed.body) is TranslationState.LAGS
    confirmed = mended.now_of(changed.title, changed.body)
    assert confirmed.state(changed.title, changed.body) is TranslationState.UP_TO_DATE


def test_another_text_under_the_title_keeps_translated_titles_alone() -> None:
    told = WORDING.saying("It goes on elsewhere.", {"de": ("", "Es geht anderswo weiter.")})

    german, french = told.translations
    assert (german.title, german.body) == (GERMAN.title, "Es geht anderswo weiter.")
    assert german.state(told.title, told.body) is TranslationState.UP_TO_DATE
    assert (french.title, french.body) == (FRENCH.title, "")
    assert told.read_in("fr", "en").body == "It goes on elsewhere."


def test_a_title_that_lagged_goes_on_lagging_under_another_text() -> None:
    renamed = replace(WORDING, title="Card payments fail")
    told = renamed.saying("It goes on.", {"de": ("", "Es geht weiter.")})

    assert told.read_in("de").lags


def test_a_wording_from_before_there_were_translations_has_none() -> None:
    old = '{"title": "Payments fail", "body": "We look into it."}'

    assert wording_of(old) == Wording(TITLE, body=BODY)
    assert wording_of(wording_text(WORDING)) == WORDING


def test_both_texts_in_one_are_so_in_each_language() -> None:
    theirs_of = digest_of("Orders fail", "Orders wait.")
    theirs = Wording(
        "Orders fail",
        body="Orders wait.",
        translations=(Translation("de", "Bestellungen", "Bestellungen warten.", theirs_of),),
    )
    both = both_in_one(WORDING, theirs)

    german, french = both.translations
    assert german.body == f"{GERMAN.body}\n\nBestellungen warten."
    assert german.title == GERMAN.title
    assert german.state(both.title, both.body) is TranslationState.UP_TO_DATE
    assert french.state(both.title, both.body) is TranslationState.LAGS


def test_a_translation_of_an_original_that_the_other_one_changed_lags() -> None:
    base = replace(WORDING, translations=())
    mine = WORDING
    theirs = replace(base, body="We have found the cause.")
    merged = merge_wordings(base, mine, theirs)

    assert merged.clashes == ()
    assert merged.wording.read_in("de").lags


def test_two_translations_for_two_originals_are_of_neither() -> None:
    mine = replace(WORDING, body="We look into it now.")
    mine = replace(mine, translations=(GERMAN.now_of(TITLE, mine.body), FRENCH))
    theirs = replace(WORDING, body="We look closely into it.")
    theirs = replace(theirs, translations=(GERMAN.now_of(TITLE, theirs.body), FRENCH))
    merged = merge_wordings(WORDING, mine, theirs)

    assert merged.clashes == ()
    assert merged.wording.read_in("de").lags


def test_what_one_confirmed_is_unconfirmed_where_the_other_changed_it_meanwhile() -> None:
    base = replace(WORDING, body="We have found the cause.")
    confirmed = GERMAN.now_of(base.title, base.body)
    mended = replace(GERMAN, body=f"{GERMAN.body} Danke.")
    mine, theirs = (replace(base, translations=(one,)) for one in (confirmed, mended))
    base = replace(base, translations=(GERMAN,))

    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge_wordings(base, one, other).wording.read_in("de")
        assert merged.body == mended.body
        assert merged.lags


def test_the_same_words_said_otherwise_by_two_people_are_a_clash_that_loses_none() -> None:
    mine, theirs = (
        replace(WORDING, translations=(replace(GERMAN, body=body), FRENCH))
        for body in ("Wir prüfen es jetzt.", "Wir prüfen es sofort.")
    )
    base = replace(WORDING, translations=(replace(GERMAN, body="Wir prüfen es."), FRENCH))
    merged = merge_wordings(base, mine, theirs)

    assert merged.clashes == ("translations",)
    (german, french) = merged.wording.translations
    assert "jetzt" in german.body
    assert "sofort" in german.body
    assert french == FRENCH


TEXTS = st.sampled_from(["", "one", "one two", "two", "three <!-- x -->"])
CODES = st.sampled_from(["de", "fr"])
OFS = st.sampled_from(["", OF, digest_of("a", "b"), digest_of(TITLE, "b")])
SAID = st.builds(Translation, CODES, TEXTS, TEXTS, OFS)
WORDINGS = st.builds(
    lambda title, body, said: Wording(title, body=body, translations=tuple(said)),
    *(TEXTS, TEXTS, st.lists(SAID, max_size=3)),
)


@settings(max_examples=25, deadline=None)
@given(WORDINGS, WORDINGS, WORDINGS)
def test_a_merge_takes_what_one_changed_and_loses_no_word_of_a_translation(
    base: Wording, mine: Wording, theirs: Wording
) -> None:
    assert merge_wordings(base, mine, base).wording.translations == mine.translations
    assert merge_wordings(base, base, theirs).wording.translations == theirs.translations
    assert merge_wordings(base, mine, mine).wording.translations == mine.translations
    merged = merge_wordings(base, mine, theirs).wording
    for one, other in permutations((mine, theirs)):
        for said in one.translations:
            is_new = all(said.language != older.language for older in (*base.translations,))
            is_alone = all(said.language != hers.language for hers in other.translations)
            if is_new and is_alone:
                assert said in merged.translations


@settings(max_examples=25, deadline=None)
@given(WORDINGS, WORDINGS, WORDINGS)
def test_a_merged_translation_is_called_up_to_date_only_where_somebody_said_so(
    base: Wording, mine: Wording, theirs: Wording
) -> None:
    merged = merge_wordings(base, mine, theirs).wording
    for said in merged.translations:
        if said.state(merged.title, merged.body) is TranslationState.UP_TO_DATE:
            halves = {one.of[:12] for side in (mine, theirs) for one in side.translations}
            assert said.of[:12] in halves


def test_languages_are_called_as_their_speakers_call_them() -> None:
    assert list(LANGUAGES) == ["en", "de", "fr", "es", "pt", "nl", "ja", "ar"]
    assert own_name("pt-BR") == "Português"
    assert [code for code in LANGUAGES if is_right_to_left(code)] == ["ar"]


@pytest.mark.parametrize(
    ("own", "further", "found"),
    [
        (None, None, ("en",)),
        ("de", "en, fr", ("de", "en", "fr")),
        ("en", ["de", "en", "xx"], ("en", "de")),
        ("klingon", 7, ("en",)),
        ("fr", "fr de;ar\nde", ("fr", "de", "ar")),
    ],
)
def test_the_languages_of_a_page_are_read_as_they_are_kept(
    own: object, further: object, found: tuple[str, ...]
) -> None:
    assert chosen_languages(own, further) == found
