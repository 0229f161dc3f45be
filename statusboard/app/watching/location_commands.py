"""The verb about locations: taking one off the list."""

from dataclasses import dataclass

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.watching.check_memory import CheckMemory, forget
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.check import Check
from statusboard.domain.location import HOME
from statusboard.errors import RuleBroken
from statusboard.storage import locations
from statusboard.storage.checks import read_checks
from statusboard.storage.history import location_states, quorums
from statusboard.storage.unit import Unit

REMOVED = "This location was removed."


@dataclass(frozen=True, slots=True)
class RemoveLocation:
    """The location to take off the list. What it measured stays."""

    name: str


@verb("location.remove", Permission.CONFIGURE, RemoveLocation, type(None))
def remove_location(unit: Unit, given: RemoveLocation) -> Done[None]:
    """Takes a location off the list; nothing of what it said counts from its last sign on.

    Raises RuleBroken for home, for one that is not there or still at work, and where a check
    names it.
    """
    if given.name == HOME:
        raise RuleBroken("Home is always there. Nothing was removed.", "name")
    found = next((one for one in locations.read_locations(unit) if one.name == given.name), None)
    if found is None:
        raise RuleBroken(
            f"There is no location {given.name}. “statusboard location list” names them.", "name"
        )
    if found.holder and not found.is_gone(unit.now_us):
        raise RuleBroken(
            f"The collector at {given.name} is at work. Stop it there, then remove it.", "name"
        )
    naming = sum(given.name in check.locations for check in read_checks(unit, with_config=False))
    if naming:
        checks = "1 check names" if naming == 1 else f"{naming} checks name"
        raise RuleBroken(f"{checks} {given.name}. Change that first: “apply” does.", "name")
    last_us = found.silent_us or min(unit.now_us, found.beat_us or unit.now_us)
    states, turns = {}, []
    for one in location_states.read_series(unit, location=given.name):
        placeholder = CheckMemory(Check(one.number, 0, ""), one.stored)
        gone, turn = forget(placeholder, last_us, REMOVED)
        states[one.number] = gone.stored
        turns += [turn] if turn is not None else []
    turned = quorums.record(unit, states, turns, reworded=states)
    locations.remove_location(unit, given.name)
    changes = Changes.of(Topic.HEALTH, Topic.STATES, components=turned)
    return Done(None, changes, Audit(given.name))
