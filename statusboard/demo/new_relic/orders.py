"""What can be ordered of the stand-in through its control address."""

import msgspec

from statusboard.demo.new_relic.estate import Entity
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.issues import Issue
from statusboard.demo.new_relic.muting import MutingRule
from statusboard.demo.new_relic.world import World, set_entity


class FaultOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Switches a fault on, for some requests or until faults are cleared."""

    name: FaultName
    times: int | None = None
    retry_after: str = ""
    seconds: float = 1.0
    target: str = ""


class IssueOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opens an issue about an entity, or closes the one with that id."""

    id: str
    title: str = ""
    guid: str = ""
    priority: str = "CRITICAL"
    is_closed: bool = False


class MutingOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sets a muting rule by its id; `begin_ms` and `end_ms` are instants of the stand-in's clock.

    Not `enabled`, it is there and mutes nothing.
    """

    id: str
    account: int
    name: str
    guids: tuple[str, ...] = ()
    begin_ms: int | None = None
    end_ms: int | None = None
    enabled: bool = True
    repeat: str | None = None


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be changed; what is left out stays as it is.

    `entities` changes entities by guid (see `world.set_entity`); `vanish` removes guids;
    `vanished_as_null` chooses how the missing come back; `clock_ms` sets the clock, 0 lets it run.
    `step_ms` moves a clock that stands on, after `clock_ms`.
    `figures` changes figures by guid and name (see `World.set_figure`); `issues` opens and closes.
    `muting` sets muting rules; `deployed` deploys versions of entities, by guid, now.
    """

    clear: bool = False
    fault: FaultOrder | None = None
    entities: dict[str, Entity] = {}
    vanish: tuple[str, ...] = ()
    vanished_as_null: bool | None = None
    between_pages: str | None = None
    clock_ms: int | None = None
    paced: bool | None = None
    figures: dict[str, dict[str, float | None]] = {}
    issues: tuple[IssueOrder, ...] = ()
    muting: tuple[MutingOrder, ...] = ()
    deployed: dict[str, tuple[str, ...]] = {}
    step_ms: int = 0


def obey(world: World, order: Order) -> None:
    """Carries an order out. Raises LookupError for a guid that is not there."""
    _switch_faults(world, order)
    for guid, changes in order.entities.items():
        if not set_entity(world, guid, changes):
            raise LookupError(f"no entity {guid}")
    for guid in order.vanish:
        if world.entities.pop(guid, None) is None:
            raise LookupError(f"no entity {guid}")
    if order.vanished_as_null is not None:
        world.vanished_as_null = order.vanished_as_null
    if order.between_pages is not None:
        world.between_pages = order.between_pages
    _set_clock(world, order)
    if order.paced is not None:
        world.paced = order.paced
    _change_figures(world, order)
    _change_plans(world, order)


def _set_clock(world: World, order: Order) -> None:
    if order.clock_ms is not None:
        world.clock_ms = order.clock_ms or None
    if order.step_ms:
        world.clock_ms = world.now_ms + order.step_ms


def _change_plans(world: World, order: Order) -> None:
    for one in order.muting:
        rule = MutingRule(**msgspec.structs.asdict(one))
        world.muting = [rule, *(other for other in world.muting if other.id != one.id)]
    for guid, versions in order.deployed.items():
        known = world.deployed.setdefault(guid, [])
        known += ((world.now_ms, version, "") for version in versions)


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
    if entity is None:
        raise LookupError(f"no entity {order.guid}")
    world.issues.append(
        Issue(
            order.id,
            int(str(entity["accountId"])),
            order.title,
            world.now_ms,
            order.priority,
            guids=(order.guid,),
            names=(str(entity["name"]),),
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
