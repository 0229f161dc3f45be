"""Carries orders out: what a running stand-in is told to be like from now on."""

from typing import Final

import msgspec
from msgspec import UNSET

from statusboard.demo.new_relic.downtimes import Downtime
from statusboard.demo.new_relic.faults import ActiveFault
from statusboard.demo.new_relic.issues import Issue
from statusboard.demo.new_relic.muting import MutingRule
from statusboard.demo.new_relic.orders import DowntimeOrder, IssueOrder, Order
from statusboard.demo.new_relic.replay import Replayed
from statusboard.demo.new_relic.world import World, set_entity

# What an order sets as it is.
_PLAIN: Final = (
    *("vanished_as_null", "between_pages", "paced", "needs_opt_in", "retry_after", "rows_per_s"),
    *("share_of_nothing", "messages", "background_s"),
)
_MAY_BE_NONE: Final = ("share_of_nothing", "messages", "background_s")


def obey(world: World, order: Order) -> None:
    """Carries an order out. Raises LookupError for a guid that is not there."""
    _switch_faults(world, order)
    _set_clock(world, order)
    for name in _PLAIN:
        value = getattr(order, name)
        if value is not (UNSET if name in _MAY_BE_NONE else None):
            setattr(world, name, value)
    _change_entities(world, order)
    _change_figures(world, order)
    _change_plans(world, order)
    for document, answers in order.replay.items():
        world.replays.add(document, [Replayed(one.content, one.code) for one in answers])


def _set_clock(world: World, order: Order) -> None:
    if order.ahead_ms is not None:
        world.clock.ahead_ms = order.ahead_ms
    if order.clock_ms is not None:
        if order.clock_ms:
            world.clock.stopped_ms = order.clock_ms
        else:
            world.clock.follow_the_machine()
    if order.step_ms:
        world.clock.step(order.step_ms)
    if order.run is not None:
        world.clock.run(from_ms=order.run.from_ms, speed=order.run.speed)


def _change_entities(world: World, order: Order) -> None:
    for guid, changes in order.entities.items():
        if not set_entity(world, guid, changes):
            raise LookupError(f"no entity {guid}")
    for guid in order.vanish:
        if world.entities.pop(guid, None) is None:
            raise LookupError(f"no entity {guid}")
    world.members.update(order.members)


def _change_plans(world: World, order: Order) -> None:
    for one in order.muting:
        rule = MutingRule(**msgspec.structs.asdict(one))
        world.muting = [rule, *(other for other in world.muting if other.id != one.id)]
    for planned in order.downtimes:
        _plan_downtime(world, planned)
    for guid, versions in order.deployed.items():
        known = world.deployed.setdefault(guid, [])
        known += ((world.now_ms, version, "") for version in versions)
    for guid, earlier in order.deployed_before.items():
        known = world.deployed.setdefault(guid, [])
        known += ((at_ms, version, "") for at_ms, version in earlier)


def _plan_downtime(world: World, order: DowntimeOrder) -> None:
    given = msgspec.structs.asdict(order)
    del given["is_over"]
    downtime = Downtime(**given)
    entity = downtime.as_entity()
    guid = str(entity["guid"])
    if order.is_over:
        world.downtimes.pop(guid, None)
        world.entities.pop(guid, None)
    else:
        world.downtimes[guid] = downtime
        world.entities[guid] = entity


def _change_figures(world: World, order: Order) -> None:
    for guid, figures in order.figures.items():
        for name, value in figures.items():
            world.set_figure(guid, name, value)
    for issue in order.issues:
        _change_issue(world, issue)


def _change_issue(world: World, order: IssueOrder) -> None:
    if order.is_closed:
        for issue in world.issues:
            if issue.id == order.id:
                issue.closed_ms = world.now_ms
        return
    entity = world.entities.get(order.guid)
    if order.guid and entity is None:
        raise LookupError(f"no entity {order.guid}")
    is_muted = any(rule.mutes(order.guid, world.now_ms) for rule in world.muting)
    world.issues.append(
        Issue(
            order.id,
            order.account if entity is None else int(str(entity["accountId"])),
            order.title,
            world.now_ms,
            order.priority,
            guids=(order.guid,) if order.guid else (),
            names=() if entity is None else (str(entity["name"]),),
            muting=order.muting or ("FULLY_MUTED" if is_muted else "NOT_MUTED"),
            merged_into=order.merged_into,
            incidents=list(order.incidents),
            incident_titles=dict(order.incident_titles),
            touches_health=order.touches_health,
        )
    )


def _switch_faults(world: World, order: Order) -> None:
    if order.clear:
        world.faults.active.clear()
    if order.fault is not None:
        given = order.fault
        world.faults.active.append(
            ActiveFault(given.name, given.times, given.retry_after, given.seconds, given.target)
        )
