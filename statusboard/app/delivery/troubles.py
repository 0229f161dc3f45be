"""By which channels messages do not get out now, a sentence each, for faces without a window."""

from zoneinfo import ZoneInfo

from statusboard.app.delivery.health import CHANNEL_HEALTH
from statusboard.app.doorway import query
from statusboard.app.settings import page_zone
from statusboard.domain.channel_troubles import troubles
from statusboard.storage.unit import Unit


def _troubles(unit: Unit, _given: None) -> tuple[str, ...]:
    every = CHANNEL_HEALTH.run(unit, None)
    zone = ZoneInfo(page_zone(unit))
    return tuple(words for _, words in troubles(every, unit.now, zone))


CHANNEL_TROUBLES = query("delivery.troubles")(_troubles)
