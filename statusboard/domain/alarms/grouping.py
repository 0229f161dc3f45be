"""What is told as one: what began together, and what the same parent explains."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from statusboard.domain.alarms.alarm import Alarm, AlarmKind

TOGETHER = timedelta(seconds=30)


def grouped(alarms: Iterable[Alarm]) -> list[tuple[Alarm, ...]]:
    """The alarms in groups, each with the gravest first, and the gravest group first.

    Outages that began within half a minute of the one before, or that share a parent, are one; of
    the other kinds all of one kind are.
    """
    groups: list[list[Alarm]] = []
    for alarm in sorted(alarms, key=lambda one: (one.since, one.key)):
        fitting = [group for group in groups if any(_together(one, alarm) for one in group)]
        groups = [group for group in groups if group not in fitting]
        groups.append([*(one for group in fitting for one in group), alarm])
    return sorted((gravest_first(group) for group in groups), key=_pressing)


def gravest_first(alarms: Iterable[Alarm]) -> tuple[Alarm, ...]:
    """The gravest first, of these the first to begin."""
    return tuple(sorted(alarms, key=lambda one: (-one.severity.rank, one.since, one.key)))


def _pressing(group: Sequence[Alarm]) -> tuple[int, datetime, str]:
    return -group[0].severity.rank, group[0].since, group[0].key


def _together(one: Alarm, other: Alarm) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is not AlarmKind.OUTAGE:
        return True
    is_near = abs(one.since - other.since) <= TOGETHER
    return is_near or bool(set(one.behind) & set(other.behind))
