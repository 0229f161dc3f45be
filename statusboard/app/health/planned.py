"""Planned work as the board tells of it: what is under way, and what comes within a day."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from statusboard.app.health.facts import Facts
from statusboard.domain.component import Component
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import when_text
from statusboard.domain.views.board import Happening, HappeningKind
from statusboard.domain.views.verify import CheckDetail
from statusboard.storage.maintenance import read_components_of, read_open_maintenance
from statusboard.storage.unit import Unit

# What is further ahead nobody at a telephone is asked about.
AHEAD = timedelta(days=1)
_NAMED = 2


def planned_work(
    unit: Unit, names: Mapping[int, str]
) -> tuple[tuple[Happening, ...], frozenset[int]]:
    """A line for each window, and the services of those that are under way."""
    near = [
        window
        for maintenance in read_open_maintenance(unit)
        for window in maintenance.windows
        if window.status.is_running
        or (window.status is MaintenanceStatus.SCHEDULED and window.starts_at < unit.now + AHEAD)
    ]
    services = read_components_of(unit, [window.id for window in near]) if near else {}
    told = tuple(
        Happening(
            HappeningKind.MAINTENANCE,
            names_text([names[number] for number in services[window.id] if number in names]),
            at=window.started_at or window.starts_at,
            until=window.ends_at,
        )
        for window in near
    )
    running = (services[window.id] for window in near if window.status.is_running)
    return told, frozenset(number for named in running for number in named)


def work_sentences(
    unit: Unit, facts: Facts, component: Component, details: Sequence[CheckDetail]
) -> str:
    """Why a service is under maintenance, and what its checks say meanwhile; empty where it is not.

    Its checks go on: who works on it wants to see when it answers again.
    """
    if facts.status(component.id) is not ComponentStatus.UNDER_MAINTENANCE:
        return ""
    said = [_work_sentence(unit, facts, component.id)]
    asked = [detail for detail in details if detail.enabled]
    failing = sum(detail.level.is_trouble for detail in asked)
    if failing:
        checks = "1 check" if len(asked) == 1 else f"{failing} of {len(asked)} checks"
        said.append(f"Meanwhile {checks} {'fails' if failing == 1 else 'fail'}.")
    elif asked:
        said.append("Meanwhile its checks are good.")
    return " ".join([*said, "Uptime leaves this time out."])


def _work_sentence(unit: Unit, facts: Facts, component_id: int) -> str:
    running = [
        (maintenance.plan, window)
        for maintenance in read_open_maintenance(unit)
        for window in maintenance.windows
        if window.status.is_running
    ]
    named = read_components_of(unit, [window.id for _, window in running]) if running else {}
    for plan, window in running:
        if component_id in named[window.id]:
            until = when_text(window.ends_at, facts.zone_info, now=unit.now)
            return f"Planned work: “{plan.title}”, until {until}."
    return "Planned work goes on."


def names_text(names: Sequence[str]) -> str:
    """A few names: “Checkout API and Reports”, “Checkout API, Reports and 3 more”."""
    if len(names) <= _NAMED:
        return " and ".join(names)
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more"
