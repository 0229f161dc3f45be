"""Executes GraphQL documents against the schema, with a person's view of the estate."""

from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLSyntaxError,
    build_ast_schema,
    default_field_resolver,
    execute_sync,
    parse,
    validate,
    visit,
)
from graphql.language import ast
from graphql.language.visitor import Visitor

from statusboard.demo.new_relic.estate import Entity, entity
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.grammar import SearchError, parse_search
from statusboard.demo.new_relic.paging import CursorError, Search, clamped, cut_page
from statusboard.demo.new_relic.people import ACCOUNTS, Person
from statusboard.demo.new_relic.wording import as_absinthe_says
from statusboard.demo.new_relic.world import World

GUIDS_LIMIT: Final = 25
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a resolver is given: the world, who asks, and the fault of this request."""

    world: World
    person: Person
    fault: ActiveFault | None

    def hits(self, name: FaultName) -> bool:
        """Whether this request has the fault."""
        return self.fault is not None and self.fault.name is name


@dataclass(slots=True)
class Refused(Exception):
    """The whole document is refused, with no data beside the error."""

    message: str


def schema_text() -> str:
    """Our own description of the part of NerdGraph that is used."""
    return resources.files(__package__).joinpath("schema.graphql").read_text("utf-8")


@cache
def load_schema(*, without: str = "", lenient: bool = False) -> GraphQLSchema:
    """The schema; `without` drops a field (`Type.field`), `lenient` lets new enum words out.

    Whoever asks gets the same one, and changes nothing in it: to read it takes 50 ms.
    """
    document = parse(schema_text())
    if without:
        document = visit(document, _Dropping(without))
    schema = build_ast_schema(document, assume_valid=True)
    guid = schema.type_map["EntityGuid"]
    assert isinstance(guid, GraphQLScalarType)
    guid.parse_value = _guid  # type: ignore[method-assign]
    if lenient:
        for kind in schema.type_map.values():
            if isinstance(kind, GraphQLEnumType) and not kind.name.startswith("__"):
                kind.serialize = str  # type: ignore[method-assign,assignment]
    return schema


def _guid(value: object) -> str:
    """A guid that was given, as a literal or a variable. Raises ValueError for no text."""
    if not isinstance(value, str):
        raise ValueError(f"EntityGuid cannot represent {value!r}")
    return value


class _Dropping(Visitor):
    """Takes one field out of a type."""

    def __init__(self, dropped: str) -> None:
        super().__init__()
        self._type, _, self._field = dropped.partition(".")

    def enter_object_type_definition(
        self, node: ast.ObjectTypeDefinitionNode, *_args: object
    ) -> ast.ObjectTypeDefinitionNode | None:
        if node.name.value != self._type:
            return None
        kept = tuple(one for one in node.fields if one.name.value != self._field)
        return ast.ObjectTypeDefinitionNode(
            name=node.name, interfaces=node.interfaces, directives=node.directives, fields=kept
        )


def execute(
    schema: GraphQLSchema,
    text: str,
    variables: Json,
    asking: Asking,
    *,
    operation: str | None = None,
) -> Json:
    """The body of the answer: validated first, then executed, as the service does.

    `operation` names the one to answer of a document that holds several.
    """
    try:
        document: DocumentNode = parse(text)
    except GraphQLSyntaxError as error:
        return {"errors": [_formatted(error)]}
    problems = validate(schema, document)
    if problems:
        return {"errors": [_formatted(problem, document) for problem in problems]}
    result = execute_sync(
        schema,
        document,
        root_value={"actor": {}, "requestContext": {"userId": str(asking.person.id)}},
        context_value=asking,
        variable_values=variables,
        operation_name=operation,
        field_resolver=resolve,
    )
    errors = result.errors or []
    if any(isinstance(error.original_error, Refused) for error in errors):
        return {"errors": [_formatted(error) for error in errors]}
    body: Json = {}
    if result.data is not None:
        body["data"] = result.data
    if errors:
        body["errors"] = [_formatted(error) for error in errors]
    if asking.hits(FaultName.DEPRECATED) and "data" in body:
        warning = "This field is deprecated! Please use another one."
        body.setdefault("errors", []).append({"message": warning, "path": ["actor", "user"]})
    return body


def _formatted(error: GraphQLError, document: DocumentNode | None = None) -> Json:
    return {**error.formatted, "message": as_absinthe_says(error, document)}


def resolve(source: Any, info: GraphQLResolveInfo, **given: Any) -> Any:  # noqa: ANN401 - GraphQL
    """The value of a field: a rule of ours for the actor's fields, the entity's own otherwise."""
    asking: Asking = info.context
    rule = _RULES.get((info.parent_type.name, info.field_name))
    if rule is not None:
        return rule(asking, source, **given)
    if asking.hits(FaultName.PARTIAL_FIELD) and asking.fault is not None:
        guid, _, name = asking.fault.target.partition("/")
        if isinstance(source, dict) and source.get("guid") == guid and info.field_name == name:
            raise GraphQLError(
                "An error occurred resolving this field",
                extensions={
                    "errorClass": "SERVER_ERROR",
                    "classification": "DataFetchingException",
                    "id": 4711,
                },
            )
    return default_field_resolver(source, info, **given)


def _user(asking: Asking, _source: object) -> Json:
    person = asking.person
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "timeZoneName": "Europe/Berlin",
        "createdAt": None,
    }


def _accounts(asking: Asking, _source: object, scope: str | None = None) -> list[Json]:
    del scope  # all accounts of the stand-in live in its one region
    return [{"id": number, "name": ACCOUNTS[number]} for number in asking.person.accounts]


def _account(asking: Asking, _source: object, id: int) -> Json:  # noqa: A002 - GraphQL's name
    if id not in asking.person.accounts:
        raise GraphQLError(f"You are not authorized to query account {id}")
    return {"id": id, "name": ACCOUNTS[id]}


def _entity(asking: Asking, _source: object, guid: str) -> Entity | None:
    found = asking.world.entities.get(guid)
    if found is None or found["accountId"] not in asking.person.accounts:
        return None
    return _typed(found, "Entity")


def _entities(asking: Asking, source: object, guids: list[str | None]) -> list[Any]:
    if len(guids) > GUIDS_LIMIT:
        raise Refused(f"Too many guids: {len(guids)}, at most {GUIDS_LIMIT} are allowed.")
    asked = [guid for guid in guids if guid is not None]
    asking.world.chance.shuffle(asked)
    answers: list[Any] = []
    for guid in asked:
        found = _entity(asking, source, guid)
        if asking.hits(FaultName.PARTIAL_ENTITY) and asking.fault and asking.fault.target == guid:
            answers.append(GraphQLError("Unknown Error"))
        elif found is not None or asking.world.vanished_as_null:
            answers.append(found)
    return answers


def _typed(found: Entity, family: str) -> Entity:
    return {**found, "__typename": f"{found['__base']}{family}"}


def _entity_search(
    asking: Asking,
    _source: object,
    query: str | None = None,
    options: Json | None = None,
) -> Json:
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


_RULES: Final[dict[tuple[str, str], Any]] = {
    ("Actor", "user"): _user,
    ("Actor", "accounts"): _accounts,
    ("Actor", "account"): _account,
    ("Actor", "entity"): _entity,
    ("Actor", "entities"): _entities,
    ("Actor", "entitySearch"): _entity_search,
}
