"""How checks add up to a service, held against a slow reference that says the same plainly."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statusboard.domain.component_rule import (
    BEFORE,
    WORST,
    ComponentRule,
    RuleFrom,
    RuleKind,
    Vote,
    combined,
    group_status,
    rule_of,
)
from statusboard.domain.status import ComponentStatus, worst

GOOD = ComponentStatus.OPERATIONAL
WORK = ComponentStatus.UNDER_MAINTENANCE
SLOW = ComponentStatus.DEGRADED_PERFORMANCE
PARTLY = ComponentStatus.PARTIAL_OUTAGE
DOWN = ComponentStatus.MAJOR_OUTAGE
DARK = ComponentStatus.UNKNOWN
KNOWN = (GOOD, WORK, SLOW, PARTLY, DOWN)

BEST = ComponentRule(RuleKind.BEST)


def quorum(count: int) -> ComponentRule:
    return ComponentRule(RuleKind.QUORUM, quorum=count)


def weighted(degraded: int, partial: int, major: int) -> ComponentRule:
    return ComponentRule(
        RuleKind.WEIGHTED, degraded_at=degraded, partial_at=partial, major_at=major
    )


rules = st.one_of(
    st.just(WORST),
    st.just(BEST),
    st.builds(quorum, st.integers(1, 4)),
    st.lists(st.integers(1, 100), min_size=3, max_size=3).map(lambda each: weighted(*sorted(each))),
)
votes = st.lists(
    st.builds(Vote, st.sampled_from(ComponentStatus), st.sampled_from((0, 1, 1, 2, 50))),
    max_size=4,
)


def slow(rule: ComponentRule, votes: Sequence[Vote]) -> ComponentStatus:
    """Every way in which the unknown could be, tried one by one."""
    counted = [vote for vote in votes if vote.weight]
    known = [vote for vote in counted if vote.level is not DARK]
    if not known:
        return DARK
    possible = []
    for guess in product(KNOWN, repeat=len(counted) - len(known)):
        left = list(guess)
        filled = [(left.pop() if v.level is DARK else v.level, v.weight) for v in counted]
        possible.append(slow_of_known(rule, filled))
    least = min(possible, key=KNOWN.index)
    seen = slow_of_known(rule, [(vote.level, vote.weight) for vote in known])
    if least.is_trouble:
        return least
    return DARK if seen.is_trouble else seen


def slow_of_known(
    rule: ComponentRule, votes: Sequence[tuple[ComponentStatus, int]]
) -> ComponentStatus:
    levels = [level for level, _ in votes]
    if rule.kind is RuleKind.BEST:
        return min(levels, key=KNOWN.index)
    if rule.kind is RuleKind.QUORUM:
        if levels.count(DOWN) >= min(rule.quorum, len(levels)):
            return DOWN
        return PARTLY if DOWN in levels else max(levels, key=KNOWN.index)
    if rule.kind is RuleKind.WEIGHTED:
        whole = sum(weight for _, weight in votes)
        for level, percent in (
            (DOWN, rule.major_at),
            (PARTLY, rule.partial_at),
            (SLOW, rule.degraded_at),
        ):
            bad = sum(weight for one, weight in votes if KNOWN.index(one) >= KNOWN.index(level))
            if bad and Fraction(bad, whole) >= Fraction(percent, 100):
                return level
        return WORK if WORK in levels else GOOD
    return max(levels, key=KNOWN.index)


@given(rule=rules, votes=votes)
@example(rule=BEST, votes=[Vote(DOWN), Vote(DARK)])
@example(rule=quorum(2), votes=[Vote(DOWN), Vote(GOOD), Vote(DARK)])
@example(rule=weighted(60, 60, 60), votes=[Vote(DOWN), Vote(DARK)])
def test_every_rule_says_what_the_slow_reference_says(
    rule: ComponentRule, votes: list[Vote]
) -> None:
    assert combined(rule, votes) is slow(rule, votes)


@given(rule=rules, votes=votes)
def test_no_rule_says_worse_than_the_worst_that_counts(
    rule: ComponentRule, votes: list[Vote]
) -> None:
    most = worst(vote.level for vote in votes if vote.weight)
    assert combined(rule, votes).severity <= most.severity


@given(rule=rules, votes=st.lists(st.builds(Vote, st.sampled_from(KNOWN)), min_size=1, max_size=4))
def test_what_gets_worse_never_makes_a_service_better(
    rule: ComponentRule, votes: list[Vote]
) -> None:
    before = combined(rule, votes)
    for number, vote in enumerate(votes):
        worse = [*votes[:number], Vote(DOWN, vote.weight), *votes[number + 1 :]]
        after = combined(rule, worse)
        # Planned work is no trouble: where what is under it fails, its share alone counts.
        assert after.severity >= before.severity or not before.is_trouble


@given(levels=st.lists(st.sampled_from(ComponentStatus)))
def test_without_a_rule_the_worst_speaks(levels: list[ComponentStatus]) -> None:
    assert combined(WORST, map(Vote, levels)) is worst(levels)
    assert BEFORE.status(dict(enumerate(levels))) is worst(levels)


@pytest.mark.parametrize(
    ("rule", "levels", "expected"),
    [
        (BEST, (DOWN, GOOD), GOOD),
        (BEST, (DOWN, SLOW), SLOW),
        (BEST, (DOWN, DARK), DARK),  # the route that nobody sees may be the one that works
        (BEST, (GOOD, DARK), GOOD),
        (quorum(2), (DOWN, GOOD, GOOD), PARTLY),
        (quorum(2), (DOWN, DOWN, GOOD), DOWN),
        (quorum(2), (PARTLY, PARTLY, GOOD), PARTLY),
        (quorum(2), (SLOW, GOOD, GOOD), SLOW),
        (quorum(2), (DOWN, DARK, GOOD), PARTLY),  # so bad it is in any case
        (quorum(5), (DOWN, DOWN), DOWN),  # of two, all two are enough
        (weighted(1, 25, 50), (SLOW, GOOD, GOOD, GOOD), SLOW),
        (weighted(1, 25, 50), (DOWN, GOOD, GOOD, GOOD), PARTLY),
        (weighted(1, 25, 50), (DOWN, DOWN, GOOD, GOOD), DOWN),
        (weighted(30, 30, 50), (DOWN, GOOD, GOOD, GOOD), GOOD),
    ],
)
def test_what_people_ask_for(
    rule: ComponentRule, levels: tuple[ComponentStatus, ...], expected: ComponentStatus
) -> None:
    assert group_status(rule, levels) is expected


def test_what_weighs_nothing_does_not_count() -> None:
    assert combined(WORST, [Vote(DOWN, 0), Vote(GOOD)]) is GOOD
    assert combined(BEST, [Vote(DOWN), Vote(GOOD, 0)]) is DOWN
    assert combined(WORST, [Vote(DOWN, 0)]) is DARK


def test_a_check_that_is_gone_casts_no_vote() -> None:
    ruled = RuleFrom(0, BEST, {1: 1})
    assert ruled.status({1: DOWN, 2: DARK}) is DOWN


@given(rule=rules)
def test_a_rule_is_kept_as_a_text(rule: ComponentRule) -> None:
    assert rule_of(rule.text) == rule


@pytest.mark.parametrize("text", ["median", "quorum", "quorum x", "weighted 1 2", "best 3"])
def test_a_rule_that_this_version_cannot_read_is_no_calmer_one(text: str) -> None:
    assert rule_of(text) == WORST
