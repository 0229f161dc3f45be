"""Until when a claim may be said is what walking on, microsecond by microsecond, would find."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.domain.claim import ClaimPeriod, PeriodFacts, ServiceFacts
from statusboard.domain.claim_until import carried_until_us, leaving_bounds
from statusboard.domain.instants import Interval
from statusboard.domain.period import Calendar, CalendarUnit, Rolling
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import NOTHING, SPOKEN_COVERAGE, UptimeFigure, measure

LENGTH, SHARE = 1_000, Fraction(9_900, 10_000)
NOW = 10_000
START = NOW - LENGTH
ROLLING = ClaimPeriod("90d", Interval(START, NOW), Rolling(90), date(2026, 1, 1), is_rolling=True)


def _carries(figure: UptimeFigure) -> bool:
    return (
        figure.coverage is not None
        and figure.coverage * 100 >= SPOKEN_COVERAGE
        and figure.uptime is not None
        and figure.uptime >= SHARE
    )


def _at(services: list[list[Span]], moved: int) -> UptimeFigure:
    bounds = Interval(START + moved, NOW + moved)
    return sum((measure(one, bounds, now_us=NOW) for one in services), NOTHING)


@st.composite
def _services(draw: st.DrawFn) -> list[list[Span]]:
    """Up to three services, whose old end is a mixture and whose rest is well and observed."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        at, own = START - draw(st.integers(0, 5)), []
        for status in draw(st.lists(st.sampled_from(list(ComponentStatus)), max_size=5)):
            stop = at + draw(st.integers(1, 12))
            own.append(Span(number, at, stop, status))
            at = stop
        own.append(Span(number, at, NOW, ComponentStatus.OPERATIONAL))
        found.append(own)
    return found


def _facts(services: list[list[Span]]) -> PeriodFacts:
    left = leaving_bounds(ROLLING.bounds)
    return PeriodFacts(
        ROLLING,
        tuple(
            ServiceFacts(
                number,
                "",
                None,
                measure(own, ROLLING.bounds, now_us=NOW),
                tuple(span for span in own if span.start_us < left.stop_us),
            )
            for number, own in enumerate(services)
        ),
    )


@settings(max_examples=40)
@given(_services())
def test_a_rolling_claim_ends_at_the_first_instant_that_does_not_carry_it(
    services: list[list[Span]],
) -> None:
    if not _carries(_at(services, 0)):
        return
    slow = next(moved for moved in range(LENGTH) if not _carries(_at(services, moved)))

    assert carried_until_us(_facts(services), SHARE) == NOW + slow


@settings(max_examples=15)
@given(_services())
def test_a_service_that_weighs_twice_counts_like_two(services: list[list[Span]]) -> None:
    twice = _facts([services[0], *services])
    if not _carries(twice.figure):
        return
    weighed = _facts(services)
    heavy = replace(weighed.services[0], weight=2)
    weighed = replace(weighed, services=(heavy, *weighed.services[1:]))

    assert weighed.figure == twice.figure
    assert carried_until_us(weighed, SHARE) == carried_until_us(twice, SHARE)


def test_a_period_that_lasts_is_carried_until_its_end_or_until_too_little_was_observed() -> None:
    bounds = Interval(0, 1_000)
    figure = UptimeFigure(1_000, 1_000, 0, 0, 0)

    def until(ends_us: int) -> int | None:
        period = ClaimPeriod(
            "this-quarter",
            bounds,
            Calendar(CalendarUnit.QUARTER, 2026, 4),
            date(2026, 10, 1),
            ends_us=ends_us,
        )
        facts = PeriodFacts(period, (ServiceFacts(1, "", None, figure),))
        return carried_until_us(facts, Fraction(1))

    assert until(1_005) == 1_005
    assert until(9_000) == 1_010  # 1,000 of 1,010 are 99 %


def test_what_is_said_of_a_period_that_is_over_stays() -> None:
    period = ClaimPeriod(
        "2025", Interval(0, 1_000), Calendar(CalendarUnit.YEAR, 2025), date(2025, 1, 1)
    )
    facts = PeriodFacts(period, (ServiceFacts(1, "", None, UptimeFigure(1_000, 1_000, 0, 0, 0)),))

    assert carried_until_us(facts, Fraction(1)) is None
