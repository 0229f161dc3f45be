"""Every page in a real browser: seen in both themes, heard, and used by the keyboard alone."""

import itertools
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest

from tests.fixtures.browser import NEEDS_CHROMIUM, Browser, Tab
from tests.fixtures.every_page import every_page
from tests.fixtures.looks import (
    FOCUSED,
    HOW_FOCUS_IS_SHOWN,
    NEXT_WAY,
    REACHABLE,
    UNFOLD,
    WHAT_IS_HARD_TO_SEE,
)

pytestmark = [pytest.mark.anyio, pytest.mark.browser, NEEDS_CHROMIUM]

NAMED = {
    *("textbox", "radio", "checkbox", "combobox", "button", "link", "heading"),
    *("navigation", "region", "option", "image", "RootWebArea"),
}
Look = Callable[[Tab], Coroutine[None, None, list[str]]]


@pytest.fixture
async def tab(browser: Browser) -> AsyncIterator[Tab]:
    """A tab whose pages were refused nothing and did nothing wrong."""
    made = await browser.tab()
    yield made
    assert made.trouble == []


async def wrong_with_pages(tab: Tab, look: Look, query: str = "") -> dict[str, list[str]]:
    """What a look finds on each page; nothing for pages on which nothing is wrong."""
    found: dict[str, list[str]] = {}
    async with every_page() as addresses:
        for address in addresses:
            await tab.open(address + query)
            if wrong := await look(tab):
                found[address.rpartition("127.0.0.1")[2]] = wrong
    return found


# ── seen ────────────────────────────────────────────────────────────────────────────────────────


async def hard_to_see(tab: Tab) -> list[str]:
    await tab.look(UNFOLD)
    found: list[str] = await tab.look(WHAT_IS_HARD_TO_SEE)
    while await tab.look(NEXT_WAY):
        found += await tab.look(WHAT_IS_HARD_TO_SEE)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_and_edges_stand_out_in_both_themes(tab: Tab, scheme: str) -> None:
    await tab.scheme(scheme)
    assert await wrong_with_pages(tab, hard_to_see) == {}
    background = "getComputedStyle(document.body).backgroundColor"
    assert (
        await tab.look(background)
        == {
            "light": "rgb(246, 247, 249)",
            "dark": "rgb(13, 17, 23)",
        }[scheme]
    )


# ── heard ───────────────────────────────────────────────────────────────────────────────────────


async def not_said(tab: Tab) -> list[str]:
    """What a screen reader has no name for, and headings that skip a level."""
    await tab.look(UNFOLD)
    nodes = await tab.names()
    found = [
        f"{node['role']['value']} without a name"
        for node in nodes
        if node["role"]["value"] in NAMED and not node.get("name", {}).get("value")
    ]
    levels = [
        next(each["value"]["value"] for each in node["properties"] if each["name"] == "level")
        for node in nodes
        if node["role"]["value"] == "heading"
    ]
    if levels[:1] != [1] and 1 not in levels[:2]:  # what is wrong stands before the title
        found.append(f"headings begin with {levels}")
    found += [
        f"heading {after} after {before}"
        for before, after in itertools.pairwise(levels)
        if after > before + 1
    ]
    return found


async def test_every_field_and_every_part_has_a_name(tab: Tab) -> None:
    assert await wrong_with_pages(tab, not_said) == {}


@pytest.mark.parametrize("language", ["en", "de"])
async def test_a_form_says_its_language_and_its_title(tab: Tab, language: str) -> None:
    async def look(tab: Tab) -> list[str]:
        said, title, heading = await tab.look(
            "[document.documentElement.lang, document.title, "
            "document.querySelector('h1').innerText]"
        )
        is_form = "/confirm/" in await tab.look("location.pathname")
        expected = language if is_form else "en"
        fits = said == expected and (not is_form or heading in title)
        return [] if fits else [f"{said}: {title}"]

    assert await wrong_with_pages(tab, look, f"?lang={language}") == {}


async def test_what_is_wrong_has_the_focus_and_is_said_at_its_field(tab: Tab) -> None:
    async with every_page() as addresses:
        await tab.open(next(each for each in addresses if each.endswith("/subscribe_wrong")))
        assert await tab.look("document.activeElement.id") == "wrong"
        by_name: dict[str, dict[str, Any]] = {
            node["name"]["value"]: node
            for node in await tab.names()
            if node["role"]["value"] == "textbox"
        }
    (field,) = by_name.values()
    said = {each["name"]: each["value"].get("value") for each in field["properties"]}
    assert said["invalid"] == "true"
    assert "too long" in field["description"]["value"]


# ── by the keyboard alone ───────────────────────────────────────────────────────────────────────


async def not_reached(tab: Tab) -> list[str]:
    """What Tab does not reach, reaches in another order, or reaches without showing it."""
    await tab.look(UNFOLD)
    many = await tab.look(REACHABLE)
    found: list[str] = []
    stops: list[int] = []
    # Once round, and past what a browser has around its page.
    while len(stops) < many + 2 and len(set(stops) - {-1}) < many:
        await tab.press("Tab")
        stops.append(await tab.look(FOCUSED))
        if stops[-1] >= 0:
            found += await tab.look(HOW_FOCUS_IS_SHOWN)
    reached = [stop for stop in stops if stop >= 0]
    begun = reached.index(0) if 0 in reached else 0
    if reached[begun:] + reached[:begun] != list(range(many)):
        found.append(f"{stops} of {many}")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_tab_reaches_everything_in_order_and_shows_where_it_is(tab: Tab, scheme: str) -> None:
    await tab.scheme(scheme)
    await tab.wide(1280)
    assert await wrong_with_pages(tab, not_reached) == {}


async def test_on_a_telephone_too(tab: Tab) -> None:
    await tab.wide()
    assert await wrong_with_pages(tab, not_reached) == {}


async def test_where_somebody_forces_their_own_colours_too(tab: Tab) -> None:
    await tab.scheme("dark", forced=True)
    assert await wrong_with_pages(tab, hard_to_see) == {}
    assert await wrong_with_pages(tab, not_reached) == {}
    assert await tab.look("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
