"""Pages of others in a real browser: our embed under a strict policy, and Statuspage's own widget.

Statuspage's widget and its client for Node are tried where somebody installed them:
`npm install statuspage.io@3.2.0 @statuspage/status-widget@1.0.5` in a folder, and
`STATUSPAGE_CLIENTS` names that folder.
"""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from statusboard.domain.views.public import PublicView
from statusboard.render.site import render_site
from statusboard.server.app import public_app
from statusboard.server.pages import Shown
from statusboard.server.traffic import Standing
from tests.fixtures.browser import NEEDS_CHROMIUM, Browser, Tab
from tests.fixtures.public import MAINTENANCE, maintenance, service, told_view, view
from tests.fixtures.served import listening, site_of

pytestmark = [pytest.mark.anyio, pytest.mark.browser, NEEDS_CHROMIUM]

CLIENTS = Path(os.environ.get("STATUSPAGE_CLIENTS", "-")) / "node_modules"
NODE = shutil.which("node") or ""
NEEDS_CLIENTS = pytest.mark.skipif(
    not CLIENTS.is_dir() or not NODE, reason="Statuspage's own clients are not installed here"
)
SHADOW = "[...document.querySelectorAll('div')].find((e) => e.shadowRoot).shadowRoot"
HOST = f"{SHADOW}.host"


@asynccontextmanager
async def page_server(shown: PublicView | None) -> AsyncIterator[tuple[str, Shown]]:
    """A page server with that page, at an address; None: with none yet."""
    state = Shown(None if shown is None else site_of(render_site(shown)))
    standing = Standing(1, 0.0, 1, has_office=True, connections=0)
    async with listening(public_app(state, lambda: standing)) as (port, _):
        yield f"http://127.0.0.1:{port}", state


@asynccontextmanager
async def other_site(body: str, policy: str, script: bytes = b"") -> AsyncIterator[str]:
    """A page of somebody else's, under a policy of theirs; at `/widget.js` a script of its own."""

    async def page(_request: Request) -> Response:
        return HTMLResponse(
            f"<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1>{body}</html>",
            headers={"content-security-policy": policy},
        )

    async def widget(_request: Request) -> Response:
        return Response(script, media_type="text/javascript")

    app = Starlette(routes=[Route("/", page), Route("/widget.js", widget)])
    async with listening(app) as (port, _):
        yield f"http://127.0.0.1:{port}/"


@asynccontextmanager
async def embedded(
    tab: Tab, shown: PublicView | None, extra: str = "", before: str = ""
) -> AsyncIterator[None]:
    """The embed on a page that allows our address alone, and no style of its own making."""
    async with page_server(shown) as (ours, _):
        body = f'{before}<script src="{ours}/embed.js" async {extra}></script>'
        policy = f"default-src 'none'; script-src {ours}; connect-src {ours}"
        async with other_site(body, policy) as address:
            await tab.open(address)
            await tab.until(f"{SHADOW}.querySelector('span').textContent !== ''")
            yield


async def test_a_banner_says_what_is_wrong_and_leads_to_the_page(browser: Browser) -> None:
    tab = await browser.tab()
    async with embedded(tab, told_view()):
        assert await tab.look(f"{SHADOW}.querySelector('span').textContent") == (
            "Partial System Outage"
        )
        assert await tab.look(f"{SHADOW}.querySelector('a').className") == "banner major"
        assert str(await tab.look(f"{SHADOW}.querySelector('a').href")).endswith("/")
        assert await tab.look(f"document.body.firstElementChild === {HOST}") is True
        assert await tab.look(f"{HOST}.checkVisibility()") is True
        names = {(node["role"]["value"], node["name"]["value"]) for node in await tab.names()}
        assert ("link", "Partial System Outage") in names
        assert any(role == "status" for role, _ in names)
        before = await tab.look(f"getComputedStyle({SHADOW}.querySelector('a')).backgroundColor")
        await tab.scheme("dark")
        after = await tab.look(f"getComputedStyle({SHADOW}.querySelector('a')).backgroundColor")
        assert before == "rgb(253, 230, 213)"
        assert after == "rgb(58, 36, 19)"
        # Nothing is kept.
        assert await tab.look("localStorage.length") == 0
    assert tab.trouble == []


async def test_a_banner_is_not_seen_while_all_is_well(browser: Browser) -> None:
    tab = await browser.tab()
    async with embedded(tab, view(service(1))):
        assert await tab.look(f"{HOST}.checkVisibility()") is False
    assert tab.trouble == []


async def test_a_dot_stands_where_it_was_asked_for_and_says_that_all_is_well(
    browser: Browser,
) -> None:
    tab = await browser.tab()
    footer = '<footer id="foot"></footer>'
    async with embedded(tab, view(service(1)), 'data-show="dot" data-in="#foot"', footer):
        assert await tab.look(f"{HOST}.parentElement.id") == "foot"
        assert await tab.look(f"{HOST}.checkVisibility()") is True
        assert await tab.look(f"{SHADOW}.querySelector('span').textContent") == (
            "All Systems Operational"
        )
    assert tab.trouble == []


async def test_what_cannot_be_asked_is_not_called_good(browser: Browser) -> None:
    """The script is there, and the page behind it is not."""
    tab = await browser.tab()
    async with page_server(told_view()) as (ours, state):
        body = f'<script src="{ours}/embed.js" async data-show="always"></script>'
        policy = f"default-src 'none'; script-src {ours}; connect-src {ours}"
        files = {"embed.js": render_site(told_view())["embed.js"]}
        state.site = site_of(files)
        async with other_site(body, policy) as address:
            await tab.open(address)
            await tab.until(f"{SHADOW}.querySelector('span').textContent !== ''")
        assert await tab.look(f"{SHADOW}.querySelector('span').textContent") == "Status unknown"
        assert await tab.look(f"{SHADOW}.querySelector('a').className") == "banner unknown"


async def test_the_snippet_for_an_error_page_shows_our_state_without_script(
    browser: Browser,
) -> None:
    tab = await browser.tab()
    await tab.without_script()
    async with page_server(told_view()) as (ours, _):
        body = f'<p><a href="{ours}/"><img src="{ours}/badge/status.svg" alt="Our status page"></a>'
        async with other_site(body, f"default-src 'none'; img-src {ours}") as address:
            await tab.open(address)
            wide = await tab.look("document.querySelector('img').naturalWidth")
            assert isinstance(wide, int)
            assert wide > 100
    assert tab.trouble == []


@NEEDS_CLIENTS
@pytest.mark.parametrize(
    ("shown", "indicator", "said"),
    [
        (told_view(), "major", "Partial System Outage"),
        (view(service(1)), "none", "All Systems Operational"),
        (view(service(1, status=MAINTENANCE)), "maintenance", "Service Under Maintenance"),
    ],
    ids=["trouble", "calm", "maintenance"],
)
async def test_statuspage_s_own_widget_shows_our_page(
    browser: Browser, shown: PublicView, indicator: str, said: str
) -> None:
    """`@statuspage/status-widget`, as it comes."""
    script = (CLIENTS / "@statuspage/status-widget/dist/index.js").read_bytes()
    tab = await browser.tab()
    async with page_server(shown) as (ours, _):
        widget = f'<statuspage-widget src="{ours}"></statuspage-widget>'
        body = f'{widget}<script src="/widget.js"></script>'
        async with other_site(
            body, "default-src * 'unsafe-inline' 'unsafe-eval'", script
        ) as address:
            await tab.open(address)
            inside = "document.querySelector('statuspage-widget').shadowRoot"
            await tab.until(f"{inside} && {inside}.querySelector('.status-indicator') !== null")
            assert await tab.look(f"{inside}.querySelector('.status-text').innerText") == said
            found = await tab.look(f"{inside}.querySelector('.status-indicator').className")
            assert found == f"status-indicator {indicator}"


@NEEDS_CLIENTS
async def test_statuspage_s_client_for_node_reads_every_list() -> None:
    """`statuspage.io` 3.2.0, told of another host and otherwise as it comes."""
    program = """
    const { Statuspage } = require(process.argv[1] + '/statuspage.io');
    const client = new Statuspage('page00000001');
    client.apiClient.defaults.baseURL = process.argv[2];
    (async () => {
      const { api } = client;
      console.log(JSON.stringify([
        await api.getStatus(), await api.getSummary(), await api.getComponents(),
        await api.incidents.getAll(), await api.incidents.getUnresolved(),
        await api.scheduledMaintenances.getUpcoming(), await api.scheduledMaintenances.getActive(),
      ]));
    })();
    """
    shown = replace(told_view(), maintenances=(maintenance(1),))
    async with page_server(shown) as (ours, _):
        process = await asyncio.create_subprocess_exec(
            *(NODE, "-e", program, str(CLIENTS), ours),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, wrong = await process.communicate()
    assert process.returncode == 0, wrong.decode()
    status, summary, components, every, open_now, to_come, _ = json.loads(said)
    assert status["status"]["indicator"] == "major"
    assert [one["id"] for one in summary["incidents"]] == ["inc000000001"]
    assert len(components["components"]) == 5
    assert [one["id"] for one in every["incidents"]] == ["inc000000001", "inc000000002"]
    assert open_now["incidents"] == summary["incidents"]
    assert [one["id"] for one in to_come["scheduled_maintenances"]] == ["mnt000000001"]
