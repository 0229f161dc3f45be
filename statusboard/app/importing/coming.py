"""Planned work of another program as a plan of ours, and what goes on there as a draft of ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.recurrence import next_instant
from statusboard.app.maintenance.rules import placed, refuse_unfit_times
from statusboard.app.settings import knows_zone, page_zone
from statusboard.domain.brought import FoundIncident, FoundUpdate, FoundWork
from statusboard.domain.maintenance import Plan
from statusboard.domain.notice import BODY_LIMIT, TITLE_LIMIT, Wording
from statusboard.domain.status import OF_INCIDENTS, ComponentStatus, IncidentStatus
from statusboard.errors import RuleBroken
from statusboard.importers.tables import one_line
from statusboard.importers.texts import as_plain_text
from statusboard.storage.unit import Unit

AS_DRAFT = "It goes on there. It comes along as a draft: read it, and publish it where it matters."
PLAN_DRAFT = "It comes along as a draft: nobody is told of it before you plan it."
NO_SERVICE = "It names no service that is here. Plan it here for those that it is about."
OVER = "All of it is over."
NO_SUCH_ZONE = "Its zone is not known here: that of the page was taken."
NO_END = "It does not say when it ends: an hour was taken."
AS_LONG = timedelta(hours=1)
_NONE: Mapping[str, ComponentStatus] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReadyWork:
    """Work that can be kept as a draft, its services by name; without a plan where it cannot."""

    key: str
    title: str
    plan: Plan | None = None
    services: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    where: str = ""

    @property
    def detail(self) -> str:
        """When it is, on the clock of its zone."""
        if self.plan is None:
            return ""
        again = f", {self.plan.repeats}" if self.plan.repeats else ""
        start, end = self.plan.starts_at, self.plan.starts_at + self.plan.lasts
        return f"{start:%Y-%m-%d %H:%M} – {end:%Y-%m-%d %H:%M} {self.plan.zone}{again}"


@dataclass(frozen=True, slots=True)
class ReadyDraft:
    """An incident that goes on, as the first words of a notice; its services by name."""

    key: str
    title: str
    wording: Wording
    services: Mapping[str, ComponentStatus] = field(default_factory=lambda: _NONE)
    why: tuple[str, ...] = ()
    where: str = ""

    @property
    def detail(self) -> str:
        """Since when it goes on."""
        began = self.wording.started_at
        return f"since {began:%Y-%m-%d %H:%M} UTC" if began is not None else ""


def coming_of(incidents: Iterable[FoundIncident], now: datetime) -> dict[str, FoundWork]:
    """What lies ahead among incidents, by key: some programs tell planned work like that."""
    return {one.key: _as_work(one) for one in incidents if one.started_at > now}


def _as_work(found: FoundIncident) -> FoundWork:
    lasts = (found.ended_at or found.started_at) - found.started_at
    said = [one.body for one in found.updates if one.body]
    work = FoundWork(
        found.key,
        found.title,
        said[0] if said else "",
        "UTC",
        services=tuple(found.services),
        where=found.where,
        notes=found.notes,
    )
    start = found.started_at.astimezone(UTC).replace(tzinfo=None)
    if lasts > timedelta(0):
        return work.planned(start, lasts)
    return work.planned(start, AS_LONG, notes=(NO_END,))


def ready_work(unit: Unit, found: FoundWork, here: frozenset[str]) -> ReadyWork:
    """The work made exact. `here` are the services there are or will be, in folded case."""
    title = as_plain_text(one_line(found.title, TITLE_LIMIT), marks=False) or "Planned work"
    made = ReadyWork(found.key, title, why=found.notes, where=found.where)
    if found.starts_at is None:
        return made
    why = list(found.notes)
    zone = found.zone or page_zone(unit)
    if not knows_zone(zone):
        why.append(NO_SUCH_ZONE)
        zone = page_zone(unit)
    plan = Plan(
        title,
        zone,
        found.starts_at,
        found.lasts,
        {},
        as_plain_text(found.body)[:BODY_LIMIT],
        found.repeats,
    )
    try:
        plan = _from_now_on(plan, unit.now)
        refuse_unfit_times(unit, plan)
        placed(unit, plan)
    except RuleBroken as broken:
        return replace(made, why=(*why, one_line(broken.sentence, 300)))
    services = tuple(name for name in found.services if name.casefold() in here)
    if not services:
        return replace(made, why=(*why, NO_SERVICE))
    if len(services) < len(found.services):
        gone = [name for name in found.services if name.casefold() not in here]
        why.append(f"It names what is no service here: {', '.join(gone[:5])}.")
    return replace(made, plan=plan, services=services, why=(*why, PLAN_DRAFT))


def _from_now_on(plan: Plan, now: datetime) -> Plan:
    """A series that begins with the first time that is still to come. Raises RuleBroken."""
    if not plan.repeats:
        return plan
    following = next_instant(plan, now)
    if following is None:
        raise RuleBroken(OVER)
    wall = following.astimezone(ZoneInfo(plan.zone)).replace(tzinfo=None)
    return replace(plan, starts_at=wall)


def ready_draft(found: FoundIncident) -> ReadyDraft:
    """What goes on, in the newest words that were said of it."""
    title = as_plain_text(one_line(found.title, TITLE_LIMIT), marks=False) or "Incident"
    said = sorted(found.updates, key=lambda one: one.at)
    last = said[-1] if said else FoundUpdate(found.started_at, IncidentStatus.INVESTIGATING, "")
    open_states = {one for one in OF_INCIDENTS if not one.is_over}
    wording = Wording(
        title=title,
        status=last.status if last.status in open_states else IncidentStatus.INVESTIGATING,
        body=as_plain_text(last.body)[:BODY_LIMIT],
        impact=found.impact,
        started_at=found.started_at,
    )
    return ReadyDraft(
        found.key, title, wording, found.services, (*found.notes, AS_DRAFT), found.where
    )
