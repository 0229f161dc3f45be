"""A person who knows better is believed; the word is spent once somebody outside speaks again."""

import asyncio

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.watching.commands import ItIsThem, it_is_them
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.connectivity_row import IT_IS_THEM, ConnectivityRow
from statusboard.domain.access import person
from statusboard.domain.changes import Changes
from statusboard.domain.line import OWN_NETWORK
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.storage import sources
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.history.results import append
from statusboard.storage.settings import read_settings
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

pytestmark = pytest.mark.anyio

HOST = "shop.example:443"
SILENT = CheckResult(1, 0, Answer(Outcome.DOWN, Reason.UNREACHABLE))
SPOKE = CheckResult(1, 0, Answer(Outcome.UP, Reason.OK))
SOMEBODY = person("Mia")


def settings(database: Database) -> dict[str, object]:
    with database.reading(ManualClock().now()) as unit:
        return read_settings(unit)


def test_where_nothing_is_held_back_there_is_nothing_to_say(database: Database) -> None:
    with pytest.raises(RuleBroken):
        Doorway(database, ManualClock()).do(it_is_them, ItIsThem(), SOMEBODY)


def test_the_first_answer_that_is_held_is_enough_to_say_it(database: Database) -> None:
    clock = ManualClock()
    held = Answer(Outcome.UNKNOWN, Reason.OWN_NETWORK)
    with database.writing(clock.now(), COLLECTOR) as unit:
        check = add_check(
            unit, component_id=add_component(unit, name="Shop").id, kind="http", config={}
        )
        append(unit, [CheckResult(check.id, unit.now_us - 1_000_000, held)])
    Doorway(database, clock).do(it_is_them, ItIsThem(), SOMEBODY)
    assert IT_IS_THEM in settings(database)


async def test_the_word_holds_until_somebody_outside_answers(
    database: Database, allow_logs: object
) -> None:
    clock, network = ManualClock(), OwnNetwork()
    told: asyncio.Queue[Changes] = asyncio.Queue()

    async def off_loop(work: object) -> Changes:
        return work()

    row = ConnectivityRow(network, database, clock, off_loop, told.put_nowait)
    with database.writing(clock.now(), COLLECTOR) as unit:
        sources.write_source(unit, OWN_NETWORK, last_us=None, problem="We cannot tell.")
    Doorway(database, clock).do(it_is_them, ItIsThem(), SOMEBODY)
    row.follow(settings(database))
    assert network.is_overruled
    assert network.pass_on(SILENT, HOST, 10.0).answer == SILENT.answer
    row.look()
    running = asyncio.create_task(row.run())
    try:
        await told.get()
        assert IT_IS_THEM in settings(database)
        network.pass_on(SPOKE, HOST, 20.0)
        row.look()
        await told.get()
        assert IT_IS_THEM not in settings(database)
    finally:
        running.cancel()
        await asyncio.wait({running})
