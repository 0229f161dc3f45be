"""Our documents against the public schema, and another's client against our stand-in.

The package `newrelic-sb-sdk` carries the whole schema as New Relic showed it. It brings others for
this one file, so that it is no part of what tests install: the extra `contract` names it.
"""

import re
from functools import cache
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    parse,
    validate,
)

from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.execution import load_schema
from statusboard.demo.new_relic.people import ACCOUNTS, DEMO_KEY, NEWCOMER_KEY, PRODUCTION
from statusboard.demo.new_relic.program import StandIn
from statusboard.newrelic import document, queries
from tests.fixtures.new_relic_beside import standing_beside

sdk = pytest.importorskip("newrelic_sb_sdk", reason="install the extra `contract` for it")


@cache
def public_schema() -> GraphQLSchema:
    """The schema that the package describes, out of how its types print themselves."""
    from newrelic_sb_sdk.graphql import nerdgraph, objects  # noqa: F401 - fills it

    plain = {"Int", "Float", "String", "Boolean", "ID"}
    texts = [repr(kind) for kind in nerdgraph if kind.__name__ not in plain]
    commas = re.compile(r"^(type|interface) (\w+) implements ([^{]+)\{", re.MULTILINE)

    def with_marks(found: re.Match[str]) -> str:
        return f"{found[1]} {found[2]} implements {found[3].replace(', ', ' & ')}{{"

    whole = commas.sub(with_marks, "\n".join(texts))
    # What was empty when it was read, none of ours is; a schema has no empty types.
    whole = re.sub(r"^(enum \w+ )\{\n\}", r"\1{ NOTHING }", whole, flags=re.MULTILINE)
    whole = re.sub(r"\{\n\}", "{ nothing: Int }", whole)
    return build_schema(f"{whole}\nschema {{ query: RootQueryType }}", assume_valid=True)


@pytest.mark.parametrize("document", queries.DOCUMENTS, ids=lambda d: d.name)
def test_a_document_is_valid_by_the_public_schema(document: document.Document) -> None:
    assert validate(public_schema(), parse(document.text)) == []


def parts(kind: GraphQLNamedType) -> dict[str, str]:
    """What a type is made of: fields with their types, arguments, or values."""
    if isinstance(kind, GraphQLEnumType):
        return dict.fromkeys(kind.values, "")
    if isinstance(kind, GraphQLInputObjectType):
        return {name: str(field.type) for name, field in kind.fields.items()}
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return {}
    found = {name: str(field.type) for name, field in kind.fields.items()}
    for name, field in kind.fields.items():
        found |= {f"{name}({given}:)": str(arg.type) for given, arg in field.args.items()}
    return found


def test_the_schema_of_the_stand_in_says_nothing_that_the_public_one_does_not() -> None:
    public = public_schema().type_map
    wrong = []
    for name, kind in load_schema().type_map.items():
        if name.startswith("__"):
            continue
        known = parts(public[name]) if name in public else None
        if known is None:
            wrong.append(name)
            continue
        wrong += [
            f"{name}.{part}: {said}"
            for part, said in parts(kind).items()
            if known.get(part) != said
        ]
    assert wrong == []


def client_of(stand_in: StandIn, key: str = DEMO_KEY) -> Any:
    from newrelic_sb_sdk.client import NewRelicClient

    client = NewRelicClient(new_relic_user_key=key)
    client._url = stand_in.url
    client.trust_env = False
    return client


def test_another_client_reads_accounts_entities_and_figures_of_the_stand_in() -> None:
    from newrelic_sb_sdk.shortcuts.accounts import get_account, get_all_accounts
    from newrelic_sb_sdk.shortcuts.credentials import validate as who
    from sgqlc.operation import Operation

    with standing_beside() as stand_in:
        client = client_of(stand_in)
        assert who(client=client).name == "Sample desk"
        found = {one.id: one.name for one in get_all_accounts(client=client)}
        assert found == ACCOUNTS
        assert get_account(client=client, account_id=PRODUCTION).name == ACCOUNTS[PRODUCTION]
        assert list(get_all_accounts(client=client_of(stand_in, NEWCOMER_KEY))) == []

        asking = Operation(client.schema.query_type)
        entity = asking.actor.entity(guid=WELL_KNOWN["Card payments"])
        entity.name()
        entity.alert_severity()
        search = asking.actor.entity_search(query="domain = 'SYNTH' AND type = 'MONITOR'")
        search.count()
        search.results.entities.guid()
        container = asking.actor.account(id=PRODUCTION).nrql(
            query="SELECT count(*) AS 'n' FROM SyntheticCheck FACET location SINCE 10 minutes ago"
        )
        container.results()
        container.metadata.facets()
        body = client.execute(asking).json()
        assert "errors" not in body
        told = asking + body
        assert (told.actor.entity.name, told.actor.entity.alert_severity) == (
            "Card payments",
            "NOT_ALERTING",
        )
        assert told.actor.entity_search.count == len(told.actor.entity_search.results.entities)
        assert told.actor.account.nrql.metadata.facets == ["location"]
        assert told.actor.account.nrql.results[0]["n"] > 0

        wrong = client.execute("{ actor { nobody } }").json()
        assert "nobody" in wrong["errors"][0]["message"]
