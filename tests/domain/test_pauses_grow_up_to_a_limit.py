"""Exponential backoff: longer and longer, never longer than said, and jittered where asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.backoff import Backoff

seconds = st.floats(0.001, 3600)
backoffs = st.builds(
    lambda ends, factor: Backoff(min(ends), max(ends), factor),
    st.tuples(seconds, seconds),
    st.floats(1.1, 10),
)
failures = st.integers(1, 10_000)
chances = st.floats(0, 1)


@given(backoffs, failures)
def test_each_pause_is_at_least_as_long_as_the_one_before(backoff: Backoff, count: int) -> None:
    assert backoff.wait_s(count + 1) >= backoff.wait_s(count)


@given(backoffs, failures, chances)
def test_no_pause_is_longer_than_the_longest(backoff: Backoff, count: int, chance: float) -> None:
    assert 0 <= backoff.wait_s(count, chance=chance) <= backoff.wait_s(count) <= backoff.most_s


@given(backoffs)
def test_the_first_pause_is_the_shortest_and_there_is_none_without_a_failure(
    backoff: Backoff,
) -> None:
    assert backoff.wait_s(0) == 0.0
    assert backoff.wait_s(1) == backoff.first_s


@given(backoffs)
def test_in_the_end_it_is_the_longest(backoff: Backoff) -> None:
    assert backoff.wait_s(10_000) == backoff.most_s


def test_pauses_double_where_nothing_else_is_said() -> None:
    backoff = Backoff(first_s=2.0, most_s=60.0)

    assert [backoff.wait_s(n) for n in range(7)] == [0, 2, 4, 8, 16, 32, 60]


def test_with_equal_ends_the_pause_is_always_the_same() -> None:
    assert {Backoff(2.0, 2.0).wait_s(n) for n in range(1, 50)} == {2.0}


@pytest.mark.parametrize("figures", [(0.0, 1.0, 2.0), (2.0, 1.0, 2.0), (1.0, 2.0, 1.0)])
def test_figures_that_make_no_backoff_are_refused(figures: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="no backoff"):
        Backoff(*figures)
