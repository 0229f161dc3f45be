"""Percentages for people: never better than what was measured."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statusboard.domain.percent import percent_cut, percent_number, percent_text, promised_text

shares = st.fractions(0, 1)
almost_all = st.integers(1, 10**15).map(lambda n: 1 - Fraction(1, n * 1000))


@given(st.one_of(shares, almost_all), st.integers(0, 6))
@example(Fraction(99996, 100000), 2)
def test_a_text_never_says_more_than_was_measured(share: Fraction, places: int) -> None:
    said = Fraction(Decimal(percent_text(share, places=places)))

    assert said <= share * 100 < said + Fraction(1, 10**places) or said == share * 100 == 100
    assert (percent_text(share, places=places) == "100") == (share == 1)


@given(st.one_of(shares, almost_all))
def test_a_number_says_a_hundred_only_for_the_whole(share: Fraction) -> None:
    number = percent_number(share)

    assert number is not None
    assert (number == 100) == (share == 1)
    assert round(number * 10**6) <= share * 10**8


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(1), "100"),
        (Fraction(0), "0.000"),
        (Fraction(999_996, 1_000_000), "99.999"),
        (Fraction(9_999_999, 10_000_000), "99.999"),
        (Fraction(99_982, 100_000), "99.982"),
        (Fraction(1, 3), "33.333"),
        (None, "–"),
    ],
)
def test_percentages_are_cut_after_three_places(share: Fraction | None, text: str) -> None:
    assert percent_text(share) == text


def test_no_places_give_a_whole_number() -> None:
    assert percent_text(Fraction(999, 1000), places=0) == "99"
    assert percent_cut(Fraction(999, 1000), places=1) == 999


def test_nothing_measured_is_no_number() -> None:
    assert percent_number(None) is None


@pytest.mark.parametrize(
    ("ppm", "text"),
    [(999_500, "99.95"), (1_000_000, "100"), (990_000, "99"), (1, "0.0001"), (None, None)],
)
def test_a_promise_reads_as_people_write_it(ppm: int | None, text: str | None) -> None:
    assert promised_text(ppm) == text
