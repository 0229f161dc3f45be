"""What downtime cost, from what an hour of it costs: an assumption that is printed with the sum."""

from dataclasses import dataclass
from fractions import Fraction

from statusboard.domain.instants import HOUR_US
from statusboard.domain.uptime import PERMILLE, UptimeFigure

MOST_AN_HOUR = 1_000_000_000


@dataclass(frozen=True, slots=True)
class HourlyCost:
    """What an hour of one service being down costs: `amount` in whole units of `currency`.

    `currency` is a code of ISO 4217, such as EUR. `is_business`: only business hours cost anything.
    """

    amount: Fraction
    currency: str
    is_business: bool

    def of(self, figure: UptimeFigure) -> Fraction:
        """The cost of the time down in a figure, weighed by its rule, exact, in the currency.

        Of several services each hour of each of them counts. Where `is_business`, the figure has to
        be one of business hours.
        """
        return self.amount * Fraction(figure.weighted_down, PERMILLE * HOUR_US)

    @property
    def assumption(self) -> str:
        """What a sum stands on, as a sentence to be printed with it."""
        when = " in business hours" if self.is_business else ""
        return (
            f"Assumed: an hour of a service being down{when} costs "
            f"{money_text(self.amount, self.currency)}, a partial outage its share by the rule; "
            "services that are down at once are added up. Nothing of it was measured."
        )

    @property
    def in_short(self) -> str:
        """The same in a few words, to stand in a line with the sum's other conditions."""
        when = " in business hours" if self.is_business else ""
        return (
            f"Assumed, not measured: an hour of a service down{when} costs "
            f"{money_text(self.amount, self.currency)}."
        )


def money_text(amount: Fraction, currency: str) -> str:
    """A sum for people, to the nearest whole unit: `12,400 EUR`; `under 1 EUR` for less than one.

    Half a unit goes up. It is an estimate: decimals would say that it were none.
    """
    if 0 < amount < 1:
        return f"under 1 {currency}"
    return f"{int(amount + Fraction(1, 2)):,} {currency}"
