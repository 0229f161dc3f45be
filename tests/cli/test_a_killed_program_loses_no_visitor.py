"""Office or page server killed at the worst moment: visitors are told so, and lose nothing."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.fixtures.page_programs import PATIENCE_S, Page, page

__all__ = ["page"]
pytestmark = pytest.mark.anyio


def fields_for(reader: str, stamp: str) -> dict[str, str]:
    return {
        "channel": "mail",
        "address.mail": f"{reader}@customer.example",
        "at": stamp,
        "scope": "everything",
        "sort": "incidents",
    }


async def subscribed(page: Page, reader: str, stamp: str) -> None:
    """Returns once the wish is taken: when the office is there, and the form is old enough."""
    async with asyncio.timeout(PATIENCE_S):
        while not (await page.web.get("/healthz")).json()["office"]:  # noqa: ASYNC110 - its own
            await asyncio.sleep(0.1)
        while True:
            answer = await page.web.post("/subscribe", data=fields_for(reader, stamp))
            if answer.status_code == 200:
                return
            assert answer.status_code == 422
            await asyncio.sleep(0.3)


async def test_an_office_killed_while_somebody_subscribes(page: Page) -> None:
    found = re.search(r'name="at" value="([^"]*)"', (await page.web.get("/subscribe")).text)
    assert found is not None
    stamp = found[1]
    await subscribed(page, "first", stamp)
    before = (await page.web.get("/")).content

    names = ("second", "third", "fourth")
    sending = [
        asyncio.ensure_future(page.web.post("/subscribe", data=fields_for(name, stamp)))
        for name in names
    ]
    await page.kill(page.office)
    answers = await asyncio.gather(*sending)
    assert {each.status_code for each in answers} <= {200, 503}
    told = await page.web.post("/subscribe", data=fields_for("fifth", stamp))
    assert (told.status_code, told.headers["retry-after"]) == (503, "5")
    assert "Nothing was changed" in told.text
    assert (await page.web.get("/")).content == before

    await page.start_office()
    await subscribed(page, "fifth", stamp)
    taken = [n for n, each in zip(names, answers, strict=True) if each.status_code == 200]
    wanted = {f"{name}@customer.example" for name in ("first", *taken, "fifth")}
    async with asyncio.timeout(PATIENCE_S):
        while not wanted <= set(page.mailed()):  # noqa: ASYNC110 - it is the office's own end
            await asyncio.sleep(0.05)


def is_new(seen: list[httpx.Response]) -> bool:
    return any("Checkout fails" in each.text for each in seen)


async def test_a_page_server_killed_during_a_publish(
    page: Page, statusboard: Callable[..., Any]
) -> None:
    seen: list[httpx.Response] = []

    async def look() -> None:
        try:
            while True:
                seen.append(await page.web.get("/"))
        except httpx.TransportError:
            return

    looking = asyncio.ensure_future(look())
    said = ("--title", "Checkout fails", "--body", "We look into it.", "--next-update", "30m")
    service = ("--service", "Shop/Checkout API=major_outage", "--override", "a test")
    publishing = asyncio.ensure_future(
        asyncio.to_thread(statusboard, "notice", "new", "--publish", *said, *service)
    )
    async with asyncio.timeout(PATIENCE_S):
        # In the middle of it: the new page is there, or about to be.
        while not (publishing.done() or is_new(seen[-1:])):  # noqa: ASYNC110 - it is looked at
            await asyncio.sleep(0.01)
        await page.kill(page.serving)
        await looking
        assert (await publishing).code == 0
        await page.start_serving()
        while not is_new([await page.web.get("/")]):  # noqa: ASYNC110 - its own start
            await asyncio.sleep(0.05)
    # What anybody saw meanwhile was a whole page, the old one or the new one.
    assert {each.status_code for each in seen} == {200}
    assert all(each.text.rstrip().endswith("</html>") for each in seen)
    assert len({each.headers["etag"] for each in seen}) <= 2
