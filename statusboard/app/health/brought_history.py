"""Says of figures that part of what they are made of was not measured here, or was corrected."""

from collections.abc import Collection, Sequence

from statusboard.app.health.corrected import corrected_sentence
from statusboard.domain.instants import Interval, from_us
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.storage.brought import read_histories
from statusboard.storage.unit import Unit


def rule_sentence(
    unit: Unit,
    component_ids: Sequence[int],
    bounds: Interval,
    parts: Sequence[Interval] | None = None,
) -> str:
    """The rule of uptime, and what of an interval was brought along or corrected.

    Nothing is added where all of it is as it was measured here. `parts` None: all of it counts.
    """
    said = [DEFAULT_RULE.sentence, _elsewhere(unit, component_ids, bounds)]
    said.append(corrected_sentence(unit, component_ids, [bounds] if parts is None else parts))
    return " ".join(filter(None, said))


def _elsewhere(unit: Unit, component_ids: Collection[int], bounds: Interval) -> str:
    found = elsewhere_until(unit, bounds)
    brought = [until for component_id, until in found.items() if component_id in component_ids]
    if not brought:
        return ""
    return f"Before {from_us(max(brought)):%Y-%m-%d} it was partly measured by another program."


def elsewhere_until(unit: Unit, bounds: Interval) -> dict[int, int]:
    """Until when the history of services was measured elsewhere, in microseconds, by component.

    Of those alone of which that lies in an interval.
    """
    return {
        history.component_id: history.until_us
        for history in read_histories(unit).values()
        if history.from_us < bounds.stop_us and history.until_us > bounds.start_us
    }
