"""Several things can fail together: a person is told of each, once."""

import pytest

from statusboard.errors import (
    Bug,
    Rejected,
    RuleBroken,
    StatusBoardError,
    Unavailable,
    leaves,
    told_together,
)

AWAY = Unavailable("The database is busy.")
GONE = RuleBroken("A check is gone.", field="check")


def test_the_sentence_of_each_error_is_told_in_order() -> None:
    told = told_together(ExceptionGroup("", [AWAY, ExceptionGroup("", [GONE])]))

    assert str(told) == "The database is busy. A check is gone."


def test_what_failed_alike_is_told_once_and_as_it_is() -> None:
    told = told_together(ExceptionGroup("", [AWAY, Unavailable("The database is busy.")]))

    assert told is AWAY


def test_a_single_error_keeps_its_particulars() -> None:
    assert told_together(ExceptionGroup("", [GONE])) is GONE


@pytest.mark.parametrize(
    ("errors", "kind"),
    [
        ([GONE, AWAY], Unavailable),
        ([AWAY, Rejected("No.")], Rejected),
        ([Bug("Ours."), Rejected("No.")], Bug),
        ([GONE, RuleBroken("Another check is gone.")], RuleBroken),
    ],
)
def test_together_they_are_of_the_gravest_kind(
    errors: list[StatusBoardError], kind: type[StatusBoardError]
) -> None:
    assert type(told_together(ExceptionGroup("", errors))) is kind


def test_a_group_with_a_defect_in_it_is_left_for_the_log() -> None:
    group = ExceptionGroup("", [AWAY, KeyError("ours")])

    assert told_together(group) is group
    assert leaves(group) == (AWAY, group.exceptions[1])
