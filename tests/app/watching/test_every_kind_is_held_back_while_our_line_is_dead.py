"""Whatever kind of check it is: what our own line caused is held back, and theirs is believed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.services.kinds import check_kinds
from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.app.watching.witnesses import Heard
from statusboard.catalog.declaration import CheckKind, Config
from statusboard.domain.check import Check
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.names import Names
from tests.fixtures.clock import ManualClock
from tests.fixtures.line import LAME, LOST, WELL
from tests.fixtures.name_server import SILENT, Computer, name_server
from tests.fixtures.record_server import RecordServer, record_server
from tests.fixtures.sockets import listening, nobody_accepts

pytestmark = pytest.mark.anyio

KINDS = [kind for kind in check_kinds().values() if kind.aimed_at is not None]
PING = [kind for kind in check_kinds().values() if kind.probe and kind.aimed_at is None]
UP = Answer(Outcome.UP, Reason.OK)
ELSEWHERE = "service.example:443"


@asynccontextmanager
async def runner_of(kind: CheckKind, names: Names | None = None) -> AsyncIterator[Runner]:
    connections = Connections(names=names)
    try:
        yield Runner({kind.key: kind}, connections, ManualClock(), Seats())
    finally:
        await connections.aclose()


async def answer_of(runner: Runner, kind: CheckKind, config: Config, deadline_ms: int) -> Answer:
    deadline = timedelta(milliseconds=deadline_ms)
    return (await runner.ask(Check(1, 1, kind.key, config, deadline=deadline))).answer


def judged(answer: Answer, heard: Heard) -> Answer:
    """What is made of an answer after good times, while the witnesses say so."""
    network = OwnNetwork()
    network.hear(WELL, 90.0)
    for at_s in (91.0, 92.0, 93.0):
        network.pass_on(CheckResult(1, 0, UP), ELSEWHERE, at_s, asked_s=at_s - 0.5)
    result = CheckResult(1, 0, answer)
    if network.needs_evidence(result, ELSEWHERE):
        network.hear(heard, 100.0)
    return network.pass_on(result, ELSEWHERE, 100.0, asked_s=99.5).answer


def is_nobodys(answer: Answer) -> bool:
    return answer.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
async def test_a_host_that_is_silent_is_theirs_only_where_our_line_works(kind: CheckKind) -> None:
    assert kind.aimed_at is not None
    async with runner_of(kind) as runner:
        with nobody_accepts() as port:
            got = await answer_of(runner, kind, kind.aimed_at("127.0.0.1", port), 300)
    assert is_nobodys(judged(got, replace(LOST, names=False)))
    assert judged(got, WELL) == got
    assert got.outcome is (Outcome.UNKNOWN if kind.is_source else Outcome.DOWN)


@pytest.mark.parametrize("kind", [*KINDS, *PING], ids=lambda kind: kind.key)
async def test_a_name_that_is_not_found_is_theirs_only_where_the_name_server_knows_others(
    kind: CheckKind, tmp_path: Path
) -> None:
    aim = kind.aimed_at or (lambda host, _port: {"host": host})
    async with name_server({"shop.example": SILENT}) as server:
        names = Names(Computer(tmp_path, server.port).tell())
        async with runner_of(kind, names) as runner:
            got = await answer_of(runner, kind, aim("shop.example", 443), 300)
    assert is_nobodys(judged(got, LAME))
    assert judged(got, WELL) == got


async def test_a_name_server_of_our_own_that_is_silent_is_our_own(tmp_path: Path) -> None:
    kind = check_kinds()["dns_record"]
    async with name_server({"shop.example": SILENT}) as server:
        names = Names(Computer(tmp_path, server.port).tell())
        async with runner_of(kind, names) as runner:
            got = await answer_of(runner, kind, {"name": "shop.example"}, 300)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DEADLINE)
    assert is_nobodys(judged(got, LAME))
    assert judged(got, WELL) == got


async def test_a_datagram_that_is_not_answered_is_no_name_that_was_not_found(
    tmp_path: Path,
) -> None:
    """Its name was found: a name server of ours that is lame by now has nothing to do with it."""
    kind = check_kinds()["dns_record"]
    silent = RecordServer({}, deaf_to=100)
    async with name_server({"ns.example": ("127.0.0.1",)}) as server, record_server(silent):
        names = Names(Computer(tmp_path, server.port).tell())
        async with runner_of(kind, names) as runner:
            config = {"name": "shop.example", "server": "ns.example", "port": silent.port}
            got = await answer_of(runner, kind, config, 300)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DEADLINE)
    assert judged(got, LAME) == got
    assert is_nobodys(judged(got, replace(LOST, names=False)))


async def test_records_that_a_lying_name_server_gives_are_our_own(tmp_path: Path) -> None:
    kind = check_kinds()["dns_record"]
    async with name_server({"shop.example": ("10.0.0.1",)}) as server:
        names = Names(Computer(tmp_path, server.port).tell())
        async with runner_of(kind, names) as runner:
            config = {"name": "shop.example", "expect": "192.0.2.10"}
            got = await answer_of(runner, kind, config, 20_000)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DNS_RECORDS)
    lying = replace(WELL, names=False, lame="gives every name the same address", canary=False)
    assert is_nobodys(judged(got, lying))
    assert judged(got, WELL) == got


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
async def test_a_server_that_speaks_badly_is_their_own(kind: CheckKind) -> None:
    """Whatever it says, it is there: a dead line says nothing."""
    assert kind.aimed_at is not None

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"421 go away\r\n" * 3)
        await writer.drain()
        writer.write_eof()
        await reader.read()

    async with runner_of(kind) as runner, listening(talk) as port:
        got = await answer_of(runner, kind, kind.aimed_at("127.0.0.1", port), 20_000)
    assert judged(got, WELL) == got
