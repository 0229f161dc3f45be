"""A private page in a real browser: refused, let in, read, and left, in words of its reader's."""

from dataclasses import replace

import pytest

from statusboard.domain.page_access import ACCESS_FILE, written
from statusboard.render.forms.door import doors_of, signed_out_of
from statusboard.render.forms.languages import words_in
from statusboard.render.page_words.known import words_in as page_words_in
from statusboard.render.site import render_site
from tests.fixtures.browser import NEEDS_CHROMIUM, Browser, Tab
from tests.fixtures.guarded_page import ACCESS, TOKEN, WORD, guarded
from tests.fixtures.looks import WHAT_DOES_NOT_FIT, WHAT_IS_HARD_TO_SEE
from tests.fixtures.public import incident, view
from tests.fixtures.served import site_of

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

VIEW = replace(
    view(incidents=(incident(),)),
    contact="help@northwind.example",
    languages=("en", "de", "ja", "ar"),
    has_sign_in=True,
)


def files() -> dict[str, bytes]:
    access = replace(
        ACCESS,
        networks=(),
        doors=doors_of(VIEW, has_password=True),
        signed_out=signed_out_of(VIEW, has_password=True),
    )
    return {ACCESS_FILE: written(access), **render_site(VIEW)}


async def nothing_is_wrong(tab: Tab) -> None:
    assert await tab.look(WHAT_DOES_NOT_FIT) == []
    assert await tab.look(WHAT_IS_HARD_TO_SEE) == []


@NEEDS_CHROMIUM
@pytest.mark.parametrize(
    ("code", "width", "scheme"),
    [("de", 360, "light"), ("ja", 1280, "dark"), ("ar", 360, "dark"), ("ar", 1280, "light")],
)
async def test_a_reader_comes_in_by_the_password_and_leaves(
    browser: Browser, code: str, width: int, scheme: str
) -> None:
    words = words_in(code).door
    async with guarded() as page:
        page.shown.site = site_of(files())
        tab = await browser.tab()
        await tab.wide(width)
        await tab.scheme(scheme)
        await tab.open(f"http://127.0.0.1:{page.port}/{code}/")
        assert tab.status == 401
        assert words.heading in await tab.text()
        assert await tab.look("document.activeElement.id") == "password"
        await nothing_is_wrong(tab)

        await tab.type("not the word")
        async with tab.leads_on():
            await tab.press("Enter")
        assert words.wrong in await tab.text()
        (field,) = [one for one in await tab.names() if one["role"]["value"] == "textbox"]
        assert field["name"]["value"] == words.password
        told = {one["name"]: one["value"] for one in field["properties"]}
        assert told["invalid"]["value"] == "true"
        assert field["description"]["value"] == words.wrong
        await nothing_is_wrong(tab)

        await tab.write("#password", WORD)
        await tab.follow("main button")
        assert await tab.look("document.documentElement.lang") == code
        assert tab.status == 200
        await nothing_is_wrong(tab)
        assert await tab.text(".out") == page_words_in(code).frame.sign_out

        await tab.follow(".out button")
        assert words.left in await tab.text()
        await nothing_is_wrong(tab)
        await tab.open(f"http://127.0.0.1:{page.port}/{code}/")
        assert tab.status == 401
        assert tab.trouble == []


@NEEDS_CHROMIUM
async def test_a_link_that_has_ended_says_so_and_one_that_holds_opens_the_page(
    browser: Browser,
) -> None:
    async with guarded() as page:
        page.shown.site = site_of(files())
        home = f"http://127.0.0.1:{page.port}/"
        tab = await browser.tab()
        await tab.open(f"{home}?key=ended&lang=ja")
        assert words_in("ja").door.no_link in await tab.text()
        await tab.open(f"{home}?key={TOKEN}")
        assert (tab.status, await tab.look("location.search")) == (200, "")
        await tab.open(f"{home}sign-out")  # looking at it changes nothing
        assert await tab.look("location.pathname") == "/"
        assert tab.status == 200
