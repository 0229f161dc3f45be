"""How messages of a language put a time. Hours are counted to 24, and the zone is always named."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from statusboard.domain.time_text import zone_text
from statusboard.domain.tongues.dates import Dates


@dataclass(frozen=True, slots=True)
class Times:
    """The forms of a language, on its `dates`. Braces are filled in.

    `full` is an instant that was, `on` one that is promised.
    """

    dates: Dates
    clock: str
    full: str
    on: str

    def clock_text(self, instant: datetime, zone: tzinfo) -> str:
        """`14:02 CET`."""
        time = f"{instant.astimezone(zone):%H:%M}"
        return self.clock.format(time=time, zone=zone_text(instant, zone))

    def full_text(self, clock: str, instant: datetime, zone: tzinfo) -> str:
        """`22 March 2026, 14:02 CET`: a time of the clock, with the day of the instant."""
        return self.full.format(date=self.dates.on(instant.astimezone(zone).date()), clock=clock)

    def on_text(self, clock: str, instant: datetime, zone: tzinfo) -> str:
        """`14:02 CET on 22 March`: a time of the clock, with the day of the instant."""
        return self.on.format(date=self.dates.in_year(instant.astimezone(zone).date()), clock=clock)
