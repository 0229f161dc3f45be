"""Trying a check: the collector asks as it always does, and keeps nothing of it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from statusboard.app.clock import SystemClock
from statusboard.app.processes.wire import raw, value_of
from statusboard.app.programs.collector import CollectorWork
from statusboard.app.services.inputs import CheckInput
from statusboard.app.watching.collector import Collector
from statusboard.catalog.references import MASK
from statusboard.domain.access import Credentials, loop, person
from statusboard.domain.result import Outcome, Reason
from statusboard.domain.views.verify import LatestAnswer
from statusboard.errors import RuleBroken
from statusboard.probes.web.connections import Connections
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.tables import CHECK, COMPONENT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.web import Asked, answer, serving

pytestmark = [pytest.mark.anyio, ON_SQLITE]


async def fine(_asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(status="200 OK"))


async def broken(_asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(answer(status="503 Service Unavailable"))


@pytest.fixture
def collector(database: Database) -> Collector:
    return Collector(database, SystemClock(), Connections())


def described(url: str, **given: object) -> CheckInput:
    return CheckInput("http", {"url": url}, deadline=timedelta(seconds=5), **given)  # type: ignore[arg-type]


async def test_it_answers_as_check_now_does(collector: Collector) -> None:
    async with serving(fine) as site:
        good = await collector.try_check(described(site.url()))
    async with serving(broken) as site:
        bad = await collector.try_check(described(site.url()))

    assert (good.outcome, good.code) == (Outcome.UP, 200)
    assert (bad.outcome, bad.reason, bad.code) == (Outcome.DOWN, Reason.STATUS_CODE, 503)
    assert bad.lines


async def test_an_address_without_a_scheme_is_asked_as_it_would_be_kept(
    collector: Collector,
) -> None:
    async with serving(fine) as site:
        tried = await collector.try_check(described(site.url().removeprefix("http://")))

    assert tried.outcome is Outcome.UP


async def test_nothing_is_kept_of_it(collector: Collector, database: Database) -> None:
    async with serving(fine) as site:
        await collector.try_check(described(site.url()))

    with database.reading(SystemClock().now()) as unit:
        for table in (CHECK, COMPONENT):
            assert unit.connection.execute(select(func.count()).select_from(table)).scalar() == 0
    assert await collector.latest(-1) is None
    assert not collector._runner._prepared


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (CheckInput("http", {"url": "no address"}), "url"),
        (CheckInput("http", {}), "url"),
        (CheckInput("smoke-signals", {}), "kind"),
        (CheckInput("http", {"url": "http://127.0.0.1:9"}, interval=timedelta(0)), "interval"),
        (CheckInput("http", {"url": "http://127.0.0.1:9", "body": "***"}), "body"),
        (CheckInput("http", {"url": "http://127.0.0.1:9", "body": "***"}, id=4), "body"),
    ],
)
async def test_what_cannot_be_asked_is_refused_with_its_field(
    collector: Collector, given: CheckInput, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        await collector.try_check(given)

    assert refused.value.field == field


async def test_question_and_answer_travel_over_the_pipe(collector: Collector) -> None:
    work = CollectorWork(collector, None, None, lambda who: person(who.name))  # type: ignore[arg-type]
    method = work.methods["try_check"]
    async with serving(fine) as site:
        given = value_of(raw(described(site.url())), method.given)
        answered = await method.run(given, Credentials("Ada"))

    travelled = value_of(raw(answered), LatestAnswer)
    assert travelled == answered
    assert travelled.outcome is Outcome.UP


async def test_a_mask_stands_for_what_is_stored_of_the_check(
    collector: Collector, database: Database
) -> None:
    async def guarded(asked: Asked, writer: asyncio.StreamWriter) -> None:
        known = asked.headers.get("x-key") == "kept"
        writer.write(answer(status="200 OK" if known else "401 Unauthorized"))

    async with serving(guarded) as site:
        config = {"url": site.url(), "headers": {"X-Key": "kept"}}
        with database.writing(SystemClock().now(), loop("test")) as unit:
            shop = add_component(unit, name="Shop").id
            kept = add_check(unit, component_id=shop, kind="http", config=config, enabled=False)
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(collector.run(stop=stop, announce=lambda _: None))
            await collector.loaded.wait()
            masked = {"url": site.url(), "headers": {"X-Key": MASK}}
            tried = await collector.try_check(CheckInput("http", masked, id=kept.id))
            stop.set()

    assert tried.outcome is Outcome.UP
