"""A check whose kind only a newer version knows is neither removed by a file nor lost in one."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from statusboard.app.clock import SystemClock
from statusboard.storage.channels import add_channel
from statusboard.storage.database import Database
from statusboard.storage.targets import add_target
from tests.fixtures.history import COLLECTOR

FILE = """\
[[service]]
name = "Shop"

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:9/health"
  interval = "20s"
  deadline = "5s"

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:9/other"
  interval = "20s"
  deadline = "5s"
"""

OTHERS = """\
[[target]]
kind = "folder"
path = "{site}"

[[channel]]
kind = "ntfy"
name = "programs"
"""


@pytest.fixture
def desk(statusboard, tmp_path: Path):
    file = tmp_path / "desk.toml"
    file.write_text(FILE)
    assert statusboard("apply", file).code == 0
    newer = "UPDATE check_ SET kind = 'pigeon', config = '{\"loft\": \"north\"}' WHERE id = 2"
    file = tmp_path / "statusboard.db"
    with closing(Database.open(file)) as database, database.engine.begin() as connection:
        connection.execute(text(newer))
    return statusboard


def kinds(tmp_path: Path) -> list[str]:
    asked = "SELECT kind FROM check_ WHERE removed_us IS NULL ORDER BY id"
    file = tmp_path / "statusboard.db"
    with closing(Database.open(file)) as database, database.engine.connect() as connection:
        return list(connection.scalars(text(asked)))


def test_a_file_that_does_not_name_it_leaves_it(desk, tmp_path: Path) -> None:
    file = tmp_path / "fewer.toml"
    file.write_text('[[service]]\nname = "Shop"\n')
    done = desk("apply", file)
    assert done.out == "removed check HTTP GET 127.0.0.1:9/health of Shop\n"
    assert kinds(tmp_path) == ["pigeon"]


def test_what_is_exported_can_be_applied_and_tells_of_it(desk, tmp_path: Path) -> None:
    said = desk("export").out
    assert "  # Left out: a check of the kind pigeon, unknown to this version.\n" in said
    assert "north" not in said  # nobody can say that it is no secret
    file = tmp_path / "again.toml"
    file.write_text(said)
    done = desk("apply", file)
    assert (done.code, done.out) == (0, "nothing to change\n")
    assert kinds(tmp_path) == ["http", "pigeon"]


def test_a_file_that_names_it_is_refused_at_its_line(desk, tmp_path: Path) -> None:
    file = tmp_path / "named.toml"
    file.write_text(FILE.replace('kind = "http"', 'kind = "pigeon"', 1))
    done = desk("apply", file)
    assert done.code != 0
    assert "line 5: “pigeon” is not a kind of check that this version knows" in done.err


def test_what_is_pruned_was_known(desk, tmp_path: Path) -> None:
    now = SystemClock().now()
    with (
        closing(Database.open(tmp_path / "statusboard.db")) as database,
        database.writing(now, COLLECTOR) as unit,
    ):
        add_target(unit, kind="pigeon", config={})
        add_channel(unit, name="birds", kind="pigeon", config={})
    (tmp_path / "site").mkdir()
    file = tmp_path / "others.toml"
    file.write_text(OTHERS.format(site=tmp_path / "site"))
    done = desk("apply", file, "--prune")
    assert (done.code, done.err) == (0, "")
    assert "removed" not in done.out
    said = desk("export").out
    assert "# Left out: a target of the kind pigeon, unknown to this version." in said
    assert "# Left out: a channel of the kind pigeon, unknown to this version." in said
