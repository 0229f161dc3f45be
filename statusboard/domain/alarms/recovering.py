"""What is over: told once, to who heard that it began, and only where it was seen to be over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity
from statusboard.domain.alarms.log import UNSETTLED, LogEntry
from statusboard.domain.alarms.rules import AlarmRules
from statusboard.domain.alarms.standing import AlarmsNow


def seen_over(now: AlarmsNow, entry: LogEntry) -> datetime | None:
    """Since when it is seen to be over; None while that is not known.

    An outage is over once the service is seen to work: not while nobody looks, nor during
    maintenance. Of the other kinds what does not stand is over.
    """
    if entry.kind is not AlarmKind.OUTAGE:
        return now.as_of
    if now.blind:
        return None
    at = now.working.get(entry.subject.id)
    return None if at is None else max(at, entry.since)


def is_gone(now: AlarmsNow, entry: LogEntry) -> bool:
    """Whether there is nothing any more that could be over: the service was removed."""
    return entry.kind is AlarmKind.OUTAGE and entry.subject.id not in now.services


def may_be_told(now: AlarmsNow, entry: LogEntry, rules: AlarmRules) -> bool:
    """Whether it may be told now that this is over: not while muted, unsettled, or quiet."""
    silences = (one for one in now.silences if one.holds(now.as_of))
    if any(one.is_of(entry.subject, entry.group) for one in silences):
        return False
    is_quiet = rules.is_quiet(AlarmSeverity.INFO, now.as_of, now.zone_info)
    return not is_quiet and not entry.is_unsettled(now.as_of)


def is_told_when_over(entry: LogEntry, rules: AlarmRules) -> bool:
    """Whether the end of this is told at all: of services and of blindness it is."""
    has_end = entry.kind in (AlarmKind.OUTAGE, AlarmKind.BLIND)
    return has_end and rules.of(AlarmKind.RECOVERY).tells(AlarmSeverity.INFO)


def remembered(now: AlarmsNow, entries: Iterator[LogEntry]) -> Iterator[LogEntry]:
    """Entries without those that were over for so long that they say nothing of now."""
    for entry in entries:
        if entry.is_open or entry.over_at is None or now.as_of - entry.over_at < UNSETTLED:
            yield entry


def ended(entry: LogEntry, at: datetime) -> LogEntry:
    """The entry once it was told that it is over, or that nothing is to be told."""
    return replace(entry, over_at=at, announcement="")
