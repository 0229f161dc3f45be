"""What the verify screen asks of the desk. Queries and verbs carry storage: they load late."""

from collections.abc import Mapping, Sequence

from statusboard.app.desk.desk import Desk
from statusboard.app.services.inputs import (
    CheckInput,
    EditServiceInput,
    RemoveServiceInput,
    ServiceInput,
)
from statusboard.catalog.declaration import CheckKind
from statusboard.domain.views.new_relic import FoundEntity, Unwatched
from statusboard.domain.views.signals import GiveAddress, SignalAddress
from statusboard.domain.views.verify import ServiceDetail, VerifyView
from statusboard.errors import StatusBoardError

_ENTITY_KIND = "new_relic_entity"


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


async def give_address(desk: Desk, check_id: int, *, again: bool) -> SignalAddress:
    """The new address of a check that others report to."""
    from statusboard.app.signals.commands import give_address as give

    return await desk.do(give, GiveAddress(check_id, again=again))


async def add_entities(
    desk: Desk, entities: Sequence[FoundEntity], group: str, unwatched: Unwatched | None = None
) -> tuple[tuple[tuple[str, int], ...], str]:
    """Adds one service per entity.

    The guids of those that were added with the ids of their services, and what stopped the rest.
    """
    added: list[tuple[str, int]] = []
    for entity in entities:
        try:
            component_id = await add_service(desk, service_of(entity, group, unwatched))
        except StatusBoardError as error:
            return tuple(added), f"{entity.name}: {error}"
        added.append((entity.guid, component_id))
    return tuple(added), ""


def service_of(entity: FoundEntity, group: str, unwatched: Unwatched | None = None) -> ServiceInput:
    """A service that New Relic answers for.

    `unwatched` is chosen for those among the picked that no alert condition watches.
    """
    config: dict[str, object] = {
        "guid": entity.guid,
        "name": entity.name,
        "type": entity.kind_label,
    }
    if entity.account_id is not None:
        config["account"] = entity.account_id
    if entity.permalink.startswith("https://"):
        config["permalink"] = entity.permalink
    if entity.is_unwatched and unwatched is not None:
        config["unwatched"] = unwatched.value
    return ServiceInput(name=entity.name, group=group, checks=(CheckInput(_ENTITY_KIND, config),))
