"""What was agreed about uptime, as it is chosen in the settings: contract day, hours, cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from statusboard.app.settings import (
    PROMISED,
    PROMISED_HOURS,
    PROMISED_OVER,
    UPTIME,
    text_setting,
)
from statusboard.catalog.uptime_fields import BUSINESS_HOURS, CURRENCY
from statusboard.domain.business_week import BusinessWeek, read_business_week
from statusboard.domain.downtime_cost import HourlyCost
from statusboard.domain.objective import Hours, Objective, read_promise, read_window, window_text
from statusboard.domain.period import LAST_CONTRACT_DAY
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

CONTRACT_DAY = UPTIME.setting("contract_day")
HOURS = UPTIME.setting("business_hours")
_COST, _CURRENCY, _COST_HOURS = map(UPTIME.setting, ("hour_costs", "currency", "cost_hours"))


@dataclass(frozen=True, slots=True)
class UptimeTerms:
    """The day on which contract months begin (1 to 28); business hours and cost where chosen.

    `objective` is what is promised of all services together, or None.
    """

    contract_day: int = 1
    hours: BusinessWeek | None = None
    cost: HourlyCost | None = None
    objective: Objective | None = None


def read_terms(unit: Unit) -> UptimeTerms:
    """The terms in force."""
    return terms_in(read_settings(unit))


def terms_in(settings: Mapping[str, object]) -> UptimeTerms:
    """The terms that settings hold; what cannot be used counts as not chosen: the doctor says so.

    A cost of business hours is one of all hours where there are none.
    """
    hours = _hours(text_setting(settings, HOURS))
    return UptimeTerms(
        _day(settings.get(CONTRACT_DAY)), hours, _cost(settings, hours), _objective(settings)
    )


def _day(value: object) -> int:
    if isinstance(value, int | float) and 1 <= value <= LAST_CONTRACT_DAY:
        return int(value)
    return 1


def _hours(text: str) -> BusinessWeek | None:
    try:
        return read_business_week(text) if text else None
    except ValueError:
        return None


def _objective(settings: Mapping[str, object]) -> Objective | None:
    """What a version that knows more has written is no promise of this one."""
    promised = settings.get(PROMISED)
    usual = Objective(0)
    try:
        window = read_window(text_setting(settings, PROMISED_OVER, window_text(usual.window)))
        hours = Hours(text_setting(settings, PROMISED_HOURS, usual.hours.value))
        return None if promised is None else Objective(read_promise(str(promised)), window, hours)
    except ValueError:
        return None


def _cost(settings: Mapping[str, object], hours: BusinessWeek | None) -> HourlyCost | None:
    amount = settings.get(_COST)
    if not isinstance(amount, int | float) or amount <= 0:
        return None
    is_business = settings.get(_COST_HOURS) == BUSINESS_HOURS and hours is not None
    currency = text_setting(settings, _CURRENCY, CURRENCY)
    return HourlyCost(Fraction(str(amount)), currency, is_business)
