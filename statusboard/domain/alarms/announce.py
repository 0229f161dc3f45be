"""What is told now, of all that stands: grouped, inhibited, and never twice."""

from dataclasses import dataclass

from statusboard.domain.alarms.alarm import AlarmSeverity
from statusboard.domain.alarms.announcement import Announcement
from statusboard.domain.alarms.log import NotificationLog
from statusboard.domain.alarms.rules import AlarmRules
from statusboard.domain.alarms.standing import AlarmsNow


@dataclass(frozen=True, slots=True)
class Announced:
    """What to tell now, and the log that knows of it: keep that before telling.

    `withdrawn` are the keys of announcements for which nothing stands any more. `ringing`: the
    gravest that was told with a sound and that nobody has acknowledged; its sound repeats. None:
    it is still.
    """

    announcements: tuple[Announcement, ...]
    withdrawn: tuple[str, ...]
    log: NotificationLog
    ringing: AlarmSeverity | None = None


def announce(now: AlarmsNow, log: NotificationLog, rules: AlarmRules) -> Announced:
    """What to tell a person now, of what stands and of what they have heard."""
    del now, rules
    return Announced((), (), log)
