"""What the page server gives and refuses is counted, and handed over to the office: no name."""

import asyncio
import re
from pathlib import Path

import pytest

from statusboard.app.page.reader_commands import InviteReader, invite_reader
from statusboard.app.page.readers import READERS
from statusboard.app.programs.handing_over import HandingOver
from statusboard.app.subscribers.arrivals import ARRIVALS
from statusboard.app.visitors.counting_commands import MOST, count
from statusboard.domain.access import person
from statusboard.domain.views.arrivals import Arrivals
from statusboard.domain.views.visiting import SeenCounts
from statusboard.domain.visits import BY_THE_OFFICE, Seen
from statusboard.errors import RuleBroken
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.page_server_of import FORM, PageServerOf, page_server_of, subscribes
from tests.fixtures.visiting import READER, Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]
BOUND_S = 60.0


def today(at: Visited) -> dict[Seen, int]:
    found: Arrivals = at.ask(ARRIVALS)
    return dict(found.today)


async def get(page: PageServerOf, *targets: str, **headers: str) -> None:
    for target in targets:
        await page.ask("GET", target, **headers)


async def test_pages_and_answers_of_the_api_are_counted_and_what_comes_along_is_not(
    visited: Visited, tmp_path: Path
) -> None:
    async with page_server_of(visited, tmp_path) as page:
        index = await page.ask("GET", "/")
        await get(page, "/", if_none_match=str(index.headers["etag"]))
        await get(page, "/api/v2/summary.json", "/nowhere", "/style.css")
        await page.ask("HEAD", "/")
        assert page.seen == {Seen.PAGES: 2, Seen.API: 1}


async def test_what_is_refused_is_counted_by_its_reason(visited: Visited, tmp_path: Path) -> None:
    async with page_server_of(visited, tmp_path) as page:
        await page.post("/subscribe", sec_fetch_site="cross-site")
        await page.ask("POST", "/subscribe", b"{}", content_type="application/json")
        await page.ask("POST", "/subscribe", b"a" * 300_000, content_type=FORM)
        await subscribes(visited, page, READER, topic="anything")
        await subscribes(visited, page, READER, at="0.1")
        await subscribes(visited, page, "nobody")
        await get(page, "/leave/nothing")
        await page.post("/hooks/twilio/mail")
        assert page.seen == {
            Seen.FOREIGN: 1,
            Seen.NO_FORM: 2,
            Seen.TRAPPED: 1,
            Seen.STALE: 1,
            Seen.BAD_ADDRESS: 1,
            Seen.BAD_LINK: 1,
            Seen.UNSIGNED: 1,
        }


async def test_what_somebody_forgot_is_no_refusal(visited: Visited, tmp_path: Path) -> None:
    async with page_server_of(visited, tmp_path) as page:
        await subscribes(visited, page, "")
        await subscribes(visited, page, READER, sort="")
        assert page.seen == {}


async def test_an_office_that_is_gone_is_told_when_it_is_back(
    visited: Visited, tmp_path: Path
) -> None:
    async with page_server_of(visited, tmp_path) as page:
        handing = HandingOver(page.seen, page.at)
        caller = page.calls.pop()
        await get(page, "/", "/leave/nothing")
        await handing.tell()
        assert today(visited) == {}
        page.calls.append(caller)
        await handing.tell()
        assert today(visited) == {Seen.PAGES: 1, Seen.BUSY: 1}


async def test_when_a_personal_link_was_last_shown_reaches_the_desk_once_there_is_an_office(
    visited: Visited, tmp_path: Path
) -> None:
    at = visited.desk.clock.now()
    ada = person("Ada")
    made = visited.doorway.do(invite_reader, InviteReader("Contoso"), ada).result
    async with page_server_of(visited, tmp_path) as page:
        handing = HandingOver(page.seen, page.at, {made.id: at.timestamp()})
        caller = page.calls.pop()
        await handing.tell()
        assert visited.doorway.ask(READERS, None, ada).links[0].used_at is None
        page.calls.append(caller)
        await handing.tell()
        assert visited.doorway.ask(READERS, None, ada).links[0].used_at == at
        assert handing.used == {}


async def test_each_is_told_once(visited: Visited, tmp_path: Path) -> None:
    async with page_server_of(visited, tmp_path) as page:
        handing = HandingOver(page.seen, page.at)
        for _ in range(3):
            await get(page, "/")
            await handing.tell()
            await handing.tell()
        assert today(visited) == {Seen.PAGES: 3}
        assert page.seen == {Seen.PAGES: 3}


async def test_what_is_left_is_told_by_itself(visited: Visited, tmp_path: Path) -> None:
    async with page_server_of(visited, tmp_path) as page:
        handing = HandingOver(page.seen, page.at, every_s=0.01)
        task = asyncio.ensure_future(handing.run())
        try:
            await get(page, "/")
            async with asyncio.timeout(BOUND_S):
                while not today(visited):  # noqa: ASYNC110 - the database has no events
                    await asyncio.sleep(0.01)
        finally:
            task.cancel()
        assert today(visited) == {Seen.PAGES: 1}


async def test_nothing_that_is_handed_over_tells_who_it_was(
    visited: Visited, tmp_path: Path
) -> None:
    async with page_server_of(visited, tmp_path) as page:
        await get(page, "/", user_agent="Lynx of somebody", cookie="who=somebody")
        await subscribes(visited, page, "nobody@")
        await HandingOver(page.seen, page.at).tell()
    everything = visited.everything()
    assert not re.search(r"somebody|nobody@", everything)


# ── what is believed ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seen", sorted(BY_THE_OFFICE))
async def test_a_page_server_cannot_say_what_the_office_knows(visited: Visited, seen: Seen) -> None:
    with pytest.raises(RuleBroken, match="Only the office knows"):
        visited.do(count, SeenCounts({Seen.PAGES: 1, seen: 1}))
    assert today(visited) == {}


@pytest.mark.parametrize("number", [-1, MOST + 1])
async def test_a_number_that_cannot_be_is_refused(visited: Visited, number: int) -> None:
    with pytest.raises(RuleBroken, match="cannot have been seen"):
        visited.do(count, SeenCounts({Seen.PAGES: number}))
    assert today(visited) == {}
