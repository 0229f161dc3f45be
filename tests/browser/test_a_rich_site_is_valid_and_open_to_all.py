"""Every sort of page with everything on it, in eight languages: valid, light, open to everybody.

Two checkers of others look at the pages where somebody installed them: `npm install
axe-core@4.14.1 vnu-jar@26.9.27` in a folder, and `PAGE_CHECKERS` names that folder; the second
needs Java. What the browser refused, and what it asked of any other host, is trouble of its tab.
"""

import asyncio
import gzip
import itertools
import json
import os
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from statusboard.render.forms.frame import Visit
from tests.fixtures.browser import NEEDS_CHROMIUM, Browser, Tab
from tests.fixtures.every_page import every_page
from tests.fixtures.looks import UNFOLD, WHAT_DOES_NOT_FIT
from tests.fixtures.offers import OFFER
from tests.fixtures.rich_site import (
    EVERY,
    a_page_of_each_sort,
    pages_beside,
    rich_site,
    rich_view,
)
from tests.render.forms.test_every_form_is_whole_and_safe import PAGES, STANDING

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

CHECKERS = Path(os.environ.get("PAGE_CHECKERS", "-")) / "node_modules"
AXE = CHECKERS / "axe-core" / "axe.min.js"
VNU = CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java") or ""
NEEDS_AXE = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed here")
NEEDS_VNU = pytest.mark.skipif(
    not VNU.is_file() or not JAVA, reason="the Nu HTML checker is not installed here"
)
# Of WCAG 2.2 AA and of what its makers call good practice; `incomplete` is what it cannot judge.
RUN_AXE = """axe.run(document, {resultTypes: ['violations'], preload: false,
  rules: {'target-size': {enabled: true}}}).then((all) =>
  all.violations.flatMap((one) => one.nodes.map((e) => `${one.id}: ${e.html.slice(0, 120)}`)))"""
# A file has no origin, so that nothing is "of ourselves" to this checker, and it takes a digest
# with a plus for another one: it is the browser that holds the policies. `vector-effect` is of
# SVG 2, which it does not know as a property of CSS. What somebody typed wrongly is shown again.
NOT_SO = (
    "Resource violates Content Security Policy",
    "Inline style violates Content Security Policy",
    "CSS: “vector-effect”",
    f"Bad value “{STANDING.address}”",
)
AT_A_TIME = 12
MOST_BYTES, MOST_SENT = 90_000, 15_000


@asynccontextmanager
async def calm_tab(browser: Browser) -> AsyncIterator[Tab]:
    """A tab whose pages were refused nothing, asked nothing of others, and did nothing wrong."""
    tab = await browser.tab()
    yield tab
    assert tab.trouble == []


def some(paths: Iterable[str]) -> list[list[str]]:
    """The paths, so many at a time as a listener of the tests has time for."""
    left = iter(paths)
    return list(iter(lambda: list(itertools.islice(left, AT_A_TIME)), []))


async def wrong_with(
    tab: Tab, files: dict[str, bytes], paths: Iterable[str], look: Any
) -> dict[str, list[str]]:
    """What a look finds on the pages of these paths."""
    beside = {path: kept for path, kept in files.items() if not path.endswith(".html")}
    found: dict[str, list[str]] = {}
    for part in some(paths):
        own = beside | {path: files[path] for path in part if path in files}
        async with every_page(None, own) as addresses:
            host = addresses[0].partition("/confirm/")[0]
            for path in part:
                await tab.open(f"{host}/{path}")
                assert tab.status == 200, path
                await tab.look(UNFOLD)
                if wrong := await look(tab):
                    found[path] = wrong
    return found


async def not_open_to_all(tab: Tab) -> list[str]:
    await tab.look(f"{AXE.read_text(encoding='utf-8')}; 0")
    answer = await tab.do(
        "Runtime.evaluate", expression=RUN_AXE, awaitPromise=True, returnByValue=True
    )
    found: list[str] = answer["result"]["value"]
    return found


async def misfits(tab: Tab) -> list[str]:
    found: list[str] = []
    for width in (320, 360, 768):
        await tab.wide(width)
        found += [f"{width}: {wrong}" for wrong in await tab.look(WHAT_DOES_NOT_FIT)]
    return found


def is_beside(path: str, code: str = "") -> bool:
    """Whether it is shown beside the page, in that language where it has one."""
    is_ours = not code or f"-{code}-" in path or (code == "en" and "/report/" in path)
    return path.startswith("beside/") and is_ours


def forms(code: str) -> list[str]:
    return [f"confirm/{name}?lang={code}" for name in PAGES]


@NEEDS_CHROMIUM
@NEEDS_AXE
@pytest.mark.parametrize("sort", ["site", "forms", "beside"])
@pytest.mark.parametrize(("code", "scheme"), [("en", "light"), ("ar", "dark")])
async def test_axe_finds_nothing_on_any_sort_of_page(
    browser: Browser, code: str, scheme: str, sort: str
) -> None:
    files = rich_site(branded=True) | pages_beside(rich_view(*EVERY, branded=True))
    paths = {
        "site": list(a_page_of_each_sort(files, code)),
        "forms": forms(code),
        "beside": [path for path in files if is_beside(path, code)],
    }
    async with calm_tab(browser) as tab:
        await tab.scheme(scheme)
        assert await wrong_with(tab, files, paths[sort], not_open_to_all) == {}


@NEEDS_CHROMIUM
@pytest.mark.parametrize("code", EVERY)
async def test_nothing_is_cut_or_scrolls_sideways_in_any_language(
    browser: Browser, code: str
) -> None:
    files = rich_site() | pages_beside(rich_view(*EVERY))
    paths = [*a_page_of_each_sort(files, code), *forms(code)[:3]]
    paths += [path for path in files if is_beside(path, code)]
    async with calm_tab(browser) as tab:
        assert await wrong_with(tab, files, paths, misfits) == {}


@NEEDS_CHROMIUM
async def test_paper_shows_nothing_to_press(browser: Browser) -> None:
    files = rich_site()
    path = next(iter(a_page_of_each_sort(files, "de")))
    pressed = "document.querySelectorAll('.button, .languages a')"
    async with calm_tab(browser) as tab, every_page(None, files) as addresses:
        await tab.open(f"{addresses[0].partition('/confirm/')[0]}/{path}")
        seen = f"[...{pressed}].filter((e) => e.checkVisibility()).length"
        assert await tab.look(seen) > len(EVERY)
        await tab.do("Emulation.setEmulatedMedia", media="print")
        assert await tab.look(seen) == 0


@NEEDS_VNU
@pytest.mark.parametrize("code", EVERY)
async def test_a_validator_finds_nothing_on_any_sort_of_page(code: str, tmp_path: Path) -> None:
    view = rich_view(*EVERY, branded=True)
    beside = pages_beside(view)
    files = {path: beside[path] for path in beside if is_beside(path)}
    files |= a_page_of_each_sort(rich_site(branded=True), code)
    for name, made in PAGES.items():
        files[f"forms/{name}.html"] = made(OFFER, Visit(code, "../"), STANDING)
    for path, content in files.items():
        kept = tmp_path / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
    process = await asyncio.create_subprocess_exec(
        *(JAVA, "-Xss64m", "-jar", str(VNU), "--format", "json", str(tmp_path)),
        stderr=asyncio.subprocess.PIPE,
    )
    _, told = await process.communicate()
    found = {
        (Path(one["url"]).name, one["message"], one.get("extract", ""))
        for one in json.loads(told)["messages"]
        if not one["message"].startswith(NOT_SO)
    }
    assert found == set()


async def test_the_home_page_of_sixty_services_is_light_in_every_language() -> None:
    """Four incidents are told whole on it, three of them with a long text."""
    files = rich_site()
    for code in EVERY:
        page = next(iter(a_page_of_each_sort(files, code).values()))
        assert len(page) < MOST_BYTES, code
        assert len(gzip.compress(page)) < MOST_SENT, code
