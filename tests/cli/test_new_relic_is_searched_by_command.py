"""New Relic by command: what it knows, and having it watched."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.program import StandIn
from tests.fixtures.new_relic_beside import connect_file, standing_beside

Statusboard = Callable[..., Any]


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    with standing_beside() as running:
        for name in ("search", "checkout-api"):
            entity = running.world.entities[WELL_KNOWN[name]]
            entity["tags"] = [{"key": "team", "values": ["shop"]}]
        yield running


@pytest.fixture
def connected(tmp_path: Path, statusboard: Statusboard, stand_in: StandIn) -> Path:
    connect_file(tmp_path / "statusboard.db", stand_in)
    return tmp_path


def test_what_a_tag_names_is_found_and_watched(connected: Path, statusboard: Statusboard) -> None:
    found = statusboard("newrelic", "find", "--tag", "team:shop", "--json").json["entities"]
    assert [(one["name"], one["watched_by"]) for one in found] == [
        ("checkout-api", []),
        ("search", []),
    ]
    added = statusboard("newrelic", "watch", "--tag", "team:shop", "--service", "Shop")
    assert added.out == "watched: checkout-api\nwatched: search\n"
    said = statusboard("newrelic", "find", "search", "--tag", "team:shop").out
    assert said.endswith("watched by Shop\n")
    again = statusboard("newrelic", "watch", "--tag", "team:shop", "--service", "Shop")
    assert again.out.splitlines()[0] == "watched before, left as it is: checkout-api"


def test_pages_are_read_to_the_end(connected: Path, statusboard: Statusboard) -> None:
    found = statusboard("newrelic", "find", "sample", "--json").json["entities"]
    assert len(found) > 400
    assert len({one["guid"] for one in found}) == len(found)


def test_what_cannot_be_looked_for_is_said(connected: Path, statusboard: Statusboard) -> None:
    assert "is no sort of entity" in statusboard("newrelic", "find", "--kind", "x").err
    assert "is no tag" in statusboard("newrelic", "find", "--tag", ":x").err
    assert "Nothing was added" in statusboard("newrelic", "watch", "no such thing").err


def test_without_a_connection_it_says_so(statusboard: Statusboard) -> None:
    refused = statusboard("newrelic", "find")
    assert refused.code != 0
    assert "New Relic is not connected" in refused.err


def test_a_tag_is_followed_by_command(statusboard: Statusboard) -> None:
    assert statusboard("newrelic", "follow", "team:shop", "--group", "Shop").out.startswith("1: ")
    assert statusboard("newrelic", "follow", "team=shop").out.startswith("1: ")
    assert statusboard("newrelic", "followed").out == "1  team: shop  not looked for yet\n"
    [tag] = statusboard("newrelic", "followed", "--json").json["tags"]
    assert (tag["tag"], tag["group"], tag["looked_at"]) == ("team: shop", "Shop", None)
    assert statusboard("newrelic", "unfollow", "1").code == 0
    assert statusboard("newrelic", "followed").out == "no tag is followed\n"
    assert "is no tag" in statusboard("newrelic", "follow", ":x").err


def test_what_new_relic_says_is_recorded_and_written_down(
    connected: Path, statusboard: Statusboard
) -> None:
    assert statusboard("newrelic", "record").out == "not recording\n"
    assert statusboard("newrelic", "record", "--on").out == "recording, for an hour at most\n"
    statusboard("newrelic", "find", "search")
    file = connected / "record.json"
    said = statusboard("newrelic", "record", "--out", file, "--off").out
    assert said == f"written to {file}: 1\nnot recording\n"
    assert '"document": "FindEntities"' in file.read_text()
    assert "not both" in statusboard("newrelic", "record", "--on", "--off").err
    refused = statusboard("newrelic", "record", "--out", connected)
    assert "cannot be written" in refused.err
