"""The notification log of a device: what its person has heard, so that nothing is told twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from statusboard.domain.alarms.alarm import Alarm, AlarmKind, AlarmSeverity, Subject

# Who fails again within this has not settled: its next recovery is told after a calm stretch.
UNSETTLED = timedelta(minutes=15)
CALM = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An alarm that was heard of.

    `severity` is the gravest that was told; `announcement` the key under which it was told, empty
    where it counts as heard without. `begins` are the last times it was told as new. `gone_at`:
    since when it is seen to be over, which was not told yet; `over_at`: when that was told.
    """

    key: str
    kind: AlarmKind
    subject: Subject
    severity: AlarmSeverity
    since: datetime
    told_at: datetime
    announcement: str = ""
    group: str = ""
    begins: tuple[datetime, ...] = ()
    gone_at: datetime | None = None
    over_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the person believes that it stands."""
        return self.over_at is None

    def begins_lately(self, now: datetime) -> int:
        """How often it was told as new not long ago."""
        return sum(now - at < UNSETTLED for at in self.begins)

    def is_unsettled(self, now: datetime) -> bool:
        """Whether it failed twice lately, and has not been over for long enough since."""
        is_calm = self.gone_at is not None and now - self.gone_at >= CALM
        return self.begins_lately(now) > 1 and not is_calm


class HoldReason(StrEnum):
    """Why an alarm that stands was not told: it is muted, explained by another, or too fresh."""

    MUTED = "muted"
    BEHIND = "behind"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Hold:
    """An alarm that is held back, from when, and when it was last."""

    key: str
    why: HoldReason
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class NotificationLog:
    """What was told, and when.

    `begun_at` is when somebody first looked, and what stood then counts as heard; `sighted_at` the
    same of services, which nobody may have watched at first. None: not yet.
    `told_times` are those of the last minute, which bound how much is told in one; `digest_at` is
    when a digest was told last.
    """

    entries: Mapping[str, LogEntry] = field(default_factory=dict)
    holds: Mapping[str, Hold] = field(default_factory=dict)
    told_times: tuple[datetime, ...] = ()
    digest_at: datetime | None = None
    begun_at: datetime | None = None
    sighted_at: datetime | None = None

    def heard(self, alarm: Alarm) -> LogEntry | None:
        """The entry of an alarm that the person believes to stand."""
        entry = self.entries.get(alarm.key)
        return entry if entry is not None and entry.is_open else None


NEW_LOG = NotificationLog()


def not_ahead(log: NotificationLog, now: datetime) -> NotificationLog:
    """The log without what a clock that was set back would wait for."""
    holds = {key: hold for key, hold in log.holds.items() if hold.last_at <= now}
    digest_at = None if log.digest_at is None or log.digest_at > now else log.digest_at
    return replace(log, holds=holds, digest_at=digest_at)
