"""Says of figures that part of what they are made of was not measured here, or was corrected."""

from collections.abc import Collection, Sequence

from statusboard.app.health.corrected import corrected_sentence
from statusboard.app.health.together import Together
from statusboard.domain.instants import Interval, from_us
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.storage.brought import read_histories
from statusboard.storage.unit import Unit


def rule_sentence(
    unit: Unit,
    one: Together,
    bounds: Interval,
    parts: Sequence[Interval] | None = None,
    *,
    always: bool = False,
    is_public: bool = False,
) -> str:
    """The rule of uptime, how services are added up, and what was brought along or corrected.

    Nothing is added where all count alike and all of it is as it was measured here, but `always`:
    also that they do. `parts` None: all of the interval counts. `is_public`: for customers, who
    are told no name of a service that was removed.
    """
    said = [
        DEFAULT_RULE.sentence,
        one.sentences(always=always, names_gone=not is_public),
        _elsewhere(unit, one.ids, bounds),
        corrected_sentence(unit, one, [bounds] if parts is None else parts),
    ]
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
