"""The one script of the page: times in the zone of whoever reads, days by the arrow keys."""

from dataclasses import replace

import pytest

from statusboard.render.site import render_site
from tests.fixtures.browser import NEEDS_CHROMIUM, Browser
from tests.fixtures.every_page import every_page
from tests.fixtures.public import maintenance, told_view

pytestmark = [pytest.mark.anyio, pytest.mark.browser, NEEDS_CHROMIUM]

AS_OF = "document.querySelector('.banner time').textContent"
ZONE = "document.getElementById('zone').textContent"
DAYS = "[...document.querySelectorAll('.strip a')]"


def first_of(addresses: list[str]) -> str:
    """The address of the first page, which stands in no folder."""
    return next(each for each in addresses if each.count("/") == 3)


async def test_times_are_the_reader_s_and_days_those_of_the_page(browser: Browser) -> None:
    async with every_page() as addresses:
        first = first_of(addresses)
        for zone, said in (
            ("Asia/Tokyo", "22 November 2026, 22:20 GMT+9"),
            ("Europe/Berlin", "22 November 2026, 14:20 CET"),
            # The same clock under another name says nothing new.
            ("Europe/Paris", "22 November 2026, 14:20 CET"),
        ):
            tab = await browser.tab()
            await tab.do("Emulation.setTimezoneOverride", timezoneId=zone)
            await tab.open(first)
            assert await tab.look(AS_OF) == said
            is_theirs = zone == "Asia/Tokyo"
            assert await tab.look(ZONE) == (
                "Times are in your zone, Asia/Tokyo; days are those of Europe/Berlin."
                if is_theirs
                else "All times in Europe/Berlin."
            )
            assert tab.trouble == []


async def test_a_day_is_said_again_only_where_it_is_another(browser: Browser) -> None:
    """What began at 00:20 in Berlin and ends at 02:50 begins on the day before in London."""
    shown = replace(told_view(), maintenances=(maintenance(1, starts=-600, lasts=150),))
    window = "[...document.querySelectorAll('[aria-labelledby=planned] time')]"
    said = "[...document.querySelectorAll('.updates time')]"
    async with every_page(files=render_site(shown)) as addresses:
        for zone, when, update in (
            ("Asia/Tokyo", "23 November 2026, 08:20 GMT+9 – 10:50 GMT+9", "22:20 GMT+9"),
            (
                "Europe/London",
                "22 November 2026, 23:20 GMT – 23 November 2026, 01:50 GMT",
                "13:20 GMT",
            ),
        ):
            tab = await browser.tab()
            await tab.do("Emulation.setTimezoneOverride", timezoneId=zone)
            await tab.open(first_of(addresses))
            assert await tab.look(f"{window}.map((e) => e.textContent).join(' – ')") == when
            assert await tab.look(f"{said}[0].textContent") == update


async def test_without_script_the_page_says_all_of_it_in_its_own_zone(browser: Browser) -> None:
    tab = await browser.tab()
    await tab.do("Emulation.setTimezoneOverride", timezoneId="Asia/Tokyo")
    await tab.without_script()
    async with every_page() as addresses:
        first = first_of(addresses)
        await tab.open(first)
        text = await tab.text("body")
    assert "As of 22 November 2026, 14:20 CET." in text
    assert "All times in Europe/Berlin." in text


async def test_arrow_keys_go_from_day_to_day_and_say_what_happened(browser: Browser) -> None:
    tab = await browser.tab()
    seen = f"{DAYS}.map((e) => getComputedStyle(e.firstChild).opacity).slice(0, 2).join()"
    async with every_page() as addresses:
        first = first_of(addresses)
        await tab.open(first)
        await tab.look(f"{DAYS}[0].focus({{focusVisible: true}})")
        assert await tab.look(seen) == "1,0"
        await tab.press("ArrowRight")
        assert await tab.look(seen) == "0,1"
        assert (await tab.look("document.activeElement.textContent")).startswith(
            "22 November 2026: Partial outage. Some card payments are failing"
        )
        await tab.press("Escape")
        assert await tab.look(seen) == "0,0"
    assert tab.trouble == []


async def test_the_script_writes_times_in_the_language_of_the_page(browser: Browser) -> None:
    shown = replace(told_view(), languages=("en", "de", "ja", "ar"))
    async with every_page(files=render_site(shown)) as addresses:
        for code, said, zone in (
            ("de", "22. November 2026, 22:20 GMT+9", "Die Zeiten gelten für Ihre Zeitzone"),
            ("ja", "2026年11月22日 22:20 JST", "お使いのタイムゾーン(Asia/Tokyo)"),
            ("ar", "22 نوفمبر 2026، 22:20 غرينتش+9", "الأوقات بتوقيت منطقتكم، Asia/Tokyo"),
        ):
            tab = await browser.tab()
            await tab.do("Emulation.setTimezoneOverride", timezoneId="Asia/Tokyo")
            await tab.open(f"{first_of(addresses).removesuffix('index.html')}{code}/index.html")
            assert await tab.look(AS_OF) == said
            assert zone in await tab.look(ZONE)
            assert tab.trouble == []
