"""A run without a major outage is noticed within a week of a round number, or of a record."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.instants import DAY_US, HOUR_US, Interval
from statusboard.domain.milestones import Measured, best_period, next_milestone
from statusboard.domain.percent import percent_text
from statusboard.domain.period import Calendar, CalendarUnit
from statusboard.domain.uptime import PERMILLE, UptimeFigure


def test_a_round_number_is_noticed_a_week_ahead_and_on_its_day() -> None:
    assert next_milestone(0, 92 * DAY_US) is None
    for now_us in (93 * DAY_US, 100 * DAY_US, 101 * DAY_US - HOUR_US):
        found = next_milestone(0, now_us)
        assert found is not None
        assert (found.days, found.at_us, found.is_record) == (100, 100 * DAY_US, False)
    assert next_milestone(0, 101 * DAY_US) is None


def test_further_years_are_round_too() -> None:
    found = next_milestone(0, (3 * 365 - 2) * DAY_US)

    assert found is not None
    assert found.days == 3 * 365


def test_a_run_that_becomes_the_longest_is_noticed() -> None:
    found = next_milestone(0, 70 * DAY_US, longest_us=72 * DAY_US + HOUR_US)

    assert found is not None
    assert (found.days, found.is_record) == (73, True)
    assert next_milestone(0, 2 * DAY_US, longest_us=3 * DAY_US) is None


MONTH = 30 * DAY_US


def _history(
    lost: list[int | None], kind: CalendarUnit, *, last_part: int = MONTH
) -> list[Measured]:
    """Periods of 30 days in a row with this much lost, in µs; None: too little was observed."""
    found = []
    for place, down in enumerate(lost):
        bounds = Interval(place * MONTH, (place + 1) * MONTH)
        length = last_part if place == len(lost) - 1 else MONTH
        observed = length if down is not None else length // 2
        figure = UptimeFigure(length, observed, 0, down or 0, (down or 0) * PERMILLE)
        found.append(Measured(Calendar(kind, 2000 + place), bounds, figure))
    return found


def test_a_best_quarter_is_told_before_it_ends_and_after_and_not_between() -> None:
    lost: list[int | None] = [9 * HOUR_US, 8 * HOUR_US, 7 * HOUR_US, HOUR_US]
    seen = {}
    for day in (80, 100, 115, 120, 126, 128):
        known = lost if day <= 120 else [*lost, 10 * HOUR_US]
        part = day * DAY_US - (len(known) - 1) * MONTH
        if part <= 0:
            continue
        history = _history(known, CalendarUnit.QUARTER, last_part=part)
        best = best_period(history, day * DAY_US)
        seen[day] = None if best is None else (best.measured.period.year, best.is_over)

    assert seen == {
        100: None,
        115: (2003, False),
        120: (2003, True),
        126: (2003, True),
        128: None,
    }


def test_a_tie_and_too_few_to_compare_with_are_no_record() -> None:
    def best(*lost: int | None, kind: CalendarUnit = CalendarUnit.QUARTER) -> bool:
        return best_period(_history(list(lost), kind), len(lost) * MONTH) is not None

    assert best(HOUR_US, HOUR_US, HOUR_US, 0)
    assert not best(HOUR_US, HOUR_US, 0)
    assert best(HOUR_US, 0, kind=CalendarUnit.YEAR)
    assert not best(*[HOUR_US] * 4, 0, kind=CalendarUnit.MONTH)
    assert best(*[HOUR_US] * 5, 0, kind=CalendarUnit.MONTH)
    # What differs below the decimals that are told is a tie.
    assert not best(HOUR_US, HOUR_US, HOUR_US, HOUR_US - 1)
    # Half of it was not observed: nothing is said of it, and it stays a rival.
    assert not best(HOUR_US, HOUR_US, HOUR_US, None)
    assert not best(HOUR_US, HOUR_US, HOUR_US, None, 0)


LOST = st.lists(st.one_of(st.none(), st.integers(0, 20 * HOUR_US)), min_size=1, max_size=9)


@settings(max_examples=60)
@given(lost=LOST)
def test_of_any_history_only_the_best_is_told(lost: list[int | None]) -> None:
    history = _history(lost, CalendarUnit.QUARTER)

    best = best_period(history, len(lost) * MONTH)

    shares = [percent_text(one.figure.uptime, places=3) for one in history]
    own, before = shares[-1], shares[:-1]
    is_best = all(Fraction(own) > Fraction(other) for other in before)
    enough = sum(down is not None for down in lost[:-1]) >= 3
    assert (best is not None) == (is_best and enough and lost[-1] is not None)
