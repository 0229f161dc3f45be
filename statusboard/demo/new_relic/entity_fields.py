"""The fields of NerdGraph that lead to entities: by guid, by search, as members of a workload."""

from functools import partial
from typing import Any, Final

from graphql import GraphQLError, GraphQLResolveInfo

from statusboard.demo.new_relic.asking import Asking, Json, Refused
from statusboard.demo.new_relic.estate import Entity, entity
from statusboard.demo.new_relic.faults import FaultName
from statusboard.demo.new_relic.grammar import SearchError, parse_search
from statusboard.demo.new_relic.paging import CursorError, Search, clamped, cut_page
from statusboard.demo.new_relic.severity import as_told
from statusboard.demo.new_relic.world import World

GUIDS_LIMIT: Final = 25


def entity_field(asking: Asking, _source: object, guid: str) -> Entity | None:
    """One entity that the person sees; null for any other."""
    found = asking.world.entities.get(guid)
    if found is None or found["accountId"] not in asking.person.accounts:
        return None
    return _typed(as_told(asking.world, found), "Entity")


def entities_field(asking: Asking, source: object, guids: list[str | None]) -> list[Any]:
    """Up to 25 entities, in another order than asked."""
    if len(guids) > GUIDS_LIMIT:
        raise Refused(f"Too many guids: {len(guids)}, at most {GUIDS_LIMIT} are allowed.")
    asked = [guid for guid in guids if guid is not None]
    asking.world.chance.shuffle(asked)
    answers: list[Any] = []
    for guid in asked:
        found = entity_field(asking, source, guid)
        if asking.hits(FaultName.PARTIAL_ENTITY) and asking.fault and asking.fault.target == guid:
            answers.append(GraphQLError("Unknown Error"))
        elif found is not None or asking.world.vanished_as_null:
            answers.append(found)
    return answers


def _typed(found: Entity, family: str) -> Entity:
    return {**found, "__typename": f"{found['__base']}{family}"}


def entity_search_field(
    asking: Asking,
    _source: object,
    query: str | None = None,
    options: Json | None = None,
) -> Json:
    """A search: counts at once, pages when they are asked for."""
    if not query:
        raise Refused("A search needs a query.")
    try:
        condition = parse_search(query)
        limit = clamped((options or {}).get("limit"))
    except (SearchError, CursorError) as error:
        raise GraphQLError(
            f"Error parsing the search: {error}", extensions={"errorClass": "INVALID_INPUT"}
        ) from error
    found = [one for one in asking.world.visible(asking.person) if condition(one)]
    search = Search(query, limit, asking.person.id)
    return {
        "count": len(found),
        "query": query,
        "types": _types(found),
        "results": partial(_results, asking, condition, search),
    }


def _results(
    asking: Asking,
    condition: Any,  # noqa: ANN401 - a callable over entities
    search: Search,
    _info: GraphQLResolveInfo,
    cursor: str | None = None,
) -> Json:
    step = asking.world.between_pages if cursor else ""
    if step == "add":
        asking.world.between_pages = ""
        _add_first(asking.world)
    found = [one for one in asking.world.visible(asking.person) if condition(one)]
    try:
        page, following = cut_page(found, search, cursor)
        if step == "duplicate" and page:
            page = [found[0], *page]
    except CursorError as error:
        raise GraphQLError(f"Invalid cursor: {error}") from error
    outlines = [_typed(one, "EntityOutline") for one in page]
    return {"entities": outlines, "nextCursor": following}


def _add_first(world: World) -> None:
    """An entity at the front, so that the last of the page before comes again."""
    added = entity("apm", "added between pages", 4100201, 990001)
    others = dict(world.entities)
    world.entities.clear()
    world.entities.update({str(added["guid"]): added, **others})


def _types(found: list[Entity]) -> list[Json]:
    counts: dict[tuple[Any, Any, Any], int] = {}
    for one in found:
        key = (one["domain"], one["type"], one["entityType"])
        counts[key] = counts.get(key, 0) + 1
    return [
        {"domain": domain, "type": type_, "entityType": entity_type, "count": count}
        for (domain, type_, entity_type), count in counts.items()
    ]


def collection_field(asking: Asking, source: Json, name: str) -> Json | None:
    """The members of a workload, page by page."""
    if name != "WORKLOAD":
        return None
    guids = asking.world.members.get(source["guid"], ())
    known = [guid for guid in guids if guid in asking.world.entities]
    condition = partial(_is_among, frozenset(known))
    search = Search(f"members of {source['guid']}", clamped(None), asking.person.id)
    return {
        "guid": source["guid"],
        "name": name,
        "type": "WORKLOAD",
        "members": {"count": len(known), "results": partial(_results, asking, condition, search)},
    }


def _is_among(known: frozenset[str], one: Entity) -> bool:
    return one["guid"] in known
