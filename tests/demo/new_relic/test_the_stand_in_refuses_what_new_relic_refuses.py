"""The stand-in is honest only if it is stricter than our client expects."""

import asyncio
import base64
import json
import re
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from statusboard.demo.new_relic.control import Control
from statusboard.demo.new_relic.estate import WELL_KNOWN, build_estate
from statusboard.demo.new_relic.faults import FaultName
from statusboard.demo.new_relic.people import (
    DEMO_KEY,
    OTHER_REGION_KEY,
    PEOPLE,
    STAGING,
    STAGING_KEY,
    WAREHOUSE,
)
from statusboard.demo.new_relic.program import HOST, StandIn
from statusboard.errors import RuleBroken
from statusboard.newrelic.faults import FaultKind, fault_of

pytestmark = pytest.mark.anyio
Json = dict[str, Any]
JSON_TYPE = {"Content-Type": "application/json"}


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, verify=False, timeout=60) as client:
        yield client


async def ask(
    http: httpx.AsyncClient,
    stand_in: StandIn,
    query: str,
    variables: Json | None = None,
    key: str = DEMO_KEY,
) -> Json:
    answer = await http.post(
        stand_in.url,
        json={"query": query, "variables": variables or {}},
        headers={"API-Key": key},
    )
    assert answer.status_code == 200
    body: Json = answer.json()
    return body


SEARCH = """query($q: String!, $limit: Int, $cursor: String) { actor {
  entitySearch(query: $q, options: {limit: $limit}) {
    count results(cursor: $cursor) { nextCursor entities { guid name } } } } }"""
APM = "domain = 'APM' AND type = 'APPLICATION'"


async def page(
    http: httpx.AsyncClient, stand_in: StandIn, q: str = APM, key: str = DEMO_KEY, **more: object
) -> Json:
    return await ask(http, stand_in, SEARCH, {"q": q, **more}, key)


def found(body: Json) -> Json:
    search: Json = body["data"]["actor"]["entitySearch"]
    return search


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_other_methods(http: httpx.AsyncClient, stand_in: StandIn, method: str) -> None:
    assert (await http.request(method, stand_in.url)).status_code == 405


async def test_other_paths(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    assert (await http.post(stand_in.url + "x")).status_code == 404


async def test_a_wrong_content_type(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    headers = {"API-Key": DEMO_KEY, "Content-Type": "text/plain"}
    answer = await http.post(stand_in.url, content="{}", headers=headers)
    assert answer.status_code == 415


async def test_whatever_it_refuses_is_marked(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    for answer in (await http.get(stand_in.url), await http.post(stand_in.url + "x")):
        assert answer.headers["X-Fake-New-Relic"] == "1"


@pytest.mark.parametrize(
    "content", ["", "[]", "{", b'{"query":"\xff"}', '{"variables":{}}', '{"query":7}']
)
async def test_a_body_that_is_no_request(
    http: httpx.AsyncClient, stand_in: StandIn, content: str | bytes
) -> None:
    headers = {"API-Key": DEMO_KEY, **JSON_TYPE}
    answer = await http.post(stand_in.url, content=content, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("key", [None, "NRAK-NOT0KNOWN0HERE0AT0ALL000", "00ff" * 9 + "NRAL"])
async def test_a_wrong_key(http: httpx.AsyncClient, stand_in: StandIn, key: str | None) -> None:
    headers = {"API-Key": key} if key else {}
    answer = await http.post(stand_in.url, json={"query": "{actor{user{id}}}"}, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"] == {"error_code": "BAD_API_KEY"}
    assert "data" not in answer.json()


async def test_a_key_of_another_region(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    headers = {"API-Key": OTHER_REGION_KEY}
    answer = await http.post(stand_in.url, json={"query": "{actor{user{id}}}"}, headers=headers)
    assert answer.status_code == 403
    assert answer.json() == {"errors": [{"message": "not authorized for account region"}]}


@pytest.mark.parametrize(
    "query",
    [
        "{ actor { nobody } }",
        "{ actor { entities(guids: 7) { guid } } }",
        "query($g: [String]!) { actor { entities(guids: $g) { guid } } }",
        "{ actor { entities(guids: []) { ... on WorkloadEntityOutline { name } } } }",
        "{ actor { entitySearch(query: 1) { count } } }",
        "{ actor { user { id } ",
        "mutation { x }",
    ],
)
async def test_a_wrong_document_is_refused_whole(
    http: httpx.AsyncClient, stand_in: StandIn, query: str
) -> None:
    body = await ask(http, stand_in, query)
    assert body["errors"]
    assert "data" not in body


async def test_of_several_operations_the_named_one_is_answered(
    http: httpx.AsyncClient, stand_in: StandIn
) -> None:
    two = "query A { actor { user { id } } } query B { actor { user { name } } }"
    named = {"query": two, "operationName": "B"}
    answer = await http.post(stand_in.url, json=named, headers={"API-Key": DEMO_KEY})
    assert answer.json() == {"data": {"actor": {"user": {"name": "Sample desk"}}}}
    for name in ("C", None):
        named = {"query": two, "operationName": name}
        answer = await http.post(stand_in.url, json=named, headers={"API-Key": DEMO_KEY})
        assert "data" not in answer.json()
    named = {"query": "query A { actor { user { id } } }", "operationName": "Z"}
    answer = await http.post(stand_in.url, json=named, headers={"API-Key": DEMO_KEY})
    assert "data" not in answer.json()


async def test_wrong_variables_are_refused(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    body = await ask(http, stand_in, SEARCH, {"q": None})
    assert body["errors"]
    assert body.get("data") is None


async def test_more_than_25_guids_are_refused_whole(
    http: httpx.AsyncClient, stand_in: StandIn
) -> None:
    query = "query($g: [EntityGuid]!) { actor { entities(guids: $g) { guid } } }"
    guids = list(stand_in.world.entities)
    assert "data" not in await ask(http, stand_in, query, {"g": guids[:26]})
    whole = await ask(http, stand_in, query, {"g": guids[:25]})
    assert len(whole["data"]["actor"]["entities"]) == 25


async def test_a_page_holds_200_whatever_is_asked_for(
    http: httpx.AsyncClient, stand_in: StandIn
) -> None:
    everything = "accountId IN (4100201, 4100202, 4100203)"
    search = found(await page(http, stand_in, everything, limit=500))
    assert len(search["results"]["entities"]) == 200
    assert search["count"] >= 450
    assert len(found(await page(http, stand_in, everything, limit=3))["results"]["entities"]) == 3


async def test_a_cursor_leads_through_all_pages(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    guids: list[str] = []
    cursor, pages = None, 0
    while pages == 0 or cursor:
        search = found(await page(http, stand_in, limit=50, cursor=cursor))
        guids += [entity["guid"] for entity in search["results"]["entities"]]
        cursor, pages = search["results"]["nextCursor"], pages + 1
    assert (pages, len(guids), len(set(guids))) == (3, search["count"], search["count"])


async def test_a_cursor_is_bound_to_its_search(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    cursor = found(await page(http, stand_in, limit=5))["results"]["nextCursor"]
    other_text = base64.b64encode(json.dumps({"at": 5}).encode()).decode()
    for refused in (
        await page(http, stand_in, limit=6, cursor=cursor),
        await page(http, stand_in, "type = 'HOST'", limit=5, cursor=cursor),
        await page(http, stand_in, key=STAGING_KEY, limit=5, cursor=cursor),
        await page(http, stand_in, limit=5, cursor="nonsense"),
        await page(http, stand_in, limit=5, cursor=other_text),
    ):
        assert refused["errors"]
        assert found(refused)["results"] is None


async def test_an_entity_can_appear_twice(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    for step in ("add", "duplicate"):
        first = found(await page(http, stand_in, limit=5))
        stand_in.world.between_pages = step
        cursor = first["results"]["nextCursor"]
        second = found(await page(http, stand_in, limit=5, cursor=cursor))
        both = (first["results"]["entities"], second["results"]["entities"])
        one, two = ({entity["guid"] for entity in entities} for entities in both)
        assert one & two
        stand_in.world.between_pages = ""


@pytest.mark.parametrize(
    "search",
    [
        "",
        "name",
        "name ~ 'x'",
        "name = x",
        "name LIKE %x%",
        "colour = 'red'",
        "name = 'x",
        "type IN ()",
        "type IN ('A'",
        "name = 'x' AND",
        "reporting = true",
        "'x' = name",
        "name == 'x'",
        "name NOT = 'x'",
        "name = 'x' OR",
        "OR name = 'x'",
        "(name = 'x'",
        "name = 'x')",
        "()",
        "NOT",
        "name IS",
        "name IS NOT",
        "name IS 'x'",
        "reporting IS MAYBE",
        "`name = 'x'",
        "`` = 'x'",
        "`colour` = 'red'",
        "name = 'x' name = 'y'",
        "name LIKE 7",
        "AND = 'x'",
        "(" * 5000 + "name = 'x'" + ")" * 5000,
        "NOT " * 5000 + "name = 'x'",
    ],
)
async def test_what_is_not_in_the_search_language_is_an_error(
    http: httpx.AsyncClient, stand_in: StandIn, search: str
) -> None:
    body = await page(http, stand_in, search)
    assert body["errors"]
    assert body.get("data") is None or body["data"]["actor"]["entitySearch"] is None


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ("name = 'checkout-api'", 1),
        ("name LIKE '%CHECKOUT.API%'", 1),
        ("name LIKE 'checkout'", 0),
        (f"id IN ('{WELL_KNOWN['search']}', 'x')", 1),
        ("name = 'warehouse-db-1' AND reporting = 'false'", 1),
        ("name = 'search' AND tags.`sampleData` = 'true' AND tags.account IS NOT NULL", 1),
        ("domainType IN ('NR1-WORKLOAD') AND name = 'Shop'", 1),
        ("accountId = 1", 0),
        ("accountId = '4100203' and name='warehouse-db-1'", 1),
        ("tags.accountId IN ('4100203') AND name = 'warehouse-db-1'", 1),
        ("name = 'search' OR name = 'Shop'", 2),
        ("(name = 'search' or name = 'Shop') AND domain = 'APM'", 1),
        ("name = 'search' OR name = 'Shop' AND domain = 'APM'", 1),
        ("((`name` = 'search'))", 1),
        ("`tags.sampleData` = 'true' AND `name` = 'search'", 1),
        ("name IN ('search', 'Shop') AND domain != 'APM'", 1),
        ("name IN ('search', 'Shop') AND type NOT IN ('WORKLOAD', 'HOST')", 1),
        ("name IN ('search', 'Shop') AND name NOT LIKE '%arch'", 1),
        ("NOT name = 'search' AND name IN ('search', 'Shop')", 1),
        ("NOT (name = 'search' OR domain = 'NR1') AND name IN ('search', 'Shop')", 0),
        ("name = 'search' AND reporting IS TRUE", 1),
        ("name = 'warehouse-db-1' AND reporting IS TRUE", 0),
        ("name = 'warehouse-db-1' AND reporting is false", 1),
        ("name = 'warehouse-db-1' AND reporting IS NOT TRUE", 1),
        ("name = 'search' AND alertSeverity IS NULL", 0),
        ("name = 'search' AND alertSeverity IS NOT NULL AND entityType IS NOT NULL", 1),
        ("name = 'search' AND tags.team IS NULL", 1),
        ("name = 'O\\'Brien'", 0),
    ],
)
async def test_what_is_in_the_search_language_is_found(
    http: httpx.AsyncClient, stand_in: StandIn, search: str, count: int
) -> None:
    assert found(await page(http, stand_in, search))["count"] == count


async def test_an_entity_whose_value_is_missing_is_not_that_value(
    http: httpx.AsyncClient, stand_in: StandIn
) -> None:
    guid = WELL_KNOWN["search"]
    stand_in.world.entities[guid]["reporting"] = None
    named = "name = 'search' AND "
    for search, count in (
        ("reporting IS NULL", 1),
        ("reporting != 'true'", 1),
        ("reporting IS FALSE", 0),
        ("reporting IS NOT FALSE", 1),
    ):
        assert found(await page(http, stand_in, named + search))["count"] == count


SCHEMA_ERRORS = (
    ("{ actor { nobody } }", {}, 'Cannot query field "nobody" on type "Actor".'),
    (
        "{ actor { accounts(range: GLOBAL) { id } } }",
        {},
        'Unknown argument "range" on field "accounts" of type "Actor".',
    ),
    (
        "query Q($g: [String]!) { actor { entities(guids: $g) { guid } } }",
        {"g": []},
        "In operation `Q`, variable `$g` of type `[String]!` "
        "found as input to argument of type `[EntityGuid]!`.",
    ),
    (
        "query($q: Int) { actor { entitySearch(query: $q) { count } } }",
        {},
        "Variable `$q` of type `Int` found as input to argument of type `String`.",
    ),
    ("{ actor { entities { guid } } }", {}, 'In argument "guids": Expected type "[EntityGuid]!"'),
    ("{ actor { entities(guids: 7) { guid } } }", {}, 'Argument "guids" has invalid value 7.'),
    ("{ actor { user } }", {}, 'Field "user" of type "User" must have a selection of subfields.'),
    (
        "{ actor { user { id { x } } } }",
        {},
        'Field "id" must not have a selection since type "Int',
    ),
    ("{ actor { ...F } }", {}, 'Unknown fragment "F"'),
    ("{ actor { ... on Nobody { id } } }", {}, 'Unknown type "Nobody".'),
    ("query Q($g: Int) { actor { user { id } } }", {}, 'Variable "g" is never used'),
    ("{ actor { entity(guid: $g) { guid } } }", {}, 'Variable "g" is not defined'),
    (
        "{ actor { entities(guids: []) { ... on WorkloadEntityOutline { name } } } }",
        {},
        "Fragment spread has no type overlap with parent.",
    ),
    (SEARCH, {"q": None}, 'Variable "q": Expected non-null, found null.'),
    (SEARCH, {"q": "type = 'HOST'", "limit": "few"}, 'Argument "limit" has invalid value $limit.'),
    ("{ actor { user { id } ", {}, "syntax error before: "),
)


@pytest.mark.parametrize(("query", "variables", "said"), SCHEMA_ERRORS)
async def test_schema_errors_are_said_in_the_words_of_the_service(
    http: httpx.AsyncClient, stand_in: StandIn, query: str, variables: Json, said: str
) -> None:
    body = await ask(http, stand_in, query, variables)
    messages = [error["message"] for error in body["errors"]]
    assert any(message.startswith(said) for message in messages), messages
    assert {fault_of(error).kind for error in body["errors"]} == {FaultKind.SCHEMA}
    assert all("extensions" not in error for error in body["errors"])


async def test_its_keys_are_as_long_as_real_ones() -> None:
    # What clients of New Relic hold a key against before they send it.
    assert all(re.fullmatch(r"NRAK-[A-Z0-9]{27}", key) for key in PEOPLE)


async def test_an_account_that_is_not_yours_fails_alone(
    http: httpx.AsyncClient, stand_in: StandIn
) -> None:
    query = """query($mine: Int!, $no: Int!) {
      actor { mine: account(id: $mine) { name } no: account(id: $no) { name } } }"""
    body = await ask(http, stand_in, query, {"mine": STAGING, "no": WAREHOUSE}, STAGING_KEY)
    assert body["data"]["actor"] == {"mine": {"name": "Sample shop staging"}, "no": None}
    assert body["errors"][0]["path"] == ["actor", "no"]


async def test_more_than_25_requests_of_one_person_at_once_are_too_many(
    http: httpx.AsyncClient, stand_in: StandIn
) -> None:
    stand_in.world.paced = True
    body = {"query": "{ actor { user { id } } }"}
    headers = {"API-Key": DEMO_KEY}
    asking = (http.post(stand_in.url, json=body, headers=headers) for _ in range(40))
    statuses = sorted(answer.status_code for answer in await asyncio.gather(*asking))
    assert statuses.count(200) >= 25
    assert 429 in statuses


async def test_everything_is_marked_and_keys_are_masked(
    http: httpx.AsyncClient, stand_in: StandIn
) -> None:
    stand_in.world.clock_ms = 1_767_225_600_000
    headers = {"API-Key": DEMO_KEY}
    answer = await http.post(
        stand_in.url, json={"query": "query Me { actor { user { id } } }"}, headers=headers
    )
    assert answer.headers["X-Fake-New-Relic"] == "1"
    assert answer.headers["Date"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    log = (await http.get(stand_in.control_url)).json()
    assert [(one["query"], one["status"]) for one in log["requests"]] == [("Me", 200)]
    assert DEMO_KEY not in json.dumps(log)
    assert "sample data" in (await http.get(stand_in.url.removesuffix("graphql"))).text


async def test_orders_change_what_is_said(http: httpx.AsyncClient, stand_in: StandIn) -> None:
    control = Control(stand_in.control_url)
    guid = WELL_KNOWN["Card payments"]
    await control.set_entity(guid, alertSeverity="CRITICAL", locationsFailing=2, status="ENABLED")
    query = """query($g: EntityGuid!) { actor { entity(guid: $g) { alertSeverity
      ... on SyntheticMonitorEntity { monitorSummary { status locationsFailing locationsRunning } }
    } } }"""
    body = await ask(http, stand_in, query, {"g": guid})
    assert body["data"]["actor"]["entity"] == {
        "alertSeverity": "CRITICAL",
        "monitorSummary": {"status": "ENABLED", "locationsFailing": 2, "locationsRunning": 3},
    }
    await control.fail(FaultName.UNPAID, times=1)
    with pytest.raises(RuleBroken):
        await control.set_entity("nobody", reporting=False)
    await control.heal()
    assert stand_in.world.faults.active == []
    assert (await http.post(stand_in.control_url, json={"colour": "red"})).status_code == 400
    await control.aclose()


def test_the_estate_is_the_same_at_every_start() -> None:
    one, two = build_estate(), build_estate()
    assert one == two
    assert len(one) >= 450
    assert len(WELL_KNOWN) >= 12
    assert set(WELL_KNOWN.values()) <= one.keys()


def test_every_null_of_the_contract_is_in_the_estate() -> None:
    entities = list(build_estate().values())
    for key in ("alertSeverity", "permalink", "reporting", "tags", "account", "name"):
        assert any(entity[key] is None for entity in entities), key
    for key in ("monitorSummary", "workloadStatus"):
        assert any(key in entity and entity[key] is None for entity in entities), key
    assert any(entity["tags"] == [] for entity in entities)
    assert any(str(entity["guid"]).endswith("=") for entity in entities)
    severities = {entity["alertSeverity"] for entity in entities}
    assert severities >= {"CRITICAL", "WARNING", "NOT_ALERTING", "NOT_CONFIGURED"}


async def test_it_runs_as_a_program_of_its_own(http: httpx.AsyncClient) -> None:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-m", "statusboard.demo.new_relic.program"),
        *("--port", "0"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    try:
        async with asyncio.timeout(120):
            line = (await program.stdout.readline()).decode()
            url = next(word for word in line.split() if word.startswith("http"))
            assert url.startswith(f"http://{HOST}:")
            assert DEMO_KEY in line
            answer = await http.post(
                url, json={"query": "{ actor { user { name } } }"}, headers={"API-Key": DEMO_KEY}
            )
            assert answer.json() == {"data": {"actor": {"user": {"name": "Sample desk"}}}}
    finally:
        program.terminate()
        _, said = await program.communicate()
    assert said == b""
