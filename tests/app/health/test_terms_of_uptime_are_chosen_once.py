"""What was agreed about uptime is a setting, and read by one function."""

from fractions import Fraction

import pytest

from statusboard.app.health.uptime_terms import UptimeTerms, terms_in
from statusboard.app.settings import UPTIME
from statusboard.domain.downtime_cost import HourlyCost, money_text
from statusboard.domain.instants import HOUR_US
from statusboard.domain.uptime import PERMILLE, UptimeFigure
from statusboard.errors import RuleBroken

HALF_AN_HOUR = UptimeFigure(24 * HOUR_US, 24 * HOUR_US, 0, HOUR_US, HOUR_US // 2 * PERMILLE)


def test_what_is_chosen_is_read() -> None:
    terms = terms_in(
        {
            "uptime.contract_day": 15,
            "uptime.business_hours": "Mon-Fri 08:00-18:00",
            "uptime.hour_costs": 12_000.5,
            "uptime.currency": "CHF",
            "uptime.cost_hours": "business",
        }
    )
    assert terms.contract_day == 15
    assert terms.hours is not None
    assert terms.hours.text == "Mon-Fri 08:00-18:00"
    assert terms.cost == HourlyCost(Fraction(24_001, 2), "CHF", is_business=True)


def test_what_nobody_chose_or_nobody_can_use_is_not_chosen() -> None:
    assert terms_in({}) == UptimeTerms()
    unusable = {"contract_day": 31, "business_hours": "always", "hour_costs": "much"}
    assert terms_in({f"uptime.{name}": value for name, value in unusable.items()}) == UptimeTerms()
    alone = terms_in({"uptime.hour_costs": 10, "uptime.cost_hours": "business"}).cost
    assert alone is not None
    assert not alone.is_business, "without business hours all hours cost"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("contract_day", 0, "from 1 to 28"),
        ("contract_day", 29, "from 1 to 28"),
        ("contract_day", 1.5, "a whole number"),
        ("business_hours", "nine to five", "Write for example"),
        ("hour_costs", -1, "from 0"),
        ("currency", "euros", "no code of a currency"),
    ],
)
def test_terms_that_are_none_are_refused(field: str, value: object, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        UPTIME.settle({field: value})


def test_a_cost_is_exact_and_said_with_what_it_assumes() -> None:
    cost = HourlyCost(Fraction(12_345), "EUR", is_business=True)

    assert cost.of(HALF_AN_HOUR) == Fraction(12_345, 2)
    assert money_text(cost.of(HALF_AN_HOUR), "EUR") == "6,173 EUR"
    assert money_text(Fraction(1, 3), "EUR") == "under 1 EUR"
    assert money_text(Fraction(0), "EUR") == "0 EUR"
    assert "in business hours costs 12,345 EUR" in cost.assumption
    assert "measured" in cost.assumption
