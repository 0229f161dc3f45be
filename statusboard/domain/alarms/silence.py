"""What somebody has seen, and what is not to be told for a while: for every desk alike."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.alarms.alarm import Alarm, AlarmSeverity, Subject, SubjectSort


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
