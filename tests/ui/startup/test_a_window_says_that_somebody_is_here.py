"""A window says by itself who sits at it, and what they write; and that nobody does any more."""

import asyncio
from typing import Any

import pytest

from statusboard.app.people.inputs import Here, Left
from statusboard.domain.access import Credentials
from statusboard.errors import RuleBroken
from ui.startup.presence_keeper import PresenceKeeper

pytestmark = pytest.mark.anyio

HERE = Credentials("Ada", "ada", device="d1", device_name="Desk 1")
BOUND_S = 60.0


class HearingDesk:
    """A desk that notes what is said to it, and may refuse."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.news = asyncio.Event()
        self.refuses = False

    async def do(self, _verb: object, given: object) -> bool:
        self.heard.append(given)
        self.news.set()
        if self.refuses:
            raise RuleBroken("Ada ended this device.")
        return True

    async def hears(self, count: int) -> None:
        async with asyncio.timeout(BOUND_S):
            while len(self.heard) < count:
                self.news.clear()
                await self.news.wait()


async def test_it_is_said_at_once_every_so_often_and_when_something_else_is_written() -> None:
    desk = HearingDesk()
    keeper = PresenceKeeper(desk, HERE, every_s=0.01)  # type: ignore[arg-type]
    running = asyncio.ensure_future(keeper.run())
    await desk.hears(3)
    keeper.write(7)
    async with asyncio.timeout(BOUND_S):
        while desk.heard[-1].notice_id != 7:
            desk.news.clear()
            await desk.news.wait()
    running.cancel()
    await asyncio.wait({running})
    await keeper.leave()

    assert desk.heard[0] == Here("d1", "Desk 1", None)
    assert desk.heard[-1] == Left("d1")


async def test_what_is_written_waits_for_no_interval() -> None:
    desk = HearingDesk()
    keeper = PresenceKeeper(desk, HERE, every_s=3_600)  # type: ignore[arg-type]
    running = asyncio.ensure_future(keeper.run())
    await desk.hears(1)
    keeper.write(7)
    await desk.hears(2)
    running.cancel()
    await asyncio.wait({running})

    assert desk.heard[1].notice_id == 7


async def test_who_may_do_nothing_any_more_is_asked_again_later() -> None:
    desk = HearingDesk()
    desk.refuses = True
    keeper = PresenceKeeper(desk, HERE, every_s=0.01)  # type: ignore[arg-type]
    running = asyncio.ensure_future(keeper.run())
    await desk.hears(3)
    running.cancel()
    await asyncio.wait({running})
    await keeper.leave()
