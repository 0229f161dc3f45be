"""What a person wants to be told, and how: kept with the person, shared by their devices."""

from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from statusboard.domain.alarms.alarm import Alarm, AlarmKind, AlarmSeverity

ALL_WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class DailyQuiet:
    """Hours of the day in which only what is critical is told, and that only if it is asked for.

    `days` are those on which it begins, 0 for Monday. One that ends before it begins goes on over
    midnight; one that ends when it begins lasts the whole day.
    """

    start: time
    stop: time
    days: frozenset[int] = ALL_WEEK
    lets_critical: bool = True

    def holds(self, now: datetime, zone: tzinfo) -> bool:
        """Whether an instant lies in it."""
        local = now.astimezone(zone)
        at, today = local.time().replace(tzinfo=None), local.weekday()
        if self.start < self.stop:
            return today in self.days and self.start <= at < self.stop
        began_today = today in self.days and at >= self.start
        return began_today or ((today - 1) % 7 in self.days and at < self.stop)


@dataclass(frozen=True, slots=True)
class KindRule:
    """From which severity on a kind is told by notification and by sound; None: never."""

    notify_from: AlarmSeverity | None = AlarmSeverity.MINOR
    sound_from: AlarmSeverity | None = None

    def notifies(self, severity: AlarmSeverity) -> bool:
        """Whether it is told by notification."""
        return self.notify_from is not None and severity.rank >= self.notify_from.rank

    def sounds(self, severity: AlarmSeverity) -> bool:
        """Whether it is told by a sound."""
        return self.sound_from is not None and severity.rank >= self.sound_from.rank

    def tells(self, severity: AlarmSeverity) -> bool:
        """Whether it is told at all."""
        return self.notifies(severity) or self.sounds(severity)


def _default_rules() -> dict[AlarmKind, KindRule]:
    info = frozenset({AlarmKind.RECOVERY, AlarmKind.APPROVAL_WAITING})
    return {
        kind: KindRule(AlarmSeverity.INFO if kind in info else AlarmSeverity.MINOR)
        for kind in AlarmKind
    }


@dataclass(frozen=True, slots=True)
class AlarmRules:
    """A person's rules. `groups` empty: of every group; else of services of these alone.

    What is not about a service is told whatever the groups. Sounds are off by default.
    """

    kinds: tuple[tuple[AlarmKind, KindRule], ...] = tuple(_default_rules().items())
    groups: frozenset[str] = frozenset()
    quiet: DailyQuiet | None = None

    def of(self, kind: AlarmKind) -> KindRule:
        """The rule of a kind; the default where the person has none."""
        return dict(self.kinds).get(kind) or _default_rules()[kind]

    def wants(self, alarm: Alarm) -> bool:
        """Whether the person follows what the alarm is about."""
        return not self.groups or not alarm.group or alarm.group in self.groups

    def is_quiet(self, severity: AlarmSeverity, now: datetime, zone: tzinfo) -> bool:
        """Whether it is kept back at this hour."""
        if self.quiet is None or not self.quiet.holds(now, zone):
            return False
        return not (self.quiet.lets_critical and severity is AlarmSeverity.CRITICAL)


DEFAULT_RULES = AlarmRules()
