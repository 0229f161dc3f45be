"""An incident of another program as one of ours: over, told in plain text, in order of time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from statusboard.domain.brought import FoundIncident, FoundUpdate
from statusboard.domain.notice import BODY_LIMIT, TITLE_LIMIT
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, Impact, IncidentStatus
from statusboard.importers.tables import one_line
from statusboard.importers.texts import as_plain_text

END_ADDED = "The source has no words for its end: “This was resolved.” was added."
PUT_IN_ORDER = "Its times were put in order: it was over before it began, or lies ahead."
_APART = timedelta(milliseconds=1)
_NONE: Mapping[str, ComponentStatus] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PastIncident:
    """An incident that can be written as it stands; without updates where it cannot."""

    key: str
    title: str
    impact: Impact = Impact.NONE
    started_at: datetime | None = None
    ended_at: datetime | None = None
    updates: tuple[FoundUpdate, ...] = ()
    services: Mapping[str, ComponentStatus] = field(default_factory=lambda: _NONE)
    why: tuple[str, ...] = ()
    where: str = ""

    @property
    def detail(self) -> str:
        """When it was, and how much was said of it."""
        if self.started_at is None or self.ended_at is None:
            return ""
        count = len(self.updates)
        many = "1 update" if count == 1 else f"{count} updates"
        return f"{self.started_at:%Y-%m-%d %H:%M} – {self.ended_at:%Y-%m-%d %H:%M} UTC, {many}"


def ready_incident(found: FoundIncident, now: datetime) -> PastIncident:
    """The incident made exact. What is not over is none of the past, and gets no updates."""
    title = as_plain_text(one_line(found.title, TITLE_LIMIT), marks=False) or "Incident"
    why = list(found.notes)
    if found.ended_at is None:
        return PastIncident(found.key, title, why=tuple(why), where=found.where)
    updates = sorted(found.updates, key=lambda one: one.at)
    start = min([found.started_at, *(one.at for one in updates)])
    end = max(found.ended_at, start)
    if start != found.started_at or end != found.ended_at or end > now:
        why.append(PUT_IN_ORDER)
    if start >= now:
        return PastIncident(found.key, title, why=(*why, PUT_IN_ORDER), where=found.where)
    end = min(end, now)
    if not updates or not updates[-1].status.is_over:
        said = max([end, *(one.at for one in updates[-1:])])
        updates.append(FoundUpdate(said, IncidentStatus.RESOLVED, "This was resolved."))
        why.append(END_ADDED)
    return PastIncident(
        found.key,
        title,
        found.impact,
        start,
        end,
        _in_order(updates, now),
        found.services,
        tuple(why),
        found.where,
    )


def _in_order(updates: list[FoundUpdate], now: datetime) -> tuple[FoundUpdate, ...]:
    """No two at the same instant, none after now, and states that incidents have."""
    told: list[FoundUpdate] = []
    latest = now - _APART * len(updates)
    for one in updates:
        at = min(one.at, latest + _APART * len(told))
        if told and at <= told[-1].at:
            at = told[-1].at + _APART
        status = one.status if one.status in OF_INCIDENTS else IncidentStatus.INVESTIGATING
        body = as_plain_text(one.body)[:BODY_LIMIT]
        told.append(FoundUpdate(at, status, body))
    return tuple(told)
