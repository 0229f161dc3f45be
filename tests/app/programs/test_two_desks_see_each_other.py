"""Two desks on one server, each with its own office: what one does the other hears at once."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from statusboard.app.change_feed import ChangeFeed
from statusboard.app.clock import SystemClock
from statusboard.app.desk.pipe_desk import PipeDesk
from statusboard.app.desk.seat import Seat
from statusboard.app.doorway import Doorway
from statusboard.app.installation import Installation
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.notices.commands import save_draft
from statusboard.app.notices.inputs import SaveDraft
from statusboard.app.page.office import Office
from statusboard.app.people.commands import add_person
from statusboard.app.people.device_commands import end_device
from statusboard.app.people.inputs import AddPerson, Here, OneDevice, PersonInput, TakeOver
from statusboard.app.people.presence_commands import say_here, take_over
from statusboard.app.people.queries import TEAM, WHO_WRITES, WritingAsk
from statusboard.app.processes.pipe import Server
from statusboard.app.processes.supervisor import ChildSpec, Supervisor
from statusboard.app.programs.office import OfficeWork
from statusboard.domain.access import Credentials, Role
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.speaking import wording

pytestmark = pytest.mark.anyio

BOUND_S = 30.0
# What the other desk has to see within a second.
AT_MOST_S = 1.0
# Without the bell the log would be read too seldom for that.
SELDOM_S = 20.0


@dataclass
class Told:
    """What a window was told, each with its moment on the loop's clock."""

    heard: list[tuple[float, Changes]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, changes: Changes) -> None:
        self.heard.append((asyncio.get_running_loop().time(), changes))
        self.news.set()

    async def of(self, topic: Topic, since_s: float) -> float:
        """How long after that moment the window was told of the topic, in seconds."""
        async with asyncio.timeout(BOUND_S):
            while True:
                self.news.clear()
                for at_s, changes in self.heard:
                    if at_s >= since_s and topic in changes.topics:
                        return at_s - since_s
                await self.news.wait()


@dataclass
class Seated:
    """A desk, and what its window is told."""

    desk: PipeDesk
    told: Told


@asynccontextmanager
async def seated(database: Database, folder: Path, name: str) -> AsyncIterator[Seated]:
    """A computer of its own: an office of its own on the shared database, and a window's desk."""
    where, clock = Installation("unused", folder), SystemClock()
    doorway = Doorway(database, clock)
    async with AsyncExitStack() as ends:
        executor = ends.enter_context(ThreadPoolExecutor(1))
        keys = NewRelicKey(SecretPlace(folder / "keys", is_demo=True))
        office = OfficeWork(
            Office(database, clock),
            doorway,
            NewRelicCalls(doorway, keys, executor, loopback_only=True),
            ChangeFeed(database, clock, executor, every_s=SELDOM_S),
            executor,
            doorway,
            beside=True,
        )
        server = Server(office.methods)
        (await server.start()).write(where.address_file("office"))
        stop = asyncio.Event()
        working = asyncio.ensure_future(office.run(stop=stop, announce=server.announce))
        here = Credentials(name, name.lower(), device=f"d-{name}", device_name=f"Desk {name}")
        told = Told()
        supervisors = [
            Supervisor(ChildSpec(where, role), told.hear, lambda _: None, lambda _r, _w: None)
            for role in ("collector", "office")
        ]
        made = Seated(PipeDesk(doorway, executor, *supervisors, Seat(here)), told)
        running = asyncio.ensure_future(supervisors[1].run())
        try:
            async with asyncio.timeout(BOUND_S):
                await supervisors[1].connected()
            yield made
        finally:
            await supervisors[1].stop()
            running.cancel()
            stop.set()
            await asyncio.wait({running, working})
            await server.stop()


def says(one: Seated, notice_id: int | None) -> Here:
    here = one.desk.seat.credentials
    return Here(here.device, here.device_name, notice_id)


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_who_writes_is_seen_at_the_other_desk_within_a_second(
    database: Database, tmp_path: Path
) -> None:
    async with (
        seated(database, tmp_path / "a", "Ada") as ada,
        seated(database, tmp_path / "b", "Ben") as ben,
    ):
        saved = await ada.desk.do(save_draft, SaveDraft(None, None, 0, wording({})))
        loop = asyncio.get_running_loop()
        took = []
        for number in range(6):
            begun_s = loop.time()
            writes = saved.notice_id if number % 2 == 0 else None
            await ada.desk.do(say_here, says(ada, writes))
            await ben.told.of(Topic.PRESENCE, begun_s)
            view = await ben.desk.ask(WHO_WRITES, WritingAsk("d-Ben", "Ben"))
            took.append(loop.time() - begun_s)
            assert [one.name for one in view.writers] == (["Ada"] if writes else [])
        assert max(took) < AT_MOST_S, took

        await ada.desk.do(say_here, says(ada, saved.notice_id))
        begun_s = loop.time()
        given = TakeOver(saved.notice_id, "d-Ben", "Desk Ben")
        assert await ben.desk.do(take_over, given) == ("Ada",)
        assert await ada.told.of(Topic.PRESENCE, begun_s) < AT_MOST_S
        assert (await ada.desk.ask(WHO_WRITES, WritingAsk("d-Ada", "Ada"))).mine is None


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_lost_device_is_ended_from_another_and_its_next_verb_refused(
    database: Database, tmp_path: Path
) -> None:
    async with (
        seated(database, tmp_path / "a", "Ada") as ada,
        seated(database, tmp_path / "b", "Ben") as ben,
    ):
        for name, role in (("Ada", Role.ADMINISTRATOR), ("Ben", Role.PUBLISHER)):
            given = AddPerson(PersonInput(name, role, name.lower()))
            await ada.desk.do(add_person, given)
        await ben.desk.do(say_here, says(ben, None))
        draft = SaveDraft(None, None, 0, wording({}))
        await ben.desk.do(save_draft, draft)

        (lost,) = (await ada.desk.ask(TEAM, None)).devices
        await ada.desk.do(end_device, OneDevice(lost.id))
        with pytest.raises(RuleBroken, match=r"Ada ended this device \(Desk Ben\)"):
            await ben.desk.do(save_draft, draft)
