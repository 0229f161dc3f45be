"""The notification log as a JSON text, and back."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity, Subject, SubjectSort
from statusboard.domain.alarms.log import Hold, HoldReason, LogEntry, NotificationLog

VERSION = 1


def log_text(log: NotificationLog) -> str:
    """The log as a JSON text."""
    written = {
        "version": VERSION,
        "entries": [_entry_written(one) for one in log.entries.values()],
        "holds": [
            [one.key, one.why.value, one.first_at.isoformat(), one.last_at.isoformat()]
            for one in log.holds.values()
        ],
        "told_times": [at.isoformat() for at in log.told_times],
        "digest_at": _written(log.digest_at),
        "begun_at": _written(log.begun_at),
        "sighted_at": _written(log.sighted_at),
    }
    return json.dumps(written, ensure_ascii=False)


def log_of(text: str | bytes) -> NotificationLog:
    """The log of a text. Raises ValueError for what is no log, or another version's."""
    try:
        said = json.loads(text)
        if said["version"] != VERSION:
            raise ValueError(f"version {said['version']} of the log")
        entries = [_entry(one) for one in said["entries"]]
        holds = [
            Hold(key, HoldReason(why), _instant(first), _instant(last))
            for key, why, first, last in said["holds"]
        ]
        return NotificationLog(
            {one.key: one for one in entries},
            {one.key: one for one in holds},
            tuple(map(_instant, said["told_times"])),
            _maybe(said["digest_at"]),
            _maybe(said["begun_at"]),
            _maybe(said["sighted_at"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no log of ours: {error!r}") from error


def _entry_written(one: LogEntry) -> dict[str, object]:
    return {
        "key": one.key,
        "kind": one.kind.value,
        "subject": [one.subject.sort.value, one.subject.id, one.subject.name],
        "severity": one.severity.value,
        "since": one.since.isoformat(),
        "told_at": one.told_at.isoformat(),
        "announcement": one.announcement,
        "group": one.group,
        "begins": [at.isoformat() for at in one.begins],
        "gone_at": _written(one.gone_at),
        "over_at": _written(one.over_at),
    }


def _entry(said: Mapping[str, Any]) -> LogEntry:
    sort, number, name = said["subject"]
    return LogEntry(
        key=str(said["key"]),
        kind=AlarmKind(said["kind"]),
        subject=Subject(SubjectSort(sort), int(number), str(name)),
        severity=AlarmSeverity(said["severity"]),
        since=_instant(said["since"]),
        told_at=_instant(said["told_at"]),
        announcement=str(said["announcement"]),
        group=str(said["group"]),
        begins=tuple(map(_instant, said["begins"])),
        gone_at=_maybe(said["gone_at"]),
        over_at=_maybe(said["over_at"]),
    )


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _maybe(said: str | None) -> datetime | None:
    return None if said is None else _instant(said)


def _instant(said: str) -> datetime:
    at = datetime.fromisoformat(said)
    if at.tzinfo is None:
        raise ValueError(f"{said} has no zone")
    return at
