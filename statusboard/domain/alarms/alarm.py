"""An alarm: something that stands now and wants somebody's attention."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.status import ComponentStatus


class AlarmKind(StrEnum):
    """What sort of thing it is. `BLIND`: nobody watches, or our own network holds answers back."""

    OUTAGE = "outage"
    RECOVERY = "recovery"
    UPDATE_DUE = "update_due"
    UPDATE_OVERDUE = "update_overdue"
    DELIVERY_FAILING = "delivery_failing"
    APPROVAL_WAITING = "approval_waiting"
    BLIND = "blind"


class AlarmSeverity(StrEnum):
    """How much it presses, in Statuspage's words for an impact, from the least to the most."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for the least, one more for each above it."""
        return _SEVERITIES.index(self)


_SEVERITIES = tuple(AlarmSeverity)
_OF_STATUS = {
    ComponentStatus.DEGRADED_PERFORMANCE: AlarmSeverity.MINOR,
    ComponentStatus.PARTIAL_OUTAGE: AlarmSeverity.MAJOR,
    ComponentStatus.MAJOR_OUTAGE: AlarmSeverity.CRITICAL,
}


def severity_of(status: ComponentStatus) -> AlarmSeverity:
    """How much the status of a service presses, as its impact would; `INFO` where it works."""
    return _OF_STATUS.get(status, AlarmSeverity.INFO)


class SubjectSort(StrEnum):
    """What sort of thing an alarm is about, and so what opens when it is clicked.

    `DESK` has no number: it is what the whole installation does.
    """

    SERVICE = "service"
    GROUP = "group"
    INCIDENT = "incident"
    NOTICE = "notice"
    MAINTENANCE = "maintenance"
    CHANNEL = "channel"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an alarm is about: a service, an incident, a draft, a channel, or the desk itself."""

    sort: SubjectSort
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that stands now.

    `key` is the same as long as it stands, and again when it comes back; `since` is when it began.
    `text` says more than the title can: the reason, what customers were told. `group` is the name
    of a service's group. `behind` are the keys of alarms that explain this one (a failing parent).
    `flapping`: it turns too often for each turn to be told.
    """

    key: str
    kind: AlarmKind
    severity: AlarmSeverity
    subject: Subject
    since: datetime
    text: str = ""
    group: str = ""
    behind: tuple[str, ...] = ()
    flapping: bool = False


def outage_key(component_id: int) -> str:
    """The key of the alarm that a service fails."""
    return f"{AlarmKind.OUTAGE}:{component_id}"


def alarm_key(kind: AlarmKind, subject: Subject, *, mark: str = "") -> str:
    """The key of an alarm. `mark` tells one occasion from the next, as a promise by its instant."""
    return ":".join(filter(None, (kind.value, subject.sort.value, str(subject.id), mark)))
