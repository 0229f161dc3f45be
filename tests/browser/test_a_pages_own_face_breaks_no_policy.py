"""A team's own face in a real browser: all of it is shown, and the policy lets no more in."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.page.brand import brand_files
from statusboard.catalog.own_picture import text_of
from statusboard.render.site import render_site
from statusboard.render.update_links import UpdateLinks
from tests.fixtures.browser import NEEDS_CHROMIUM, Browser
from tests.fixtures.every_page import EveryForm, every_page
from tests.fixtures.looks import UNFOLD, WHAT_DOES_NOT_FIT
from tests.fixtures.offers import OFFER
from tests.fixtures.public import told_view

pytestmark = [pytest.mark.anyio, pytest.mark.browser, NEEDS_CHROMIUM]

LONG = "Zahlungsabwicklungsschnittstellenverwaltung für Geschäftskunden"
WIDE_LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 80">
<script>document.title = "run"</script><image href="https://e.example/x.png"/>
<rect width="80" height="80" rx="16" fill="#C8102E"/><text x="104" y="60" fill="#12264F"
font-family="sans-serif" font-weight="700" font-size="56">NORDWIND HANDEL</text></svg>"""
CHOSEN = {
    "brand.accent": "#7A1F2B",
    "brand.logo": text_of(WIDE_LOGO),
    "brand.about": "Alles, was Geschäfte brauchen, um bei uns zu verkaufen.",
    "brand.record": "Unsere Verfügbarkeit",
    "brand.footer": "Nordwind Handelsgesellschaft mbH, Bremen",
    "brand.header_links": "Hilfe https://example.com/hilfe\nKontakt https://example.com/kontakt",
    "brand.footer_links": "Impressum https://example.com/i\nDatenschutz https://example.com/d",
    "brand.css": "h1 { letter-spacing: 0.001em } .brand { --own: 1 }",
}
OWN = """({
  logo: document.querySelector('.logo')?.naturalWidth > 0,
  accent: getComputedStyle(document.documentElement).getPropertyValue('--accent').trim(),
  own: getComputedStyle(document.querySelector('.brand')).getPropertyValue('--own').trim(),
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_of_it_is_shown_and_nothing_is_refused(
    browser: Browser, scheme: str, tmp_path: Path
) -> None:
    face = brand_files(CHOSEN)
    view = replace(told_view(), page_name=LONG, brand=face.brand, brand_files=face.files)
    site = render_site(view, updates=UpdateLinks("https://status.northwind.example"))
    forms = EveryForm(replace(OFFER, page_name=LONG, brand=face.brand))
    accent = {"light": "#7A1F2B", "dark": face.brand.dark.colour if face.brand.dark else ""}
    tab = await browser.tab()
    await tab.scheme(scheme)
    async with every_page(forms, site) as addresses:
        host = addresses[0].partition("/confirm/")[0]
        incident = next(one for one in addresses if "/incidents/" in one)
        for name, address in {
            "home": f"{host}/index.html",
            "incident": incident,
            "form": addresses[0],
        }.items():
            for width in (360, 1280):
                await tab.wide(width)
                await tab.open(address)
                assert await tab.look(OWN) == {"logo": True, "accent": accent[scheme], "own": "1"}
                await tab.picture(tmp_path / f"{name}-{width}.png")
                await tab.look(UNFOLD)
                assert await tab.look(WHAT_DOES_NOT_FIT) == []
        # The logo by itself, which strangers may open, runs nothing.
        await tab.open(f"{host}/{face.brand.logo.path if face.brand.logo else ''}")
        assert await tab.look("document.querySelectorAll('script, image').length") == 0
    assert tab.trouble == []


async def test_a_name_below_its_logo_begins_where_its_readers_do(browser: Browser) -> None:
    face = brand_files(CHOSEN)
    view = replace(told_view(), page_name="Northwind", languages=("en", "ar"))
    view = replace(view, brand=face.brand, brand_files=face.files)
    site = {p: kept for p, kept in render_site(view).items() if p.count("/") < 2}
    edges = """(() => {
      const name = document.createRange(), head = document.querySelector('header');
      name.selectNodeContents(document.querySelector('.brand bdi'));
      const [inner, outer] = [name, head].map((one) => one.getBoundingClientRect());
      return [inner.left - outer.left, outer.right - inner.right].map(Math.round);
    })()"""
    tab = await browser.tab()
    await tab.wide(360)
    async with every_page(None, site) as addresses:
        host = addresses[0].partition("/confirm/")[0]
        for path, side in (("index.html", 0), ("ar/index.html", 1)):
            await tab.open(f"{host}/{path}")
            assert (await tab.look(edges))[side] == 0, path


async def test_rules_that_would_load_are_stopped_by_the_policy_too(browser: Browser) -> None:
    face = brand_files(CHOSEN)
    css = b"@import 'https://e.example/x.css'; body { background: url(https://e.example/y.png) }"
    files = tuple((path, css if path.endswith(".css") else kept) for path, kept in face.files)
    view = replace(told_view(), brand=face.brand, brand_files=files)
    tab = await browser.tab()
    async with every_page(None, render_site(view)) as addresses:
        await tab.open(f"{addresses[0].partition('/confirm/')[0]}/index.html")
    assert any("Content Security Policy" in str(wrong) for wrong in tab.trouble)
