"""Planned work of Uptime Kuma: its table of maintenances, each with the monitors it is about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from statusboard.domain.brought import FoundWork
from statusboard.importers.kuma_checks import Monitor
from statusboard.importers.kuma_database import ForeignDatabase
from statusboard.importers.recurring import (
    Recurrence,
    between,
    clock_time,
    monthly,
    of_crontab,
    weekly,
)
from statusboard.importers.tables import Table, one_line
from statusboard.importers.times import instant

_MOST = 2_000
# Who leaves the zone to the server means the zone of that machine, which nobody wrote down.
_SERVER = "SAME_AS_SERVER"
_MONDAYS = datetime(2020, 1, 6)  # noqa: DTZ001 - a time of the clock
_BY_HAND = "It is switched by hand there. Plan it here when it is needed."
_NO_RULE = "When it comes again is said in a way that is not understood. Plan it here."
_OFF = "It is switched off there."


def works_of(database: ForeignDatabase, monitors: Sequence[Monitor]) -> tuple[FoundWork, ...]:
    """The planned work of a database, and what keeps each from being planned here."""
    about = _services_by_work(database, monitors)
    found: list[FoundWork] = []
    for row in database.rows("maintenance", order="id"):
        if len(found) < _MOST:
            table = Table(row)
            found.append(_work(table, about.get(table.whole("id") or 0, ())))
    return tuple(found)


def _services_by_work(
    database: ForeignDatabase, monitors: Sequence[Monitor]
) -> dict[int, tuple[str, ...]]:
    """The names of the services by the id of the work; a group stands for all that is in it."""
    named: dict[int, list[str]] = {}
    for one in monitors:
        if one.kind != "group":
            named.setdefault(one.number, []).append(one.name)
            named.setdefault(one.row.whole("parent") or 0, []).append(one.name)
    found: dict[int, list[str]] = {}
    for row in database.rows("monitor_maintenance"):
        table = Table(row)
        of_work = found.setdefault(table.whole("maintenance_id") or 0, [])
        of_work += named.get(table.whole("monitor_id") or 0, ())
    return {number: tuple(dict.fromkeys(names)) for number, names in found.items()}


def _work(row: Table, services: tuple[str, ...]) -> FoundWork:
    number, notes = row.whole("id") or 0, list[str]()
    zone = row.text("timezone")
    if zone in ("", _SERVER):
        zone = ""
        notes.append("Its zone was that of the server: that of the page was taken.")
    title = one_line(row.text("title"), 255)
    blank = FoundWork(
        f"{number} {title}",
        title,
        row.text("description"),
        zone,
        services=services,
        where=f"maintenance {number}",
    )
    if not row.flag("active", default=True):
        return blank.left_out(_OFF)
    match row.text("strategy"):
        case "single":
            return _once(blank, row, notes)
        case "manual":
            return blank.left_out(_BY_HAND)
        case _:
            return _again(blank, row, notes)


def _once(work: FoundWork, row: Table, notes: list[str]) -> FoundWork:
    start, end = _wall(row.text("start_date")), _wall(row.text("end_date"))
    if start is None or end is None or end <= start:
        return work.left_out("It does not say from when until when it is.")
    return work.planned(start, end - start, notes=notes)


def _again(work: FoundWork, row: Table, notes: list[str]) -> FoundWork:
    start, end = clock_time(row.text("start_time")), clock_time(row.text("end_time"))
    day = _wall(row.text("start_date")) or _MONDAYS
    seconds = row.number("duration") or 0
    found: Recurrence | None = None
    if row.text("strategy") == "cron":
        found = of_crontab(row.text("cron"))
    elif start is not None:
        found = Recurrence(start, _rule(row))
    if found is None or not found.rule:
        return work.left_out(_NO_RULE)
    lasts = timedelta(seconds=min(seconds, 10**8))
    if row.text("strategy") != "cron" and start is not None and end is not None:
        lasts = between(start, end)
    if lasts <= timedelta(0):
        return work.left_out("It does not say how long it takes.")
    until = _wall(row.text("end_date"))
    rule = f"{found.rule};UNTIL={until:%Y%m%dT%H%M%S}" if until is not None else found.rule
    return work.planned(datetime.combine(day, found.at), lasts, rule, notes=notes)


def _rule(row: Table) -> str:
    match row.text("strategy"):
        case "recurring-interval":
            every = row.whole("interval_day") or 0
            return f"FREQ=DAILY;INTERVAL={every}" if 0 < every < 1_000 else ""
        case "recurring-weekday":
            return weekly(_numbers(row.text("weekdays")))
        case "recurring-day-of-month":
            return monthly(_numbers(row.text("days_of_month")))
        case _:
            return ""


def _numbers(text: str) -> list[int]:
    """Days of a list in JSON; `lastDay1` is the last one of the month."""
    found = []
    for one in text.strip("[] ").split(","):
        plain = one.strip(' "')
        last = plain.removeprefix("lastDay")
        if last.isascii() and last.isdecimal() and len(last) < 3:
            found.append(-int(last) if last != plain else int(last))
    return found


def _wall(text: str) -> datetime | None:
    """A time of the clock, as it stands there."""
    read = instant(text) if text else None
    return read[0].replace(tzinfo=None) if read is not None else None
