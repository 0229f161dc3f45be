"""Monitor downtimes of the stand-in: an entity whose tags say it all, and a gap in the checks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from statusboard.demo.new_relic.estate import Entity, entity

_EVERY: Final = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Downtime:
    """Monitors that do not run from `starts` to `ends`, clock times in `zone` ("…T02:00:00").

    `repeats` is ONCE, DAILY or WEEKLY: at the same time of day, whatever the clocks change to.
    """

    number: int
    account: int
    name: str
    starts: str
    ends: str
    guids: tuple[str, ...] = ()
    zone: str = "Europe/Berlin"
    repeats: str = "ONCE"

    def holds(self, at_ms: int) -> bool:
        """Whether the monitors do not run at an instant (ms)."""
        zone = ZoneInfo(self.zone)
        start, end = (datetime.fromisoformat(text) for text in (self.starts, self.ends))
        wall = datetime.fromtimestamp(at_ms / 1000, zone).replace(tzinfo=None)
        every = _EVERY.get(self.repeats)
        if every is not None and wall >= start:
            start, end = (time + every * ((wall - start) // every) for time in (start, end))
        return start <= wall < end

    def as_entity(self) -> Entity:
        """What New Relic says of it; all of it in tags, as texts."""
        made = entity("downtime", self.name, self.account, self.number)
        said = {
            "timezone": [self.zone],
            "scheduleType": [self.repeats],
            "startTime": [self.starts],
            "endTime": [self.ends],
            "monitorGuids": list(self.guids),
        }
        tags = [{"key": key, "values": values} for key, values in said.items() if values]
        return {**made, "tags": tags, "alertSeverity": None, "reporting": None}


def runs(guid: object, at_ms: int, downtimes: Iterable[Downtime]) -> bool:
    """Whether a monitor runs at an instant (ms)."""
    return not any(guid in one.guids and one.holds(at_ms) for one in downtimes)
