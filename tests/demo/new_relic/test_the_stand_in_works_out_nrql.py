"""NRQL of the forms that clients use, in the shapes of the service, out of one store of events."""

import json
from typing import Any

import httpx
import pytest

from statusboard.demo.new_relic.control import Control
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import FaultName
from statusboard.demo.new_relic.orders import IssueOrder, Order
from statusboard.demo.new_relic.people import DEMO_KEY, PRODUCTION, WAREHOUSE
from statusboard.demo.new_relic.program import StandIn

pytestmark = pytest.mark.anyio
APM = WELL_KNOWN["checkout-api"]
MONITOR = WELL_KNOWN["Card payments"]
NOW_MS = 1_800_000_000_000 // 60_000 * 60_000
BY_PLACE = f"FROM SyntheticCheck SELECT count(*) WHERE entityGuid = '{MONITOR}'"


@pytest.fixture(autouse=True)
def still(stand_in: StandIn) -> None:
    stand_in.world.clock_ms = NOW_MS


async def ask(stand_in: StandIn, query: str, variables: object = None, **headers: str) -> Any:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(
            stand_in.url,
            json={"query": query, "variables": variables or {}},
            headers={"API-Key": DEMO_KEY, **headers},
        )
    return answer.json() | {"status": answer.status_code}


async def nrql(stand_in: StandIn, text: str, fields: str = "results", **more: object) -> Any:
    given = "".join(f", {name}: {json.dumps(value)}" for name, value in more.items())
    query = (
        f"query Q($n: Nrql!) {{ actor {{ account(id: {PRODUCTION}) "
        f"{{ nrql(query: $n{given}) {{ {fields} }} }} }} }}"
    )
    body = await ask(stand_in, query, {"n": text})
    held = ((body.get("data") or {}).get("actor") or {}).get("account") or {}
    return held.get("nrql"), body


async def test_one_number_several_functions_and_an_alias(stand_in: StandIn) -> None:
    text = (
        "SELECT count(*), average(duration), uniqueCount(appName), max(duration) AS 'Longest' "
        f"FROM Transaction WHERE entityGuid = '{APM}' SINCE 10 minutes ago UNTIL 5 minutes ago"
    )
    held, _ = await nrql(stand_in, text, "results otherResult totalResult metadata { facets }")
    (row,) = held["results"]
    assert list(row) == ["count", "average.duration", "uniqueCount.appName", "Longest"]
    assert (row["count"], row["uniqueCount.appName"]) == (5, 1)
    assert (held["otherResult"], held["totalResult"]) == (None, None)
    assert held["metadata"]["facets"] is None


async def test_one_group_is_a_text_and_two_are_a_list(stand_in: StandIn) -> None:
    held, _ = await nrql(stand_in, f"{BY_PLACE} FACET location", "results totalResult otherResult")
    assert held["results"][0] == {
        "facet": "AWS_EU_CENTRAL_1",
        "location": "AWS_EU_CENTRAL_1",
        "count": held["results"][0]["count"],
    }
    assert held["totalResult"] == {"count": sum(one["count"] for one in held["results"])}
    held, _ = await nrql(stand_in, f"{BY_PLACE} FACET location, result LIMIT 1")
    assert held["results"][0]["facet"] == ["AWS_EU_CENTRAL_1", "SUCCESS"]
    assert set(held["results"][0]) == {"facet", "count"}


async def test_groups_are_ten_unless_a_limit_says_otherwise(stand_in: StandIn) -> None:
    text = "SELECT count(*) FROM SyntheticCheck FACET monitorName SINCE 5 minutes ago"
    held, _ = await nrql(stand_in, text, "results otherResult")
    assert len(held["results"]) == 10
    assert held["otherResult"]["count"] > 0
    held, _ = await nrql(stand_in, f"{text} LIMIT MAX")
    assert len(held["results"]) > 10


async def test_buckets_begin_with_the_window_and_an_empty_one_has_no_mean(
    stand_in: StandIn,
) -> None:
    stand_in.world.figures[APM] = {"throughput": [(NOW_MS - 20 * 60_000, None)]}
    text = (
        f"SELECT count(*), average(duration) FROM Transaction WHERE entityGuid = '{APM}' "
        f"SINCE {NOW_MS - 30 * 60_000 - 500} UNTIL {NOW_MS - 60_000 * 5} TIMESERIES 10 minutes"
    )
    held, _ = await nrql(stand_in, text, "results metadata { timeWindow { begin end } }")
    first, middle, last = held["results"]
    assert first["beginTimeSeconds"] == (NOW_MS - 30 * 60_000 - 500) / 1000
    assert (middle["count"], middle["average.duration"]) == (0, None)
    assert last["endTimeSeconds"] == NOW_MS // 1000 - 300
    assert held["metadata"]["timeWindow"]["begin"] == NOW_MS - 30 * 60_000 - 500
    _, body = await nrql(stand_in, f"{BY_PLACE} SINCE 1 day ago TIMESERIES 1 minute")
    assert "at most 366 buckets" in body["errors"][0]["message"]


async def test_plain_rows_are_the_newest_hundred_and_a_comparison_has_both(
    stand_in: StandIn,
) -> None:
    text = f"SELECT result, location FROM SyntheticCheck WHERE entityGuid = '{MONITOR}'"
    held, _ = await nrql(stand_in, f"{text} SINCE 3 hours ago")
    assert len(held["results"]) == 100
    times = [row["timestamp"] for row in held["results"]]
    assert times == sorted(times, reverse=True)
    fields = "results currentResults previousResults"
    held, _ = await nrql(stand_in, f"{BY_PLACE} COMPARE WITH 1 day ago", fields)
    assert [row["comparison"] for row in held["results"]] == ["current", "previous"]
    assert held["previousResults"][0]["count"] > 0


@pytest.mark.parametrize("nothing", [None, 0.0])
async def test_a_share_of_nothing_is_null_or_zero(stand_in: StandIn, nothing: float | None) -> None:
    stand_in.world.share_of_nothing = nothing
    text = "SELECT percentage(count(*), WHERE result = 'FAILED') AS 'p' FROM SyntheticCheck"
    held, _ = await nrql(stand_in, f"{text} WHERE entityGuid = 'none'")
    assert held["results"] == [{"p": nothing}]


async def test_what_a_summary_counts_its_checks_show(stand_in: StandIn) -> None:
    control = Control(stand_in.control_url)
    await control.set_entity(MONITOR, locationsFailing=1)
    stand_in.world.clock_ms = NOW_MS + 10 * 60_000
    text = f"{BY_PLACE} AND result = 'FAILED' FACET locationLabel SINCE 8 minutes ago"
    held, _ = await nrql(stand_in, text)
    assert [row["facet"] for row in held["results"]] == ["Frankfurt, DE"]
    held, _ = await nrql(stand_in, f"{text} UNTIL 7 minutes ago".replace("8 min", "60 min"))
    assert [row["count"] for row in held["results"]] == [3]
    await control.aclose()


async def test_the_newest_two_minutes_come_in_late(stand_in: StandIn) -> None:
    text = f"{BY_PLACE} SINCE {NOW_MS - 20 * 60_000} UNTIL {NOW_MS}"
    early = [(await nrql(stand_in, text))[0]["results"][0]["count"]]
    for minute in range(1, 12):
        stand_in.world.clock_ms = NOW_MS + minute * 60_000
        early.append((await nrql(stand_in, text))[0]["results"][0]["count"])
    assert early[-1] == 60
    assert early == sorted(early)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT averege(duration) FROM Transaction",
        "SELECT count(* FROM Transaction",
        "SELECT count(*) FROM Transaction WHERE",
        "SELECT count(*) FROM Transaction ORDER BY x",
        "SELECT count(*), name FROM Transaction",
        "SELECT count(*) FROM Transaction SINCE now UNTIL 1 day ago",
        "count(*)",
    ],
)
async def test_what_it_does_not_know_is_a_syntax_error(stand_in: StandIn, text: str) -> None:
    held, body = await nrql(stand_in, text)
    assert held is None
    (error,) = body["errors"]
    assert error["message"].startswith("NRQL Syntax Error")
    assert error["extensions"]["errorClass"] == "INVALID_INPUT"
    assert error["path"] == ["actor", "account", "nrql"]


async def test_a_query_that_costs_too_much_times_out_and_runs_in_the_background(
    stand_in: StandIn,
) -> None:
    stand_in.world.rows_per_s, stand_in.world.background_s = 10, 3.0
    held, body = await nrql(stand_in, BY_PLACE)
    assert held is None
    assert body["errors"][0]["extensions"]["errorClass"] == "TIMEOUT"
    held, _ = await nrql(stand_in, BY_PLACE, timeout=120)
    assert held["results"][0]["count"] > 0
    fields = "results queryProgress { queryId completed retryAfter }"
    held, _ = await nrql(stand_in, BY_PLACE, fields, **{"async": True})
    assert (held["results"], held["queryProgress"]["completed"]) == (None, False)
    poll = (
        "query P($id: ID!) { actor { account(id: 4100201) { nrqlQueryProgress(queryId: $id) "
        "{ results queryProgress { completed } } } } }"
    )
    given = {"id": held["queryProgress"]["queryId"]}
    for later_s, completed in ((1, False), (5, True)):
        stand_in.world.clock_ms = NOW_MS + later_s * 1000
        body = await ask(stand_in, poll, given)
        now = body["data"]["actor"]["account"]["nrqlQueryProgress"]
        assert now["queryProgress"]["completed"] is completed
    stand_in.world.clock_ms = NOW_MS + 601_000
    body = await ask(stand_in, poll, given)
    assert "expired" in body["errors"][0]["message"]


async def test_the_same_text_is_answered_a_hundred_and_twenty_times_a_minute(
    stand_in: StandIn,
) -> None:
    stand_in.world.repeats[(7001, BY_PLACE)] = [NOW_MS] * 119
    assert (await nrql(stand_in, BY_PLACE))[1]["status"] == 200
    assert (await nrql(stand_in, BY_PLACE))[1]["status"] == 429
    stand_in.world.clock_ms = NOW_MS + 61_000
    assert (await nrql(stand_in, BY_PLACE))[1]["status"] == 200


async def test_one_question_of_several_fails_alone(stand_in: StandIn) -> None:
    query = (
        "query Q($n: Nrql!) { actor { "
        f"good: account(id: {WAREHOUSE}) {{ nrql(query: $n) {{ results }} }} "
        "other: account(id: 4711) { nrql(query: $n) { results } } } }"
    )
    body = await ask(stand_in, query, {"n": "SELECT count(*) FROM SystemSample"})
    assert body["data"]["actor"]["good"]["nrql"]["results"][0]["count"] > 0
    assert body["data"]["actor"]["other"] is None
    assert body["errors"][0]["path"] == ["actor", "other"]


@pytest.mark.parametrize("field", ["serviceLevel", "goldenMetrics"])
async def test_a_field_may_be_gone_for_a_while(stand_in: StandIn, field: str) -> None:
    control = Control(stand_in.control_url)
    await control.fail(FaultName.FIELD_GONE, times=1, target=f"Entity.{field}")
    query = f'{{ actor {{ entity(guid: "{APM}") {{ {field} {{ __typename }} }} }} }}'
    body = await ask(stand_in, query)
    assert "data" not in body
    assert f'Cannot query field "{field}"' in body["errors"][0]["message"]
    assert "errors" not in await ask(stand_in, query)
    await control.aclose()


async def test_issues_go_through_their_states_with_all_their_oddities(stand_in: StandIn) -> None:
    control = Control(stand_in.control_url)
    await control.order(Order(issues=(IssueOrder("i1", "Errors", APM),)))
    query = (
        f"{{ actor {{ account(id: {PRODUCTION}) {{ aiIssues {{ "
        "issues(filter: {states: [CLOSED]}) { issues { state title activatedAt } } } } } }"
    )

    async def state() -> Any:
        body = await ask(stand_in, query)
        listed = body["data"]["actor"]["account"]["aiIssues"]["issues"]["issues"]
        return listed[0]["state"] if listed else None

    seen = [await state()]  # the filter of states has no effect
    stand_in.world.clock_ms = NOW_MS + 61_000
    seen.append(await state())
    await control.order(Order(issues=(IssueOrder("i1", is_closed=True),)))
    seen.append(await state())
    stand_in.world.clock_ms = NOW_MS + 25 * 3_600_000
    seen.append(await state())
    assert seen == ["CREATED", "ACTIVATED", "CLOSED", None]
    stand_in.world.needs_opt_in = True
    assert (await ask(stand_in, query))["errors"]
    header = {"nerd-graph-unsafe-experimental-opt-in": "AiIssues"}
    assert "errors" not in await ask(stand_in, query, **header)
    await control.aclose()
