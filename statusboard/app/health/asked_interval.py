"""Which time the report of uptime is about: from one instant to another, or a period by name."""

from datetime import datetime, timedelta

from statusboard.app.health.chosen_period import period_bounds
from statusboard.app.health.objective_hours import HoursOf
from statusboard.domain.instants import Interval
from statusboard.domain.period import read_period
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit

DEFAULT_RANGE = timedelta(days=90)


def asked_interval(
    unit: Unit, hours: HoursOf, start: datetime | None, stop: datetime | None, period: str
) -> Interval:
    """The interval that is asked about, a period cut at now; with neither the last 90 days.

    Raises RuleBroken for what is none.
    """
    if period:
        return _of_period(unit, period, hours)
    stop = stop or unit.now
    start = start or stop - DEFAULT_RANGE
    if start >= stop:
        raise RuleBroken("The interval ends before it begins. Swap --from and --to.", field="to")
    return Interval.between(start, stop)


def _of_period(unit: Unit, text: str, hours: HoursOf) -> Interval:
    try:
        return period_bounds(unit, hours.zone, read_period(text))
    except ValueError as error:
        raise RuleBroken(str(error), field="period") from error
