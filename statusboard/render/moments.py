"""Instants as the page prints them: in the page's zone for people, in UTC for programs."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from statusboard.domain.time_text import clock_text
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.views.public import PublicView
from statusboard.render.instant_text import to_second
from statusboard.render.page_words.english import ENGLISH
from statusboard.render.page_words.known import words_of


@dataclass(frozen=True, slots=True)
class Moment:
    """The value of a `time` element, and its text."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Moments:
    """Writes instants in one zone. A page is read later: dates are never left out for long."""

    zone: tzinfo
    dates: Dates = ENGLISH.dates

    def full(self, instant: datetime) -> Moment:
        """`22 November 2026, 14:02 CET`."""
        return Moment(to_second(instant), self.dates.full(instant, self.zone))

    def beside(self, instant: datetime, other: datetime) -> Moment:
        """The time of day, with the date where it is not that of `other`, which stands near."""
        if self.day(instant) != self.day(other):
            return self.full(instant)
        return Moment(to_second(instant), clock_text(instant, self.zone))

    def promised(self, instant: datetime) -> Moment:
        """`14:50 CET on 22 November`."""
        return Moment(to_second(instant), self.dates.by(instant, self.zone))

    def on(self, instant: datetime) -> Moment:
        """`22 November 2026`."""
        day = self.day(instant)
        return Moment(day.isoformat(), self.dates.on(day))

    def day(self, instant: datetime) -> date:
        """The local day of an instant."""
        return instant.astimezone(self.zone).date()


def moments_of(view: PublicView) -> Moments:
    """In the zone of a page, and in the language that it is read in."""
    return Moments(ZoneInfo(view.zone), words_of(view).dates)
