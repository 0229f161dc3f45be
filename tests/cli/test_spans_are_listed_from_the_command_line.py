"""`statusboard spans`: what a figure was added up from, without a window."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from tests.fixtures.clock import ManualClock
from tests.fixtures.speaking import Newsroom

FILE = """
[page]
name = "Northwind"
[[service]]
name = "Checkout API"
"""


def test_the_spans_of_a_service_add_up_to_its_period(statusboard, tmp_path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(FILE)
    assert statusboard("apply", path).code == 0
    now = datetime.now(UTC)
    with closing(Database.open(tmp_path / "statusboard.db")) as database:
        Newsroom(database, ManualClock(now)).measures(
            1,
            (now - timedelta(days=20), ComponentStatus.OPERATIONAL),
            (now - timedelta(days=3), ComponentStatus.MAJOR_OUTAGE),
            (now - timedelta(days=2), ComponentStatus.OPERATIONAL),
        )

    told = statusboard("spans", "Checkout API", "--period", "7d", "--answers", "--json").json
    printed = statusboard("spans", "Checkout API", "--period", "7d", "--answers").out

    assert sum(one["counted_seconds"] for one in told["spans"]) == 7 * 86_400
    assert sum(told["seconds"].values()) == 7 * 86_400
    assert told["seconds"]["major_outage"] == 86_400
    assert told["answers"] == []
    assert "major_outage" in printed
    assert "Time-weighted" in printed
    assert "Single answers are kept since" in printed
    assert statusboard("spans", "Checkout API", "--period", "soon").code != 0
    assert statusboard("spans", "Nothing of the kind").code != 0
