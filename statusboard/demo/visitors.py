"""Who came to the page of the shop this week, in counts; nothing more is kept of real ones."""

from datetime import timedelta

from statusboard.app.subscribers.arrivals import today
from statusboard.domain.visits import Seen
from statusboard.storage.unit import Unit
from statusboard.storage.visit_counts import count_visits

# Pages, answers of the API, who asked, confirmed and left; today first. Many look in an incident.
_DAYS = (
    *((2_184, 611, 12, 9, 1), (208, 288, 2, 2, 0), (173, 288, 1, 1, 0), (190, 288, 0, 0, 1)),
    *((96, 288, 1, 0, 0), (88, 288, 0, 0, 0), (214, 288, 3, 3, 0)),
)
_REFUSED_TODAY = {Seen.OVER_NETWORK: 3, Seen.BAD_ADDRESS: 1}


def write_visits(unit: Unit) -> None:
    """The counts of a week that ends today."""
    sorts = (Seen.PAGES, Seen.API, Seen.ASKED, Seen.CONFIRMED, Seen.LEFT)
    day = today(unit)
    for days_ago, counts in enumerate(_DAYS):
        count_visits(unit, day - timedelta(days=days_ago), dict(zip(sorts, counts, strict=True)))
    count_visits(unit, day, _REFUSED_TODAY)
