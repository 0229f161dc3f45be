"""What an answer shows of who gave it: the address, where it led, and what marks its page."""

import asyncio

import pytest

from statusboard.domain.result import Outcome, Reason, Trace
from tests.fixtures.web import Asked, always, answer, ask, serving

pytestmark = pytest.mark.anyio

SHOP = "<!doctype html><html><head><title> The\n shop </title></head></html>"
HTML = {"Content-Type": "text/html"}


async def test_a_page_is_marked_by_its_title_and_the_address_that_was_asked() -> None:
    async with serving(always(answer(SHOP, headers=HTML))) as site:
        got = await ask(site.url())
        searched = await ask(site.url(), expect_text="shop")
    assert got.trace == searched.trace == Trace("127.0.0.1", "", "html: The shop")


async def test_a_redirect_to_another_host_is_told_also_where_it_is_not_followed() -> None:
    elsewhere = answer(status="302 Found", headers={"Location": "http://login.example/x"})
    async with serving(always(elsewhere)) as site:
        got = await ask(site.url(), follow_redirects=False)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.REDIRECT_REFUSED)
    assert got.trace.landed == "login.example"


async def test_a_redirect_at_home_leads_nowhere_else() -> None:
    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        led = asked.path == "/"
        headers = {"Location": "/login"} if led else {}
        writer.write(answer(status="302 Found" if led else "200 OK", headers=headers))

    async with serving(behave) as site:
        got = await ask(site.url())
    assert got.outcome is Outcome.UP
    assert got.trace.landed == ""


@pytest.mark.parametrize("place", ["http://[::1", "http://x.example/" + "a" * 9_000])
async def test_a_place_that_cannot_be_asked_is_no_host(place: str) -> None:
    odd = answer(status="302 Found", headers={"Location": place})
    async with serving(always(odd)) as site:
        got = await ask(site.url())
    assert got.reason is Reason.REDIRECT_REFUSED
    assert got.trace.landed == ""


async def test_a_page_that_nobody_reads_to_its_title_has_no_mark() -> None:
    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n")
        writer.write(b"<html><head>")
        await writer.drain()
        await asyncio.sleep(60)

    async with serving(behave) as site:
        got = await ask(site.url())
    assert got.outcome is Outcome.UP
    assert got.trace.page == ""


async def test_a_mark_repeats_no_secret() -> None:
    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer("<html><title>Hello s3cret-token</title>", headers=HTML))

    async with serving(behave) as site:
        got = await ask(site.url(), headers={"Authorization": "Bearer s3cret-token"})
    assert got.trace.page.startswith("html: Hello")
    assert "s3cret-token" not in got.trace.page
