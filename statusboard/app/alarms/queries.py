"""What stands now and wants attention: from what board, promises, ledger and approvals know."""

from statusboard.app.alarms.inputs import AlarmsAsk
from statusboard.app.alarms.services import blind_alarm, blindness, failing, working
from statusboard.app.alarms.speaking import held_up, promised, to_approve
from statusboard.app.doorway import query
from statusboard.app.health.facts import read_facts
from statusboard.domain.alarms.rules import AlarmRules
from statusboard.domain.alarms.standing import AlarmsNow
from statusboard.domain.moves import spoken_of
from statusboard.errors import RuleBroken
from statusboard.storage import alarms as stored
from statusboard.storage.groups import read_groups
from statusboard.storage.incidents import read_unresolved
from statusboard.storage.sources import read_sources
from statusboard.storage.unit import Unit


def alarms_now(unit: Unit, given: AlarmsAsk) -> AlarmsNow:
    """Everything that stands, and what people did about it, as of now."""
    facts = read_facts(unit)
    zone = facts.zone_info
    blind = blindness(facts, read_sources(unit))
    said_of = {n for one in read_unresolved(unit) for n in spoken_of(one.components)}
    seen = () if blind else tuple(failing(facts, said_of))
    mine = () if given.actor is None else tuple(to_approve(unit, given.actor))
    return AlarmsNow(
        as_of=unit.now,
        alarms=(
            *blind_alarm(facts, blind),
            *seen,
            *promised(unit, zone),
            *held_up(unit, zone),
            *mine,
        ),
        working={} if blind else working(facts),
        services=frozenset(component.id for component in facts.components),
        blind=blind,
        acknowledged=stored.read_acknowledgements(unit),
        silences=stored.read_silences(unit),
        zone=facts.zone,
    )


def _rules(unit: Unit, person_id: int | None) -> AlarmRules:
    return stored.read_rules(unit, person_id)


def _group_called(unit: Unit, name: str) -> int:
    """The number of a group. Raises RuleBroken where none is called so."""
    for group in read_groups(unit):
        if group.name.casefold() == " ".join(name.split()).casefold():
            return group.id
    raise RuleBroken(f"There is no group called “{name}”.", field="group")


GROUP_CALLED = query("alarms.group_called")(_group_called)
ALARMS_NOW = query("alarms.now")(alarms_now)
# What a person wants to be told, by their number; None: whoever sits at this desk.
ALARM_RULES = query("alarms.rules")(_rules)
