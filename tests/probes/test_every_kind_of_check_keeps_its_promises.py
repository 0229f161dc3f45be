"""The contract of a check kind, held against every file of the probes folder."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
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
from tests.fixtures.time import HandClock
from tests.fixtures.web import Asked, serving

KINDS = registry.load(probes, CheckKind)
GOOD = [(kind, example) for kind in KINDS.values() for example in kind.good]
BAD = [(kind, example) for kind in KINDS.values() for example in kind.bad]
ASKED_ONE_BY_ONE = [kind for kind in KINDS.values() if kind.probe is not None]


def name_of(value: object) -> str:
    return value.key if isinstance(value, CheckKind) else ""


def test_both_kinds_are_found() -> None:
    assert {"http", "new_relic_entity"} <= KINDS.keys()


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


@contextmanager
def aimed_at(kind: CheckKind, port: int) -> Iterator[Check]:
    """The kind's first good example, pointed at a server of ours."""
    config = dict(kind.good[0].config)
    for spec in kind.fields:
        if spec.kind is FieldKind.URL:
            config[spec.name] = f"http://127.0.0.1:{port}/"
    yield Check(1, 1, kind.key, config, deadline=timedelta(milliseconds=300))


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ASKED_ONE_BY_ONE, ids=name_of)
async def test_the_deadline_is_kept_and_cancelling_leaves_nothing(kind: CheckKind) -> None:
    arrived = asyncio.Event()

    async def never(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await asyncio.sleep(30)

    connections = Connections(loopback_only=True)
    runner = Runner(KINDS, connections, HandClock(), Seats())
    loop = asyncio.get_running_loop()
    async with serving(never) as site:
        with aimed_at(kind, site.port) as check:
            begun = loop.time()
            got = (await runner.ask(check)).answer
            assert loop.time() - begun < 25.0  # the server says nothing for 30
            assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DEADLINE)
            arrived.clear()
            asking = asyncio.create_task(runner.ask(check))
            await arrived.wait()
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
        await connections.aclose()


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ASKED_ONE_BY_ONE, ids=name_of)
async def test_a_refused_connection_is_an_answer_not_an_error(kind: CheckKind) -> None:
    connections = Connections(loopback_only=True)
    runner = Runner(KINDS, connections, HandClock(), Seats())
    with aimed_at(kind, 1) as check:
        got = (await runner.ask(check)).answer
    await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.REFUSED)
    assert got.transcript
