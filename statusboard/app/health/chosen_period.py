"""A period as instants: cut at now, and only the business hours of it where that is asked."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from statusboard.app.health.facts import Facts
from statusboard.app.health.uptime_terms import UptimeTerms, read_terms, terms_in
from statusboard.app.settings import DEFAULT_ZONE, PAGE_ZONE, knows_zone, text_setting
from statusboard.domain.instants import DAY_US, Interval
from statusboard.domain.period import Period, Rolling, before, bounds_of
from statusboard.errors import RuleBroken
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ChosenPeriod:
    """What of a period has passed, and the disjoint parts of it that count, in order.

    `has_hours`: there are business hours to ask for.
    """

    bounds: Interval
    parts: tuple[Interval, ...]
    has_hours: bool = False


def chosen_period(
    unit: Unit, facts: Facts, period: Period, *, in_business_hours: bool = False
) -> ChosenPeriod:
    """The instants of a period in the zone of the page.

    Raises RuleBroken for one to come, and for business hours where none are set.
    """
    terms = terms_in(facts.settings)
    bounds = _passed(unit, facts.zone_info, period, terms)
    parts = parts_of(facts, bounds, in_business_hours=in_business_hours)
    return ChosenPeriod(bounds, parts, has_hours=terms.hours is not None)


def parts_of(facts: Facts, bounds: Interval, *, in_business_hours: bool) -> tuple[Interval, ...]:
    """The parts of an interval that count. Raises RuleBroken where no business hours are set."""
    if not in_business_hours:
        return (bounds,)
    hours = terms_in(facts.settings).hours
    if hours is None:
        raise RuleBroken("No business hours are set. They are chosen in the settings.")
    return hours.within(bounds, facts.zone_info)


def period_bounds(unit: Unit, zone: ZoneInfo, period: Period) -> Interval:
    """What of a period has passed. Raises RuleBroken for one to come."""
    return _passed(unit, zone, period, read_terms(unit))


def _passed(unit: Unit, zone: ZoneInfo, period: Period, terms: UptimeTerms) -> Interval:
    whole = bounds_of(period, unit.now, zone, contract_day=terms.contract_day)
    passed = whole.clip(Interval(0, unit.now_us))
    if passed is None:
        raise RuleBroken("This period has not begun yet. Choose one that has.")
    return passed


def period_before(unit: Unit, zone: ZoneInfo, period: Period) -> Interval:
    """The period before one, to lay beside it: of rolling days as many, to the same time of day."""
    if isinstance(period, Rolling):
        stop_us = unit.now_us - period.days * DAY_US
        return Interval(stop_us - period.days * DAY_US, stop_us)
    day = read_terms(unit).contract_day
    return bounds_of(
        before(period, unit.now, zone, contract_day=day), unit.now, zone, contract_day=day
    )


def read_zone(unit: Unit) -> ZoneInfo:
    """The zone of the page's times and days."""
    zone = text_setting(read_settings(unit), PAGE_ZONE, DEFAULT_ZONE)
    return ZoneInfo(zone if knows_zone(zone) else DEFAULT_ZONE)
