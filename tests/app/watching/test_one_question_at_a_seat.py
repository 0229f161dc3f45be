"""Seats and the runner: fairness, deadlines, defects, and what a seat is lent for."""

import asyncio
import logging
import socket
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.watching.runner import Runner
from statusboard.app.watching.seats import Seats, seats_for
from statusboard.catalog.declaration import CheckKind
from statusboard.domain.check import Check
from statusboard.domain.instants import to_us
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.base import ProbeContext
from statusboard.probes.http import DECLARATION
from statusboard.probes.new_relic_entity import DECLARATION as ENTITY
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.names import RESOLVERS
from tests.fixtures.clock import ManualClock
from tests.fixtures.web import Asked, answer, serving

pytestmark = pytest.mark.anyio

CHECK = Check(1, 1, "http", {"url": "http://127.0.0.1:9/"}, deadline=timedelta(seconds=1))


class Running:
    """A runner over one made-up kind of check."""

    def __init__(self, probe=None, seats: Seats | None = None) -> None:
        kind = replace(DECLARATION, probe=probe or DECLARATION.probe)
        self.clock = ManualClock()
        self.connections = Connections(loopback_only=True)
        self.kinds: Mapping[str, CheckKind] = {"http": kind, "new_relic_entity": ENTITY}
        self.runner = Runner(self.kinds, self.connections, self.clock, seats or Seats())

    async def __aenter__(self) -> Runner:
        return self.runner

    async def __aexit__(self, *_error: object) -> None:
        await self.connections.aclose()


async def test_a_dripping_server_is_cut_off_by_the_deadline() -> None:
    async def drip(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with serving(drip) as site, Running() as runner:
        asked = asyncio.get_running_loop().time()
        check = replace(CHECK, config={"url": site.url(), "expect_text": "ok"})
        got = (await runner.ask(check)).answer
        took = asyncio.get_running_loop().time() - asked
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DEADLINE)
    assert 0.99 < took < 60  # the server would go on for more than an hour
    assert got.detail.startswith("no complete answer within 1s: the answer was still coming in")
    assert got.phases.read_us is not None
    assert got.phases.read_us > 100_000
    assert "HTTP/1.1 200 OK" in got.transcript
    assert any(line.startswith("time went to: connect") for line in got.transcript)


async def test_a_silent_server_is_told_apart_from_a_slow_one() -> None:
    async def never(_asked: Asked, _writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    async with serving(never) as site, Running() as runner:
        got = (await runner.ask(replace(CHECK, config={"url": site.url()}))).answer
    assert got.reason is Reason.DEADLINE
    assert got.detail == ("no complete answer within 1s: connected, but nothing had been answered")


async def test_a_head_that_drips_is_an_answer_coming_in_not_a_silence() -> None:
    async def drip(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with serving(drip) as site, Running() as runner:
        got = (await runner.ask(replace(CHECK, config={"url": site.url()}))).answer
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DEADLINE)
    assert got.detail.startswith("no complete answer within 1s: the answer was still coming in")
    assert "(0 bytes)" not in got.detail
    assert got.phases.read_us is not None


async def test_a_handshake_that_hangs_is_the_server_s_and_cut_off_in_time() -> None:
    running = Running()
    clock = SystemClock()
    runner = Runner(running.kinds, running.connections, clock, Seats())
    loop = asyncio.get_running_loop()
    server = await loop.create_server(asyncio.Protocol, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    check = replace(CHECK, config={"url": f"https://127.0.0.1:{port}/"})
    asked_s = clock.monotonic()
    async with server, running:
        got = (await runner.ask(check)).answer
        took_s = clock.monotonic() - asked_s
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.DEADLINE)
    assert got.detail == "no complete answer within 1s: the TLS handshake was not finished"
    assert took_s < 5


async def test_waiting_for_a_free_resolver_is_our_delay_and_not_the_service_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hanging = threading.Event()
    real = socket.getaddrinfo

    def stuck(host: str, *given: object, **named: object):
        if host.startswith("stuck"):
            hanging.wait(10)
        return real(host, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    running = Running(seats=Seats(500, in_flight=500))
    try:
        async with running as runner:
            checks = [
                replace(CHECK, id=number, config={"url": f"http://stuck{number}.localhost/"})
                for number in range(RESOLVERS)
            ]
            fine = replace(CHECK, id=999, config={"url": "http://waiting.localhost:9/"})
            *stuck_ones, got = await asyncio.gather(*map(runner.ask, [*checks, fine]))
    finally:
        hanging.set()
    assert {r.answer.reason for r in stuck_ones} == {Reason.DEADLINE}
    assert (got.answer.outcome, got.answer.reason) == (Outcome.UNKNOWN, Reason.OWN_DELAY)
    assert "name" in got.answer.detail
    assert got.answer.response_us is None


async def test_an_answer_that_waits_for_our_judgement_is_not_the_service_s_delay() -> None:
    async def big(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(b'{"a": "' + b"x" * 70_000 + b'"}'))

    running = Running()
    hanging = threading.Event()
    # The one thread that searches long answers is busy with another one.
    busy = asyncio.create_task(running.connections.work_out(lambda: hanging.wait(10)))
    async with serving(big) as site, running as runner:
        config = {"url": site.url(), "expect_json": "$.a"}
        got = (await runner.ask(replace(CHECK, config=config))).answer
        hanging.set()
        await busy
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.OWN_DELAY)
    assert got.detail == (
        "no complete answer within 1s: it was there, and waited for this computer to judge it"
    )


async def test_a_deadline_that_fires_much_too_late_was_our_own_standstill() -> None:
    async def stopped(_config: object, _context: ProbeContext) -> Answer:
        running.clock.forward(10)  # nobody of this process moved for so long
        await asyncio.sleep(30)
        raise AssertionError

    running = Running(stopped)
    async with running as runner:
        got = (await runner.ask(CHECK)).answer
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, Reason.OWN_DELAY)
    assert got.detail == "this computer stood still for 10 s while the answer was awaited"


async def test_a_defect_of_a_probe_is_unknown_and_logged_once(allow_logs) -> None:
    heard = allow_logs("statusboard.app.watching.runner", level=logging.ERROR)

    async def broken(_config: object, _context: ProbeContext) -> Answer:
        raise ZeroDivisionError

    async with Running(broken) as runner:
        got = [(await runner.ask(CHECK)).answer for _ in range(3)]
    assert {(a.outcome, a.reason) for a in got} == {(Outcome.UNKNOWN, Reason.DEFECT)}
    assert "ZeroDivisionError" in got[0].detail
    assert len([r for r in heard if r.levelno == logging.ERROR]) == 1


async def test_a_timeout_of_the_probe_s_own_is_a_defect_not_a_deadline(allow_logs) -> None:
    allow_logs("statusboard.app.watching.runner", level=logging.ERROR)

    async def impatient(_config: object, _context: ProbeContext) -> Answer:
        raise TimeoutError

    async with Running(impatient) as runner:
        got = (await runner.ask(CHECK)).answer
    assert got.reason is Reason.DEFECT


async def test_cancellation_passes() -> None:
    begun = asyncio.Event()

    async def patient(_config: object, _context: ProbeContext) -> Answer:
        begun.set()
        await asyncio.sleep(30)
        raise AssertionError

    async with Running(patient) as runner:
        asking = asyncio.create_task(runner.ask(replace(CHECK, deadline=timedelta(seconds=60))))
        await begun.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        # Its seat is free again.
        seats = [runner._seats.taken("127.0.0.1:9") for _ in range(2)]
        async with seats[0], seats[1]:
            pass


@pytest.mark.parametrize(
    ("check", "reason", "words"),
    [
        (replace(CHECK, kind="carrier_pigeon"), Reason.UNKNOWN_KIND, "carrier_pigeon"),
        (replace(CHECK, config={}), Reason.NOT_CONFIGURED, "Address is missing"),
        (replace(CHECK, config={"url": "x", "typo": 1}), Reason.NOT_CONFIGURED, "typo"),
        (
            replace(CHECK, kind="new_relic_entity", config=ENTITY.good[0].config),
            Reason.NOT_CONFIGURED,
            "not connected",
        ),
    ],
)
async def test_what_cannot_be_asked_is_unknown_with_the_reason(
    check: Check, reason: Reason, words: str
) -> None:
    async with Running() as runner:
        got = (await runner.ask(check)).answer
    assert (got.outcome, got.reason) == (Outcome.UNKNOWN, reason)
    assert words in got.detail


async def test_waiting_for_a_seat_is_no_response_time() -> None:
    timed_before: list[int | None] = []
    first_in = asyncio.Event()
    go_on = asyncio.Event()

    async def probe(_config: object, context: ProbeContext) -> Answer:
        timed_before.append(context.record.response_us)
        context.record.begin("wait")
        if not first_in.is_set():
            first_in.set()
            await go_on.wait()
        context.record.stop()
        return Answer(Outcome.UP, Reason.OK, response_us=context.record.response_us)

    running = Running(probe, Seats(1))
    async with running as runner:
        first = asyncio.create_task(runner.ask(CHECK))
        await first_in.wait()
        second = asyncio.create_task(runner.ask(replace(CHECK, id=2)))
        await asyncio.sleep(0)
        running.clock.forward(5)
        go_on.set()
        waited = await second
        await first
    assert waited.at_us == to_us(running.clock.now())  # stamped when it was asked, not queued
    assert timed_before == [None, None]  # nothing is timed before the seat is ours


async def test_an_edited_check_is_asked_as_edited() -> None:
    asked: list[object] = []

    async def probe(config: Mapping[str, object], _context: ProbeContext) -> Answer:
        asked.append(config["url"])
        return Answer(Outcome.UP, Reason.OK)

    async with Running(probe) as runner:
        await runner.ask(CHECK)
        await runner.ask(replace(CHECK, config={"url": "http://127.0.0.1:10/"}))
    assert asked == ["http://127.0.0.1:9/", "http://127.0.0.1:10/"]


async def test_no_more_than_the_seats_are_taken_at_once() -> None:
    at_once = most = 0

    async def sit(seats: Seats, host: str) -> None:
        nonlocal at_once, most
        async with seats.taken(host):
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            at_once -= 1

    await asyncio.gather(*(sit(seats_of_three, f"host{n}") for n in range(20)))
    assert most == 3
    most = 0
    await asyncio.gather(*(sit(seats_of_three, "one host") for _ in range(20)))
    assert most == 2


seats_of_three = Seats(3)


async def test_one_slow_host_does_not_hold_up_the_others() -> None:
    seats = Seats(2)
    stuck = asyncio.Event()

    async def slow() -> None:
        async with seats.taken("slow"):
            await stuck.wait()

    waiting = [asyncio.create_task(slow()) for _ in range(10)]
    await asyncio.sleep(0)
    lent = Seats(2, lend_after_s=0.01)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    held = [asyncio.create_task(_hold(lent, stuck)) for _ in range(2)]
    await asyncio.sleep(0)
    async with asyncio.timeout(60), lent.taken("quick"):
        pass  # although both seats wait for the slow host, they are lent
    stuck.set()
    await asyncio.gather(*held)
    async with lent.taken("a"), lent.taken("b"):
        pass  # lending gave nothing away


async def _hold(seats: Seats, until: asyncio.Event) -> None:
    async with seats.taken("slow"):
        await until.wait()


async def test_a_seat_given_to_somebody_who_just_left_goes_on_to_the_next() -> None:
    seats, until = Seats(1), asyncio.Event()
    async with seats.taken("slow"):
        leaving, staying = (asyncio.create_task(_hold(seats, until)) for _ in range(2))
        for _ in range(9):
            await asyncio.sleep(0)
    # The seat goes to the one who does not know yet, and leaves before it does.
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    until.set()
    async with asyncio.timeout(60):
        await staying
        async with seats.taken("slow"):
            pass


async def test_raising_the_seats_lets_the_waiting_in() -> None:
    seats = Seats(1)
    until = asyncio.Event()
    held = asyncio.create_task(_hold(seats, until))
    await asyncio.sleep(0)
    waiting = asyncio.create_task(_hold(seats, until))
    await asyncio.sleep(0)
    seats.most = 2
    await asyncio.sleep(0)
    until.set()
    await asyncio.gather(held, waiting)


def test_seats_grow_with_the_load() -> None:
    assert seats_for(0) == seats_for(50) == 8
    assert seats_for(200) == 32
    assert seats_for(10_000) == 64


async def test_the_answer_of_a_real_server_is_stamped_with_the_clock() -> None:
    async def fine(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer())

    running = Running()
    async with serving(fine) as site, running as runner:
        got = await runner.ask(replace(CHECK, config={"url": site.url()}))
    assert got.at_us == to_us(running.clock.now())
    assert got.answer.outcome is Outcome.UP


async def test_what_is_not_free_at_once_takes_nothing_and_is_waited_for() -> None:
    seats, until = Seats(1, lend_after_s=60), asyncio.Event()
    held = asyncio.create_task(_hold(seats, until))
    await asyncio.sleep(0)
    waiting = seats.taken("other")
    assert not waiting.take_at_once()
    assert seats.limiter_at("other").borrowed_tokens == seats.in_flight.borrowed_tokens - 1 == 0
    until.set()
    async with asyncio.timeout(60):
        await waiting.take()
    waiting.leave()
    waiting.leave()  # twice gives nothing back that is somebody else's
    assert seats.working.borrowed_tokens == seats.in_flight.borrowed_tokens == 0
    await held


async def test_seats_of_more_hosts_than_are_kept_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("statusboard.app.watching.seats.MOST_HOSTS", 2)
    seats = Seats(20)
    for number in range(9):
        async with seats.taken(f"host{number}"), seats.taken(f"host{number}"):
            assert not seats.taken(f"host{number}").take_at_once()  # two at a host, and no third
    assert len(seats._hosts) <= 2
