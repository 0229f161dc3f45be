"""Service level objectives: how much uptime is promised, over which window, in which hours."""

from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal, InvalidOperation, Overflow
from enum import StrEnum

from statusboard.domain.instants import DAY_US, Interval, from_us
from statusboard.domain.percent import promised_text
from statusboard.domain.period import (
    CalendarUnit,
    Relative,
    Rolling,
    bounds_of,
    period_text,
    read_period,
)

# A leap year: what is older is no window that anybody is held to.
MOST_WINDOW_DAYS = 366
PPM = 1_000_000

Window = Rolling | Relative
YEAR = Rolling(365)


class Hours(StrEnum):
    """Which hours of a window an objective is about."""

    ALL = "all"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Objective:
    """So much uptime, in millionths (99.95 % is 999,500), over a window, in some of its hours.

    The window rolls with the clock, or is the month, quarter or year of the contract that now is
    in.
    """

    promised_ppm: int
    window: Window = YEAR
    hours: Hours = Hours.ALL

    @property
    def words(self) -> str:
        """As people say it: `99.95 % over 12 months, in business hours`."""
        return f"{promised_text(self.promised_ppm)} % {terms_words(self.window, self.hours)}"


def read_promise(percent: str) -> int:
    """A percentage such as `99.95` in millionths. Raises ValueError, with a sentence for people."""
    try:
        ppm = Decimal(percent.strip().removesuffix("%").strip()) * 10_000
    except (InvalidOperation, Overflow):
        ppm = Decimal("nan")
    if not ppm.is_finite() or not 0 < ppm <= PPM:
        sentence = f"“{percent}” is not a promise. Write a percentage up to 100, such as 99.95."
        raise ValueError(sentence)
    if ppm != int(ppm):
        sentence = f"“{percent}” is too fine. A promise has at most four decimals, such as 99.9995."
        raise ValueError(sentence)
    return int(ppm)


def read_window(text: str) -> Window:
    """The window that a text names. Raises ValueError, with a sentence for people, otherwise."""
    try:
        window = read_period(f"this-{text.strip()}" if text.strip() in set(CalendarUnit) else text)
    except ValueError:
        window = None
    match window:
        case Rolling() if window.days <= MOST_WINDOW_DAYS:
            return window
        case Relative(back=0):
            return window
        case _:
            raise ValueError(
                f"“{text}” is no window of an objective: write 30d, 90d or 12mo for the last days, "
                "or month, quarter or year for those of the contract."
            )


def window_text(window: Window) -> str:
    """The text that `read_window` reads as this window: `12mo`, `30d`, `month`."""
    return window.unit.value if isinstance(window, Relative) else period_text(window)


def window_words(window: Window) -> str:
    """The window as people say it: `over 12 months`, `over 30 days`, `this quarter`."""
    if isinstance(window, Relative):
        return f"this {window.unit.value}"
    if window == YEAR:
        return "over 12 months"
    return "over 24 hours" if window.days == 1 else f"over {window.days} days"


def terms_words(window: Window, hours: Hours) -> str:
    """Window and hours as people say them: `this month, in business hours`."""
    within = ", in business hours" if hours is Hours.BUSINESS else ""
    return f"{window_words(window)}{within}"


def window_at(window: Window, until_us: int, zone: tzinfo, *, contract_day: int) -> Interval:
    """The window of an objective as of an instant, or of the end of a period.

    Rolling days end there. One of the calendar is the one that the last microsecond before it lies
    in, and may end later.
    """
    if isinstance(window, Rolling):
        return Interval(until_us - window.days * DAY_US, until_us)
    return bounds_of(window, from_us(until_us - 1), zone, contract_day=contract_day)
