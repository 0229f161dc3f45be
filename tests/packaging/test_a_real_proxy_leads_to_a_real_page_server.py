"""nginx as the README describes it, before real programs: what visitors meet, who is believed.

Every part is the real one: nginx with TLS, page server and office, mails over SMTP, and a browser.
"""

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from statusboard.app.programs.visitor_forms import FASTEST_S
from statusboard.domain.visit_limits import ASKING
from tests.cli.conftest import statusboard
from tests.fixtures.browser import NEEDS_CHROMIUM, browser_in
from tests.fixtures.nginx import NAME, NEEDS_NGINX, example, nginx
from tests.fixtures.page_programs import READER, Page, link_in, page_of

__all__ = ["statusboard"]
pytestmark = [pytest.mark.anyio, NEEDS_NGINX]

PUBLIC = f"https://{NAME}"


@asynccontextmanager
async def in_front(
    statusboard: Callable[..., Any], folder: Path
) -> AsyncIterator[tuple[Page, int]]:
    """Programs as the README says they are set up, and the port of the nginx before them."""
    (folder / "nginx").mkdir()
    async with page_of(statusboard, folder, example("toml")) as page:
        port = page.web.base_url.port
        assert port is not None
        with nginx(folder / "nginx", port, secure=True) as front:
            yield page, front


def client(front: int, who: str = "127.0.0.1", **headers: str) -> httpx.AsyncClient:
    """A visitor at that address of this computer, who asks nginx for the public name."""
    of_nobody = ssl.create_default_context()
    of_nobody.check_hostname, of_nobody.verify_mode = False, ssl.CERT_NONE
    return httpx.AsyncClient(
        base_url=f"https://127.0.0.1:{front}",
        transport=httpx.AsyncHTTPTransport(local_address=who, verify=of_nobody),
        headers={"host": NAME, **headers},
    )


async def a_while(shown: float) -> None:
    """Until a form that was shown then can be that of a person."""
    while time.monotonic() < shown + FASTEST_S + 0.1:  # noqa: ASYNC110 - nothing else happens
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.browser
@NEEDS_CHROMIUM
async def test_a_visitor_comes_by_the_public_address_alone(
    statusboard: Callable[..., Any], tmp_path: Path, script: bool
) -> None:
    async with (
        in_front(statusboard, tmp_path) as (page, front),
        browser_in(tmp_path / "browser", hosts=f"MAP {NAME}:443 127.0.0.1:{front}") as browser,
    ):
        tab = await browser.tab()
        await tab.do("Security.setIgnoreCertificateErrors", ignore=True)
        if not script:
            await tab.without_script()
        await tab.open(f"{PUBLIC}/")
        assert "Checkout API" in await tab.text()
        await tab.follow("header a.button")
        assert await tab.look("location.href") == f"{PUBLIC}/subscribe"
        shown = time.monotonic()
        await tab.write("input[type=email]", READER)
        await a_while(shown)
        await tab.follow("button.main")
        assert (tab.status, await tab.text("h1")) == (200, "Look into your inbox")

        confirm = link_in(await page.mail("onfirm"), "confirm", PUBLIC)
        await tab.open(PUBLIC + confirm)
        await tab.follow("button.main")
        assert (tab.status, await tab.text("h1")) == (200, "You are on the list")
        await tab.follow("main a.button")
        manage = await tab.look("location.pathname")
        assert manage.startswith("/subscriptions/")
        await tab.follow("section button")
        assert (tab.status, await tab.text("h1")) == (200, "You are unsubscribed")
        await tab.follow(".back")
        assert await tab.look("location.href") == f"{PUBLIC}/"
        assert tab.trouble == []
    logged = (tmp_path / "nginx" / "access.log").read_text()
    assert "/subscribe" in logged
    assert confirm.rpartition("/")[2] not in logged
    assert manage.rpartition("/")[2] not in logged


@pytest.mark.slow
async def test_each_visitor_behind_it_is_one_of_their_own_whatever_they_say(
    statusboard: Callable[..., Any], tmp_path: Path
) -> None:
    async with in_front(statusboard, tmp_path) as (page, front):

        async def asks(who: str, address: str, **headers: str) -> int:
            async with client(front, who, **headers) as web:
                stamp = re.search(r'name="at" value="([^"]*)"', (await web.get("/subscribe")).text)
                assert stamp is not None
                await a_while(time.monotonic())
                fields = {"channel": "mail", "address.mail": address, "at": stamp[1]}
                fields |= {"scope": "everything", "sort": "incidents"}
                return (await web.post("/subscribe", data=fields)).status_code

        first = [f"one{number}@customer.example" for number in range(ASKING.an_hour_from_a_network)]
        answers = await asyncio.gather(*(asks("127.0.0.2", address) for address in first))
        liar = {"x-forwarded-for": "192.0.2.7", "forwarded": "for=192.0.2.7"}
        answers.append(await asks("127.0.0.2", "more@customer.example"))
        answers.append(await asks("127.0.0.2", "liar@customer.example", **liar))
        answers.append(await asks("127.0.0.3", READER))
        assert answers == [200] * (ASKING.an_hour_from_a_network + 3)
        await page.mail("onfirm", to=READER)
        assert sorted(page.mailed()) == sorted([*first, READER])


OWN = {"server", "date", "connection"}
ASKED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("GET", "/", {"accept-encoding": "gzip"}),
    ("GET", "/", {"accept-encoding": "identity"}),
    ("HEAD", "/", {"accept-encoding": "gzip"}),
    ("GET", "/api/v2/summary.json", {"origin": "https://elsewhere.example"}),
    ("OPTIONS", "/api/v2/summary.json", {"origin": "https://elsewhere.example"}),
    ("GET", "/history", {}),
    ("GET", "/nothing", {}),
    ("GET", "/leave/nothing", {}),
    ("PUT", "/subscribe", {}),
)


@pytest.mark.slow
async def test_every_answer_comes_through_as_it_was_given(
    statusboard: Callable[..., Any], tmp_path: Path
) -> None:
    async with in_front(statusboard, tmp_path) as (page, front), client(front) as web:

        async def both(method: str, path: str, headers: dict[str, str]) -> httpx.Response:
            """The answer of nginx, which is that of the page server."""
            ours, theirs = [
                await each.request(method, path, headers=headers) for each in (page.web, web)
            ]
            assert theirs.status_code == ours.status_code, path
            said = [
                {k: v for k, v in each.headers.items() if k not in OWN} for each in (ours, theirs)
            ]
            assert said[1] == said[0], path
            assert theirs.content == ours.content, path
            return theirs

        for method, path, headers in ASKED:
            answer = await both(method, path, headers)
            assert answer.headers["strict-transport-security"].startswith("max-age="), path
        whole = await both("GET", "/", {"accept-encoding": "gzip"})
        assert whole.headers["content-encoding"] == "gzip"
        known = {"accept-encoding": "gzip", "if-none-match": whole.headers["etag"]}
        assert (await both("GET", "/", known)).status_code == 304
