"""Ping: over loopback where the system allows it, and words where it does not."""

import asyncio
import socket
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.domain.check import Check
from statusboard.domain.result import Outcome, Reason
from statusboard.probes.ping import DECLARATION as PING
from statusboard.probes.sockets.pinging import Pings, worth
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.names import Names
from tests.fixtures.clock import ManualClock
from tests.fixtures.name_server import Computer, name_server
from tests.fixtures.sockets import ask_kind

pytestmark = pytest.mark.anyio


def may_ping(family: socket.AddressFamily = socket.AF_INET) -> bool:
    protocol = socket.IPPROTO_ICMPV6 if family == socket.AF_INET6 else socket.IPPROTO_ICMP
    for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            socket.socket(family, kind, protocol).close()
        except OSError:
            continue
        return True
    return False


WHERE_ALLOWED = pytest.mark.skipif(not may_ping(), reason="this computer lets nobody ping")


@WHERE_ALLOWED
async def test_a_host_that_answers_is_up() -> None:
    got = await ask_kind(PING, host="127.0.0.1")
    assert (got.outcome, got.reason, got.detail) == (Outcome.UP, Reason.OK, "")
    assert got.response_us is not None
    assert got.response_us < 1_000_000
    assert len([line for line in got.transcript if line.startswith("ping ")]) == 3
    assert got.trace.address == "127.0.0.1"


@WHERE_ALLOWED
async def test_a_host_is_pinged_by_its_name(tmp_path) -> None:
    async with name_server({"gateway.example": ("127.0.0.1",)}) as server:
        connections = Connections(names=Names(Computer(tmp_path, server.port).tell()))
        try:
            got = await ask_kind(PING, connections=connections, host="gateway.example", count=1)
        finally:
            await connections.aclose()
    assert got.outcome is Outcome.UP
    assert got.phases.dns_us is not None
    assert got.phases.connect_us is None


@WHERE_ALLOWED
async def test_many_pings_at_once_are_told_from_each_other() -> None:
    answers = await asyncio.gather(
        *(ask_kind(PING, host=f"127.0.0.{n}", count=2) for n in range(1, 21))
    )
    assert {got.outcome for got in answers} == {Outcome.UP}


@WHERE_ALLOWED
async def test_where_sample_data_is_shown_only_this_computer_is_pinged() -> None:
    connections = Connections(loopback_only=True)
    try:
        got = await ask_kind(PING, connections=connections, host="192.0.2.1")
    finally:
        await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)


async def test_where_pings_are_forbidden_nobody_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket

    def forbidding(family=socket.AF_INET, type=socket.SOCK_STREAM, proto=0, *more, **named):  # noqa: A002
        if proto == socket.IPPROTO_ICMP:
            raise PermissionError(13, "Permission denied")
        return real(family, type, proto, *more, **named)

    monkeypatch.setattr("icmplib.sockets.socket.socket", forbidding)
    got = await ask_kind(PING, host="127.0.0.1")
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.NOT_CONFIGURED)
    assert "net.ipv4.ping_group_range" in got.detail


async def test_a_name_that_nobody_knows_is_the_name_s_failure(tmp_path) -> None:
    async with name_server({}) as server:
        connections = Connections(names=Names(Computer(tmp_path, server.port).tell()))
        try:
            got = await ask_kind(PING, connections=connections, host="gateway.example")
        finally:
            await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DNS)


@WHERE_ALLOWED
async def test_the_runner_asks_it_as_any_other_kind() -> None:
    connections = Connections(loopback_only=True)
    try:
        runner = Runner({"ping": PING}, connections, ManualClock(), Seats())
        check = Check(1, 1, "ping", {"host": "127.0.0.1"}, deadline=timedelta(seconds=10))
        assert (await runner.ask(check)).answer.outcome is Outcome.UP
        asking = asyncio.create_task(runner.ask(check))
        await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    finally:
        await connections.aclose()


@given(st.lists(st.integers(1, 5_000_000), max_size=10), st.integers(0, 5), st.integers(1, 10**7))
def test_all_lost_is_down_some_lost_is_degraded(took: list[int], lost: int, slow_us: int) -> None:
    pings = Pings(len(took) + lost, tuple(took))
    got = worth("gateway.example", pings, slow_us)
    if not took:
        assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.UNREACHABLE)
    elif lost:
        assert (got.outcome, got.reason) == (Outcome.DEGRADED, Reason.PACKETS_LOST)
        assert f"{lost} of {pings.sent} pings" in got.words
    else:
        is_slow = sorted(took)[len(took) // 2] > slow_us
        assert got.outcome is (Outcome.DEGRADED if is_slow else Outcome.UP)
