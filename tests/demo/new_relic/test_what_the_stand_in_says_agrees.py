"""Severities, workloads, summaries, checks and alert events come from one store, and agree."""

from datetime import UTC, datetime
from typing import Any

import pytest
from graphql import parse, validate

from statusboard.demo.new_relic.asking import Asking
from statusboard.demo.new_relic.downtimes import Downtime
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.execution import execute, load_schema
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.obeying import obey
from statusboard.demo.new_relic.orders import DowntimeOrder, IssueOrder, MutingOrder, Order
from statusboard.demo.new_relic.people import (
    DEMO_KEY,
    PEOPLE,
    PRODUCTION,
    STAGING,
    STAGING_KEY,
    WAREHOUSE,
)
from statusboard.demo.new_relic.world import World

MINUTE_MS = 60_000
NOW_MS = 1_800_000_000_000
APM, PAYMENTS, SHOP = (WELL_KNOWN[name] for name in ("checkout-api", "Card payments", "Shop"))
STATES = """query($g: [EntityGuid]!) { actor { entities(guids: $g) {
  guid alertSeverity
  ... on ApmApplicationEntity { apmSummary { errorRate throughput } }
  ... on WorkloadEntity { workloadStatus { statusValue statusSource summary } } } } }"""


@pytest.fixture
def world() -> World:
    made = World()
    made.clock_ms = NOW_MS
    return made


def ask(world: World, text: str, key: str = DEMO_KEY, **given: object) -> Any:
    assert validate(load_schema(), parse(text)) == []
    return execute(load_schema(), text, given, Asking(world, PEOPLE[key], None))


def state(world: World, guid: str) -> Any:
    [found] = ask(world, STATES, g=[guid])["data"]["actor"]["entities"]
    return found


def searched(world: World, query: str) -> Any:
    text = """query($q: String!) { actor { entitySearch(query: $q) {
      count results { entities { tags { key values } } } } } }"""
    return ask(world, text, q=query)["data"]["actor"]["entitySearch"]


def later(world: World, minutes: float) -> None:
    obey(world, Order(step_ms=round(minutes * MINUTE_MS)))


def test_severity_follows_open_incidents_and_nothing_else(world: World) -> None:
    def severity() -> str:
        said: str = state(world, APM)["alertSeverity"]
        return said

    seen = [severity()]
    for order in (
        IssueOrder("w", "Slow", APM, priority="HIGH"),
        IssueOrder("c", "Errors", APM),
        IssueOrder("c", is_closed=True),
        IssueOrder("w", is_closed=True),
        IssueOrder("m", "Merged", APM, merged_into="c"),
        IssueOrder("q", "Does not count", APM, touches_health=False),
        IssueOrder("silent", "Muted, and open all the same", APM, muting="FULLY_MUTED"),
    ):
        obey(world, Order(issues=(order,)))
        seen.append(severity())
    good = "NOT_ALERTING"
    assert seen == [good, "WARNING", "CRITICAL", "WARNING", good, good, good, "CRITICAL"]
    for said, count in (("CRITICAL", 1), (good, 0)):
        assert (
            searched(world, f"name = 'checkout-api' AND alertSeverity = '{said}'")["count"] == count
        )


def test_a_workload_follows_its_members_later_and_its_severity_later_still(world: World) -> None:
    def told() -> tuple[str, str]:
        found = state(world, SHOP)
        return found["workloadStatus"]["statusValue"], found["alertSeverity"]

    obey(world, Order(issues=(IssueOrder("c", "Errors", APM),)))
    seen = [told()]
    for minutes in (4, 7):
        later(world, minutes)
        seen.append(told())
    assert seen == [
        ("OPERATIONAL", "NOT_ALERTING"),
        ("DISRUPTED", "NOT_ALERTING"),
        ("DISRUPTED", "CRITICAL"),
    ]
    assert state(world, SHOP)["workloadStatus"]["summary"] == "1 of 5 disrupted"
    by_hand = {"statusValue": "DEGRADED", "statusSource": "STATIC", "summary": "By hand"}
    obey(world, Order(entities={SHOP: by_hand}))
    assert state(world, SHOP)["workloadStatus"] == by_hand


def test_a_summary_shows_the_figures_that_a_chart_would(world: World) -> None:
    obey(world, Order(figures={APM: {"error_rate": 12.5, "throughput": 7.0}}))
    assert state(world, APM)["apmSummary"] == {"errorRate": 12.5, "throughput": 7.0}


def checks(world: World, more: str = "") -> Any:
    text = (
        f"FROM SyntheticCheck SELECT count(*) AS 'n' WHERE entityGuid = '{PAYMENTS}'{more} "
        f"SINCE {NOW_MS - 30 * MINUTE_MS} UNTIL {NOW_MS - 5 * MINUTE_MS} TIMESERIES 5 minutes"
    )
    query = "query($n: Nrql!) { actor { nrql(accounts: [4100201], query: $n) { results } } }"
    return [row["n"] for row in ask(world, query, n=text)["data"]["actor"]["nrql"]["results"]]


def wall(minutes_ago: float) -> str:
    moment = datetime.fromtimestamp((NOW_MS - minutes_ago * MINUTE_MS) / 1000, UTC)
    return moment.replace(tzinfo=None).isoformat()


def test_a_downtime_leaves_a_gap_and_says_so_in_tags(world: World) -> None:
    whole = checks(world)
    assert whole == [15] * 5
    planned = DowntimeOrder(
        999_000, starts=wall(20), ends=wall(10), guids=(PAYMENTS,), zone="UTC", repeats="DAILY"
    )
    obey(world, Order(downtimes=(planned,)))
    assert checks(world) == [15, 15, 0, 0, 15]
    whole_search = searched(world, "type = 'MONITOR_DOWNTIME' AND name = 'Planned downtime'")
    [found] = whole_search["results"]["entities"]
    tags = {tag["key"]: tag["values"] for tag in found["tags"]}
    assert tags["scheduleType"] == ["DAILY"]
    assert tags["startTime"] == [wall(20)]
    obey(world, Order(downtimes=(DowntimeOrder(999_000, is_over=True),)))
    assert checks(world) == whole


def test_checks_that_a_rule_mutes_say_so_and_its_issues_too(world: World) -> None:
    muted = MutingOrder(
        "1",
        PRODUCTION,
        "Work",
        guids=(PAYMENTS,),
        begin_ms=NOW_MS - 20 * MINUTE_MS,
        end_ms=NOW_MS + MINUTE_MS,
    )
    obey(world, Order(muting=(muted,)))
    assert checks(world, " AND NOT isMuted") == [15, 15, 0, 0, 0]
    obey(world, Order(issues=(IssueOrder("i", "Fails", PAYMENTS),)))
    assert world.issues[0].muting == "FULLY_MUTED"


@pytest.mark.parametrize(
    ("day", "utc"), [("2026-03-28", "01:30"), ("2026-03-29", "01:30"), ("2026-03-30", "00:30")]
)
def test_a_night_of_every_day_keeps_its_time_when_the_clocks_change(day: str, utc: str) -> None:
    """At 02:30 in Berlin; on the day on which there is no 02:30 it is half an hour later."""
    at_ms = round(datetime.fromisoformat(f"{day}T{utc}+00:00").timestamp() * 1000)
    begin = round(datetime(2026, 3, 20, 1, 30, tzinfo=UTC).timestamp() * 1000)
    world = World()
    rule = MutingOrder(
        "1", PRODUCTION, "N", begin_ms=begin, end_ms=begin + 30 * MINUTE_MS, repeat="DAILY"
    )
    obey(world, Order(clock_ms=at_ms, muting=(rule,)))
    assert world.muting[0].window(at_ms)[0] == at_ms


def test_a_downtime_keeps_its_time_of_day_when_the_clocks_change() -> None:
    nightly = Downtime(
        1, PRODUCTION, "N", "2026-03-27T03:30:00", "2026-03-27T04:00:00", repeats="DAILY"
    )
    for day, utc in (("28", "02:45"), ("29", "01:45"), ("30", "01:45")):
        at_ms = datetime.fromisoformat(f"2026-03-{day}T{utc}+00:00").timestamp() * 1000
        assert nightly.holds(round(at_ms))
        assert not nightly.holds(round(at_ms) + 3_600_000)


def test_alert_events_are_those_of_the_issues(world: World) -> None:
    obey(world, Order(issues=(IssueOrder("a", "Slow", APM, priority="LOW"),)))
    later(world, 1)
    obey(world, Order(issues=(IssueOrder("a", is_closed=True), IssueOrder("b", "Errors", APM))))
    query = """query($g: EntityGuid!, $s: EpochMilliseconds!, $e: EpochMilliseconds!) { actor {
      entity(guid: $g) {
        recentAlertViolations(count: 5) { violationId label level alertSeverity openedAt closedAt }
        alertViolations(startTime: $s, endTime: $e) { label } } } }"""
    body = ask(world, query, g=APM, s=NOW_MS, e=NOW_MS + 1)
    newest, oldest = body["data"]["actor"]["entity"]["recentAlertViolations"]
    assert (newest["label"], newest["alertSeverity"], newest["closedAt"]) == (
        "Errors",
        "CRITICAL",
        None,
    )
    assert (oldest["closedAt"], oldest["level"]) == (NOW_MS + MINUTE_MS, "2")
    assert newest["violationId"] > 2**50
    assert body["data"]["actor"]["entity"]["alertViolations"] == [{"label": "Slow"}]


def test_one_query_reads_several_accounts_that_the_person_may_see(world: World) -> None:
    query = (
        "query($a: [Int!]!, $n: Nrql!) { actor { nrql(accounts: $a, query: $n, timeout: 120) "
        "{ results } } }"
    )
    text = "SELECT uniqueCount(entityGuid) AS 'n' FROM SystemSample SINCE 5 minutes ago"

    def count(*accounts: int) -> int:
        body = ask(world, query, a=list(accounts), n=text)
        found: int = body["data"]["actor"]["nrql"]["results"][0]["n"]
        return found

    assert count(PRODUCTION, STAGING, WAREHOUSE) == count(PRODUCTION) + count(STAGING) + count(
        WAREHOUSE
    )
    body = ask(world, query, STAGING_KEY, a=[PRODUCTION], n=text)
    assert body["data"]["actor"]["nrql"] is None
    assert "not authorized" in body["errors"][0]["message"]


def test_a_slow_query_over_accounts_is_worked_out_in_the_background(world: World) -> None:
    world.rows_per_s = 1
    begin = """query($n: Nrql!) { actor { nrql(accounts: [4100201, 4100203], query: $n, async: true)
      { results queryProgress { queryId completed } } } }"""
    body = ask(world, begin, n="SELECT count(*) FROM SystemSample SINCE 30 minutes ago")
    progress = body["data"]["actor"]["nrql"]["queryProgress"]
    assert progress["completed"] is False
    later(world, 1)
    poll = """query($id: ID!) { actor {
      nrqlQueryProgress(accounts: [4100203, 4100201], queryId: $id) { results } } }"""
    body = ask(world, poll, id=progress["queryId"])
    assert body["data"]["actor"]["nrqlQueryProgress"]["results"][0]["count"] > 0


def test_the_organisation_is_told_to_whom_it_may_be_and_timers_to_all(world: World) -> None:
    query = "{ actor { organization { accountManagement { managedAccounts { id regionCode } } } } }"
    body = ask(world, query)
    assert len(body["data"]["actor"]["organization"]["accountManagement"]["managedAccounts"]) == 3
    body = ask(world, query, STAGING_KEY)
    assert body["data"]["actor"]["organization"] is None
    assert "capability" in body["errors"][0]["message"]
    timers = (
        "{ actor { account(id: 4100202) { aiIssues { configByEnvironment { config "
        "{ issueTtl gracePeriod { priority period } } } } } } }"
    )
    body = ask(world, timers, STAGING_KEY)
    config = body["data"]["actor"]["account"]["aiIssues"]["configByEnvironment"]["config"]
    assert config["issueTtl"] == 259_200
    assert {"priority": "CRITICAL", "period": 60} in config["gracePeriod"]


def test_one_alias_of_three_fails_alone(world: World) -> None:
    query = (
        "query($n: Nrql!) { actor { account(id: 4100201) { a: nrql(query: $n) { results } "
        "b: nrql(query: $n) { results } c: nrql(query: $n) { results } } } }"
    )
    fault = ActiveFault(FaultName.PARTIAL_ALIAS, target="b")
    given = {"n": f"SELECT count(*) FROM Transaction WHERE entityGuid = '{APM}'"}
    body = execute(load_schema(), query, given, Asking(world, PEOPLE[DEMO_KEY], fault))
    account = body["data"]["actor"]["account"]
    assert [account[one] is None for one in "abc"] == [False, True, False]
    assert [error["path"] for error in body["errors"]] == [["actor", "account", "b"]]
