"""Tells one stretch of the history of services anew; what comes before and after it stays."""

from collections.abc import Collection

from statusboard.domain.maintenance_windows import Cover
from statusboard.storage.history import spans
from statusboard.storage.history.overlays import overlays_of
from statusboard.storage.history.states import raw_steps
from statusboard.storage.unit import Unit


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
