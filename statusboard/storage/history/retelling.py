"""Tells the history of services anew, from what their checks say and what lies over it.

A service's spans are made of the steps of all its checks, so the order in which answers arrive
cannot matter.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import insert

from statusboard.domain.maintenance_windows import Cover
from statusboard.domain.override import agreed_us
from statusboard.storage.history import spans
from statusboard.storage.history.lock import lock_history
from statusboard.storage.history.overlays import overlays_of, waiting_for_checks
from statusboard.storage.history.raw_steps import raw_steps
from statusboard.storage.history.transitions import StoredTransition, read_owners, transition_row
from statusboard.storage.overrides import end_override
from statusboard.storage.tables import TRANSITION
from statusboard.storage.unit import Unit


def record_transitions(
    unit: Unit, transitions: Iterable[StoredTransition], *, are_seen_now: bool = True
) -> frozenset[int]:
    """Records transitions and rebuilds the spans they touch; the ids of those components.

    `are_seen_now`: they were confirmed this moment; else nobody knows when.
    """
    seen_us = unit.now_us if are_seen_now else None
    rows = [transition_row(stored, seen_us) for stored in transitions]
    if not rows:
        return frozenset()
    lock_history(unit)
    unit.connection.execute(insert(TRANSITION), rows)
    earliest: dict[int, int] = {}
    for row in rows:
        check_id, at_us = int(str(row["check_id"])), int(str(row["at_us"]))
        earliest[check_id] = min(at_us, earliest.get(check_id, at_us))
    owners = read_owners(unit, earliest)
    from_us: dict[int, int] = {}
    for check_id, at_us in earliest.items():
        component_id = owners[check_id]
        from_us[component_id] = min(at_us, from_us.get(component_id, at_us))
    rebuild_spans(unit, from_us)
    return frozenset(from_us)


def rebuild_spans(unit: Unit, from_us: Mapping[int, int]) -> None:
    """Rewrites the spans of components, each from an instant on, from its checks' steps.

    Planned work and overrides lie over them; check states and transitions stay raw.
    """
    lock_history(unit)
    end_agreed(unit, from_us)
    overlays = overlays_of(unit, from_us, since_us=min(from_us.values(), default=0))
    for component_id, steps in raw_steps(unit, from_us).items():
        shown = overlays[component_id].over(steps)
        spans.rewrite_from(unit, component_id, from_us[component_id], shown)


def retell(unit: Unit, component_ids: Collection[int], stretch: Cover) -> None:
    """Rewrites the spans of services in a stretch, from what checks tell and what lies over it."""
    start_us, stop_us = stretch.start_us, stretch.stop_us
    overlays = overlays_of(unit, component_ids, since_us=start_us, until_us=stop_us)
    for component_id, steps in raw_steps(unit, dict.fromkeys(component_ids, start_us)).items():
        shown = overlays[component_id].over(steps)
        if stop_us is None:
            spans.rewrite_from(unit, component_id, start_us, shown)
        else:
            within = [step for step in shown if step[0] < stop_us]
            spans.rewrite_between(unit, component_id, start_us, stop_us, within)


def end_agreed(unit: Unit, component_ids: Collection[int] | None = None) -> None:
    """Ends what people set until the checks agree, where they do by now; of all services, or some.

    It ends when they began to. It has ended then, also where a later answer tells otherwise.
    """
    waiting = {one.component_id: one for one in waiting_for_checks(unit, component_ids)}
    if not waiting:
        return
    told = raw_steps(unit, {number: one.set_us for number, one in waiting.items()})
    for component_id, one in waiting.items():
        at_us = agreed_us(told[component_id], one)
        if at_us is not None:
            end_override(unit, one.id, at_us)
