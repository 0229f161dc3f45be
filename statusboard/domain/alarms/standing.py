"""Everything an announcement is made from, as of one instant: the answer of `alarms_now`."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.alarms.alarm import Alarm
from statusboard.domain.alarms.silence import Acknowledgement, Silence


@dataclass(frozen=True, slots=True)
class AlarmsNow:
    """The alarms that stand, and what people did about them.

    `blind`: why nothing can be said of services now, empty where somebody watches. `working` are
    the services that were seen to work: one that is merely not failing any more has not recovered.
    `zone` is for times in texts.
    """

    as_of: datetime
    alarms: tuple[Alarm, ...]
    working: frozenset[int] = frozenset()
    blind: str = ""
    acknowledged: tuple[Acknowledgement, ...] = ()
    silences: tuple[Silence, ...] = ()
    zone: str = "UTC"

    def acknowledgement(self, alarm: Alarm) -> Acknowledgement | None:
        """Who has seen this occasion of an alarm; None: nobody said so."""
        for one in self.acknowledged:
            if one.alarm == alarm.key and one.at >= alarm.since:
                return one
        return None

    def silence(self, alarm: Alarm) -> Silence | None:
        """What keeps an alarm quiet now; None: nothing does."""
        for one in self.silences:
            if one.holds(self.as_of) and one.covers(alarm):
                return one
        return None
