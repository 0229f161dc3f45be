"""What several locations together say of a check, against a slow reference."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.quorum import (
    LocationStep,
    needed_of,
    quorum_steps,
    quorum_words,
    spread_words,
    together,
)
from statusboard.domain.status import ComponentStatus as Status

UP, SLOW, PART, DOWN, BLIND = (
    Status.OPERATIONAL,
    Status.DEGRADED_PERFORMANCE,
    Status.PARTIAL_OUTAGE,
    Status.MAJOR_OUTAGE,
    Status.UNKNOWN,
)
LEVELS = st.sampled_from([UP, SLOW, PART, DOWN, BLIND])
NAMES = ("home", "fra", "iad", "syd")
STEPS = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(NAMES), LEVELS), max_size=12)


def slowly(levels: list[Status], quorum: int | None) -> Status:
    """The rule as the words of the design say it, one counted question after the other."""
    known = [level for level in levels if level is not BLIND]
    needed = quorum
    if needed is None:
        needed = next(k for k in range(1, 99) if 2 * k > len(known))
    if not known or (quorum is not None and len(known) < needed):
        return BLIND
    if quorum is None and len(levels) >= 3:
        needed = max(needed, 2)
    if sum(level is DOWN for level in known) >= needed:
        return DOWN
    if any(level in (PART, DOWN) for level in known):
        return PART
    return SLOW if SLOW in known else UP


@pytest.mark.parametrize(
    ("levels", "quorum", "said"),
    [
        ([DOWN], None, DOWN),
        ([UP, DOWN], None, PART),
        ([DOWN, DOWN], None, DOWN),
        ([UP, UP, DOWN], None, PART),
        ([UP, DOWN, DOWN], None, DOWN),
        ([UP, UP, SLOW], None, SLOW),
        ([SLOW, DOWN, SLOW], None, PART),
        ([BLIND, BLIND, DOWN], None, PART),
        ([BLIND, BLIND, PART], None, PART),
        ([BLIND, BLIND, SLOW], None, SLOW),
        ([BLIND, BLIND, UP], None, UP),
        ([BLIND, BLIND, DOWN], 1, DOWN),
        ([BLIND, DOWN], None, DOWN),
        ([BLIND, DOWN, DOWN], None, DOWN),
        ([BLIND, UP, DOWN], None, PART),
        ([BLIND, BLIND, DOWN], 2, BLIND),
        ([BLIND, BLIND, UP], 2, BLIND),
        ([UP, UP, DOWN], 1, DOWN),
        ([DOWN, DOWN, DOWN, UP], 4, PART),
        ([BLIND], None, BLIND),
        ([], None, BLIND),
    ],
)
def test_a_major_outage_takes_a_quorum_of_those_that_know(
    levels: list[Status], quorum: int | None, said: Status
) -> None:
    assert together(levels, quorum) is said


@settings(max_examples=200)
@given(st.lists(LEVELS, max_size=6), st.one_of(st.none(), st.integers(1, 6)))
def test_the_rule_is_the_one_that_is_written(levels: list[Status], quorum: int | None) -> None:
    assert together(levels, quorum) is slowly(levels, quorum)


def test_who_does_not_know_counts_neither_way() -> None:
    assert needed_of(3, None) == 2
    assert together([DOWN, UP, UP]) is together([DOWN, UP, UP, BLIND]) is PART


@settings(max_examples=150)
@given(STEPS, st.dictionaries(st.sampled_from(NAMES), LEVELS), st.sampled_from([None, 1, 2, 3]))
def test_steps_are_what_is_true_at_each_instant(
    steps: list[tuple[int, str, Status]], before: dict[str, Status], quorum: int | None
) -> None:
    ordered = sorted(steps, key=lambda step: step[0])
    found = quorum_steps(before, [LocationStep(*step) for step in ordered], quorum, 0)

    assert found[0][0] == 0
    for instant in range(14):
        levels = dict(before)
        for at_us, name, level in ordered:
            if at_us <= instant:
                levels[name] = level
        said = [level for at_us, level in found if at_us <= instant][-1]
        assert said is slowly(list(levels.values()), quorum), instant
    assert all(one[1] is not two[1] for one, two in pairwise(found))
    # No turn is dated into time in which no location turned.
    assert {at_us for at_us, _ in found} <= {0, *(at_us for at_us, _, _ in steps)}


def test_the_order_in_which_locations_report_does_not_matter() -> None:
    steps = [
        LocationStep(3, "fra", DOWN),
        LocationStep(5, "iad", DOWN),
        LocationStep(5, "home", UP),
    ]
    before = {"home": UP, "fra": UP, "iad": UP}
    told = [quorum_steps(before, order, None, 0) for order in permutations(steps)]

    assert told == [[(0, UP), (3, PART), (5, DOWN)]] * 6


@pytest.mark.parametrize(
    ("levels", "quorum", "words"),
    [
        (
            {"home": UP, "fra": DOWN, "iad": DOWN},
            None,
            "Down in 2 of 3 locations: fra, iad; home answers.",
        ),
        ({"home": UP, "fra": UP}, None, "Good in 2 of 2 locations."),
        (
            {"home": UP, "fra": BLIND},
            None,
            "Good in 1 of 2 locations; of fra nothing is known.",
        ),
        (
            {"home": SLOW, "fra": UP, "iad": UP},
            None,
            "Degraded in 1 of 3 locations: home; fra, iad answer.",
        ),
        (
            {"home": BLIND, "fra": BLIND, "iad": UP},
            2,
            "Only 1 of 3 locations knows; 2 are needed to decide.",
        ),
        ({"fra": BLIND}, None, "No location knows."),
        (
            {"home": BLIND, "fra": DOWN, "iad": BLIND},
            None,
            "Down in 1 of 1 location: fra; of home, iad nothing is known; one alone makes no major "
            "outage.",
        ),
    ],
)
def test_it_is_said_in_words(levels: dict[str, Status], quorum: int | None, words: str) -> None:
    assert quorum_words(levels, quorum) == words


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ({"home": UP, "fra": DOWN, "iad": DOWN}, "Down in 2 of 3 locations"),
        ({"home": SLOW, "fra": UP, "iad": BLIND}, "Degraded in 1 of 2 locations"),
        ({"home": UP, "fra": UP}, ""),
        ({"home": BLIND, "fra": DOWN}, ""),
    ],
)
def test_how_far_it_reaches_is_said_in_few_words(levels: dict[str, Status], words: str) -> None:
    assert spread_words(levels) == words
