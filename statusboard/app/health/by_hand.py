"""What people set now, beside what the checks say: read for whatever tells of health."""

from collections.abc import Mapping

from statusboard.app.doorway import query
from statusboard.domain.instants import DAY_US, from_us
from statusboard.domain.maintenance_windows import Step
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.by_hand import ByHand
from statusboard.storage.history.raw_steps import raw_steps
from statusboard.storage.overrides import read_in_force
from statusboard.storage.read_once import read_once
from statusboard.storage.unit import Unit

# Longer ago nobody looks for since when the checks say what they say.
_REACH_US = 90 * DAY_US


@read_once
def read_by_hand(unit: Unit) -> Mapping[int, ByHand]:
    """The overrides in force, by service. One question where nothing is set."""
    in_force = read_in_force(unit)
    if not in_force:
        return {}
    raw = raw_steps(unit, dict.fromkeys(in_force, unit.now_us - _REACH_US))
    found = {}
    for component_id, one in in_force.items():
        measured, since_us = _lasting(raw[component_id])
        found[component_id] = ByHand(
            one.status,
            one.reason,
            one.by_name,
            from_us(one.set_us),
            from_us(one.ends_us),
            one.until_agrees,
            measured,
            from_us(since_us) if since_us > unit.now_us - _REACH_US else None,
        )
    return found


def _lasting(steps: list[Step]) -> tuple[ComponentStatus, int]:
    """What the checks say, and since when; trouble is one across changes of its severity."""
    at_us, status = steps[-1]
    for before_us, before in reversed(steps[:-1]):
        if before is not status and not (before.is_trouble and status.is_trouble):
            break
        at_us = before_us
    return status, at_us


def _by_hand(unit: Unit, _given: None) -> Mapping[int, ByHand]:
    return read_by_hand(unit)


BY_HAND = query("health.by_hand")(_by_hand)
