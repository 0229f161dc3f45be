"""Says of figures that part of what they are made of was not measured here, or was corrected."""

from collections.abc import Collection, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from statusboard.app.health.corrected import corrected_figure, corrected_sentence
from statusboard.app.health.together import Together
from statusboard.app.settings import page_zone
from statusboard.domain.instants import Interval, from_us
from statusboard.domain.percent import percent_text
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.domain.views.public_rule import RuleFacts
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


def rule_facts(unit: Unit, one: Together, bounds: Interval) -> RuleFacts:
    """What the sentence for customers is made of, for pages in other languages."""
    found = corrected_figure(unit, one, [bounds])
    return RuleFacts(
        weights=tuple((each.name, one.weights[each.id]) for each in one.components)
        if one.is_weighted
        else (),
        removed=len(one.gone),
        elsewhere_until=_elsewhere_until(unit, one.ids, bounds),
        corrections=0 if found is None else found[0],
        measured="" if found is None else percent_text(found[1].said),
    )


def _elsewhere(unit: Unit, component_ids: Collection[int], bounds: Interval) -> str:
    until = _elsewhere_until(unit, component_ids, bounds)
    return "" if until is None else f"Before {until} it was partly measured by another program."


def _elsewhere_until(unit: Unit, component_ids: Collection[int], bounds: Interval) -> date | None:
    found = elsewhere_until(unit, bounds)
    brought = [until for component_id, until in found.items() if component_id in component_ids]
    if not brought:
        return None
    return from_us(max(brought)).astimezone(ZoneInfo(page_zone(unit))).date()


def elsewhere_until(unit: Unit, bounds: Interval) -> dict[int, int]:
    """Until when the history of services was measured elsewhere, in microseconds, by component.

    Of those alone of which that lies in an interval.
    """
    return {
        history.component_id: history.until_us
        for history in read_histories(unit).values()
        if history.from_us < bounds.stop_us and history.until_us > bounds.start_us
    }
