"""The time that a claim names is read as people write it, in English and German."""

from datetime import date

import pytest

from statusboard.domain.claim_period_reading import UNREAD, read_claim_period
from statusboard.domain.claim_reading import claimed_percent
from statusboard.domain.claim_sentences import period_around, services_around
from statusboard.domain.period import read_period

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("this year", "this-year"),
        ("in diesem Jahr", "this-year"),
        ("last month", "last-month"),
        ("im letzten Monat", "last-month"),
        ("last year", "last-year"),
        ("over the last year", "12mo"),
        ("in October", "2026-10"),
        ("in December", "2025-12"),
        ("im Dezember 2024", "2024-12"),
        ("since March 2025", "2025-03-01..2026-11-20"),
        ("seit März 2025", "2025-03-01..2026-11-20"),
        ("since October", "2026-10-01..2026-11-20"),
        ("since 12 October", "2026-10-12..2026-11-20"),
        ("Q3", "2026-Q3"),
        ("Q4", "2026-Q4"),
        ("in the third quarter of 2025", "2025-Q3"),
        ("im dritten Quartal 2025", "2025-Q3"),
        ("im 3. Quartal", "2026-Q3"),
        ("in the first half of 2026", "2026-01-01..2026-06-30"),
        ("over the last 6 months", "180d"),
        ("in den letzten sechs Monaten", "180d"),
        ("over the last two quarters", "180d"),
        ("for 24 months", "730d"),
        ("from March to May 2026", "2026-03-01..2026-05-31"),
        ("from 15 July 2026 to 14 October 2026", "2026-07-15..2026-10-14"),
        ("vom 15. Juli 2026 bis zum 14. Oktober 2026", "2026-07-15..2026-10-14"),
        ("on 3 November 2026", "2026-11-03..2026-11-03"),
        ("on November 3, 2026", "2026-11-03..2026-11-03"),
        ("in 2025", "2025"),
        ("this contract quarter", "contract:this-quarter"),
        ("in the quarter before", UNREAD),
        ("since March 2031", UNREAD),
        ("on 31 February 2026", UNREAD),
        ("since we began", "since"),
        ("it may work", ""),
        ("we march on", ""),
        ("our uptime", ""),
    ],
)
def test_a_time_is_read_as_it_is_written(text: str, key: str) -> None:
    found = read_claim_period(text, TODAY)

    assert found == key
    if found not in ("", UNREAD, "since"):
        read_period(found.removeprefix("contract:"))


def test_of_two_figures_each_has_the_time_beside_it() -> None:
    text = "Fine. Uptime was 99.98 % in October and 99.99 % in September. In Q1 we began."

    first, second = (text.index(figure) for figure in ("99.98", "99.99"))
    assert period_around(text, first, first + 7, TODAY) == "2026-10"
    assert period_around(text, second, second + 7, TODAY) == "2026-09"
    ahead = "In October we were available 99.98 % of the observed time."
    assert period_around(ahead, 30, 37, TODAY) == "2026-10"


def test_a_sentence_says_whose_uptime_it_is() -> None:
    services, groups = ("Search", "Card payments", "Cards"), {"Payment": ("Card payments", "Cards")}

    def about(text: str) -> frozenset[str]:
        return services_around(text, services, groups)

    assert about("Card payments were available 99.98 %.") == {"Card payments"}
    assert about("Our 2 Payment services were available.") == {"Card payments", "Cards"}
    assert about("Our uptime was 99.98 %, see Search.") == frozenset()
    assert about("Our uptime of Search was 99.98 %.") == {"Search"}
    assert about("Search, Cards and 3 more services have been available.") == frozenset()


@pytest.mark.parametrize(
    ("said", "period"),
    [("in Aprıl 2026", "2026-04"), ("in the fırſt quarter of 2026", "2026-Q1")],
)
def test_letters_that_look_like_others_are_read_as_those(said: str, period: str) -> None:
    assert read_claim_period(f"We had 99.9 % {said}.", date(2026, 12, 1)) == period
    assert claimed_percent("fıve nines") == "99.999"
