"""What somebody has seen, and what is not to be told for a while: for every desk alike."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from statusboard.domain.alarms.alarm import Alarm, AlarmSeverity, Subject, SubjectSort
from statusboard.domain.time_text import when_text


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has seen an alarm: the occasion that stood then, and no graver one."""

    alarm: str
    severity: AlarmSeverity
    by: str
    at: datetime

    def covers(self, alarm: Alarm) -> bool:
        """Whether this is what was seen: it stood then, and has become no worse."""
        is_it = self.alarm == alarm.key and alarm.since <= self.at
        return is_it and alarm.severity.rank <= self.severity.rank


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is told of a service or a group (the subject) until an instant.

    It always ends, so that none is forgotten. Of a group `subject.name` counts, not its number.
    """

    id: int
    subject: Subject
    by: str
    at: datetime
    until: datetime
    why: str = ""

    def holds(self, now: datetime) -> bool:
        """Whether it has not ended."""
        return now < self.until

    def covers(self, alarm: Alarm) -> bool:
        """Whether the alarm is about the service, or about one of the group."""
        return self.is_of(alarm.subject, alarm.group)

    def is_of(self, subject: Subject, group: str) -> bool:
        """Whether it is about this service, or about its group."""
        if self.subject.sort is SubjectSort.GROUP:
            return bool(group) and group == self.subject.name
        return (subject.sort, subject.id) == (self.subject.sort, self.subject.id)


def muted_words(one: Silence, zone: tzinfo, *, now: datetime) -> str:
    """“Muted by Ada until 15:00 CET: we know”."""
    until = when_text(one.until, zone, now=now)
    return f"Muted by {one.by} until {until}" + (f": {one.why}" if one.why else "")


def seen_words(one: Acknowledgement, zone: tzinfo, *, now: datetime) -> str:
    """“Seen by Ada at 14:05 CET”."""
    at = when_text(one.at, zone, now=now)
    return f"Seen by {one.by}, {at}"
