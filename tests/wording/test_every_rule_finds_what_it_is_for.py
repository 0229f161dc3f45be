"""Every rule of wording finds the words of its bad samples, and nothing in its good ones."""

import pytest

from statusboard.domain.finding import mended
from statusboard.domain.language import Language
from statusboard.wording.base import Sample, WordRule
from statusboard.wording.rules import check, word_rules

RULES = word_rules()
GOOD = [
    pytest.param(rule, sample, id=f"{key}-{sample.body[:30]}")
    for key, rule in RULES.items()
    for sample in rule.good
]
BAD = [
    pytest.param(rule, sample, id=f"{key}-{sample.body[:30]}")
    for key, rule in RULES.items()
    for sample in rule.bad
]


def test_the_rules_are_those_that_are_promised() -> None:
    assert set(RULES) == {
        *("no_next_update", "uptime_claim", "internals", "names_no_service", "no_action"),
        *("jargon", "guess", "blame", "absolute", "zoneless_time", "today_word", "stock_only"),
        *("hard_to_read", "shouting", "apologies", "minimising", "blocked_words"),
        *("picture_without_words",),
    }
    assert {key for key, rule in RULES.items() if rule.blocks} == {
        *("no_next_update", "uptime_claim", "internals", "blocked_words"),
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_has_samples_in_each_language_that_it_knows(rule: WordRule) -> None:
    for samples in (rule.good, rule.bad):
        assert {sample.language for sample in samples} == rule.languages


@pytest.mark.parametrize(("rule", "sample"), GOOD)
def test_what_is_good_is_passed(rule: WordRule, sample: Sample) -> None:
    assert rule.look(sample.draft) is None


@pytest.mark.parametrize(("rule", "sample"), BAD)
def test_what_is_bad_is_found_where_it_stands(rule: WordRule, sample: Sample) -> None:
    draft = sample.draft
    remark = rule.look(draft)
    assert remark is not None
    assert remark.sentence.endswith(".")
    assert "!" not in remark.sentence.rpartition("”")[2]
    assert tuple(words.text for words in remark.words) == sample.words
    for words in remark.words:
        assert dict(draft.parts)[words.part][words.start : words.stop] == words.text
    if sample.mended:
        assert mended(draft.body, "body", remark.fixes) == sample.mended


def test_a_comment_is_no_part_of_the_text() -> None:
    sample = Sample("Payments fail <!-- see OPS-4711 on db-prod-03 --> in Europe.")
    assert "internals" not in {found.rule for found in check(sample.draft)}


def test_a_good_notice_is_passed_by_all_rules() -> None:
    english = Sample(
        "Since 14:05 UTC on 3 March payments by card fail in the shop. Payments by invoice work. "
        "We are looking for the cause. The next update is at 14:35 UTC.",
        title="Payments by card fail",
    )
    german = Sample(
        "Seit dem 3. März um 14:05 Uhr MEZ schlagen Zahlungen mit Karte im Laden fehl. Zahlungen "
        "auf Rechnung gehen. Wir suchen die Ursache. Die nächste Meldung kommt um 14:35 Uhr MEZ.",
        title="Zahlungen mit Karte schlagen fehl",
        language=Language.GERMAN,
    )
    assert check(english.draft) == check(german.draft) == ()
