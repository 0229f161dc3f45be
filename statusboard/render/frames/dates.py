"""How a language writes days and times. Hours are counted to 24, and the zone is always named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from statusboard.domain.time_text import zone_text


@dataclass(frozen=True, slots=True)
class Dates:
    """The forms of a language; its months as they stand in a date. Braces are filled in.

    `full` is an instant that was, `on` one that is promised. `first` is what the first day of a
    month is called, where that is not its number.
    """

    months: Sequence[str]
    day: str
    day_of_year: str
    clock: str
    full: str
    on: str
    first: str = "1"

    def day_text(self, day: date) -> str:
        """`22 March`."""
        return self.day.format(day=self._number(day), month=self.months[day.month - 1])

    def date_text(self, day: date) -> str:
        """`22 March 2026`."""
        month = self.months[day.month - 1]
        return self.day_of_year.format(day=self._number(day), month=month, year=day.year)

    def clock_text(self, instant: datetime, zone: tzinfo) -> str:
        """`14:02 CET`."""
        time = f"{instant.astimezone(zone):%H:%M}"
        return self.clock.format(time=time, zone=zone_text(instant, zone))

    def _number(self, day: date) -> str:
        return self.first if day.day == 1 else str(day.day)
