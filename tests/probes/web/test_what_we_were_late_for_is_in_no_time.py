"""An answer is timed by when it arrived, however late our own loop gets round to it."""

import asyncio
import socket
import sys
import time
from collections.abc import Iterator

import pytest

from statusboard.domain.result import Outcome
from statusboard.probes.record import Record
from statusboard.probes.web.arrivals import StampedSocket
from statusboard.probes.web.connections import Connections
from tests.fixtures.web import Asked, answer, ask, serving

STILL_S = 2.0
ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux stamps what arrives")


@ONLY_LINUX
@pytest.mark.anyio
@pytest.mark.parametrize("expects", [{}, {"expect_text": "ok"}])
async def test_a_loop_that_is_busy_makes_no_answer_slow(expects: dict[str, str]) -> None:
    async def answers(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer())
        time.sleep(STILL_S)  # noqa: ASYNC251 - whoever asked shares this loop, and hears late

    connections = Connections()
    async with serving(answers) as site:
        try:
            # The first to ask for stamps gets them a moment later: the kernel has to turn them on.
            await ask(site.url(), connections=connections)
            told = await ask(site.url(), connections=connections, **expects)
        finally:
            await connections.aclose()
    assert told.outcome is Outcome.UP
    assert told.phases.wait_us is not None
    assert told.phases.wait_us + (told.phases.read_us or 0) < STILL_S * 1_000_000 / 2


@pytest.fixture
def pair() -> Iterator[tuple[StampedSocket, socket.socket]]:
    listening = socket.create_server(("127.0.0.1", 0))
    ours = StampedSocket(socket.AF_INET, socket.SOCK_STREAM)
    ours.connect(listening.getsockname())
    theirs, _ = listening.accept()
    with listening, ours, theirs:
        yield ours, theirs


def test_bytes_arrive_when_they_are_read_where_nobody_stamps_them(
    pair: tuple[StampedSocket, socket.socket],
) -> None:
    ours, theirs = pair
    before_ns = time.perf_counter_ns()
    theirs.sendall(b"ok")
    assert ours.recv(10) == b"ok"
    assert before_ns <= ours.arrived_ns <= time.perf_counter_ns()


@ONLY_LINUX
def test_a_stamp_is_between_sending_and_reading(
    pair: tuple[StampedSocket, socket.socket],
) -> None:
    ours, theirs = pair
    ours.stamp()
    before_ns = time.perf_counter_ns()
    theirs.sendall(b"ok")
    assert ours.recv(10) == b"ok"
    # Two clocks are read one after the other: a little apart.
    assert before_ns - 50_000_000 <= ours.arrived_ns <= time.perf_counter_ns()


def test_reading_ends_with_the_last_byte_and_takes_no_negative_time() -> None:
    record = Record()
    record.begin("wait")
    record.hear(1)  # a stamp from before the question
    record.stop()
    assert record.phases.wait_us == 0
    assert record.phases.read_us == 0
