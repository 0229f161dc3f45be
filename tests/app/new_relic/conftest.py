import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.feed import NewRelicFeed
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.demo.new_relic.program import standing_in
from statusboard.newrelic.key import Key
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.new_relic_feed import Bench, connect


@pytest.fixture
def sqlite(tmp_path: Path, _migrated_file: Path) -> Iterator[Database]:
    file = tmp_path / "statusboard.db"
    shutil.copyfile(_migrated_file, file)
    opened = Database.open(file)
    yield opened
    opened.close()


@pytest.fixture
async def bench(sqlite: Database, tmp_path: Path) -> AsyncIterator[Bench]:
    """Everything but the running feed; the stand-in can be closed through `stack`."""
    async with AsyncExitStack() as stack:
        stand_in = await stack.enter_async_context(standing_in())
        clock = ManualClock()
        keys = NewRelicKey(SecretPlace(tmp_path / "keys", is_demo=True))
        keys.write(Key(DEMO_KEY), allow_file=True)
        feed = NewRelicFeed(sqlite, clock, keys, loopback_only=True, chance=lambda: 0.0)
        made = Bench(sqlite, clock, keys, feed, stand_in, stack)
        made.tick()
        with made.write() as unit:
            connect(unit, stand_in.url)
        yield made
