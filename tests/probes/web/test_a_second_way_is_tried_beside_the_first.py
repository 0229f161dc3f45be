"""Two ways to one answer: whoever answers first is believed, and the other leaves nothing."""

import asyncio

import pytest

from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.race import first_to_answer

pytestmark = pytest.mark.anyio


async def test_a_second_that_was_about_to_begin_is_not_begun() -> None:
    begun = []

    async def first() -> str:
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # the second stands ready by now, and has not taken a step
        return "first"

    async def second() -> str:
        begun.append("second")
        return "second"

    assert await first_to_answer(first, second, second_after_s=0) == "first"
    assert begun == []


async def test_a_good_answer_counts_more_than_a_failure_in_the_same_moment() -> None:
    release = asyncio.Event()

    async def first() -> str:
        await release.wait()
        raise Failed(Reason.CONNECTION_LOST, "the connection was reset")

    async def second() -> str:
        release.set()
        return "second"

    assert await first_to_answer(first, second, second_after_s=0) == "second"


async def test_a_failure_is_raised_where_neither_answers() -> None:
    async def first() -> None:
        await asyncio.sleep(0.01)

    async def second() -> str:
        raise Failed(Reason.REFUSED, "refused")

    with pytest.raises(Failed, match="refused"):
        await first_to_answer(first, second, second_after_s=0)
