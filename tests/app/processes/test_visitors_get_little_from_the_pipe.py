"""The second secret of the pipe: it opens what is for visitors, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from statusboard.app.processes.pipe import GOODBYE, Address, Method, Server
from statusboard.domain.access import Credentials
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import Bug, Rejected
from tests.fixtures.talking import talking

pytestmark = pytest.mark.anyio

BOUND_S = 60.0


async def same(text: str, _who: Credentials) -> str:
    return text


DESK = {"read": Method(str, same), "write": Method(str, same)}
VISITORS = {"page": Method(str, same)}


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Server, Address]]:
    """A program, and the address of its desk."""
    server = Server({**DESK, GOODBYE: Method(None, same)}, for_visitors=VISITORS)
    address = await server.start()
    try:
        async with asyncio.timeout(BOUND_S):
            yield server, address
    finally:
        await server.stop()


async def test_a_page_server_asks_for_what_visitors_may_and_is_refused_the_rest() -> None:
    async with listening() as (server, _desk), talking(server.visitors_address) as (caller, _):
        assert await caller.call("page", "ours", str) == "ours"
        for method in (*DESK, GOODBYE, "no such thing"):
            with pytest.raises(Rejected, match=f"A page server may not ask for {method}\\."):
                await caller.call(method, "ours", str)


async def test_the_desk_has_another_secret_and_its_own_methods() -> None:
    async with listening() as (server, address), talking(address) as (caller, _):
        assert address.token != server.visitors_address.token
        assert await caller.call("write", "ours", str) == "ours"
        with pytest.raises(Bug, match="cannot be asked for page"):
            await caller.call("page", "ours", str)


async def test_a_page_server_hears_that_there_is_another_page_and_no_more() -> None:
    async with (
        listening() as (server, address),
        talking(server.visitors_address) as (visitor, heard),
        talking(address) as (desk, everything),
    ):
        await visitor.call("page", "", str)
        await desk.call("read", "", str)
        secret = Changes.of(Topic.NOTICES, Topic.SUBSCRIBERS, components=frozenset({7}))
        server.announce(secret)
        server.announce(secret | Changes.of(Topic.PUBLICATION))
        await visitor.call("page", "", str)

        assert heard.get_nowait() == Changes.of(Topic.PUBLICATION)
        assert heard.empty()
        assert await everything.get() == secret


async def test_a_program_does_not_stay_for_a_page_server() -> None:
    async with listening() as (server, _desk), talking(server.visitors_address) as (visitor, _):
        await visitor.call("page", "", str)
        assert (server.callers, server.staying) == (0, 0)


async def test_the_secret_of_visitors_is_not_shown_by_accident() -> None:
    async with listening() as (server, _desk):
        assert server.visitors_address.token not in repr(server.visitors_address)
