"""Everything an announcement is made from, as of one instant: the answer of `alarms_now`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from statusboard.domain.alarms.alarm import Alarm
from statusboard.domain.alarms.silence import Acknowledgement, Silence


@dataclass(frozen=True, slots=True)
class AlarmsNow:
    """The alarms that stand, and what people did about them.

    `blind`: why nothing can be said of services now, empty where somebody watches. `working` are
    the services that are seen to work, and since when: one that is merely not failing any more has
    not recovered. `services` are all there are. `zone` is for times in texts, and quiet hours.
    """

    as_of: datetime
    alarms: tuple[Alarm, ...]
    working: Mapping[int, datetime] = field(default_factory=dict)
    services: frozenset[int] = frozenset()
    blind: str = ""
    acknowledged: tuple[Acknowledgement, ...] = ()
    silences: tuple[Silence, ...] = ()
    zone: str = "UTC"

    @property
    def zone_info(self) -> tzinfo:
        """The zone as a value that times are told in."""
        return ZoneInfo(self.zone)

    def acknowledgement(self, alarm: Alarm) -> Acknowledgement | None:
        """Who has seen this occasion of an alarm; None: nobody said so."""
        for one in self.acknowledged:
            if one.covers(alarm):
                return one
        return None

    def silence(self, alarm: Alarm) -> Silence | None:
        """What keeps an alarm quiet now; None: nothing does."""
        for one in self.silences:
            if one.holds(self.as_of) and one.covers(alarm):
                return one
        return None
