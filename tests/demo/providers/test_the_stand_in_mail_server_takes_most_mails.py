"""The mail server of the demo, asked by the e-mail channel itself and by a careless caller."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from statusboard.catalog.fields import validate
from statusboard.channels.base import Again, Outcome, Refused, Sent, Standing, Unclear
from statusboard.channels.email import DECLARATION
from statusboard.demo.providers.fates import BREAKS_OFF, BUSY, NO_MAILBOX
from statusboard.demo.providers.mail import COME_BACK_S, MailSink
from statusboard.demo.providers.tally import Tally
from tests.fixtures.updates import about, an_update

pytestmark = pytest.mark.anyio
FINE = "reader@customer.example"


class Clock:
    """Seconds that pass when a test says so."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@asynccontextmanager
async def sink(clock: Clock | None = None) -> AsyncIterator[tuple[MailSink, int]]:
    server = MailSink(Tally(), clock or Clock())
    try:
        yield server, await server.start()
    finally:
        await server.stop()


def config(port: int) -> dict[str, object]:
    given = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "a@b.example"}
    return validate(DECLARATION.fields, given)


async def sent(port: int, *addresses: str) -> list[Outcome]:
    """What became of one message to each, over one connection."""
    async with DECLARATION.open(config(port)) as sender:
        messages = [about(an_update(), "mail", address) for address in addresses]
        return [await sender.send(message) for message in messages]


async def test_one_connection_carries_many_and_nothing_of_them_is_kept() -> None:
    async with sink() as (server, port):
        outcomes = await sent(port, *(f"reader{n}@customer.example" for n in range(20)))
        assert all(isinstance(outcome, Sent) for outcome in outcomes)
        assert server.tally.counts == {"mail.taken": 20}


async def test_a_mailbox_that_is_unknown_is_refused_for_good_and_the_next_one_taken() -> None:
    async with sink() as (server, port):
        refused, taken = await sent(port, min(NO_MAILBOX), FINE)
        assert isinstance(refused, Refused)
        assert refused.quarantines
        assert "550 5.1.1" in refused.reason
        assert isinstance(taken, Sent)
        assert server.tally.counts == {"mail.refused": 1, "mail.taken": 1}


async def test_a_busy_mailbox_takes_the_message_later_and_is_busy_again_for_the_next() -> None:
    clock = Clock()
    async with sink(clock) as (_, port):
        (first,) = await sent(port, min(BUSY))
        (too_soon,) = await sent(port, min(BUSY))
        clock.now_s += COME_BACK_S
        (later,) = await sent(port, min(BUSY))
        (another,) = await sent(port, min(BUSY))
    assert isinstance(first, Again)
    assert "451 4.2.1" in first.reason
    assert [type(one) for one in (too_soon, later, another)] == [Again, Sent, Again]


async def test_a_connection_that_breaks_after_the_message_leaves_it_open_what_became_of_it() -> (
    None
):
    async with sink() as (server, port):
        (outcome,) = await sent(port, min(BREAKS_OFF))
        assert isinstance(outcome, Unclear)
        assert server.tally.counts == {"mail.broken off": 1}


async def test_the_channel_is_proved_there_step_by_step() -> None:
    async with sink() as (server, port):
        steps = [step async for step in DECLARATION.prove(config(port))]
        assert all(step.standing is not Standing.WRONG for step in steps)
        assert steps[-1].title == "The domain is made up"
        assert not server.tally.counts


async def test_a_caller_out_of_order_is_told_so_and_one_that_hangs_up_disturbs_nobody() -> None:
    async with sink() as (server, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert (await reader.readline()).startswith(b"220 ")
        for said, answer in (
            (b"DATA\r\n", b"503 "),
            (b"VRFY anna\r\n", b"502 "),
            (b"NOOP\r\n", b"250 "),
            (b"RSET\r\n", b"250 "),
            (b"HELO me\r\n", b"250 "),
        ):
            writer.write(said)
            assert (await reader.readline()).startswith(answer)
        writer.write(b"MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nhalf a mess")
        for _ in range(3):
            await reader.readline()
        writer.close()
        assert isinstance((await sent(port, FINE))[0], Sent)
        assert server.tally.counts == {"mail.taken": 1}
