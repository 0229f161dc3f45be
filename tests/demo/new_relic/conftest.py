from collections.abc import AsyncIterator

import pytest

from statusboard.demo.new_relic.program import StandIn, standing_in


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """A stand-in New Relic on this loop, fresh for every test."""
    async with standing_in() as running:
        yield running
