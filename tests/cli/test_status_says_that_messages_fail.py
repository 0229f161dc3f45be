"""`statusboard status` says where messages do not get out, and nothing of it where they do."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import to_us
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.tables import DELIVERY
from tests.fixtures.clock import ManualClock
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.speaking import COLLECTOR, MAJOR, Newsroom, wording


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Three people were to be told a moment ago, in the database of the commands."""
    database = Database.open(tmp_path / "statusboard.db")
    bring_to_head(database)
    made = Newsroom(database, ManualClock(datetime.now(UTC)))
    made.publishes_to(tmp_path / "page")
    readers(made, channel(made), many(3))
    made.publish(wording({made.service(): MAJOR}))
    yield made
    database.close()


def test_what_fails_stands_above_the_services(statusboard, newsroom: Newsroom) -> None:
    quiet = statusboard("status")
    assert quiet.out.startswith("Checkout API")
    assert statusboard("status", "--json").json["channel_troubles"] == []
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        values = {"state": DeliveryState.RETRYING.value, "attempts": 1, "reason": "no route"}
        unit.connection.execute(
            update(DELIVERY).values(at_us=to_us(newsroom.clock.now()), **values)
        )
    first, second = statusboard("status").out.splitlines()[:2]
    assert first.startswith("E-mail: messages are failing since ")
    assert first.endswith("no route. 3 wait, and are tried again by themselves.")
    assert second.startswith("Checkout API")
    assert statusboard("status", "--json").json["channel_troubles"] == [first]
