"""What New Relic plans, held against our services: which windows a person may take over."""

from datetime import datetime, timedelta

import msgspec

from statusboard.app.doorway import query
from statusboard.app.new_relic.discovery_commands import guids_in
from statusboard.domain.check import Check
from statusboard.domain.instants import to_us
from statusboard.domain.views.new_relic_windows import NewRelicWindow, ProposedWindow
from statusboard.storage import followed_windows
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.unit import Unit

# What is further away may change before it matters.
AHEAD = timedelta(days=30)


def _windows(unit: Unit, _given: None) -> tuple[ProposedWindow, ...]:
    stored = followed_windows.read_windows(unit)
    if not stored:
        return ()
    checks: dict[int, list[Check]] = {}
    for check in read_checks(unit):
        checks.setdefault(check.component_id, []).append(check)
    watching = guids_in(checks)
    names = {one.id: one.name for one in read_components(unit)}
    found = []
    for one in stored:
        window = msgspec.json.decode(one.told, type=NewRelicWindow)
        starts_us = 0 if window.starts_at is None else to_us(window.starts_at)
        if one.is_set_aside or one.drafted_us == starts_us or not _is_near(window, unit.now):
            continue
        ids = {n: None for guid in window.guids for n in watching.get(guid.rstrip("="), ())}
        services = tuple((number, names[number]) for number in ids if number in names)
        found.append(ProposedWindow(window, services, _problem(window)))
    return tuple(sorted(found, key=_soonest))


WINDOWS = query("new_relic.windows")(_windows)


def _soonest(proposed: ProposedWindow) -> tuple[bool, int]:
    """What can be taken over comes first, in the order in which it begins."""
    starts_at = proposed.window.starts_at
    return bool(proposed.problem), 0 if starts_at is None else to_us(starts_at)


def _is_near(window: NewRelicWindow, now: datetime) -> bool:
    is_over = window.ends_at is not None and window.ends_at <= now
    is_far = window.starts_at is not None and window.starts_at > now + AHEAD
    return not (is_over or is_far)


def _problem(window: NewRelicWindow) -> str:
    """Why it cannot become planned work as it is; empty where it can."""
    if window.starts_at is None or window.ends_at is None:
        return "New Relic does not say on which day it begins and ends. Plan it by hand."
    return "" if window.ends_at > window.starts_at else "It would end before it begins."
