"""What the verify screen asks of the desk. Queries and verbs carry storage: they load late."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from statusboard.app.desk.desk import Desk
from statusboard.app.services.group_inputs import RuleGroup
from statusboard.app.services.inputs import (
    CheckInput,
    EditServiceInput,
    RemoveServiceInput,
    ServiceInput,
)
from statusboard.app.services.override_inputs import SetState, TakeBack
from statusboard.catalog.declaration import CheckKind
from statusboard.domain.views.new_relic import EntityKind, FoundEntity, Unwatched
from statusboard.domain.views.new_relic_figures import (
    READY_AT_ONCE,
    FindReady,
    ReadyEntity,
)
from statusboard.domain.views.replay import ReplayView, Turn, TurnsView
from statusboard.domain.views.signals import GiveAddress, SignalAddress
from statusboard.domain.views.verify import ServiceDetail, VerifyView
from statusboard.errors import StatusBoardError

_ENTITY_KIND = "new_relic_entity"
_FIGURE_KIND = "new_relic_nrql"
_LEVEL_KIND = "new_relic_service_level"
# A service level is a slow figure.
_LEVEL_INTERVAL = timedelta(minutes=5)


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
) -> tuple[tuple[tuple[str, int], ...], str]:
    """Adds one service per entity.

    `by_figures`: those that no alert condition watches are watched by their own figures, where
    New Relic has any. The guids of those that were added with the ids of their services, and what
    stopped the rest.
    """
    added: list[tuple[str, int]] = []
    try:
        ready = await _ready(desk, entities) if by_figures else {}
    except StatusBoardError as error:
        return (), f"Their figures could not be read, so nothing was added. {error}"
    for entity in entities:
        try:
            given = service_of(entity, group, unwatched, ready.get(entity.guid))
            component_id = await add_service(desk, given)
        except StatusBoardError as error:
            return tuple(added), f"{entity.name}: {error}"
        added.append((entity.guid, component_id))
    return tuple(added), ""


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
    """A service that New Relic answers for.

    `unwatched` is chosen for those among the picked that no alert condition watches. With `ready`
    figures the entity itself only says whether it reports.
    """
    config: dict[str, object] = {"guid": entity.guid, "name": entity.name}
    if entity.permalink.startswith("https://"):
        config["permalink"] = entity.permalink
    if entity.kind is EntityKind.SERVICE_LEVEL:
        check = CheckInput(_LEVEL_KIND, config, interval=_LEVEL_INTERVAL)
        return ServiceInput(name=entity.name, group=group, checks=(check,))
    config["type"] = entity.kind_label
    if entity.account_id is not None:
        config["account"] = entity.account_id
    figures = figure_checks(entity, ready) if ready is not None else ()
    if figures:
        config["unwatched"] = Unwatched.OPERATIONAL.value
    elif entity.is_unwatched and unwatched is not None:
        config["unwatched"] = unwatched.value
    checks = (CheckInput(_ENTITY_KIND, config), *figures)
    return ServiceInput(name=entity.name, group=group, checks=checks)


def figure_checks(entity: FoundEntity, ready: ReadyEntity) -> tuple[CheckInput, ...]:
    """A check for each figure of an entity, with the limits that were suggested."""
    return tuple(
        CheckInput(
            _FIGURE_KIND,
            {
                "account": ready.account,
                "query": one.query,
                "label": one.label,
                "unit": one.unit,
                "compare": one.compare,
                "name": entity.name,
                "guid": entity.guid,
                **({} if one.degraded_when is None else {"degraded_when": one.degraded_when}),
                **({} if one.down_when is None else {"down_when": one.down_when}),
            },
        )
        for one in ready.questions
    )


def guids_of(detail: ServiceDetail) -> tuple[str, ...]:
    """The entities of New Relic that a service's checks are about."""
    found = (str(check.config.get("guid") or "").strip() for check in detail.checks)
    return tuple(dict.fromkeys(guid for guid in found if guid))
