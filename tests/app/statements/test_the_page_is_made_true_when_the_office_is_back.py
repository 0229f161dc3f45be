"""What the page says may have changed while no office ran: one that starts does not trust it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from statusboard.app.page.commands import OpenPage, open_page
from statusboard.app.settings import PAGE_CLAIMS
from statusboard.app.statements.watcher import ACTOR, ClaimWatcher
from statusboard.storage import generations
from tests.app.statements.conftest import MAJOR, UP
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import Newsroom

pytestmark = ON_SQLITE


def _looks(desk: Newsroom) -> int:
    """An office starts and looks once; the number of the newest page then."""

    async def run() -> None:
        with ThreadPoolExecutor(1) as executor:
            await ClaimWatcher(desk.doorway, desk.doorway, executor, lambda _: None).look()

    asyncio.run(run())
    with desk.database.reading(desk.clock.now()) as unit:
        newest = generations.newest_generation(unit)
    return 0 if newest is None else newest.number


def test_a_page_from_before_is_made_anew_and_a_fresh_one_is_not(desk: Newsroom) -> None:
    desk.setting(PAGE_CLAIMS, "major-free")
    assert _looks(desk) == 0
    first = desk.doorway.do(open_page, OpenPage("settings"), ACTOR).result
    assert _looks(desk) == first

    began = desk.clock.now()
    desk.clock.forward(timedelta(hours=3))
    desk.measures(1, (began, MAJOR), (desk.clock.now(), UP))
    desk.watched()
    assert _looks(desk) == first + 1
