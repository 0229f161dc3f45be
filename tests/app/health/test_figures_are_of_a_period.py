"""Figures of a period in parts, such as its business hours, are those of its parts added up."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from statusboard.app.health.period_figures import period_figures
from statusboard.domain.business_hours import BusinessHours
from statusboard.domain.instants import DAY_US, HOUR_US, Interval
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import NOTHING, measure
from statusboard.storage.history import spans
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, NOON_US, add_service
from tests.fixtures.watch import Watch

pytestmark = ON_SQLITE
OFFICE = BusinessHours(frozenset(range(5)), 9 * 60, 17 * 60)


def test_business_hours_of_a_month_are_the_sum_of_their_days(watch: Watch) -> None:
    bounds = Interval(NOON_US, NOON_US + 30 * DAY_US)
    states = list(ComponentStatus)
    with watch.database.writing(watch.clock.now() + timedelta(days=40), COLLECTOR) as unit:
        number = add_service(unit)[0].id
        told = [
            Span(
                number,
                NOON_US + n * 7 * HOUR_US,
                NOON_US + (n + 1) * 7 * HOUR_US,
                states[n % len(states)],
            )
            for n in range(120)
            if n % 11
        ]
        spans.add_spans(unit, told)
        parts = OFFICE.within(bounds, ZoneInfo("Europe/Berlin"))
        read = {
            count: period_figures(unit, parts[:count], [number], now_us=bounds.stop_us)[number]
            for count in (0, 1, len(parts))
        }

    for count, figure in read.items():
        own = (measure(told, part, now_us=bounds.stop_us) for part in parts[:count])
        assert figure == sum(own, NOTHING)
