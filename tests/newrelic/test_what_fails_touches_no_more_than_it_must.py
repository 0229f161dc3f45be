"""A part that fails, or a guid written another way, takes nothing else with it."""

import pytest

from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.faults import ActiveFault, FaultName
from statusboard.demo.new_relic.program import StandIn
from statusboard.newrelic.budget import TRIES
from statusboard.newrelic.faults import FaultKind
from statusboard.newrelic.questions import find_entities, read_states
from tests.fixtures.new_relic import client_of

CHECKOUT, PAYMENTS = WELL_KNOWN["checkout-api"], WELL_KNOWN["Card payments"]
SHOP = WELL_KNOWN["Shop"]

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("padding", ["=", "=="])
async def test_a_guid_is_the_same_with_and_without_its_padding(
    stand_in: StandIn, padding: str
) -> None:
    world = stand_in.world
    world.entities[CHECKOUT + padding] = world.entities[CHECKOUT]
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, CHECKOUT + padding, PAYMENTS])
    assert set(read.readings) == {CHECKOUT, CHECKOUT + padding, PAYMENTS}
    assert read.gone == frozenset()


@pytest.mark.parametrize("name", ["permalink", "name"])
async def test_a_part_that_says_nothing_about_the_state_leaves_it_known(
    stand_in: StandIn, name: str
) -> None:
    fault = ActiveFault(FaultName.PARTIAL_FIELD, target=f"{CHECKOUT}/{name}")
    stand_in.world.faults.active.append(fault)
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, PAYMENTS])
    assert set(read.readings) == {CHECKOUT, PAYMENTS}
    assert read.faulty == {}
    assert len(stand_in.world.asked) == 1


@pytest.mark.parametrize("name", ["alertSeverity", "reporting", "domain", "type"])
async def test_a_part_that_the_state_stands_on_makes_it_unknown(
    stand_in: StandIn, name: str
) -> None:
    fault = ActiveFault(FaultName.PARTIAL_FIELD, target=f"{CHECKOUT}/{name}")
    stand_in.world.faults.active.append(fault)
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, PAYMENTS])
    assert set(read.readings) == {PAYMENTS}
    assert set(read.faulty) == {CHECKOUT}
    assert len(stand_in.world.asked) == TRIES


async def test_a_summary_that_fails_makes_a_monitor_unknown(stand_in: StandIn) -> None:
    fault = ActiveFault(FaultName.PARTIAL_FIELD, target=f"{PAYMENTS}/monitorSummary")
    stand_in.world.faults.active.append(fault)
    async with client_of(stand_in) as client:
        read = await read_states(client, [CHECKOUT, PAYMENTS])
    assert set(read.faulty) == {PAYMENTS}


@pytest.mark.parametrize(
    ("field", "blind"),
    [
        ("SyntheticMonitorEntity.monitorSummary", PAYMENTS),
        ("WorkloadEntity.workloadStatus", SHOP),
    ],
)
async def test_a_field_that_new_relic_lost_blinds_those_alone_that_stand_on_it(
    stand_in: StandIn, field: str, blind: str
) -> None:
    async with client_of(stand_in) as client:
        before = await read_states(client, [CHECKOUT, PAYMENTS, SHOP])
        stand_in.world.faults.active.append(ActiveFault(FaultName.FIELD_GONE, target=field))
        read = await read_states(client, [CHECKOUT, PAYMENTS, SHOP])
    assert {guid: fault.kind for guid, fault in read.faulty.items()} == {blind: FaultKind.SCHEMA}
    assert read.gone == frozenset()
    assert read.readings == {g: one for g, one in before.readings.items() if g != blind}


@pytest.mark.parametrize(
    "field",
    ["SyntheticMonitorEntityOutline.monitorSummary", "WorkloadEntityOutline.workloadStatus"],
)
async def test_entities_are_found_without_a_field_that_new_relic_lost(
    stand_in: StandIn, field: str
) -> None:
    async with client_of(stand_in) as client:
        before = await find_entities(client, "reporting = 'true'")
        stand_in.world.faults.active.append(ActiveFault(FaultName.FIELD_GONE, target=field))
        found = await find_entities(client, "reporting = 'true'")
    assert [one.guid for one in found.entities] == [one.guid for one in before.entities]
