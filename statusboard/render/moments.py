"""Instants as the page prints them: in the page's zone for people, in UTC for programs."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from statusboard.domain.instants import require_utc
from statusboard.domain.time_text import MONTHS, clock_text, day_text


@dataclass(frozen=True, slots=True)
class Moment:
    """The value of a `time` element, and its text."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Moments:
    """Writes instants in one zone. A page is read later: dates are never left out for long."""

    zone: tzinfo

    def full(self, instant: datetime) -> Moment:
        """`22 November 2026, 14:02 CET`."""
        return Moment(
            _iso(instant), f"{day_text(self.day(instant))}, {clock_text(instant, self.zone)}"
        )

    def beside(self, instant: datetime, other: datetime) -> Moment:
        """The time of day, with the date where it is not that of `other`, which stands near."""
        if self.day(instant) != self.day(other):
            return self.full(instant)
        return Moment(_iso(instant), clock_text(instant, self.zone))

    def promised(self, instant: datetime) -> Moment:
        """`14:50 CET on 22 November`."""
        day = self.day(instant)
        text = f"{clock_text(instant, self.zone)} on {day.day} {MONTHS[day.month - 1]}"
        return Moment(_iso(instant), text)

    def on(self, instant: datetime) -> Moment:
        """`22 November 2026`."""
        day = self.day(instant)
        return Moment(day.isoformat(), day_text(day))

    def day(self, instant: datetime) -> date:
        """The local day of an instant."""
        return instant.astimezone(self.zone).date()


def _iso(instant: datetime) -> str:
    return f"{require_utc(instant):%Y-%m-%dT%H:%M:%SZ}"
