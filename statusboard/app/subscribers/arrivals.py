"""Counting who comes by themselves, a day and a sort a number; and what the counts say."""

from collections.abc import Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from statusboard.app.doorway import query
from statusboard.app.settings import PUBLIC_URL, page_zone, text_setting
from statusboard.domain.views.arrivals import Arrivals
from statusboard.domain.visits import Seen
from statusboard.storage.settings import read_settings
from statusboard.storage.unconfirmed import read_unconfirmed
from statusboard.storage.unit import Unit
from statusboard.storage.visit_counts import count_visits, forget_visits, read_visits

WEEK = timedelta(days=7)


def count_seen(unit: Unit, seen: Mapping[Seen, int]) -> None:
    """Adds to what was seen today."""
    count_visits(unit, today(unit), seen)


def forget_seen(unit: Unit) -> None:
    """Forgets the counts of days that are long over."""
    forget_visits(unit, today(unit))


def today(unit: Unit) -> date:
    """The day in the page's zone."""
    return unit.now.astimezone(ZoneInfo(page_zone(unit))).date()


def _arrivals(unit: Unit, _given: None) -> Arrivals:
    day = today(unit)
    return Arrivals(
        as_of=unit.now,
        today=read_visits(unit, day, day),
        week=read_visits(unit, day - WEEK + timedelta(days=1), day),
        waiting=read_unconfirmed(unit),
        has_forms=bool(text_setting(read_settings(unit), PUBLIC_URL)),
    )


# Who came by themselves, and who is waited for.
ARRIVALS = query("subscribers.arrivals")(_arrivals)
