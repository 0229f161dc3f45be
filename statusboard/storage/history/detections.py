"""How long outages took to be noticed, of a thousand services at once."""

from typing import TYPE_CHECKING

from statusboard.domain.instants import Interval
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history.joined_columns import read_numbers
from statusboard.storage.history.outage_arrays import OutageArrays
from statusboard.storage.unit import Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DOWN = ", ".join(f"'{one.value}'" for one in ComponentStatus if one.counts_as_down)
# The turns to down of an interval of which it is known when they were confirmed.
_TURNS = f"""
transition JOIN check_ ON check_.id = transition.check_id
WHERE at_us >= {{start}} AND at_us < {{stop}} AND seen_us IS NOT NULL AND after IN ({_DOWN})
"""


def detections_us(unit: Unit, bounds: Interval, happened: OutageArrays) -> list[int]:
    """How long each outage took to be noticed, of those of which that is known; quickest first.

    From its first failure to the moment in which its check was believed to be down. Of several
    checks that turned at one instant the first that was confirmed counts.
    """
    import numpy as np

    turns = _TURNS.format(start=int(bounds.start_us), stop=int(bounds.stop_us))
    component, at, seen = read_numbers(unit, ("component_id", "at_us", "seen_us"), turns)
    if not len(at):
        return []
    whole = happened.interrupted
    of = np.concatenate((happened.spans.component, [one.component_id for one in whole]))
    start = np.concatenate((happened.spans.start, [one.start_us for one in whole]))
    # Pairs of instant and component as one number: instants by their place among all there are.
    instants = np.unique(at)
    place = np.searchsorted(instants, start)
    place[place == len(instants)] = 0
    known = instants[place] == start
    width = int(max(component.max(), of.max(initial=0))) + 1
    wanted = (place * width + of)[known].astype(np.int64)
    turned = np.searchsorted(instants, at) * width + component
    order = np.lexsort((seen, turned))
    turned, seen = turned[order], seen[order]
    first = np.searchsorted(turned, wanted)
    found: NDArray[np.bool_] = first < len(turned)
    found[found] = turned[first[found]] == wanted[found]
    waits = np.maximum(0, seen[first[found]] - start[known][found])
    waits.sort()
    return [int(us) for us in waits]
