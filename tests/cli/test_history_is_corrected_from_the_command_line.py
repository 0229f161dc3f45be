"""What was measured wrongly is corrected, listed and taken back by command; lists are brought."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.watching.ingest import Ingest
from statusboard.domain.instants import to_us
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from tests.fixtures.history import COLLECTOR

DESK = """\
[[service]]
name = "Checkout API"

[history]
answers_days = 7
"""


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    file = tmp_path / "desk.toml"
    file.write_text(DESK)
    assert statusboard("apply", file).code == 0
    return statusboard


@pytest.fixture
def day_of() -> Callable[[int, str], str]:
    """A time of so many days before the one on which the test began, which may end meanwhile."""
    today = datetime.now(UTC).date()

    def said(back: int, clock: str) -> str:
        return f"{today - timedelta(days=back)}T{clock}Z"

    return said


def follow(file: Path) -> None:
    with closing(Database.open(file)) as database:
        Ingest(database, SystemClock()).follow_corrections()


def test_an_outage_is_corrected_and_comes_back(
    desk, day_of: Callable[[int, str], str], tmp_path: Path
) -> None:
    down, up = day_of(2, "10:00"), day_of(2, "10:10")
    write(tmp_path / "statusboard.db", day_of(3, "00:00"), down, up, day_of(1, "00:00"))
    given = ("Checkout API", "--outage", day_of(2, "10:05"), "--reason", "A test")
    done = desk("history", "correct", *given, "--false-alarm")
    assert done.out == "correction 1 of Checkout API: down 10 minutes before, not at all now\n"
    follow(tmp_path / "statusboard.db")
    said = desk("uptime", "--from", day_of(3, "00:00"), "--to", day_of(1, "00:00")).out
    assert "100 %" in said
    assert "1 correction counts, as measured 99.652777 %" in said
    assert "false alarm" in desk("history", "corrections").out
    assert desk("history", "take-back", "1").code == 0
    assert desk("history", "take-back", "1").code == 1
    refused = desk("history", "correct", *given)
    assert "--false-alarm, --planned, --began TIME and --ended TIME" in refused.err


def write(file: Path, *instants: str) -> None:
    first, down, up, last = (to_us(datetime.fromisoformat(one)) for one in instants)
    good, major = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
    with (
        closing(Database.open(file)) as database,
        database.writing(SystemClock().now(), COLLECTOR) as unit,
    ):
        parts = ((first, down, good), (down, up, major), (up, last, good))
        spans.add_spans(unit, [Span(1, *part) for part in parts])


def test_past_outages_are_brought_along_and_written_out(desk, tmp_path: Path) -> None:
    file = tmp_path / "outages.csv"
    row = "Checkout API,2026-01-10T10:00:00Z,2026-01-10T11:00:00Z,major_outage,disk"
    file.write_text(f"service,start,end,status,note\n{row}\n")
    tried = desk("history", "import", file, "--dry-run")
    assert "Checkout API: 1 row would be brought along, 1 outage," in tried.out
    assert "1 row brought along" in desk("history", "import", file).out
    assert row in desk("history", "export").out
    file.write_text("service,start,end\nNothing,2026-01-10T10:00Z,2026-01-10T11:00Z\n")
    refused = desk("history", "import", file)
    assert (refused.code, "line 2: There is no service" in refused.out) == (1, True)


def test_what_would_go_is_told_and_agreed_to(desk) -> None:
    told = desk("history", "retention").out
    assert "Until somebody agrees they are kept for 30 days." in told
    assert "kept for 7 days" in desk("history", "retention", "--confirm").out
    assert '"agreed": true' in desk("history", "retention", "--json").out
    assert "As New Relic" in desk("uptime", "--rules", "--period", "30d").out
