"""Views of the uptime and verify screens, made up for tests of the screens alone."""

import math
import random
from array import array
from datetime import UTC, datetime, timedelta

from statusboard.domain.instants import MINUTE_US, SECOND_US
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.domain.views.uptime import Band, Figures, Range, Series, UptimeRow, UptimeView

NOW = datetime(2026, 11, 22, 13, 20, 5, tzinfo=UTC)
OK = ComponentStatus.OPERATIONAL
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
MAINTENANCE = ComponentStatus.UNDER_MAINTENANCE
UNKNOWN = ComponentStatus.UNKNOWN

LENGTHS = {
    Range.DAY: timedelta(days=1),
    Range.WEEK: timedelta(days=7),
    Range.MONTH: timedelta(days=30),
    Range.QUARTER: timedelta(days=90),
    Range.YEAR: timedelta(days=365),
}


def figures(**given: object) -> Figures:
    """A year with four outages that kept its promise."""
    usual: dict[str, object] = {
        "uptime": "99.978",
        "coverage": "99.2",
        "promised": "99.95",
        "budget_left_permille": 560,
        "down_us": 115 * MINUTE_US,
        "outages": 4,
        "longest_us": 41 * MINUTE_US,
        "major_free_since": NOW - timedelta(days=47, hours=3),
        "ever_major": True,
        "first_notice_us": 190 * SECOND_US,
        "incidents": 4,
        "rule": DEFAULT_RULE.sentence,
    }
    return Figures(**(usual | given))  # type: ignore[arg-type]


def uptime_row(component_id: int = 1, **given: object) -> UptimeRow:
    """A service that had one bad day in 90."""
    usual: dict[str, object] = {
        "component_id": component_id,
        "name": "Checkout API",
        "group": "Shop",
        "status": OK,
        "days": (OK,) * 43 + (MAJOR,) + (OK,) * 46,
        "uptime_30": "99.958",
        "uptime_90": "99.981",
        "uptime_365": "99.974",
        "coverage_365": "99.2",
        "promised": "99.95",
        "on_target": True,
    }
    return UptimeRow(**(usual | given))  # type: ignore[arg-type]


def days_with(**bad: ComponentStatus) -> tuple[ComponentStatus, ...]:
    """Ninety good days but for those named `d0` (oldest) to `d89` (today)."""
    return tuple(bad.get(f"d{n}", OK) for n in range(90))


def seven_services() -> tuple[UptimeRow, ...]:
    """A small shop, one service of which missed its promise."""
    row = uptime_row
    return (
        row(1, status=PARTIAL, days=days_with(d43=MAJOR, d89=PARTIAL)),
        row(
            2,
            name="Card payments",
            status=DEGRADED,
            days=days_with(d89=DEGRADED),
            uptime_30="99.990",
            uptime_90="99.996",
            uptime_365="99.991",
        ),
        row(
            3,
            name="Storefront",
            days=days_with(),
            uptime_30="100",
            uptime_90="100",
            uptime_365="99.998",
            promised="99.9",
        ),
        row(
            4,
            name="Sign-in",
            group="Accounts",
            uptime_30="99.912",
            uptime_90="99.955",
            days=days_with(d62=PARTIAL, d63=PARTIAL, d75=DEGRADED),
            uptime_365="99.940",
            on_target=False,
            missed_by_us=52 * MINUTE_US + 1,
        ),
        row(
            5,
            name="Public API",
            group="Developers",
            days=days_with(d20=DEGRADED),
            uptime_30="100",
            uptime_90="99.994",
            uptime_365="99.989",
        ),
        row(
            6,
            name="Feature flags",
            group="Developers",
            status=MAINTENANCE,
            days=days_with(d30=MAINTENANCE, d89=MAINTENANCE),
            uptime_30="100",
            uptime_90="99.999",
            uptime_365="99.997",
            promised="99.9",
        ),
        row(
            7,
            name="Image CDN",
            days=days_with(d0=UNKNOWN, d1=UNKNOWN, d2=UNKNOWN, d89=DEGRADED),
            uptime_30="99.986",
            uptime_90="99.993",
            uptime_365="99.990",
            promised=None,
            on_target=None,
        ),
    )


def uptime_view(chosen: Range = Range.YEAR, **given: object) -> UptimeView:
    """The screen with three stretches of trouble."""
    start = NOW - LENGTHS[chosen]
    length_s = LENGTHS[chosen].total_seconds()
    first = start.timestamp()

    def band(left: float, right: float, status: ComponentStatus, service: str) -> Band:
        return Band(first + left * length_s, first + right * length_s, status, service)

    usual: dict[str, object] = {
        "as_of": NOW,
        "range": chosen,
        "start": start,
        "stop": NOW,
        "zone": "Europe/Berlin",
        "figures": figures(),
        "rows": seven_services(),
        "bands": (
            band(0.33, 0.338, DEGRADED, "Card payments"),
            band(0.82, 0.836, MAJOR, "Checkout API"),
            band(0.99, 1.0, PARTIAL, "Checkout API"),
        ),
    }
    return UptimeView(**(usual | given))  # type: ignore[arg-type]


def response_series(view: UptimeView, *, points: int = 365, gap: bool = True) -> Series:
    """A wavy line that rises in trouble; with a gap in which nothing was observed."""
    chance = random.Random(7)
    start, stop = view.start.timestamp(), view.stop.timestamp()
    bucket_s = (stop - start) / points
    values = []
    for n in range(points):
        at = start + (n + 0.5) * bucket_s
        value = 0.55 + 0.12 * math.sin(n / points * 16) + 0.1 * chance.random()
        for band in view.bands:
            if band.start_s <= at <= band.stop_s:
                value += {MAJOR: 0.9, DEGRADED: 0.6}.get(band.status, 0.1)
        is_blind = gap and 0.55 < n / points < 0.56
        values.append(float("nan") if is_blind else value)
    return Series(
        bucket_s,
        array("d", [start + n * bucket_s for n in range(points)]),
        array("d", [v * 0.4 for v in values]),
        array("d", values),
        array("d", [v * 1.7 for v in values]),
    )
