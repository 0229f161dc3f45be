"""Verify and the reason of a state say what each location sees, and who is silent."""

from dataclasses import replace

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.health.board import BOARD
from statusboard.app.health.locations import LOCATIONS
from statusboard.app.health.report import STATUS_REPORT
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.app.watching.location_commands import RemoveLocation, remove_location
from statusboard.domain.access import person
from statusboard.domain.status import ComponentStatus
from statusboard.storage.checks import update_checks
from statusboard.storage.database import Database
from tests.fixtures.history import DOWN, UP
from tests.fixtures.locations import Stand

MAJOR, OK, UNKNOWN = (
    ComponentStatus.MAJOR_OUTAGE,
    ComponentStatus.OPERATIONAL,
    ComponentStatus.UNKNOWN,
)


@pytest.fixture
def stand(database: Database) -> Stand:
    stand = Stand(database, "home", "fra", "iad")
    stand.go(130)
    for name in ("home", "fra", "iad"):
        stand.tell(name, (1, UP))
    for name in ("fra", "iad"):
        stand.tell(name, (60, DOWN), (120, DOWN))
    stand.tell("home", (125, UP))
    for ingest in stand.at.values():
        ingest.heed_silence()
    stand.beat("home", "fra", "iad")
    return stand


def test_why_and_a_row_for_each(stand: Stand) -> None:
    door = Doorway(stand.database, stand.clock)
    detail = door.ask(SERVICE_DETAIL, stand.component.id)

    assert detail.status is MAJOR
    assert "Down in 2 of 3 locations: fra, iad; home answers." in detail.why
    [check] = detail.checks
    assert [(row.name, row.level, row.words) for row in check.places] == [
        ("home", OK, "200"),
        ("fra", MAJOR, "503"),
        ("iad", MAJOR, "503"),
    ]
    # The strip is that of home; the table tells of whoever answered last.
    assert [answer.code for answer in check.recent] == [200, 200]
    [row] = door.ask(VERIFY, None).rows
    assert (row.status, row.last_answer, row.stale) == (MAJOR, "200", False)
    [service] = door.ask(STATUS_REPORT, None)["services"]
    assert service["status"] == "major_outage"


def test_the_board_says_in_how_many_locations_it_is_down(stand: Stand) -> None:
    door = Doorway(stand.database, stand.clock)
    [tile] = door.ask(BOARD, None).tiles
    assert tile.reason == "It answers with an error · Down in 2 of 3 locations"

    for name in ("fra", "iad"):
        stand.tell(name, (126, UP), (128, UP))
    [tile] = door.ask(BOARD, None).tiles
    assert (tile.status, tile.reason) == (OK, "")


def test_the_table_knows_every_location(stand: Stand) -> None:
    assert Doorway(stand.database, stand.clock).ask(VERIFY, None).locations == (
        "home",
        "fra",
        "iad",
    )


def test_what_is_asked_elsewhere_alone_is_not_stale_at_home(database: Database) -> None:
    stand = Stand(database, "home", "fra", locations=["fra"])
    stand.go(130)
    stand.tell("fra", (1, UP), (61, UP), (121, UP))
    stand.beat("home", "fra")
    door = Doorway(database, stand.clock)
    [row] = door.ask(VERIFY, None).rows
    assert (row.status, row.last_answer, row.stale) == (OK, "200", False)
    [check] = door.ask(SERVICE_DETAIL, stand.component.id).checks
    assert len(check.recent) == 3


def test_a_removed_location_says_nothing_more(stand: Stand) -> None:
    stand.go(200)
    stand.beat("home", "iad")
    with stand.database.writing(stand.clock.now(), person("Ada")) as unit:
        update_checks(unit, [replace(stand.check, locations=("home", "iad"))])
    door = Doorway(stand.database, stand.clock)
    door.do(remove_location, RemoveLocation("fra"), person("Ada"))

    assert [line.name for line in door.ask(LOCATIONS, None).lines] == ["home", "iad"]
    assert stand.turns()[-1] == (130, ComponentStatus.PARTIAL_OUTAGE)
