"""The days of a service as the public sees them: a year by its months, and what days were not good.

Everything here is measured. Figures are texts with the digits of the page: cut, never rounded up.
"""

from dataclasses import dataclass
from datetime import date

from statusboard.domain.status import ComponentStatus


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A local day on which a service was not as it should be.

    `lengths` says how long it was in trouble or under maintenance, in microseconds, the gravest
    state first; what took no time is not in it.
    """

    day: date
    lengths: tuple[tuple[ComponentStatus, int], ...]


@dataclass(frozen=True, slots=True)
class PublicMonth:
    """The days of a month that belong to the year, oldest first: the worst status of each."""

    first_day: date
    days: tuple[ComponentStatus, ...]
    uptime: str
    coverage: str


@dataclass(frozen=True, slots=True)
class PublicYear:
    """The last 365 local days, today up to now. `troubled` are the days that were not good."""

    months: tuple[PublicMonth, ...] = ()
    uptime: str = ""
    coverage: str = ""
    troubled: tuple[PublicDay, ...] = ()


NO_YEAR = PublicYear()
