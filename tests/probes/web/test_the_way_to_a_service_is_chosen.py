"""Addresses of one sort, proxies, own authorities, certificates of clients: real servers."""

import asyncio
import base64
import contextlib
import os
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives import serialization

from statusboard.catalog.fields import validate
from statusboard.domain.result import Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.http import DECLARATION
from statusboard.probes.web.connections import Connections
from tests.fixtures.web import always, answer, ask, serving

pytestmark = pytest.mark.anyio


@dataclass
class ProxySeen:
    port: int = 0
    heads: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@asynccontextmanager
async def proxy(*, wants: str = "", refuses: str = "") -> AsyncIterator[ProxySeen]:
    """A proxy that digs tunnels and reads along, for whoever says what it `wants`."""
    seen = ProxySeen()
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                seen.heads.append(head)
                if wants and f"Proxy-Authorization: {wants}" not in head:
                    writer.write(answer("", status="407 Proxy Authentication Required"))
                    await writer.drain()
                elif refuses:
                    writer.write(answer("", status=refuses))
                    await writer.drain()
                else:
                    await _serve(head, reader, writer)
        finally:
            writer.transport.abort()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(talk(reader, writer))
        talks.add(task)
        task.add_done_callback(talks.discard)

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    seen.port = server.sockets[0].getsockname()[1]
    try:
        yield seen
    finally:
        server.close()
        for task in tuple(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await server.wait_closed()


async def _serve(head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    method, target, _ = head.split(" ", 2)
    place = target if method == "CONNECT" else target.split("/")[2]
    host, _, port = place.rpartition(":")
    there, onward = await asyncio.open_connection(host, int(port))
    if method == "CONNECT":
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    else:
        onward.write(head.replace(f"http://{place}", "", 1).encode())
    copies = [
        asyncio.ensure_future(_copy(reader, onward)),
        asyncio.ensure_future(_copy(there, writer)),
    ]
    try:
        await asyncio.wait(copies, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for copy in copies:
            copy.cancel()
        await asyncio.gather(*copies, return_exceptions=True)
        onward.transport.abort()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while content := await reader.read(65_536):
        writer.write(content)
        await writer.drain()


def server_context(authority: trustme.CA, name: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def of_clients() -> trustme.CA:
    return trustme.CA()


def pem(cert: trustme.LeafCert) -> str:
    return cert.private_key_and_cert_chain_pem.bytes().decode()


def pem_of(authority: trustme.CA) -> str:
    return authority.cert_pem.bytes().decode()


# proxies


async def test_a_question_goes_through_its_own_proxy() -> None:
    async with serving(always(answer("by proxy"))) as site, proxy() as seen:
        got = await ask(site.url("/x?a=1"), proxy="own", proxy_url=seen.url, expect_text="by proxy")
    assert got.outcome is Outcome.UP, got.detail
    assert seen.heads[0].startswith(f"GET http://127.0.0.1:{site.port}/x?a=1 HTTP/1.1\r\n")
    assert site.asked[0].path == "/x?a=1"


async def test_a_secure_question_goes_through_a_tunnel_and_is_kept(authority: trustme.CA) -> None:
    connections = Connections()
    config = {"authority": pem_of(authority), "proxy": "own"}
    async with serving(always(answer()), tls=server_context(authority)) as site, proxy() as seen:
        for _ in range(2):
            got = await ask(site.url(), connections=connections, proxy_url=seen.url, **config)
            assert got.outcome is Outcome.UP, got.detail
    await connections.aclose()
    [head] = seen.heads
    assert head.startswith(f"CONNECT 127.0.0.1:{site.port} HTTP/1.1\r\n")
    assert site.connections == 1


async def test_a_proxy_is_told_who_asks_and_nobody_else_is(authority: trustme.CA) -> None:
    wants = "Basic " + base64.b64encode(b"anna:pr0xypass").decode()
    config = {"authority": pem_of(authority), "proxy": "own"}
    async with (
        serving(always(answer()), tls=server_context(authority)) as site,
        proxy(wants=wants) as seen,
    ):
        address = seen.url.replace("://", "://anna:pr0xypass@")
        good = await ask(site.url(), proxy_url=address, **config)
        wrong = await ask(site.url(), proxy_url=seen.url, **config)
    assert good.outcome is Outcome.UP, good.detail
    assert all("proxy-authorization" not in asked.headers for asked in site.asked)
    assert "pr0xypass" not in repr(good)
    assert (wrong.outcome, wrong.reason) == (Outcome.UNKNOWN, Reason.PROXY)
    assert wrong.detail == f"the proxy 127.0.0.1:{seen.port} wants a user (407)"


async def test_a_proxy_that_reads_along_and_wants_a_user_says_nothing_of_the_service() -> None:
    async with serving(always(answer())) as site, proxy(wants="Basic none") as seen:
        got = await ask(site.url(), proxy="own", proxy_url=seen.url)
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.PROXY)


@pytest.mark.parametrize(
    ("refuses", "outcome", "reason"),
    [
        ("403 Forbidden", Outcome.UNKNOWN, Reason.PROXY),
        ("502 Bad Gateway", Outcome.DOWN, Reason.UNREACHABLE),
    ],
)
async def test_a_proxy_that_lets_nobody_through_is_told_from_one_that_finds_nobody(
    refuses: str, outcome: Outcome, reason: Reason
) -> None:
    async with proxy(refuses=refuses) as seen:
        got = await ask("https://shop.example", proxy="own", proxy_url=seen.url)
    assert (got.outcome, got.reason) == (outcome, reason)
    assert "shop.example:443" in got.detail


async def test_a_proxy_that_is_gone_says_nothing_of_the_service() -> None:
    got = await ask("http://shop.example", proxy="own", proxy_url="http://127.0.0.1:1")
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.PROXY)
    assert got.detail.startswith("the proxy 127.0.0.1:1 cannot be asked: ")


async def test_the_system_s_proxy_is_used_where_the_check_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    async with serving(always(answer())) as site, proxy() as seen:
        monkeypatch.setenv("http_proxy", seen.url)
        direct = await ask(site.url("/direct"))
        through = await ask(site.url("/through"), proxy="system")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        around = await ask(site.url("/around"), proxy="system")
    assert {direct.outcome, through.outcome, around.outcome} == {Outcome.UP}
    [head] = seen.heads
    assert "/through" in head


async def test_sample_data_goes_through_no_proxy() -> None:
    connections = Connections(loopback_only=True)
    async with serving(always(answer())) as site, proxy() as seen:
        got = await ask(site.url(), connections=connections, proxy="own", proxy_url=seen.url)
    await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert seen.heads == []


# addresses


@pytest.mark.parametrize(("version", "outcome"), [("4", Outcome.UP), ("6", Outcome.DOWN)])
async def test_addresses_of_one_sort_alone_are_asked(version: str, outcome: Outcome) -> None:
    async with serving(always(answer())) as site:
        url = site.url().replace("127.0.0.1", "localhost")
        got = await ask(url, ip_version=version)
    assert got.outcome is outcome, got.detail
    if outcome is Outcome.DOWN:
        assert got.reason in (Reason.DNS, Reason.REFUSED, Reason.UNREACHABLE)
        assert site.asked == []


# certificates of one's own


async def test_an_own_authority_is_believed_by_the_check_that_names_it(
    authority: trustme.CA, tmp_path: Path
) -> None:
    file = tmp_path / "authority.pem"
    file.write_text(pem_of(authority))
    async with serving(always(answer()), tls=server_context(authority)) as site:
        unknown = await ask(site.url())
        by_text = await ask(site.url(), authority=pem_of(authority))
        by_file = await ask(site.url(), authority=str(file))
    assert unknown.reason is Reason.TLS_UNTRUSTED
    assert by_text.outcome is Outcome.UP, by_text.detail
    assert by_file.outcome is Outcome.UP, by_file.detail


def wanting_certificates(
    authority: trustme.CA, of_clients: trustme.CA, name: str = "127.0.0.1"
) -> ssl.SSLContext:
    context = server_context(authority, name)
    context.verify_mode = ssl.CERT_REQUIRED
    of_clients.configure_trust(context)
    return context


async def test_a_client_certificate_is_shown(authority: trustme.CA, of_clients: trustme.CA) -> None:
    server = wanting_certificates(authority, of_clients)
    shown = pem(of_clients.issue_cert("desk.example"))
    async with serving(always(answer()), tls=server) as site:
        got = await ask(site.url(), authority=pem_of(authority), client_certificate=shown)
        without = await ask(site.url(), authority=pem_of(authority))
    assert got.outcome is Outcome.UP, got.detail
    assert without.outcome is Outcome.DOWN
    assert shown.splitlines()[1] not in repr(got)


async def test_a_client_certificate_is_shown_to_no_other_host(
    authority: trustme.CA, of_clients: trustme.CA
) -> None:
    config = {
        "authority": pem_of(authority),
        "client_certificate": pem(of_clients.issue_cert("desk.example")),
    }
    server = wanting_certificates(authority, of_clients, "localhost")
    async with serving(always(answer()), tls=server) as other:
        there = other.url("/").replace("127.0.0.1", "localhost")
        lead = always(answer("", status="302 Found", headers={"Location": there}))
        async with serving(lead, tls=server_context(authority)) as site:
            got = await ask(site.url(), **config)
        own = await ask(there, **config)
    assert got.outcome is Outcome.DOWN
    assert own.outcome is Outcome.UP, own.detail
    assert len(other.asked) == 1


async def test_a_certificate_in_a_file_is_read_anew_when_it_changes(
    authority: trustme.CA, of_clients: trustme.CA, tmp_path: Path
) -> None:
    server = wanting_certificates(authority, of_clients)
    file = tmp_path / "client.pem"
    file.write_text(pem(trustme.CA().issue_cert("desk.example")))
    connections = Connections()
    config = {"authority": pem_of(authority), "client_certificate": str(file)}
    async with serving(always(answer()), tls=server) as site:
        foreign = await ask(site.url(), connections=connections, **config)
        file.write_text(pem(of_clients.issue_cert("desk.example")) + "\n")
        renewed = await ask(site.url(), connections=connections, **config)
    await connections.aclose()
    assert foreign.outcome is Outcome.DOWN
    assert renewed.outcome is Outcome.UP, renewed.detail


async def test_a_locked_key_is_opened_by_its_password(
    authority: trustme.CA, of_clients: trustme.CA
) -> None:
    server = wanting_certificates(authority, of_clients)
    cert = of_clients.issue_cert("desk.example")
    key = serialization.load_pem_private_key(cert.private_key_pem.bytes(), None)
    locked = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"l0cked"),
    ).decode()
    shown = locked + cert.cert_chain_pems[0].bytes().decode()
    config = {"authority": pem_of(authority), "client_certificate": shown}
    async with serving(always(answer()), tls=server) as site:
        good = await ask(site.url(), key_password="l0cked", **config)
        wrong = await ask(site.url(), key_password="other", **config)
        missing = await ask(site.url(), **config)
    assert good.outcome is Outcome.UP, good.detail
    for got in (wrong, missing):
        assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
        assert got.detail.endswith("the password of its key is wrong or missing")


async def test_a_certificate_that_cannot_be_read_says_nothing_of_the_service(
    tmp_path: Path,
) -> None:
    gone = await ask("https://127.0.0.1:1", client_certificate=str(tmp_path / "gone.pem"))
    assert (gone.outcome, gone.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "no such file" in gone.detail


@pytest.mark.parametrize(
    ("config", "named"),
    [
        ({"proxy": "own"}, "proxy_url"),
        ({"proxy": "own", "proxy_url": "socks5://proxy.example"}, "proxy_url"),
        ({"proxy": "own", "proxy_url": "http://proxy.example/path"}, "proxy_url"),
        ({"proxy": "own", "proxy_url": "http://169.254.169.254"}, "proxy_url"),
        ({"proxy_url": "http://proxy.example"}, "proxy_url"),
        ({"ip_version": "5"}, "ip_version"),
        ({"authority": "no certificate"}, "authority"),
        ({"client_certificate": "no certificate"}, "client_certificate"),
        ({"key_password": "a"}, "key_password"),
        ({"most_redirects": 0}, "most_redirects"),
        ({"most_redirects": 2.5}, "most_redirects"),
        ({"most_redirects": 21}, "most_redirects"),
    ],
)
def test_a_way_that_cannot_be_gone_is_refused_at_its_field(
    config: dict[str, object], named: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(DECLARATION.fields, {"url": "https://shop.example", **config})
    assert refused.value.field == named
    assert refused.value.sentence.endswith((".", "?"))


def test_a_key_of_another_certificate_is_refused(of_clients: trustme.CA) -> None:
    one, other = of_clients.issue_cert("a.example"), of_clients.issue_cert("b.example")
    mixed = one.private_key_pem.bytes().decode() + other.cert_chain_pems[0].bytes().decode()
    with pytest.raises(RuleBroken, match="does not belong"):
        validate(DECLARATION.fields, {"url": "https://shop.example", "client_certificate": mixed})
