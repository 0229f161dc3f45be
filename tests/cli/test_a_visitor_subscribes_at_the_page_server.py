"""A stranger subscribes on the page, confirms by the mail, is told, changes it, and leaves.

Every part is the real one: office and page server are programs of their own, mails go over SMTP.
"""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fixtures.free_port import free_port
from tests.fixtures.mail_server import MailServer, mail_server

pytestmark = pytest.mark.anyio

CHECKOUT = Path(__file__).parents[2]
PATIENCE_S = 60.0
READER = "reader@customer.example"
PUBLIC = "https://status.northwind.example"
DESK = """\
[page]
name = "Northwind"
url = "{public}"

[server]
public_url = "{public}"
port = {web}

[[target]]
kind = "folder"
path = "{site}"

[[service]]
name = "Checkout API"
group = "Shop"

[[channel]]
kind = "email"
name = "mail"
host = "127.0.0.1"
port = {port}
security = "none"
sender = "Northwind Status <status@northwind.example>"
"""


@dataclass
class Page:
    """The page server as a browser meets it, and the mails that arrive meanwhile."""

    web: httpx.AsyncClient
    mails: MailServer

    async def form(self, path: str, **fields: str) -> httpx.Response:
        """Opens a form, fills it in as slowly as a person, and sends it."""
        shown = await self.web.get(path)
        assert shown.status_code == 200
        stamp = re.search(r'name="at" value="([^"]*)"', shown.text)
        if stamp is not None:
            fields["at"] = stamp[1]
        async with asyncio.timeout(PATIENCE_S):
            while True:
                answer = await self.web.post(path, data=fields)
                if answer.status_code != 422:
                    return answer
                await asyncio.sleep(0.1)

    async def mail(self, about: str) -> str:
        """The text of the one mail with that in its subject, once it has arrived."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                found = [mail for _, mail in self.mails.took if about in str(mail["subject"])]
                if found:
                    (mail,) = found
                    body = mail.get_body(("plain",))
                    assert body is not None
                    return str(body.get_content())
                await asyncio.sleep(0.05)


def link_in(text: str, form: str) -> str:
    found = re.search(rf"{PUBLIC}(/{form}/[A-Za-z0-9_-]+)", text)
    assert found is not None, text
    return found[1]


@asynccontextmanager
async def program(*arguments: str, **place: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "statusboard", *arguments),
        cwd=CHECKOUT,
        env={**os.environ, **place},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


@pytest.fixture
async def page(statusboard: Callable[..., Any], tmp_path: Path) -> AsyncIterator[Page]:
    place = {"STATUSBOARD_DATABASE": str(tmp_path / "statusboard.db")}
    async with AsyncExitStack() as stack:
        mails = await stack.enter_async_context(mail_server())
        desk = tmp_path / "desk.toml"
        web = free_port()
        desk.write_text(
            DESK.format(public=PUBLIC, web=web, site=tmp_path / "site", port=mails.port)
        )
        assert statusboard("apply", desk).code == 0
        await stack.enter_async_context(program("office", **place))
        async with asyncio.timeout(PATIENCE_S):
            while not (tmp_path / "site" / "index.html").exists():  # noqa: ASYNC110 - its own end
                await asyncio.sleep(0.05)
        serving = await stack.enter_async_context(program("serve", **place))
        assert serving.stdout is not None
        said = (await serving.stdout.readline()).decode()
        assert said.split()[-1] == f"http://127.0.0.1:{web}/"
        client = httpx.AsyncClient(base_url=said.split()[-1])
        yield Page(await stack.enter_async_context(client), mails)


async def test_from_the_form_to_the_end_of_it(page: Page, statusboard: Callable[..., Any]) -> None:
    assert f'href="{PUBLIC}/subscribe"' in (await page.web.get("/")).text
    asked = await page.form(
        "/subscribe",
        **{"channel": "mail", "address.mail": READER, "scope": "everything", "sort": "incidents"},
    )
    assert asked.status_code == 200

    confirm = link_in(await page.mail("onfirm"), "confirm")
    # A scanner of mail looks at every link, and nothing comes of it.
    assert (await page.web.get(confirm)).status_code == 200
    assert statusboard("subscribers", "list", "--json").json["subscribers"] == []
    assert (await page.form(confirm)).status_code == 200
    assert (await page.web.get(confirm)).status_code == 410
    (reader,) = statusboard("subscribers", "list", "--json").json["subscribers"]
    assert (reader["address"], reader["state"]) == (READER, "active")

    said = ("--title", "Checkout fails", "--body", "We look into it.", "--next-update", "30m")
    service = ("--service", "Shop/Checkout API=major_outage", "--override", "a test")
    assert statusboard("notice", "new", "--publish", *said, *service).code == 0
    told = await page.mail("Checkout fails")

    manage = link_in(told, "subscriptions")
    changed = await page.form(manage, scope="everything", sort="planned", extent="every")
    assert changed.status_code == 200
    leave = manage.replace("/subscriptions/", "/leave/")
    once = await page.web.post(leave, data={"List-Unsubscribe": "One-Click"})
    assert once.status_code == 200
    (reader,) = statusboard("subscribers", "list", "--json").json["subscribers"]
    assert reader["state"] == "left"


async def test_nothing_is_done_for_what_no_form_of_ours_sent(
    page: Page, statusboard: Callable[..., Any]
) -> None:
    async def status(method: str, path: str, **more: Any) -> int:
        return (await page.web.request(method, path, **more)).status_code

    # A link that nobody was sent.
    for form in ("confirm", "subscriptions", "leave"):
        for method in ("GET", "HEAD", "POST"):
            assert await status(method, f"/{form}/x") == 404
        assert await status("GET", f"/{form}/%2e%2e%2fetc") == 404
        assert await status("PUT", f"/{form}/x") == 405
    fields = {"channel": "mail", "address.mail": READER, "sort": "incidents", "at": ""}
    # A form of another page, by what browsers say of it.
    for foreign in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert await status("POST", "/subscribe", data=fields, headers=foreign) == 403
    # No form, or more than one holds.
    assert await status("POST", "/subscribe", json=fields) == 415
    assert await status("POST", "/subscribe", data=fields | {"x": "x" * 300_000}) == 413
    assert await status("POST", "/subscribe", data={f"f{n}": "" for n in range(6_000)}) == 422
    # A mark that was never given, and a field that no person sees.
    for mark in ("", "1.0.x", "nan." + "0" * 32, "x" * 5_000):
        assert await status("POST", "/subscribe", data=fields | {"at": mark}) == 422
    assert await status("POST", "/subscribe", data=fields | {"topic": "cheap"}) == 200
    assert (await page.form("/subscribe", **fields | {"topic": "cheap"})).status_code == 200
    assert statusboard("deliveries", "--json").json == {"deliveries": []}
    assert page.mails.took == []


async def test_a_form_is_kept_nowhere_and_its_stylesheet_for_ever(page: Page) -> None:
    form = await page.web.get("/subscribe", headers={"accept-language": "de-AT, en;q=0.5"})
    assert 'lang="de"' in form.text
    assert form.headers["cache-control"] == "no-store"
    assert "form-action 'self'" in form.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in form.headers["content-security-policy"]
    styles = re.search(r'rel="stylesheet" href="([^"]+)"', form.text)
    assert styles is not None
    style = await page.web.get(f"/{styles[1]}")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in style.headers["cache-control"]
    nested = await page.web.get("/leave/x")
    assert f'href="../{styles[1]}"' in nested.text
