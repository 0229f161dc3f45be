"""What a source writes in the place of a secret is never filled in from the desk's key store."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.importing.commands import BRING
from statusboard.app.importing.reading import Reading, read_source
from statusboard.app.keys.choose import SecretPlace
from statusboard.catalog.references import MASK, names_in
from statusboard.domain.check import Check
from statusboard.domain.views.importing import Fate, ReportRow
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom

OURS = "hunter2-of-the-desk"


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    return Newsroom(database, secrets=SecretPlace(tmp_path / "keys", is_demo=True))


def backup(home: Path, url: str, password: str) -> Reading:
    monitor = {
        "id": 7,
        "name": "shop",
        "type": "http",
        "url": url,
        "basic_auth_user": "me",
        "basic_auth_pass": password,
    }
    file = home / "backup.json"
    file.write_text(json.dumps({"version": "1.23.0", "monitorList": [monitor]}), "utf-8")
    return read_source(file)


def brought(newsroom: Newsroom, reading: Reading, *, with_secrets: bool = True) -> ReportRow:
    given = replace(reading.bring, with_secrets=with_secrets)
    [row] = [row for row in newsroom.do(BRING, given).report.rows if row.title == "shop"]
    return row


def kept(newsroom: Newsroom) -> Check:
    with newsroom.database.reading(NOON) as unit:
        [check] = read_checks(unit)
    return check


@ON_SQLITE
@pytest.mark.parametrize("where", ["password", "address"])
def test_a_reference_in_a_source_is_refused(where: str, newsroom: Newsroom, tmp_path: Path) -> None:
    brought(newsroom, backup(tmp_path, "https://shop.example/", OURS))
    [name] = names_in(kept(newsroom).config)
    hidden = f"${{secret:{name}}}"
    url = f"https://elsewhere.example/?key={hidden}" if where == "address" else None
    reading = backup(
        tmp_path, url or "https://elsewhere.example/", OURS if where == "address" else hidden
    )
    row = brought(newsroom, reading)
    assert row.fate is Fate.LEFT_OUT
    assert name not in str(row)
    assert kept(newsroom).config["url"] == "https://shop.example/"


@ON_SQLITE
@pytest.mark.parametrize("url", ["https://elsewhere.example/", "https://shop.example/other"])
def test_a_mask_in_a_source_stands_for_nothing(
    url: str, newsroom: Newsroom, tmp_path: Path
) -> None:
    brought(newsroom, backup(tmp_path, "https://shop.example/", OURS))
    before = kept(newsroom)
    row = brought(newsroom, backup(tmp_path, url, MASK))
    assert row.fate is Fate.LEFT_OUT
    assert "is a mask" in row.why[-1]
    assert kept(newsroom) == before


@ON_SQLITE
def test_without_secrets_a_mask_is_told_as_one(newsroom: Newsroom, tmp_path: Path) -> None:
    row = brought(newsroom, backup(tmp_path, "https://shop.example/", MASK), with_secrets=False)
    assert row.fate is Fate.NEW
    assert row.why[-2:] == (
        "Its secrets were left out (password), so the check is switched off.",
        f"One of them is a mask ({MASK}) and none: enter it here.",
    )
    plain = brought(newsroom, backup(tmp_path, "https://shop.example/", OURS), with_secrets=False)
    assert not any("is a mask" in why for why in plain.why)
