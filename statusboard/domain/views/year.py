"""A year as a calendar: each day, each month."""

from dataclasses import dataclass
from datetime import date, datetime

from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class DayCell:
    """One local day: the worst seen in it, its uptime cut to two texts, its down time."""

    day: date
    status: ComponentStatus
    uptime: str
    coverage: str
    down_us: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with those of its days that have begun, and its own figure.

    `last` is its last day where it is one of a contract, which does not begin on the first; None
    for one of the calendar.
    """

    year: int
    month: int
    days: tuple[DayCell, ...]
    uptime: str
    coverage: str
    last: date | None = None


@dataclass(frozen=True, slots=True)
class YearView:
    """Twelve months of a service, or of all together, the oldest first; `rule` is theirs all.

    `contract_day` is the day on which months of the contract begin, 1 where they are the
    calendar's; `is_contract`: these are they.
    """

    as_of: datetime
    zone: str
    component_id: int | None
    months: tuple[MonthRow, ...]
    rule: str
    contract_day: int = 1
    is_contract: bool = False
