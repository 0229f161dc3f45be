"""A collector and an office, each a process: work begins at its instant, in the history too."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from statusboard.app.clock import SystemClock
from statusboard.domain.instants import from_us
from statusboard.domain.maintenance import MaintenanceStatus, MaintenanceWindow
from statusboard.domain.status import ComponentStatus
from statusboard.storage.database import Database
from statusboard.storage.history import spans
from statusboard.storage.maintenance import read_all_maintenance
from tests.cli.test_an_outage_is_suggested_by_a_real_office import (
    FILE,
    is_at_work,
    running,
    shop_open,
    turns,
)
from tests.cli.test_services_are_watched_from_the_command_line import statusboard
from tests.fixtures.at_work import wait_until

UNDER = ComponentStatus.UNDER_MAINTENANCE


def window_of(opened: Database) -> MaintenanceWindow:
    with opened.reading(SystemClock().now()) as unit:
        (known,) = read_all_maintenance(unit)
    return known.windows[0]


def told(opened: Database) -> list[tuple[datetime, datetime | None, ComponentStatus]]:
    with opened.reading(SystemClock().now()) as unit:
        found = spans.read_spans(unit)
    return [
        (from_us(one.start_us), None if one.stop_us is None else from_us(one.stop_us), one.status)
        for one in found
    ]


def test_it_begins_at_its_instant_and_ends_when_a_person_says_so(tmp_path: Path) -> None:
    database = tmp_path / "statusboard.db"
    with shop_open() as port:
        (tmp_path / "services.toml").write_text(FILE.format(number=0, port=port))
        statusboard(database, "apply", str(tmp_path / "services.toml"))
        with (
            running(database, "collect") as collector,
            running(database, "office") as office,
            closing(Database.open(database, read_only=True)) as opened,
        ):
            both = (collector, office)
            wait_until(lambda: is_at_work(opened, "office"), *both, what="the office is at work")
            wait_until(lambda: bool(turns(opened)), *both, what="a state is known")
            begins = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=2)
            statusboard(
                *(database, "maintenance", "plan", "--title", "Upgrade", "--service", "Shop 0"),
                *("--start", begins.strftime("%Y-%m-%dT%H:%M:%S"), "--zone", "UTC"),
                *("--for", "1h", "--no-tell"),
            )
            wait_until(
                lambda: window_of(opened).status is MaintenanceStatus.IN_PROGRESS,
                *both,
                what="the work begins",
            )
            wait_until(lambda: told(opened)[-1][2] is UNDER, *both, what="the history shows it")
            assert window_of(opened).started_at == begins
            assert told(opened)[-1] == (begins, None, UNDER)
            assert told(opened)[-2][1:] == (begins, ComponentStatus.OPERATIONAL)

            statusboard(database, "maintenance", "end", window_of(opened).public_id)

            wait_until(
                lambda: told(opened)[-1][2] is ComponentStatus.OPERATIONAL,
                *both,
                what="the history shows the end",
            )
            ended = window_of(opened).ended_at
            assert told(opened)[-2:] == [
                (begins, ended, UNDER),
                (ended, None, ComponentStatus.OPERATIONAL),
            ]
