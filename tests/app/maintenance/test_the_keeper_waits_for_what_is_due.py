"""The loop of planned work: it sleeps until something is due, and lets nothing stop it."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.maintenance.keeper import LONGEST_NAP_S, MaintenanceKeeper
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.domain.maintenance import MaintenanceStatus
from tests.fixtures.planned import Planning, at, plan_of


@pytest.fixture
def heard() -> list[Changes]:
    return []


@pytest.fixture
def keeper(desk: Planning, heard: list[Changes]) -> Iterator[MaintenanceKeeper]:
    with ThreadPoolExecutor(1) as executor:
        yield MaintenanceKeeper(
            desk.doorway, Doorway(desk.database, desk.clock), executor, heard.append
        )


def test_with_nothing_planned_it_naps(keeper: MaintenanceKeeper, heard: list[Changes]) -> None:
    assert asyncio.run(keeper.look()) == LONGEST_NAP_S
    assert heard == []


def test_it_wakes_at_the_instant(
    desk: Planning, keeper: MaintenanceKeeper, heard: list[Changes]
) -> None:
    worked = desk.plan(plan_of([1], reminds_before=()))
    desk.clock.go(to_us(at(12, 59, 55)))
    assert asyncio.run(keeper.look()) == 5
    assert heard == []

    desk.clock.go(to_us(at(13)))

    assert asyncio.run(keeper.look()) == LONGEST_NAP_S
    assert desk.window(worked).status is MaintenanceStatus.IN_PROGRESS
    (changes,) = heard
    assert {Topic.MAINTENANCE, Topic.PUBLICATION, Topic.DELIVERIES} <= changes.topics
    assert changes.component_ids == {1}


def test_it_looks_at_once_when_something_was_planned(
    desk: Planning, keeper: MaintenanceKeeper
) -> None:
    async def run() -> None:
        stop = asyncio.Event()
        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            group.create_task(keeper.run(stop))
            await asyncio.to_thread(lambda: None)
            worked = await asyncio.to_thread(desk.plan, plan_of([1], starts_at=at(12)))
            keeper.hear(Changes.of(Topic.RESULTS))
            keeper.hear(Changes.of(Topic.MAINTENANCE))
            while desk.window(worked).status is not MaintenanceStatus.IN_PROGRESS:
                await asyncio.to_thread(lambda: None)
            stop.set()

    asyncio.run(run())
