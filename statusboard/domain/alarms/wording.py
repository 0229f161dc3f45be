"""Announcements from what they speak for."""

from collections.abc import Sequence
from datetime import datetime

from statusboard.domain.alarms import words
from statusboard.domain.alarms.alarm import Alarm, AlarmKind, AlarmSeverity, SubjectSort
from statusboard.domain.alarms.announcement import AlarmAction, Announcement
from statusboard.domain.alarms.log import LogEntry
from statusboard.domain.alarms.rules import AlarmRules
from statusboard.domain.alarms.standing import AlarmsNow

_PROMISE = (AlarmAction.WRITE_UPDATE, AlarmAction.OPEN, AlarmAction.ACKNOWLEDGE)
_SEEN = (AlarmAction.OPEN, AlarmAction.ACKNOWLEDGE)
_ACTIONS = {
    AlarmKind.OUTAGE: (
        *(AlarmAction.DRAFT_NOTICE, AlarmAction.OPEN),
        *(AlarmAction.ACKNOWLEDGE, AlarmAction.MUTE),
    ),
    AlarmKind.UPDATE_DUE: _PROMISE,
    AlarmKind.UPDATE_OVERDUE: _PROMISE,
}


def of_group(key: str, alarms: Sequence[Alarm], now: AlarmsNow, rules: AlarmRules) -> Announcement:
    """One announcement for alarms of one kind, the gravest first."""
    first = alarms[0]
    return Announcement(
        key=key,
        kind=first.kind,
        severity=first.severity,
        title=words.title_of(alarms),
        text=words.text_of(alarms, now.zone_info, now.as_of),
        actions=_ACTIONS.get(first.kind, _SEEN),
        about=tuple(alarm.subject for alarm in alarms),
        alarms=tuple(alarm.key for alarm in alarms),
        notifies=_notifies(alarms, rules),
        sounds=_sounds(alarms, rules),
    )


def digest(key: str, alarms: Sequence[Alarm], now: AlarmsNow, rules: AlarmRules) -> Announcement:
    """One announcement for what a minute has no place for, the gravest first, of any kind."""
    return Announcement(
        key=key,
        kind=alarms[0].kind,
        severity=alarms[0].severity,
        title=words.digest_title(alarms, now.zone_info, now.as_of),
        text=words.digest_text(alarms),
        actions=_SEEN,
        about=tuple(alarm.subject for alarm in alarms),
        alarms=tuple(alarm.key for alarm in alarms),
        notifies=_notifies(alarms, rules),
        sounds=_sounds(alarms, rules),
    )


def of_recovery(
    over: Sequence[tuple[LogEntry, datetime]], now: AlarmsNow, rules: AlarmRules
) -> Announcement:
    """One announcement for all that is over, with since when each is."""
    entries = [entry for entry, _ in over]
    rule = rules.of(AlarmKind.RECOVERY)
    stamp = now.as_of.strftime("%Y%m%dT%H%M%S.%f")
    return Announcement(
        key=f"{AlarmKind.RECOVERY}:{entries[0].key}:{stamp}",
        kind=AlarmKind.RECOVERY,
        severity=AlarmSeverity.INFO,
        title=words.recovered_title(entries),
        text=words.recovered_text(over, now.zone_info, now.as_of),
        actions=(AlarmAction.OPEN,),
        about=tuple(e.subject for e in entries if e.subject.sort is not SubjectSort.DESK),
        alarms=tuple(entry.key for entry in entries),
        notifies=rule.notifies(AlarmSeverity.INFO),
        sounds=rule.sounds(AlarmSeverity.INFO),
    )


def _notifies(alarms: Sequence[Alarm], rules: AlarmRules) -> bool:
    return any(rules.of(alarm.kind).notifies(alarm.severity) for alarm in alarms)


def _sounds(alarms: Sequence[Alarm], rules: AlarmRules) -> bool:
    return any(rules.of(alarm.kind).sounds(alarm.severity) for alarm in alarms)
