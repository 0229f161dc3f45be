"""The doctor: what it says of a sound house, of a troubled one, and that it only looks."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.backups.copies import make_copy
from statusboard.app.installation import Installation
from statusboard.app.programs.doctor import examine
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.services.moving_secrets import TO_WIPE
from statusboard.domain.access import loop
from statusboard.domain.instants import to_us
from statusboard.storage import leases, search_index
from statusboard.storage.copy_state import CopyState, write_copy_state
from statusboard.storage.damage_note import note_damage
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.restored import Restored, write_restored
from statusboard.storage.settings import write_setting
from statusboard.storage.targets import add_target
from tests.fixtures.clock import ManualClock

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    database = Database.open(tmp_path / "statusboard.db")
    bring_to_head(database)
    database.close()
    return Installation(str(tmp_path / "statusboard.db"), tmp_path)


def said(installation: Installation, now: datetime = NOW) -> dict[str, Finding]:
    return {finding.subject: finding for finding in examine(installation, ManualClock(now))}


def chosen_folder(installation: Installation, folder: Path) -> None:
    database = Database.open(installation.database)
    with database.writing(NOW, loop("office")) as unit:
        add_target(unit, kind="folder", config={"path": str(folder)})
    database.close()


def test_who_is_at_work_is_told(installation: Installation) -> None:
    database = Database.open(installation.database)
    with database.writing(NOW, loop("collector")) as unit:
        ttl = timedelta(seconds=15)
        leases.take(unit, role="collector", holder="desk:1:2", ttl=ttl)
        leases.renew(unit, role="collector", holder="desk:1:2", ttl=ttl)
    database.close()

    assert said(installation)["collector"] == Finding(
        "collector", Verdict.FINE, "at work: desk:1:2"
    )
    assert said(installation)["office"].words == "nobody at work yet"
    assert "last seen" in said(installation, NOW + timedelta(hours=1))["collector"].words


def test_a_sqlite_without_full_text_search_is_noted(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "FTS5" not in said(installation)["sqlite"].words

    monkeypatch.setattr(search_index, "MODULE", "fts9")

    assert said(installation)["sqlite"].verdict is Verdict.NOTE
    assert "has no full-text search (FTS5)" in said(installation)["sqlite"].words


def test_a_folder_that_can_be_written_is_fine_even_before_it_is_there(
    installation: Installation, tmp_path: Path
) -> None:
    chosen_folder(installation, tmp_path / "page" / "deeper")

    assert said(installation)["target folder"].verdict is Verdict.FINE
    assert not (tmp_path / "page").exists()


def test_a_folder_that_is_a_file_is_a_problem(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "page").write_text("")
    chosen_folder(installation, tmp_path / "page")

    assert said(installation)["target folder"].verdict is Verdict.PROBLEM


def test_a_place_of_a_kind_that_nobody_knows_is_a_problem(installation: Installation) -> None:
    assert said(installation)["target"].verdict is Verdict.NOTE
    database = Database.open(installation.database)
    with database.writing(NOW, loop("office")) as unit:
        add_target(unit, kind="pigeon", config={"loft": "north"})
    database.close()

    found = said(installation)["target pigeon"]

    assert found.verdict is Verdict.PROBLEM
    assert "pigeon" in found.words


def test_settings_are_told_and_one_that_cannot_be_is_a_problem(installation: Installation) -> None:
    assert said(installation)["page"].verdict is Verdict.FINE
    database = Database.open(installation.database)
    with database.writing(NOW, loop("office")) as unit:
        write_setting(unit, "page.name", "Northwind")
    assert said(installation)["page"].words == "name Northwind"
    with database.writing(NOW, loop("office")) as unit:
        write_setting(unit, "page.zone", "Middle/Earth")
    database.close()

    found = said(installation)["page"]

    assert (found.verdict, "Middle/Earth" in found.words) == (Verdict.PROBLEM, True)


def test_pages_that_may_still_hold_moved_secrets_are_noted(installation: Installation) -> None:
    database = Database.open(installation.database)
    with database.writing(NOW, loop("collector")) as unit:
        write_setting(unit, TO_WIPE, value=True)
    database.close()

    found = said(installation)["secrets"]

    assert found.verdict is Verdict.NOTE
    assert "has yet to wipe the pages" in found.words


def test_a_database_of_a_newer_version_is_a_problem(installation: Installation) -> None:
    database = Database.open(installation.database)
    with database.writing(NOW, loop("office")) as unit:
        unit.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    found = said(installation)["database"]

    assert found.verdict is Verdict.PROBLEM
    assert "newer StatusBoard" in found.words


def test_a_clock_that_cannot_be_right_is_a_problem(installation: Installation) -> None:
    assert said(installation)["clock"].verdict is Verdict.FINE
    assert said(installation, datetime(1980, 1, 1, tzinfo=UTC))["clock"].verdict is Verdict.PROBLEM


def test_a_database_without_our_schema_is_noted_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty.db").write_bytes(b"")
    installation = Installation(str(tmp_path / "empty.db"), tmp_path)

    finding = said(installation)["database"]

    assert finding.verdict is Verdict.NOTE
    assert "schema none" in finding.words


def test_an_address_that_is_none_is_a_problem(tmp_path: Path) -> None:
    assert said(Installation("://", tmp_path))["database"].verdict is Verdict.PROBLEM


def test_a_screen_is_named_where_there_is_one(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")

    assert said(installation)["display"] == Finding("display", Verdict.FINE, "DISPLAY=:7")


def test_copies_and_what_is_in_their_way_are_told(installation: Installation) -> None:
    assert said(installation)["copies"].verdict is Verdict.NOTE
    made = make_copy(installation, NOW, is_daily=True)
    database = Database.open(installation.database)
    with database.writing(NOW, loop("office")) as unit:
        write_copy_state(unit, CopyState(problem="The disk has no room for a copy."))
        write_restored(unit, Restored(to_us(NOW), "one.db", to_us(NOW)))
    database.close()

    found = said(installation)

    assert found["copies"] == Finding(
        "copies", Verdict.FINE, f"1 in {made.copy.path.parent}, the newest of 2026-03-01 12:00 UTC"
    )
    assert found["daily copy"].verdict is Verdict.PROBLEM
    assert "from one.db, of 2026-03-01 12:00 UTC" in found["restored"].words


@pytest.mark.parametrize("loss", ["found damaged", "not there any more", "or empty"])
def test_a_database_that_was_lost_is_a_problem_with_the_copy_to_bring_back(
    installation: Installation, loss: str
) -> None:
    make_copy(installation, NOW, is_daily=True)
    file = Path(installation.database)
    if loss == "found damaged":
        note_damage(file)
    elif loss == "or empty":
        file.write_bytes(b"")
    else:
        file.unlink()

    problems = [f for f in examine(installation, ManualClock(NOW)) if f.subject == "database"]

    assert problems[0].verdict is Verdict.PROBLEM
    assert loss in problems[0].words
    assert "2026-03-01 12:00 UTC" in problems[0].words


def test_a_database_that_may_only_be_read_is_read_and_noted(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    found = said(installation)

    assert found["database"].verdict is Verdict.NOTE
    assert "may only be read here" in found["database"].words
    assert found["office"].words == "nobody at work yet"
