"""Maintenance windows of Gatus: when nobody is alerted there is planned work here."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from statusboard.domain.brought import FoundService, FoundWork
from statusboard.importers.beats import length_of
from statusboard.importers.recurring import clock_time, day_of_week, weekly
from statusboard.importers.tables import Table

_ANY_DAY = datetime(2020, 1, 6)  # noqa: DTZ001 - a time of the clock, on a Monday
_EVERY_DAY = "FREQ=DAILY"


def work_of_all(table: Table, services: Iterable[FoundService], at: str) -> Iterator[FoundWork]:
    """The window in which nobody is alerted of anything."""
    named = tuple(dict.fromkeys(one.name for one in services if one.name))
    if table:
        yield _work(table, f"{at}maintenance", "Maintenance", named, at)


def works_of_one(table: Table, service: FoundService, at: str) -> Iterator[FoundWork]:
    """The windows of one endpoint."""
    for number, window in enumerate(table.tables("maintenance-windows"), 1):
        key, title = f"{service.key} maintenance {number}", f"Maintenance of {service.name}"
        yield _work(window, key, title, (service.name,), at)


def _work(table: Table, key: str, title: str, services: tuple[str, ...], at: str) -> FoundWork:
    zone = table.text("timezone") or "UTC"
    where = f"{at}{table.where}" or "maintenance"
    work = FoundWork(key, title, "", zone, services=services, where=where)
    if not table.flag("enabled", default=True):
        return work.left_out("It is switched off there.")
    notes: list[str] = []
    start, lasts = (
        clock_time(table.text("start")),
        length_of(table.text("duration"), "duration", notes),
    )
    days = [day_of_week(one) for one in table.texts("every")]
    rule = weekly(day for day in days if day is not None) if days else _EVERY_DAY
    if start is None or not lasts or not rule or None in days:
        return work.left_out("When it comes is said in a way that is not understood. Plan it here.")
    return work.planned(datetime.combine(_ANY_DAY, start), lasts, rule, notes=notes)
