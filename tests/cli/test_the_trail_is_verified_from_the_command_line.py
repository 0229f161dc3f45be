"""`audit verify` says whether the trail is as it was written, `audit export` prints it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

Command = Callable[..., Ran]


@pytest.fixture
def desk(statusboard: Command, tmp_path: Path) -> Path:
    file = tmp_path / "desk.toml"
    file.write_text('[page]\nname = "Ours"\n')
    assert statusboard("apply", file).code == 0
    file.write_text('[page]\nname = "Mine"\n')
    assert statusboard("apply", file).code == 0
    return tmp_path / "statusboard.db"


def tamper(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


@pytest.mark.usefixtures("desk")
def test_a_whole_chain_ends_with_0_and_says_its_end(statusboard: Command) -> None:
    ran = statusboard("audit", "verify")
    assert ran.code == 0
    assert ran.out.startswith("The chain is whole: 2 rows. Its end is 2:")
    anchor = ran.out.split()[-1]
    assert statusboard("audit", "verify", "--anchor", anchor).code == 0
    assert statusboard("audit", "verify", "--json").json["faults"] == []


def test_a_changed_row_is_named_and_ends_with_1(statusboard: Command, desk: Path) -> None:
    tamper(desk, "UPDATE audit SET actor = 'person:Nobody' WHERE id = 1")
    ran = statusboard("audit", "verify")
    assert ran.code == 1
    assert "Row 1 is not what was written." in ran.out
    assert "The chain is broken: 2 rows." in ran.out


def test_a_cut_end_is_found_by_the_anchor(statusboard: Command, desk: Path) -> None:
    anchor = statusboard("audit", "verify").out.split()[-1]
    tamper(desk, "DELETE FROM audit_chain WHERE number = 2")
    tamper(desk, "DELETE FROM audit WHERE id = 2")
    assert statusboard("audit", "verify").code == 0
    ran = statusboard("audit", "verify", "--anchor", anchor)
    assert (ran.code, ran.out.splitlines()[0]) == (1, "Row 2 is missing.")


@pytest.mark.usefixtures("desk")
def test_what_is_no_anchor_is_said_to_be_none(statusboard: Command) -> None:
    ran = statusboard("audit", "verify", "--anchor", "yesterday")
    assert ran.code == 1
    assert "An anchor is a row and its hash" in ran.err


@pytest.mark.usefixtures("desk")
def test_the_trail_is_exported_a_line_each(statusboard: Command) -> None:
    lines = [json.loads(line) for line in statusboard("audit", "export").out.splitlines()]
    assert [(line["row"], line["verb"]) for line in lines] == [(1, "desk.apply"), (2, "desk.apply")]
    assert all(len(line["hash"]) == 64 for line in lines)
    assert statusboard("audit", "export", "--until", "2020-01-01").out == ""
    assert statusboard("audit", "export", "--words", "nothing of it").out == ""
    assert statusboard("audit", "export", "--since", "soon").code == 1
