"""Days, lengths and numbers as a language writes them. Digits are Western ones in all of them.

Arabic is read in countries with either digits; Western ones are what its browsers, its programs
and the figures of uptime elsewhere have in common.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from statusboard.domain.time_text import clock_text, length_parts
from statusboard.domain.tongues.plurals import Forms, Plurals


@dataclass(frozen=True, slots=True)
class Dates:
    """The shapes of dates and numbers in a language, after CLDR.

    `first` is the first of a month. `together` is a day with a time of that, `promised` a time that
    is to come and its day. `units` are days, hours and minutes. `percent` is a percentage with its
    sign, `decimal` and `thousands` are the marks within numbers.
    """

    months: tuple[str, ...]
    day: str
    day_of_year: str
    month_of_year: str
    together: str
    promised: str
    span: str
    units: Mapping[str, Forms]
    between_units: str
    no_minute: str
    plurals: Plurals
    percent: str
    decimal: str
    thousands: str
    less_than: str
    first: str = "1"

    def on(self, day: date) -> str:
        """`22 November 2026`."""
        return self.day.format(day=self._number(day), month=self._month(day), year=day.year)

    def in_year(self, day: date) -> str:
        """`22 November`."""
        return self.day_of_year.format(day=self._number(day), month=self._month(day))

    def month(self, day: date) -> str:
        """`November 2026`, as it stands by itself."""
        said = self.in_month(day)
        return said[0].upper() + said[1:]

    def in_month(self, day: date) -> str:
        """`November 2026`, as it stands in a sentence."""
        return self.month_of_year.format(month=self._month(day), year=day.year)

    def full(self, instant: datetime, zone: tzinfo) -> str:
        """`22 November 2026, 14:02 CET`."""
        day = self.on(instant.astimezone(zone).date())
        return self.together.format(day=day, clock=clock_text(instant, zone))

    def by(self, instant: datetime, zone: tzinfo) -> str:
        """`14:50 CET on 22 November`."""
        day = self.in_year(instant.astimezone(zone).date())
        return self.promised.format(day=day, clock=clock_text(instant, zone))

    def days(self, first: date, last: date) -> str:
        """`7 October 2026 to 9 October 2026`, or the one day that it is."""
        if first == last:
            return self.on(first)
        return self.span.format(first=self.on(first), last=self.on(last))

    def length(self, length: timedelta) -> str:
        """`2 hours 5 minutes`: the two largest units, as `domain.time_text.length_text` has it."""
        parts = [
            self.plurals.said(self.units[unit], count) for count, unit in length_parts(length)[:2]
        ]
        return self.between_units.join(parts) or self.no_minute

    def number(self, count: int) -> str:
        """`43,200`."""
        return f"{count:,}".replace(",", self.thousands)

    def share(self, percent: str) -> str:
        """A percentage as `domain.percent` says it, in the words and marks of the language."""
        least = percent.removeprefix("less than ")
        said = self.percent.format(least.replace(".", self.decimal))
        return said if least == percent else self.less_than.format(said)

    def _month(self, day: date) -> str:
        return self.months[day.month - 1]

    def _number(self, day: date) -> str:
        return self.first if day.day == 1 else str(day.day)
