"""Whoever was let in can leave, by a form that runs nothing, and is told so in their language."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from statusboard.domain.page_access import read_access, written
from tests.fixtures.guarded_page import ACCESS, OFFICE, WORD, Guarded, cookie_of, guarded, private
from tests.fixtures.served import site_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def page() -> AsyncIterator[Guarded]:
    async with guarded() as page:
        yield page


async def test_the_mark_is_taken_from_the_browser_and_it_is_told(page: Guarded) -> None:
    given = await page.types(WORD)
    left = await page.ask("/sign-out?lang=de", "POST", Cookie=cookie_of(given))

    assert (left.status, left.headers["location"]) == (303, "./sign-out?lang=de")
    name = cookie_of(given).partition("=")[0]
    assert left.headers["set-cookie"].startswith(f"{name}=; Path=/; Max-Age=0; HttpOnly")
    told = await page.ask("/sign-out?lang=de")
    assert (told.status, told.body.decode()) == (200, "Abgemeldet")
    assert told.headers["cache-control"] == "private, no-store"
    assert "default-src 'none'" in told.headers["content-security-policy"]
    assert (await page.ask("/")).status == 401


async def test_opening_the_address_signs_nobody_out(page: Guarded) -> None:
    mark = cookie_of(await page.types(WORD))

    looked = await page.ask("/sign-out", Cookie=mark)

    assert (looked.status, looked.headers["location"]) == (303, "./")
    assert "set-cookie" not in looked.headers
    assert (await page.ask("/sign-out", "DELETE", Cookie=mark)).status == 405


async def test_no_other_page_signs_a_reader_out(page: Guarded) -> None:
    for told in ({"Sec_Fetch_Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = await page.ask("/sign-out", "POST", **told)
        assert (answer.status, "set-cookie" in answer.headers) == (403, False)


async def test_who_is_let_in_by_an_address_is_told_that_the_page_still_opens(page: Guarded) -> None:
    told = await page.ask("/sign-out", who=OFFICE, Accept_Language="ar")

    assert told.status == 200
    assert '<html lang="ar" dir="rtl">' in told.body.decode()
    assert "من مكانكم تُفتح هذه الصفحة دون تسجيل دخول" in told.body.decode()


async def test_what_an_older_desk_says_of_its_readers_still_holds(page: Guarded) -> None:
    """It says nothing for whoever signed out: they are shown what stands before the page."""
    older = replace(ACCESS, signed_out={})
    said = written(older).replace(b', "signed_out": {}', b"")
    assert b"signed_out" not in said
    assert read_access(said) == older

    page.shown.site = site_of(private(older))
    assert (await page.ask("/sign-out")).body == b"English door"


async def test_a_page_for_everybody_has_no_way_out(page: Guarded) -> None:
    page.shown.site = site_of({"index.html": b"<!doctype html>"})

    assert (await page.ask("/sign-out")).status == 404
    assert (await page.ask("/sign-out", "POST")).status == 405
