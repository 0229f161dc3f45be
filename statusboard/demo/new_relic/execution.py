"""Executes GraphQL documents against the schema, with a person's view of the estate."""

from functools import cache
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

from statusboard.demo.new_relic.account_fields import (
    cross_nrql_field,
    cross_progress_field,
    issue_timers_field,
    organization_field,
)
from statusboard.demo.new_relic.asking import Asking, Json, Refused
from statusboard.demo.new_relic.deployments import deployments_field
from statusboard.demo.new_relic.entity_fields import (
    collection_field,
    entities_field,
    entity_field,
    entity_search_field,
)
from statusboard.demo.new_relic.faults import FaultName
from statusboard.demo.new_relic.figure_fields import (
    ai_issues_field,
    golden_field,
    incidents_field,
    issues_field,
    nrql_field,
    progress_field,
    service_level_field,
)
from statusboard.demo.new_relic.figures import RepeatedTooOften
from statusboard.demo.new_relic.muting import alerts_field, muting_rules_field
from statusboard.demo.new_relic.people import ACCOUNTS
from statusboard.demo.new_relic.violations import recent_violations_field, violations_field
from statusboard.demo.new_relic.wording import as_absinthe_says

_SCHEMA_FILES: Final = (
    *("schema.graphql", "schema_figures.graphql", "schema_issues.graphql"),
    *("schema_alerts.graphql", "schema_deployments.graphql"),
    *("schema_accounts.graphql", "schema_violations.graphql"),
)


def schema_text() -> str:
    """Our own description of the part of NerdGraph that is used."""
    folder = resources.files(__package__)
    return "\n".join(folder.joinpath(name).read_text("utf-8") for name in _SCHEMA_FILES)


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

    def enter_interface_type_definition(
        self, node: ast.InterfaceTypeDefinitionNode, *_args: object
    ) -> ast.InterfaceTypeDefinitionNode | None:
        if node.name.value != self._type:
            return None
        kept = tuple(one for one in node.fields if one.name.value != self._field)
        return ast.InterfaceTypeDefinitionNode(
            name=node.name, interfaces=node.interfaces, directives=node.directives, fields=kept
        )

    def enter_interface_type_extension(
        self, node: ast.InterfaceTypeExtensionNode, *_args: object
    ) -> ast.InterfaceTypeExtensionNode | None:
        if node.name.value != self._type:
            return None
        kept = tuple(one for one in node.fields if one.name.value != self._field)
        return ast.InterfaceTypeExtensionNode(name=node.name, directives=(), fields=kept)


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
    if any(isinstance(error.original_error, RepeatedTooOften) for error in errors):
        raise RepeatedTooOften
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
    named = (info.parent_type.name, info.field_name)
    if asking.hits(FaultName.PARTIAL_ALIAS) and asking.targets(info.path.key):
        raise GraphQLError("Query exceeded the set timeout", extensions={"errorClass": "TIMEOUT"})
    rule: Any = _RULES.get(named) or _OF_ENTITIES.get(info.field_name)
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


_RULES: Final[dict[tuple[str, str], Any]] = {
    ("Actor", "user"): _user,
    ("Actor", "accounts"): _accounts,
    ("Actor", "account"): _account,
    ("Actor", "entity"): entity_field,
    ("Actor", "entities"): entities_field,
    ("Actor", "entitySearch"): entity_search_field,
    ("Actor", "nrql"): cross_nrql_field,
    ("Actor", "nrqlQueryProgress"): cross_progress_field,
    ("Actor", "organization"): organization_field,
    ("Account", "nrql"): nrql_field,
    ("Account", "nrqlQueryProgress"): progress_field,
    ("Account", "aiIssues"): ai_issues_field,
    ("AiIssuesAccountStitchedFields", "issues"): issues_field,
    ("AiIssuesAccountStitchedFields", "incidents"): incidents_field,
    ("AiIssuesAccountStitchedFields", "configByEnvironment"): issue_timers_field,
    ("WorkloadEntity", "collection"): collection_field,
    ("Account", "alerts"): alerts_field,
    ("AlertsAccountStitchedFields", "mutingRules"): muting_rules_field,
}
# Fields that every sort of entity has.
_OF_ENTITIES: Final = {
    "goldenMetrics": golden_field,
    "serviceLevel": service_level_field,
    "deploymentSearch": deployments_field,
    "recentAlertViolations": recent_violations_field,
    "alertViolations": violations_field,
}
