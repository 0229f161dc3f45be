"""Names are looked up as this computer would, and one that nobody answers for costs only itself."""

import asyncio
import os
import socket
import threading
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.services.kinds import check_kinds
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.domain.check import Check
from statusboard.domain.instants import SECOND_US
from statusboard.domain.result import Outcome, Reason
from statusboard.probes.web import names as names_module
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.name_rules import NameRules
from statusboard.probes.web.names import Names, in_order
from tests.fixtures.name_server import BROKEN, REFUSED, SILENT, Computer, name_server
from tests.fixtures.web import always, answer, serving

pytestmark = pytest.mark.anyio

PATIENT = "nameserver 127.0.0.1\noptions timeout:30\n"
QUICK = "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n"


async def look_up(rules: NameRules, host: str) -> list[str]:
    """The addresses of a name, as texts, as a new process would find them."""
    names = Names(rules)
    try:
        return [str(address) for address in await names.addresses(host, lambda: None)]
    finally:
        names.close()


async def test_sixty_silent_names_keep_no_healthy_service_waiting(tmp_path: Path) -> None:
    zone: dict[str, tuple[str, ...] | str] = {f"dead{n}.example": SILENT for n in range(60)}
    zone |= {f"fine{n}.example": ("127.0.0.1",) for n in range(9)}
    async with serving(always(answer())) as site, name_server(zone) as server:
        names = Names(Computer(tmp_path, server.port).tell(resolv_conf=PATIENT))
        connections = Connections(loopback_only=True, names=names)
        runner = Runner(check_kinds(), connections, SystemClock(), Seats())

        def check(number: int, name: str) -> Check:
            return Check(number, 1, "http", {"url": f"http://{name}.example:{site.port}/"})

        dead = [asyncio.create_task(runner.ask(check(n, f"dead{n}"))) for n in range(60)]
        async with asyncio.timeout(60):
            while len({name for name in server.asked if name.startswith("dead")}) < 60:
                server.heard.clear()
                await server.heard.wait()
        fine = [await runner.ask(check(100 + n, f"fine{n}")) for n in range(9)]
        still_silent = [task for task in dead if not task.done()]
        for task in dead:
            task.cancel()
        await asyncio.gather(*dead, return_exceptions=True)
        await connections.aclose()
    assert {result.answer.outcome for result in fine} == {Outcome.UP}
    assert len(still_silent) == 60
    assert max(result.answer.phases.dns_us or 0 for result in fine) < 10 * SECOND_US


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (SILENT, "no name server could say where shop.example is"),
        (BROKEN, "no name server could say where shop.example is"),
        (REFUSED, "no name server could say where shop.example is"),
        (None, "there is no host called shop.example"),
    ],
)
async def test_what_name_servers_do_not_say_has_its_words(
    tmp_path: Path, said: str | None, words: str
) -> None:
    async with name_server({} if said is None else {"shop.example": said}) as server:
        rules = Computer(tmp_path, server.port).tell(resolv_conf=QUICK)
        with pytest.raises(Failed) as failed:
            await look_up(rules, "shop.example")
    assert (failed.value.reason, failed.value.detail) == (Reason.DNS, words)


async def test_a_name_without_an_address_has_none(tmp_path: Path) -> None:
    async with name_server({"shop.example": ()}) as server:
        assert await look_up(Computer(tmp_path, server.port).tell(), "shop.example") == []


async def test_the_hosts_file_comes_first(tmp_path: Path) -> None:
    hosts = "# ours\n127.0.0.7 shop.example Shop # here\n::1 shop.example\nnonsense x.example\n"
    async with name_server({"shop.example": ("127.0.0.9",)}) as server:
        rules = Computer(tmp_path, server.port).tell(hosts=hosts)
        assert set(await look_up(rules, "Shop.Example.")) == {"127.0.0.7", "::1"}
        assert await look_up(rules, "shop") == ["127.0.0.7"]
        assert server.asked == []
        no_files = Computer(tmp_path, server.port).tell(hosts=hosts, sources="dns")
        assert await look_up(no_files, "shop.example") == ["127.0.0.9"]


async def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    rules = Computer(tmp_path).tell(hosts="127.0.0.7 shop.example\n")
    assert await look_up(rules, "shop.example") == ["127.0.0.7"]
    (tmp_path / "hosts").write_text("127.0.0.88 shop.example\n")
    assert await look_up(rules, "shop.example") == ["127.0.0.88"]


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ("", ["api.shop", "api.shop.one.test", "api.shop.two.test"]),
        ("options ndots:2\n", ["api.shop.one.test", "api.shop.two.test"]),
    ],
)
async def test_the_search_list_is_gone_through_as_the_system_does(
    tmp_path: Path, options: str, asked: list[str]
) -> None:
    conf = f"search one.test two.test\nnameserver 127.0.0.1\n{options}"
    async with name_server({"api.shop.two.test": ("127.0.0.3",)}) as server:
        rules = Computer(tmp_path, server.port).tell(resolv_conf=conf)
        assert await look_up(rules, "api.shop") == ["127.0.0.3"]
    assert list(dict.fromkeys(server.asked)) == asked


async def test_a_name_without_dots_is_sought_in_the_domain(tmp_path: Path) -> None:
    conf = "domain one.test\nnameserver 127.0.0.1\n"
    async with name_server({"intranet.one.test": ("127.0.0.4",)}) as server:
        rules = Computer(tmp_path, server.port).tell(resolv_conf=conf)
        assert await look_up(rules, "intranet") == ["127.0.0.4"]


async def test_the_second_name_server_answers_for_the_first(tmp_path: Path) -> None:
    conf = "nameserver 127.0.0.2\nnameserver 127.0.0.1\noptions timeout:1\n"  # nobody is at the 1st
    async with name_server({"shop.example": ("127.0.0.5",)}) as server:
        rules = Computer(tmp_path, server.port).tell(resolv_conf=conf)
        assert await look_up(rules, "shop.example") == ["127.0.0.5"]


def test_the_time_for_a_name_is_as_the_computer_has_it(tmp_path: Path) -> None:
    conf = "nameserver 127.0.0.1\nnameserver 127.0.0.2\noptions timeout:3 attempts:2\n"
    servers = Computer(tmp_path).tell(resolv_conf=conf).servers_for("shop.example")
    assert servers is not None
    assert (servers.timeout, servers.lifetime) == (3, 12)


async def test_a_family_that_stays_silent_does_not_keep_the_other_waiting(tmp_path: Path) -> None:
    kinds = frozenset({"AAAA"})
    async with name_server({"shop.example": ("127.0.0.6",)}, silent_kinds=kinds) as server:
        async with asyncio.timeout(20):  # the name servers have 30 s for it
            rules = Computer(tmp_path, server.port).tell(
                resolv_conf="nameserver 127.0.0.1\noptions timeout:30 attempts:9\n"
            )
            assert await look_up(rules, "shop.example") == ["127.0.0.6"]


async def test_checks_of_one_name_ask_once_and_believe_it_as_long_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with name_server({"shop.example": ("127.0.0.6",)}, ttl_s=3600) as server:
        names = Names(Computer(tmp_path, server.port).tell())
        ask = [names.addresses("shop.example", lambda: None) for _ in range(5)]
        await asyncio.gather(*ask)
        await names.addresses("shop.example", lambda: None)
        assert server.asked == ["shop.example"] * 2  # IPv4 and IPv6
        monkeypatch.setattr(names_module, "BELIEVED_S", -1.0)
        names._believed.clear()
        await names.addresses("shop.example", lambda: None)
        await names.addresses("shop.example", lambda: None)
        assert server.asked == ["shop.example"] * 6
        names.close()


async def test_who_gives_up_leaves_the_others_their_answer(tmp_path: Path) -> None:
    async with name_server({"shop.example": ("127.0.0.6",)}) as server:
        names = Names(Computer(tmp_path, server.port).tell())
        giving_up, staying = (
            asyncio.create_task(names.addresses("shop.example", lambda: None)) for _ in range(2)
        )
        await asyncio.sleep(0)
        giving_up.cancel()
        assert [str(a) for a in await staying] == ["127.0.0.6"]
        names.close()


@pytest.mark.parametrize(
    ("host", "sources", "resolv_conf"),
    [
        ("printer", "files dns", "nameserver 127.0.0.1\n"),  # no dot, and no search list
        ("printer.local", "files mdns4_minimal [NOTFOUND=return] dns", "nameserver 127.0.0.1\n"),
        ("shop.localhost", "files dns", "nameserver 127.0.0.1\n"),
        ("shop.example", "files ldap", "nameserver 127.0.0.1\n"),
        ("shop.example", "files dns", "# no name server\n"),
        ("shop.example", "files dns", "nameserver nonsense\n"),
        (socket.gethostname(), "files dns myhostname", "nameserver 127.0.0.1\n"),
    ],
)
def test_what_only_the_system_knows_is_asked_of_the_system(
    tmp_path: Path, host: str, sources: str, resolv_conf: str
) -> None:
    rules = Computer(tmp_path).tell(resolv_conf=resolv_conf, sources=sources)
    assert rules.servers_for(host) is None


def test_other_systems_and_other_orders_leave_it_to_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert NameRules(is_own=False).servers_for("shop.example") is None
    monkeypatch.setitem(os.environ, "RES_OPTIONS", "ndots:3")
    assert NameRules().servers_for("shop.example") is None


async def test_what_name_servers_do_not_know_may_be_known_to_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(host: str, *_given: object, **_named: object) -> list[object]:
        assert host == "guest.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.8", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", known)
    async with name_server({}) as server:
        rules = Computer(tmp_path, server.port).tell(sources="files libvirt dns")
        assert await look_up(rules, "guest.example") == ["127.0.0.8"]
        assert server.asked


async def test_a_name_the_system_is_silent_about_holds_one_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    hanging = threading.Event()

    def stuck(host: str, *_given: object, **_named: object) -> list[object]:
        asked.append(host)
        if host == "stuck":
            hanging.wait(60)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.8", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    names = Names(NameRules(is_own=False), threads=2)
    begun: list[int] = []
    waiting = [
        asyncio.create_task(names.addresses("stuck", lambda n=n: begun.append(n)))  # type: ignore[misc]
        for n in range(9)
    ]
    try:
        async with asyncio.timeout(60):
            fine = await names.addresses("fine", lambda: None)
    finally:
        hanging.set()
    assert [str(address) for address in fine] == ["127.0.0.8"]
    assert {str(found[0]) for found in await asyncio.gather(*waiting)} == {"127.0.0.8"}
    assert (asked.count("stuck"), sorted(begun)) == (1, list(range(9)))
    names.close()


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "shop..example", "straße" * 20])
async def test_what_can_be_no_name_is_refused_by_us(tmp_path: Path, host: str) -> None:
    with pytest.raises(Failed) as failed:
        await look_up(Computer(tmp_path).tell(), host)
    assert failed.value.detail == f"{host} is not a name that can be resolved"


async def test_a_name_beyond_ascii_is_asked_as_name_servers_know_it(tmp_path: Path) -> None:
    async with name_server({"xn--bcher-kva.example": ("127.0.0.6",)}) as server:
        rules = Computer(tmp_path, server.port).tell()
        assert await look_up(rules, "bücher.example") == ["127.0.0.6"]


def test_addresses_come_in_the_order_in_which_there_is_a_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ipaddress import ip_address

    ours = {"2001:4860::1": "2a00::5", "fd00::1": "fd00::9", "192.0.2.1": "10.0.0.2"}
    monkeypatch.setattr(names_module, "_own_address", lambda address: ours.get(str(address)))

    def ordered(*texts: str) -> list[str]:
        return [str(address) for address in in_order([ip_address(text) for text in texts])]

    assert ordered("192.0.2.1", "2001:4860::1") == ["2001:4860::1", "192.0.2.1"]
    assert ordered("2606::7", "192.0.2.1") == ["192.0.2.1", "2606::7"]  # no way by IPv6
    ours["2001:4860::1"] = "fd00::9"  # only a private network of our own speaks IPv6
    assert ordered("2001:4860::1", "192.0.2.1") == ["192.0.2.1", "2001:4860::1"]
