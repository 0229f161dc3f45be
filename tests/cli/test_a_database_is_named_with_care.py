"""Which database a command means: none by a slip, none of somebody else, none of an empty text."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from statusboard.app.bootstrap import place
from statusboard.cli.program import app
from statusboard.errors import RuleBroken


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_a_slip_of_the_pen_is_seen_where_nothing_is_found(tmp_path: Path) -> None:
    slip = tmp_path / "statusbord.db"
    assert str(slip) in run("status", "--database", str(slip)).stdout


def test_an_empty_text_is_not_ones_own_database() -> None:
    with pytest.raises(RuleBroken, match="empty text"):
        place("")


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "theirs.db"
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute("CREATE TABLE invoices (number INTEGER)")
    done = run("status", "--database", str(file))
    assert isinstance(done.exception, RuleBroken)
    assert "invoices" in str(done.exception)
    with closing(sqlite3.connect(file)) as theirs:
        tables = theirs.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("invoices",)]
