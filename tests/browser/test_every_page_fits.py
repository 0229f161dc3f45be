"""Every page in a real browser: on a narrow telephone, right to left, with names of all lengths."""

from pathlib import Path

import pytest

from tests.fixtures.browser import NEEDS_CHROMIUM, Browser, Tab
from tests.fixtures.every_page import ARABIC, LONG, UNBROKEN, called, every_page, site_called
from tests.fixtures.looks import (
    FIRST_WAY,
    NEXT_WAY,
    TURN_ROUND,
    UNFOLD,
    WHAT_DOES_NOT_FIT,
    WHAT_DOES_NOT_TURN,
)

pytestmark = [pytest.mark.anyio, pytest.mark.browser, NEEDS_CHROMIUM]

# The narrowest that the guidelines ask for (WCAG 2.2, 1.4.10), a small telephone, a desk.
WIDTHS = (320, 360, 1280)


async def misfits(tab: Tab) -> list[str]:
    """What does not fit, in each width and with each channel chosen."""
    await tab.look(UNFOLD)
    found: list[str] = []
    for width in WIDTHS:
        await tab.wide(width)
        await tab.look(FIRST_WAY)
        while True:
            found += [f"{width}: {wrong}" for wrong in await tab.look(WHAT_DOES_NOT_FIT)]
            if not await tab.look(NEXT_WAY):
                break
    return found


@pytest.mark.parametrize("name", ["", LONG, UNBROKEN, ARABIC], ids=["usual", "long", "w", "arabic"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
async def test_nothing_is_cut_and_nothing_scrolls_sideways(
    browser: Browser, name: str, direction: str, tmp_path: Path
) -> None:
    tab = await browser.tab()
    found: dict[str, list[str]] = {}
    async with every_page(called(name) if name else None, site_called(name)) as addresses:
        for address in addresses:
            await tab.open(address)
            assert tab.status == 200
            if direction == "rtl":
                await tab.look(TURN_ROUND)
            if wrong := await misfits(tab):
                found[address.rpartition("127.0.0.1")[2]] = wrong
                await tab.picture(tmp_path / f"{len(found)}.png")
    assert found == {}
    assert tab.trouble == []


async def test_what_has_a_side_changes_it_with_the_direction(browser: Browser) -> None:
    tab = await browser.tab()
    found: dict[str, list[str]] = {}
    async with every_page() as addresses:
        for address in addresses:
            for width in WIDTHS:
                await tab.wide(width)
                await tab.open(address)
                await tab.look(UNFOLD)
                if wrong := await tab.look(WHAT_DOES_NOT_TURN):
                    found[address.rpartition("127.0.0.1")[2]] = wrong
    assert found == {}
    assert tab.trouble == []


async def test_a_page_that_does_not_fit_would_be_noticed(browser: Browser) -> None:
    tab = await browser.tab()
    async with every_page() as addresses:
        await tab.open(addresses[0])
        await tab.look("document.querySelector('h1').style.whiteSpace = 'nowrap'")
        await tab.look("document.querySelector('h1').textContent = 'long '.repeat(50)")
        assert any("the page is" in wrong for wrong in await misfits(tab))
        await tab.open(addresses[0])
        await tab.look(
            "document.querySelector('.card').style.cssText = 'width: 9rem; overflow: clip'"
        )
        await tab.look("document.querySelector('h1').style.whiteSpace = 'nowrap'")
        assert any("is cut" in wrong for wrong in await misfits(tab))
        await tab.open(addresses[0])
        await tab.look("document.querySelectorAll('.pick').forEach((e) => e.style.padding = 0)")
        assert any("lies over" in wrong for wrong in await misfits(tab))
