"""`statusboard import`: a report, the same with --dry-run, and nothing the second time."""

import json
from pathlib import Path

import pytest

from statusboard.cli.run import run
from tests.fixtures.peers import SOURCES, kuma_database


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command at a desk of its own: exit code, what it prints, what it says beside it."""

    def runs(*arguments: object) -> tuple[int, str, str]:
        database = ("--database", str(tmp_path / "desk.db"))
        code = run([*map(str, arguments), *database])
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


def test_a_configuration_is_brought_along_from_the_command_line(typed, tmp_path: Path) -> None:
    source = SOURCES["gatus"](tmp_path)
    code, would, beside = typed("import", source, "--dry-run")
    assert code == 0
    assert "! service web/shop: HTTP GET shop.example/health (line 8)" in would
    assert "would be new: " in would
    assert "--with-secrets" in beside
    _, listed, _ = typed("export")
    assert "shop.example" not in listed

    _, done, _ = typed("import", source)
    assert done == would.replace("would be ", "")
    _, listed, _ = typed("export")
    assert "https://shop.example/health" in listed
    assert "secret-of" not in would + done + listed + beside

    _, again, _ = typed("import", source, "--json")
    rows = json.loads(again)["rows"]
    assert {row["fate"] for row in rows} == {"unchanged", "left out"}


def test_history_and_subscribers_come_along(typed, tmp_path: Path) -> None:
    _, said, _ = typed("import", kuma_database(tmp_path / "kuma.db"))
    assert "+ history site 1: 2026-02-01 – 2026-02-01, 1 stretch" in said
    _, again, _ = typed("import", tmp_path / "kuma.db")
    assert "= history site 1" in again

    page = SOURCES["statuspage"](tmp_path)
    _, said, _ = typed("import", page)
    assert "- subscribers 1 subscriber" in said


def test_nothing_is_written_where_the_channel_is_not_there(typed, tmp_path: Path) -> None:
    page = SOURCES["statuspage"](tmp_path)
    code, _, failed = typed("import", page, "--subscribers-by", "nobody")
    assert (code, "There is no channel nobody here." in failed) == (1, True)
    _, said, _ = typed("export")
    assert "Shop" not in said


def test_what_cannot_be_read_is_said_in_a_sentence(typed, tmp_path: Path) -> None:
    code, _, failed = typed("import", tmp_path / "nothing.yml")
    assert code == 1
    assert "There is nothing at" in failed
    (tmp_path / "diary.txt").write_text("Dear diary", "utf-8")
    code, _, failed = typed("import", tmp_path / "diary.txt")
    assert "not recognised" in failed
    assert "gatus" in failed
