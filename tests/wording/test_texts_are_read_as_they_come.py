"""Texts come with a head, or as lines; only what is in a language that rules know is judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.language import Language
from statusboard.errors import RuleBroken
from statusboard.wording.base import draft_of
from statusboard.wording.reading import Text, checked, from_lines, with_head
from statusboard.wording.rules import check
from statusboard.wording.sentences import sentences_of, word_count
from statusboard.wording.tongue import language_of

ENGLISH = "We are looking into payments that fail for some of our customers."
GERMAN = "Wir untersuchen, warum Zahlungen bei einem Teil der Kunden nicht durchgehen."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, Language.ENGLISH),
        (GERMAN, Language.GERMAN),
        ("Nous recherchons la cause des paiements en échec depuis ce matin.", None),
        ("Estamos investigando la causa de los pagos que fallan.", None),
        ("", None),
        ("OPS-4711", None),
    ],
)
def test_a_language_is_known_by_its_little_words(text: str, language: Language | None) -> None:
    assert language_of(text) is language


def test_a_text_in_another_language_is_not_judged() -> None:
    said = checked(
        Text("1", body="Nous croyons que le DNS de db-prod-03 est en panne aujourd’hui!")
    )
    assert (said.findings, said.is_judged) == ((), False)


def test_a_head_says_title_and_status() -> None:
    read = with_head("---\ntitle: Payments fail\nstatus: 'monitoring'\n---\nThey work again.\n")
    assert read == Text(title="Payments fail", status="monitoring", body="They work again.\n")
    assert with_head("They work again.") == Text(body="They work again.")
    assert with_head("---\n") == Text(body="---\n")
    with pytest.raises(RuleBroken, match="autor"):
        with_head("---\nautor: nobody\n---\nx")


def test_lines_are_texts_and_a_broken_one_is_named() -> None:
    lines = '{"id": 1, "body": "a", "more": 1}\n\n{"id": "b", "status": "resolved", "title": "t"}\n'
    assert list(from_lines(lines)) == [
        Text(1, body="a"),
        Text("b", title="t", status="resolved"),
    ]
    with pytest.raises(RuleBroken, match="Line 2"):
        list(from_lines('{"id": 1}\n{"id"\n'))


def test_what_needs_a_status_is_judged_only_where_one_is_known() -> None:
    text = "Payments by card fail in the shop for all of our customers in Europe."
    rules = {found.rule for found in checked(Text(body=text, status="investigating")).findings}
    assert {"no_next_update", "no_action"} <= rules
    for status in ("", "postmortem", "resolved"):
        rules = {found.rule for found in checked(Text(body=text, status=status)).findings}
        assert not {"no_next_update", "no_action"} & rules


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("It began at 14.30 Uhr. It is over.", 2),
        ("Version 2.1 is out, e.g. for you. We watch it.", 2),
        ("One line\n\nanother one", 2),
        ("- a list\n- of three\n- items", 3),
        ("It broke.<br /><br />We mended it.", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(body: str, count: int) -> None:
    found = list(sentences_of(draft_of("", body, Language.ENGLISH, None)))
    assert len(found) == count
    assert all(body[one.start : one.stop] == one.text for one in found)


def test_an_address_is_one_word() -> None:
    assert word_count("Read https://status.example.com/incidents/a-b-c-d for more.") == 4


@given(st.text(max_size=300), st.text(max_size=80), st.sampled_from(Language))
def test_no_text_makes_a_rule_fail_and_words_stand_where_they_are_said_to(
    body: str, title: str, language: Language
) -> None:
    draft = draft_of(title, body, language, None)
    parts = dict(draft.parts)
    for finding in check(draft):
        for words in finding.words:
            assert len(words.text) == words.stop - words.start
            assert 0 <= words.start <= words.stop <= len(parts[words.part])


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\u0085", "\x0b", "\r"])
def test_a_line_ends_where_json_says_and_nowhere_else(mark: str) -> None:
    line = f'{{"id": 1, "body": "Exports fail.{mark} We look."}}'.replace("\r", "\\r")
    (text,) = from_lines(f"{line.replace(chr(11), chr(92) + 'u000b')}\r\n")
    assert text.body == f"Exports fail.{mark} We look."


def test_a_line_that_is_nested_too_deep_is_told() -> None:
    with pytest.raises(RuleBroken, match="Line 1 is no text"):
        list(from_lines("[" * 100_000))
