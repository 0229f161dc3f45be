"""Canaries and the name server say what they do, and whoever stands between is told apart."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import dns.asyncresolver
import pytest
import trustme

from statusboard.domain.canary import Canary
from statusboard.probes.line import canaries, witnesses
from statusboard.probes.line.canaries import Sung, ask_canaries
from statusboard.probes.line.name_server import NameServer, ask_name_server
from tests.fixtures import world

pytestmark = pytest.mark.anyio


@pytest.fixture
def resolver() -> Iterator[dns.asyncresolver.Resolver]:
    """Asks the world's name server, on loopback."""
    server = world.NameServer(("127.0.0.1", 0), world.Names)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    asking = dns.asyncresolver.Resolver(configure=False)
    asking.nameservers = ["127.0.0.1"]
    asking.port = server.server_address[1]
    try:
        yield asking
    finally:
        world.mode.update(dns="well", gone="")
        server.shutdown()
        server.server_close()
        thread.join()


async def test_a_name_server_that_is_well_knows_names_and_finds_out_about_new_ones(
    resolver: dns.asyncresolver.Resolver,
) -> None:
    assert await ask_name_server((), (), resolver) == NameServer(True, True)


@pytest.mark.parametrize(
    ("sort", "words", "fresh"),
    [
        ("silent", "does not answer", False),
        ("servfail", "fails (it answers SERVFAIL)", False),
        ("refused", "refuses to answer", False),
        ("nxdomain", "says that no name exists", True),
    ],
)
async def test_a_lame_name_server_is_told_by_what_it_does(
    resolver: dns.asyncresolver.Resolver, sort: str, words: str, *, fresh: bool
) -> None:
    world.mode["dns"] = sort
    said = await ask_name_server(world.NAMES[:2], (world.NAMES[2],), resolver)
    assert said == NameServer(False, fresh, words)


async def test_a_name_server_that_gives_every_name_one_address_lies(
    resolver: dns.asyncresolver.Resolver,
) -> None:
    world.mode["dns"] = "lies"
    for known in ((), world.NAMES[:2]):
        said = await ask_name_server(known, (), resolver)
        assert (said.knows, said.fresh, said.lies) == (False, False, {world.NOBODY_THERE})
        assert said.lame == "gives every name the same address"


async def test_one_name_that_is_gone_leaves_the_others_known(
    resolver: dns.asyncresolver.Resolver,
) -> None:
    world.mode["gone"] = world.NAMES[0]
    said = await ask_name_server((), (world.NAMES[0],), resolver)
    assert said.knows


async def test_a_canary_answers_where_a_connection_comes_about(tmp_path: Path) -> None:
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    there = Canary("127.0.0.1", port)
    tls = ssl.create_default_context()
    async with server:
        assert await ask_canaries((there,), tls) == (Sung(there, answers=True),)
    assert await ask_canaries((there,), tls) == (Sung(there, answers=False),)


async def test_only_the_right_certificate_is_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    authority, stranger = trustme.CA(), trustme.CA()
    tls = ssl.create_default_context()
    authority.configure_trust(tls)
    for issuer, proof in ((authority, True), (stranger, False)):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        issuer.issue_cert("127.0.0.1").configure_cert(context)
        server = await asyncio.start_server(
            lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=context
        )
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setattr(canaries, "TLS_PORT", port)
        there = Canary("127.0.0.1", port)
        async with server:
            assert await ask_canaries((there,), tls) == (Sung(there, answers=True, proof=proof),)


@pytest.mark.parametrize(
    ("nobody", "way_out"),
    [
        ((("127.0.0.1", socket.AF_INET),), True),
        ((("127.0.0.1", socket.AF_INET6), ("127.0.0.1", socket.AF_INET)), True),
        ((("127.0.0.1", socket.AF_INET6),), False),
    ],
    ids=["one", "the second", "none"],
)
def test_one_route_is_a_way_out(
    monkeypatch: pytest.MonkeyPatch, nobody: object, *, way_out: bool
) -> None:
    monkeypatch.setattr(witnesses, "_NOBODY", nobody)
    assert witnesses.has_way_out() is way_out
