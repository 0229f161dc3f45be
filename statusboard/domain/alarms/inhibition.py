"""Which alarms are not told now, and why: silences, blindness, failing parents, quiet hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from statusboard.domain.alarms.alarm import Alarm, AlarmKind
from statusboard.domain.alarms.log import Hold, HoldReason, NotificationLog
from statusboard.domain.alarms.rules import AlarmRules
from statusboard.domain.alarms.standing import AlarmsNow

# A child is asked again within this after its parent works; until then the parent explains it.
GRACE = timedelta(seconds=90)
# A collector that starts, or a line that comes back at once, is no blindness to tell of.
BLIND_WAIT = timedelta(seconds=30)
# Whoever did not look for this long does not know that it stood all the time.
GAP = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Inhibition:
    """What is kept from a person now. `holds` are those of the log as they are from now on."""

    now: AlarmsNow
    log: NotificationLog
    rules: AlarmRules
    by_key: Mapping[str, Alarm]
    holds: dict[str, Hold] = field(default_factory=dict)

    @classmethod
    def of(cls, now: AlarmsNow, log: NotificationLog, rules: AlarmRules) -> "Inhibition":
        """What is kept back of all that stands."""
        found = cls(now, log, rules, {alarm.key: alarm for alarm in now.alarms})
        found.holds.update(found._renewed())
        return found

    def is_told(self, alarm: Alarm) -> bool:
        """Whether it may be told now, if it was not yet."""
        return self._is_wanted(alarm) and not self._is_held(alarm)

    def is_calm(self, alarm: Alarm) -> bool:
        """Whether its sound is to be still: somebody saw it, or it may not be told now."""
        return self.now.acknowledgement(alarm) is not None or not self.is_told(alarm)

    def was_muted_since(self, alarm: Alarm, told_at: datetime) -> bool:
        """Whether it was muted after that, and is no more: whoever muted it is told once."""
        hold = self.holds.get(alarm.key)
        return hold is not None and hold.why is HoldReason.MUTED and hold.last_at > told_at

    def _is_wanted(self, alarm: Alarm) -> bool:
        """Whether the person asked for it, at this hour."""
        rules = self.rules
        if not rules.wants(alarm) or not rules.of(alarm.kind).tells(alarm.severity):
            return False
        return not rules.is_quiet(alarm.severity, self.now.as_of, self.now.zone_info)

    def _is_held(self, alarm: Alarm) -> bool:
        if alarm.kind is AlarmKind.OUTAGE and self.now.blind:
            return True
        hold = self.holds.get(alarm.key)
        if hold is None:
            return False
        if hold.why is HoldReason.FRESH:
            return self.now.as_of - hold.first_at < BLIND_WAIT
        if hold.why is HoldReason.BEHIND:
            return self.now.as_of - hold.last_at < GRACE
        return self.now.silence(alarm) is not None

    def _renewed(self) -> Iterator[tuple[str, Hold]]:
        """The holds of what stands: begun, gone on, or kept for what follows from them."""
        at = self.now.as_of
        for alarm in self.now.alarms:
            before = self.log.holds.get(alarm.key)
            why = self._why_held(alarm)
            if why is None:
                if before is not None and before.why is not HoldReason.FRESH:
                    yield alarm.key, before
                continue
            goes_on = before is not None and before.why is why and at - before.last_at <= GAP
            if goes_on and before is not None:
                yield alarm.key, replace(before, last_at=at)
            else:
                yield alarm.key, Hold(alarm.key, why, at, at)

    def _why_held(self, alarm: Alarm) -> HoldReason | None:
        if self.now.silence(alarm) is not None:
            return HoldReason.MUTED
        if self._is_explained(alarm, frozenset()):
            return HoldReason.BEHIND
        return HoldReason.FRESH if alarm.kind is AlarmKind.BLIND else None

    def _is_explained(self, alarm: Alarm, seen: frozenset[str]) -> bool:
        """Whether an alarm that stands and that the person hears of explains this one."""
        parents = [self.by_key[key] for key in alarm.behind if key in self.by_key]
        return any(self._speaks(parent, seen | {alarm.key}) for parent in parents)

    def _speaks(self, parent: Alarm, seen: frozenset[str]) -> bool:
        if parent.key in seen:
            return False
        if self.log.heard(parent) is not None or self.now.silence(parent) is not None:
            return True
        return self._is_wanted(parent) or self._is_explained(parent, seen)
