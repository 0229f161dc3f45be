"""The pipe: requests, replies, announcements, strangers, and the death of either side."""

import asyncio
import contextlib
import logging
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from statusboard.app.processes import wire
from statusboard.app.processes.pipe import Address, Caller, Method, Server
from statusboard.domain.access import Credentials
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import Bug, Rejected, RuleBroken, StatusBoardError, Unavailable
from tests.fixtures.talking import talking

pytestmark = pytest.mark.anyio

BOUND_S = 60.0


async def twice(number: int, _who: Credentials) -> int:
    return number * 2


async def refuse(_given: None, _who: Credentials) -> None:
    raise RuleBroken("A name is missing.", field="name")


async def stumble(_given: None, _who: Credentials) -> None:
    raise KeyError("our mistake")


async def never(_given: None, _who: Credentials) -> None:
    await asyncio.Event().wait()


METHODS = {
    "twice": Method(int, twice),
    "refuse": Method(None, refuse),
    "stumble": Method(None, stumble),
    "never": Method(None, never),
}


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Server, Address]]:
    server = Server(METHODS)
    address = await server.start()
    try:
        yield server, address
    finally:
        await server.stop()


async def test_a_call_is_answered_with_the_result_of_its_method() -> None:
    async with listening() as (_, address), talking(address) as (caller, _heard):
        assert await caller.call("twice", 21, int) == 42


async def test_calls_in_flight_together_get_each_their_own_answer() -> None:
    async with listening() as (_, address), talking(address) as (caller, _heard):
        answers = await asyncio.gather(*(caller.call("twice", n, int) for n in range(50)))
        assert answers == [2 * n for n in range(50)]


async def test_a_broken_rule_arrives_as_the_same_error_with_its_field() -> None:
    async with listening() as (_, address), talking(address) as (caller, _heard):
        with pytest.raises(RuleBroken, match="A name is missing") as caught:
            await caller.call("refuse", None, None)
        assert caught.value.field == "name"


async def test_a_defect_reaches_the_caller_and_the_program_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with listening() as (_, address), talking(address) as (caller, _heard):
        with pytest.raises(Bug, match="KeyError"):
            await caller.call("stumble", None, None)
        assert await caller.call("twice", 1, int) == 2
    assert "defect in stumble" in caplog.text
    caplog.clear()


async def test_an_unknown_method_or_a_wrong_argument_is_refused() -> None:
    async with listening() as (_, address), talking(address) as (caller, _heard):
        with pytest.raises(Bug, match="cannot be asked for fly"):
            await caller.call("fly", None, None)
        with pytest.raises(Bug):
            await caller.call("twice", "a text", int)


@pytest.mark.parametrize(
    "error",
    [
        RuleBroken("A name is missing.", field="name"),
        Unavailable("The database is busy.", retry_after_s=1.5),
        Rejected("New Relic refused the key."),
        Bug("We asked for nothing."),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_every_error_of_ours_arrives_as_it_was_raised(error: StatusBoardError) -> None:
    async def fail(_given: None, _who: Credentials) -> None:
        raise error

    server = Server({"fail": Method(None, fail)})
    async with talking(await server.start()) as (caller, _heard):
        with pytest.raises(type(error)) as caught:
            await caller.call("fail", None, None)
        await server.stop()
    names = ("sentence", "field", "retry_after_s")
    assert [getattr(caught.value, name, None) for name in names] == [
        getattr(error, name, None) for name in names
    ]


async def test_every_caller_hears_an_announcement() -> None:
    changes = Changes.of(Topic.STATES, components=frozenset({3}))
    async with (
        listening() as (server, address),
        talking(address) as (one, one_heard),
        talking(address) as (two, two_heard),
    ):
        await one.call("twice", 1, int)
        await two.call("twice", 1, int)
        server.announce(changes)
        async with asyncio.timeout(BOUND_S):
            assert await one_heard.get() == changes
            assert await two_heard.get() == changes


async def test_a_stranger_without_the_secret_is_hung_up_on() -> None:
    async with listening() as (server, address):
        reader, writer = await asyncio.open_connection("127.0.0.1", address.port)
        writer.write(wire.line_of(wire.Hello("a guess")))
        writer.write(wire.line_of(wire.Call(1, "twice", wire.raw(2))))
        async with asyncio.timeout(BOUND_S):
            assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()
        assert server.callers == 0


async def test_who_is_connected_is_counted_and_no_goodbye_of_another_ends_the_program() -> None:
    async with listening() as (server, address):
        first = await Caller.connect(address, lambda _: None)
        second = await Caller.connect(address, lambda _: None)
        assert server.staying == 2
        await first.close()
        await second.close()


async def test_another_program_at_the_address_is_not_taken_for_ours() -> None:
    async with listening() as (_, address):
        other = Address(address.port, "of another program", address.pid)
        with pytest.raises(Unavailable, match="does not answer"):
            await Caller.connect(other, lambda _: None)


async def test_nonsense_ends_one_conversation_and_harms_no_other() -> None:
    async with listening() as (_, address), talking(address) as (caller, _heard):
        reader, writer = await asyncio.open_connection("127.0.0.1", address.port)
        writer.write(wire.line_of(wire.Hello(address.token)) + b"\x00 nonsense\n")
        async with asyncio.timeout(BOUND_S):
            assert await reader.read() == wire.line_of(wire.Welcome())
        writer.close()
        await writer.wait_closed()
        assert await caller.call("twice", 2, int) == 4


async def test_what_asks_for_nothing_is_passed_over() -> None:
    async with listening() as (_, address):
        reader, writer = await asyncio.open_connection("127.0.0.1", address.port)
        hello = wire.line_of(wire.Hello(address.token))
        writer.write(hello + hello + wire.line_of(wire.Call(7, "twice", wire.raw(2))))
        async with asyncio.timeout(BOUND_S):
            assert await reader.readline() == wire.line_of(wire.Welcome())
            assert await reader.readline() == wire.line_of(wire.Reply(7, wire.raw(4)))
        writer.close()
        await writer.wait_closed()


async def test_a_caller_that_never_reads_loses_its_connection_and_no_other_does() -> None:
    much = Changes.of(Topic.STATES, components=frozenset(range(300_000)))
    async with listening() as (server, address):
        _, deaf = await asyncio.open_connection("127.0.0.1", address.port, limit=1)
        deaf.write(wire.line_of(wire.Hello(address.token)))
        async with asyncio.timeout(BOUND_S):
            while not server.callers:
                server.callers_changed.clear()
                await server.callers_changed.wait()
        for _ in range(30):  # far more than the kernel and we keep for it
            server.announce(much)
        async with talking(address) as (caller, _heard), asyncio.timeout(BOUND_S):
            assert await caller.call("twice", 2, int) == 4
            assert server.callers == 1
        deaf.close()
        with contextlib.suppress(OSError):
            await deaf.wait_closed()


async def test_an_answer_to_somebody_who_left_is_nobodys_and_the_program_goes_on() -> None:
    asked, go, answered = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slowly(_given: None, _who: Credentials) -> None:
        asked.set()
        await go.wait()
        answered.set()

    server = Server({**METHODS, "slowly": Method(None, slowly)})
    address = await server.start()
    async with asyncio.timeout(BOUND_S), talking(address) as (staying, _heard):
        async with talking(address) as (leaving, _also_heard):
            call = asyncio.ensure_future(leaving.call("slowly", None, None))
            await asked.wait()
        while server.callers > 1:
            server.callers_changed.clear()
            await server.callers_changed.wait()
        go.set()
        await answered.wait()
        assert await staying.call("twice", 2, int) == 4
        with pytest.raises(Unavailable):
            await call
    await server.stop()


async def test_a_program_that_could_not_listen_ends_all_the_same() -> None:
    server = Server(METHODS)
    await server.stop()
    assert server.callers == 0


@pytest.mark.parametrize(
    "welcome",
    [b"nonsense\n", b"", wire.line_of(wire.Hello("a guess"))],
    ids=["nonsense", "silence", "another message"],
)
async def test_what_does_not_welcome_us_is_hung_up_on(welcome: bytes) -> None:
    hung_up = asyncio.Event()

    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(welcome)
        if not welcome:
            writer.write_eof()
        await reader.read()
        hung_up.set()
        writer.close()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    async with server, asyncio.timeout(BOUND_S):
        address = Address(server.sockets[0].getsockname()[1], "", 0)
        with pytest.raises(Unavailable, match="The office does not answer"):
            await Caller.connect(address, lambda _: None, role="office")
        await hung_up.wait()


async def test_a_call_in_flight_fails_when_the_program_dies() -> None:
    async with listening() as (server, address), talking(address) as (caller, _heard):
        waiting = asyncio.ensure_future(caller.call("never", None, None))
        await caller.call("twice", 1, int)
        await server.stop()
        async with asyncio.timeout(BOUND_S):
            with pytest.raises(Unavailable):
                await waiting
            await caller.closed()
        with pytest.raises(Unavailable):
            await caller.call("twice", 1, int)


async def test_a_program_that_talks_nonsense_is_gone_and_its_calls_with_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()  # hello
        writer.write(wire.line_of(wire.Welcome()))
        await reader.readline()  # the call
        writer.write(b"nonsense\n")
        await reader.read()
        writer.close()

    caplog.set_level(logging.INFO)
    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    async with server, talking(Address(server.sockets[0].getsockname()[1], "", 0)) as (caller, _):
        async with asyncio.timeout(BOUND_S):
            with pytest.raises(Unavailable, match="stopped while it was doing this"):
                await caller.call("twice", 1, int)
            await caller.closed()
    assert "program lost: Bug" in caplog.text


async def test_nobody_at_the_address_is_unavailable() -> None:
    async with listening() as (_, address):
        pass
    with pytest.raises(Unavailable):
        await Caller.connect(address, lambda _: None)


def test_the_address_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "run" / "collector.json"
    address = Address(1234, "secret", 99)
    address.write(file)
    assert Address.read(file) == address
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "secret" not in repr(address)


def test_a_damaged_address_file_is_no_address(tmp_path: Path) -> None:
    file = tmp_path / "collector.json"
    for damage in ("", "{", "[]", '{"port": "x"}'):
        file.write_text(damage)
        assert Address.read(file) is None
