"""The hours and windows that objectives count, as of one instant."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from statusboard.app.health.facts import Facts
from statusboard.app.health.uptime_terms import UptimeTerms, terms_in
from statusboard.domain.instants import Interval
from statusboard.domain.objective import Hours, Window, window_at


@dataclass(frozen=True, slots=True)
class HoursOf:
    """The hours that objectives count, as of one instant. Without business hours all count."""

    terms: UptimeTerms
    zone: ZoneInfo
    now_us: int

    def at(self, as_of_us: int) -> "HoursOf":
        """The same as of another instant, such as the end of a period."""
        return replace(self, now_us=as_of_us)

    def bounds(self, window: Window) -> Interval:
        """The window; one of the calendar ends in the future."""
        day = self.terms.contract_day
        return window_at(window, self.now_us, self.zone, contract_day=day)

    def within(self, hours: Hours, bounds: Interval) -> tuple[Interval, ...]:
        """The hours that count in an interval, disjoint and in order."""
        if hours is Hours.ALL or self.terms.hours is None:
            return (bounds,) if bounds.length_us else ()
        return self.terms.hours.within(bounds, self.zone)

    def past(self, hours: Hours, bounds: Interval) -> tuple[Interval, ...]:
        """Those until now."""
        so_far = bounds.clip(Interval(bounds.start_us, max(bounds.start_us, self.now_us)))
        return () if so_far is None else self.within(hours, so_far)

    def ahead(self, hours: Hours, bounds: Interval) -> tuple[Interval, ...]:
        """Those from now on."""
        to_come = bounds.clip(Interval(self.now_us, max(self.now_us, bounds.stop_us)))
        return () if to_come is None else self.within(hours, to_come)


def hours_of(facts: Facts) -> HoursOf:
    """The hours that count, by the settings in force."""
    return HoursOf(terms_in(facts.settings), facts.zone_info, facts.now_us)
