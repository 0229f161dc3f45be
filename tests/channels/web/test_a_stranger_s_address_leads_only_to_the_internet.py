"""Where a message may go whose address a stranger typed: every spelling, at the time of sending."""

import ipaddress
import socket
import ssl
from typing import Any

import pytest
import trustme

from statusboard.catalog.fields import validate
from statusboard.channels.base import Again, Outgoing, Refused, Sent
from statusboard.channels.web.answers import Answer, Provider
from statusboard.channels.web.guard import Guard
from statusboard.channels.web.poster import posting
from statusboard.channels.webhook import DECLARATION
from tests.fixtures.inward_addresses import HOSTS
from tests.fixtures.updates import a_test
from tests.fixtures.web import always, answer, serving

pytestmark = pytest.mark.anyio
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def to(address: str) -> Outgoing:
    return a_test(address)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", HOSTS)
async def test_no_spelling_of_our_own_network_is_written_to(host: str, scheme: str) -> None:
    config = validate(DECLARATION.fields, {"secret": SECRET})
    async with serving(always(answer())) as site, DECLARATION.open(config) as sender:
        for address in (
            f"{scheme}://{host}:{site.port}/",
            f"{scheme}://user:pw@{host}:{site.port}/?x=office.example",
        ):
            outcome = await sender.send(to(address))
            assert not isinstance(outcome, Sent)
            assert isinstance(outcome, Refused)
            assert not outcome.quarantines
    assert site.connections == 0


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "168.63.129.16", "0.0.0.0", "[::]"]
)
async def test_not_even_staff_reach_what_tells_a_cloud_s_secrets(host: str) -> None:
    config = validate(DECLARATION.fields, {"secret": SECRET, "private": True})
    async with DECLARATION.open(config) as sender:
        outcome = await sender.send(to(f"http://{host}/latest/meta-data"))
    assert isinstance(outcome, Refused)
    assert outcome.reason.endswith("an address that is never written to")


async def test_staff_may_let_their_own_network_be_written_to() -> None:
    config = validate(DECLARATION.fields, {"secret": SECRET, "private": True})
    async with serving(always(answer())) as site, DECLARATION.open(config) as sender:
        assert isinstance(await sender.send(to(site.url())), Sent)
        # Of the two addresses of that name only one answers.
        assert isinstance(await sender.send(to(f"http://localhost:{site.port}/x")), Sent)
    assert [asked.headers["host"] for asked in site.asked] == [
        f"127.0.0.1:{site.port}",
        f"localhost:{site.port}",
    ]


async def test_what_is_connected_to_is_the_address_that_was_judged_by_the_name_s_certificate() -> (
    None
):
    authority = trustme.CA()
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("localhost").configure_cert(theirs)
    authority.configure_trust(ours)
    guard = Guard(allows_private=True)
    async with (
        serving(always(answer()), tls=theirs) as site,
        posting(Provider("it"), tls=ours, guard=guard) as poster,
    ):
        named = await poster.post(f"https://localhost:{site.port}/", b"", {})
        numbered = await poster.post(f"https://127.0.0.1:{site.port}/", b"", {})
    assert isinstance(named, Answer)
    assert isinstance(numbered, Again)
    assert "its certificate is not trusted" in numbered.reason
    assert len(site.asked) == 1


async def test_a_name_is_not_looked_up_again_between_judging_and_connecting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    usual = socket.getaddrinfo

    def turning(host: Any, port: Any, *given: Any, **named: Any) -> Any:
        """A name that leads to where it may at first, and to nobody from then on."""
        if host != "turns.example":
            return usual(host, port, *given, **named)
        asked.append(host)
        return usual("127.0.0.1" if len(asked) == 1 else "127.0.0.9", port, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    async with (
        serving(always(answer())) as site,
        posting(Provider("it"), guard=Guard(allows_private=True)) as poster,
    ):
        assert isinstance(await poster.post(f"http://turns.example:{site.port}/", b"", {}), Answer)
    assert asked == ["turns.example"]
    assert site.asked[0].headers["host"] == f"turns.example:{site.port}"


async def test_no_connection_is_shared_between_two_names_of_one_address() -> None:
    async with (
        serving(always(answer())) as site,
        posting(Provider("it"), guard=Guard(allows_private=True)) as poster,
    ):
        for host in ("127.0.0.1", "localhost", "127.0.0.1"):
            assert isinstance(await poster.post(f"http://{host}:{site.port}/", b"", {}), Answer)
    assert site.connections == 3


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::"]
)
def test_the_internet_may_be_written_to(address: str) -> None:
    assert Guard().problem(ipaddress.ip_address(address)) is None


async def test_a_name_that_leads_nowhere_is_said() -> None:
    async with posting(Provider("it", is_one=False), guard=Guard()) as poster:
        got = await poster.post("https://nowhere.invalid/", b"", {})
    assert got == Again("it cannot be reached: its name leads nowhere")
