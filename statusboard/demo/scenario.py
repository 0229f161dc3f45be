"""The scenario: twelve months of one shop, told as the times in which something was not as usual.

Quiet months, one bad hour, one slow week, two maintenances, a gap in which nobody watched, and
trouble that begins shortly before the demo is opened and ends a while after.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from statusboard.domain.status import ComponentStatus

# The whole story is this long; some services joined later.
LENGTH = timedelta(days=365)
# Trouble begins this long before the demo is opened, and ends this long after.
TROUBLE_BEGAN = timedelta(minutes=18)
TROUBLE_GOES_ON = timedelta(minutes=12)
# Whose outage was none: it is alone in its scene, and was corrected later.
FALSE_ALARM = "Webhooks"


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch in which services had a status. `slower` multiplies their response times.

    `until` None: it goes on as the demo is opened.
    """

    services: tuple[str, ...]
    start: datetime
    until: datetime | None
    status: ComponentStatus
    slower: float = 1.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """All scenes, oldest first, the gap in which nobody watched, and when services joined."""

    began: datetime
    now: datetime
    scenes: tuple[Scene, ...]
    gap: tuple[datetime, datetime]
    joined: dict[str, datetime]


def write_scenario(now: datetime) -> Scenario:
    """The scenario that leads to `now`."""
    degraded = ComponentStatus.DEGRADED_PERFORMANCE
    partial = ComponentStatus.PARTIAL_OUTAGE
    major = ComponentStatus.MAJOR_OUTAGE
    planned = ComponentStatus.UNDER_MAINTENANCE

    def ago(days: float, **more: float) -> datetime:
        moment = now - timedelta(days=days) + timedelta(**more)
        return moment.replace(second=17, microsecond=0)

    def scene(
        names: str, days: float, minutes: float, status: ComponentStatus, slower: float = 1.0
    ) -> Scene:
        start = ago(days)
        until = start + timedelta(minutes=minutes)
        return Scene(tuple(names.split(", ")), start, until, status, slower)

    slow_week = tuple(
        scene("Search, Product pages, Storefront, Basket", 152.3 - day, 780, degraded, 9.0)
        for day in range(7)
    )
    trouble = now - TROUBLE_BEGAN
    scenes = (
        scene("Imports", 301.4, 22, major),
        scene("Reports, Warehouse", 243.6, 240, planned),
        scene("Image CDN", 204.3, 14, partial),
        *slow_week,
        scene("Sign-in, Single sign-on", 118.2, 53, partial, 1.8),
        scene("Exports", 96.1, 35, degraded, 3.0),
        scene("Checkout API", 47.3, 61, major, 1.4),
        scene("Card payments", 47.3, 61, partial, 2.2),
        scene("Basket", 47.28, 24, degraded, 3.5),
        scene("Sign-in", 29.7, 58, major),
        scene("Feature flags", 21.4, 120, planned),
        scene(FALSE_ALARM, 12.4, 12, partial),
        scene("Partner portal", 9.2, 31, degraded, 4.0),
        scene("Public API", 5.6, 3, major),
        scene("Image CDN", 0.19, 6, partial, 1.5),
        Scene(("Checkout API",), trouble, None, major, 1.2),
        Scene(("Card payments",), trouble + timedelta(minutes=4), None, degraded, 11.0),
    )
    gap_start = ago(71.2)
    # Late enough to be seen, and so that still 99 % of the year was observed, which claims need.
    joined = {"Image CDN": ago(362), "Live metrics": ago(350), "Gift cards": ago(362.5)}
    return Scenario(
        began=ago(LENGTH.days),
        now=now,
        scenes=tuple(sorted(scenes, key=lambda s: s.start)),
        gap=(gap_start, gap_start + timedelta(hours=6)),
        joined=joined,
    )


def deployed_before(now: datetime) -> dict[str, tuple[tuple[datetime, str], ...]]:
    """What was deployed, and when, by the name of its New Relic entity.

    A version of checkout every two weeks, another one shortly before each of its outages.
    """
    regular = [now - timedelta(days=14 * number + 3.2) for number in range(25)]
    before = [now - timedelta(days=47.31), now - TROUBLE_BEGAN - timedelta(minutes=9)]
    checkout = [(at, f"{at:%Y.%m.%d}") for at in sorted(regular + before)]
    storefront = [(at + timedelta(days=2), f"web {at:%y.%m}") for at in regular[::4]]
    return {"checkout-api": tuple(checkout), "storefront web": tuple(reversed(storefront))}
