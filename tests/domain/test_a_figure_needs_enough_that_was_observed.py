"""How much of an interval must have been observed for what is said of it."""

from fractions import Fraction

import pytest

from statusboard.domain.percent import coverage_text, percent_text
from statusboard.domain.uptime import UptimeFigure

HOUR_US = 3_600_000_000


def watched(observed_us: int, *, of_us: int = 100 * HOUR_US, down_us: int = 0) -> UptimeFigure:
    return UptimeFigure(of_us, observed_us, 0, down_us, down_us * 1000)


@pytest.mark.parametrize(
    ("observed_us", "figure", "is_of_the_whole"),
    [
        (0, None, False),
        (1, None, False),
        (50 * HOUR_US - 1, None, False),
        (50 * HOUR_US, Fraction(1), False),
        (90 * HOUR_US - 1, Fraction(1), False),
        (90 * HOUR_US, Fraction(1), True),
        (100 * HOUR_US, Fraction(1), True),
    ],
)
def test_a_figure_is_said_from_a_half_on_and_of_the_whole_from_nine_tenths_on(
    observed_us: int, figure: Fraction | None, is_of_the_whole: bool
) -> None:
    shown = watched(observed_us)

    assert shown.said == figure
    assert shown.is_of_the_whole is is_of_the_whole


def test_ten_percent_of_seconds_in_a_quarter_are_no_figure() -> None:
    quarter_us = 90 * 24 * HOUR_US
    shown = watched(60_000_000, of_us=quarter_us, down_us=53_640_000)

    assert percent_text(shown.uptime) == "10.600"
    assert percent_text(shown.said) == "\N{EN DASH}"
    assert coverage_text(shown.coverage) == "less than 0.1"


def test_services_together_are_covered_as_their_time_together_is() -> None:
    together = watched(100 * HOUR_US) + watched(1)

    assert together.said == 1
    assert not together.is_of_the_whole


def test_time_in_maintenance_was_observed_but_counts_for_nothing() -> None:
    all_of_it = UptimeFigure(HOUR_US, HOUR_US, HOUR_US, 0, 0)

    assert all_of_it.coverage == 1
    assert all_of_it.said is None


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "\N{EN DASH}"),
        (Fraction(0), "0"),
        (Fraction(1, 10**9), "less than 0.1"),
        (Fraction(999, 10**6), "less than 0.1"),
        (Fraction(1, 1000), "0.1"),
        (Fraction(99_999, 100_000), "99.9"),
        (Fraction(1), "100"),
    ],
)
def test_coverage_is_never_nothing_where_there_was_something(
    share: Fraction | None, text: str
) -> None:
    assert coverage_text(share) == text
