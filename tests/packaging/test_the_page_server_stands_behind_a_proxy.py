"""The examples of the README and the unit for systemd, as they stand there."""

import asyncio
import configparser
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from statusboard.app.processes.pipe import Method, Server
from statusboard.app.programs.listening_socket import BACKLOG
from statusboard.app.programs.page_server import PageServer
from statusboard.app.programs.serve_options import ServeOptions
from statusboard.app.settings import HOST, PORT, default_of
from statusboard.domain.access import Credentials
from statusboard.domain.views.site import SiteIndex
from statusboard.domain.views.visiting import AskToBeTold, Offer
from tests.fixtures.nginx import NEEDS_NGINX, nginx
from tests.fixtures.offers import MAIL, OFFER

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "packaging" / "statusboard-serve.service"
SOCKET = UNIT.with_suffix(".socket")
BOUND_S = 60.0
# Without a page nobody knows whether forms are for everybody, and none is shown.
SITE = SiteIndex(1, "0" * 64, datetime(2026, 3, 1, tzinfo=UTC), ())


class Office:
    """What visitors get of one whose page everybody may read. `asked` is what they wished for."""

    def __init__(self) -> None:
        self.asked: list[AskToBeTold] = []

    async def site(self, known: str, _who: Credentials) -> SiteIndex | None:
        return None if known == SITE.digest else SITE

    async def offer(self, _given: None, _who: Credentials) -> Offer:
        return OFFER

    async def ask(self, given: AskToBeTold, _who: Credentials) -> None:
        self.asked.append(given)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
async def port(office: Office, tmp_path: Path) -> AsyncIterator[int]:
    """The port of a page server that believes a proxy on this computer."""
    pipe = Server(
        {},
        for_visitors={
            "page.guarded_site": Method(str, office.site),
            "visitor.offer": Method(None, office.offer),
            "visitor.ask": Method(AskToBeTold, office.ask),
        },
    )
    await pipe.start()
    assert pipe.visitors_address is not None
    file = tmp_path / "office-visitors.json"
    pipe.visitors_address.write(file)
    stop, there = asyncio.Event(), asyncio.get_running_loop().create_future()
    server = PageServer(file, ServeOptions(trusted=("127.0.0.1",)))
    running = asyncio.ensure_future(server.run(stop, there.set_result))
    try:
        async with asyncio.timeout(BOUND_S):
            yield int((await there).rstrip("/").rpartition(":")[2])
    finally:
        stop.set()
        await running
        await pipe.stop()


@NEEDS_NGINX
async def test_nginx_passes_on_who_asks_and_keeps_no_personal_link(
    office: Office, port: int, tmp_path: Path
) -> None:
    (tmp_path / "nginx").mkdir()
    with nginx(tmp_path / "nginx", port) as front:
        address = f"http://127.0.0.1:{front}"
        transport = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
        async with httpx.AsyncClient(base_url=address, transport=transport) as web:
            form = await web.get("/subscribe")
            assert form.status_code == 200
            stamp = re.search(r'name="at" value="([^"]*)"', form.text)
            assert stamp is not None
            fields = {"channel": MAIL.name, f"address.{MAIL.name}": "reader@customer.example"}
            fields |= {"scope": "everything", "sort": "incidents", "at": stamp[1]}
            # As an older browser says where a form stood, and as a liar says who they are.
            said = {"origin": address, "x-forwarded-for": "192.0.2.7"}
            while not office.asked:
                answer = await web.post("/subscribe", data=fields, headers=said)
                assert answer.status_code in (200, 422)  # too quick for a person
                await asyncio.sleep(0.1)
            assert (await web.get("/leave/Zm9yIG5vYm9keQ")).status_code in (404, 503)
    assert [asked.network for asked in office.asked] == ["127.0.0.2"]
    logged = (tmp_path / "nginx" / "access.log").read_text()
    assert "/subscribe" in logged
    assert "/leave" not in logged


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_the_unit_is_one_and_lets_the_program_do_little(tmp_path: Path) -> None:
    text = UNIT.read_text()
    # What is not said there is said by the settings.
    assert "ExecStart=statusboard serve\n" in text
    tried = tmp_path / UNIT.name
    # Neither the program nor its user is on this computer.
    tried.write_text(
        re.sub("^ExecStart=.*", "ExecStart=/bin/true", text, flags=re.MULTILINE).replace(
            "User=statusboard", "User=root"
        )
    )
    ran = subprocess.run(
        ["systemd-analyze", "verify", str(tried)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    tried.write_text(text)
    looked = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(tried)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert looked.returncode == 0, looked.stdout[-200:]


def test_the_socket_is_the_one_that_the_program_would_have_bound() -> None:
    told = configparser.ConfigParser()
    told.read_string(SOCKET.read_text())
    # One socket, which all connections come to: it is handed over, and not a connection each.
    assert dict(told["Socket"]) == {
        "listenstream": f"{default_of(HOST)}:{default_of(PORT)}",
        "backlog": str(BACKLOG),
        "ipaddressdeny": "any",
        "ipaddressallow": "localhost",
    }
    assert SOCKET.stem == UNIT.stem  # by which systemd finds the service
    assert told["Install"]["wantedby"] == "sockets.target"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_the_socket_is_a_unit(tmp_path: Path) -> None:
    text = UNIT.read_text().replace("ExecStart=statusboard serve", "ExecStart=/bin/true")
    (tmp_path / UNIT.name).write_text(text.replace("User=statusboard", "User=root"))
    tried = tmp_path / SOCKET.name
    tried.write_text(SOCKET.read_text())
    ran = subprocess.run(
        ["systemd-analyze", "verify", str(tried)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
