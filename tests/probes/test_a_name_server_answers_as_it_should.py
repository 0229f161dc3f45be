"""DNS: every sort of record, expected answers, a chosen server, DNSSEC, UDP and TCP."""

import asyncio
import socket
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.dns_record import DECLARATION as DNS
from statusboard.probes.dns_record import plain
from statusboard.probes.sockets import dns_asking
from tests.fixtures.record_server import RecordServer, record_server
from tests.fixtures.sockets import ask_kind

pytestmark = pytest.mark.anyio

ZONE = {
    "shop.example A": ("192.0.2.10", "192.0.2.11"),
    "shop.example AAAA": ("2001:db8:0:0::10",),
    "shop.example MX": ("10 mail.example.", "20 Mail2.Example."),
    "shop.example TXT": ('"v=spf1 -all"', '"part one, " "and two"'),
    "shop.example CAA": ('0 issue "letsencrypt.org"',),
    "shop.example NS": ("ns1.example.",),
    "shop.example SRV": ("10 5 443 host.example.",),
    "shop.example HTTPS": ("1 . alpn=h2",),
    "shop.example SOA": ("ns1.example. root.example. 1 2 3 4 5",),
    "10.2.0.192.in-addr.arpa PTR": ("shop.example.",),
    "www.example A": ("-> shop.example.", "192.0.2.10"),
    "empty.example A": (),
    "broken.example A": "SERVFAIL",
    "closed.example A": "REFUSED",
}


async def asked(server: RecordServer | None = None, **config: object) -> Answer:
    async with record_server(server or RecordServer(ZONE)) as running:
        given = {"name": "shop.example", "server": "127.0.0.1", "port": running.port}
        return await ask_kind(DNS, **{**given, **config})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("A", "192.0.2.11"),
        ("A", "192.0.2.10\n192.0.2.11"),
        ("AAAA", "2001:db8::10"),
        ("MX", "10 MAIL.example\n20 mail2.example"),
        ("TXT", "part one, and two"),
        ("TXT", '"v=spf1 -all"'),
        ("CAA", "0 issue letsencrypt.org"),
        ("NS", "ns1.example"),
        ("SRV", "10 5 443 host.example"),
        ("HTTPS", '1 . alpn="h2"'),
        ("SOA", ""),
    ],
)
async def test_records_of_every_sort_are_compared_as_people_write_them(
    kind: str, expected: str
) -> None:
    got = await asked(type=kind, expect=expected)
    assert (got.outcome, got.reason, got.detail) == (Outcome.UP, Reason.OK, "")


async def test_an_address_is_looked_up_backwards() -> None:
    got = await asked(name="192.0.2.10", type="PTR", expect="shop.example")
    assert got.outcome is Outcome.UP


async def test_a_chain_of_names_is_followed() -> None:
    assert (await asked(name="www.example", expect="192.0.2.10")).outcome is Outcome.UP


@pytest.mark.parametrize(
    ("config", "reason", "words"),
    [
        ({"expect": "192.0.2.99"}, Reason.DNS_RECORDS, "expected 192.0.2.99, got 192.0.2.10"),
        ({"expect": "192.0.2.10", "match": "exactly"}, Reason.DNS_RECORDS, "got 192.0.2.11 too"),
        ({"name": "empty.example"}, Reason.DNS_RECORDS, "has no A record of that name"),
        ({"name": "none.example"}, Reason.DNS, "says that there is no such name"),
        ({"name": "broken.example"}, Reason.DNS, "fails (it answers SERVFAIL)"),
        ({"name": "closed.example"}, Reason.DNS, "refuses to answer"),
        ({"expect_name": "not found"}, Reason.DNS_RECORDS, "knows a name that should not exist"),
        ({"dnssec": True}, Reason.DNS_RECORDS, "no AD flag"),
    ],
)
async def test_what_is_not_as_it_should_be_is_told(
    config: dict[str, object], reason: Reason, words: str
) -> None:
    got = await asked(**config)
    assert (got.outcome, got.reason) == (Outcome.DOWN, reason)
    assert words in got.detail


async def test_a_name_that_must_not_exist_is_up_while_it_does_not() -> None:
    assert (await asked(name="none.example", expect_name="not found")).outcome is Outcome.UP


async def test_an_answer_is_authenticated_where_the_server_says_so() -> None:
    got = await asked(RecordServer(ZONE, is_authentic=True), dnssec=True)
    assert got.outcome is Outcome.UP


async def test_a_long_answer_is_asked_for_over_tcp() -> None:
    server = RecordServer({"shop.example TXT": tuple(f'"{n:0>200}"' for n in range(20))})
    got = await asked(server, type="TXT", expect=f"{7:0>200}")
    assert got.outcome is Outcome.UP
    assert server.asked == ["udp", "tcp"]


async def test_tcp_alone_is_asked_where_that_is_chosen() -> None:
    server = RecordServer(ZONE)
    assert (await asked(server, transport="over tcp")).outcome is Outcome.UP
    assert server.asked == ["tcp"]


async def test_a_datagram_that_was_lost_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns_asking, "AGAIN_S", 0.05)
    server = RecordServer(ZONE, deaf_to=2)
    assert (await asked(server)).outcome is Outcome.UP
    assert server.asked == ["udp", "udp", "udp"]


async def test_what_is_no_answer_is_told() -> None:
    got = await asked(RecordServer(ZONE, garbage=b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)


async def test_a_port_that_nobody_listens_at_refuses() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    got = await ask_kind(DNS, name="shop.example", server="127.0.0.1", port=port)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.REFUSED)


async def test_a_silent_server_is_waited_for_and_nobody_is_left_behind() -> None:
    server = RecordServer(ZONE, deaf_to=10)
    before = asyncio.all_tasks()
    async with record_server(server) as running:
        with pytest.raises(TimeoutError):
            await ask_kind(
                DNS, name="shop.example", server="127.0.0.1", port=running.port, within_s=0.2
            )
    assert asyncio.all_tasks() == before


@given(st.ip_addresses())
def test_an_address_is_the_same_however_it_is_written(address) -> None:
    assert plain(address.exploded) == plain(str(address).upper()) == str(address)
