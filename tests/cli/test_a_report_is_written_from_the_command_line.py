"""`statusboard report` writes files without a display, shares, and keeps schedules."""

import json
import re
from pathlib import Path

import pytest

FILE = """
[server]
public_url = "https://status.example.com"

[[report]]
name = "For the board"
every = "quarter"
into = "{folder}"
rule = "half"
business_hours = true
services = ["Checkout API"]

[[service]]
name = "Checkout API"

[[service.check]]
kind = "http"
url = "http://127.0.0.1:9/"
"""


@pytest.fixture
def desk(statusboard, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    path = tmp_path / "services.toml"
    path.write_text(FILE.replace("{folder}", out.as_posix()))
    applied = statusboard("apply", path)
    assert applied.code == 0, applied.err
    assert statusboard("apply", path).out == "nothing to change\n"
    return out


def test_a_report_is_written_shared_and_ended(statusboard, desk: Path) -> None:
    ran = statusboard("report", "--period", "90d", "--out", desk / "r.pdf")
    assert (ran.code, ran.out) == (0, f"{desk / 'r.pdf'} is written\n"), ran.err
    assert (desk / "r.pdf").read_bytes().startswith(b"%PDF")
    asked = ("report", "--month", "2026-01", "--language", "de", "--out", desk / "r.json")
    assert statusboard(*asked).code == 0
    assert json.loads((desk / "r.json").read_bytes())["heading"] == "Januar: nichts beobachtet"

    address = statusboard("report", "share", "--period", "90d").out
    assert re.fullmatch(r"https://status\.example\.com/report/[\w-]{43}\n", address)
    assert "open  The last 90 days" in statusboard("report", "links").out
    assert statusboard("report", "links", "--end", "1").out.startswith("ended: The last 90 days")
    (link,) = json.loads(statusboard("report", "links", "--json").out)["links"]
    assert (link["number"], link["open"]) == (1, False)


@pytest.mark.usefixtures("desk")
def test_a_form_that_is_none_is_refused(statusboard, tmp_path: Path) -> None:
    ran = statusboard("report", "--out", tmp_path / "r.doc")
    assert (ran.code, "ends in no known form" in ran.err) == (1, True)
    assert statusboard("report").code == 2
    two = ("report", "--month", "2026-01", "--period", "90d", "--out", tmp_path / "r.csv")
    assert statusboard(*two).code == 2


def test_schedules_are_listed_exported_and_removed(statusboard, desk: Path) -> None:
    listed = statusboard("report", "schedules").out
    assert listed.startswith(f"For the board: every quarter, pdf into {desk}, next ")
    assert "  about Checkout API; in business hours; by the rule half\n" in listed
    exported = statusboard("export").out
    assert f'into = "{desk}"' in exported
    again = desk.parent / "again.toml"
    again.write_text(exported)
    assert statusboard("apply", again).out == "nothing to change\n"
    (row,) = json.loads(statusboard("report", "schedules", "--json").out)["schedules"]
    assert (row["rule"], row["form"], row["services"]) == ("half", "pdf", ["Checkout API"])
    assert statusboard("report", "schedule", "Weekly", "--every", "week", "--into", desk).code == 0
    assert statusboard("report", "unschedule", "For the board").out == "removed For the board\n"
    assert statusboard("report", "schedules").out.startswith("Weekly: every week")
    wrong = statusboard("report", "schedule", "A", "--to", "Nobody")
    assert (wrong.code, "There is no inside list called “Nobody”" in wrong.err) == (1, True)
