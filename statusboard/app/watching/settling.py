"""Brings the spans of services to what their checks say now, where no transition did that.

After a start, a pause or a change of the checks: a check was switched off, nobody watched, or
another rule holds. Belongs to ingest, and runs within its transactions.
"""

from collections.abc import Mapping

from statusboard.app.watching import at_location
from statusboard.app.watching.check_memory import UNKNOWN, CheckMemory
from statusboard.domain.component_rule import BEFORE, RuleFrom
from statusboard.domain.override import together
from statusboard.domain.status import ComponentStatus
from statusboard.storage.component_rules import newest_rules
from statusboard.storage.history import spans
from statusboard.storage.history.covers import covered_now
from statusboard.storage.history.lock import lock_history
from statusboard.storage.history.overlays import overlays_of
from statusboard.storage.history.retelling import rebuild_spans
from statusboard.storage.overrides import read_in_force
from statusboard.storage.unit import Unit


def settle_services(
    unit: Unit, memory: Mapping[int, CheckMemory], *, believed_us: int, ruled_us: int
) -> frozenset[int]:
    """Closes spans that no state speaks for any longer; the services whose spans it wrote.

    What is closed ends at `believed_us`, in microseconds; rules that hold since after `ruled_us`
    are followed from when on they hold.
    """
    lock_history(unit)
    levels = _levels(unit, memory)
    rules = newest_rules(unit)
    statuses = {
        component_id: rules.get(component_id, BEFORE).status(said)
        for component_id, said in levels.items()
    }
    astray = _follow_rules(unit, rules, ruled_us)
    told = spans.read_measured_open(unit)
    covered, set_to = covered_now(unit), read_in_force(unit)
    for component_id in told.keys() | statuses.keys() | set_to.keys():
        status = statuses.get(component_id, UNKNOWN)
        hand = set_to[component_id].status if component_id in set_to else None
        expected = together(status, hand, is_worked_on=component_id in covered)
        span = told.get(component_id)
        if expected is not (span.status if span is not None else UNKNOWN):
            at_us = max(span.start_us if span is not None else 0, believed_us)
            overlay = overlays_of(unit, [component_id], since_us=at_us)[component_id]
            spans.rewrite_from(unit, component_id, at_us, overlay.over([(at_us, status)]))
            astray.add(component_id)
    return frozenset(astray)


def _levels(unit: Unit, memory: Mapping[int, CheckMemory]) -> dict[int, dict[int, ComponentStatus]]:
    """What the checks of each service say: those asked here alone, and those that several ask."""
    levels: dict[int, dict[int, ComponentStatus]] = {}
    for number, watched in memory.items():
        if not watched.check.is_shared:
            levels.setdefault(watched.check.component_id, {})[number] = watched.state.level
    for number, (component_id, level) in at_location.read_levels(unit).items():
        levels.setdefault(component_id, {})[number] = level
    return levels


def _follow_rules(unit: Unit, rules: Mapping[int, RuleFrom], ruled_us: int) -> set[int]:
    """Rewrites the spans of services that got another rule, from when on it holds."""
    changed = {
        component_id: rule.since_us
        for component_id, rule in rules.items()
        if ruled_us < rule.since_us <= unit.now_us
    }
    if changed:
        rebuild_spans(unit, changed)
    return set(changed)
