"""Connections and followed tags in the file of `apply` and `export`, and by command."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from statusboard.demo.new_relic.people import DEMO_KEY, STAGING_KEY
from statusboard.demo.new_relic.program import StandIn
from tests.fixtures.new_relic_beside import standing_beside

Statusboard = Callable[..., Any]
FILE = """\
[[new_relic]]
name = "New Relic"
region = "EU"

[[new_relic]]
name = "Shop"
url = "https://proxy.example/graphql"

[[followed_tag]]
tag = "team: shop"
account = 4100201
group = "Shop"
"""


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    with standing_beside() as running:
        yield running


def test_what_a_file_says_is_brought_once_and_written_as_it_is_read(
    statusboard: Statusboard, tmp_path: Path
) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(FILE)
    said = statusboard("apply", str(file)).out
    assert "added: New Relic\n" in said
    assert "added: New Relic Shop\n" in said
    assert "followed: the tag team: shop" in said
    assert FILE.strip() in statusboard("export").out
    assert "added" not in statusboard("apply", str(file)).out
    file.write_text(FILE.replace('"EU"', '"US"'))
    assert "changed: New Relic\n" in statusboard("apply", str(file)).out
    listed = statusboard("secret", "list").out
    assert listed.count("missing here") == 2


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('[[new_relic]]\nregion = "MARS"\n', "US, EU, JP"),
        ('[[new_relic]]\nregion = "EU"\nurl = "https://x.example"\n', "not both"),
        ('[[new_relic]]\nregion = "EU"\n\n[[new_relic]]\nregion = "US"\n', "described twice"),
        ('[[new_relic]]\nregion = "EU"\nkey = "NRAK-x"\n', "key"),
        ('[[followed_tag]]\ntag = ":x"\n', "tag"),
    ],
)
def test_what_a_file_cannot_say_is_told_with_its_line(
    statusboard: Statusboard, tmp_path: Path, table: str, words: str
) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(table)
    refused = statusboard("apply", str(file))
    assert refused.code != 0
    assert words in refused.err


def test_two_are_connected_listed_examined_and_ended_by_command(
    statusboard: Statusboard, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = iter((DEMO_KEY, STAGING_KEY))
    monkeypatch.setattr("statusboard.cli.secret.secret_given", lambda _: next(keys))
    first = statusboard("newrelic", "connect", "--url", stand_in.url, "--allow-file")
    assert first.out.startswith("connected as Sample desk: Sample shop production (4100201)")
    other = statusboard(
        *("newrelic", "connect", "--url", stand_in.url, "--name", "Staging", "--allow-file")
    )
    assert other.out == "connected as Sample tester: Sample shop staging (4100202)\n"
    held = statusboard("newrelic", "connections", "--json").json["connections"]
    assert [(one["name"], len(one["accounts"])) for one in held] == [
        ("New Relic", 3),
        ("Staging", 1),
    ]
    examined = statusboard("doctor").out
    assert "New Relic Staging" in examined
    assert "1 account" in examined
    assert statusboard("newrelic", "disconnect", "Staging").code == 0
    assert "Staging" not in statusboard("newrelic", "connections").out
    assert "No connection is called" in statusboard("newrelic", "disconnect", "Staging").err
    assert "one of the two" in statusboard("newrelic", "connect").err
