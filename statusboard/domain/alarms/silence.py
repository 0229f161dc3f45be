"""What somebody has seen, and what is not to be told for a while: for every desk alike."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.alarms.alarm import Alarm, Subject, SubjectSort


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has seen an alarm. It holds for the occasion that began at `since`."""

    alarm: str
    since: datetime
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is told of a service or a group (the subject) until an instant.

    `until` None: until somebody ends it. Of a group `subject.name` counts, not its number.
    """

    id: int
    subject: Subject
    by: str
    at: datetime
    until: datetime | None = None
    why: str = ""

    def holds(self, now: datetime) -> bool:
        """Whether it has not ended."""
        return self.until is None or now < self.until

    def covers(self, alarm: Alarm) -> bool:
        """Whether the alarm is about the service, or about one of the group."""
        if self.subject.sort is SubjectSort.GROUP:
            return bool(alarm.group) and alarm.group == self.subject.name
        return (alarm.subject.sort, alarm.subject.id) == (self.subject.sort, self.subject.id)
