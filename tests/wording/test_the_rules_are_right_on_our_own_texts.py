"""The rules find what is wrong in texts of all sorts, and seldom what is not."""

from statusboard.domain.language import Language
from statusboard.wording.rules import word_rules
from statusboard.wording.tongue import language_of
from tests.fixtures.word_corpus import corpus, score

# What only a team's own list can find.
JUDGED = set(word_rules()) - {"blocked_words"}


def test_the_corpus_is_large_and_speaks_of_every_rule_in_both_languages() -> None:
    texts = list(corpus())
    assert len(texts) >= 250
    assert len({one.text for one in texts}) == len(texts)
    for language in Language:
        mine = [one for one in texts if language_of(one.text) is language]
        assert len(mine) > 70
        assert frozenset().union(*(one.rules for one in mine)) == JUDGED


def test_each_rule_is_right_nine_times_of_ten_and_overlooks_little() -> None:
    said = score()
    precise = {rule: said.precision(rule) for rule in JUDGED}
    complete = {rule: said.recall(rule) for rule in JUDGED}
    assert {rule: share for rule, share in precise.items() if share < 0.9} == {}
    assert {rule: share for rule, share in complete.items() if share < 0.9} == {}
