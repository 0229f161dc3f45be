"""Who acts goes over the pipe: from the window's desk to the audit row, and to the permission."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.change_feed import ChangeFeed
from statusboard.app.desk.pipe_desk import PipeDesk
from statusboard.app.desk.seat import Seat
from statusboard.app.installation import Installation
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, SaveDraft
from statusboard.app.page.office import Office
from statusboard.app.processes import wire
from statusboard.app.processes.pipe import Server
from statusboard.app.processes.supervisor import ChildSpec, Supervisor
from statusboard.app.programs.office import OfficeWork
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.demo.new_relic.program import standing_in
from statusboard.domain.access import Actor, Credentials, Permission, person
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.new_relic import Connect
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT
from tests.fixtures.speaking import NOON, Newsroom, wording

pytestmark = pytest.mark.anyio

BOUND_S = 60.0


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    return Newsroom(database)


@asynccontextmanager
async def desk_of(
    newsroom: Newsroom,
    tmp_path: Path,
    name: str,
    *,
    who_is: Callable[[Credentials], Actor] | None = None,
) -> AsyncIterator[PipeDesk]:
    """A window's desk, the pipe, and the office's own methods behind it."""
    where = Installation("unused", tmp_path)
    with ThreadPoolExecutor(1) as executor:
        doorway = newsroom.doorway
        keys = NewRelicKey(SecretPlace(tmp_path / "keys", is_demo=True))
        office = OfficeWork(
            Office(newsroom.database, newsroom.clock),
            doorway,
            NewRelicCalls(doorway, keys, executor, loopback_only=True, chance=lambda: 0.0),
            ChangeFeed(newsroom.database, newsroom.clock, executor),
            executor,
            doorway,
            who_is,
        )
        server = Server(office.methods)
        (await server.start()).write(where.address_file("office"))
        programs = [
            Supervisor(ChildSpec(where, role), lambda _: None, lambda _: None, lambda _r, _w: None)
            for role in ("collector", "office")
        ]
        running = asyncio.ensure_future(programs[1].run())
        try:
            async with asyncio.timeout(BOUND_S):
                await programs[1].connected()
            yield PipeDesk(doorway, executor, programs[0], programs[1], Seat(Credentials(name)))
        finally:
            await programs[1].stop()
            running.cancel()
            await asyncio.wait({running})
            await server.stop()


def audited(newsroom: Newsroom) -> list[tuple[str, str]]:
    """Who did what, in order."""
    with newsroom.database.reading(NOON) as unit:
        rows = unit.connection.execute(select(AUDIT.c.actor, AUDIT.c.verb).order_by(AUDIT.c.id))
        return [(row.actor, row.verb) for row in rows]


async def test_the_audit_row_carries_the_name_of_the_person_at_the_window(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    async with desk_of(newsroom, tmp_path, "Ada Lovelace") as desk:
        await desk.do(save_draft, SaveDraft(None, None, 0, wording({})))

    assert audited(newsroom)[-1] == ("person:Ada Lovelace", save_draft.name)


async def test_each_window_acts_in_the_name_of_its_own_person(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    for name in ("Ada", "Cleo"):
        async with desk_of(newsroom, tmp_path, name) as desk:
            await desk.do(save_draft, SaveDraft(None, None, 0, wording({})))

    assert [actor for actor, _ in audited(newsroom)[-2:]] == ["person:Ada", "person:Cleo"]


async def test_a_person_without_a_name_is_this_desk(newsroom: Newsroom, tmp_path: Path) -> None:
    async with desk_of(newsroom, tmp_path, "") as desk:
        await desk.do(save_draft, SaveDraft(None, None, 0, wording({})))

    assert audited(newsroom)[-1][0] == "person:this desk"


async def test_a_name_that_is_none_is_cleaned_where_it_arrives(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    async with desk_of(newsroom, tmp_path, "Ada\x1b[2J\n" + "a" * 500) as desk:
        await desk.do(save_draft, SaveDraft(None, None, 0, wording({})))

    actor = audited(newsroom)[-1][0]
    assert actor.startswith("person:Ada[2J a")
    assert actor.isprintable()
    assert len(actor) < 100


async def test_the_office_looks_up_what_that_person_may_do(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    def who_is(who: Credentials) -> Actor:
        everything = person(who.name)
        return everything if who.name == "Ada" else replace(everything, permissions=frozenset())

    component = newsroom.service()
    text = wording({component: ComponentStatus.MAJOR_OUTAGE})
    async with desk_of(newsroom, tmp_path, "Ada", who_is=who_is) as desk:
        saved = await desk.do(save_draft, SaveDraft(None, None, 0, text))
    async with desk_of(newsroom, tmp_path, "Guest", who_is=who_is) as desk:
        with pytest.raises(RuleBroken, match="Guest may not do this"):
            await desk.do(publish, Publish(saved.notice_id, saved.revision))

    assert ("person:Guest", publish.name) not in audited(newsroom)


async def test_new_relic_is_connected_in_the_name_of_the_person_who_may(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    def who_is(who: Credentials) -> Actor:
        may_write = frozenset({Permission.WRITE})
        return (
            person(who.name)
            if who.name == "Ada"
            else replace(person(who.name), permissions=may_write)
        )

    async with standing_in() as stand_in:
        given = Connect("", stand_in.url, DEMO_KEY, allow_file=True)
        async with desk_of(newsroom, tmp_path, "Guest", who_is=who_is) as desk:
            with pytest.raises(RuleBroken, match="Guest may not do this"):
                await desk.connect_new_relic(given)
        async with desk_of(newsroom, tmp_path, "Ada", who_is=who_is) as desk:
            await desk.connect_new_relic(given)
            assert audited(newsroom)[-1] == ("person:Ada", "connect_new_relic")
            await desk.disconnect_new_relic()
            assert audited(newsroom)[-1] == ("person:Ada", "disconnect_new_relic")


def test_what_a_person_may_is_not_the_callers_to_say() -> None:
    line = wire.line_of(wire.Call(1, "verb.x", wire.raw(None), Credentials("Ada", "ada", "token")))

    assert json.loads(line) == {
        "type": "call",
        "number": 1,
        "method": "verb.x",
        "given": None,
        "who": {
            "name": "Ada",
            "login": "ada",
            "token": "token",
            "device": "",
            "device_name": "",
        },
    }
