"""`statusboard secret`: which are needed, which this computer has, and how one is given."""

import io
import socket
import sys
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.installation import locate
from statusboard.app.keys.choose import secrets_of
from statusboard.cli.failures import ExitCode
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.observation import HEARTBEAT
from statusboard.storage import leases
from statusboard.storage.checks import add_check, read_checks
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from tests.fixtures.connections import connected_to
from tests.fixtures.keys import files_with
from tests.fixtures.plug_ins import plugged_in_kinds

__all__ = ["plugged_in_kinds"]

ADA = Actor(ActorKind.PERSON, "ada")
FILE = """\
[[service]]
name = "Shop"

  [[service.check]]
  kind = "http"
  url = "http://127.0.0.1:9/"
  headers = { Authorization = "Bearer b-1852" }
"""


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "statusboard.db")


TARGET_FILE = """\
[[target]]
kind = "memory"
shelf = "cli"
token = "t-1843-cli"
"""


def with_target(statusboard, tmp_path: Path) -> str:
    """A target with a secret; the secret's name."""
    file = tmp_path / "targets.toml"
    file.write_text(TARGET_FILE)
    assert statusboard("apply", "--allow-file", file).code == ExitCode.OK
    file.unlink()
    [line] = statusboard("secret", "list").out.splitlines()
    assert line.split()[1:] == ["here", "target", "memory"]
    return str(line.split()[0])


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Standard input, as a pipe gives it."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def applied(statusboard, tmp_path: Path) -> str:
    """A service with a secret; the secret's name."""
    file = tmp_path / "services.toml"
    file.write_text(FILE)
    assert statusboard("apply", "--allow-file", file).code == ExitCode.OK
    file.unlink()
    [line] = statusboard("secret", "list").out.splitlines()
    return line.split()[0]


def test_without_a_key_store_the_command_asks_for_agreement_once(
    statusboard, tmp_path: Path
) -> None:
    file = tmp_path / "services.toml"
    file.write_text(FILE)

    refused = statusboard("apply", file)
    agreed = statusboard("apply", "--allow-file", file)
    again = statusboard("apply", file)

    assert refused.code == ExitCode.RULE_BROKEN
    assert "--allow-file" in refused.err
    assert (agreed.code, again.code) == (ExitCode.OK, ExitCode.OK)
    assert again.out == "nothing to change\n"
    file.unlink()
    assert files_with(tmp_path, ["b-1852"]) == []


@pytest.mark.parametrize("host", ["web-3", socket.gethostname()])
def test_a_secret_that_the_collector_needs_elsewhere_is_said(
    statusboard, tmp_path: Path, database: str, host: str
) -> None:
    statusboard("apply", "/dev/null")
    opened = Database.open(database)
    with opened.writing(SystemClock().now(), ADA) as unit:
        leases.take(unit, role="collector", holder=f"{host}:1:2", ttl=HEARTBEAT)
    opened.close()
    file = tmp_path / "services.toml"
    file.write_text(FILE)

    said = statusboard("apply", "--allow-file", file).err

    name = statusboard("secret", "list").out.split()[0]
    told = "The collector runs on web-3" in said and f"secret set NAME”: {name}." in said
    assert told is (host == "web-3")
    assert statusboard("apply", file).err == ""  # nothing new


def test_the_list_says_what_is_here_and_what_needs_it(
    statusboard, tmp_path: Path, database: str
) -> None:
    statusboard("apply", "/dev/null")
    assert statusboard("secret", "list").out == "no secrets are needed\n"
    name = applied(statusboard, tmp_path)

    assert statusboard("secret", "list").out.split() == [name, "here", "Shop"]
    secrets_of(locate(database), demo=False).forget(name)
    assert statusboard("secret", "list").out.split() == [name, "missing", "here", "Shop"]


def test_a_secret_is_read_from_standard_input_and_told_nowhere(
    statusboard, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = applied(statusboard, tmp_path)
    place = secrets_of(locate(database), demo=False)
    place.forget(name)
    typed(monkeypatch, "Bearer s3cret\n")

    ran = statusboard("secret", "set", name)

    assert (ran.code, ran.out) == (ExitCode.OK, f"{name} is kept on this computer\n")
    kept = place.read(name)
    assert kept is not None
    assert kept.reveal() == "Bearer s3cret"
    assert files_with(tmp_path, ["s3cret"]) == []


def test_a_name_that_nothing_needs_is_refused_before_anything_is_read(
    statusboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = applied(statusboard, tmp_path)
    monkeypatch.setattr(sys, "stdin", None)

    ran = statusboard("secret", "set", f"{name}x")

    assert ran.code == ExitCode.RULE_BROKEN
    assert f"Did you mean {name}?" in ran.err


def test_what_a_target_lacks_is_listed_told_by_the_doctor_and_given(
    statusboard, plugged_in_kinds, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = with_target(statusboard, tmp_path)
    place = secrets_of(locate(database), demo=False)
    assert "the shelf cli is there" in statusboard("doctor").out
    place.forget(name)

    assert statusboard("secret", "list").out.split() == [
        *(name, "missing", "here", "target", "memory")
    ]
    said = statusboard("doctor").out
    assert f"not on this computer: {name}; where the office runs" in said
    assert "not looked at: Its secret" in said
    typed(monkeypatch, "t-1843-cli\n")
    assert statusboard("secret", "set", name).code == ExitCode.OK

    assert "all 1 on this computer" in statusboard("doctor").out


def test_a_secret_that_the_office_needs_elsewhere_is_said(
    statusboard, plugged_in_kinds, tmp_path: Path, database: str
) -> None:
    statusboard("apply", "/dev/null")
    opened = Database.open(database)
    with opened.writing(SystemClock().now(), ADA) as unit:
        leases.take(unit, role="office", holder="web-4:1:2", ttl=HEARTBEAT)
    opened.close()
    file = tmp_path / "targets.toml"
    file.write_text(TARGET_FILE)

    said = statusboard("apply", "--allow-file", file).err

    assert "The office runs on web-4, which does not have the new secrets" in said


def test_the_new_relic_key_is_given_likewise(
    statusboard, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied(statusboard, tmp_path)
    typed(monkeypatch, "NRAK-SENTINEL7SENTINEL7SENTINEL\n")
    assert "not connected" in statusboard("secret", "set", "new-relic-key").err
    opened = Database.open(database)
    with opened.writing(SystemClock().now(), ADA) as unit:
        connected_to(unit, "EU")
        connected_to(unit, "US", name="Shop (US)")
    opened.close()
    typed(monkeypatch, "NRAK-SENTINEL7SENTINEL7SENTINEL\n")

    assert statusboard("secret", "set", "new-relic-key").code == ExitCode.OK

    listed = statusboard("secret", "list").out.splitlines()
    assert [line.split("  ")[0] for line in listed if line.endswith("New Relic")] == [
        "new-relic-key"
    ]
    [other] = [line for line in listed if line.endswith("New Relic Shop (US)")]
    assert "missing here" in other
    typed(monkeypatch, "NRAK-SENTINEL8SENTINEL8SENTINEL\n")
    assert statusboard("secret", "set", other.split()[0]).code == ExitCode.OK
    assert "missing" not in statusboard("secret", "list").out


def test_what_an_earlier_version_left_is_moved_by_hand(
    statusboard, tmp_path: Path, database: str
) -> None:
    statusboard("apply", "/dev/null")
    opened = Database.open(database)
    with opened.writing(SystemClock().now(), ADA) as unit:
        component = add_component(unit, name="Shop")
        config = {"url": "http://ada:pw-1815@127.0.0.1:9/"}
        add_check(unit, component_id=component.id, kind="http", config=config)
    opened.close()
    assert "still in the database" in statusboard("doctor").out
    listed = statusboard("secret", "list").out
    assert listed.startswith("secrets of 1 check are still in the database; to move them: ")
    assert "statusboard secret move" in listed
    assert "--allow-file" in listed

    assert statusboard("secret", "move").code == ExitCode.RULE_BROKEN
    moved = statusboard("secret", "move", "--allow-file")

    assert (moved.code, moved.out) == (
        ExitCode.OK,
        "1 check was changed\nthe files hold them no more\n",
    )
    assert files_with(tmp_path, ["pw-1815"]) == []
    assert statusboard("secret", "move").out == "nothing to move\n"
    assert "still in the database" not in statusboard("secret", "list").out
    assert "all 1 on this computer" in statusboard("doctor").out


def test_the_doctor_names_what_this_computer_lacks(
    statusboard, tmp_path: Path, database: str
) -> None:
    name = applied(statusboard, tmp_path)
    secrets_of(locate(database), demo=False).forget(name)

    said = statusboard("doctor").out

    assert f"not on this computer: {name}" in said
    assert "statusboard secret set NAME" in said
    opened = Database.open(database)
    with opened.reading(SystemClock().now()) as unit:
        assert len(read_checks(unit)) == 1
    opened.close()
