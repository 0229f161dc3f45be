"""Verbs about overrides: a person sets the state of a service for a while, and takes it back.

The collector writes it into the history, as it does with planned work.
"""

from dataclasses import replace

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.services.override_inputs import SetState, StateSet, TakeBack
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.component import Component
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.letters import as_shown, can_be_seen
from statusboard.domain.override import LONGEST, SETTABLE, Override, latest_end_us
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.components import read_components
from statusboard.storage.history.raw_steps import raw_steps
from statusboard.storage.overrides import add_override, end_override, lock_overrides, read_in_force
from statusboard.storage.unit import Unit

REASON_LIMIT = 300


@verb("service.override", Permission.OVERRIDE, SetState, StateSet)
def set_state(unit: Unit, given: SetState) -> Done[StateSet]:
    """Sets a state from now on; it takes the place of one that was set before.

    The same again changes nothing. Raises RuleBroken without a reason, with no end or one that is
    past or too far, or where the checks it should wait for agree already or cannot.
    """
    lock_overrides(unit)
    component = _the_service(unit, given.component_id)
    if given.status not in SETTABLE:
        raise RuleBroken(
            "A person can set operational, degraded performance, partial outage or major outage. "
            "For maintenance, plan the work.",
            field="status",
        )
    wanted = Override(
        id=0,
        component_id=component.id,
        status=given.status,
        reason=_reason(given.reason),
        by_name=unit.actor.name if unit.actor else "",
        set_us=unit.now_us,
        ends_us=_end_us(unit, given),
        until_agrees=given.until_agrees,
    )
    before = read_in_force(unit).get(component.id)
    if before is not None and _is_same(before, wanted):
        return _done(component, before, {"again": True})
    if given.until_agrees:
        _refuse_no_wait(unit, component, given.status)
    if before is not None:
        end_override(unit, before.id, unit.now_us, by_name=wanted.by_name)
    number = add_override(unit, wanted)
    detail: dict[str, object] = {
        "status": given.status.value,
        "reason": wanted.reason,
        "until": f"{from_us(wanted.ends_us):%Y-%m-%d %H:%M} UTC",
        "until_agrees": given.until_agrees,
    }
    return _done(component, replace(wanted, id=number), detail)


@verb("service.end_override", Permission.OVERRIDE, TakeBack, StateSet)
def take_back(unit: Unit, given: TakeBack) -> Done[StateSet]:
    """Ends what was set now: what the checks say counts again. Raises RuleBroken where nothing is.

    It is right also for whoever finds that it has just ended by itself.
    """
    lock_overrides(unit)
    component = _the_service(unit, given.component_id)
    found = read_in_force(unit).get(component.id)
    if found is None:
        raise RuleBroken(
            f"No state is set for {component.name} any more: it shows what its checks say.",
            field="component_id",
        )
    end_override(unit, found.id, unit.now_us, by_name=unit.actor.name if unit.actor else "")
    return _done(component, found, {"status": found.status.value, "set_by": found.by_name})


def _the_service(unit: Unit, component_id: int) -> Component:
    found = next((one for one in read_components(unit) if one.id == component_id), None)
    if found is None:
        raise RuleBroken(
            "This service no longer exists. Somebody may have removed it.", field="component_id"
        )
    return found


def _reason(text: str) -> str:
    reason = " ".join(as_shown(text).split())
    if not can_be_seen(reason):
        raise RuleBroken("Say why: whoever sees it next has to know.", field="reason")
    if len(reason) > REASON_LIMIT:
        raise RuleBroken(
            f"The reason has {len(reason)} characters; at most {REASON_LIMIT} fit.", field="reason"
        )
    return reason


def _end_us(unit: Unit, given: SetState) -> int:
    if given.ends_at is None:
        if not given.until_agrees:
            raise RuleBroken(
                "Say when it ends: a time, or as soon as the checks agree.", field="ends_at"
            )
        return latest_end_us(unit.now_us)
    ends_us = to_us(given.ends_at)
    if ends_us <= unit.now_us:
        raise RuleBroken("It would have ended already. Choose a later time.", field="ends_at")
    if ends_us > latest_end_us(unit.now_us):
        raise RuleBroken(
            f"A state can be set for at most {LONGEST.days} days, so that it is not forgotten. "
            "Choose an earlier end; it can be set again.",
            field="ends_at",
        )
    return ends_us


def _refuse_no_wait(unit: Unit, component: Component, status: ComponentStatus) -> None:
    """Nothing waits for checks that agree already, or that nobody asks."""
    checks = read_checks(unit, enabled_only=True)
    if not any(check.component_id == component.id for check in checks):
        raise RuleBroken(
            f"{component.name} has no check that could agree. Say when it ends.",
            field="until_agrees",
        )
    if said_by_checks(unit, component.id) is status:
        raise RuleBroken(
            "The checks say the same already, so it would end at once. Say when it ends.",
            field="until_agrees",
        )


def said_by_checks(unit: Unit, component_id: int) -> ComponentStatus:
    """What the checks of a service say now, whatever lies over it."""
    steps = raw_steps(unit, {component_id: unit.now_us})[component_id]
    return steps[-1][1]


def _is_same(before: Override, wanted: Override) -> bool:
    return (before.status, before.reason, before.until_agrees, before.by_name) == (
        wanted.status,
        wanted.reason,
        wanted.until_agrees,
        wanted.by_name,
    ) and (before.ends_us == wanted.ends_us or before.until_agrees)


def _done(component: Component, one: Override, detail: dict[str, object]) -> Done[StateSet]:
    changes = Changes.of(Topic.OVERRIDES, components=frozenset((component.id,)))
    return Done(StateSet(one.id, from_us(one.ends_us)), changes, Audit(component.name, detail))
