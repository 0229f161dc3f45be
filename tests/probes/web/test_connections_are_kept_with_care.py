"""Kept connections save work, and their death is never taken for the service's."""

import asyncio
import gc
import warnings

import pytest

from statusboard.domain.result import Outcome, Reason
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.message import Message
from tests.fixtures.web import Asked, always, answer, ask, serving

pytestmark = pytest.mark.anyio


async def test_the_next_question_uses_the_same_connection() -> None:
    connections = Connections()
    async with serving(always(answer())) as site:
        first = await ask(site.url(), connections=connections)
        again = await ask(site.url(), connections=connections)
        await connections.aclose()
    assert site.connections == 1
    assert first.phases.connect_us is not None
    assert again.phases.connect_us is None


async def test_two_checks_never_share_a_connection() -> None:
    connections = Connections()
    async with serving(always(answer())) as site:
        for check_id in (1, 2, 1, 2):
            await ask(site.url(), connections=connections, check_id=check_id)
        await connections.aclose()
    assert [asked.connection for asked in site.asked] == [1, 2, 1, 2]


async def test_every_so_often_everything_is_measured_anew() -> None:
    connections = Connections(fresh_every=3)
    async with serving(always(answer())) as site:
        got = [await ask(site.url(), connections=connections, check_id=3) for _ in range(7)]
        await connections.aclose()
    fresh = [a.phases.connect_us is not None for a in got]
    assert fresh == [True, False, True, False, False, True, False]


async def test_a_connection_the_server_closed_meanwhile_is_no_failure() -> None:
    closed: list[asyncio.StreamWriter] = []

    async def once(_asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(answer())
        await writer.drain()
        closed.append(writer)
        return False

    connections = Connections()
    async with serving(once) as site:
        got = [await ask(site.url(), connections=connections) for _ in range(5)]
        await connections.aclose()
    assert [a.outcome for a in got] == [Outcome.UP] * 5
    assert site.connections == 5


async def test_a_connection_that_dies_under_the_question_is_asked_again_once() -> None:
    async def dies_on_reuse(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.path == "/second" and asked.connection == 1:
            return False
        writer.write(answer())
        return True

    connections = Connections()
    async with serving(dies_on_reuse) as site:
        await ask(site.url("/first"), connections=connections)
        got = await ask(site.url("/second"), connections=connections)
        await connections.aclose()
    assert got.outcome is Outcome.UP
    assert got.phases.connect_us is not None
    assert [(a.path, a.connection) for a in site.asked] == [
        ("/first", 1),
        ("/second", 1),
        ("/second", 2),
    ]


async def test_a_kept_connection_that_leads_nowhere_is_given_up_in_time() -> None:
    async def silent_on_reuse(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/second" and asked.connection == 1:
            await asyncio.sleep(30)
        writer.write(answer())

    connections = Connections()
    async with serving(silent_on_reuse) as site:
        await ask(site.url("/first"), connections=connections, within_s=3)
        got = await ask(site.url("/second"), connections=connections, within_s=3)
        await connections.aclose()
    assert got.outcome is Outcome.UP
    assert got.response_us is not None
    assert got.response_us < 1_400_000  # the silence, half of the limit, was not the service's


async def test_a_service_that_became_slow_is_given_its_whole_deadline() -> None:
    async def slow_from_now_on(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/second":
            await asyncio.sleep(0.7)
        writer.write(answer())

    connections = Connections()
    async with serving(slow_from_now_on) as site:
        await ask(site.url("/first"), connections=connections, within_s=1)
        got = await ask(site.url("/second"), connections=connections, within_s=1)
        await connections.aclose()
    assert (got.outcome, got.detail) == (Outcome.UP, "")
    assert got.response_us is not None
    assert 650_000 < got.response_us < 1_000_000
    assert got.phases.connect_us is None


async def test_two_answers_in_the_same_moment_leave_no_connection_behind() -> None:
    both = asyncio.Event()
    waiting: list[Asked] = []

    async def stalled(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/second":
            waiting.append(asked)
            if len(waiting) == 2:
                both.set()
            await both.wait()
        writer.write(answer())

    connections = Connections()
    async with serving(stalled) as site:
        await ask(site.url("/first"), connections=connections, within_s=1)
        got = await ask(site.url("/second"), connections=connections, within_s=1)
        assert got.outcome is Outcome.UP
        # It was slow, and so is asked on a new connection next time: none is left.
        assert connections.transport(1, verify=True).kept == 0
        async with asyncio.timeout(5):
            while site.open:  # noqa: ASYNC110 - the server has yet to see it go
                await asyncio.sleep(0.01)
        await connections.aclose()


async def test_a_silent_service_that_takes_no_new_connection_is_waited_for() -> None:
    async def last_words(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.connection > 1:
            return False
        if asked.path == "/second":
            await asyncio.sleep(0.7)
        writer.write(answer())
        return True

    connections = Connections()
    async with serving(last_words) as site:
        await ask(site.url("/first"), connections=connections, within_s=1)
        got = await ask(site.url("/second"), connections=connections, within_s=1)
        await connections.aclose()
    assert got.outcome is Outcome.UP


async def test_a_service_that_hangs_on_every_connection_is_asked_on_two_and_no_more() -> None:
    async def hangs(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/second":
            await asyncio.sleep(30)
        writer.write(answer())

    connections = Connections()
    async with serving(hangs) as site:
        await ask(site.url("/first"), connections=connections, within_s=0.6)
        with pytest.raises(TimeoutError):  # which the runner tells as DEADLINE
            await ask(site.url("/second"), connections=connections, within_s=0.6)
        await connections.aclose()
    assert len(site.asked) == 3


async def test_a_failure_after_the_first_byte_is_not_asked_again() -> None:
    async def half_on_reuse(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(answer() if asked.path == "/first" else b"HTTP/1.1 200 OK\r\nConte")
        await writer.drain()
        return asked.path == "/first"

    connections = Connections()
    async with serving(half_on_reuse) as site:
        await ask(site.url("/first"), connections=connections)
        got = await ask(site.url("/second"), connections=connections)
        await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.CONNECTION_LOST)
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("config", "excess"),
    [
        ({"expect_status": "204"}, b"HTTP/1.1 204 No Content\r\n\r\nleft over"),
        ({"method": "HEAD"}, answer(b"a body that HEAD must not have")),
    ],
)
async def test_what_an_answer_left_behind_is_not_taken_for_the_next_one(
    config: dict[str, object], excess: bytes
) -> None:
    connections = Connections()
    async with serving(always(excess)) as site:
        got = [await ask(site.url(), connections=connections, **config) for _ in range(4)]
        await connections.aclose()
    assert [(a.outcome, a.detail) for a in got] == [(Outcome.UP, "")] * 4


async def test_a_post_always_gets_a_connection_of_its_own() -> None:
    connections = Connections()
    async with serving(always(answer())) as site:
        for _ in range(3):
            await ask(site.url(), connections=connections, method="POST", body="x")
        await connections.aclose()
    assert site.connections == 3


async def test_forgetting_a_check_closes_what_it_kept() -> None:
    connections = Connections()
    async with serving(always(answer())) as site:
        await ask(site.url(), connections=connections)
        await connections.forget([1])
        await ask(site.url(), connections=connections)
        await connections.aclose()
    assert site.connections == 2


async def test_forgetting_a_check_does_not_cut_off_its_question() -> None:
    arrived, forgotten = asyncio.Event(), asyncio.Event()

    async def slow_body(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(b"x" * 10)[:-1])
        await writer.drain()
        arrived.set()
        await forgotten.wait()
        writer.write(b"x")

    connections = Connections()
    async with serving(slow_body) as site:
        question = asyncio.create_task(ask(site.url(), connections=connections))
        await arrived.wait()
        while connections.transport(1, verify=True).kept == 0:  # noqa: ASYNC110 - a few turns
            await asyncio.sleep(0)
        transport = connections.transport(1, verify=True)
        await connections.forget([1])
        forgotten.set()
        got = await question
        assert transport.kept == 0
        await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.UP, Reason.OK)


async def test_beyond_its_room_nothing_is_kept() -> None:
    connections = Connections(keep_most=1)
    async with serving(always(answer())) as site:
        for check_id in (1, 2, 1, 2):
            await ask(site.url(), connections=connections, check_id=check_id)
        await connections.aclose()
    assert [asked.connection for asked in site.asked] == [1, 2, 1, 3]


async def test_a_cancelled_question_leaves_no_connection_behind() -> None:
    arrived = asyncio.Event()

    async def never(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await asyncio.sleep(30)

    connections = Connections()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        async with serving(never) as site:
            question = asyncio.create_task(ask(site.url(), connections=connections))
            await arrived.wait()
            question.cancel()
            with pytest.raises(asyncio.CancelledError):
                await question
            assert connections.transport(1, verify=True).kept == 0
            await connections.aclose()
            gc.collect()


async def test_a_closed_connection_leaves_nothing_to_collect() -> None:
    connections = Connections(fresh_every=1)
    async with serving(always(answer())) as site:
        gc.disable()  # nobody looks for rings
        try:
            for _ in range(3):
                await ask(site.url(), connections=connections)
            await connections.aclose()
            await asyncio.sleep(0)
            left = [
                one
                for one in gc.get_objects()
                if isinstance(one, asyncio.Transport)
                and (one.get_extra_info("peername") or (None, None))[1] == site.port
            ]
        finally:
            gc.enable()
    assert left == []


async def test_an_answer_that_was_read_leaves_nothing_to_collect() -> None:
    connections = Connections()
    async with serving(always(answer())) as site:
        gc.collect()
        gc.disable()  # nobody looks for rings
        try:
            for _ in range(5):
                await ask(site.url(), connections=connections)
            kept = [one for one in gc.get_objects() if isinstance(one, Message)]
        finally:
            gc.enable()
            await connections.aclose()
    assert len(kept) <= 1
