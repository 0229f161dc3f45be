"""An office that is killed while it sends: nothing is lost, and hardly anything comes twice."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from statusboard.app.delivery.announce import announce
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY
from tests.fixtures.at_work import at_work, wait_until
from tests.fixtures.history import COLLECTOR

DESK = """\
[[channel]]
kind = "email"
name = "mail"
host = "127.0.0.1"
port = {port}
security = "none"
sender = "Northwind Status <status@northwind.example>"
"""
READERS = 50
KILLS = 25
# How often so many: RUNS=8 with -m slow makes two hundred of them.
RUNS = int(os.environ.get("RUNS", "1"))
PATIENCE_S = 300.0


@dataclass
class Post:
    """The outbox of the desk, and what the mail server wrote down."""

    database: Database
    record: Path

    @property
    def took(self) -> list[str]:
        return self.record.read_text(encoding="utf-8").splitlines()

    def publish(self, number: int) -> None:
        """A new incident, of which everybody is told, with that number."""
        with self.database.writing(datetime.now(UTC), COLLECTOR) as unit:
            new = NewUpdate(Wording(title=f"Trouble {number}", body="We look."), Impact.MAJOR, {})
            incident_id, _ = append_update(unit, None, new)
            assert (incident_id, announce(unit, incident_id, 0)) == (number, READERS)

    def forget_claims(self) -> list[tuple[str, str]]:
        """What was on its way, by subject and address. The claims end now, not in five minutes."""
        sending = DELIVERY.c.state == DeliveryState.SENDING.value
        with self.database.writing(datetime.now(UTC), COLLECTOR) as unit:
            rows = unit.connection.execute(
                select(DELIVERY.c.incident_id, DELIVERY.c.address).where(sending)
            ).all()
            unit.connection.execute(update(DELIVERY).where(sending).values(claimed_until_us=1))
        return [(f"Trouble {number}: Investigating", address) for number, address in rows]

    def open_rows(self) -> int:
        with self.database.reading(datetime.now(UTC)) as unit:
            waiting = DELIVERY.c.state != DeliveryState.SENT.value
            return int(unit.connection.scalar(select(func.count()).where(waiting)) or 0)


@pytest.fixture
def post(statusboard: Callable[..., Any], tmp_path: Path) -> Iterator[Post]:
    record = tmp_path / "took"
    record.touch()
    with at_work("tests.fixtures.mail_sink", record, pipes=True) as sink:
        assert sink.process.stdout is not None
        desk = tmp_path / "desk.toml"
        desk.write_text(DESK.format(port=int(sink.process.stdout.readline())))
        assert statusboard("apply", desk).code == 0
        database = Database.open(str(tmp_path / "statusboard.db"))
        with database.writing(datetime.now(UTC), COLLECTOR) as unit:
            for number in range(READERS):
                reader = f"reader{number}@customer.example"
                active = SubscriberState.ACTIVE
                add_subscriber(unit, NewSubscriber(1, reader, reader, Wishes(), active))
        yield Post(database, record)
        database.close()


@pytest.mark.slow
@pytest.mark.parametrize("run", range(RUNS))
def test_kills_at_any_moment_lose_nothing_and_repeat_only_what_was_on_its_way(
    post: Post, tmp_path: Path, run: int
) -> None:
    chance = random.Random(run)
    place = {"STATUSBOARD_DATABASE": str(tmp_path / "statusboard.db")}
    on_their_way: Counter[tuple[str, str]] = Counter()
    for number in range(1, KILLS + 1):
        post.publish(number)
        enough = len(post.took) + chance.randint(1, READERS - 1)
        with at_work("statusboard", "office", **place) as office:
            wait_until(
                lambda: len(post.took) >= enough,  # noqa: B023 - called at once
                office,
                bound_s=PATIENCE_S,
                every_s=0.002,
            )
            time.sleep(chance.random() * 0.03)
            office.process.kill()
            office.process.wait()
        on_their_way.update(post.forget_claims())
    with at_work("statusboard", "office", **place) as office:
        wait_until(lambda: post.open_rows() == 0, office, bound_s=PATIENCE_S)
    took = [tuple(line.split("\t")) for line in post.took]
    times = Counter((subject, address) for _, subject, address in took)
    assert len(times) == KILLS * READERS
    # The same message has the same key however often it came, and no other has it.
    assert len(set(took)) == len({key for key, _, _ in took}) == KILLS * READERS
    for message, count in times.items():
        assert count <= 1 + on_their_way[message], message
