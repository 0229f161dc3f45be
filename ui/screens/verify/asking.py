"""What the verify screen asks of the desk. Queries and verbs carry storage: they load late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statusboard.app.desk.desk import Desk
from statusboard.app.new_relic.picked import checks_of
from statusboard.app.services.group_inputs import RuleGroup
from statusboard.app.services.inputs import (
    EditServiceInput,
    RemoveServiceInput,
    ServiceInput,
)
from statusboard.app.services.override_inputs import SetState, TakeBack
from statusboard.catalog.declaration import CheckKind
from statusboard.domain.views.new_relic import FoundEntity, Unwatched
from statusboard.domain.views.new_relic_discovery import WatchEntities
from statusboard.domain.views.new_relic_figures import (
    READY_AT_ONCE,
    FindReady,
    ReadyEntity,
)
from statusboard.domain.views.replay import ReplayView, Turn, TurnsView
from statusboard.domain.views.signals import GiveAddress, SignalAddress
from statusboard.domain.views.verify import ServiceDetail, VerifyView
from statusboard.errors import StatusBoardError

# So many services are added one by one, so that a name that is taken stops only its own; more
# go in one transaction.
_ONE_BY_ONE = 20
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Destination:
    """Where picked entities go: a service there is, one new one, or (neither) a new one each."""

    service_id: int | None = None
    service_name: str = ""


ONE_EACH = Destination()


async def ask_services(desk: Desk) -> VerifyView:
    """The table."""
    from statusboard.app.health.verify import VERIFY

    return await desk.ask(VERIFY, None)


async def ask_detail(desk: Desk, component_id: int) -> ServiceDetail:
    """One service with its checks."""
    from statusboard.app.health.verify import SERVICE_DETAIL

    return await desk.ask(SERVICE_DETAIL, component_id)


def known_kinds() -> Mapping[str, CheckKind]:
    """The kinds of check that this version knows."""
    from statusboard.app.services.kinds import check_kinds

    return check_kinds()


async def add_service(desk: Desk, given: ServiceInput) -> int:
    """The id of the new service."""
    from statusboard.app.services.commands import ADD_SERVICE

    return await desk.do(ADD_SERVICE, given)


async def edit_service(desk: Desk, component_id: int, given: ServiceInput) -> int:
    """The id of the service."""
    from statusboard.app.services.commands import EDIT_SERVICE

    return await desk.do(EDIT_SERVICE, EditServiceInput(component_id, given))


async def remove_service(desk: Desk, component_id: int) -> int:
    """The id of the service that is gone."""
    from statusboard.app.services.commands import REMOVE_SERVICE

    return await desk.do(REMOVE_SERVICE, RemoveServiceInput(component_id))


async def set_state(desk: Desk, given: SetState) -> None:
    """Sets the state of a service by hand."""
    from statusboard.app.services.override_commands import set_state as verb

    await desk.do(verb, given)


async def take_back(desk: Desk, component_id: int) -> None:
    """Lets the checks of a service count again."""
    from statusboard.app.services.override_commands import take_back as verb

    await desk.do(verb, TakeBack(component_id))


async def rule_group(desk: Desk, given: RuleGroup) -> int:
    """Says how the services of a group add up; its id."""
    from statusboard.app.services.group_commands import rule_group as verb

    return await desk.do(verb, given)


async def ask_turns(desk: Desk, component_id: int) -> TurnsView:
    """The turns of a service in the last days."""
    from statusboard.app.health.replay import TURNS

    return await desk.ask(TURNS, component_id)


async def ask_replay(desk: Desk, component_id: int, turn: Turn | None) -> ReplayView:
    """A turn of a service replayed; None: its state now."""
    from statusboard.app.health.replay import REPLAY, ReplayAsk

    given = ReplayAsk(component_id)
    if turn is not None:
        given = ReplayAsk(component_id, turn.at, turn.check_id)
    return await desk.ask(REPLAY, given)


async def give_address(desk: Desk, check_id: int, *, again: bool) -> SignalAddress:
    """The new address of a check that others report to."""
    from statusboard.app.signals.commands import give_address as give

    return await desk.do(give, GiveAddress(check_id, again=again))


async def add_entities(
    desk: Desk,
    entities: Sequence[FoundEntity],
    group: str,
    unwatched: Unwatched | None = None,
    *,
    by_figures: bool = False,
    into: Destination = ONE_EACH,
) -> tuple[tuple[tuple[str, int], ...], str]:
    """Has entities watched: by a service each, or by the one that `into` names.

    `by_figures`: those that no alert condition watches are watched by their own figures, where
    New Relic has any. The guids of those that were added with the ids of their services, and what
    stopped the rest.
    """
    added: list[tuple[str, int]] = []
    try:
        ready = await _ready(desk, entities) if by_figures else {}
    except StatusBoardError as error:
        return (), f"Their figures could not be read, so nothing was added. {error}"
    if into != ONE_EACH or len(entities) > _ONE_BY_ONE:
        return await _watch(desk, entities, group, unwatched, tuple(ready.values()), into)
    for entity in entities:
        try:
            given = service_of(entity, group, unwatched, ready.get(entity.guid))
            component_id = await add_service(desk, given)
        except StatusBoardError as error:
            return tuple(added), f"{entity.name}: {error}"
        added.append((entity.guid, component_id))
    return tuple(added), ""


async def _watch(
    desk: Desk,
    entities: Sequence[FoundEntity],
    group: str,
    unwatched: Unwatched | None,
    ready: tuple[ReadyEntity, ...],
    into: Destination,
) -> tuple[tuple[tuple[str, int], ...], str]:
    from statusboard.app.new_relic.discovery_commands import watch_entities

    given = WatchEntities(
        tuple(entities), group, into.service_id, into.service_name, unwatched, ready
    )
    try:
        done = await desk.do(watch_entities, given)
    except StatusBoardError as error:
        return (), str(error)
    if not done.already:
        return done.services, ""
    few = ", ".join(done.already[:_NAMED])
    more = len(done.already) - _NAMED
    names = f"{few} and {more} more" if more > 0 else few
    return done.services, f"Watched already, and left as they are: {names}."


async def _ready(desk: Desk, entities: Sequence[FoundEntity]) -> Mapping[str, ReadyEntity]:
    guids = [entity.guid for entity in entities if entity.is_unwatched]
    found: dict[str, ReadyEntity] = {}
    for start in range(0, len(guids), READY_AT_ONCE):
        some = FindReady(tuple(guids[start : start + READY_AT_ONCE]))
        for one in (await desk.find_ready(some)).entities:
            found[one.guid] = one
    return found


def service_of(
    entity: FoundEntity,
    group: str,
    unwatched: Unwatched | None = None,
    ready: ReadyEntity | None = None,
) -> ServiceInput:
    """A service that New Relic answers for."""
    checks = checks_of(entity, unwatched, ready)
    return ServiceInput(name=entity.name, group=group, checks=checks)


def guids_of(detail: ServiceDetail) -> tuple[str, ...]:
    """The entities of New Relic that a service's checks are about."""
    found = (str(check.config.get("guid") or "").strip() for check in detail.checks)
    return tuple(dict.fromkeys(guid for guid in found if guid))
