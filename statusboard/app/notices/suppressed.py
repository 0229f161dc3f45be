"""Services that raise no alarm although something is the matter, or may be, and why."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.state_words import cause_words, worst_flapping
from statusboard.domain.instants import from_us
from statusboard.domain.status import ComponentStatus
from statusboard.domain.suggesting import SETTLED, Kind
from statusboard.domain.time_text import length_text, when_text
from statusboard.domain.views.by_hand import STATE_WORDS, measured_words
from statusboard.storage.history.covers import planned_now
from statusboard.storage.history.raw_steps import raw_steps
from statusboard.storage.suggestions import Suggestion, read_discarded, read_suggestions
from statusboard.storage.unit import Unit

# As long as what was discarded is not suggested again.
_REMEMBERED = timedelta(days=30)


def suppressed_lines(unit: Unit, zone: ZoneInfo) -> Iterator[str]:
    """A line for each service and cause: how it is, and why nobody is alarmed."""
    facts = read_facts(unit)
    planned = planned_now(unit)
    measured = _measured(unit, planned)
    waved = _waved_through(unit)
    for component in facts.components:
        number, name = component.id, component.name
        is_bad = facts.status(number).is_trouble
        if number in planned:
            checks = STATE_WORDS[measured[number]].lower()
            yield f"{name}: planned work; its checks say {checks} meanwhile"
        one = facts.by_hand.get(number)
        if one is not None and one.is_hiding:
            said = measured_words(one, zone, now=unit.now)
            yield f"{name}: set to {STATE_WORDS[one.status]} by hand; its checks say: {said}"
        if is_bad and (words := cause_words(facts, number)):
            yield f"{name}: {_state(facts, number)}; {words[:1].lower()}{words[1:]}"
        if is_bad and number in waved and _is_the_same(facts, number, waved[number]):
            when = when_text(waved[number], zone, now=unit.now)
            yield (
                f"{name}: {_state(facts, number)}; the notice that was suggested was discarded "
                f"{when}, and is not suggested again"
            )
        for hidden in _hidden(unit, number):
            assert hidden.hidden_until is not None
            until = when_text(hidden.hidden_until, zone, now=unit.now)
            yield f"{name}: nobody is reminded of the suggested notice before {until}"


def steady_words(facts: Facts, component_id: int) -> str:
    """What a service that keeps turning waits for; empty where it does not turn."""
    flapping = worst_flapping(facts, component_id)
    if flapping is None:
        return ""
    steady = length_text(from_us(flapping.steady_us) - from_us(0))
    return f"alarms wait until it has been steady for {steady}"


def _state(facts: Facts, component_id: int) -> str:
    return STATE_WORDS[facts.status(component_id)].lower()


def _measured(unit: Unit, planned: Mapping[int, ComponentStatus]) -> dict[int, ComponentStatus]:
    """What the checks say beneath the work."""
    if not planned:
        return {}
    steps = raw_steps(unit, dict.fromkeys(planned, unit.now_us))
    return {number: own[-1][1] for number, own in steps.items()}


def _waved_through(unit: Unit) -> dict[int, datetime]:
    """Of which services a person discarded what was suggested of trouble, and when last."""
    found: dict[int, datetime] = {}
    for one in read_discarded(unit, unit.now - _REMEMBERED):
        if one.kind is Kind.TROUBLE:
            at = one.closed_at or one.saved_at
            found |= {number: max(at, found.get(number, at)) for number in one.wording.components}
    return found


def _is_the_same(facts: Facts, component_id: int, at: datetime) -> bool:
    """Whether the trouble is that which was waved through, and no later one."""
    since = facts.since(component_id)
    return since is None or facts.is_flapping(component_id) or since <= at + SETTLED


def _hidden(unit: Unit, component_id: int) -> Iterator[Suggestion]:
    for one in read_suggestions(unit):
        is_later = one.hidden_until is not None and one.hidden_until > unit.now
        if is_later and not one.is_touched and component_id in one.wording.components:
            yield one
