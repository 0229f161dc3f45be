"""What people ask beside states: open issues, and the figures an entity is ready for."""

from datetime import timedelta

import pytest

from statusboard.app.new_relic.beside import issues_of, ready_of
from statusboard.app.services.kinds import check_kinds
from statusboard.catalog.fields import validate
from statusboard.demo.new_relic.estate import WELL_KNOWN, guid_of
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.issues import Issue
from statusboard.demo.new_relic.people import DEMO_KEY, PRODUCTION
from statusboard.demo.new_relic.program import StandIn
from statusboard.domain.instants import from_us
from statusboard.domain.status import ComponentStatus as S
from statusboard.domain.views.new_relic_figures import READY_AT_ONCE
from statusboard.errors import RuleBroken
from statusboard.newrelic.budget import Budget
from statusboard.newrelic.client import Connection, NerdGraph
from statusboard.newrelic.errors import NewRelicRejected
from statusboard.newrelic.key import Key
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from tests.fixtures.clock import ManualClock
from tests.fixtures.new_relic_feed import Bench, add_checks, at_work

pytestmark = pytest.mark.anyio
APM = WELL_KNOWN["checkout-api"]
SEARCH = WELL_KNOWN["search"]
HOUR_MS = 3_600_000


class Asking:
    """A client of the bench's stand-in, and the time there."""

    def __init__(self, bench: Bench) -> None:
        clock: ManualClock = bench.clock
        self.stand_in: StandIn = bench.stand_in
        budget = Budget(clock.monotonic, lambda: 0.0)
        self.client = NerdGraph(Connection(bench.stand_in.url, Key(DEMO_KEY)), budget=budget)
        self.now = from_us(self.world.now_ms * 1000)
        self.until_s = self.client.monotonic_s + 30

    @property
    def world(self):
        return self.stand_in.world

    def open(self, number: str, title: str = "Errors", *, ago_ms: int = HOUR_MS, **more) -> None:
        given = {"guids": (APM,)} | more
        self.world.issues.append(
            Issue(number, PRODUCTION, title, self.world.now_ms - ago_ms, **given)
        )

    async def issues(self, *guids: str):
        return (await issues_of(self.client, guids, self.now, deadline_s=self.until_s)).issues


@pytest.fixture
async def asking(bench: Bench):
    made = Asking(bench)
    yield made
    await made.client.aclose()


async def test_only_what_is_open_and_names_the_entity_is_shown(asking: Asking) -> None:
    asking.world.needs_opt_in = True
    asking.open("low", priority="LOW")
    asking.open("old", ago_ms=20 * 24 * HOUR_MS)
    asking.open("closed", closed_ms=asking.world.now_ms - 1)
    asking.open("other", guids=(SEARCH,))
    asking.open("nobody", guids=())
    asking.open("merged", merged_into="old", ago_ms=2 * HOUR_MS, muting="FULLY_MUTED")
    found = await asking.issues(APM)
    # The gravest first, then the newest.
    assert [(one.id, one.is_active, one.is_muted) for one in found] == [
        ("merged", False, True),
        ("old", True, False),
        ("low", True, False),
    ]
    assert found[0].link == "https://one.new-relic.example/issue/merged"
    assert asking.now - found[0].since == timedelta(hours=2)


async def test_all_pages_and_all_accounts_are_read(asking: Asking) -> None:
    for number in range(120):
        asking.open(f"i{number}")
    assert len(await asking.issues(APM, WELL_KNOWN["warehouse-db-1"])) == 120
    assert await asking.issues("no guid") == ()


async def test_incidents_are_told_where_they_say_more(asking: Asking) -> None:
    asking.open("i1", "Checkout fails", incidents=["n1"])
    (found,) = await asking.issues(APM)
    # The incident is called as its issue, inside a list inside a text.
    assert found.incidents == ()
    asking.world.issues[0].incident_titles["n1"] = 'Card "payments" time out'
    (found,) = await asking.issues(APM)
    assert (found.title, found.incidents) == ("Checkout fails", ('Card "payments" time out',))
    asking.world.faults.active.append(
        ActiveFault(FaultName.FIELD_GONE, target="AiIssuesAccountStitchedFields.incidents")
    )
    assert [one.id for one in await asking.issues(APM)] == ["i1"]


async def test_an_account_that_cannot_be_read_is_never_no_issue(asking: Asking) -> None:
    elsewhere = guid_of(4711, "APM|APPLICATION", 1)
    with pytest.raises(NewRelicRejected, match="may not see that New Relic account"):
        await asking.issues(APM, elsewhere)


async def test_an_entity_is_ready_for_its_golden_figures(asking: Asking) -> None:
    host = WELL_KNOWN["warehouse-db-1"]
    asking.world.entities[host]["reporting"] = True
    found = await ready_of(
        asking.client,
        (APM, host, WELL_KNOWN["Shop"], "gone"),
        asking.now,
        deadline_s=asking.until_s,
    )
    assert [(one.guid, [q.label for q in one.questions]) for one in found.entities] == [
        (APM, ["Response time", "Error rate", "Throughput"]),
        (host, ["CPU", "Memory", "Disk"]),
        (WELL_KNOWN["Shop"], []),
    ]
    response, errors, calls = found.entities[0].questions
    assert response.degraded_when is not None
    assert 200 < response.degraded_when < 400
    assert (errors.degraded_when, errors.down_when) == (1.0, 10.0)
    assert calls.compare == "below"
    kind = check_kinds()["new_relic_nrql"]
    for one in found.entities[0].questions:
        limits = {"degraded_when": one.degraded_when, "down_when": one.down_when}
        given = {"account": PRODUCTION, "query": one.query, "compare": one.compare}
        validate(kind.fields, given | {k: v for k, v in limits.items() if v is not None})


async def test_a_figure_without_a_week_is_offered_only_where_its_limit_needs_none(
    asking: Asking,
) -> None:
    asking.world.figures[APM] = {"reporting": [(0, None)]}
    found = await ready_of(asking.client, (APM,), asking.now, deadline_s=asking.until_s)
    (entity,) = found.entities
    assert [(one.label, one.degraded_when) for one in entity.questions] == [("Error rate", 1.0)]


async def test_more_than_one_can_wait_for_are_refused(asking: Asking) -> None:
    guids = [f"g{n}" for n in range(READY_AT_ONCE + 1)]
    with pytest.raises(RuleBroken, match="50 entities at a time"):
        await ready_of(asking.client, guids, asking.now, deadline_s=asking.until_s)


async def test_a_workload_in_trouble_names_its_worst_members(bench: Bench) -> None:
    shop = WELL_KNOWN["Shop"]
    world = bench.stand_in.world
    with bench.write() as unit:
        (check,) = add_checks(unit, shop)
    world.members[shop] = (APM, SEARCH, WELL_KNOWN["Single sign-on"])
    world.entities[APM]["alertSeverity"] = "CRITICAL"
    world.entities[SEARCH]["alertSeverity"] = "WARNING"
    world.entities[shop]["workloadStatus"] = {
        "statusValue": "DISRUPTED",
        "statusSource": "ROLLUP_RULE",
        "summary": "2 of 3 in trouble",
    }
    async with at_work(bench):
        answer = (await bench.round(1))[check].answer
        assert answer.detail == (
            "Workload disrupted: 2 of 3 in trouble. Worst: checkout-api (critical), "
            "search (warning)."
        )
        world.faults.active.append(
            ActiveFault(FaultName.FIELD_GONE, target="EntityCollection.members")
        )
        again = (await bench.round(1, later=120))[check].answer
    # What explains a state is lost; the state is not.
    assert again.stated_level is answer.stated_level
    assert again.detail == "Workload disrupted: 2 of 3 in trouble"


async def test_ready_figures_give_a_real_state_to_what_no_condition_watches(
    bench: Bench, asking: Asking
) -> None:
    asking.world.entities[APM]["alertSeverity"] = "NOT_CONFIGURED"
    found = await ready_of(asking.client, (APM,), asking.now, deadline_s=asking.until_s)
    (entity,) = found.entities
    with bench.write() as unit:
        component = add_component(unit, name="Checkout")
        for one in entity.questions:
            limits = {"degraded_when": one.degraded_when, "down_when": one.down_when}
            given = {"account": entity.account, "query": one.query, "label": one.label}
            given |= {"unit": one.unit, "compare": one.compare}
            config = given | {k: v for k, v in limits.items() if v is not None}
            add_check(
                unit,
                component_id=component.id,
                kind="new_relic_nrql",
                config=config,
                interval=timedelta(seconds=60),
            )
    async with at_work(bench):
        calm = await bench.round(3)
        asking.world.set_figure(APM, "error_rate", 30.0)
        asking.world.set_figure(APM, "response_time", 2.0)
        asking.world.set_figure(APM, "throughput", 3.0)
        troubled = await bench.round(3, later=600)
    assert {one.answer.stated_level for one in calm.values()} == {S.OPERATIONAL}
    assert sorted(one.answer.detail.partition(" over ")[0] for one in troubled.values()) == [
        "Error rate 30 %",
        "Response time 2,000 ms",
        "Throughput 3 rpm",
    ]
    assert [one.answer.stated_level for one in troubled.values()].count(S.MAJOR_OUTAGE) == 1
    assert S.OPERATIONAL not in {one.answer.stated_level for one in troubled.values()}
