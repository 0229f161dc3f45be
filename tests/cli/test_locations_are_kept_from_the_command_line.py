"""Locations by command: where each check is asked from, who is there, and taking one off."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from statusboard.storage import leases, locations
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from tests.fixtures.history import COLLECTOR

Statusboard = Callable[..., Any]
FILE = """\
[[service]]
name = "Checkout API"

  [[service.check]]
  kind = "http"
  url = "https://shop.example/health"
  interval = "1m"
  deadline = "15s"
  locations = ["home", "fra", "iad"]
  quorum = 2

  [[service.check]]
  kind = "http"
  url = "https://shop.example/search"
  interval = "1m"
  deadline = "15s"
"""


@pytest.fixture
def desk(tmp_path: Path, statusboard: Statusboard) -> Path:
    file = tmp_path / "desk.toml"
    file.write_text(FILE)
    assert statusboard("apply", file).code == 0
    return file


def stood(tmp_path: Path, name: str, *, ago: timedelta) -> None:
    """A collector was there, and beat last so long ago."""
    database = Database.open(str(tmp_path / "statusboard.db"))
    with database.writing(datetime.now(UTC) - ago, COLLECTOR) as unit:
        role, ttl = f"collector@{name}", timedelta(seconds=15)
        leases.take(unit, role=role, holder=name, ttl=ttl)
        leases.renew(unit, role=role, holder=name, ttl=ttl)
        locations.write_location(unit, name, version="0.1", host="edge")
    database.close()


def test_a_file_says_from_where_checks_are_asked_and_is_written_the_same(
    desk: Path, statusboard: Statusboard, tmp_path: Path
) -> None:
    database = Database.open(str(tmp_path / "statusboard.db"))
    with database.reading(datetime.now(UTC)) as unit:
        shared, alone = read_checks(unit)
    database.close()
    assert (shared.locations, shared.quorum) == (("home", "fra", "iad"), 2)
    assert (alone.locations, alone.quorum) == ((), None)

    again = statusboard("apply", desk)
    assert "changed" not in again.out
    exported = statusboard("export")
    assert "locations = [\n" in exported.out or 'locations = ["home", "fra", "iad"]' in exported.out
    assert "quorum = 2" in exported.out
    desk.write_text(exported.out)
    assert "changed" not in statusboard("apply", desk).out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('locations = "fra"', "must be a list of names"),
        ('locations = ["Frankfurt am Main"]', "is no name of a location"),
        ('locations = ["all", "fra"]', "name no other"),
        ('locations = ["home", "fra"]\n  quorum = 3', "quorum cannot be 3. Choose from 1 to 2"),
        ("quorum = 2", "needs locations that can agree"),
        ("quorums = 2", "quorum"),
    ],
)
def test_what_cannot_be_is_said_with_its_line(
    statusboard: Statusboard, tmp_path: Path, line: str, said: str
) -> None:
    file = tmp_path / "desk.toml"
    head = FILE.split("  locations", maxsplit=1)[0]
    file.write_text(f"{head}  {line}\n")
    told = statusboard("apply", file)
    assert told.code != 0
    assert said in told.err
    assert "line " in told.err


@pytest.mark.usefixtures("desk")
def test_locations_are_listed_with_their_last_sign(
    statusboard: Statusboard, tmp_path: Path
) -> None:
    stood(tmp_path, "fra", ago=timedelta(seconds=70))
    listed = statusboard("location", "list")
    assert listed.out.splitlines() == [
        "home  never heard of  2 checks",
        listed.out.splitlines()[1],
        "iad  never heard of  1 check",
    ]
    assert listed.out.splitlines()[1].startswith("fra  silent, last heard of 1 minute ago")
    assert listed.out.splitlines()[1].endswith("  version 0.1 on edge  1 check")
    told = statusboard("location", "list", "--json").json["locations"]
    assert [(one["name"], one["heard"]) for one in told] == [
        ("home", False),
        ("fra", False),
        ("iad", False),
    ]
    doctor = {one["subject"]: one for one in statusboard("doctor", "--json").json}
    assert doctor["location fra"]["verdict"] == "problem"
    assert "no collector was ever there" in doctor["location iad"]["words"]


def test_a_location_is_removed_once_nothing_needs_it(
    desk: Path, statusboard: Statusboard, tmp_path: Path
) -> None:
    stood(tmp_path, "fra", ago=timedelta())
    for name, said in (
        ("home", "always there"),
        ("syd", "no location syd"),
        ("fra", "is at work"),
    ):
        refused = statusboard("location", "remove", name)
        assert refused.code != 0
        assert said in refused.err
    database = Database.open(str(tmp_path / "statusboard.db"))
    with database.writing(datetime.now(UTC), COLLECTOR) as unit:
        leases.release(unit, role="collector@fra", holder="fra")
    database.close()
    assert "1 check names fra" in statusboard("location", "remove", "fra").err
    desk.write_text(FILE.replace('"fra", ', ""))
    assert statusboard("apply", desk).code == 0
    assert statusboard("location", "remove", "fra").code == 0
    assert "fra" not in statusboard("location", "list").out


def test_a_file_has_one_location(statusboard: Statusboard, tmp_path: Path) -> None:
    told = statusboard("collect", "--location", "fra")
    assert told.code != 0
    assert "needs a PostgreSQL database" in told.err
    assert not (tmp_path / "statusboard.db").exists()
    told = statusboard("collect", "--location", "Not a name")
    assert "is no name for a location" in told.err
