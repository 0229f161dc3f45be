"""How the desk stands, for what has room for a glyph and a line: tray, strip, title. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity
from statusboard.domain.alarms.announcement import Announcement
from statusboard.domain.alarms.standing import AlarmsNow
from statusboard.domain.status import ComponentStatus

_STATUS = {
    AlarmSeverity.CRITICAL: ComponentStatus.MAJOR_OUTAGE,
    AlarmSeverity.MAJOR: ComponentStatus.PARTIAL_OUTAGE,
    AlarmSeverity.MINOR: ComponentStatus.DEGRADED_PERFORMANCE,
    AlarmSeverity.INFO: ComponentStatus.DEGRADED_PERFORMANCE,
}


def status_of(severity: AlarmSeverity) -> ComponentStatus:
    """The status whose glyph and colour a severity wears."""
    return _STATUS[severity]


def announced_status(announcement: Announcement) -> ComponentStatus:
    """The status whose glyph an announcement wears: what is over is green, blindness is grey."""
    match announcement.kind:
        case AlarmKind.RECOVERY:
            return ComponentStatus.OPERATIONAL
        case AlarmKind.BLIND:
            return ComponentStatus.UNKNOWN
        case _:
            return status_of(announcement.severity)


@dataclass(frozen=True, slots=True)
class Failing:
    """A service that does not work as it should, and since when."""

    component_id: int
    name: str
    severity: AlarmSeverity
    since: datetime

    @property
    def is_slow(self) -> bool:
        """Whether it works, but not well."""
        return self.severity.rank <= AlarmSeverity.MINOR.rank


@dataclass(frozen=True, slots=True)
class DeskState:
    """As of one instant. `failing`: the gravest first, of those the oldest.

    `blind`: why nothing can be said now; empty where somebody watches. `working` of `services` are
    seen to work. `due`: by when the next update was promised; None: none is owed.
    """

    as_of: datetime
    failing: tuple[Failing, ...] = ()
    working: int = 0
    services: int = 0
    blind: str = ""
    due: datetime | None = None
    zone: tzinfo = UTC

    @property
    def status(self) -> ComponentStatus:
        """The worst that is known; unknown where nothing is, or not of every service.

        Our own blindness is no outage, and hides none that was seen.
        """
        if self.failing:
            return status_of(self.failing[0].severity)
        if self.blind or self.working < self.services or not self.services:
            return ComponentStatus.UNKNOWN
        return ComponentStatus.OPERATIONAL

    @property
    def down(self) -> tuple[Failing, ...]:
        """Those that fail."""
        return tuple(one for one in self.failing if not one.is_slow)

    @property
    def slow(self) -> tuple[Failing, ...]:
        """Those that work, but not well."""
        return tuple(one for one in self.failing if one.is_slow)


def desk_state(now: AlarmsNow, due: datetime | None, zone: tzinfo) -> DeskState:
    """The state that these alarms make. What was acknowledged or muted fails all the same."""
    failing = [
        Failing(alarm.subject.id, alarm.subject.name, alarm.severity, alarm.since)
        for alarm in now.alarms
        if alarm.kind is AlarmKind.OUTAGE
    ]
    failing.sort(key=lambda one: (-one.severity.rank, one.since, one.name))
    return DeskState(
        as_of=now.as_of,
        failing=tuple(failing),
        working=len(now.working),
        services=len(now.services),
        blind=now.blind,
        due=due,
        zone=zone,
    )
