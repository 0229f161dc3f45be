"""One page server beside a real office shows the pages of a desk, each by its host, to its own."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fixtures.free_port import free_port
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.page_programs import PATIENCE_S, link_in, program, serving
from tests.fixtures.page_server_of import WHOLE

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

MAIN, PARTNERS, INSIDE = "status.example.com", "partners.example.com", "inside.example.com"
PASSWORD = "let-the-partners-in"
READER = "grace@partner.example"
# In the names of what only some may know of.
FEED, WIKI = "Zanzibar feed", "Quagga wiki"
DESK = f"""\
[page]
name = "Northwind"
languages = "de"

[server]
public_url = "https://{MAIN}"
port = {{web}}

[[further_page]]
key = "main"
shows = "only"
services = ["Shop"]

[[further_page]]
key = "partners"
shows = "only"
services = ["{FEED}"]
[further_page.page]
name = "Partners"
[further_page.server]
public_url = "https://{PARTNERS}"
[further_page.access]
private = true

[[further_page]]
key = "inside"
shows = "except"
services = ["{FEED}"]
[further_page.page]
name = "Inside"
[further_page.server]
public_url = "https://{INSIDE}"
[further_page.access]
private = true
networks = "127.0.0.1"

[[target]]
kind = "folder"
path = "{{site}}"

[[target]]
kind = "page_server"

[[target]]
kind = "page_server"
page = "partners"

[[target]]
kind = "page_server"
page = "inside"

[[service]]
name = "Shop"

[[service]]
name = "{FEED}"

[[service]]
name = "{WIKI}"

[[channel]]
kind = "email"
name = "mail"
host = "127.0.0.1"
port = {{port}}
security = "none"
sender = "Northwind Status <status@northwind.example>"
"""


@dataclass
class Pages:
    """The page server as visitors of its three hosts meet it, and a link to two of its pages."""

    web: httpx.AsyncClient
    mails: MailServer
    link: str
    inner_link: str

    async def get(self, host: str, path: str = "/", **headers: str) -> httpx.Response:
        self.web.cookies.clear()
        return await self.web.get(path, headers={"host": host, **headers})

    async def post(self, host: str, path: str, fields: dict[str, str], **headers: str) -> str:
        """Fills in a form as slowly as a person."""
        form = await self.get(host, path, **headers)
        stamp = re.search(r'name="at" value="([^"]*)"', form.text)
        given = fields if stamp is None else {**fields, "at": stamp[1]}
        async with asyncio.timeout(PATIENCE_S):
            while True:
                said = await self.web.post(path, data=given, headers={"host": host, **headers})
                if said.status_code != 422:
                    assert said.status_code == 200, said.text
                    return said.text
                await asyncio.sleep(0.5)  # so many forms a minute are answered

    async def until(self, happened: Callable[[], Awaitable[bool]]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not await happened():  # noqa: ASYNC110 - other processes have no events of ours
                await asyncio.sleep(0.05)

    async def until_shown(self, host: str, words: str, **headers: str) -> None:
        async def is_shown() -> bool:
            return words in (await self.get(host, **headers)).text

        await self.until(is_shown)

    async def mail(self, about: str) -> tuple[str, str]:
        """To whom the one mail with that in its subject went, and its text."""
        found: list[tuple[str, str]] = []

        async def came() -> bool:
            for to, mail in self.mails.took:
                body = mail.get_body(("plain",))
                if about in str(mail["subject"]) and body is not None:
                    found.append((to, str(body.get_content())))
            return bool(found)

        await self.until(came)
        (one,) = found
        return one


@asynccontextmanager
async def pages_of(
    run: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Pages]:
    place = {"STATUSBOARD_DATABASE": str(folder / "statusboard.db")}
    async with AsyncExitStack() as stack:
        mails = await stack.enter_async_context(mail_server())
        file = folder / "desk.toml"
        file.write_text(DESK.format(site=folder / "site", port=mails.port, web=free_port()))
        applied = run("apply", file)
        assert applied.code == 0, applied.err
        typed = io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()))
        monkeypatch.setattr("sys.stdin", typed)
        assert run("readers", "password", "--page", "partners").code == 0
        link, inner = (
            run("readers", "invite", "Grace", "--page", page).out.strip()
            for page in ("partners", "inside")
        )
        await stack.enter_async_context(program("office", **place))
        _, web = await serving(stack, place)
        yield Pages(web, mails, link, inner)


async def test_each_page_is_shown_by_its_host_to_its_readers_and_told_to_its_subscribers(
    statusboard: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pages_of(statusboard, tmp_path, monkeypatch) as pages:
        address, _, token = pages.link.partition("/?key=")
        assert address == f"https://{PARTNERS}"
        reader = {"authorization": f"Bearer {token}"}
        await pages.until_shown(PARTNERS, FEED, **reader)
        await pages.until_shown(MAIN, "Shop")
        await pages.until_shown(INSIDE, WIKI)
        assert (await pages.get("elsewhere.example.com")).text == (await pages.get(MAIN)).text

        # The desk as a file says all of it, and nothing that lets anybody in.
        exported = statusboard("export").out
        assert token not in exported
        file = tmp_path / "exported.toml"
        file.write_text(exported)
        assert statusboard("apply", file).out == "nothing to change\n"

        # The link of one page opens no other; and whoever has none is asked for one.
        stranger = {"authorization": f"Bearer {pages.inner_link.partition('key=')[2]}"}
        for path in ("/", "/api/v2/summary.json", "/history.atom", "/subscribe", "/status.txt"):
            refused = await pages.get(PARTNERS, path)
            assert refused.status_code == 401, path
            assert FEED not in refused.text
            for host in (MAIN, INSIDE):
                assert FEED not in (await pages.get(host, path)).text
            assert WIKI not in (await pages.get(MAIN, path)).text

        refused = await pages.get(PARTNERS, **stranger)
        assert refused.status_code == 401
        assert FEED not in refused.text

        # Neither does the mark that the password of one gave.
        typed_in = await pages.web.post(
            "/", data={"password": PASSWORD}, headers={"host": PARTNERS}
        )
        assert typed_in.status_code == 303
        mark = {"cookie": typed_in.headers["set-cookie"].partition(";")[0]}
        assert FEED in (await pages.get(PARTNERS, **mark)).text
        assert FEED not in (await pages.get(MAIN, **mark)).text

        # Whoever subscribes there is told of that page, with links that lead to it.
        form = await pages.get(PARTNERS, "/subscribe", **reader)
        assert "Partners" in form.text
        assert "Shop" not in form.text
        fields = {"channel": "mail", "address.mail": READER, **WHOLE}
        await pages.post(PARTNERS, "/subscribe", fields, **reader)
        to, asks = await pages.mail("Partners")
        assert to == READER
        public = f"https://{PARTNERS}"
        confirm = link_in(asks, "confirm", public)
        assert (await pages.get(MAIN, confirm)).status_code == 404
        await pages.post(PARTNERS, confirm, {})
        for title, service in (("Orders fail", "Shop"), ("Feed is late", FEED)):
            said = ("--title", title, "--body", "We look into it.", "--next-update", "30m")
            named = ("--service", f"{service}=major_outage")
            done = statusboard("notice", "new", *said, *named, "--publish")
            assert done.code == 0, done.err
        to, told = await pages.mail("Feed is late")
        assert to == READER
        manage = link_in(told, "subscriptions", public)
        assert (await pages.get(PARTNERS, manage)).status_code == 200
        assert (await pages.get(MAIN, manage)).status_code == 404
        assert not [mail for _, mail in pages.mails.took if "Orders" in str(mail["subject"])]
        await pages.until_shown(PARTNERS, "Feed is late", **reader)
        assert "Orders fail" not in (await pages.get(PARTNERS, **reader)).text
        await pages.until_shown(INSIDE, "Orders fail")
        assert "Feed is late" not in (await pages.get(INSIDE)).text

        # An ended link is nobody's, and of a page that is gone nothing is left.
        assert statusboard("readers", "end", "2", "--page", "partners").code != 0
        assert statusboard("readers", "end", "1", "--page", "partners").code == 0
        await pages.until_shown(PARTNERS, 'type="password"', **reader)
        assert statusboard("pages", "remove", "inside", "--leave").code == 0
        await pages.until_shown(INSIDE, "no longer here")
        gone = await pages.get(INSIDE, "/api/v2/summary.json")
        assert gone.status_code == 410
        assert "Shop" not in gone.text
        assert WIKI not in (await pages.get(INSIDE)).text
        assert "Shop" in (await pages.get(MAIN)).text

        # Who is told by which page is said, and goes into the file of subscribers.
        assert f"{READER}  active" in statusboard("subscribers", "list", "--page", "partners").out
        assert READER not in statusboard("subscribers", "list", "--page", "main").out
        (line,) = statusboard("subscribers", "export").out.splitlines()[1:]
        assert ",partners," in line
