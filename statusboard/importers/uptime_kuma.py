"""Uptime Kuma: its database with its history, or the backup of version 1 in JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from statusboard.domain.brought import Found, FoundCheck, FoundHistory, FoundService, Note
from statusboard.domain.manner import Manner
from statusboard.errors import RuleBroken
from statusboard.importers.addresses import Unaskable
from statusboard.importers.base import ImporterKind
from statusboard.importers.kuma_checks import ASKED, Monitor
from statusboard.importers.kuma_database import ForeignDatabase, opened
from statusboard.importers.kuma_history import history_of
from statusboard.importers.kuma_pinned import pinned_of
from statusboard.importers.kuma_statistics import with_older
from statusboard.importers.kuma_work import works_of
from statusboard.importers.source import Source
from statusboard.importers.tables import Table, as_number, one_line

_MOST_MONITORS = 20_000
_ELSEWHERE = (
    ("notification", "notificationlist", "Who is told is chosen among the channels."),
    ("status_page", "", "The page is set up here: its services are those of the groups."),
    ("proxy", "proxylist", "A proxy is named in the check that needs it."),
)


def _is_this(source: Source) -> bool:
    if source.is_folder:
        return False
    if source.is_database:
        with opened(source.path) as database:
            return {"monitor", "heartbeat"} <= database.tables
    return isinstance(source.table(source.names[0]).get("monitorList"), list)


def _recognised(source: Source) -> bool:
    try:
        return _is_this(source)
    except RuleBroken:  # a file that cannot be read is none of ours
        return False


def _read(source: Source) -> Found:
    if not source.is_database:
        document = Table({_key(k): v for k, v in source.table(source.names[0]).items()})
        monitors = [Monitor(_lowered(one)) for one in document.tables("monitorlist")]
        notes = [
            Note(listed, words)
            for _, listed, words in _ELSEWHERE
            if listed and document.get(listed)
        ]
        notes.append(Note("history", "A backup holds none. The file kuma.db does."))
        return Found(_services(monitors), notes=tuple(notes))
    with opened(source.path) as database:
        monitors = _monitors(database)
        notes = [Note(table, words) for table, _, words in _ELSEWHERE if database.has_rows(table)]
        works, pinned = works_of(database, monitors), pinned_of(database)
    return Found(_services(monitors), pinned, works, notes=tuple(notes), has_history=True)


def _history(source: Source) -> Iterator[FoundHistory]:
    if not source.is_database:
        return
    with opened(source.path) as database:
        for monitor in _monitors(database):
            if monitor.kind == "group":
                continue
            beats = database.values(
                "heartbeat",
                ("time", "status", "ping"),
                where="monitor_id",
                value=monitor.number,
                order="id",
            )
            triples = ((at, status, ping) for at, status, ping in beats)
            every_s = monitor.interval_s
            history = history_of(_key_of(monitor), triples, interval_s=every_s)
            yield with_older(database, monitor.number, history, interval_s=every_s)


def _monitors(database: ForeignDatabase) -> list[Monitor]:
    found: list[Monitor] = []
    for row in database.rows("monitor", order="id"):
        if len(found) < _MOST_MONITORS:
            found.append(Monitor(_lowered(row)))
    return found


def _services(monitors: list[Monitor]) -> tuple[FoundService, ...]:
    groups = {one.number: one.name for one in monitors if one.kind == "group"}
    return tuple(_service(one, groups) for one in monitors if one.kind != "group")


def _service(monitor: Monitor, groups: Mapping[int, str]) -> FoundService:
    notes: list[str] = []
    checks: tuple[FoundCheck, ...] = ()
    asks = ASKED.get(monitor.kind)
    try:
        if asks is None:
            raise Unaskable(f"nothing here asks as “{one_line(monitor.kind, 30)}” does")
        if monitor.row.flag("upsidedown"):
            raise Unaskable("it is turned upside down: what has to be out of reach is not asked")
        checks = tuple(_timed(one, monitor) for one in asks(monitor, notes))
    except Unaskable as why:
        notes.append(f"It cannot be asked: {why}.")
    return FoundService(
        _key_of(monitor),
        monitor.name,
        groups.get(int(monitor.row.number("parent") or 0), ""),
        monitor.row.text("description"),
        checks,
        f"monitor {monitor.number}",
        tuple(notes),
    )


def _timed(check: FoundCheck, monitor: Monitor) -> FoundCheck:
    row = monitor.row
    if check.manner is Manner.BEAT:
        # It is asked at no interval: that is how often it reports.
        return replace(check, enabled=row.flag("active", default=True))
    seconds = row.number("timeout") or 0
    return FoundCheck(
        check.manner,
        check.config,
        check.interval or timedelta(seconds=monitor.interval_s),
        timedelta(seconds=min(seconds, 600)) if seconds > 0 else None,
        fail_after=min(max(row.whole("maxretries") or 0, 0), 99) + 1,
        recover_after=1 if check.manner is Manner.REGISTRATION else 2,
        enabled=row.flag("active", default=True),
    )


def _key_of(monitor: Monitor) -> str:
    return f"{monitor.number} {monitor.name}"


def _lowered(row: Mapping[str, object]) -> Table:
    """A row with the names of its columns as both forms of the file have them."""
    return Table({_key(key): _opened(value) for key, value in row.items()})


def _key(name: str) -> str:
    return re.sub(r"_json$", "", str(name)).replace("_", "").lower()


def _opened(value: object) -> object:
    """What stands as JSON in a text is read; everything else stays."""
    if isinstance(value, str) and value[:1] in "[{" and value:
        try:
            found = json.loads(value)
        except (ValueError, RecursionError):
            return value
        if isinstance(found, list):
            return [one for one in found if isinstance(one, str | int)]
        return value
    if isinstance(value, bytes):
        return ""
    if isinstance(value, int | float) and as_number(value) is None and not isinstance(value, bool):
        return None
    return value


DECLARATION = ImporterKind(
    key="uptime_kuma",
    label="Uptime Kuma",
    icon="heart-pulse",
    summary="Its database kuma.db with the history of years, or the backup of version 1.",
    is_this=_recognised,
    read=_read,
    history=_history,
    endings=(".db", ".sqlite", ".json"),
    rank=10,
)
