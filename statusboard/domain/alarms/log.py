"""The notification log of a device: what its person has heard, so that nothing is told twice."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.alarms.alarm import AlarmSeverity


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An alarm that was told and for which no recovery was told yet.

    `announcement` is the key under which it was told; empty: it stood when the log began, and
    counts as heard. `begins` are the last times it was told as new: many of them mean flapping.
    `gone_at`: since when it does not stand any more.
    """

    key: str
    name: str
    severity: AlarmSeverity
    since: datetime
    told_at: datetime
    announcement: str = ""
    begins: tuple[datetime, ...] = ()
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotificationLog:
    """What was told, and when: the last minute's times bound how much is told in one.

    `is_new`: nothing was ever told here, so that what stands at first counts as heard.
    """

    entries: tuple[LogEntry, ...] = ()
    told_times: tuple[datetime, ...] = ()
    is_new: bool = True


NEW_LOG = NotificationLog()
