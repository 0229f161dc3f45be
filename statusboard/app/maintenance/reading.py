"""Planned work as plain text, with its facts in front: what people compare who agree to it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.rule_words import repeats_text
from statusboard.app.maintenance.telling import wording_of
from statusboard.app.settings import page_zone
from statusboard.domain.maintenance import MaintenanceWindow, Plan
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import day_text
from statusboard.domain.update_kind import UpdateKind
from statusboard.storage.components import read_components
from statusboard.storage.unit import Unit


def read_as(
    unit: Unit,
    plan: Plan,
    window: MaintenanceWindow,
    kind: UpdateKind,
    *,
    reason: str = "",
    named: Mapping[int, ComponentStatus] | None = None,
) -> str:
    """What customers would read of a window: its facts, then the message. `named`: its services."""
    services = plan.components if named is None else named
    said = wording_of(unit, plan, window, kind, reason=reason, named=services).wording
    return f"{facts_text(unit, plan, window, services, title=said.title)}\n\n{said.body.strip()}"


def facts_text(
    unit: Unit,
    plan: Plan,
    window: MaintenanceWindow,
    named: Mapping[int, ComponentStatus],
    *,
    title: str = "",
) -> str:
    """Title, times and services, a line each."""
    zone = ZoneInfo(page_zone(unit))
    start = (window.started_at or window.starts_at).astimezone(zone)
    stop = (window.ended_at or window.ends_at).astimezone(zone)
    until = f"{stop:%H:%M}" if stop.date() == start.date() else f"{_day(stop)}, {stop:%H:%M}"
    lines = [
        (title or plan.title).strip(),
        f"{_day(start)}, {start:%H:%M} to {until} {stop.tzname()}",
    ]
    if plan.repeats:
        lines.append(repeats_text(plan.repeats, plan.starts_at))
    lines += [
        f"{one.name}: {named[one.id].value.replace('_', ' ')}"
        for one in read_components(unit)
        if one.id in named
    ]
    return "\n".join(lines)


def _day(at: datetime) -> str:
    return day_text(at.date())
