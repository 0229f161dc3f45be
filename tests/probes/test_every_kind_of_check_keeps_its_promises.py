"""The contract of a check kind, held against every file of the probes folder, and a throw-away one.

Whatever kind it is: one that asks over HTTP, and one that knows nothing of it.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard import probes
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats
from statusboard.catalog import registry
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import Example, FieldKind, validate
from statusboard.domain.check import Check
from statusboard.domain.result import Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.web.connections import Connections
from tests.fixtures.clock import ManualClock
from tests.fixtures.plugged_in import probes as more_probes
from tests.fixtures.sockets import listening, nobody_accepts

KINDS = registry.load(probes, CheckKind) | registry.load(more_probes, CheckKind)
GOOD = [(kind, example) for kind in KINDS.values() for example in kind.good]
BAD = [(kind, example) for kind in KINDS.values() for example in kind.bad]
# Ping and the like ask no port; what they promise all the same stands in tests of their own.
ASKED_ONE_BY_ONE = [kind for kind in KINDS.values() if kind.aimed_at is not None]


def name_of(value: object) -> str:
    return value.key if isinstance(value, CheckKind) else ""


def test_there_is_one_of_every_sort() -> None:
    assert {"http", "new_relic_entity", "tcp", "knock"} <= KINDS.keys()


@pytest.mark.parametrize(("kind", "example"), GOOD, ids=name_of)
def test_good_examples_are_accepted_and_described(kind: CheckKind, example: Example) -> None:
    config = validate(kind.fields, example.config)
    assert set(config) == {spec.name for spec in kind.fields}
    for described in (kind.describe(config), kind.describe(example.config)):
        assert described
        assert "\n" not in described
    assert kind.batched is (kind.probe is None)
    target = kind.target(config)
    assert target is None if kind.batched else target
    assert not (kind.batched and kind.aimed_at)
    assert kind.default_interval >= kind.shortest_interval


@pytest.mark.parametrize(("kind", "example"), BAD, ids=name_of)
def test_bad_examples_are_refused_naming_the_field(kind: CheckKind, example: Example) -> None:
    with pytest.raises(RuleBroken) as refused:
        validate(kind.fields, example.config)
    assert refused.value.field == example.bad_field
    assert refused.value.sentence.endswith((".", "?"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_an_unknown_field_is_refused_with_a_hint(kind: CheckKind) -> None:
    first = kind.fields[0].name
    with pytest.raises(RuleBroken) as refused:
        validate(kind.fields, {**kind.good[0].config, f"{first}x": "1"})
    assert refused.value.field == f"{first}x"
    assert f"Did you mean {first}?" in refused.value.sentence


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_every_field_says_what_it_is(kind: CheckKind) -> None:
    names = [spec.name for spec in kind.fields]
    assert len(set(names)) == len(names)
    common = {"kind", "interval", "deadline", "fail_after", "recover_after", "enabled"}
    assert not common & set(names)  # keys of every check in the file of services
    for spec in kind.fields:
        assert spec.label[0].isupper()
        assert "!" not in spec.label + spec.help
        assert spec.kind is not FieldKind.CHOICE or spec.default in spec.choices
    assert any(example.bad_field for example in kind.bad)


@pytest.mark.parametrize("kind", KINDS.values(), ids=name_of)
def test_a_description_of_anything_stored_never_fails(kind: CheckKind) -> None:
    for config in ({}, {spec.name: None for spec in kind.fields}, {"url": "http://[::1"}):
        assert isinstance(kind.describe(config), str)
        kind.target(config)


def aimed(kind: CheckKind, port: int) -> Check:
    """A check of that kind that asks a port of this computer."""
    assert kind.aimed_at is not None
    config = kind.aimed_at("127.0.0.1", port)
    assert kind.target(validate(kind.fields, config)) == f"127.0.0.1:{port}"
    return Check(1, 1, kind.key, config, deadline=timedelta(milliseconds=300))


def silence_of(kind: CheckKind) -> tuple[Outcome, Reason]:
    """What it means that nobody answers: of a source, that nothing is known."""
    if kind.is_source:
        return Outcome.UNKNOWN, Reason.SOURCE_UNAVAILABLE
    return Outcome.DOWN, Reason.DEADLINE


@asynccontextmanager
async def running(clock: ManualClock | None = None) -> AsyncIterator[Runner]:
    connections = Connections(loopback_only=True)
    try:
        yield Runner(KINDS, connections, clock or ManualClock(), Seats())
    finally:
        await connections.aclose()


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ASKED_ONE_BY_ONE, ids=name_of)
async def test_a_server_that_says_nothing_holds_nobody_longer_than_the_deadline(
    kind: CheckKind,
) -> None:
    async def never(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    loop = asyncio.get_running_loop()
    async with listening(never) as port, running() as runner:
        begun = loop.time()
        got = (await runner.ask(aimed(kind, port))).answer
        assert loop.time() - begun < 25.0  # the server says nothing for 30
    # A kind that only wants to be let in has its answer; one that listens is cut off.
    assert (got.outcome, got.reason) in ((Outcome.UP, Reason.OK), silence_of(kind))


@pytest.mark.anyio
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a full queue refuses at once")
@pytest.mark.parametrize("kind", ASKED_ONE_BY_ONE, ids=name_of)
async def test_the_deadline_is_kept_and_cancelling_leaves_nothing(kind: CheckKind) -> None:
    async with running() as runner:
        with nobody_accepts() as port:
            got = (await runner.ask(aimed(kind, port))).answer
            assert (got.outcome, got.reason) == silence_of(kind)
            asking = asyncio.create_task(runner.ask(aimed(kind, port)))
            for _ in range(5):
                await asyncio.sleep(0)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ASKED_ONE_BY_ONE, ids=name_of)
async def test_cancelling_while_an_answer_is_awaited_leaves_nothing(kind: CheckKind) -> None:
    arrived = asyncio.Event()

    async def never(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await asyncio.sleep(30)

    async with listening(never) as port, running() as runner:
        check = replace(aimed(kind, port), deadline=timedelta(seconds=20))
        asking = asyncio.create_task(runner.ask(check))
        waits = asyncio.create_task(arrived.wait())
        await asyncio.wait({asking, waits}, return_when=asyncio.FIRST_COMPLETED)
        waits.cancel()
        if not asking.done():  # a kind that says nothing to the server is done by now
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ASKED_ONE_BY_ONE, ids=name_of)
async def test_a_refused_connection_is_an_answer_not_an_error(kind: CheckKind) -> None:
    async with running() as runner:
        got = (await runner.ask(aimed(kind, 1))).answer
    refused = (Outcome.DOWN, Reason.REFUSED)
    assert (got.outcome, got.reason) == (silence_of(kind) if kind.is_source else refused)
    assert got.transcript


HOSTILE = {
    "nothing, and hangs up": b"",
    "zeros": bytes(5_000),
    "random bytes": bytes((n * 167 + 13) % 256 for n in range(5_000)),
    "a line that never ends": b"2" * 200_000,
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n" * 300,
    "control characters": b"\x1b[31mred\x07\r\n" * 300,
    "broken letters": b"+OK \xff\xfe\xfd\r\n" * 300,
}


@pytest.mark.anyio
@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("kind", ASKED_ONE_BY_ONE, ids=name_of)
async def test_whatever_a_server_says_is_an_answer_and_can_be_shown(
    kind: CheckKind, said: bytes
) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        await writer.drain()
        writer.write_eof()
        await reader.read()

    async with listening(talk) as port, running() as runner:
        check = replace(aimed(kind, port), deadline=timedelta(seconds=20))
        got = (await runner.ask(check)).answer
    assert got.reason not in (Reason.DEFECT, Reason.OWN_DELAY)
    assert got.outcome is not Outcome.UP or kind.key in ("tcp", "knock")
    for line in (got.detail, *got.transcript):
        assert line.isprintable()
        assert len(line) < 1_000
