"""What was told of each service: its incidents and its planned work, and on which days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from statusboard.domain.views.public import PublicIncident, PublicMaintenance, PublicView
from statusboard.render.clean import clean_line

_One = TypeVar("_One", PublicIncident, PublicMaintenance)


@dataclass(frozen=True, slots=True)
class ToldOf:
    """Everything that names a service, or named it once: newest first."""

    incidents: tuple[PublicIncident, ...] = ()
    maintenances: tuple[PublicMaintenance, ...] = ()


@dataclass(frozen=True, slots=True)
class DayEntry:
    """What is told of a day: a title, and its page in the site.

    `lang` is the language of the title where that is not the page's.
    """

    title: str
    path: str
    lang: str = ""


NOTHING_TOLD = ToldOf()


def told_of(view: PublicView) -> dict[str, ToldOf]:
    """By the public id of the service; a service of which nothing was told is missing."""
    incidents = _by_service(
        sorted(view.incidents, key=lambda i: (i.started_at, i.public_id), reverse=True)
    )
    planned = _by_service(
        sorted(view.maintenances, key=lambda m: (m.scheduled_for, m.public_id), reverse=True)
    )
    return {
        code: ToldOf(tuple(incidents.get(code, ())), tuple(planned.get(code, ())))
        for code in {**incidents, **planned}
    }


def entries_by_day(view: PublicView, told: ToldOf, since: date) -> dict[date, list[DayEntry]]:
    """What was going on on each local day from `since` on; withdrawn words were of no day."""
    zone = ZoneInfo(view.zone)
    found: dict[date, list[DayEntry]] = {}
    for incident in told.incidents:
        if not incident.is_counted:
            continue
        path = f"incidents/{incident.public_id}/index.html"
        entry = DayEntry(clean_line(incident.wording.title), path, incident.updates[0].language)
        ended = incident.resolved_at or view.as_of
        for day in _days(incident.started_at, ended, since, zone):
            found.setdefault(day, []).append(entry)
    for work in told.maintenances:
        if work.began_at is None:
            continue
        path = f"maintenance/{work.public_id}/index.html"
        entry = DayEntry(clean_line(work.wording.title), path, work.updates[0].language)
        for day in _days(work.began_at, work.ended_at or view.as_of, since, zone):
            found.setdefault(day, []).append(entry)
    return found


def _by_service(found: list[_One]) -> dict[str, list[_One]]:
    by_service: dict[str, list[_One]] = {}
    for one in found:
        codes = {code for code, _ in one.named}
        codes |= {move.service_id for update in one.updates for move in update.moves}
        for code in codes:
            by_service.setdefault(code, []).append(one)
    return by_service


def _days(start: datetime, stop: datetime, since: date, zone: ZoneInfo) -> Iterator[date]:
    day = max(start.astimezone(zone).date(), since)
    last = stop.astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)
