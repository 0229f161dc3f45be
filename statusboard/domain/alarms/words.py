"""The sentences of announcements. English; times in the zone of the desk."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.alarms.alarm import Alarm, AlarmKind, AlarmSeverity
from statusboard.domain.alarms.log import LogEntry
from statusboard.domain.time_text import length_text, when_text

# More names than this are counted.
NAMED = 3
_MANY = {
    AlarmKind.UPDATE_DUE: "{count} promised updates are due soon",
    AlarmKind.UPDATE_OVERDUE: "{count} promised updates are overdue",
    AlarmKind.DELIVERY_FAILING: "Messages are held up in {count} places",
    AlarmKind.APPROVAL_WAITING: "{count} texts wait for approval",
    AlarmKind.BLIND: "StatusBoard does not see",
}
_ONE = {
    AlarmKind.UPDATE_DUE: "The next update is due soon: {name}",
    AlarmKind.UPDATE_OVERDUE: "The promised update is overdue: {name}",
    AlarmKind.DELIVERY_FAILING: "Messages are held up: {name}",
    AlarmKind.APPROVAL_WAITING: "Waits for approval: {name}",
    AlarmKind.BLIND: "StatusBoard does not see",
}


def title_of(alarms: Sequence[Alarm]) -> str:
    """What stands, in one line; the alarms are of one kind, the gravest first."""
    first = alarms[0]
    if first.kind is not AlarmKind.OUTAGE:
        words = _ONE if len(alarms) == 1 else _MANY
        return words[first.kind].format(name=first.subject.name, count=len(alarms))
    names = names_text([alarm.subject.name for alarm in alarms])
    verb = "is" if len(alarms) == 1 else "are"
    if all(alarm.flapping for alarm in alarms):
        keeps = "keeps" if len(alarms) == 1 else "keep"
        return f"{names} {keeps} turning between working and failing"
    if all(alarm.severity.rank < AlarmSeverity.MAJOR.rank for alarm in alarms):
        return f"{names} {verb} degraded"
    return f"{names} {verb} failing"


def text_of(alarms: Sequence[Alarm], zone: tzinfo, now: datetime) -> str:
    """Since when, and what more is known; of several what the gravest says."""
    since = min(alarm.since for alarm in alarms)
    first = alarms[0]
    # A promise says when it is due, and a text that waits who asks: not since when.
    begins = first.kind in (AlarmKind.OUTAGE, AlarmKind.BLIND, AlarmKind.DELIVERY_FAILING)
    said = f"since {when_text(since, zone, now=now)}" if begins else ""
    return " · ".join(filter(None, (said, first.text)))


def recovered_title(entries: Sequence[LogEntry]) -> str:
    """That it is over, in one line."""
    if all(entry.kind is AlarmKind.BLIND for entry in entries):
        return "StatusBoard sees again"
    names = names_text(
        [entry.subject.name for entry in entries if entry.kind is not AlarmKind.BLIND]
    )
    verb = "works" if len(entries) == 1 else "work"
    return f"{names} {verb} again"


def recovered_text(over: Sequence[tuple[LogEntry, datetime]], zone: tzinfo, now: datetime) -> str:
    """Since when it works, and how long it lasted."""
    entry, at = max(over, key=lambda one: one[1])
    begun = min(one.since for one, _ in over)
    lasted = length_text(max(at - begun, timedelta()))
    said = f"since {when_text(at, zone, now=now)} · lasted {lasted}"
    if entry.kind is AlarmKind.BLIND:
        return f"{said}. What was not seen counts as not observed."
    return said


def digest_title(alarms: Sequence[Alarm], zone: tzinfo, now: datetime) -> str:
    """How many more there are: `9 more since 15:04 CET`."""
    since = min(alarm.since for alarm in alarms)
    return f"{len(alarms)} more since {when_text(since, zone, now=now)}"


def digest_text(alarms: Sequence[Alarm]) -> str:
    """What they have in common, or their names."""
    groups = {alarm.group for alarm in alarms}
    names = names_text([alarm.subject.name for alarm in alarms])
    common = next(iter(groups)) if len(groups) == 1 else ""
    return f"{names} · all in {common}" if common else names


def names_text(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`, `A, B, C and 7 more`."""
    once = list(dict.fromkeys(names))
    if len(once) > NAMED:
        once = [*once[:NAMED], f"{len(once) - NAMED} more"]
    return f"{', '.join(once[:-1])} and {once[-1]}" if len(once) > 1 else "".join(once)
